import type { CodeListItem, Text } from '../kernel/index.ts';
import { lo } from './lo/index.ts';

/** Further languages: what is said in them, by its English. One more is a table and a line here. */
const further: readonly (readonly [language: string, table: Readonly<Record<string, string>>])[] = [['lo', lo]];

/** The languages every supplied definition speaks. */
export const languages = ['en', 'fr', 'vi', 'id', ...further.map(([language]) => language)] as const;

/** A text in English, French, Vietnamese, Indonesian, and in each further language whose table has it. */
export const text = (en: string, fr: string, vi: string, id: string): Text => ({
  en,
  fr,
  vi,
  id,
  ...Object.fromEntries(further.flatMap(([language, table]) => (table[en] ? [[language, table[en]]] : []))),
});

/**
 * An item of a list; `keys` are its quick-entry keys in English, French, Vietnamese and Indonesian, or one for all. Further
 * languages have the English ones: a keyboard of another script finds them at their place.
 */
export const item = (code: string, label: Text, keys?: string): CodeListItem => ({
  code,
  label,
  ...(keys !== undefined && { key: quickKeys(keys) }),
});

function quickKeys(keys: string): Text {
  if (keys.length !== 1 && keys.length !== 4) throw new Error(`"${keys}" is not one key or four`);
  return Object.fromEntries(languages.map((language, at) => [language, keys[at] ?? keys.charAt(0)]));
}

const names = languages.map(
  (language) => [language, new Intl.DisplayNames([language], { type: 'region', fallback: 'code' })] as const,
);

/** What the languages call a country (ISO 3166-1 alpha-2), as browsers name it (Unicode CLDR). */
export const countryName = (code: string): Text =>
  Object.fromEntries(names.map(([language, name]) => [language, name.of(code) ?? code]));
