import type { FieldProblem } from '../kernel/index.ts';

/**
 * NUL, which PostgreSQL cannot keep; the other control characters, which break terminals, CSV and logs; halves of
 * surrogate pairs, which are no character. Tab and line ends are text.
 */
const control = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;
/** Deeper than any input or definition; whatever walks it later would run out of stack. */
const deepest = 100;

/** Whether a text holds what cannot be kept. */
export const isUnkeepable = (text: string): boolean => control.test(text);

/** The first place of an input, names included, that cannot be kept: no text of any operation has to ask for itself. */
export function findUnkeepable(value: unknown, path: readonly (string | number)[] = []): FieldProblem | undefined {
  if (typeof value === 'string') return isUnkeepable(value) ? { path: path.join('.'), code: 'control' } : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.length >= deepest) return { path: String(path[0]), code: 'wrongFormat' };
  for (const [name, inner] of Object.entries(value)) {
    // A name that cannot be kept is not said either.
    const found = isUnkeepable(name)
      ? { path: path.join('.'), code: 'control' }
      : findUnkeepable(inner, [...path, name]);
    if (found) return found;
  }
  return undefined;
}
