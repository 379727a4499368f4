import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type ArchiveEntry, type OpenedWith, readArchive } from './archive.ts';
import { assertFileName, END, FORMAT, MANIFEST, type Manifest, type Summary, type TableEnd } from './backup.ts';
import {
  appliedMigrations,
  applyMigration,
  forceRowSecurity,
  type Migration,
  pendingMigrations,
  readMigrations,
} from './migrate.ts';
import { PostgresRefusal } from './refusal.ts';
import { sync } from './state.ts';
import {
  firstTable,
  layBare,
  listTables,
  refreshViews,
  type TableShape,
  truncateAll,
  writeSequences,
} from './tables.ts';

export interface RestoreOptions {
  from: Readable;
  openedWith: OpenedWith;
  /** The owner of an empty database, embedded or external. */
  owner: pg.ClientConfig;
  /** The folder of this version's migrations. */
  migrations: string;
  /** Where the files that were carried along go, by their names. One that is there already must be the same. */
  filesTo: string;
  /** Runs last in the transaction, on the newest schema: to replay the erasures that the backup does not know of. */
  afterRestore?: (client: pg.ClientBase) => Promise<void>;
}

/**
 * Reads a backup into an empty database: its schema as it was, its rows, checks, then the migrations since. All of it is
 * one transaction, and the files take their names just before it commits: either everything is there or nothing is.
 *
 * @throws PostgresRefusal when the database is not empty, the key does not fit, the file is damaged, or it was made by a
 *   newer version.
 */
export async function restore({
  from,
  openedWith,
  owner,
  migrations,
  filesTo,
  afterRestore,
}: RestoreOptions): Promise<Summary> {
  const known = await readMigrations(migrations);
  const client = new pg.Client({ ...owner, application_name: 'banyan restore' });
  client.on('error', () => {}); // a lost connection fails the query under way
  await client.connect();
  const files = new IncomingFiles(filesTo);
  try {
    await client.query(
      `set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set statement_timeout = 0`,
    );
    await client.query('begin');
    const used = await firstTable(client);
    if (used)
      throw new PostgresRefusal(
        `This database is not empty (it has ${used}), and a restore overwrites nothing. Name an empty database, or an empty folder in DATA_DIR.`,
      );
    const summary = await readArchive(from, openedWith, async (entries) => {
      const load = new Load(client, known, files);
      return load.all(entries);
    });
    await applyPending(client, known);
    await forceRowSecurity(client);
    await refreshViews(client);
    await afterRestore?.(client);
    await files.place();
    await client.query('commit');
    await files.keep();
    await client.query('analyze').catch(() => {}); // a matter of speed only
    return summary;
  } finally {
    from.destroy();
    await client.end().catch(() => {}); // an open transaction ends with it
    await files.discard();
  }
}

async function applyPending(client: pg.Client, known: Migration[]): Promise<void> {
  for (const migration of pendingMigrations(known, await appliedMigrations(client)))
    await applyMigration(client, migration);
}

class Load {
  private readonly client: pg.Client;
  private readonly known: Migration[];
  private readonly files: IncomingFiles;

  constructor(client: pg.Client, known: Migration[], files: IncomingFiles) {
    this.client = client;
    this.known = known;
    this.files = files;
  }

  async all(entries: AsyncIterable<ArchiveEntry>): Promise<Summary> {
    const rest = new Lookahead(entries);
    const manifest = await this.manifest(await rest.take());
    await this.schemaOf(manifest);
    const putBack = await layBare(this.client);
    await truncateAll(this.client, manifest.tables);
    for (let name = await rest.name(); name?.startsWith('files/'); name = await rest.name())
      await this.files.receive(name.slice('files/'.length), (await rest.take())!.content);
    const loaded: TableEnd[] = [];
    for (const table of manifest.tables) loaded.push(await this.table(table, rest));
    const end = await rest.take();
    if (end?.name !== END) throw damaged(`it has ${end?.name ?? 'nothing'} where its end should be`);
    const summary = JSON.parse(await textOf(end.content)) as Summary;
    compare(loaded, summary.tables);
    if (await rest.take()) throw damaged('it goes on after its end');
    await writeSequences(this.client, summary.sequences);
    for (const statement of putBack) await this.client.query(statement);
    return summary;
  }

