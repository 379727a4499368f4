/** Values of the expression language and its functions. A blank is '' to an expression, as in XLSForm. */
import { dateOf, dayFractionOf, daysOf, formatMoment, momentOf } from './calendar.ts';
import { matchesPattern } from './pattern.ts';

export type Scalar = string | number | boolean;
/** A reference yields a set: one value, or one for each instance of a repeat. */
export type Value = Scalar | readonly Scalar[];

/** What an expression may see. Everything is handed in: no clock, no globals. */
export interface Scope {
  now: string;
  lang: string;
  /** The answer itself, written `.`. */
  self: Scalar;
  /** Values of a field seen from here. */
  ref(name: string): readonly Scalar[];
  /** Values of a field in every instance of its repeat. */
  all(name: string): readonly Scalar[];
  /** Number of this instance in its repeat, from 1. */
  position(): number;
  /** Label of a choice of a field. */
  choiceName(field: string, code: string): string;
  /** Value of a column of the choice that is being filtered. */
  column(name: string): string;
}

const isSet = (value: Value): value is readonly Scalar[] => typeof value === 'object';
/** The one value of a set, as XPath takes it: the first. */
export const toScalar = (value: Value): Scalar => (isSet(value) ? (value[0] ?? '') : value);
const flat = (values: readonly Value[]): Scalar[] => values.flatMap((value) => (isSet(value) ? [...value] : [value]));

export const toText = (value: Value): string => String(toScalar(value));

/** A number, a date as days, a time as a fraction of a day; NaN for a blank and for words. */
export function toNumber(value: Value): number {
  const one = toScalar(value);
  if (typeof one !== 'string') return Number(one);
  const text = one.trim();
  if (/^-?(\d+\.?\d*|\.\d+)$/.test(text)) return Number(text);
  const days = daysOf(text);
  return Number.isNaN(days) ? dayFractionOf(text) : days;
}

export function toTruth(value: Value): boolean {
  const one = toScalar(value);
  return typeof one === 'number' ? one !== 0 && !Number.isNaN(one) : Boolean(one);
}

function same(a: Scalar, b: Scalar): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') {
    const words = ['true', 'false'];
    if (words.includes(String(a)) && words.includes(String(b))) return String(a) === String(b);
    return toTruth(a) === toTruth(b);
  }
  if (typeof a === 'number' || typeof b === 'number') return toNumber(a) === toNumber(b);
  return a === b;
}

const comparisons: Record<string, (a: Scalar, b: Scalar) => boolean> = {
  '=': same,
  '!=': (a, b) => !same(a, b),
  '<': (a, b) => toNumber(a) < toNumber(b),
  '<=': (a, b) => toNumber(a) <= toNumber(b),
  '>': (a, b) => toNumber(a) > toNumber(b),
  '>=': (a, b) => toNumber(a) >= toNumber(b),
};
const sums: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  div: (a, b) => a / b,
  mod: (a, b) => a % b,
};

/** Applies an operator other than `and` and `or`. A comparison of sets holds when any pair does, as in XPath. */
export function operate(op: string, a: Value, b: Value): Value {
  const compare = comparisons[op];
  if (compare) {
    if (!isSet(a) && !isSet(b)) return compare(a, b);
    return flat([a]).some((x) => flat([b]).some((y) => compare(x, y)));
  }
  return sums[op]!(toNumber(a), toNumber(b));
}

const codes = (value: Value): string[] => toText(value).split(/\s+/).filter(Boolean);
/** Blanks are not numbers: they neither count as zero nor spoil a sum. */
const numbers = (values: readonly Value[]): number[] =>
  flat(values)
    .filter((value) => value !== '')
    .map(toNumber);

function round(value: number, places: number): number {
  const factor = 10 ** Math.max(-15, Math.min(15, places));
  // `toPrecision` takes back the binary noise of 1.005 × 100 before the half is rounded up.
  return Number.isFinite(value) ? Math.round(Number((value * factor).toPrecision(15))) / factor : value;
}

interface Signature {
  least: number;
  most: number;
  run(args: readonly Value[], scope: Scope): Value;
}
const of = (least: number, most: number, run: Signature['run']): Signature => ({ least, most, run });
const many = Number.POSITIVE_INFINITY;
const text = (run: (...texts: string[]) => Value, count: number): Signature =>
  of(count, count, (args) => run(...args.map(toText)));
const math = (run: (value: number) => number): Signature => of(1, 1, ([a]) => run(toNumber(a!)));

