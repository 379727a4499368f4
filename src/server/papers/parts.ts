import type { Part, Section } from '../../platform/print/index.ts';
import type { Clerk } from './clerk.ts';

/** What sheets are made of; what has nothing in it is left out. */

export type Fact = readonly [label: string, value: string | undefined];

export const section = (title: string, parts: readonly (readonly Part[])[]): Section[] =>
  parts.flat().length > 0 ? [{ title, parts: parts.flat() }] : [];

/** For what a reader would look for. */
export const orNothing = ({ t }: Clerk, parts: readonly Part[]): readonly Part[] =>
  parts.length > 0 ? parts : [{ kind: 'text', text: t('paper.none') }];

export function factsPart(all: readonly Fact[]): Part[] {
  const facts = all.flatMap(([label, value]): [string, string][] => (value ? [[label, value]] : []));
  return facts.length > 0 ? [{ kind: 'facts', facts }] : [];
}

export const table = (heads: readonly string[], rows: readonly (readonly (string | undefined)[])[]): Part[] =>
  rows.length > 0 ? [{ kind: 'table', heads, rows: rows.map((row) => row.map((cell) => cell ?? '')) }] : [];