  private async manifest(first: ArchiveEntry | undefined): Promise<Manifest> {
    if (first?.name !== MANIFEST)
      throw new PostgresRefusal('This file is encrypted, but it is not a backup of Banyan.');
    const manifest = JSON.parse(await textOf(first.content)) as Manifest;
    if (manifest.format !== FORMAT)
      throw new PostgresRefusal(
        `This backup has the format ${manifest.format}; this version of Banyan reads ${FORMAT}. Use a newer one.`,
      );
    return manifest;
  }

  /** Makes the schema that the backup was taken from, and no newer one. */
  private async schemaOf({ migrations, tables }: Manifest): Promise<void> {
    pendingMigrations(this.known, migrations); // refuses what this version does not know or has in another wording
    await appliedMigrations(this.client);
    for (const { number } of migrations)
      await applyMigration(this.client, this.known.find((file) => file.number === number)!);
    const made = new Map((await listTables(this.client)).map((table) => [table.name, table]));
    for (const { name, columns } of tables) {
      const missing = columns.filter((column) => !made.get(name)?.columns.includes(column));
      if (missing.length > 0)
        throw new PostgresRefusal(
          `The backup has ${name} (${missing.join(', ')}), which its migrations do not make: it cannot be restored.`,
        );
    }
  }

  private async table({ name, columns }: TableShape, rest: Lookahead): Promise<TableEnd> {
    const hash = createHash('sha256');
    const prefix = `tables/${name}/`;
    const copy = this.client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`));
    await pipeline(async function* () {
      while ((await rest.name())?.startsWith(prefix))
        for await (const chunk of (await rest.take())!.content) {
          hash.update(chunk);
          yield chunk;
        }
    }, copy);
    return { name, rows: copy.rowCount, sha256: hash.digest('hex') };
  }
}

function compare(loaded: TableEnd[], expected: TableEnd[]): void {
  for (const [at, { name, rows, sha256 }] of expected.entries()) {
    const got = loaded[at];
    if (got?.name !== name || got.rows !== rows || got.sha256 !== sha256)
      throw damaged(`of ${name}, ${rows} rows were written and ${got?.rows ?? 0} came back`);
  }
}

const damaged = (how: string) =>
  new PostgresRefusal(`This backup is damaged: ${how}. Nothing was restored; try another copy of it.`);

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The entries one by one, with a look at the next one's name. */
class Lookahead {
  private readonly entries: AsyncIterator<ArchiveEntry>;
  private next: ArchiveEntry | undefined;

  constructor(entries: AsyncIterable<ArchiveEntry>) {
    this.entries = entries[Symbol.asyncIterator]();
  }

  /** Undefined at the end. The entry taken before must have been read. */
  async name(): Promise<string | undefined> {
    this.next ??= (await this.entries.next()).value as ArchiveEntry | undefined;
    return this.next?.name;
  }

  async take(): Promise<ArchiveEntry | undefined> {
    await this.name();
    const entry = this.next;
    this.next = undefined;
    return entry;
  }
}

/** Files that wait under another name beside their place, 0600, until the database is sure of its rows. */
class IncomingFiles {
  private readonly folder: string;
  private waiting: { temporary: string; place: string }[] = [];
  private placed: string[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  async receive(name: string, content: AsyncIterable<Buffer>): Promise<void> {
    assertFileName(name);
    const place = path.join(this.folder, name);
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    const temporary = `${place}.${randomBytes(6).toString('hex')}.restoring`;
    this.waiting.push({ temporary, place });
    const handle = await open(temporary, 'wx', 0o600);
    try {
      for await (const chunk of content) await handle.write(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async place(): Promise<void> {
    for (const { temporary, place } of this.waiting) {
      const there = await readFile(place).catch(() => undefined);
      if (there) {
        if (there.equals(await readFile(temporary))) continue;
        throw new PostgresRefusal(
          `${place} is there and is not the one in the backup. Move it away and restore again.`,
        );
      }
      await rename(temporary, place);
      this.placed.push(place);
      await sync(path.dirname(place));
    }
  }

  /** From now on they stay. */
  async keep(): Promise<void> {
    this.placed = [];
  }

  async discard(): Promise<void> {
    for (const file of [...this.waiting.map(({ temporary }) => temporary), ...this.placed])
      await rm(file, { force: true });
  }
}
