/** What a column may hold, and which codes its values may mean. The words by which both are known are definitions. */
import { type Choice, choicesOf, type Field, type FieldType, type FormDefinition } from '../../kernel/form/index.ts';
import type { SensitivityClass, Text } from '../../kernel/index.ts';
import type { Context, Definitions } from '../ports.ts';

export type Becomes = 'case' | 'contact';
export type Kind = 'text' | 'day' | 'age' | 'code' | 'answer';

/** Something that a column may hold. */
export interface Target {
  code: string;
  kind: Kind;
  class: SensitivityClass;
  /** Several columns of it are put together. */
  several?: true;
  label?: Text;
  /** Of the number of a document: which document. */
  document?: string;
  /** Of a form. */
  question?: Field;
  /** Of a code. */
  choices?: readonly Named[];
}
export interface Named {
  code: string;
  label: Text;
  columns?: Record<string, string>;
}

/** Types of documents that have columns of another name: what kind it is nobody says, and the sender’s own number. */
export const [untold, former] = ['other', 'registerNumber'];

interface Own {
  kind: Kind;
  class: SensitivityClass;
  for: readonly Becomes[];
  several?: true;
  document?: string;
}
const both = ['case', 'contact'] as const;
const cases = ['case'] as const;
const contacts = ['contact'] as const;
const own: Record<string, Own> = {
  name: { kind: 'text', class: 'identity', for: cases },
  romanised: { kind: 'text', class: 'identity', for: cases },
  birth: { kind: 'day', class: 'identity', for: both },
  age: { kind: 'age', class: 'statistical', for: both },
  sex: { kind: 'code', class: 'statistical', for: both },
  nationality: { kind: 'code', class: 'statistical', for: cases },
  document: { kind: 'text', class: 'identity', for: cases, several: true, document: untold },
  phone: { kind: 'text', class: 'contact', for: cases, several: true },
  email: { kind: 'text', class: 'contact', for: cases },
  address: { kind: 'text', class: 'contact', for: cases, several: true },
  place: { kind: 'code', class: 'statistical', for: cases },
  number: { kind: 'text', class: 'identity', for: cases },
  opened: { kind: 'day', class: 'operational', for: both },
  closed: { kind: 'day', class: 'operational', for: cases },
  closingReason: { kind: 'code', class: 'operational', for: cases },
  channel: { kind: 'code', class: 'operational', for: both },
  topic: { kind: 'code', class: 'operational', for: both },
  destination: { kind: 'code', class: 'operational', for: both },
  answered: { kind: 'code', class: 'operational', for: contacts },
  consent: { kind: 'code', class: 'operational', for: cases },
  note: { kind: 'text', class: 'account', for: contacts, several: true },
};

/** Types of questions that one cell can answer. */
const answerable: readonly FieldType[] = [
  'text',
  'longText',
  'integer',
  'decimal',
  'date',
  'partialDate',
  'yesNo',
  'choice',
  'choices',
  'country',
  'phone',
  'email',
  'name',
  'organisation',
  'document',
];

/** What the columns of a register may hold here, as far as the caller's role writes it. */
export function targetsFor(
  { definitions, actor }: Pick<Context, 'definitions' | 'actor'>,
  { becomes, programme }: { becomes: Becomes; programme: string },
  form: FormDefinition | undefined,
): Map<string, Target> {
  const labels = new Map(definitions.codeList('registerColumn')?.items.map(({ code, label }) => [code, label]));
  const found = new Map<string, Target>();
  for (const [code, { for: of, ...target }] of Object.entries(own)) {
    const label = labels.get(code);
    if (!of.includes(becomes) || !actor.role.write.includes(target.class)) continue;
    const choices = target.kind === 'code' ? choicesFor(definitions, programme, code) : undefined;
    found.set(code, { code, ...target, ...(label && { label }), ...(choices && { choices }) });
  }
  if (becomes === 'contact') return found;
  const whole = found.get('document');
  for (const { code: document, label } of whole ? offered(definitions, 'documentType') : [])
    if (document !== untold && document !== former)
      found.set(`document.${document}`, { ...whole!, code: `document.${document}`, label, document });
  if (!form) return found;
  for (const item of topFields(form.items)) {
    if (!answerable.includes(item.type) || item.calculation !== undefined || item.readOnly) continue;
    if (!actor.role.write.includes(item.class)) continue;
    const choices = questionChoices(definitions, form, item);
    const code = `form.${item.name}`;
    found.set(code, {
      code,
      kind: choices ? 'code' : item.type === 'date' || item.type === 'partialDate' ? 'day' : 'answer',
      class: item.class,
      question: item,
      ...(item.label && { label: item.label }),
      ...(choices && { choices }),
      ...(item.type === 'longText' && { several: true as const }),
    });
  }
  return found;
}

