import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backup, migrate, type RestoreOptions, restore, type SealedTo } from './index.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

/** A schema with everything that makes a restore hard. */
const FIRST = `
create table team (id integer primary key, name text not null, lead integer);
create table person (
  id bigint generated always as identity primary key, team_id integer not null references team,
  mentor bigint references person deferrable initially deferred,
  sealed bytea, facts jsonb, tags text[], note text, weight double precision, born date, seen timestamptz,
  shout text generated always as (upper(note)) stored);
alter table team add foreign key (lead) references person; -- a cycle
alter table person enable row level security;
alter table person force row level security;
create policy of_my_team on person using (team_id = nullif(current_setting('app.team', true), '')::integer);
grant select, insert on person, team to banyan_app;
create table "Odd name" ("select" integer primary key, "a ""quoted"" one" text);
create table code (value text primary key);
insert into code values ('seeded');
create table event (id integer not null, day date not null) partition by range (day);
create table event_2024 partition of event for values from ('2024-01-01') to ('2025-01-01');
create table event_2025 partition of event for values from ('2025-01-01') to ('2026-01-01');
create function refuse() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
create table journal (id bigserial primary key, row text);
create trigger append_only before update or delete on journal for each row execute function refuse();
create trigger never_empty before truncate on journal for each statement execute function refuse();
create function count_up() returns trigger language plpgsql as $$ begin update team set name = name || '!'; return null; end $$;
create trigger on_person after insert on person for each statement execute function count_up();
create sequence case_number start 100;
create materialized view busiest as select day, count(*)::integer as events from event group by 1;
`;
const SECOND = 'alter table team add column opened date;';
const ROOT_KEY = 'AGE-ROOT-KEY-that-must-not-show';
const SECRET = 'Nguyễn Thị Lan';

let dir: string;
let source: TestDatabase;
let file: Buffer;
let expected: Record<string, string>;
let identity: string;
const extraFile = () => ({ path: path.join(dir, 'root.key'), name: 'keys/root.key' });

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'banyan-backup-'));
  await writeFile(path.join(dir, 'root.key'), ROOT_KEY);
  await migrationsIn('one', { '001_first.sql': FIRST });
  await migrationsIn('both', { '001_first.sql': FIRST, '002_second.sql': SECOND });
  await migrationsIn('none', {});
  source = await testDatabase(path.join(dir, 'one'));
  await withClient(source.ownerConfig, fill);
  expected = await fingerprint(source);
  identity = await generateIdentity();
  file = await backedUp({ recipients: [await identityToRecipient(identity)] });
}, 60_000);

afterAll(async () => {
  await source.close();
  await rm(dir, { recursive: true });
});

async function migrationsIn(name: string, files: Record<string, string>): Promise<void> {
  await mkdir(path.join(dir, name), { recursive: true });
  for (const [file, sql] of Object.entries(files)) await writeFile(path.join(dir, name, file), sql);
}

async function withClient<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config);
  await client.connect();
  return work(client).finally(() => client.end());
}

async function fill(client: pg.Client): Promise<void> {
  await client.query(`begin;
    insert into team values (1, 'Hà Nội'), (2, 'ໄຊຍະບູລີ');
    alter table person no force row level security;
    insert into person (team_id, sealed, facts, tags, note, weight, born, seen)
      select 1 + n % 2, decode(md5(n::text), 'hex'), jsonb_build_object('n', n, 'text', E'a\\tb'), array['x', null, '{"}'],
        case n % 4 when 0 then null when 1 then E'line\\nline\\t\\\\.\\r' when 2 then '' else '\\N' end,
        case n % 3 when 0 then 'NaN' when 1 then 0.1 + 0.2 else -1.0e-300 end, date '1990-01-01' + n,
        case n % 2 when 0 then 'infinity' else now() end
      from generate_series(1, 20000) n;
    update person set mentor = 20001 - id where id % 7 = 0;
    update person set note = '${SECRET}' where id = 5;
    update team set lead = 10;
    commit;
    alter table person force row level security;
    insert into "Odd name" values (1, E'\\\\.'), (2, 'two');
    insert into code values ('added');
    insert into event select n, date '2024-06-01' + n from generate_series(1, 400) n;
    insert into journal (row) select repeat('j', n % 300) from generate_series(1, 5000) n;
    select nextval('case_number'), nextval('case_number')`);
}

/** A hash of every table, read past row-level security. */
async function fingerprint({ backupConfig }: TestDatabase): Promise<Record<string, string>> {
  return withClient(backupConfig, async (client) => {
    const prints: Record<string, string> = {};
    for (const table of [
      'team',
      'person',
      '"Odd name"',
      'code',
      'event_2024',
      'event_2025',
      'journal',
      'case_number',
    ]) {
      const { rows } = await client.query<{ row: string }>(
        `select row_to_json(t)::text as row from (select * from ${table}) t order by 1`,
      );
      const plain = rows.map(({ row }) => row.replaceAll(/,"(opened|log_cnt)":[^,}]*/g, ''));
      prints[table] = `${rows.length} ${createHash('sha256').update(plain.join('\n')).digest('hex')}`;
    }
    return prints;
  });
}

