import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { clientConfig } from './cluster.ts';
import { migrate, readMigrations } from './migrate.ts';
import { endServer } from './processes.ts';
import { type Hold, launch } from './server.ts';

/** A database of its own for one test file. */
export interface TestDatabase {
  ownerConfig: pg.ClientConfig;
  appConfig: pg.ClientConfig;
  backupConfig: pg.ClientConfig;
  /** Drops it. Close your pools first, or they see their connections cut. */
  close(): Promise<void>;
}

const STATE_VARIABLE = 'BANYAN_TEST_POSTGRES';
const FOLDER = /^banyan-test-(\d+)-/;
const MIGRATIONS = path.join(import.meta.dirname, 'migrations');
const ONE_TEMPLATE_AT_A_TIME = 7_306_003;

let server: Promise<Hold> | undefined;

/**
 * A fresh database with all migrations applied, cloned from a template in a throw-away server that all test files of one
 * run share. The first call of a run starts the server (about a second); another takes about 50 ms. Nothing is synced.
 *
 * @param migrations the folder of the numbered SQL files; default: this room's.
 */
export async function testDatabase(migrations = MIGRATIONS): Promise<TestDatabase> {
  const stateDir = process.env[STATE_VARIABLE];
  if (!stateDir)
    throw new Error('testDatabase() needs the global set-up of vitest.config.ts (test/global-postgres.ts).');
  server ??= launch({ stateDir, durable: false });
  const { passwords, socketDir } = await server;
  const admin = new pg.Client(clientConfig('super', passwords, socketDir));
  await admin.connect();
  const name = `test_${randomBytes(6).toString('hex')}`;
  try {
    const template = await ensureTemplate(admin, passwords, socketDir, migrations);
    await createDatabase(admin, name, template);
  } finally {
    await admin.end();
  }
  const config = (login: 'owner' | 'app' | 'backup') => ({
    ...clientConfig(login, passwords, socketDir),
    database: name,
  });
  return {
    ownerConfig: config('owner'),
    appConfig: config('app'),
    backupConfig: config('backup'),
    async close() {
      const client = new pg.Client(clientConfig('super', passwords, socketDir));
      await client.connect();
      await client.query(`drop database if exists ${name} with (force)`).finally(() => client.end());
    },
  };
}

/** The template is named by what the migrations say, so that a changed file makes a new one. */
async function ensureTemplate(
  admin: pg.Client,
  passwords: Hold['passwords'],
  socketDir: string,
  dir: string,
): Promise<string> {
  mkdirSync(dir, { recursive: true });
  const hashes = (await readMigrations(dir)).map(({ name, sha256 }) => name + sha256).join('\n');
  const name = `template_${createHash('sha256').update(hashes).digest('hex').slice(0, 16)}`;
  const isThere = async () =>
    (await admin.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1;
  if (await isThere()) return name;
  await admin.query('select pg_advisory_lock($1)', [ONE_TEMPLATE_AT_A_TIME]);
  if (await isThere()) return name;
  const unfinished = `unfinished_${randomBytes(6).toString('hex')}`;
  await createDatabase(admin, unfinished, 'template1');
  await migrate({ ...clientConfig('owner', passwords, socketDir), database: unfinished }, dir);
  await admin.query(`alter database ${unfinished} rename to ${name}`);
  return name;
}

async function createDatabase(admin: pg.Client, name: string, template: string): Promise<void> {
  await admin.query(`create database ${name} owner banyan_owner template ${template} strategy file_copy`);
}

/** For vitest's global set-up: names the folder of this run's server. Returns the tear-down. */
export function prepareTestServer(): () => Promise<void> {
  const base = tmpdir();
  const stateDir = mkdtempSync(path.join(base, `banyan-test-${process.pid}-`));
  if (process.getuid?.() === 0) chmodSync(stateDir, 0o711);
  process.env[STATE_VARIABLE] = stateDir;
  return async () => {
    await removeTestServer(stateDir);
    // A run that was killed leaves its server behind; the next one ends it.
    for (const name of readdirSync(base)) {
      const pid = FOLDER.exec(name)?.[1];
      if (pid && Number(pid) !== process.pid && !isAlive(Number(pid)))
        await removeTestServer(path.join(base, name)).catch(() => {});
    }
  };
}

async function removeTestServer(stateDir: string): Promise<void> {
  if (readdirSync(stateDir).includes('postgres')) {
    const { home, release } = await launch({ stateDir, durable: false });
    await release();
    await endServer(home); // a test that still holds it does not count
  }
  rmSync(stateDir, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
