import type * as z from 'zod/mini';
import {
  type Choice,
  choicesOf,
  type Field,
  type FieldType,
  type FormDefinition,
  fieldsOf,
} from '../../kernel/form/index.ts';
import type { SensitivityClass, Text } from '../../kernel/index.ts';
import { ageBands } from '../../kernel/index.ts';
import type { Definitions } from '../ports.ts';
import type { Cell, ColumnKind } from './register-contract.ts';

/**
 * What the register can show and be filtered by: what a case says of itself, and every operational or statistical question
 * of the published forms, as the newest entry of that form answers it.
 */
export interface Column {
  /** `topic`, or `form.question`. */
  code: string;
  class: SensitivityClass;
  kind: z.output<typeof ColumnKind>;
  /** The code list its values are worded by. */
  list?: string;
  /** The column of `case_file`, of what can be asked. */
  sql?: string;
  /** HXL hashtag and attributes, for the second row of an export. */
  hxl: string;
  /** Of a question. */
  question?: { form: string; title: Text; label: Text; field: Field; choices?: readonly Choice[] };
  /** Codes that no list names: the desk has words for them. */
  codes?: readonly string[];
}

/** In the order in which an export has them. */
const ofCase: readonly Column[] = [
  { code: 'number', class: 'operational', kind: 'text', hxl: '#meta+id+case' },
  { code: 'personNumber', class: 'operational', kind: 'text', hxl: '#affected+id' },
  { code: 'personName', class: 'identity', kind: 'text', hxl: '#affected+name' },
  { code: 'programme', class: 'operational', kind: 'codes', sql: 'programme', hxl: '#activity+programme' },
  { code: 'stage', class: 'operational', kind: 'codes', sql: 'stage', hxl: '#status+stage' },
  { code: 'channel', class: 'operational', kind: 'codes', sql: 'channel', list: 'channel', hxl: '#modality+channel' },
  { code: 'topic', class: 'operational', kind: 'codes', sql: 'topic', list: 'topic', hxl: '#need+topic' },
  {
    code: 'destination',
    class: 'operational',
    kind: 'codes',
    sql: 'destination',
    list: 'destination',
    hxl: '#country+destination',
  },
  {
    code: 'sex',
    class: 'statistical',
    kind: 'codes',
    sql: 'sex',
    codes: ['female', 'male', 'other'],
    hxl: '#affected+sex',
  },
  { code: 'ageBand', class: 'statistical', kind: 'codes', sql: 'age_band', codes: ageBands, hxl: '#affected+age' },
  { code: 'team', class: 'operational', kind: 'text', hxl: '#org+team+name' },
  { code: 'owner', class: 'operational', kind: 'text', hxl: '#contact+owner+name' },
  { code: 'openedAt', class: 'operational', kind: 'time', sql: 'opened_at', hxl: '#date+opened' },
  { code: 'closedAt', class: 'operational', kind: 'time', sql: 'closed_at', hxl: '#date+closed' },
  { code: 'closingReason', class: 'operational', kind: 'codes', sql: 'closing_reason', hxl: '#status+closing' },
  {
    code: 'satisfaction',
    class: 'operational',
    kind: 'number',
    sql: 'satisfaction',
    hxl: '#indicator+satisfaction+num',
  },
  { code: 'flags', class: 'operational', kind: 'flags', sql: 'flags', hxl: '#meta+flags' },
  { code: 'place', class: 'statistical', kind: 'codes', sql: 'place', list: 'place', hxl: '#loc+origin' },
  {
    code: 'nationality',
    class: 'statistical',
    kind: 'codes',
    sql: 'nationality',
    list: 'country',
    hxl: '#country+nationality',
  },
  { code: 'lastContactAt', class: 'operational', kind: 'time', sql: 'last_contact_at', hxl: '#date+contact' },
];

/** What `case.list` answers of every case; the rest it answers when it is asked for. */
export const usualColumns: readonly string[] = ofCase.slice(0, 17).map(({ code }) => code);

