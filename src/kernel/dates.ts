/**
 * Dates as people give them. A birthday may be a year, a month or a day, and carries how it is known.
 * ISO text throughout: `2001`, `2001-05`, `2001-05-17`. Common era; Buddhist-era years are read and shown beside it.
 */
export type HowKnown = 'stated' | 'document' | 'estimated';
export interface PartialDate {
  value: string;
  known: HowKnown;
}

/** Years between the Buddhist era (Thailand, Lao PDR, Cambodia) and the common era. */
const buddhistOffset = 543;

/** The native digits of Thai, Lao, Khmer, Burmese, Arabic-Indic and Devanagari, as ASCII digits. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    if (code < 0x80) return digit;
    // Every run of decimal digits in Unicode begins at a multiple of 16 or 6 above one; walk down to its zero.
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
    return String(code - zero);
  });
}

/**
 * Reads a partial date: `2544`, `2544-05`, `17/5/2544`, `17.05.2001`, `2001-05-17`, any native digits.
 * A year from 2400 on is Buddhist-era. Answers undefined for what is not a date (no such day, month 13).
 */
export function parsePartialDate(typed: string): string | undefined {
  const text = asciiDigits(typed).trim();
  const parts = text.split(/[\s./-]+/);
  if (!/^\d+([\s./-]+\d+){0,2}$/.test(text)) return undefined;
  if (parts[0]!.length !== 4) parts.reverse();
  const [year, month, day] = parts.map(Number);
  if (parts[0]!.length !== 4 || year === undefined) return undefined;
  const common = year >= 2400 ? year - buddhistOffset : year;
  if (common < 1880 || common > 2150) return undefined;
  if (month === undefined) return pad(common, 4);
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return `${pad(common, 4)}-${pad(month, 2)}`;
  const date = new Date(Date.UTC(common, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return `${pad(common, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** The Buddhist-era year of a partial date. */
export const buddhistYear = (partial: string): number => Number(partial.slice(0, 4)) + buddhistOffset;

/** Least and greatest age in whole years on `today` (ISO date) that a partial birth date allows. */
export function ageRange(birth: string, today: string): { least: number; most: number } {
  const [year, month, day] = birth.split('-').map(Number) as [number, number?, number?];
  const earliest = `${pad(year, 4)}-${pad(month ?? 1, 2)}-${pad(day ?? 1, 2)}`;
  const latest = `${pad(year, 4)}-${pad(month ?? 12, 2)}-${pad(day ?? 31, 2)}`;
  return { least: wholeYears(latest, today), most: wholeYears(earliest, today) };
}

function wholeYears(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return Math.max(0, to.slice(5) < from.slice(5) ? years - 1 : years);
}

/** So many calendar months later, at the same time; where that month is too short, on its last day. */
export function monthsLater(from: Date, months: number): Date {
  const later = new Date(from);
  later.setUTCMonth(from.getUTCMonth() + months);
  if (later.getUTCDate() !== from.getUTCDate()) later.setUTCDate(0);
  return later;
}

/** Age bands of the figures. The first is everybody under 18: doubtful age is a child (see `ageBand`). */
export const ageBands = ['0-17', '18-24', '25-34', '35-49', '50+'] as const;
export type AgeBand = (typeof ageBands)[number];

/** The age band of a partial birth date; when it could be a child, it is one. */
export function ageBand(birth: string | undefined, today: string): AgeBand | undefined {
  if (birth === undefined) return undefined;
  const { least } = ageRange(birth, today);
  if (least < 18) return '0-17';
  if (least < 25) return '18-24';
  if (least < 35) return '25-34';
  return least < 50 ? '35-49' : '50+';
}
