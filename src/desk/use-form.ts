import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { FieldProblem } from '../kernel/index.ts';
import { browserDrawer, type Drafts, openDrafts } from './drafts.ts';
import { draftKept } from './state/saving.ts';
import { session } from './state/session.ts';

/** How long after a key the draft is sealed. Short: a power cut comes without warning. */
const draftPause = 300;

let open: { key: string; drafts: Drafts } | undefined;
const drawer = typeof indexedDB === 'undefined' ? undefined : browserDrawer();

/** The drafts of whoever is signed in. */
export function drafts(): Drafts | undefined {
  const key = session.get().me?.draftKey;
  if (key === undefined || !drawer) return undefined;
  if (open?.key !== key) open = { key, drafts: openDrafts(key, drawer) };
  return open.drafts;
}

export interface Draft<T> {
  value: T;
  change: (next: T | ((before: T) => T)) => void;
  /** False until it is known whether a draft was kept: draw the fields then, so that nothing typed is overwritten. */
  ready: boolean;
  /** When what is on the screen was last kept. */
  keptAt: Date | undefined;
  /** The value came from a draft, not from the record. */
  restored: boolean;
  /** Saved or thrown away: the draft goes, the value returns to the beginning (or to what is given). */
  done: (next?: T) => void;
}

/**
 * A value that survives a reload, a lost session and a closed lid. `name` says what it is a draft of, with the record's
 * id (`enquiry.new`, `entry.<case>.<form>`).
 */
export function useDraft<T>(name: string, initial: T): Draft<T> {
  const [state, setState] = useState<{ value: T; ready: boolean; keptAt?: Date; restored: boolean }>({
    value: initial,
    ready: false,
    restored: false,
  });
  const start = useRef(initial);
  const pending = useRef<{ timer: ReturnType<typeof setTimeout>; value: T }>(undefined);

  useEffect(() => {
    let wanted = true;
    const begin = start.current;
    setState({ value: begin, ready: false, restored: false });
    const found = drafts()?.find<T>(name) ?? Promise.resolve(undefined);
    found
      .catch(() => undefined)
      .then((kept) => {
        if (!wanted) return;
        setState(
          kept
            ? { value: kept.value, ready: true, keptAt: kept.at, restored: true }
            : { value: begin, ready: true, restored: false },
        );
        draftKept(kept?.at);
      });
    const flush = () => {
      if (!pending.current) return;
      clearTimeout(pending.current.timer);
      void drafts()
        ?.keep(name, pending.current.value)
        .catch(() => undefined);
      pending.current = undefined;
    };
    const hidden = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', hidden);
    addEventListener('pagehide', flush);
    return () => {
      wanted = false;
      flush();
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('pagehide', flush);
      draftKept(undefined);
    };
  }, [name]);

  const current = useRef(state.value);
  current.current = state.value;
  const change = useCallback(
    (next: T | ((before: T) => T)) => {
      const value = typeof next === 'function' ? (next as (before: T) => T)(current.current) : next;
      current.current = value;
      setState((old) => ({ ...old, value }));
      if (pending.current) clearTimeout(pending.current.timer);
      const keep = () => {
        pending.current = undefined;
        const at = new Date();
        const kept = () => {
          setState((old) => ({ ...old, keptAt: at }));
          draftKept(at);
        };
        drafts()
          ?.keep(name, value, at)
          .then(kept, () => undefined);
      };
      pending.current = { timer: setTimeout(keep, draftPause), value };
    },
    [name],
  );

  const done = useCallback(
    (next?: T) => {
      if (pending.current) clearTimeout(pending.current.timer);
      pending.current = undefined;
      if (next !== undefined) start.current = next;
      setState({ value: start.current, ready: true, restored: false });
      draftKept(undefined);
      void drafts()
        ?.discard(name)
        .catch(() => undefined);
    },
    [name],
  );

  return {
    value: state.value,
    change,
    ready: state.ready,
    keptAt: state.keptAt,
    restored: state.restored,
    done,
  };
}

/** The problem of one field, by its path in the input. */
export const problemAt = (problems: readonly FieldProblem[] | undefined, path: string): FieldProblem | undefined =>
  problems?.find((one) => one.path === path);

/** The input without what is empty: a field left blank is absent, not ''. */
export function filled<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], ''> } {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, one]) => one !== '' && one !== undefined && !(Array.isArray(one) && one.length === 0),
    ),
  ) as { [K in keyof T]?: Exclude<T[K], ''> };
}
