import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { type Binaries, run } from './binaries.ts';
import { PostgresRefusal } from './refusal.ts';
import { errorCode, type Home, INITDB_UID, settle, sync } from './state.ts';

/** The logins of a cluster. `postgres` is the launcher's own; nothing else ever uses it. */
export const logins = { super: 'postgres', owner: 'banyan_owner', app: 'banyan_app', backup: 'banyan_backup' } as const;
export type Login = keyof typeof logins;
export type Passwords = Record<Login, string>;
export const DATABASE = 'banyan';

/** A starter that was killed leaves its unfinished folder; after an hour no starter can still be in it. */
const ABANDONED_AFTER_MS = 3_600_000;

/**
 * Makes the cluster with its roles, its database and its passwords, unless it is there. Everything is made in a folder
 * beside, synced, and appears by one rename: a cluster that can be seen is complete, whenever the power went. Of two
 * starters at once the second finds the folder taken and throws its own away.
 */
export async function ensureCluster(home: Home, binaries: Binaries, { durable = true } = {}): Promise<void> {
  if (!existsSync(home.clusterDir)) await createCluster(home, binaries, durable);
  const major = Number(await readFile(path.join(home.dataDir, 'PG_VERSION'), 'utf8'));
  if (major !== binaries.major)
    throw new PostgresRefusal(
      `${home.dataDir} was made by PostgreSQL ${major}, but ${binaries.binDir} holds ${binaries.version}. ` +
        'Make a backup with the old one (banyan backup) and restore it into a new folder, or set PG_BINDIR to the old one.',
    );
}

