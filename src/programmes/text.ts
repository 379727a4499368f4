import type { CodeListItem, Text } from '../kernel/index.ts';

/** A text in the four languages every supplied definition speaks, in the order English, French, Vietnamese, Indonesian. */
export const text = (en: string, fr: string, vi: string, id: string): Text => ({ en, fr, vi, id });

/** An item of a list; `keys` are its quick-entry keys in the same order of languages, or one for all of them. */
export const item = (code: string, label: Text, keys?: string): CodeListItem => ({
  code,
  label,
  ...(keys !== undefined && { key: keys.length === 1 ? text(keys, keys, keys, keys) : text(...letters(keys)) }),
});

function letters(keys: string): [string, string, string, string] {
  const [en, fr, vi, id] = keys;
  if (!en || !fr || !vi || !id || keys.length !== 4) throw new Error(`"${keys}" is not one key or four`);
  return [en, fr, vi, id];
}

export const languages = ['en', 'fr', 'vi', 'id'] as const;

const names = languages.map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }));

/** What the four languages call a country (ISO 3166-1 alpha-2), as browsers name it (Unicode CLDR). */
export function countryName(code: string): Text {
  const [en, fr, vi, id] = names.map((name) => name.of(code) ?? code);
  return text(en!, fr!, vi!, id!);
}
