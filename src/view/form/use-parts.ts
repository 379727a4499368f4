import { useEffect, useRef, useState } from 'preact/hooks';
import type { FormDefinition, FormState, Item } from '../../kernel/form/index.ts';

/** All on one page; a section at a time; a question at a time, for whoever is asked by somebody beside them. */
export const cuts = ['whole', 'part', 'question'] as const;
export type Cut = (typeof cuts)[number];

export interface Parts {
  by: Cut;
  /** Which part is shown; undefined: all of them. */
  at: number | undefined;
  count: number;
  items: readonly Item[];
  head: { current: HTMLParagraphElement | null };
  cut: (by: Cut) => void;
  turn: (to: number) => void;
  /** Shows the part that something is in, then does what needs it there. */
  reach: (path: string, then: () => void) => void;
}

export function useParts({ items }: FormDefinition, state: FormState): Parts {
  const [shown, show] = useState<{ by: Cut; at: number; then?: () => void }>({ by: 'whole', at: 0 });
  const head = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (shown.then) shown.then();
    else if (shown.by !== 'whole') head.current?.focus();
  }, [shown]);
  const { by } = shown;
  const parts = by === 'question' ? questionsOf(items, state) : sectionsOf(items, state);
  const at = by === 'whole' ? undefined : Math.min(shown.at, parts.length - 1);
  return {
    by,
    at,
    count: parts.length,
    items: at === undefined ? items : (parts[at] ?? []),
    head,
    cut: (next) => show({ by: next, at: 0 }),
    turn: (to) => show({ by, at: to }),
    reach: (path, then) => {
      if (at === undefined) return then();
      const name = path.split('.')[0]!;
      const within = (inner: readonly Item[]): boolean =>
        inner.some((item) => item.name === name || (item.kind === 'group' && within(item.items)));
      // A section that was cut into its questions is reached at the first of them.
      const section = items.find((item) => item.kind === 'group' && item.name === name);
      const first = by === 'question' && section ? questionsOf([section], state)[0]?.at(-1)?.name : undefined;
      const to = parts.findIndex((part) => (first ? part.some((item) => item.name === first) : within(part)));
      show({ by, at: to < 0 ? at : to, then });
    },
  };
}

/** Each section is a part, and so are the fields that stand between sections. */
function sectionsOf(items: readonly Item[], state: FormState): Item[][] {
  const parts: Item[][] = [];
  for (const item of items) {
    if (!state.at(item.name)?.shown) continue;
    const last = parts.at(-1);
    if (item.kind === 'field' && last?.at(-1)?.kind === 'field') last.push(item);
    else parts.push([item]);
  }
  return parts;
}

/** Each question is a part, with the notes that stand before it; what repeats stays together. */
function questionsOf(items: readonly Item[], state: FormState): Item[][] {
  const parts: Item[][] = [];
  let notes: Item[] = [];
  const walk = (inner: readonly Item[]): void => {
    for (const item of inner) {
      if (!state.at(item.name)?.shown) continue;
      if (item.kind === 'group') walk(item.items);
      else if (item.kind === 'field' && silent.includes(item.type)) notes.push(item);
      else {
        parts.push([...notes, item]);
        notes = [];
      }
    }
  };
  walk(items);
  parts.at(-1)?.push(...notes);
  return parts;
}

/** Nothing is asked by them. */
export const silent: readonly string[] = ['note', 'calculated', 'hidden', 'stamp'];