/** How the answers of each type of question are shown and asked; what is missing is told by no column. */
const kinds: Partial<Record<FieldType, { kind: Column['kind']; list?: string; tag: string; type?: string }>> = {
  text: { kind: 'text', tag: '#description' },
  longText: { kind: 'text', tag: '#description' },
  integer: { kind: 'number', tag: '#indicator', type: 'num' },
  decimal: { kind: 'number', tag: '#indicator', type: 'num' },
  range: { kind: 'number', tag: '#indicator', type: 'num' },
  money: { kind: 'text', tag: '#value' },
  date: { kind: 'day', tag: '#date' },
  partialDate: { kind: 'day', tag: '#date' },
  dateTime: { kind: 'day', tag: '#date' },
  time: { kind: 'text', tag: '#date', type: 'time' },
  yesNo: { kind: 'codes', tag: '#indicator' },
  choice: { kind: 'codes', tag: '#indicator' },
  choices: { kind: 'codes', tag: '#indicator', type: 'list' },
  rank: { kind: 'codes', tag: '#indicator', type: 'list' },
  place: { kind: 'codes', list: 'place', tag: '#loc' },
  country: { kind: 'codes', list: 'country', tag: '#country' },
  language: { kind: 'codes', list: 'language', tag: '#indicator', type: 'lang' },
  organisation: { kind: 'text', tag: '#org' },
  calculated: { kind: 'text', tag: '#indicator' },
};

const known = new WeakMap<FormDefinition, { etag: string; columns: readonly Column[] }>();

/** The questions of a form that a case answers once; of a group that repeats, each answer is somebody else's. */
function ofForm(definitions: Definitions, definition: FormDefinition): readonly Column[] {
  const found = known.get(definition);
  if (found?.etag === definitions.etag) return found.columns;
  const columns = [...fieldsOf(definition)].flatMap(({ item: field, repeats }): Column[] => {
    const how = kinds[field.type];
    if (!how || repeats.length > 0 || (field.class !== 'operational' && field.class !== 'statistical')) return [];
    const choices = choicesOf(definition, field.list, (code) => definitions.codeList(code)?.items);
    const attribute = field.name
      .toLowerCase()
      .replaceAll(/[^a-z0-9_]/g, '_')
      .replace(/^[^a-z]+/, '');
    const question = {
      form: definition.code,
      title: definition.title,
      label: field.label ?? { en: field.name },
      field,
    };
    return [
      {
        code: `${definition.code}.${field.name}`,
        class: field.class,
        kind: how.kind,
        hxl: [how.tag, attribute, how.type].filter(Boolean).join('+'),
        question: { ...question, ...(choices && { choices }) },
        ...(how.list && { list: how.list }),
      },
    ];
  });
  known.set(definition, { etag: definitions.etag, columns });
  return columns;
}

/** Every column there is, whoever reads it. */
export async function allColumns(definitions: Definitions): Promise<readonly Column[]> {
  const forms = await Promise.all(definitions.forms().map(({ code }) => definitions.form(code)));
  return [...ofCase, ...forms.flatMap((form) => (form ? ofForm(definitions, form.definition) : []))];
}

/** The column of this code; undefined when nothing published has it any more. */
export async function columnOf(definitions: Definitions, code: string): Promise<Column | undefined> {
  const cut = code.lastIndexOf('.');
  if (cut < 0) return ofCase.find((one) => one.code === code);
  const form = await definitions.form(code.slice(0, cut));
  return form && ofForm(definitions, form.definition).find((one) => one.code === code);
}

/** An answer as a cell: codes as they are, money with its currency, a date as far as it is known. */
export function cellOfAnswer(answer: unknown): Cell | undefined {
  if (answer === undefined || answer === null) return undefined;
  if (typeof answer === 'string' || typeof answer === 'number' || typeof answer === 'boolean') return answer;
  if (Array.isArray(answer)) return answer.filter((one): one is string => typeof one === 'string');
  const { value, amount, currency, name } = answer as Record<string, string | number>;
  if (amount !== undefined) return `${amount} ${currency ?? ''}`.trim();
  const text = value ?? name;
  return text === undefined ? undefined : String(text);
}
