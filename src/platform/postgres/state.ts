import { createHash } from 'node:crypto';
import { chmod, lchown, lstat, mkdir, open, readdir, realpath, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { PostgresRefusal } from './refusal.ts';

/** The user of our own that PostgreSQL runs as when we are root. It needs no entry in /etc/passwd; nothing on the system changes. */
const SERVER_UID = 54321;
/** `nobody`: initdb, unlike the server, insists on a user with an entry in /etc/passwd. It sees an empty folder only. */
export const INITDB_UID = 65534;
/** sun_path holds 108 bytes with its final zero; the rest is `/.s.PGSQL.5432`. */
const LONGEST_SOCKET_DIR = 107 - '/.s.PGSQL.5432'.length;

/** Where one server lives and as whom it runs. `uid` is absent when the server runs as the user who starts it. */
export interface Home {
  stateDir: string;
  /** Data, passwords, log and socket: one folder that appears whole, by one rename. */
  clusterDir: string;
  dataDir: string;
  passwordFile: string;
  logFile: string;
  uid: number | undefined;
}

/** Resolves and, when it is absent, makes the state folder; refuses what the server could not live in. */
export async function openHome(stateDir = defaultStateDir()): Promise<Home> {
  if (process.platform === 'win32')
    throw new PostgresRefusal(
      'The embedded PostgreSQL needs Unix sockets, which Node.js does not have on Windows. ' +
        'Run Banyan in WSL or a container, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  const asRoot = process.getuid?.() === 0;
  const wanted = path.resolve(stateDir);
  if (asRoot) refuseRootsHome(wanted);
  const made = await mkdir(wanted, { recursive: true, mode: asRoot ? 0o755 : 0o700 }).catch((error) => {
    throw new PostgresRefusal(
      `Banyan cannot make its folder ${wanted} (${errorCode(error)}). Set DATA_DIR to a folder that this user may write.`,
    );
  });
  // Others may pass through (the server runs as another user) but not list what is there.
  if (made && asRoot) await chmod(wanted, 0o711);
  const real = await realpath(wanted);
  if (asRoot) refuseRootsHome(real);
  const clusterDir = path.join(real, 'postgres');
  const home: Home = {
    stateDir: real,
    clusterDir,
    dataDir: path.join(clusterDir, 'data'),
    passwordFile: path.join(clusterDir, 'passwords.json'),
    logFile: path.join(clusterDir, 'postgres.log'),
    uid: undefined,
  };
  const owner = await ownerOf(home.dataDir);
  if (!asRoot) {
    if (owner !== undefined && owner !== process.getuid?.())
      throw new PostgresRefusal(
        `${home.dataDir} belongs to user ${owner}, but Banyan runs as user ${process.getuid?.()}. ` +
          'Start Banyan as root or as that user, or set DATA_DIR to another folder.',
      );
    return home;
  }
  if (owner === 0)
    throw new PostgresRefusal(
      `${home.dataDir} belongs to root, as whom PostgreSQL will not run. Give it to a user of its own: chown -R ${SERVER_UID} ${clusterDir}`,
    );
  home.uid = owner ?? SERVER_UID;
  for (const uid of owner === undefined ? [home.uid, INITDB_UID] : [home.uid]) await refuseClosedParents(real, uid);
  return home;
}

function defaultStateDir(): string {
  return process.env.DATA_DIR || (process.getuid?.() === 0 ? '/var/lib/banyan' : '.data');
}

function refuseRootsHome(stateDir: string): void {
  if (!`${stateDir}/`.startsWith(`${homedir()}/`) && !`${stateDir}/`.startsWith('/root/')) return;
  throw new PostgresRefusal(
    `PostgreSQL does not run as root, and no other user can enter ${stateDir}. Set DATA_DIR to a folder outside root's home, such as /var/lib/banyan, or start Banyan as an ordinary user.`,
  );
}

/** By the mode bits, so that the sentence can name the folder; whether it truly works is tried when the binaries run. */
async function refuseClosedParents(dir: string, uid: number): Promise<void> {
  for (let at = dir; ; at = path.dirname(at)) {
    const { mode, uid: owner } = await stat(at);
    if ((mode & (owner === uid ? 0o100 : 0o001)) === 0)
      throw new PostgresRefusal(
        `PostgreSQL does not run as root, and user ${uid}, as whom it runs, cannot enter ${at} (mode ${(mode & 0o7777).toString(8)}). Allow it with: chmod o+x ${at}, or set DATA_DIR to another folder, such as /var/lib/banyan.`,
      );
    if (at === path.dirname(at)) return;
  }
}

/** The folder of the socket: beside the data, or a short one in the temporary folder when that path is too long for a socket. */
export function socketDirOf(home: Home): string {
  const beside = path.join(home.clusterDir, 'socket');
  if (Buffer.byteLength(beside) <= LONGEST_SOCKET_DIR) return beside;
  const name = createHash('sha256').update(home.clusterDir).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `banyan-${name}`);
}

/** Makes the socket's folder, 0700, and refuses one that somebody else has put in its place. */
export async function makeSocketDir(dir: string, home: Home): Promise<void> {
  await mkdir(dir, { mode: 0o700 }).catch((error) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  const uid = home.uid ?? process.getuid?.();
  const found = await lstat(dir);
  const fresh = found.uid === process.getuid?.();
  if (!found.isDirectory() || (found.uid !== uid && !fresh))
    throw new PostgresRefusal(
      `${dir} is not a folder of user ${uid}: somebody else has made it. Remove it and start again.`,
    );
  if (found.uid !== uid && uid !== undefined) await chownTo(dir, uid);
  if ((found.mode & 0o777) !== 0o700) await chmod(dir, 0o700);
}

/** Gives a whole tree to `uid` (when given) and, when `durable`, syncs every file and folder to the disk. */
export async function settle(
  root: string,
  { uid, durable }: { uid: number | undefined; durable: boolean },
): Promise<void> {
  const entries = await readdir(root, { withFileTypes: true });
  for (let at = 0; at < entries.length; at += 32)
    await Promise.all(
      entries.slice(at, at + 32).map(async (entry) => {
        const file = path.join(root, entry.name);
        if (entry.isDirectory()) return settle(file, { uid, durable });
        if (uid !== undefined) await chownTo(file, uid);
        if (durable && entry.isFile()) await sync(file);
      }),
    );
  if (uid !== undefined) await chownTo(root, uid);
  if (durable) await sync(root);
}

export async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function chownTo(file: string, uid: number): Promise<void> {
  await lchown(file, uid, uid);
}

async function ownerOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).uid;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** `ENOENT`, `57P03`, …: what Node and PostgreSQL put on their errors. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
