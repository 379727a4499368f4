/** The language the desk speaks now: its messages, and dates and numbers in it. Everything is drawn again on a change. */
import type { Text } from '../kernel/index.ts';
import * as words from '../words/index.ts';
import { asset } from './assets.ts';
import { changeSettings, settings } from './state/settings.ts';
import { store } from './state/store.ts';

interface Spoken {
  /** What was chosen: dates, numbers, fonts and definitions follow it. */
  language: string;
  /** The language of the messages: English until the chosen one is translated. */
  messages: string;
  catalogue: words.Catalogue;
  fallback: words.Catalogue;
}

export const spoken = store<Spoken>({ language: 'en', messages: 'en', catalogue: {}, fallback: {} });

/** A message in the reader's language. Keys are `<room>.<key>` of `src/words/en/<room>.json`, checked by the compiler. */
export const t = (key: words.MessageKey, params?: words.Params): string => say(key, params) ?? key;

/** The same for a key that comes from data; the key itself when no words are found. */
export const tx = (key: string, params?: words.Params): string => say(key, params) ?? key;

/** The message, or undefined when there is none under this key. */
export function say(key: string, params: words.Params = {}): string | undefined {
  const { catalogue, fallback, messages } = spoken.get();
  const message = catalogue[key];
  if (message !== undefined) return words.format(message, params, messages);
  const other = fallback[key];
  return other === undefined ? undefined : words.format(other, params, 'en');
}

/** The language that was chosen, for `Intl` and for definitions. */
export const language = (): string => spoken.get().language;

/** A definition's text in the reader's language, else in English, else in the first it has. */
export function told(text: Text | undefined): string {
  if (!text) return '';
  return text[language()] ?? text.en ?? Object.values(text)[0] ?? '';
}

export const day = (moment: string | Date, style?: words.DateStyle): string =>
  words.formatDate(language(), moment, style);
export const number = (value: number, options?: Intl.NumberFormatOptions): string =>
  words.formatNumber(language(), value, options);
export const relativeDay = (moment: string | Date, now = new Date()): string =>
  words.formatRelativeDay(language(), moment, now);

/** An age band as it is read: `25–34`, kept on one line. */
export const ageBandText = (band: string | undefined): string => (band ?? '').replace('-', '\u2060–\u2060');

/** A partial date; with its Buddhist-era year where readers count in it, or where `both` asks for it. */
export function partialDate(value: string, both = words.countsBuddhistEra(language())): string {
  const plain = words.formatPartialDate(language(), value);
  const year = both ? words.otherEraYear(value) : undefined;
  return year === undefined ? plain : t('desk.date.bothEras', { date: plain, year: String(year) });
}

let wanted: string | undefined;

/** Loads a language and draws the desk in it; stays with the present one when it cannot be had. The last wish counts. */
export async function speak(code: string): Promise<void> {
  if (wanted === code) return;
  wanted = code;
  const load = async (which: string): Promise<words.Catalogue> => {
    const url = asset('words', which);
    if (!url) return {};
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`words of ${which}: ${answer.status}`);
    return (await answer.json()) as words.Catalogue;
  };
  const complete = words.languages.find((one) => one.code === code)?.complete === true;
  const [catalogue, fallback] = await Promise.all([load(code), complete ? {} : load(words.sourceLanguage)]).catch(
    (error: unknown) => {
      wanted = undefined;
      throw error;
    },
  );
  if (wanted !== code) return;
  const messages = Object.keys(catalogue).length > 0 ? code : words.sourceLanguage;
  spoken.set({ language: code, messages, catalogue, fallback });
  const root = document.documentElement;
  root.lang = messages;
  root.dataset.language = code;
  loadFonts(code);
  if (settings.get().language !== code) changeSettings({ language: code });
}

function loadFonts(code: string): void {
  const url = asset('fonts', code);
  if (!url || document.querySelector(`link[href="${url}"]`)) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = url;
  document.head.append(link);
}