async function createCluster(home: Home, binaries: Binaries, durable: boolean): Promise<void> {
  await removeAbandoned(home.stateDir);
  const initdbUid = home.uid === undefined ? undefined : INITDB_UID;
  const fresh = await mkdtemp(path.join(home.stateDir, '.postgres-'));
  try {
    const data = path.join(fresh, 'data');
    await mkdir(data, { mode: 0o700 });
    // As root the folder stays ours: the server's user may pass, but neither read the passwords nor put a link in our way.
    if (home.uid !== undefined) await chmod(fresh, 0o711);
    await settle(data, { uid: initdbUid, durable: false });
    const passwords = Object.fromEntries(
      Object.keys(logins).map((login) => [login, randomBytes(24).toString('base64url')]),
    ) as Passwords;
    await initialise(binaries, data, initdbUid);
    await createRoles(binaries, data, initdbUid, passwords);
    await writeFile(path.join(data, 'pg_hba.conf'), 'local all all scram-sha-256\n');
    await settle(data, { uid: home.uid, durable });
    const passwordFile = path.join(fresh, path.basename(home.passwordFile));
    await writeFile(passwordFile, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    if (durable) {
      await sync(passwordFile);
      await sync(fresh);
    }
    await rename(fresh, home.clusterDir).catch((error) => {
      if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
    });
    if (durable) await sync(home.stateDir);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function initialise(binaries: Binaries, data: string, uid: number | undefined): Promise<void> {
  // The built-in locale sorts by code point and never changes with a library; a list that people read says its collation.
  const locale = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const args = ['-D', data, '-U', logins.super, '--encoding=UTF8', '--locale=C', ...locale, '--auth=trust'];
  const { code, output } = await run(
    path.join(binaries.binDir, 'initdb'),
    [...args, '--data-checksums', '--no-sync', '--no-instructions'],
    { uid, cwd: path.dirname(data) },
  );
  if (code === 0) return;
  if (/could not look up effective user ID|user does not exist/.test(output))
    throw new PostgresRefusal(
      `PostgreSQL makes a database only for a user that /etc/passwd knows, and user ${uid ?? process.getuid?.()} is not there. ` +
        'Add one to /etc/passwd, start Banyan as another user, or set DATABASE_URL to a running PostgreSQL 15 or newer.',
    );
  throw new PostgresRefusal(
    `PostgreSQL could not make its database in ${path.dirname(path.dirname(data))}: ${output.trim()}`,
  );
}

/** In single-user mode, before any server listens: the passwords pass through a pipe and no file. One statement a line. */
async function createRoles(
  binaries: Binaries,
  data: string,
  uid: number | undefined,
  passwords: Passwords,
): Promise<void> {
  const ordinary = 'login nosuperuser nocreatedb nocreaterole noreplication';
  const password = (login: Login) => `password '${passwords[login]}'`;
  const script = [
    `alter role ${logins.super} ${password('super')}`,
    `create role ${logins.owner} ${ordinary} nobypassrls ${password('owner')}`,
    `create role ${logins.app} ${ordinary} nobypassrls ${password('app')}`,
    `create role ${logins.backup} ${ordinary} bypassrls ${password('backup')}`,
    `grant pg_read_all_data to ${logins.backup}`,
    `create database ${DATABASE} owner ${logins.owner}`,
    `revoke all on database ${DATABASE} from public`,
    `grant connect on database ${DATABASE} to ${logins.app}, ${logins.backup}`,
  ].join('\n');
  const args = ['--single', '-D', data, '-c', 'fsync=off', '-c', 'exit_on_error=on', logins.super];
  const { code, output } = await run(path.join(binaries.binDir, 'postgres'), args, { uid, input: `${script}\n` });
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(output))
    throw new Error(`PostgreSQL could not make its roles: ${output.replaceAll(/password '[^']*'/g, "password '…'")}`);
}

async function removeAbandoned(stateDir: string): Promise<void> {
  for (const name of await readdir(stateDir)) {
    if (!name.startsWith('.postgres-')) continue;
    const dir = path.join(stateDir, name);
    const made = (await stat(dir).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - made > ABANDONED_AFTER_MS) await rm(dir, { recursive: true, force: true });
  }
}

export async function readPasswords(home: Home): Promise<Passwords> {
  try {
    return JSON.parse(await readFile(home.passwordFile, 'utf8')) as Passwords;
  } catch (error) {
    throw new PostgresRefusal(
      `The passwords of the database in ${home.passwordFile} cannot be read (${errorCode(error) ?? 'not JSON'}). Put the file back from where ${home.clusterDir} was copied from.`,
    );
  }
}

export function clientConfig(login: Login, passwords: Passwords, socketDir: string): pg.ClientConfig {
  const database = login === 'super' ? 'postgres' : DATABASE;
  return { host: socketDir, port: 5432, user: logins[login], password: passwords[login], database };
}

/**
 * The server's settings, given at every start, so that a new version of Banyan brings its own. They suit a machine of
 * 2 cores and 4 to 24 GB that runs the application as well.
 */
export function settings(socketDir: string, { durable = true } = {}): Record<string, string | number> {
  const memoryMb = Math.floor(totalmem() / 1_048_576);
  return {
    listen_addresses: '',
    port: 5432,
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: 100,
    password_encryption: 'scram-sha-256',
    ssl: 'off',
    shared_buffers: durable ? `${Math.min(2048, Math.max(128, Math.floor(memoryMb / 8)))}MB` : '64MB',
    effective_cache_size: `${Math.max(256, Math.floor(memoryMb / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: `${Math.min(512, Math.max(64, Math.floor(memoryMb / 32)))}MB`,
    max_wal_size: '2GB',
    // The only one that this build has costs a quarter of a bulk load; 2 GB of log are there either way.
    wal_compression: 'off',
    random_page_cost: 1.1,
    max_parallel_workers_per_gather: 1,
    jit: 'off',
    autovacuum: durable ? 'on' : 'off', // a plan in a test does not depend on when it came by
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off', // our file outlives us without another process
    // Nothing of a record in the log: no statement, no detail, and no message of a failed statement, which may quote a value.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_checkpoints: 'off',
  };
}
