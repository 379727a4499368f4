/** What a new version changes, for the person who is about to publish it. */
import { compareDefinitions, type FormDefinition } from '../../kernel/form/index.ts';
import { isSame } from '../canonical.ts';
import type { Kind } from './judge.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export interface Difference {
  kind: 'added' | 'removed' | 'changed';
  path: string;
  before?: Json;
  after?: Json;
  /** Old entries mean something else in the new version. */
  touches?: boolean;
}

const mostChanges = 2000;

export function changesOf(kind: Kind, before: unknown, after: unknown): Difference[] {
  if (before === undefined) return [];
  const found =
    kind === 'form'
      ? compareDefinitions(before as FormDefinition, after as FormDefinition).map(
          ({ kind, path, property, from, to, touches }) => ({
            kind,
            path: [path, property].filter(Boolean).join('.'),
            ...(from !== undefined && { before: from as Json }),
            ...(to !== undefined && { after: to as Json }),
            touches,
          }),
        )
      : differences(before as Json, after as Json, '');
  return found.slice(0, mostChanges);
}

/** Differences of two JSON values, by path. Lists of things with a code are compared by code, and named by it. */
function differences(before: Json, after: Json, path: string): Difference[] {
  if (isSame(before, after)) return [];
  const [old, now] = [partsOf(before), partsOf(after)];
  if (!old || !now) return [{ kind: 'changed', path, before, after }];
  const found = [...new Set([...old.keys(), ...now.keys()])].flatMap((name): Difference[] => {
    const inner = path === '' ? name : `${path}.${name}`;
    const [from, to] = [old.get(name), now.get(name)];
    if (from === undefined) return [{ kind: 'added', path: inner, after: to! }];
    if (to === undefined) return [{ kind: 'removed', path: inner, before: from }];
    return differences(from, to, inner);
  });
  // The same parts in another order.
  return found.length > 0 ? found : [{ kind: 'changed', path, before: [...old.keys()], after: [...now.keys()] }];
}

/** The named parts of a value; undefined for one that is compared as a whole. */
function partsOf(value: Json): Map<string, Json> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const names = value.map((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return undefined;
    return typeof one.code === 'string' ? one.code : one.from && one.to ? `${one.from}→${one.to}` : undefined;
  });
  if (names.includes(undefined) || new Set(names).size !== names.length) return undefined;
  return new Map(value.map((one, index) => [names[index]!, one]));
}
