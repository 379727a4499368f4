/** Phones, documents and case numbers, in any formatting and any digits. */
import { asciiDigits, plain } from './fold.ts';

/** Digits that tell a subscriber apart: the country code and the trunk 0 come and go, the last eight stay. */
const SIGNIFICANT = 8;
/** The fewest digits that count as a phone number. */
export const LEAST_DIGITS = 6;

export const digitsOf = (text: string): string => asciiDigits(text.normalize('NFKD')).replace(/\D/g, '');

/** The comparable end of a phone number, or '' when it has too few digits. */
export function phoneKey(phone: string): string {
  const digits = digitsOf(phone);
  return digits.length < LEAST_DIGITS ? '' : digits.slice(-SIGNIFICANT);
}

/** A document or case number without spaces, punctuation and case: `12/MaLaMa(N)123456` → `12malaman123456`. */
export const numberKey = (text: string): string => plain(text).replace(/[^\p{L}\p{N}]/gu, '');

/** Years a person now alive can be born in; Buddhist-era years (543 ahead) count as well. */
export function birthYearOf(digits: string): number | undefined {
  if (digits.length !== 4) return undefined;
  const year = Number(digits);
  if (year >= 1900 && year <= 2100) return year;
  return year >= 2443 && year <= 2643 ? year - 543 : undefined;
}

export interface Parts {
  /** what is left as a name */
  readonly name: string;
  /** document and case numbers as written, several readings */
  readonly numbers: readonly string[];
  readonly phones: readonly string[];
  readonly birthYear: number | undefined;
}

const PHONE = /[+(]?\d[\d\s().\-–/]{4,}\d/g;
const CODE = /[^\s]*\d[^\s]*\d[^\s]*\d[^\s]*/g;

/** Takes apart what somebody typed into the one box: numbers out, the rest is a name. */
export function takeApart(text: string): Parts {
  let name = asciiDigits(text.normalize('NFKC'));
  const numbers: string[] = [];
  const phones: string[] = [];
  let birthYear: number | undefined;
  // the whole text may be one number with spaces in it
  if ((name.match(/\d/g)?.length ?? 0) >= 4) numbers.push(numberKey(name));
  name = name.replace(/(?<![\p{L}\p{N}])\d{4}(?![\p{L}\p{N}])/gu, (digits) => {
    const year = birthYearOf(digits);
    if (year === undefined || phoneKey(text) !== '') return digits;
    birthYear = year;
    return ' ';
  });
  for (const [phone] of name.matchAll(PHONE)) if (phoneKey(phone) !== '') phones.push(phone);
  for (const [code] of name.matchAll(CODE)) numbers.push(numberKey(code));
  return {
    name: name.replace(PHONE, ' ').replace(CODE, ' '),
    numbers: [...new Set(numbers)].filter((n) => n.length >= 3),
    phones,
    birthYear,
  };
}
