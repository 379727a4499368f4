/** Days as registers have them: of both eras, in any digits, written out, as numbers of a spreadsheet, or only a year. */
import { serialToDate } from 'hucre';
import { asciiDigits, parsePartialDate } from '../../kernel/index.ts';
import type { Cell } from './sheets.ts';

export type Order = 'day' | 'month';
export interface DayWay {
  /** What comes first where a year comes last. */
  order: Order;
  from1904: boolean;
  months: ReadonlyMap<string, number>;
  /** The year now: of two digits, what lies after it is of the century before. */
  year: number;
}

const plainWord = (word: string): string => word.normalize('NFC').toLowerCase().replaceAll('.', '');

/** Names of months, long and short, in these languages. */
export function monthNames(languages: readonly string[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const language of languages)
    for (const month of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC', calendar: 'gregory' });
      for (let at = 1; at <= 12; at++) {
        const part = format
          .formatToParts(Date.UTC(2001, at - 1, 15))
          .filter(({ type }) => type === 'month')
          .map(({ value }) => plainWord(value))
          .join('');
        // A language that counts its months has no names of them.
        if (/\p{L}/u.test(part) && !/\p{Nd}/u.test(part)) names.set(part, at);
      }
    }
  return names;
}

/**
 * A day, month or year, ISO, in the common era: `2024-05-17`, `2024-05`, `2024`. Undefined for what is none.
 * Excel’s own days of the Buddhist era are years beyond 2400 there as well.
 */
export function readDay(cell: Cell, way: DayWay): string | undefined {
  if (cell === null) return undefined;
  if (typeof cell === 'number') return ofNumber(cell, way);
  const parts = partsOf(cell, way.months);
  if (parts.length === 1 && /^\d{5,8}$/.test(parts[0]!)) return ofNumber(Number(parts[0]), way);
  if (parts.length === 0 || parts.length > 3) return undefined;
  const year = parts.findIndex((part) => part.length === 4);
  if (year === 0) return parsePartialDate(parts.join('-'));
  const last = year === -1 ? century(parts.at(-1)!, way.year) : parts[year]!;
  if (last === undefined || (year !== -1 && year !== parts.length - 1)) return undefined;
  const [first, second] = parts.slice(0, -1);
  if (first === undefined) return undefined;
  if (second === undefined) return year === -1 ? undefined : parsePartialDate(`${last}-${first}`);
  return parsePartialDate(way.order === 'day' ? `${last}-${second}-${first}` : `${last}-${first}-${second}`);
}

function ofNumber(number: number, { from1904 }: DayWay): string | undefined {
  if (Number.isInteger(number) && number >= 1880 && number <= 2700) return parsePartialDate(String(number));
  if (Number.isInteger(number) && number >= 18_800_101 && number <= 26_991_231) {
    const text = String(number);
    return parsePartialDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  }
  if (number < 3_000 || number > 300_000) return undefined;
  return parsePartialDate(serialToDate(Math.floor(number), from1904).toISOString().slice(0, 10));
}

/** The numbers of a date, names of months as numbers; a time of day after it, and what stands around it, are left out. */
function partsOf(text: string, months: ReadonlyMap<string, number>): string[] {
  const words = asciiDigits(text)
    .replace(/[T ,]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AaPp]\.?[Mm]\.?|Z)?$/, '')
    .match(/\d+|[\p{L}\p{M}.]+/gu);
  return (words ?? []).flatMap((word) => {
    if (/^\d/.test(word)) return [word];
    const month = months.get(plainWord(word));
    return month === undefined ? [] : [String(month)];
  });
}

/** Of two digits: up to this year the century is ours; Thai and Lao years of two digits are told by being written with four elsewhere. */
function century(part: string, year: number): string | undefined {
  if (part.length !== 2) return undefined;
  const ours = Math.floor(year / 100) * 100 + Number(part);
  return String(ours > year ? ours - 100 : ours);
}

/** Which comes first in this column, by its values: `mixed` where both are found, undefined where nothing tells. */
export function orderOf(cells: readonly Cell[], months: ReadonlyMap<string, number>): Order | 'mixed' | undefined {
  let day = false;
  let month = false;
  for (const cell of cells) {
    if (typeof cell !== 'string') continue;
    const parts = partsOf(cell, months);
    if (parts.length !== 3 || parts[0]!.length === 4) continue;
    if (Number(parts[0]) > 12) day = true;
    if (Number(parts[1]) > 12) month = true;
  }
  if (day && month) return 'mixed';
  return day ? 'day' : month ? 'month' : undefined;
}
