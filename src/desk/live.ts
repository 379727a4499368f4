/**
 * Hears that something changed, and has what is shown asked for anew: quietly, and never under somebody's hands. One
 * stream, while the page is seen and the network is there; without it the desk works as it always did.
 */
import { useEffect } from 'preact/hooks';
import { session } from './state/session.ts';
import { store } from './state/store.ts';

/** What a page wants to hear of: whatever its reader reaches, or one case. */
export type Target = 'reach' | { caseId: string };

export interface Surroundings {
  open: (address: string, on: { opened: () => void; word: (word: string) => void; failed: () => void }) => () => void;
  /** Does something later; answers how not to. */
  later: (milliseconds: number, what: () => void) => () => void;
  /** 0 to 1. */
  chance: () => number;
}

export interface Live {
  want: (target: Target | undefined) => void;
  awake: (yes: boolean) => void;
}

/** Pauses before connecting again, doubled each time; a stream that held this long begins anew. */
const [firstPause, longestPause, held] = [1_000, 60_000, 30_000];
/**
 * How long a desk waits at most after a word, so that not all ask at the same moment, and how long until it asks again:
 * what is asked anew is read, and journalled as read, by each desk.
 */
const paces = { reach: { spread: 1_000, rest: 30_000 }, record: { spread: 300, rest: 5_000 } };

/** Keeps the stream, and calls `changed` when what is wanted has changed, or may have while nothing was heard. */
export function createLive({ open, later, chance }: Surroundings, changed: () => void): Live {
  let target: Target | undefined;
  let seen = false;
  let address: string | undefined;
  let close = () => {};
  let unhold = () => {};
  let failures = 0;
  let missed = false;
  let resting = false;
  let due = false;
  let stopPace = () => {};

  const told = () => {
    due = true;
    if (resting || !target) return;
    resting = true;
    const { spread, rest } = target === 'reach' ? paces.reach : paces.record;
    stopPace = later(chance() * spread, () => {
      due = false;
      changed();
      stopPace = later(rest, () => {
        resting = false;
        if (due) told();
      });
    });
  };
  const disconnect = () => {
    close();
    unhold();
    address = undefined;
  };
  const connect = () => {
    const next = target && seen ? addressOf(target) : undefined;
    if (next === address) return;
    disconnect();
    address = next;
    if (next === undefined) return;
    close = open(next, {
      opened() {
        unhold = later(held, () => {
          failures = 0;
        });
        if (missed) told();
        missed = false;
      },
      word: (word) => word === (target === 'reach' ? 'reach' : 'record') && told(),
      failed() {
        disconnect();
        missed = true;
        const pause = Math.min(longestPause, firstPause * 2 ** failures++) * (0.5 + chance() / 2);
        // What is waited for is a stream as well: another want ends it.
        address = next;
        close = later(pause, () => {
          address = undefined;
          connect();
        });
      },
    });
  };
  return {
    want(next) {
      if (JSON.stringify(next) === JSON.stringify(target)) return;
      // Another page has just asked for all that it shows.
      stopPace();
      resting = due = missed = false;
      target = next;
      connect();
    },
    awake(yes) {
      if (yes === seen) return;
      seen = yes;
      if (!yes) missed = true;
      else failures = 0;
      connect();
    },
  };
}

const addressOf = (target: Target): string =>
  target === 'reach' ? '/api/live' : `/api/live?about=${encodeURIComponent(target.caseId)}`;

/** Counts: whatever reads for the page reads again when it changes. */
export const rounds = store(0);
/** Something has changed that is not shown yet, because somebody is at work on the page. */
export const unshown = store<Target | undefined>(undefined);
let shown: Target | undefined;
/** Those who would lose their place in what they look at. */
const holding = new Set<object>();

export function showNew(): void {
  unshown.set(undefined);
  rounds.set((before) => before + 1);
}

const live =
  typeof EventSource === 'undefined'
    ? undefined
    : createLive(
        {
          open(address, { opened, word, failed }) {
            const source = new EventSource(address);
            source.onopen = opened;
            source.onmessage = ({ data }) => word(String(data));
            source.onerror = failed;
            return () => source.close();
          },
          later(milliseconds, what) {
            const timer = setTimeout(what, milliseconds);
            return () => clearTimeout(timer);
          },
          chance: Math.random,
        },
        () => (holding.size > 0 || isAtWork() ? unshown.set(shown) : showNew()),
      );

/** This page is brought up to date by itself: with whatever its reader reaches, or with one case. */
export function useLive(target: Target | undefined): void {
  const key = JSON.stringify(target);
  useEffect(() => {
    if (!target) return;
    shown = target;
    live?.want(target);
    return () => {
      shown = undefined;
      unshown.set(undefined);
      // The next page says what it wants in the same turn.
      queueMicrotask(() => live?.want(shown));
    };
  }, [key]);
}

/** While `holds`, what is new waits until somebody asks for it. */
export function useHold(holds: boolean): void {
  useEffect(() => {
    if (!holds) return;
    const me = {};
    holding.add(me);
    return () => void holding.delete(me);
  }, [holds]);
}

/** Fields that somebody wrote in or chose from, for as long as they are on the page. */
const touched = new Set<Element>();
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const isControl = (element: EventTarget | null): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;

/** Whether somebody writes, chooses or was asked something: then nothing may move. Searches and filters are no forms. */
function isAtWork(): boolean {
  for (const one of touched) if (!one.isConnected || (isControl(one) && one.value === '')) touched.delete(one);
  const here = document.activeElement;
  return touched.size > 0 || document.querySelector('dialog[open]') !== null || (isControl(here) && inForm(here));
}
const inForm = (control: Element): boolean => control.closest('form') !== null && control.closest('search') === null;

/** Listens until the page goes. Who asks for little data is left alone. */
export function watchLive(): void {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  if (!live || connection?.saveData) return;
  const look = () => {
    const { state, asking } = session.get();
    live.awake(document.visibilityState === 'visible' && navigator.onLine && state === 'signedIn' && !asking);
  };
  document.addEventListener('visibilitychange', look);
  for (const event of ['online', 'offline', 'pageshow', 'pagehide']) addEventListener(event, look);
  document.addEventListener('input', ({ target }) => {
    if (isControl(target) && target.type !== 'search' && inForm(target)) touched.add(target);
  });
  session.watch(look);
  look();
}
