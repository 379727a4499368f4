/**
 * Answers as records of the Human Trafficking Case Data Standard (HTCDS 2.0, IOM, CC BY 4.0). A form says by its
 * mappings which field of the standard an answer is; the standard's own list is handed in as data.
 */
import {
  type Answer,
  type Answers,
  choicesOf,
  type Field,
  type FormContext,
  type FormDefinition,
  fieldsOf,
  type Repeat,
} from './definition.ts';
import { itemsHere } from './split.ts';
import { scalarOf } from './values.ts';

/** One field of the standard. */
export interface HtcdsField {
  name: string;
  /** Type as the standard words it: `Text`, `Picklist`, `Multiselect Picklist`, `Checkbox`, `Date`, … */
  type: string;
  multiple: boolean;
  /** Other names that the standard's own tools use. */
  aliases?: readonly string[];
  /** A case may have several of it. */
  repeatable?: boolean;
  /** Codes of a picklist; empty where the standard leaves it open. */
  values: readonly string[];
}

/**
 * Where a field of the standard is held outside forms, or why it is not. `at` is a name that `core/exchange` knows, and
 * no other; `gives` and `takes` are codes, ours to the standard's and back, of which a blank says that nothing is known.
 */
export type HtcdsHolding =
  | {
      at: HeldAt;
      /** Goes out only, or comes in only; both ways without it. */
      way?: 'out' | 'in';
      gives?: Readonly<Record<string, string>>;
      takes?: Readonly<Record<string, string>>;
    }
  | { not: string };
export type HeldAt =
  | 'case.closingReason'
  | 'case.consent'
  | 'case.organisation'
  | 'case.owner'
  | 'case.status'
  | 'contact.address'
  | 'contact.address.city'
  | 'contact.address.country'
  | 'contact.address.postcode'
  | 'contact.address.state'
  | 'contact.email'
  | 'contact.phone'
  | 'contact.phone.second'
  | 'person.birth'
  | 'person.document'
  | 'person.name'
  | 'person.name.last'
  | 'person.name.middle'
  | 'person.nationalities'
  | 'person.sex'
  | 'referral.sentAt'
  | 'referral.to';

export type HtcdsValue = string | number | boolean | string[];

/**
 * One flat record. The first is of the case; each instance of a repeat with mapped fields makes one more, with its
 * own fields only, so that nobody is counted twice.
 */
export interface HtcdsRecord {
  record: string;
  instance?: number;
  fields: Record<string, HtcdsValue>;
}

export interface HtcdsExport {
  records: HtcdsRecord[];
  /** Values that the standard's own list of codes does not have; they are in the records all the same. */
  unknownCodes: { field: string; value: string }[];
}

/** Standard fields of a mapping: one name, or two for a geopoint. */
const namesOf = (field: Field): string[] => field.mappings?.htcds?.split(/\s+/).filter(Boolean) ?? [];

/** Exports answers. Give it answers of one form as `validate` returned them, already cut down to what may be shared. */
export function toHtcds(
  definition: FormDefinition,
  answers: Answers,
  standard: readonly HtcdsField[],
  codeList?: FormContext['codeList'],
): HtcdsExport {
  const byName = new Map(standard.map((field) => [field.name, field]));
  const unknownCodes: HtcdsExport['unknownCodes'] = [];
  const records: HtcdsRecord[] = [];
  level(definition.items, answers, 'case');
  return { records, unknownCodes };

  function level(items: FormDefinition['items'], here: Answers, record: string, instance?: number): void {
    const fields: [string, HtcdsValue][] = [];
    const repeats: { repeat: Repeat; instances: Answers[] }[] = [];
    for (const [name, item] of itemsHere(items)) {
      const answer = Object.hasOwn(here, name) ? here[name]! : undefined;
      if (answer === undefined) continue;
      if (item.kind === 'repeat') {
        repeats.push({ repeat: item, instances: answer as Answers[] });
      } else if (item.kind === 'field') fields.push(...convert(item, answer));
    }
    // The case always has its record; an instance without a mapped answer has nothing to say.
    if (instance === undefined || fields.length > 0) {
      records.push({ record, ...(instance !== undefined && { instance }), fields: Object.fromEntries(fields) });
    }
    for (const { repeat, instances } of repeats) {
      for (const [index, one] of instances.entries()) level(repeat.items, one, repeat.name, index + 1);
    }
  }

  function convert(field: Field, answer: Answer): [string, HtcdsValue][] {
    const [name, second] = namesOf(field);
    if (name === undefined) return [];
    if (field.type === 'geopoint' && second !== undefined) {
      const { latitude, longitude } = answer as { latitude: number; longitude: number };
      return [
        [name, latitude],
        [second, longitude],
      ];
    }
    const target = byName.get(name);
    const choices = choicesOf(definition, field.list, codeList);
    const coded = (code: string): string => choices?.find((choice) => choice.code === code)?.mappings?.htcds ?? code;
    const values = (Array.isArray(answer) ? (answer as string[]) : [plain(answer)]).map((one) => coded(String(one)));
    if (target?.type === 'Checkbox') {
      const truth = truths.get(values[0]!.toLowerCase());
      return truth === undefined ? [] : [[name, truth]];
    }
    for (const value of values) {
      if (target && target.values.length > 0 && !target.values.includes(value))
        unknownCodes.push({ field: name, value });
    }
    if (target?.multiple || Array.isArray(answer)) return [[name, values]];
    return [[name, typeof answer === 'number' ? answer : values[0]!]];
  }
}

/** What a checkbox of the standard makes of an answer; `unknown` is left out, because a blank is not a no. */
const truths: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['ok', true],
  ['no', false],
  ['false', false],
]);

/** A partial date stays as exact as it is known; everything else is what an expression would see. */
function plain(answer: Answer): string | number | boolean {
  if (typeof answer === 'object' && 'known' in answer) return answer.value as string;
  if (typeof answer === 'object' && 'currency' in answer) return `${answer.amount} ${answer.currency}`;
  return scalarOf(answer);
}

/** For each field of the standard, the form's fields that feed it; none where the form leaves it out. */
export function htcdsCoverage(
  definition: FormDefinition,
  standard: readonly HtcdsField[],
): { name: string; fields: string[] }[] {
  const feeding = new Map<string, string[]>();
  for (const { item } of fieldsOf(definition)) {
    for (const name of namesOf(item)) feeding.set(name, [...(feeding.get(name) ?? []), item.name]);
  }
  return standard.map(({ name }) => ({ name, fields: feeding.get(name) ?? [] }));
}
