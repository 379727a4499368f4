/** What an answer of each type looks like: how it is read from outside, and what an expression sees of it. */
import { asciiDigits, type PartialDate, parsePartialDate } from '../dates.ts';
import { dayFractionOf, daysOf } from './calendar.ts';
import type { Answer, Attachment, Field, FieldType, FormContext, Geopoint } from './definition.ts';
import type { Scalar } from './functions.ts';

/** Why an answer was not taken: keys of the words under `field.`. */
export type RefusedCode =
  | 'text'
  | 'tooLong'
  | 'tooMany'
  | 'number'
  | 'integer'
  | 'range'
  | 'step'
  | 'date'
  | 'time'
  | 'dateTime'
  | 'yesNo'
  | 'choice'
  | 'place'
  | 'currency'
  | 'phone'
  | 'email'
  | 'name'
  | 'organisation'
  | 'country'
  | 'language'
  | 'document'
  | 'attachment'
  | 'geopoint'
  | 'acknowledge';

export class Refused {
  readonly code: RefusedCode;
  readonly params: Record<string, string | number> | undefined;
  constructor(code: RefusedCode, params?: Record<string, string | number>) {
    this.code = code;
    this.params = params;
  }
}

type Read = Answer | undefined | Refused;
type Reader = (raw: unknown, field: Field, context: FormContext) => Read;

/** What an expression sees of an answer: a blank is '', a list is its codes with blanks between, money is its amount. */
export function scalarOf(answer: Answer | undefined): Scalar {
  if (answer === undefined) return '';
  if (typeof answer !== 'object') return answer;
  if (Array.isArray(answer)) return answer.filter((one) => typeof one === 'string').join(' ');
  if ('known' in answer) return firstDay(answer as PartialDate);
  if ('amount' in answer) return answer.amount as number;
  if ('latitude' in answer) {
    const { latitude, longitude, altitude, accuracy } = answer as Geopoint;
    return `${latitude} ${longitude} ${altitude ?? 0} ${accuracy ?? 0}`;
  }
  for (const key of ['full', 'number', 'name', 'id'])
    if (key in answer) return answer[key as keyof typeof answer] as string;
  return '';
}

/** As ODK keeps a year or a month: its first day. */
const firstDay = ({ value }: PartialDate): string => `${value}-01-01`.slice(0, 10);

/**
 * Reads one answer as it comes from outside: JSON, or the text of an HTML form. Answers undefined for a blank.
 * Membership in a list is not decided here, because a filter may depend on other answers.
 */
export const readAnswer: Reader = (raw, field, context) =>
  raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '')
    ? undefined
    : readers[field.type](raw, field, context);

/** Unicode in one form; no control characters, which break databases and terminals; one kind of line end. */
function clean(raw: unknown, most: number, lines = false): string | undefined | Refused {
  if (typeof raw === 'number') return String(raw);
  if (typeof raw !== 'string') return new Refused('text');
  let text = raw.normalize('NFC').replace(/\r\n?/g, '\n');
  if (!lines) text = text.replace(/[\n\t]+/g, ' ');
  text = text.replace(/(?![\n\t])\p{Cc}|\p{Cs}/gu, '').trim();
  if (text.length > most) return new Refused('tooLong', { most });
  return text === '' ? undefined : text;
}

const textOf =
  (most: number, lines = false): Reader =>
  (raw) =>
    clean(raw, most, lines);

/** Text of one form: `shape` is tested after `tidy`. */
const shaped =
  (code: RefusedCode, shape: RegExp, tidy: (text: string) => string = (text) => text): Reader =>
  (raw) => {
    const text = clean(raw, 254);
    if (typeof text !== 'string') return text && new Refused(code);
    const tidied = tidy(text);
    return shape.test(tidied) ? tidied : new Refused(code);
  };

function number(raw: unknown): number | Refused {
  const text = typeof raw === 'string' ? asciiDigits(raw).trim() : raw;
  const value = typeof text === 'string' && /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : text;
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER
    ? value
    : new Refused('number');
}

function codes(raw: unknown): Read {
  const list = typeof raw === 'string' ? raw.split(/\s+/).filter(Boolean) : raw;
  if (!Array.isArray(list) || !list.every((code) => typeof code === 'string')) return new Refused('choice');
  if (list.length > 1000) return new Refused('tooMany', { most: 1000 });
  const unique = [...new Set<string>(list.filter((code: string) => code !== ''))];
  return unique.length === 0 ? undefined : unique;
}

/** An object of texts; `main` must be there, and a text alone stands for it. */
const parts =
  (main: string, others: readonly string[], code: RefusedCode): Reader =>
  (raw) => {
    const source: unknown = typeof raw === 'string' ? { [main]: raw } : raw;
    if (typeof source !== 'object' || source === null || Array.isArray(source)) return new Refused(code);
    const found: Record<string, string> = {};
    for (const key of [main, ...others]) {
      const given = (source as Record<string, unknown>)[key];
      const text = given === undefined || given === null ? undefined : clean(given, 300);
      if (text instanceof Refused) return text;
      if (text !== undefined) found[key] = text;
    }
    if (Object.keys(found).length === 0) return undefined;
    return main in found ? (found as unknown as Answer) : new Refused(code);
  };

function money(raw: unknown): Read {
  const { amount, currency } = (typeof raw === 'string' ? { amount: raw } : raw) as Record<string, unknown>;
  if (amount === undefined || amount === null || amount === '') return undefined;
  const value = number(amount);
  if (value instanceof Refused) return value;
  const code = typeof currency === 'string' ? currency.trim().toUpperCase() : '';
  return /^[A-Z]{3}$/.test(code) ? { amount: value, currency: code } : new Refused('currency');
}

