import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { PostgresRefusal } from './refusal.ts';
import { errorCode, type Home } from './state.ts';

/**
 * Runs `work` while no other process starts or cleans the server of this folder. Both locks are the kernel's: a killed
 * holder lets go at once, and there is no stale lock to guess about.
 *
 * - Linux: a listening socket in the abstract namespace, which holds among all processes of one network namespace.
 * - Node.js with `node:sqlite` (22.13 and later): an exclusive transaction on a file, which holds between containers, too.
 *
 * Where there is neither (macOS on Node.js 20), PostgreSQL's own lock file has to do, and nothing is cleaned up.
 */
export async function withStartLock<T>(home: Home, work: (held: boolean) => Promise<T>): Promise<T> {
  const release = [await lockByName(home), await lockByFile(home)];
  try {
    return await work(release.some((unlock) => unlock !== undefined));
  } finally {
    for (const unlock of release.reverse()) await unlock?.();
  }
}

type Unlock = () => void | Promise<void>;
const RETRY_MS = 25;
const LONGEST_WAIT_MS = 120_000;

/** Waits a little, unless the wait since `began` (milliseconds, as of `performance.now()`) has grown too long. */
async function retry(home: Home, began: number): Promise<void> {
  if (performance.now() - began > LONGEST_WAIT_MS)
    throw new PostgresRefusal(
      `Another process has been starting PostgreSQL in ${home.stateDir} for two minutes. End it and start again.`,
    );
  await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
}

async function lockByName(home: Home): Promise<Unlock | undefined> {
  if (process.platform !== 'linux') return undefined;
  // Named by what the folder is, not by its path: two mounts of one volume are one folder.
  const { dev, ino } = await stat(home.stateDir);
  const name = `\0banyan-postgres-${createHash('sha256').update(`${dev}:${ino}`).digest('hex')}`;
  for (const began = performance.now(); ; await retry(home, began)) {
    const server = net.createServer((socket) => socket.destroy());
    const bound = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error) => (errorCode(error) === 'EADDRINUSE' ? resolve(false) : reject(error)));
      server.listen(name, () => resolve(true));
    });
    if (bound) return () => new Promise((resolve) => server.close(() => resolve()));
  }
}

/** The few members of `node:sqlite` that are used; the types of Node.js 20 do not know it. */
interface Sqlite {
  DatabaseSync: new (file: string) => { exec(sql: string): void; close(): void };
}

async function lockByFile(home: Home): Promise<Unlock | undefined> {
  const builtin = (process as { getBuiltinModule?: (name: string) => unknown }).getBuiltinModule;
  const sqlite = builtin?.('node:sqlite') as Sqlite | undefined;
  if (!sqlite) return undefined;
  const database = new sqlite.DatabaseSync(path.join(home.stateDir, 'postgres.lock'));
  for (const began = performance.now(); ; await retry(home, began)) {
    try {
      database.exec('begin exclusive');
      return () => database.close();
    } catch (error) {
      if (!/locked|busy/i.test(String(error))) throw error;
    }
  }
}
