/** What a row means: a person with a case, or a contact; and what of it cannot be, cell by cell. */
import { type Answers, validate } from '../../kernel/form/index.ts';
import { asciiDigits } from '../../kernel/index.ts';
import type { Identified, Reached } from '../people/index.ts';
import type { Context } from '../ports.ts';
import { readDay } from './days.ts';
import { codeFor, former, plain, type Target } from './fields.ts';
import type { Reader, Reading } from './plan.ts';
import type { Cell, SheetRow } from './sheets.ts';

export interface Wrong {
  /** Of the sheet, from 0. */
  column: number;
  heading: string;
  code: string;
  params?: Record<string, string | number>;
}
export interface Draft {
  sheet: number;
  row: number;
  name: string | undefined;
  identity: Identified | undefined;
  contact: Reached | undefined;
  /** Without the number of the old register, which others have as well. */
  documents: { type: string; number: string }[];
  sex: string | undefined;
  nationality: string | undefined;
  place: string | undefined;
  birthYear: number | undefined;
  opened: string | undefined;
  closed: string | undefined;
  codes: Readonly<Record<string, string>>;
  note: string | undefined;
  answers: Answers;
  wrong: Wrong[];
}

const mostText = 300;
const firstYear = '1900';

/** A sum at the end of a table, or its headings again on the next page. */
export function isTotal({ totals, readers }: Reading, sheet: number, row: SheetRow): boolean {
  const texts = row.slice(1).filter((cell): cell is string => typeof cell === 'string');
  if (texts.length > 0 && texts.length <= 2 && texts.some((text) => totals.has(plain(text).replace(/ \d+$/, ''))))
    return true;
  const again = readers.filter(({ at, heading }) => row[(at.get(sheet) ?? -2) + 1] === heading).length;
  return again > 1 && again >= readers.length / 2;
}

