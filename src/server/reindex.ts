import { setTimeout as pause } from 'node:timers/promises';
import type { Ports } from '../core/index.ts';
import { reindexSome } from '../core/people/index.ts';

/** Between two lots, so that those who work are served first. */
const restMs = 50;

/**
 * Indexes anew, beside the work, whoever was indexed by an earlier version; meanwhile they are found by what both have in
 * common. Several processes do it together. Goes on at the next start when it is stopped or the database is away.
 *
 * @returns how to stop it.
 */
export function keepIndexed(ports: Pick<Ports, 'store' | 'vault'>): () => Promise<void> {
  let stopped = false;
  const done = (async () => {
    while (!stopped && (await reindexSome(ports)) > 0) await pause(restMs);
  })().catch(() => {});
  return async () => {
    stopped = true;
    await done;
  };
}
