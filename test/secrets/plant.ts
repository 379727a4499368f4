/** Where an operation's input takes whatever somebody types, read from its contract, and a secret in each such place. */
import { randomInt } from 'node:crypto';
import type * as z from 'zod/mini';

type Path = (string | number)[];
export interface Place {
  /** As in a refusal: `contact.phones.0.number`. */
  path: string;
  /** The same input with this text there and nowhere else. */
  put: (input: unknown, text: string) => unknown;
  /** Longest text that fits. */
  most: number;
}

/** What is used of a schema's definition. */
interface Shape {
  type: string;
  format?: string;
  checks?: { _zod: { def: { check: string; maximum?: number } } }[];
  shape?: Record<string, Schema>;
  innerType?: Schema;
  element?: Schema;
  valueType?: Schema;
  options?: Schema[];
  entries?: Record<string, string>;
  values?: unknown[];
}
type Schema = z.ZodMiniType;
const shapeOf = (schema: Schema): Shape => schema._zod.def as unknown as Shape;

/** Every place for free text. Codes, identifiers, days and the like are none: they are checked against a pattern. */
export function placesIn(schema: Schema): Place[] {
  return [...freeTexts(schema, [])].map(({ path, most }) => ({
    path: path.join('.'),
    most,
    put: (input, text) => put(schema, input, path, text),
  }));
}

function* freeTexts(schema: Schema, path: Path): Generator<{ path: Path; most: number }> {
  const { type, format, checks = [], shape = {}, innerType, element, valueType, options = [] } = shapeOf(schema);
  if (type === 'string') {
    const rules = checks.map(({ _zod }) => _zod.def);
    if (format || rules.some(({ check }) => check === 'string_format')) return;
    yield { path, most: rules.find(({ check }) => check === 'max_length')?.maximum ?? 300 };
  } else if (type === 'object') {
    for (const [name, one] of Object.entries(shape)) yield* freeTexts(one, [...path, name]);
  } else if (innerType) yield* freeTexts(innerType, path);
  else if (type === 'array') yield* freeTexts(element!, [...path, 0]);
  else if (type === 'record') yield* freeTexts(valueType!, [...path, 'planted']);
  else if (type === 'union') yield* [...options.flatMap((one) => [...freeTexts(one, path)])].slice(0, 1);
  else if (type === 'lazy' || type === 'any' || type === 'unknown') yield { path, most: 300 };
}

function put(schema: Schema, input: unknown, path: Path, text: string): unknown {
  if (path.length === 0) return text;
  const { type, shape = {}, innerType, element, valueType, options = [] } = shapeOf(schema);
  if (innerType) return put(innerType, input, path, text);
  const [first, ...rest] = path as [string | number, ...Path];
  if (type === 'array') {
    const list = Array.isArray(input) ? input : [];
    return [put(element!, list[0], rest, text), ...list.slice(1)];
  }
  if (type === 'union') return put(options.find((one) => [...freeTexts(one, [])].length > 0)!, input, path, text);
  const given = typeof input === 'object' && input !== null ? input : (least(schema) as object);
  const inner = type === 'record' ? valueType! : shape[first]!;
  return { ...given, [first]: put(inner, (given as Record<string, unknown>)[first], rest, text) };
}

/** The least that fits, where that can be told. */
function least(schema: Schema): unknown {
  const { type, shape = {}, entries = {}, values = [] } = shapeOf(schema);
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(shape)
        .map(([name, one]) => [name, least(one)])
        .filter(([, value]) => value !== undefined),
    );
  if (type === 'record') return {};
  if (type === 'array') return [];
  if (type === 'enum') return Object.values(entries)[0];
  if (type === 'literal') return values[0];
  if (type === 'boolean') return true;
  if (type === 'number' || type === 'int') return 1;
  if (type === 'string' && freeTexts(schema, []).next().value) return 'x';
  return undefined;
}

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n));
/** Letters that stand for themselves wherever they are: without marks, and the same in every form of Unicode. */
const alphabets: Record<string, readonly string[]> = {
  latin: range(0x61, 0x7a),
  thai: range(0x0e01, 0x0e2e),
  lao: [...'ກຂຄງຈຊຍດຕຖທນບປຜຝພຟມຢລວສຫອຮ'],
  khmer: range(0x1780, 0x17a2),
  burmese: range(0x1000, 0x1020),
  han: range(0x4e00, 0x4fff),
  digits: range(0x30, 0x39),
};
const before: Record<string, string> = {
  latin: 'Nguyễn Thị ',
  thai: 'นางสาว',
  lao: 'ນາງ ',
  khmer: 'កញ្ញា ',
  burmese: 'ဒေါ် ',
  han: '女士',
  digits: '+84 ',
};
const scripts = Object.keys(alphabets);

export interface Secret {
  /** As it is typed. */
  text: string;
  /** The part that is nowhere else in the world: what is searched for. */
  core: string;
}

/** A secret like none before, in one script after another. `most` characters fit. */
export function invent(n: number, most = 300): Secret {
  const script = most < 40 ? 'latin' : scripts[n % scripts.length]!;
  const letters = alphabets[script]!;
  const core = Array.from({ length: Math.min(most, 12) }, () => letters[randomInt(letters.length)]).join('');
  return { core, text: core.length < most ? `${before[script]}${core}`.slice(-most) : core };
}
