/**
 * A form as data. One definition renders on the server without script, renders offline in the desk, validates on
 * the server, and travels as XLSForm. Nothing here does I/O; every part is plain JSON.
 */
import type { Assessment } from '../assessment/index.ts';
import type { PartialDate } from '../dates.ts';
import type { Text } from '../programme.ts';
import type { SensitivityClass } from '../sensitivity.ts';

/** Every kind of question. What each one's answer looks like is the table in the README and `Answer` below. */
export const fieldTypes = [
  'text',
  'longText',
  'note',
  'integer',
  'decimal',
  'range',
  'date',
  'partialDate',
  'time',
  'dateTime',
  'yesNo',
  'choice',
  'choices',
  'rank',
  'place',
  'money',
  'phone',
  'email',
  'name',
  'organisation',
  'country',
  'language',
  'document',
  'photo',
  'audio',
  'video',
  'file',
  'signature',
  'geopoint',
  'barcode',
  'calculated',
  'hidden',
  'acknowledge',
  'stamp',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** An expression in XLSForm's language, such as `${age} < 18 and selected(${means}, 'debt')`. */
export type Expression = string;

/** Names of the same thing in a standard, such as `vic_MethodsOfControl`. */
export interface Mappings {
  /** HTCDS 2.0 field (or, on a choice, its value code). A geopoint names two: latitude, then longitude. */
  htcds?: string;
  /** UN International Classification for Administrative Data on Trafficking in Persons. */
  icTip?: string;
}

export interface Choice {
  code: string;
  label: Text;
  /** Retired choices stay valid in old entries and are not offered. */
  retired?: true;
  /** Values that a choice filter compares, such as `province`. */
  columns?: Record<string, string>;
  mappings?: Mappings;
}

/** Choices written in the form, or the name of a code list that the installation keeps. */
export type ChoiceList = { choices: Choice[] } | { codeList: string };

interface Named {
  /** Unique in the whole form: letters, digits, `_`, `-`; no dot, because paths are written with dots. */
  name: string;
  label?: Text;
  /** Shown only while this is true. What is not shown has no value and is not kept. */
  showIf?: Expression;
  appearance?: string;
}

export interface Field extends Named {
  kind: 'field';
  type: FieldType;
  class: SensitivityClass;
  hint?: Text;
  /** Longer help, shown on request. */
  guidance?: Text;
  /** Key of `FormDefinition.lists`; for choice, choices and rank. */
  list?: string;
  /** Which choices are offered: an expression in which a bare name is a column of the choice. */
  choiceFilter?: Expression;
  /** `true`, or required only while the expression is true. */
  requiredIf?: true | Expression;
  requiredMessage?: Text;
  /** Must be true of an answer, which it calls `.`; a blank is never tested. */
  constraint?: Expression;
  constraintMessage?: Text;
  /** Computes a `calculated` or read-only field always, any other field while it is blank. */
  calculation?: Expression;
  /** Fills a new entry once; a default that was cleared stays cleared. */
  default?: { text: string } | { expression: Expression };
  readOnly?: true;
  /** Bounds and step of a `range`. */
  range?: { start: number; end: number; step: number };
  /** What a `stamp` records: when filling began, when it ended, or the day it began. */
  stamp?: 'start' | 'end' | 'today';
  mappings?: Mappings;
}

export interface Group extends Named {
  kind: 'group';
  items: Item[];
}

export interface Repeat extends Named {
  kind: 'repeat';
  /** Fixes the number of instances; without it people add as many as they need. */
  count?: Expression;
  items: Item[];
}

export type Item = Field | Group | Repeat;

export interface FormDefinition {
  code: string;
  /** Whole number, from 1. Entries keep the version they were filled in. */
  version: number;
  title: Text;
  /** Language tags in the order in which they are offered; texts are keyed by them. */
  languages: string[];
  defaultLanguage: string;
  lists: Record<string, ChoiceList>;
  items: Item[];
  /** How its yes/no answers are weighed, for whoever decides. */
  assessment?: Assessment;
}

export interface Money {
  amount: number;
  /** ISO 4217. */
  currency: string;
}
/** A name as the person gives it, in its own script; no part of it is required to be a family name. */
export interface PersonName {
  full: string;
  /** What to call them. */
  called?: string;
  romanised?: string;
}
export interface OrganisationName {
  name: string;
  id?: string;
}
export interface IdentityDocument {
  number: string;
  type?: string;
  country?: string;
}
export interface Geopoint {
  latitude: number;
  longitude: number;
  /** Metres. */
  altitude?: number;
  accuracy?: number;
}
/** A stored file by its id; the bytes are never part of the answers. */
export interface Attachment {
  id: string;
  name?: string;
  /** Bytes. */
  size?: number;
}

/** One answer. A blank is the absence of the name, never a false, a zero or an empty text. */
export type Answer =
  | string
  | number
  | boolean
  | string[]
  | PartialDate
  | Money
  | PersonName
  | OrganisationName
  | IdentityDocument
  | Geopoint
  | Attachment
  | Answers[];

/** Answers by field name. Groups do not nest; a repeat holds one `Answers` for each instance. */
export interface Answers {
  [name: string]: Answer;
}

/** What an evaluation needs from outside. */
export interface FormContext {
  /** The moment of filling with the offset of the place, ISO 8601: `2026-03-01T09:30:00+07:00`. */
  now: string;
  /** For `jr:choice-name`; the form's default language otherwise. */
  lang?: string;
  /** The installation's code lists by name; undefined when there is none of that name. */
  codeList?: (code: string) => readonly Choice[] | undefined;
}

/** Types whose answer is picked from `list`. */
export const listTypes: readonly FieldType[] = ['choice', 'choices', 'rank'];
/** Types whose answer is a stored file. */
export const attachmentTypes: readonly FieldType[] = ['photo', 'audio', 'video', 'file', 'signature'];

export const namePattern = /^(?!__proto__$)[A-Za-z_][A-Za-z0-9_-]{0,127}$/;

/** An item with the repeats that enclose it, outermost first, and its direct parent. */
export interface Placed<T extends Item = Item> {
  item: T;
  repeats: readonly Repeat[];
  parent: Group | Repeat | undefined;
}

/** Every item in document order, parents before their children. */
export function* walk(
  items: readonly Item[],
  repeats: readonly Repeat[] = [],
  parent?: Group | Repeat,
): Generator<Placed> {
  for (const item of items) {
    yield { item, repeats, parent };
    if (item.kind === 'repeat') yield* walk(item.items, [...repeats, item], item);
    else if (item.kind === 'group') yield* walk(item.items, repeats, item);
  }
}

const fields = new WeakMap<FormDefinition, readonly Placed<Field>[]>();

/** Every field in document order; looked for once for each object, as a definition is never changed in place. */
export function fieldsOf(definition: FormDefinition): readonly Placed<Field>[] {
  let found = fields.get(definition);
  if (!found) {
    found = [...walk(definition.items)].filter((one): one is Placed<Field> => one.item.kind === 'field');
    fields.set(definition, found);
  }
  return found;
}

/** The text in the language asked for, else in the fallback, else in any; undefined when there is none. */
export function say(text: Text | undefined, lang: string, fallback: string): string | undefined {
  return text && (text[lang] ?? text[fallback] ?? Object.values(text)[0]);
}

/** The choices of a list: the form's own, or the installation's. Undefined when the list is unknown. */
export function choicesOf(
  definition: FormDefinition,
  list: string | undefined,
  codeList?: FormContext['codeList'],
): readonly Choice[] | undefined {
  if (list === undefined || !Object.hasOwn(definition.lists, list)) return undefined;
  const found = definition.lists[list]!;
  return 'choices' in found ? found.choices : codeList?.(found.codeList);
}
