import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type AddEntry, type SealedTo, writeArchive } from './archive.ts';
import { type AppliedMigration, forceRowSecurity } from './migrate.ts';
import { PostgresRefusal } from './refusal.ts';
import { listTables, readSequences, type SequenceState, type TableShape } from './tables.ts';

export const FORMAT = 1;
/** First in the file: what is coming, so that a restore can refuse before it has read it. */
export const MANIFEST = 'banyan.json';
/** Last in the file: what has come, to be compared. */
export const END = 'end.json';
const PART_BYTES = 1_048_576;

export interface Manifest {
  format: typeof FORMAT;
  /** Of the PostgreSQL that it was read from, `18.4`. */
  postgres: string;
  /** When the snapshot was taken, ISO 8601 in UTC. */
  takenAt: string;
  migrations: AppliedMigration[];
  tables: TableShape[];
}

/** `sha256` in hexadecimal, over the rows in PostgreSQL's COPY text format. */
export interface TableEnd {
  name: string;
  rows: number;
  sha256: string;
}

export interface Summary {
  takenAt: string;
  tables: TableEnd[];
  sequences: SequenceState[];
  /** Names, as given in `extraFiles`. */
  files: string[];
}

export interface BackupOptions {
  /** `backupConfig` of a Postgres. A login that bypasses row-level security disturbs nobody; the owner also serves. */
  source: pg.ClientConfig;
  /** Files to carry along (the root key!): where each is, and its relative name in the backup, `keys/root.key`. */
  extraFiles?: { path: string; name: string }[];
  sealedTo: SealedTo;
  /** Receives the one encrypted file. On an error what was written is worthless: write to a name beside and rename. */
  out: Writable;
}

/**
 * Writes the whole database, as of one moment, and some files as one encrypted stream; nobody has to stop working. It
 * does not depend on the version of PostgreSQL nor on where it runs.
 */
export async function backup({ source, extraFiles = [], sealedTo, out }: BackupOptions): Promise<Summary> {
  for (const { name } of extraFiles) assertFileName(name);
  const client = new pg.Client({ ...source, application_name: 'banyan backup' });
  client.on('error', () => {}); // a lost connection fails the query under way
  await client.connect();
  let lifted = false;
  try {
    await client.query(PLAIN_OUTPUT);
    lifted = await liftForcedSecurity(client);
    await client.query('begin isolation level repeatable read read only');
    let summary: Summary | undefined;
    await writeArchive(out, sealedTo, async (add) => {
      const manifest = await describe(client);
      await addJson(add, MANIFEST, manifest);
      for (const file of extraFiles) await addFile(add, file);
      const tables: TableEnd[] = [];
      for (const table of manifest.tables) tables.push(await addTable(add, client, table));
      summary = {
        takenAt: manifest.takenAt,
        tables,
        sequences: await readSequences(client),
        files: extraFiles.map(({ name }) => name),
      };
      await addJson(add, END, summary);
    });
    await client.query('commit');
    return summary!;
  } finally {
    await client.end().catch(() => {});
    if (lifted) await putBackForcedSecurity(source);
  }
}

/** COPY writes the same text everywhere under these, and raises rather than leave out a row that it may not see. */
const PLAIN_OUTPUT = `set row_security = off; set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
  set bytea_output = 'hex'; set extra_float_digits = 1; set timezone = 'UTC'; set statement_timeout = 0;
  set idle_in_transaction_session_timeout = 0; set lock_timeout = '10s'`;

async function describe(client: pg.Client): Promise<Manifest> {
  const migrations = await client
    .query<AppliedMigration>('select number, name, sha256 from public.migration order by number')
    .catch(() => {
      throw new PostgresRefusal('There is nothing to back up: this database is not one of Banyan.');
    });
  const { rows } = await client.query<{ postgres: string; now: Date }>(
    `select split_part(version(), ' ', 2) as postgres, now()`,
  );
  const { postgres, now } = rows[0]!;
  const tables = await listTables(client);
  return { format: FORMAT, postgres, takenAt: now.toISOString(), migrations: migrations.rows, tables };
}

async function addJson(add: AddEntry, name: string, value: Manifest | Summary): Promise<void> {
  const text = Buffer.from(JSON.stringify(value));
  await add(name, text.length, text);
}

async function addFile(add: AddEntry, { path, name }: { path: string; name: string }): Promise<void> {
  const { size } = await stat(path);
  // No further than the size that was announced: a file that grows meanwhile is carried as it was.
  await add(`files/${name}`, size, size === 0 ? Buffer.alloc(0) : createReadStream(path, { end: size - 1 }));
}

/** A table's size is not known before it is read: it goes in parts, `tables/public.person/000001` and on. */
async function addTable(
  add: AddEntry,
  client: pg.Client,
  { name, columns, partitioned }: TableShape,
): Promise<TableEnd> {
  const list = columns.join(', ');
  const what = partitioned ? `(select ${list} from ${name})` : `${name} (${list})`;
  const copy = client.query(copyTo(`copy ${what} to stdout`));
  const hash = createHash('sha256');
  let rows = 0;
  let part = 0;
  let pending: Buffer[] = [];
  let bytes = 0;
  const flush = async () => {
    if (bytes === 0) return;
    part += 1;
    await add(`tables/${name}/${String(part).padStart(6, '0')}`, bytes, Buffer.concat(pending));
    pending = [];
    bytes = 0;
  };
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    hash.update(chunk);
    // A row ends with the only newline in it: COPY writes others as \n.
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows += 1;
    pending.push(chunk);
    bytes += chunk.length;
    if (bytes >= PART_BYTES) await flush();
  }
  await flush();
  return { name, rows, sha256: hash.digest('hex') };
}

/**
 * An owner may not read past row-level security that is forced on it, and lifting it inside the snapshot's transaction
 * would lock everybody out until the end. So it is lifted before, table by table, and put back after; the application's
 * login is not an owner and stays under its policies all the while. Returns whether there was anything to lift.
 */
async function liftForcedSecurity(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relforcerowsecurity
       and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)`,
  );
  for (const { name } of rows) await client.query(`alter table ${name} no force row level security`);
  return rows.length > 0;
}

async function putBackForcedSecurity(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...owner, application_name: 'banyan backup' });
  await client.connect();
  await forceRowSecurity(client).finally(() => client.end());
}

/** A name that can be made into a path below a folder, on every system. */
export function assertFileName(name: string): void {
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name))
    throw new PostgresRefusal(
      `${JSON.stringify(name)} cannot be the name of a file in a backup: use letters, digits, - _ . and / only.`,
    );
}
