import { dateFormat, formatDate, formatPartialDate, gregorian } from '../words/index.ts';

const dayMs = 86_400_000;

/** A partial date (`2001`, `2001-05`, `2001-05-17`) or an ISO time as its day; what is neither stays as it is. */
export function sayWhen(language: string, at: string): string {
  return at.length > 10 && !Number.isNaN(Date.parse(at)) ? formatDate(language, at) : formatPartialDate(language, at);
}

const months = (language: string, month: 'short' | 'long') =>
  dateFormat(gregorian(language), { year: 'numeric', month, timeZone: 'UTC' });

/** From one day to another (days since 1970-01-01) as months, what they share said once: `Mar – May 2025`. */
export const sayMonths = (language: string, from: number, to: number): string =>
  months(language, 'short').formatRange(from * dayMs, to * dayMs);

/** A month, `2026-03`, with its year. */
export const sayMonth = (language: string, month: string, width: 'short' | 'long' = 'long'): string =>
  months(language, width).format(Date.parse(`${month}-01`));
