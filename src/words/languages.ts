/** Languages the desk can be switched to. A new one is a row here and a folder of words. */
export interface Language {
  code: string;
  /** In itself, as a reader looks for it. */
  name: string;
  /** Every message is translated; otherwise what is missing shows in English. */
  complete: boolean;
  /** Years are counted in the Buddhist era as well; both are shown. */
  buddhistEra?: true;
}

export const languages: readonly Language[] = [
  { code: 'en', name: 'English', complete: true },
  { code: 'fr', name: 'Français', complete: true },
  { code: 'vi', name: 'Tiếng Việt', complete: true },
  { code: 'id', name: 'Bahasa Indonesia', complete: true },
  { code: 'th', name: 'ไทย', complete: false, buddhistEra: true },
  { code: 'lo', name: 'ລາວ', complete: true, buddhistEra: true },
  { code: 'km', name: 'ខ្មែរ', complete: false, buddhistEra: true },
  { code: 'my', name: 'မြန်မာ', complete: false },
  { code: 'zh', name: '中文', complete: false },
];

/** The codes of the languages in which the house says everything. */
export const completeLanguages: readonly string[] = languages.flatMap(({ code, complete }) => (complete ? [code] : []));

export const sourceLanguage = 'en';

const scripts: readonly [RegExp, string][] = [
  [/\p{Script=Lao}/u, 'lo'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Khmer}/u, 'km'],
  [/\p{Script=Myanmar}/u, 'my'],
  [/\p{Script=Han}/u, 'zh'],
];

/**
 * The language that the letters of a name stand for, where it decides fonts, line height and voice. Latin letters say
 * nothing of it.
 */
export const languageOfLetters = (text: string): string | undefined =>
  scripts.find(([letters]) => letters.test(text))?.[1];

/** The language to begin with: the first wanted one that we have, by its primary tag (`fr-CA` is served by `fr`). */
export function chooseLanguage(wanted: readonly (string | undefined)[]): string {
  for (const tag of wanted) {
    const found = languages.find(({ code }) => code === tag?.split('-')[0]?.toLowerCase());
    if (found) return found.code;
  }
  return sourceLanguage;
}
