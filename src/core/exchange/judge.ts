/** What the cells of one case mean: a person, a consent and the answers of one form; and what of it cannot be. */
import {
  type Answer,
  type Answers,
  type Choice,
  choicesOf,
  type Field,
  type FormDefinition,
  type HeldAt,
  type HtcdsField,
  validate,
  walk,
} from '../../kernel/form/index.ts';
import { Problem, parsePartialDate } from '../../kernel/index.ts';
import type { RecordStandard } from '../forms/index.ts';
import { peopleContracts } from '../people/contract.ts';
import type { Definitions } from '../ports.ts';
import type { SourceCase, SourceCell } from './read.ts';

export interface CellProblem {
  row: number;
  column: string;
  code: string;
  params?: Record<string, string | number>;
}
export interface Judged {
  row: number;
  person: ReturnType<typeof personOf>;
  answers: Answers;
  problems: CellProblem[];
}

/** Where the cells of one file go, made once for all of its cases. */
export interface Judge {
  standard: RecordStandard;
  definition: FormDefinition;
  definitions: Definitions;
  now: Date;
  notHeld: Map<string, { cells: number; why: string }>;
  unknownColumns: Set<string>;
}

interface Asked {
  field: Field;
  repeat: string | undefined;
  /** Of the two names of a geopoint. */
  part: 'latitude' | 'longitude' | undefined;
}

export function judgeCase(judge: Judge, source: SourceCase): Judged {
  const problems: CellProblem[] = [];
  const held = new Map<HeldAt, { cell: SourceCell; value: string; values: string[] }>();
  const answers: Answers = {};
  const columns = new Map<string, SourceCell>();
  const asked = askedBy(judge);
  const fields = fieldsByName(judge);
  const say = (cell: SourceCell, code: string, params?: CellProblem['params']): void => {
    problems.push({ row: cell.row, column: cell.column, code, ...(params && { params }) });
  };
  for (const record of source.records) {
    const inside = new Map<string, Answers>();
    for (const cell of record.cells) {
      const name = fields.get(cell.name)?.name ?? cell.name;
      const field = fields.get(name);
      const holding = judge.standard.holdings[name];
      const target = asked.get(name);
      if (!field) {
        judge.unknownColumns.add(cell.column);
        continue;
      }
      const values = textsOf(cell, field);
      if (values.length === 0) continue;
      if (target) {
        const place = target.repeat === undefined ? answers : (inside.get(target.repeat) ?? {});
        if (target.repeat !== undefined) inside.set(target.repeat, place);
        const answer = answerOf(judge, target, values, place[target.field.name]);
        const before = place[target.field.name];
        if (answer === undefined) say(cell, codeOf(target.field));
        else if (before === undefined || target.part) place[target.field.name] = answer;
        // Several notes on one case are one text here; of anything else that is asked once, none may be lost unsaid.
        else if (target.field.type === 'longText') place[target.field.name] = `${before}\n\n${answer}`;
        else say(cell, 'tooMany', { most: 1 });
        columns.set(`${target.repeat ?? ''} ${target.field.name}`, cell);
      } else if (holding && 'at' in holding && holding.way !== 'out') {
        const ours = values.map((value) => holding.takes?.[value] ?? value).filter((value) => value !== '');
        if (holding.takes && values.some((value) => !Object.hasOwn(holding.takes!, value))) say(cell, 'unknownCode');
        else if (ours.length > 0) held.set(holding.at, { cell, value: ours.join('; '), values: ours });
      } else {
        const why = holding ? ('not' in holding ? holding.not : 'It says how a case stands where it came from.') : '';
        const known = judge.notHeld.get(cell.column);
        judge.notHeld.set(cell.column, { cells: (known?.cells ?? 0) + 1, why });
      }
    }
    for (const [repeat, one] of inside) answers[repeat] = [...((answers[repeat] as Answers[] | undefined) ?? []), one];
  }
  const person = personOf(judge, source, held, say);
  if (!person && problems.length === 0) problems.push({ row: source.row, column: nameColumn(judge), code: 'required' });
  const consent = held.get('case.consent');
  if (consent && truths.get(consent.value.toLowerCase()) !== true) say(consent.cell, 'noConsent');
  problems.push(...formProblems(judge, source, answers, columns));
  return { row: source.row, person, answers, problems };
}

