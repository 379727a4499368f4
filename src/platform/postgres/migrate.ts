import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { PostgresRefusal } from './refusal.ts';
import { errorCode } from './state.ts';

/** One file `NNN_name.sql`. `sha256` is in hexadecimal, over its text with Unix line ends. */
export interface Migration {
  number: number;
  name: string;
  sha256: string;
  sql: string;
  /** Leaves all that the version before works with: its first line says `-- expands`. */
  expands: boolean;
}

/** What a database says of a migration that it has. */
export type AppliedMigration = Pick<Migration, 'number' | 'name' | 'sha256'> & Partial<Pick<Migration, 'expands'>>;

const ONE_AT_A_TIME = 7_306_002;
/** A file that waits longer for a table lets those go first who wait behind it, and tries again. */
const LONGEST_WAIT = '2s';
const MOST_TRIES = 30;

/**
 * Brings a database up to date: applies, in order and once, each numbered file that it does not have, each in a
 * transaction of its own. Processes that start together wait for each other; those that serve go on meanwhile. What a newer
 * version has applied, and said to leave what this one works with, is accepted.
 *
 * @returns the names of the files applied now.
 * @throws PostgresRefusal when an applied file was changed or is missing, a new one has an old number, or a table is
 * never free.
 */
export async function migrate(owner: pg.ClientConfig, dir: string): Promise<string[]> {
  const migrations = await readMigrations(dir);
  const client = new pg.Client({ ...owner, application_name: 'banyan migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [ONE_AT_A_TIME]);
    const applied = await appliedMigrations(client);
    const ahead = newer(migrations, applied).filter(({ expands }) => expands);
    const pending = pendingMigrations(
      migrations,
      applied.filter((one) => !ahead.includes(one)),
    );
    for (const migration of pending) await applyAlone(client, migration);
    await forceRowSecurity(client);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** What other versions have applied to this database since, and whether each leaves what this one works with. */
export async function newerMigrations(owner: pg.ClientConfig, dir: string): Promise<AppliedMigration[]> {
  const client = new pg.Client({ ...owner, application_name: 'banyan migrate' });
  await client.connect();
  try {
    return newer(await readMigrations(dir), await appliedMigrations(client));
  } finally {
    await client.end();
  }
}

function newer(known: readonly Migration[], applied: readonly AppliedMigration[]): AppliedMigration[] {
  const newest = known.at(-1)?.number ?? 0;
  return applied.filter(({ number }) => number > newest);
}

/** In a transaction of its own, beside people who work: whoever serves is told with the commit. */
async function applyAlone(client: pg.Client, migration: Migration): Promise<void> {
  for (let tries = 1; ; tries++) {
    await client.query(`begin; set local lock_timeout = '${LONGEST_WAIT}'`);
    try {
      await applyMigration(client, migration);
      await client.query(`select pg_notify('banyan', $1)`, [`schema ${migration.name}`]);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      if (errorCode((error as Error).cause) !== LOCK_NOT_AVAILABLE) throw error;
      if (tries === MOST_TRIES)
        throw new PostgresRefusal(
          `The migration ${migration.name} waits for a table that others never let go of. End long transactions of other programs on this database and start again.`,
        );
      await wait(1_000);
    }
  }
}
const LOCK_NOT_AVAILABLE = '55P03';

/** The migrations of a folder, by number. */
export async function readMigrations(dir: string): Promise<Migration[]> {
  const found: Migration[] = [];
  for (const name of (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort()) {
    const number = /^(\d{3,})_[a-z0-9_-]+\.sql$/.exec(name)?.[1];
    if (!number) throw new PostgresRefusal(`The migration ${name} must be named like 001_what_it_does.sql.`);
    const sql = (await readFile(path.join(dir, name), 'utf8')).replaceAll('\r\n', '\n');
    const sha256 = createHash('sha256').update(sql).digest('hex');
    found.push({ number: Number(number), name, sha256, sql, expands: sql.startsWith('-- expands\n') });
  }
  found.sort((a, b) => a.number - b.number);
  for (const [at, { number, name }] of found.entries())
    if (found[at - 1]?.number === number)
      throw new PostgresRefusal(`Two migrations have the number ${number}: ${found[at - 1]!.name} and ${name}.`);
  return found;
}

/** What the database has; makes the table that says so when it is new. */
export async function appliedMigrations(client: pg.ClientBase): Promise<AppliedMigration[]> {
  await client.query(
    `create table if not exists migration (
       number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now(),
       expands boolean not null default false)`,
  );
  return (await client.query<AppliedMigration>('select number, name, sha256, expands from migration order by number'))
    .rows;
}

export function pendingMigrations(migrations: Migration[], applied: AppliedMigration[]): Migration[] {
  for (const had of applied) {
    const file = migrations.find(({ number }) => number === had.number);
    if (!file)
      throw new PostgresRefusal(
        `This database has the migration ${had.name}, which this version of Banyan does not know: it was made by a newer one. Start that one.`,
      );
    if (file.sha256 !== had.sha256)
      throw new PostgresRefusal(
        `The migration ${file.name} was changed after it had been applied to this database. Put the old file back and write the change as a new migration.`,
      );
  }
  const newest = applied.at(-1)?.number ?? 0;
  const pending = migrations.filter(({ number }) => !applied.some((had) => had.number === number));
  const late = pending.find(({ number }) => number < newest);
  if (late)
    throw new PostgresRefusal(
      `The migration ${late.name} is new, but this database already has number ${newest}. Give it a higher number.`,
    );
  return pending;
}

/** Applies one file and records it, in the transaction of the caller. */
export async function applyMigration(client: pg.ClientBase, migration: Migration): Promise<void> {
  const { number, name, sha256, sql, expands } = migration;
  try {
    await client.query(sql);
  } catch (error) {
    throw new Error(`The migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const row = [number, name, sha256, expands];
  await client.query('insert into migration (number, name, sha256, expands) values ($1, $2, $3, $4)', row);
}

/**
 * Every table with row-level security has it forced on its owner, too. A backup from an external server lifts that for
 * its own length; if it was cut off, this puts it back.
 */
export async function forceRowSecurity(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relrowsecurity and not c.relforcerowsecurity and pg_has_role(c.relowner, 'usage') order by 1`,
  );
  for (const { name } of rows) await client.query(`alter table ${name} force row level security`);
}