/** Judges one row after another. `today` is the last day that is not to come, anywhere. */
export function rowJudge(context: Pick<Context, 'definitions' | 'now'>, reading: Reading, sender: string) {
  const { plan, form, readers } = reading;
  const today = new Date(context.now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
  const codeList = (code: string) => context.definitions.codeList(code)?.items;
  const mapped = readers.filter((one): one is Reader & { target: Target } => one.target !== undefined);
  const nameReader = mapped.find(({ target }) => target.code === 'name');

  return (sheet: number, row: SheetRow): Draft => {
    const wrong: Wrong[] = [];
    const texts = new Map<string, string[]>();
    const days = new Map<string, string>();
    const codes: Record<string, string> = { ...plan.every };
    let answers: Answers = {};
    const columns = new Map<string, Reader>();
    let age: number | undefined;
    const say = (reader: Reader, code: string, params?: Wrong['params']): void => {
      wrong.push({ column: reader.at.get(sheet) ?? 0, heading: reader.heading, code, ...(params && { params }) });
    };
    for (const reader of mapped) {
      const column = reader.at.get(sheet);
      const cell = column === undefined ? null : ((row[column + 1] ?? null) as Cell);
      if (cell === null) continue;
      const { target } = reader;
      columns.set(target.code, reader);
      const text = String(cell);
      if (target.kind === 'day') {
        const day = readDay(cell, { ...reading.way, order: reader.order ?? 'day' });
        if (!day) say(reader, 'date');
        else if (day < firstYear) say(reader, 'tooSmall', { least: Number(firstYear) });
        else if (!target.question && day > today.slice(0, day.length)) say(reader, 'past');
        else if (target.question) answers[target.question.name] = day;
        else days.set(target.code, day);
      } else if (target.kind === 'age') {
        const years = ageOf(text);
        if (years === undefined) say(reader, 'range', { start: 0, end: 120 });
        else age = years;
      } else if (target.kind === 'code') {
        const code = reader.values[text] ?? codeFor(target, text);
        if (code === undefined) readSeveral(reader, text, answers, say);
        else if (code === '') delete codes[target.code];
        else if (target.question) answers[target.question.name] = target.question.type === 'choices' ? [code] : code;
        else codes[target.code] = code;
      } else if (target.question) {
        const number = target.question.type === 'integer' || target.question.type === 'decimal';
        const before = answers[target.question.name];
        if (number) answers[target.question.name] = typeof cell === 'number' ? cell : numberOf(text);
        else answers[target.question.name] = typeof before === 'string' ? `${before}\n${text}` : text;
      } else if (target.code !== 'note' && text.length > mostText) say(reader, 'tooLong', { most: mostText });
      else texts.set(target.code, [...(texts.get(target.code) ?? []), text]);
    }
    if (plan.form && form && Object.keys(answers).length > 0) {
      const judged = validate(form.definition, answers, { now: context.now.toISOString(), codeList });
      for (const { path, code, params } of judged.problems) {
        const reader = columns.get(`form.${path.split('.')[0]}`);
        // A register has not asked everything that the form asks.
        if (reader && code !== 'required') say(reader, code, params);
      }
      answers = judged.answers;
    }
    const one = (code: string): string | undefined => texts.get(code)?.[0];
    const opened = days.get('opened');
    const birth = birthOf(days.get('birth'), age, opened ?? today);
    const closed = days.get('closed');
    if (closed && opened && closed < opened.slice(0, closed.length)) say(columns.get('closed')!, 'beforeOpened');
    if (codes.consent === 'no' && columns.has('consent')) say(columns.get('consent')!, 'noConsent');
    const name = one('name');
    if (plan.becomes === 'case' && !name)
      wrong.push({ column: nameReader?.at.get(sheet) ?? 0, heading: nameReader?.heading ?? '', code: 'required' });
    if (plan.becomes === 'contact')
      for (const code of ['channel', 'topic'] as const)
        if (!codes[code] && !wrong.some(({ heading }) => heading === columns.get(code)?.heading)) {
          const reader = mapped.find(({ target }) => target.code === code);
          wrong.push({ column: reader?.at.get(sheet) ?? 0, heading: reader?.heading ?? '', code: 'required' });
        }
    const number = one('number');
    const documents = [...columns.values()].flatMap(({ target }) =>
      target?.document === undefined
        ? []
        : (texts.get(target.code) ?? []).map((text) => ({ type: target.document!, number: text })),
    );
    const before = number && [{ type: former, number: `${number} (${sender})`.slice(0, mostText) }];
    const romanised = one('romanised');
    const phones = texts
      .get('phone')
      ?.slice(0, 10)
      .map((text) => ({ number: text }));
    const email = one('email');
    const address = texts.get('address')?.join(', ').slice(0, mostText);
    return {
      sheet,
      row: row[0],
      name,
      identity: name
        ? {
            name,
            ...(romanised && { romanised }),
            ...(birth && { birth }),
            ...((documents.length > 0 || before) && { documents: [...documents, ...(before || [])].slice(0, 10) }),
          }
        : undefined,
      contact:
        phones || email || address
          ? { ...(phones && { phones }), ...(email && { email }), ...(address && { address }) }
          : undefined,
      documents,
      sex: codes.sex,
      nationality: codes.nationality,
      place: codes.place,
      birthYear: birth ? Number(birth.value.slice(0, 4)) : undefined,
      opened,
      closed,
      codes,
      note: texts.get('note')?.join('\n'),
      answers,
      wrong,
    };
  };
}

/** Several codes in one cell, where the question takes several; else it is on no list. */
function readSeveral(
  reader: Reader,
  text: string,
  answers: Answers,
  say: (reader: Reader, code: string) => void,
): void {
  const { target, values } = reader;
  const codes =
    target?.question?.type === 'choices'
      ? text.split(/[,;、\n]/).map((part) => values[part.trim()] ?? codeFor(target, part))
      : [undefined];
  if (codes.includes(undefined)) say(reader, 'choice');
  else answers[target!.question!.name] = [...new Set(codes as string[])].filter((code) => code !== '');
}

function ageOf(text: string): number | undefined {
  const years = numberOf(/[\p{Nd}.]+/u.exec(text)?.[0] ?? '');
  return typeof years === 'number' && years >= 0 && years <= 120 ? Math.floor(years) : undefined;
}

const numberOf = (text: string): number | string => {
  const plainText = asciiDigits(text.normalize('NFKC'));
  const number = Number(plainText.replace(',', '.'));
  return plainText.trim() !== '' && Number.isFinite(number) ? number : text;
};

/** As it was written; or by the age on the day of the row, which says only about which year. */
function birthOf(day: string | undefined, age: number | undefined, when: string): Identified['birth'] | undefined {
  if (day !== undefined) return { value: day, known: 'stated' };
  if (age === undefined) return undefined;
  return { value: String(Number(when.slice(0, 4)) - age), known: 'estimated' };
}