function geopoint(raw: unknown): Read {
  const keys = ['latitude', 'longitude', 'altitude', 'accuracy'];
  const given =
    typeof raw === 'string' ? raw.trim().split(/\s+/) : keys.map((key) => (raw as Record<string, unknown>)[key]);
  const found: Record<string, number> = {};
  for (const [index, key] of keys.entries()) {
    const part = given[index];
    if (part === undefined || part === null || part === '') continue;
    const value = number(part);
    if (value instanceof Refused) return new Refused('geopoint');
    found[key] = value;
  }
  if (Object.keys(found).length === 0) return undefined;
  const { latitude, longitude } = found;
  const real =
    latitude !== undefined && longitude !== undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return real ? { ...found, latitude, longitude } : new Refused('geopoint');
}

function partialDate(raw: unknown): Read {
  const { value, known } = (typeof raw === 'string' ? { value: raw } : raw) as Record<string, unknown>;
  if (value === undefined || value === null || value === '') return undefined;
  const date = typeof value === 'string' ? parsePartialDate(value) : undefined;
  const how = known ?? 'stated';
  if (date === undefined) return new Refused('date');
  return how === 'stated' || how === 'document' || how === 'estimated'
    ? { value: date, known: how }
    : new Refused('date');
}

function dateTime(raw: unknown, _field: Field, { now }: FormContext): Read {
  const text = typeof raw === 'string' ? raw.trim() : '';
  if (!text.includes('T') || Number.isNaN(daysOf(text))) return new Refused('dateTime');
  // A browser's own control answers without an offset; the place of filling is meant.
  return /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : text + (/(Z|[+-]\d{2}:?\d{2})$/.exec(now)?.[0] ?? 'Z');
}

const object =
  (code: RefusedCode, reader: Reader): Reader =>
  (raw, field, context) =>
    typeof raw === 'string' || (typeof raw === 'object' && !Array.isArray(raw))
      ? reader(raw, field, context)
      : new Refused(code);

const oneOf =
  (code: RefusedCode, allowed: readonly string[]): Reader =>
  (raw) =>
    typeof raw === 'string' && allowed.includes(raw) ? raw : new Refused(code);

const attachment: Reader = (raw, field, context) => {
  const read = parts('id', ['name'], 'attachment')(raw, field, context);
  if (read === undefined || read instanceof Refused) return read;
  if (!/^[\w-]{1,100}$/.test((read as Attachment).id)) return new Refused('attachment');
  const { size } = raw as { size?: unknown };
  return Number.isSafeInteger(size) ? { ...(read as Attachment), size: size as number } : read;
};

const line = textOf(2000);
const nothing: Reader = () => undefined;

const readers: Record<FieldType, Reader> = {
  text: line,
  longText: textOf(100_000, true),
  note: nothing,
  integer: (raw) => {
    const value = number(raw);
    return value instanceof Refused || Number.isInteger(value) ? value : new Refused('integer');
  },
  decimal: number,
  range: (raw, { range }) => {
    const value = number(raw);
    if (value instanceof Refused || !range) return value;
    const steps = (value - range.start) / range.step;
    if (value < Math.min(range.start, range.end) || value > Math.max(range.start, range.end)) {
      return new Refused('range', { start: range.start, end: range.end });
    }
    return Math.abs(steps - Math.round(steps)) < 1e-9 ? value : new Refused('step', { step: range.step });
  },
  date: (raw) => {
    const date = typeof raw === 'string' ? parsePartialDate(raw) : undefined;
    return date?.length === 10 ? date : new Refused('date');
  },
  partialDate: object('date', partialDate),
  time: (raw) => {
    const text = typeof raw === 'string' ? raw.trim() : '';
    return Number.isNaN(dayFractionOf(text)) ? new Refused('time') : text;
  },
  dateTime,
  yesNo: oneOf('yesNo', ['yes', 'no', 'unknown']),
  choice: (raw) => (typeof raw === 'string' ? raw.trim() : new Refused('choice')),
  choices: codes,
  rank: codes,
  place: shaped('place', /^[\w.:/-]{1,64}$/),
  money: object('number', money),
  phone: shaped('phone', /^\+?\d{3,15}$/, (text) => asciiDigits(text).replace(/[\s().\-/]/g, '')),
  email: shaped('email', /^[^\s@]{1,64}@[^\s@]{1,180}$/),
  name: object('text', parts('full', ['called', 'romanised'], 'name')),
  organisation: object('text', parts('name', ['id'], 'organisation')),
  country: shaped('country', /^[A-Z]{2}$/, (text) => text.toUpperCase()),
  language: shaped('language', /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/),
  document: object('text', parts('number', ['type', 'country'], 'document')),
  photo: attachment,
  audio: attachment,
  video: attachment,
  file: attachment,
  signature: attachment,
  geopoint: object('geopoint', geopoint),
  barcode: line,
  calculated: (raw, field, context) =>
    typeof raw === 'number' || typeof raw === 'boolean' ? raw : readers.hidden(raw, field, context),
  hidden: textOf(10_000, true),
  acknowledge: (raw) =>
    raw === true || ['true', 'on', 'yes', 'OK'].includes(String(raw))
      ? true
      : raw === false
        ? undefined
        : new Refused('acknowledge'),
  stamp: (raw) => (typeof raw === 'string' && !Number.isNaN(daysOf(raw)) ? raw : undefined),
};