async function backedUp(sealedTo: SealedTo, from = source.backupConfig): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await backup({ source: from, extraFiles: [extraFile()], sealedTo, out });
  return Buffer.concat(chunks);
}

const inPieces = (bytes: Buffer) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000);
    })(),
  );

async function withEmpty(work: (database: TestDatabase, filesTo: string) => Promise<void>): Promise<void> {
  const database = await testDatabase(path.join(dir, 'none'));
  await withClient(database.ownerConfig, (client) => client.query('drop table migration'));
  const filesTo = await mkdtemp(path.join(dir, 'files-'));
  await work(database, filesTo).finally(() => database.close());
}

/** Neither a table nor a file. */
async function expectNothing(database: TestDatabase, filesTo: string): Promise<void> {
  const { rows } = await withClient(database.ownerConfig, (client) =>
    client.query(`select relname from pg_class where relnamespace = 'public'::regnamespace`),
  );
  expect(rows).toEqual([]);
  const files = await readdir(filesTo, { recursive: true, withFileTypes: true });
  expect(files.filter((entry) => entry.isFile())).toEqual([]);
}

const restored = (bytes: Buffer, { ownerConfig }: TestDatabase, filesTo: string, more: Partial<RestoreOptions> = {}) =>
  restore({
    from: inPieces(bytes),
    openedWith: { identities: [identity] },
    owner: ownerConfig,
    migrations: path.join(dir, 'one'),
    filesTo,
    ...more,
  });

test('a backup comes back row for row, with its files, and works', async () => {
  await withEmpty(async (database, filesTo) => {
    const summary = await restored(file, database, filesTo);
    expect(summary.tables.find(({ name }) => name === 'public.person')?.rows).toBe(20_000);
    expect(await fingerprint(database)).toEqual(expected);
    const key = path.join(filesTo, 'keys/root.key');
    expect(await readFile(key, 'utf8')).toBe(ROOT_KEY);
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    await withClient(database.ownerConfig, async (client) => {
      // The rules are back as well: forced row-level security, foreign keys, triggers, sequences, views.
      expect((await client.query('select count(*)::int as seen from person')).rows).toEqual([{ seen: 0 }]);
      await expect(client.query('insert into team values (3, $1, 99999999)', ['x'])).rejects.toThrow(/foreign key/);
      await expect(client.query('delete from journal')).rejects.toThrow('append only');
      await expect(client.query('truncate journal')).rejects.toThrow('append only');
      expect((await client.query(`select nextval('case_number')::int as next`)).rows).toEqual([{ next: 102 }]);
      expect((await client.query('select sum(events)::int as events from busiest')).rows).toEqual([{ events: 400 }]);
      expect((await client.query('insert into journal (row) values (null) returning id::int')).rows).toEqual([
        { id: 5001 },
      ]);
    });
  });
});

test('an older backup is brought up to the newest schema before afterRestore sees it', async () => {
  await withEmpty(async ({ ownerConfig, backupConfig }, filesTo) => {
    await restore({
      from: inPieces(file),
      openedWith: { identities: [identity] },
      owner: ownerConfig,
      migrations: path.join(dir, 'both'),
      filesTo,
      afterRestore: async (client) => {
        await client.query(`update team set opened = '2026-01-01'`);
        await client.query(`set local app.team = '1'`);
        await client.query('update person set sealed = null');
      },
    });
    await withClient(backupConfig, async (client) => {
      const { rows } = await client.query('select count(*)::int as erased from person where sealed is null');
      expect(rows).toEqual([{ erased: 10_000 }]);
    });
    expect(await migrate(ownerConfig, path.join(dir, 'both'))).toEqual([]);
  });
});

test('the schema of this version comes back, as it is', async () => {
  const migrations = path.join(import.meta.dirname, 'migrations');
  const original = await testDatabase();
  const bytes = await backedUp({ recipients: [await identityToRecipient(identity)] }, original.backupConfig);
  const shape = ({ ownerConfig }: TestDatabase) =>
    withClient(ownerConfig, async (client) => {
      const { rows } = await client.query(
        `select c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relacl::text,
           array(select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid order by 1) as constraints,
           array(select pg_get_triggerdef(t.oid) || t.tgenabled::text from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal order by 1) as triggers
         from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') order by 1`,
      );
      return rows;
    });
  await withEmpty(async (database, filesTo) => {
    await restored(bytes, database, filesTo, { migrations });
    expect(await shape(database)).toEqual(await shape(original));
  });
  await original.close();
});

