/** The two vocabularies side by side: XLSForm's question types, columns and languages, and ours. */
import type { Field, FieldType } from '../../../kernel/form/index.ts';
import type { Text } from '../../../kernel/index.ts';

/** How each of our types is written in XLSForm; `banyan::type` tells apart those that share one. */
export const xlsTypes: Readonly<Record<FieldType, string>> = {
  text: 'text',
  longText: 'text',
  note: 'note',
  integer: 'integer',
  decimal: 'decimal',
  range: 'range',
  date: 'date',
  partialDate: 'date',
  time: 'time',
  dateTime: 'dateTime',
  yesNo: 'select_one',
  choice: 'select_one',
  choices: 'select_multiple',
  rank: 'rank',
  place: 'text',
  money: 'decimal',
  phone: 'text',
  email: 'text',
  name: 'text',
  organisation: 'text',
  country: 'text',
  language: 'text',
  document: 'text',
  photo: 'image',
  audio: 'audio',
  video: 'video',
  file: 'file',
  signature: 'image',
  geopoint: 'geopoint',
  barcode: 'barcode',
  calculated: 'calculate',
  hidden: 'hidden',
  acknowledge: 'acknowledge',
  stamp: 'stamp',
};

/** What an XLSForm type is here when nothing says more. Types with a list and stamps are read apart. */
export const plainTypes: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
  ['text', 'text'],
  ['note', 'note'],
  ['integer', 'integer'],
  ['decimal', 'decimal'],
  ['range', 'range'],
  ['date', 'date'],
  ['time', 'time'],
  ['datetime', 'dateTime'],
  ['image', 'photo'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['file', 'file'],
  ['geopoint', 'geopoint'],
  ['barcode', 'barcode'],
  ['calculate', 'calculated'],
  ['hidden', 'hidden'],
  ['acknowledge', 'acknowledge'],
]);

/** Types with a list. */
export const listTypeOf: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
  ['select_one', 'choice'],
  ['select_multiple', 'choices'],
  ['rank', 'rank'],
]);

/** An appearance that is a type of its own here. */
export const appearanceTypes: readonly { type: FieldType; token: string; instead: FieldType }[] = [
  { type: 'longText', token: 'multiline', instead: 'text' },
  { type: 'signature', token: 'signature', instead: 'photo' },
];

export const typeAliases: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['int', 'integer'],
  ['photo', 'image'],
  ['picture', 'image'],
  ['gps', 'geopoint'],
  ['location', 'geopoint'],
  ['trigger', 'acknowledge'],
  ['calculation', 'calculate'],
  ['select1', 'select_one'],
]);

/** Why a question type is left out: key of the words under `xlsform.reason.`. */
export const unsupportedTypes: ReadonlyMap<string, 'metadata' | 'background' | 'track' | 'external'> = new Map([
  ...['deviceid', 'username', 'phonenumber', 'email', 'simserial', 'subscriberid', 'imei'].map(
    (type) => [type, 'metadata'] as const,
  ),
  ...['audit', 'background-audio', 'start-geopoint', 'background-geopoint'].map(
    (type) => [type, 'background'] as const,
  ),
  ...['geotrace', 'geoshape'].map((type) => [type, 'track'] as const),
  ...['csv-external', 'xml-external', 'osm'].map((type) => [type, 'external'] as const),
]);

/** Columns with one text for each language, and the property they are. */
export const textColumns: ReadonlyMap<string, 'label' | 'hint' | 'guidance' | 'constraintMessage' | 'requiredMessage'> =
  new Map([
    ['label', 'label'],
    ['hint', 'hint'],
    ['guidance_hint', 'guidance'],
    ['constraint_message', 'constraintMessage'],
    ['required_message', 'requiredMessage'],
  ]);

/** Columns of expressions, and the property they are. */
export const expressionColumns: ReadonlyMap<string, keyof Field> = new Map<string, keyof Field>([
  ['relevant', 'showIf'],
  ['constraint', 'constraint'],
  ['calculation', 'calculation'],
  ['choice_filter', 'choiceFilter'],
]);

