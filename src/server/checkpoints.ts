import type { KeyObject } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Store } from '../core/index.ts';
import { type Checkpoint, checkpoint } from '../core/journal/index.ts';

const every = 3_600_000;
const fileOf = (stateDir: string): string => path.join(stateDir, 'checkpoints.jsonl');

/**
 * Signs the heads of the journal now, then every hour, and when it is stopped; each goes into the database and into a
 * file outside it, which the owner of the database cannot write.
 */
export async function keepCheckpoints(
  store: Store,
  key: KeyObject,
  stateDir: string,
  now: () => Date,
): Promise<() => Promise<void>> {
  const make = async () => {
    const { id, at, heads, signature } = await checkpoint(store, key, now());
    const line = JSON.stringify({ id, at, heads, signature: Buffer.from(signature).toString('base64') });
    await appendFile(fileOf(stateDir), `${line}\n`, { mode: 0o600 });
  };
  await make();
  const timer = setInterval(() => {
    // While the database is away nothing can be signed; the next hour signs for this one too.
    make().catch(() => {});
  }, every);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await make().catch(() => {});
  };
}

/** What was kept in the file; a line that was cut off by a crash is left out. */
export async function keptCheckpoints(stateDir: string): Promise<Checkpoint[]> {
  const text = await readFile(fileOf(stateDir), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      const { id, at, heads, signature } = JSON.parse(line) as Record<'id' | 'at' | 'heads' | 'signature', string>;
      return [{ id, at: new Date(at), heads, signature: Buffer.from(signature, 'base64') }];
    } catch {
      return [];
    }
  });
}

/** Where a file of checkpoints of another database goes. */
export const setAside = (stateDir: string, now: Date): { from: string; to: string } => ({
  from: fileOf(stateDir),
  to: path.join(stateDir, `checkpoints.before-${now.toISOString().replaceAll(':', '')}.jsonl`),
});