/** Functions by name. A Map, so that no name reaches an object's prototype. */
export const functions: ReadonlyMap<string, Signature> = new Map([
  ['true', of(0, 0, () => true)],
  ['false', of(0, 0, () => false)],
  ['not', of(1, 1, ([a]) => !toTruth(a!))],
  ['boolean', of(1, 1, ([a]) => toTruth(a!))],
  ['boolean-from-string', text((a) => a === 'true' || a === '1', 1)],
  ['if', of(3, 3, ([test, yes, no]) => (toTruth(test!) ? yes! : no!))],
  ['coalesce', of(2, many, (args) => args.find((arg) => toText(arg) !== '') ?? '')],
  ['once', of(1, 1, ([a], scope) => (scope.self === '' ? a! : scope.self))],
  ['selected', of(2, 2, ([list, code]) => codes(list!).includes(toText(code!).trim()))],
  ['selected-at', of(2, 2, ([list, index]) => codes(list!)[toNumber(index!)] ?? '')],
  ['count-selected', of(1, 1, ([list]) => codes(list!).length)],
  ['jr:choice-name', of(2, 2, ([code, field], scope) => scope.choiceName(toText(field!), toText(code!)))],
  ['position', of(0, 0, (_, scope) => scope.position())],
  ['today', of(0, 0, (_, scope) => scope.now.slice(0, 10))],
  ['now', of(0, 0, (_, scope) => scope.now)],
  ['date', of(1, 1, ([a]) => dateOf(toNumber(a!)))],
  ['date-time', of(1, 1, ([a]) => momentOf(toNumber(a!)))],
  ['decimal-date-time', math((a) => a)],
  ['decimal-time', of(1, 1, ([a]) => toNumber(a!) % 1)],
  ['format-date', of(2, 2, ([a, f], scope) => formatMoment(toNumber(a!), toText(f!), scope.lang))],
  ['format-date-time', of(2, 2, ([a, f], scope) => formatMoment(toNumber(a!), toText(f!), scope.lang))],
  ['number', math((a) => a)],
  ['int', math(Math.trunc)],
  ['string', text((a) => a, 1)],
  ['round', of(1, 2, ([a, places]) => round(toNumber(a!), places === undefined ? 0 : toNumber(places)))],
  ['abs', math(Math.abs)],
  ['floor', math(Math.floor)],
  ['ceiling', math(Math.ceil)],
  ['sqrt', math(Math.sqrt)],
  ['pow', of(2, 2, ([a, b]) => toNumber(a!) ** toNumber(b!))],
  ['min', of(1, many, (args) => extreme(numbers(args), (a, b) => Math.min(a, b)))],
  ['max', of(1, many, (args) => extreme(numbers(args), (a, b) => Math.max(a, b)))],
  ['sum', of(1, 1, (args) => numbers(args).reduce((a, b) => a + b, 0))],
  ['count', of(1, 1, ([a]) => (isSet(a!) ? a.length : 1))],
  ['count-non-empty', of(1, 1, (args) => flat(args).filter((value) => value !== '').length)],
  ['concat', of(1, many, (args) => flat(args).join(''))],
  [
    'join',
    of(2, many, ([by, ...rest]) =>
      flat(rest)
        .filter((value) => value !== '')
        .join(toText(by!)),
    ),
  ],
  [
    'substr',
    of(2, 3, ([a, from, to]) => toText(a!).slice(toNumber(from!), to === undefined ? undefined : toNumber(to))),
  ],
  ['substring-before', text((a, b) => a.slice(0, Math.max(0, a.indexOf(b))), 2)],
  ['substring-after', text((a, b) => (a.includes(b) ? a.slice(a.indexOf(b) + b.length) : ''), 2)],
  ['string-length', of(0, 1, ([a], scope) => [...toText(a ?? scope.self)].length)],
  ['contains', text((a, b) => a.includes(b), 2)],
  ['starts-with', text((a, b) => a.startsWith(b), 2)],
  ['ends-with', text((a, b) => a.endsWith(b), 2)],
  [
    'normalize-space',
    of(0, 1, ([a], scope) =>
      toText(a ?? scope.self)
        .trim()
        .replace(/\s+/g, ' '),
    ),
  ],
  ['translate', text(translate, 3)],
  ['regex', text((a, pattern) => matchesPattern(a, pattern), 2)],
]);

/** Functions of XLSForm that are known and not offered, so that they can be named for what they are. */
export const unsupportedFunctions: ReadonlySet<string> = new Set([
  'pulldata',
  'instance',
  'current',
  'id',
  'random',
  'uuid',
  'randomize',
  'digest',
  'base64-decode',
  'area',
  'distance',
  'geofence',
  'intersects',
  'checklist',
  'weighted-checklist',
  'jr:itext',
  'version',
  'property',
  'hash',
  'position-of',
  'index',
  'last',
  'name',
  'local-name',
  'log',
  'log10',
  'exp',
  'exp10',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'pi',
]);

const extreme = (values: number[], pick: (a: number, b: number) => number): Value =>
  values.length === 0 ? '' : values.reduce(pick);

/** XPath's `translate`: the nth character of `from` becomes the nth of `to`, or goes. */
function translate(source: string, from: string, to: string): string {
  const [olds, news] = [[...from], [...to]];
  return [...source].map((c) => (olds.includes(c) ? (news[olds.indexOf(c)] ?? '') : c)).join('');
}