/** Other ways in which forms in the field write the same column. */
export const columnAliases: ReadonlyMap<string, string> = new Map([
  ['list name', 'list_name'],
  ['listname', 'list_name'],
  ['value', 'name'],
  ['caption', 'label'],
  ['relevance', 'relevant'],
  ['skip_logic', 'relevant'],
  ['bind::relevant', 'relevant'],
  ['bind::required', 'required'],
  ['bind::constraint', 'constraint'],
  ['bind::calculate', 'calculation'],
  ['bind::readonly', 'read_only'],
  ['bind::jr:constraintmsg', 'constraint_message'],
  ['bind::jr:requiredmsg', 'required_message'],
  ['control::appearance', 'appearance'],
  ['control::jr:count', 'repeat_count'],
  ['jr:count', 'repeat_count'],
  ['count', 'repeat_count'],
  ['repeatcount', 'repeat_count'],
  ['readonly', 'read_only'],
  ['calculate', 'calculation'],
  ['constraint message', 'constraint_message'],
  ['constraint-msg', 'constraint_message'],
  ['required message', 'required_message'],
  ['choice filter', 'choice_filter'],
  ['guidance hint', 'guidance_hint'],
  ['id_string', 'form_id'],
  ['form id', 'form_id'],
  ['form title', 'form_title'],
  ['default language', 'default_language'],
]);

/** Columns of the survey sheet that are read, beside the translated ones and media. */
export const questionColumns: ReadonlySet<string> = new Set([
  'type',
  'name',
  'required',
  'read_only',
  'default',
  'appearance',
  'parameters',
  'trigger',
  'repeat_count',
  'disabled',
  'banyan::type',
  'banyan::class',
  'banyan::default',
  'banyan::htcds',
  'banyan::icTip',
  ...expressionColumns.keys(),
]);

const settingColumns = new Set(['form_title', 'form_id', 'version', 'default_language']);

/** XLSForm's own name of a column of the survey or settings sheet; columns that are nobody's keep their writing. */
export function baseColumn(head: string): string {
  const lower = head.toLowerCase();
  const base = columnAliases.get(lower) ?? lower;
  return questionColumns.has(base) || textColumns.has(base) || settingColumns.has(base) ? base : head;
}

/** The same for the choices sheet, where any other column is one that choice filters compare. */
export function baseChoiceColumn(head: string): string {
  const lower = head.toLowerCase();
  const base = columnAliases.get(lower) ?? lower;
  return base === 'list_name' || base === 'name' || textColumns.has(base) ? base : head;
}

/** List that stands for yes, no and unknown in a workbook. */
export const yesNoList = 'banyan_yes_no';
export const yesNoLabels: Readonly<Record<'yes' | 'no' | 'unknown', Text>> = {
  yes: { en: 'Yes', fr: 'Oui', vi: 'Có', id: 'Ya', lo: 'ແມ່ນ' },
  no: { en: 'No', fr: 'Non', vi: 'Không', id: 'Tidak', lo: 'ບໍ່' },
  unknown: { en: 'Unknown', fr: 'Inconnu', vi: 'Không rõ', id: 'Tidak diketahui', lo: 'ບໍ່ຮູ້' },
};
export const otherLabel: Text = { en: 'Other', fr: 'Autre', vi: 'Khác', id: 'Lainnya', lo: 'ອື່ນໆ' };
export const specifyLabel: Text = { en: 'Specify other', fr: 'Préciser', vi: 'Ghi rõ', id: 'Sebutkan', lo: 'ກະລຸນາລະບຸ' };

/** A text of ours in the languages of a form; English stands in where we have no words. */
export const inLanguages = (text: Text, languages: readonly string[]): Text =>
  Object.fromEntries(languages.map((language) => [language, text[language] ?? text.en!]));

/** Languages by the names that workbooks use for them. */
const commonLanguages =
  'en fr vi id th lo km my zh ms tl ne si bn hi ur ta ar fa ps es pt ru de it nl sw am tr uk ja ko mn jv su'.split(' ');

const nameOf = (language: string, inLanguage: string): string | undefined => {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language);
  } catch {
    return undefined;
  }
};

const byName: ReadonlyMap<string, string> = new Map(
  commonLanguages.flatMap((language) =>
    ['en', 'fr', language].map((other) => [(nameOf(language, other) ?? language).toLowerCase(), language] as const),
  ),
);

/** `Vietnamese (vi)`: the form in which ODK's tools show and read a language. */
export const writeLanguage = (language: string): string => `${nameOf(language, 'en') ?? language} (${language})`;

/** Reads `Vietnamese (vi)`, `vi` or `Tiếng Việt`. An unknown name becomes a private tag, `known: false`. */
export function readLanguage(text: string): { language: string; known: boolean } {
  const written = /\(\s*([A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8}){0,3})\s*\)\s*$/.exec(text)?.[1];
  if (written) return { language: written, known: true };
  const name = text.trim().toLowerCase();
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(name) && nameOf(name, 'en') !== name)
    return { language: text.trim(), known: true };
  const found = byName.get(name);
  if (found) return { language: found, known: true };
  const slug = name
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '')
    .slice(0, 8);
  return { language: `x-${slug || 'other'}`, known: false };
}
