import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { lchown, lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Home } from './state.ts';

/** A pid beyond what any kernel gives out: PostgreSQL takes a lock file that names it for a dead server's. */
const NOBODYS_PID = 2_147_483_647;
/** A clean stop writes a checkpoint, which may take a while on a slow disk. */
const HEEDS_WITHIN_MS = 60_000;
const ORPHANS_LEAVE_WITHIN_MS = 2_000;

interface Running {
  postmaster: number | undefined;
  /** Processes of a server whose postmaster is gone; they hold its shared memory and block the next one. */
  orphans: number[];
}

/**
 * The PostgreSQL processes that work in this data folder (each of them has it as its working directory), or undefined
 * where /proc does not tell. A zombie has no working directory, and a stranger with a reused pid has another one:
 * neither is taken for a server, as PostgreSQL itself would.
 */
export function runningIn(home: Home): Running | undefined {
  if (process.platform !== 'linux') return undefined;
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      if (readlinkSync(`/proc/${name}/cwd`) !== home.dataDir) continue;
      const { state, parent, command } = statusOf(pid);
      if (command.startsWith('postgres') && state !== 'Z') parents.set(pid, parent);
    } catch {
      // It ended meanwhile, or belongs to somebody else: not ours.
    }
  }
  const isParent = new Set(parents.values());
  const roots = [...parents].filter(([, parent]) => !parents.has(parent)).map(([pid]) => pid);
  // A postmaster has children, or is about to have them; a process that says so in its lock file is one.
  const named = pidInLockFile(home);
  const postmaster = roots.find((pid) => isParent.has(pid) || pid === named);
  return { postmaster, orphans: postmaster === undefined ? roots : [] };
}

/** From /proc/<pid>/stat: the name stands in parentheses and may itself hold some. */
function statusOf(pid: number): { state: string; parent: number; command: string } {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const end = line.lastIndexOf(')');
  const [state = '', parent = '0'] = line.slice(end + 2).split(' ');
  return { state, parent: Number(parent), command: line.slice(line.indexOf('(') + 1, end) };
}

function pidInLockFile(home: Home): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(lockFile(home), 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Stops the server of this folder and waits for its end: at once but in order, and harder when it does not heed that.
 * Never signals a process that it does not know for a server: one in another container is left running.
 */
export async function endServer(home: Home): Promise<void> {
  const running = runningIn(home);
  const pid = running ? running.postmaster : pidInLockFile(home);
  if (pid === undefined) return;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!signalIfThere(pid, signal)) return;
    for (const began = performance.now(); performance.now() - began < HEEDS_WITHIN_MS; await pause())
      if (!livesIn(home, pid)) return;
  }
}

/** Whether this process is still a server's in this folder. */
function livesIn(home: Home, pid: number): boolean {
  if (process.platform !== 'linux') return pidInLockFile(home) === pid;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === home.dataDir;
  } catch {
    return false;
  }
}

/**
 * Makes way for a new server after an unclean end: ends orphaned backends and takes the dead server's name out of its
 * lock files. Call it under the start lock, when nothing answers. Returns false when a postmaster still lives.
 */
export async function clearAway(home: Home, socketDir: string): Promise<boolean> {
  let running = runningIn(home);
  if (!running) return true; // PostgreSQL judges by itself
  if (running.postmaster !== undefined) return false;
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of running.orphans) signalIfThere(pid, signal);
    const began = performance.now();
    while (running.orphans.length > 0 && performance.now() - began < ORPHANS_LEAVE_WITHIN_MS) {
      await pause();
      running = runningIn(home) ?? running;
    }
  }
  await disownLockFile(home);
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) await rm(path.join(socketDir, name), { force: true });
  return true;
}

/**
 * Rewrites only the pid in postmaster.pid: its other lines name the shared memory that PostgreSQL checks for users. An
 * empty file, as a power cut leaves it, names nothing and would be refused.
 */
async function disownLockFile(home: Home): Promise<void> {
  const file = lockFile(home);
  const found = await lstat(file).catch(() => undefined);
  if (!found) return;
  const text = found.isFile() ? await readFile(file, 'utf8') : '';
  if (!/^\d+\n/.test(text)) return rm(file);
  const next = `${file}.next`;
  await rm(next, { force: true });
  await writeFile(next, text.replace(/^\d+/, String(NOBODYS_PID)), { mode: 0o600, flag: 'wx' });
  await lchown(next, found.uid, found.gid);
  await rename(next, file);
}

const lockFile = (home: Home): string => path.join(home.dataDir, 'postmaster.pid');

const pause = () => new Promise((resolve) => setTimeout(resolve, 10));

/** Returns whether the process was there to be signalled. */
function signalIfThere(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