test('when afterRestore fails, nothing is restored', async () => {
  await withEmpty(async (database, filesTo) => {
    const failing = { afterRestore: () => Promise.reject(new Error('no erasure list')) };
    await expect(restored(file, database, filesTo, failing)).rejects.toThrow('no erasure list');
    await expectNothing(database, filesTo);
  });
});

test('the owner alone can make a backup too, and the forced row-level security is back after it', async () => {
  const bytes = await backedUp({ recipients: [await identityToRecipient(identity)] }, source.ownerConfig);
  await withClient(source.ownerConfig, async (client) => {
    expect((await client.query('select count(*)::int as seen from person')).rows).toEqual([{ seen: 0 }]);
  });
  await withEmpty(async (database, filesTo) => {
    await restored(bytes, database, filesTo);
    expect(await fingerprint(database)).toEqual(expected);
  });
});

test('a passphrase seals and opens; a wrong one is told', async () => {
  const bytes = await backedUp({ passphrase: 'correct horse battery staple' });
  await withEmpty(async (database, filesTo) => {
    const attempt = (passphrase: string) =>
      restore({
        from: inPieces(bytes),
        openedWith: { passphrase },
        owner: database.ownerConfig,
        migrations: path.join(dir, 'one'),
        filesTo,
      });
    await expect(attempt('incorrect horse')).rejects.toThrow(/passphrase or key does not open/);
    await expectNothing(database, filesTo);
    await attempt('correct horse battery staple');
    expect(await fingerprint(database)).toEqual(expected);
  });
});

test('another key does not open it', async () => {
  await withEmpty(async (database, filesTo) => {
    const other = { openedWith: { identities: [await generateIdentity()] } };
    await expect(restored(file, database, filesTo, other)).rejects.toThrow(/does not open the backup/);
    await expectNothing(database, filesTo);
  });
});

test('a flipped bit anywhere, a cut anywhere and bytes behind the end are refused, and nothing is written', async () => {
  const at = (share: number) => Math.floor((file.length - 1) * share);
  const flipped = (position: number) => {
    const copy = Buffer.from(file);
    copy[position]! ^= 1;
    return copy;
  };
  const bad = [
    ...[0, 30, 150, at(0.1), at(0.5), at(0.9), at(1)].map(flipped),
    ...[0, 10, 200, 65_536 + 250, at(0.5), at(1)].map((length) => file.subarray(0, length)),
    Buffer.concat([file, Buffer.from('more')]),
    Buffer.from('PGDMP, but not ours'),
  ];
  await withEmpty(async (database, filesTo) => {
    for (const bytes of bad)
      await expect(restored(bytes, database, filesTo), `${bytes.length}`).rejects.toThrow(
        /damaged|does not open|not a backup/,
      );
    await expectNothing(database, filesTo);
    await restored(file, database, filesTo); // and the same database still takes the good one
  });
});

test('a database with anything in it, and a backup from a newer version, are refused', async () => {
  await expect(restored(file, source, dir)).rejects.toThrow(/This database is not empty \(it has public\..+\)/);
  await withEmpty(async (database, filesTo) => {
    await expect(restored(file, database, filesTo, { migrations: path.join(dir, 'none') })).rejects.toThrow(/newer/);
    await expectNothing(database, filesTo);
  });
});

test('a file that is there and differs is kept, and stops the restore', async () => {
  await withEmpty(async (database, filesTo) => {
    await migrationsIn(path.join(path.basename(filesTo), 'keys'), { 'root.key': 'another key' });
    await expect(restored(file, database, filesTo)).rejects.toThrow(/is not the one in the backup/);
    expect(await readFile(path.join(filesTo, 'keys/root.key'), 'utf8')).toBe('another key');
    expect(await readdir(path.join(filesTo, 'keys'))).toEqual(['root.key']);
  });
});

test('the backup shows nothing, and rows that cannot be seen are never left out in silence', async () => {
  for (const secret of [ROOT_KEY, SECRET, 'person', 'banyan.json']) expect(file.includes(secret)).toBe(false);
  await expect(backedUp({ recipients: [await identityToRecipient(identity)] }, source.appConfig)).rejects.toThrow();
});

test('names that lead out of the folder are refused', async () => {
  const out = new Writable({ write: (_chunk, _encoding, done) => done() });
  for (const name of ['../x', '/etc/x', 'a/../../x', '.hidden', 'a//b', ''])
    await expect(
      backup({
        source: source.backupConfig,
        extraFiles: [{ path: extraFile().path, name }],
        sealedTo: { passphrase: 'x' },
        out,
      }),
    ).rejects.toThrow(/cannot be the name/);
});

test('when the place it is written to fails, the backup fails', async () => {
  let room = 100_000;
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      room -= chunk.length;
      done(room < 0 ? new Error('no space left') : null);
    },
  });
  const recipients = [await identityToRecipient(identity)];
  await expect(backup({ source: source.backupConfig, sealedTo: { recipients }, out })).rejects.toThrow('no space left');
});