/** What the form itself finds wrong, told at the cell it came from. */
function formProblems(
  { definition, definitions, now }: Judge,
  source: SourceCase,
  answers: Answers,
  columns: ReadonlyMap<string, SourceCell>,
): CellProblem[] {
  const codeList = (code: string) => definitions.codeList(code)?.items;
  const { problems } = validate(definition, answers, { now: now.toISOString(), codeList });
  return problems.map(({ path, code, params }) => {
    const parts = path.split('.');
    const cell = columns.get(`${parts.length > 1 ? parts[0] : ''} ${parts.at(-1)}`);
    return { row: cell?.row ?? source.row, column: cell?.column ?? path, code, ...(params && { params }) };
  });
}

type Held = ReadonlyMap<HeldAt, { cell: SourceCell; value: string; values: string[] }>;
type Say = (cell: SourceCell, code: string, params?: CellProblem['params']) => void;

/** As `person.register` takes it; undefined without a name, or when something of it cannot be. */
function personOf({ definitions, now }: Judge, _: SourceCase, held: Held, say: Say) {
  const at = (one: HeldAt): string | undefined => held.get(one)?.value;
  const countries = definitions.codeList('country')?.items ?? [];
  const joined = (separator: string, ...parts: HeldAt[]): string | undefined =>
    parts.flatMap((part) => at(part) ?? []).join(separator) || undefined;
  const known = held.get('person.birth');
  const birth = known && parsePartialDate(dayOf(known.value));
  if (known && !birth) say(known.cell, 'date');
  else if (known && birth && birth > now.toISOString().slice(0, birth.length)) say(known.cell, 'past');
  const from = held.get('person.nationalities');
  const nationalities = from?.values.map((value) => codeAmong(countries, value));
  if (from && nationalities?.includes(undefined)) say(from.cell, 'country');
  const country = at('contact.address.country');
  const name = joined(' ', 'person.name', 'person.name.middle', 'person.name.last');
  if (name === undefined) return undefined;
  const phones = (['contact.phone', 'contact.phone.second'] as const).flatMap((one) => at(one) ?? []);
  const address = [
    joined(', ', 'contact.address', 'contact.address.city', 'contact.address.state', 'contact.address.postcode'),
    country,
  ]
    .filter(Boolean)
    .join(', ');
  const email = at('contact.email');
  const document = at('person.document');
  const sex = at('person.sex');
  const contact = {
    ...(phones.length > 0 && { phones: phones.map((number) => ({ number })) }),
    ...(email && { email }),
    ...(address && { address }),
  };
  const input = {
    identity: {
      name,
      ...(birth && { birth: { value: birth, known: 'stated' as const } }),
      ...(document && { documents: [{ type: 'other', number: document }] }),
    },
    ...(Object.keys(contact).length > 0 && { contact }),
    facts: { ...(sex && { sex }), ...(nationalities && { nationalities: nationalities.filter((one) => one) }) },
  };
  const read = peopleContracts.register.input.safeParse(input);
  if (read.success) return read.data;
  const cell = [...held.values()].find(({ value }) => value.length > 300)?.cell ?? held.get('person.name')?.cell;
  if (cell) say(cell, 'tooLong', { most: 300 });
  return undefined;
}

const nameColumn = ({ standard }: Judge): string =>
  Object.entries(standard.holdings).find(([, one]) => 'at' in one && one.at === 'person.name')?.[0] ?? '';

/** Whether nobody may be recorded without being asked is said by the file, where it says anything. */
const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

