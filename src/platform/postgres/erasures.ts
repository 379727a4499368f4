import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { errorCode, sync } from './state.ts';

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?= |$)/g;

/**
 * The list of what was erased, in a file beside the root key, and beside the backups: times and identifiers, which say
 * nothing of anybody. A backup that is older than an erasure holds the keys that were destroyed since; restoring it goes
 * through this list and destroys them again. Hence it is in no backup: it must be newer than the one that is restored.
 */
export class Erasures {
  readonly #file: string;

  /** In the state folder; a copy lies in each folder of backups. */
  constructor(folder: string) {
    this.#file = path.join(folder, 'erasures.log');
  }

  /** Takes over what another list has and this one has not. */
  async join(other: Erasures): Promise<void> {
    const known = new Set((await this.read()).flatMap(({ keys }) => keys));
    for (const { keys, at } of await other.read()) {
      const unknown = keys.filter((key) => !known.has(key));
      if (unknown.length > 0) await this.note(unknown, at);
    }
  }

  /** On the disk when it resolves. One write at the end of the file: several processes may share it. */
  async note(keys: readonly string[], at: Date): Promise<void> {
    const handle = await open(this.#file, 'a', 0o600);
    try {
      const isNew = (await handle.stat()).size === 0;
      await handle.write(`${at.toISOString()} ${keys.join(' ')}\n`);
      await handle.sync();
      if (isNew) await sync(path.dirname(this.#file));
    } finally {
      await handle.close();
    }
  }

  /** A line that was cut off counts as far as it goes: what stands in it was to be erased. */
  async read(): Promise<{ keys: string[]; at: Date }[]> {
    const text = await readFile(this.#file, 'utf8').catch((error) => {
      if (errorCode(error) === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').flatMap((line) => {
      const at = new Date(line.slice(0, 24));
      const keys = line.match(uuid);
      return keys ? [{ keys, at: Number.isNaN(at.getTime()) ? new Date() : at }] : [];
    });
  }

  /** Erases again, in the transaction of a restore: for its `afterRestore`. */
  async replay(client: pg.ClientBase): Promise<void> {
    for (const { keys, at } of await this.read()) await client.query('select erase_again($1, $2)', [keys, at]);
  }
}
