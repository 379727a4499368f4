import { language } from '../words.ts';

/** The name of a language in the reader's own: `lo` is Lao, lao or tiếng Lào. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(language(), { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
