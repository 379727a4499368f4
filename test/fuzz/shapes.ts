import type { Random } from '../../src/server/province/random.ts';

/** The part of JSON Schema that `z.toJSONSchema` writes for the contracts. */
export interface Shape {
  type?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  additionalProperties?: Shape | boolean;
  propertyNames?: Shape;
  anyOf?: Shape[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  $ref?: string;
  $defs?: Record<string, Shape>;
}

/** What a field of this name may say so that the call has a chance; undefined leaves it to the shape. `''` is the whole input. */
export type Hint = (field: string, random: Random) => unknown;

/** A value that fits the shape: optional fields come and go, and a hint wins over the shape. */
export function fitting(shape: Shape, random: Random, hint: Hint, field = '', depth = 0): unknown {
  const hinted = field || depth === 0 ? hint(field, random) : undefined;
  if (hinted !== undefined) return hinted;
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return random.pick(shape.enum);
  if (shape.anyOf) return fitting(random.pick(shape.anyOf), random, hint, '', depth);
  if (shape.$ref || !shape.type) return json(random, depth);
  const inner = (one: Shape, name = field) => fitting(one, random, hint, name, depth + 1);
  switch (shape.type) {
    case 'object': {
      const required = new Set(shape.required);
      const wanted = Object.entries(shape.properties ?? {}).filter(
        ([name]) => required.has(name) || random.chance(0.4),
      );
      const named = wanted.map(([name, one]) => [name, inner(one, name)] as const);
      const values = shape.additionalProperties;
      const free =
        typeof values === 'object' && !shape.properties
          ? Array.from({ length: random.between(0, 3) }, () => [text(random, 1, 8), inner(values, '')] as const)
          : [];
      return Object.fromEntries([...named, ...free]);
    }
    case 'array': {
      const one = shape.items;
      return one ? Array.from({ length: random.between(0, Math.min(3, shape.maxItems ?? 3)) }, () => inner(one)) : [];
    }
    case 'integer':
    case 'number':
      return random.between(shape.minimum ?? 1, Math.min(shape.maximum ?? 50, 1_000));
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return string(shape, random);
  }
}

function string({ format, pattern, minLength = 0, maxLength = 60 }: Shape, random: Random): string {
  if (format === 'uuid') return uuid(random);
  const day = `20${random.between(10, 26)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
  if (format === 'date') return day;
  if (format === 'date-time') return `${day}T${two(random.between(0, 23))}:${two(random.between(0, 59))}:00Z`;
  if (pattern?.includes('[A-Z]{2}')) return random.pick(['VN', 'TW', 'JP', 'KR', 'LA']);
  if (pattern?.includes('(0[1-9]|1[0-2])')) return day.slice(0, 7);
  if (pattern) return `c${random.digits(4)}`;
  return text(random, minLength, Math.min(maxLength, 60));
}

const two = (number: number): string => String(number).padStart(2, '0');
const words = [
  'Nguyễn Thị Lan',
  'สมชาย ใจดี',
  'ສົມໃຈ',
  'မောင်မောင်',
  'សុខា',
  '王小明',
  "O'Brien",
  'Đặng',
  'a',
  '0901234567',
  '2001',
];

function text(random: Random, least: number, most: number): string {
  const said = random.pick(words).slice(0, Math.max(most, 1));
  return said.padEnd(least, 'x');
}

export function uuid(random: Random): string {
  const bytes = new Uint8Array(16);
  random.fill(bytes);
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function json(random: Random, depth: number): unknown {
  const kind = random.between(0, depth > 4 ? 3 : 5);
  if (kind === 0) return text(random, 0, 40);
  if (kind === 1) return random.between(-5, 5000);
  if (kind === 2) return random.chance(0.5);
  if (kind === 3) return null;
  const some = Array.from({ length: random.between(0, 3) }, () => json(random, depth + 1));
  return kind === 4 ? some : Object.fromEntries(some.map((one) => [text(random, 1, 8), one]));
}
