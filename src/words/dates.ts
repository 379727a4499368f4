/** Dates, times, numbers and money in words, by language. Pure: the language and the clock are given. */
import { buddhistYear } from '../kernel/index.ts';
import { dateFormat, numberFormat } from './format.ts';
import { languages } from './languages.ts';
import { sayDays } from './own.ts';

const styles = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  dayTime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type DateStyle = keyof typeof styles;

/** Common era everywhere: Thai would otherwise count 2544 where a form says 2001. `formatBothEras` shows the other. */
export const gregorian = (language: string): string => `${locales[language] ?? language}-u-ca-gregory-nu-latn`;

/** English as it is written where the desk is used: the day before the month, and 24 hours. */
const locales: Record<string, string> = { en: 'en-GB' };

/** A moment (ISO timestamp or Date) in the reader's own time zone. */
export function formatDate(language: string, moment: string | Date, style: DateStyle = 'day'): string {
  return dateFormat(gregorian(language), styles[style]).format(new Date(moment));
}

/** A partial date as far as it is known: `2001`, `May 2001`, `17 May 2001`. What is not a date answers as it is. */
export function formatPartialDate(language: string, value: string): string {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(value);
  if (!match) return value;
  const [, year, month, day] = match;
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  return dateFormat(gregorian(language), {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month && { month: day ? 'short' : 'long' }),
    ...(day && { day: 'numeric' }),
  }).format(date);
}

/** Whether readers of this language count in the Buddhist era. */
export const countsBuddhistEra = (language: string): boolean =>
  languages.some(({ code, buddhistEra }) => code === language && buddhistEra);

/** The Buddhist-era year of a partial date, for showing beside the common era; undefined for what is not a date. */
export const otherEraYear = (value: string): number | undefined =>
  /^\d{4}(-\d{2}){0,2}$/.test(value) ? buddhistYear(value) : undefined;

/** How many whole local days from `now` to `moment`: 0 today, -1 yesterday. */
export function daysBetween(now: Date, moment: string | Date): number {
  const there = new Date(moment);
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(there) - midnight(now)) / 86_400_000);
}

/** `today`, `yesterday`, `in 3 days`; beyond two weeks the day itself. */
export function formatRelativeDay(language: string, moment: string | Date, now: Date): string {
  const days = daysBetween(now, moment);
  return Math.abs(days) > 14 ? formatDate(language, moment) : sayDays(language, days);
}

export const formatNumber = (language: string, value: number, options?: Intl.NumberFormatOptions): string =>
  numberFormat(language, options).format(value);

/** Money keeps its currency: `130.000.000 ₫` in Vietnamese, `VND 130,000,000` in English. */
export const formatMoney = (language: string, amount: number, currency: string): string =>
  numberFormat(language, { style: 'currency', currency }).format(amount);
