/**
 * The session ends when nothing reaches the server for a while; somebody who fills a long form works all the same. What
 * they do in the page counts: it is told to the server now and then. Who does nothing is warned before the end.
 */
import { store } from './store.ts';

/** How long before the end somebody is warned. */
const warning = 120_000;
const lookEvery = 15_000;

/** The session is about to end by itself, unless something is done. */
export const ending = store(false);

let length: number | undefined;
let heardAt = 0;
let actedAt = 0;

/** The server answered: from now on the time runs anew. */
export function heard(): void {
  heardAt = Date.now();
  if (ending.get()) ending.set(false);
}

/** How long a session lasts without a call, as the server says it; a clock that is far off says nothing. */
export function idleUntil(end: string): void {
  const span = Date.parse(end) - Date.now();
  length = span > warning && span < 86_400_000 ? span : undefined;
  heard();
}

/** Watches until the page goes. `tell` makes a call that changes nothing. */
export function watchIdle(tell: () => void): void {
  const acted = () => {
    actedAt = Date.now();
  };
  for (const event of ['keydown', 'pointerdown']) addEventListener(event, acted, { passive: true });
  setInterval(() => {
    if (length === undefined) return;
    const quiet = Date.now() - heardAt;
    if (actedAt > heardAt && quiet > length / 3) return tell();
    const soon = quiet > length - warning && quiet < length;
    if (soon !== ending.get()) ending.set(soon);
  }, lookEvery);
}