function answerOf(
  judge: Judge,
  { field, part }: Asked,
  values: string[],
  before: Answer | undefined,
): Answer | undefined {
  const text = values.join('; ');
  if (part !== undefined) {
    const number = Number(text);
    if (!Number.isFinite(number)) return undefined;
    const point = (before as { latitude?: number; longitude?: number } | undefined) ?? {};
    return { ...point, [part]: number } as Answer;
  }
  const choices = choicesOf(judge.definition, field.list, (code) => judge.definitions.codeList(code)?.items);
  const coded = (): (string | undefined)[] => values.map((value) => codeAmong(choices ?? [], value));
  switch (field.type) {
    case 'choice':
      return values.length === 1 ? coded()[0] : undefined;
    case 'choices':
      return coded().includes(undefined) ? undefined : [...new Set(coded() as string[])];
    case 'yesNo': {
      const truth = truths.get(text.toLowerCase());
      return truth === undefined ? undefined : truth ? 'yes' : 'no';
    }
    case 'integer':
    case 'decimal':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'date': {
      const day = parsePartialDate(dayOf(text));
      return day?.length === 10 ? day : undefined;
    }
    case 'country':
      return codeAmong(judge.definitions.codeList('country')?.items ?? [], text);
    default:
      return text;
  }
}

/** By its code, by the code that the standard has for it, or by its label in any language. */
function codeAmong(choices: readonly Pick<Choice, 'code' | 'label' | 'mappings'>[], value: string): string | undefined {
  const same = (text: string): boolean => text.toLowerCase() === value.trim().toLowerCase();
  return (
    choices.find(({ code }) => same(code)) ??
    choices.find(({ mappings }) => mappings?.htcds !== undefined && same(mappings.htcds)) ??
    choices.find(({ label }) => Object.values(label).some(same))
  )?.code;
}

const codes: Partial<Record<Field['type'], string>> = {
  choice: 'choice',
  choices: 'choice',
  yesNo: 'yesNo',
  integer: 'integer',
  decimal: 'number',
  date: 'date',
  country: 'country',
  geopoint: 'geopoint',
};
const codeOf = ({ type }: Field): string => codes[type] ?? 'shape';

/** A moment of another system is a day here. */
const dayOf = (text: string): string => (/^\d{4}-\d{2}-\d{2}[T ]/.test(text) ? text.slice(0, 10) : text);

/** The values of a cell in our words; a table has several in one text, with semicolons. */
function textsOf({ values, known }: SourceCell, field: HtcdsField): string[] {
  const texts = field.multiple && values.length === 1 ? values[0]!.split(';') : values;
  return texts
    .map((text) => text.trim())
    .map((text) => (Object.hasOwn(known, text) ? known[text]! : text))
    .filter((text) => text !== '');
}

// The same for every case of a file: made once for a judge.
const byJudge = new WeakMap<Judge, { asked: Map<string, Asked>; fields: Map<string, HtcdsField> }>();
const prepared = (judge: Judge) => {
  const known = byJudge.get(judge);
  if (known) return known;
  const asked = new Map<string, Asked>();
  for (const { item, repeats } of walk(judge.definition.items)) {
    if (item.kind !== 'field') continue;
    const names = item.mappings?.htcds?.split(/\s+/).filter(Boolean) ?? [];
    for (const [index, name] of names.entries()) {
      const part =
        item.type === 'geopoint' ? (index === 0 ? ('latitude' as const) : ('longitude' as const)) : undefined;
      asked.set(name, { field: item, repeat: repeats.at(-1)?.name, part });
    }
  }
  const fields = new Map(
    judge.standard.fields.flatMap((field) => [field.name, ...(field.aliases ?? [])].map((name) => [name, field])),
  );
  const made = { asked, fields };
  byJudge.set(judge, made);
  return made;
};
const askedBy = (judge: Judge) => prepared(judge).asked;
const fieldsByName = (judge: Judge) => prepared(judge).fields;

/** A refusal of an operation that was made for one case, as problems of that case. */
export function refusedCells(error: unknown, row: number): CellProblem[] {
  if (!(error instanceof Problem) || error.code !== 'input.invalid') throw error;
  return (error.fields ?? []).map(({ path, code, params }) => ({ row, column: path, code, ...(params && { params }) }));
}
