import { Problem, refuseField, type Text } from '../../kernel/index.ts';
import { requireFresh, requireRead } from '../checks.ts';
import { personNames } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
import { allColumns, type Column, usualColumns } from './columns.ts';
import { columnsOf, moreOf, type Register, wholeRegister } from './list.ts';
import type { Cell } from './register-contract.ts';
import * as contracts from './register-contract.ts';
import { type CaseData, toCaseRow } from './row.ts';
import { type Line, mediaTypes, type Sheet, writeSheet } from './sheet.ts';

/** Above as many people a file is no longer this week's work: it takes a reason, and the password of a moment ago. */
const mostWithout = 1_000;
const pageRows = 500;
/** Pages on their way at once: read, opened, waiting to be handed on. */
const ahead = 3;

type Read = Awaited<ReturnType<Awaited<ReturnType<typeof wholeRegister>>['page']>>;

export const exportRegister = operation(contracts.exportRegister, {
  run: async (context, { format, reason, ...input }) => {
    const { actor, ports, now } = context;
    // Whoever counts people reads none of them, by name or by row.
    if (actor.role.scope === 'programme') throw new Problem('grant.missing');
    await chosen(context, input.columns);
    const { count } = await wholeRegister(context, registerOf(input));
    const { cases, people } = await count();
    if (people > mostWithout) {
      requireFresh(ports, actor);
      if (!reason) throw refuseField('reason', 'required');
    }
    return { name: `cases-${now.toISOString().slice(0, 10)}.${format}`, type: mediaTypes[format], rows: cases };
  },
  body: async function* (context, { format, language, words, hxl, codes, ...input }, _, left) {
    const columns = await chosen(context, input.columns);
    const say = (text: Text | undefined): string | undefined => text?.[language] ?? text?.en;
    const heads = columns.flatMap((column) => {
      const head = headOf(context, column, say, words);
      return [
        { head, hxl: column.hxl, code: column.code },
        ...(codes && worded(column)
          ? [{ head: `${head} (${words.code ?? 'code'})`, hxl: `${column.hxl}+code`, code: `${column.code}.code` }]
          : []),
      ];
    });
    const sheet: Sheet = {
      heads,
      hxl,
      lines: linesOf(context, registerOf(input), columns, { say, words, codes, left }),
    };
    yield* writeSheet(format, sheet);
  },
});

type Asked = Register & { columns?: readonly string[] | undefined };
const registerOf = ({ columns: _, reason: __, ...register }: Asked & { reason?: unknown }): Register => register;

/** Those asked for; else those that every case has and the role reads. */
async function chosen(context: Context, codes: readonly string[] | undefined): Promise<Column[]> {
  requireRead(context, 'operational');
  if (codes) return columnsOf(context, codes);
  const all = await allColumns(context.definitions);
  return all.filter((one) => usualColumns.includes(one.code) && context.actor.role.read.includes(one.class));
}

const headOf = (
  { definitions }: Context,
  { code, question, list }: Column,
  say: (text: Text | undefined) => string | undefined,
  words: Readonly<Record<string, string>>,
): string => say(question?.label) ?? words[code] ?? say(list ? definitions.codeList(list)?.title : undefined) ?? code;

/** Whether its values are codes that have words. */
const worded = ({ kind }: Column): boolean => kind === 'codes' || kind === 'flags';

interface Telling {
  say: (text: Text | undefined) => string | undefined;
  words: Readonly<Record<string, string>>;
  codes: boolean;
  left: (rows: number) => void;
}

/** The rows as cells, page by page: the next are read and their names are opened while one is handed on. */
async function* linesOf(
  context: Context,
  register: Register,
  columns: readonly Column[],
  { codes, left, ...telling }: Telling,
): AsyncGenerator<Line> {
  const { page } = await wholeRegister(context, register);
  const beside = columns.filter(({ code }) => !usualColumns.includes(code));
  const named = columns.some(({ code }) => code === 'personName' || code === 'personNumber');
  const tell = columns.map((column) => teller(context, column, telling));
  const open = async ({ rows }: Read) => {
    const ids = named ? [...new Set(rows.map(({ person_id }) => person_id))] : [];
    const [names, more] = await Promise.all([
      personNames(context, ids),
      beside.length > 0 ? moreOf(context, rows, beside) : undefined,
    ]);
    return { rows, names, more };
  };
  // Where a page ends is known before its names are opened: the next is asked for meanwhile.
  const opening: Promise<Awaited<ReturnType<typeof open>> | undefined>[] = [];
  let reading: Promise<Read | undefined> = page(pageRows, undefined);
  const goOn = () => {
    while (opening.length < ahead) {
      opening.push(reading.then((read) => read && open(read)));
      reading = reading.then((read) => (read?.next === undefined ? undefined : page(pageRows, read.next)));
    }
    // Whoever waits for them is told; until then a failure is nobody's.
    for (const one of [...opening, reading]) one.catch(() => {});
  };
  try {
    for (goOn(); ; goOn()) {
      const opened = await opening.shift();
      if (!opened) return;
      for (const row of opened.rows) {
        const values: Values = { ...toCaseRow(context, row, opened.names), ...opened.more?.get(row.id) };
        const line: Line = [];
        for (const [index, column] of columns.entries()) {
          const value =
            column.kind === 'flags' ? row.flags.map(({ sign }) => sign) : (values[column.code] as Cell | undefined);
          line.push(tell[index]!(value, row));
          if (codes && worded(column)) line.push(Array.isArray(value) ? value.join(';') : value);
        }
        left(1);
        yield line;
      }
    }
  } finally {
    // A query that is under way when somebody stops does not outlive the transaction.
    await Promise.allSettled([...opening, reading]);
  }
}
type Values = Record<string, unknown>;

/** How a column's values are said in the language of whoever reads the file; a code without words stays itself. */
function teller(
  { definitions }: Context,
  { code, kind, list, question }: Column,
  { say, words }: Omit<Telling, 'codes' | 'left'>,
): (value: Cell | undefined, row: CaseData) => string | number | undefined {
  if (code === 'programme') return (value) => say(definitions.programme(String(value))?.title) ?? String(value);
  if (code === 'stage' || code === 'closingReason') {
    const among = (row: CaseData) => {
      const programme = definitions.programme(row.programme);
      return code === 'stage' ? programme?.stages : programme?.closingReasons;
    };
    return (value, row) =>
      value === undefined ? undefined : (say(among(row)?.find((one) => one.code === value)?.label) ?? String(value));
  }
  if (kind === 'flags') return (_, row) => row.flags.map(({ sign, reason }) => say(reason) ?? sign).join('; ');
  const items = question?.choices ?? (list ? definitions.codeList(list)?.items : undefined);
  const known = new Map<string, string>();
  for (const { code: one, label } of items ?? []) {
    const text = say(label);
    if (text !== undefined) known.set(one, text);
  }
  const inWords = (one: string) =>
    known.get(one) ??
    say(list === 'place' || list === 'country' ? definitions.place(one)?.name : undefined) ??
    words[`${code}.${one}`] ??
    one;
  return (value) => {
    if (value === undefined) return undefined;
    if (typeof value === 'boolean') return words[`yesNo.${value}`] ?? String(value);
    if (Array.isArray(value)) return value.map(inWords).join('; ');
    return kind === 'codes' ? inWords(String(value)) : value;
  };
}