/** Questions that are asked once. */
const topFields = (items: FormDefinition['items']): Field[] =>
  items.flatMap((item) => (item.kind === 'group' ? topFields(item.items) : item.kind === 'field' ? [item] : []));

function questionChoices(definitions: Definitions, form: FormDefinition, field: Field): readonly Named[] | undefined {
  if (field.type === 'country') return offered(definitions, 'country');
  if (field.type === 'yesNo') return among(definitions, ['yes', 'no']);
  if (field.type !== 'choice' && field.type !== 'choices') return undefined;
  const choices: readonly Choice[] | undefined = choicesOf(
    form,
    field.list,
    (code) => definitions.codeList(code)?.items as Choice[] | undefined,
  );
  return choices?.filter(({ retired }) => !retired);
}

const offered = (definitions: Definitions, list: string): readonly Named[] =>
  (definitions.codeList(list)?.items ?? []).filter(({ retired }) => !retired);
const among = (definitions: Definitions, codes: readonly string[]): readonly Named[] =>
  codes.flatMap(
    (code) => definitions.codeList('registerValue')?.items.find((item) => item.code === code) ?? { code, label: {} },
  );

function choicesFor(definitions: Definitions, programme: string, field: string): readonly Named[] {
  switch (field) {
    case 'sex':
      return among(definitions, ['female', 'male', 'other']);
    case 'answered':
    case 'consent':
      return among(definitions, ['yes', 'no']);
    case 'nationality':
      return offered(definitions, 'country');
    case 'closingReason':
      return (definitions.programme(programme)?.closingReasons ?? []).filter(({ retired }) => !retired);
    case 'place':
      return definitions.places().map(({ code, name }) => ({ code, label: name }));
    default:
      return offered(definitions, field);
  }
}

/** A text as it is compared: case, marks of punctuation and blanks do not matter. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’'`]/g, '’')
    .replace(/[\s.:*_()[\]"“”]+/g, ' ')
    .trim();

const also = ({ columns }: Named): string[] => columns?.also?.split(';') ?? [];

/** Every way to write each of them, as compared; of two that are written alike the first. */
export function waysToWrite(named: readonly Named[]): Map<string, string> {
  const ways = new Map<string, string>();
  const put = (text: string, code: string): void => {
    const key = plain(text);
    if (key !== '' && !ways.has(key)) ways.set(key, code);
  };
  for (const one of named) for (const text of Object.values(one.label)) put(text, one.code);
  for (const one of named) for (const text of [one.code, ...also(one)]) put(text, one.code);
  return ways;
}

const waysOf = new WeakMap<readonly Named[], Map<string, string>>();

/** The code that a text means: by its code or what anybody calls it. Of places also behind what kind of place it is. */
export function codeFor({ code, choices = [] }: Target, text: string): string | undefined {
  const ways = waysOf.get(choices) ?? waysToWrite(choices);
  waysOf.set(choices, ways);
  const whole = plain(text);
  return ways.get(whole) ?? (code === 'place' ? ways.get(whole.replace(/^\S+\s/, '')) : undefined);
}
