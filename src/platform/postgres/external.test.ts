import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientConfig } from './cluster.ts';
import { backup, externalPostgres, migrate, restore } from './index.ts';
import { type Hold, launch } from './server.ts';
import { testDatabase } from './testing.ts';

/** The bundled server, and the oldest that is supported where the machine has one. */
const OLDEST = process.env.BANYAN_TEST_PG15_BINDIR ?? '/usr/lib/postgresql/15/bin';
const servers = [{ name: 'bundled', binDir: '' }];
if (existsSync(path.join(OLDEST, 'postgres'))) servers.push({ name: 'oldest', binDir: OLDEST });

const MIGRATION = `
  create table place (code text primary key);
  create table secret (id integer primary key, place text references place, name text);
  alter table secret enable row level security;
  create policy mine on secret to banyan_app using (place = current_setting('app.place', true));
  grant select on secret, place to banyan_app;`;

describe.each(servers)('a server that somebody else runs ($name)', ({ binDir }) => {
  let base: string;
  let server: Hold;

  beforeAll(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'banyan-external-'));
    await chmod(base, 0o755);
    await mkdir(path.join(base, 'migrations'));
    await writeFile(path.join(base, 'migrations/001_first.sql'), MIGRATION);
    if (binDir) vi.stubEnv('PG_BINDIR', binDir);
    server = await launch({ stateDir: path.join(base, 'state'), durable: false });
    // As a hoster hands it over: a login that may make roles, but no superuser, and none of ours.
    await admin(`drop database banyan; drop role banyan_app; create role hosted login createrole password 'pw';
      create role plain login password 'pw'; create role mighty login bypassrls password 'pw'; create role app login password 'pw'`);
    await admin(
      'create database one owner hosted; create database two owner hosted; create database three owner hosted',
    );
  });
  afterAll(async () => {
    await server.release();
    vi.unstubAllEnvs();
    await rm(base, { recursive: true });
  });

  async function admin(sql: string): Promise<void> {
    const client = new pg.Client(clientConfig('super', server.passwords, server.socketDir));
    await client.connect();
    for (const statement of sql.split(';')) await client.query(statement);
    await client.end();
  }

  const url = (user: string, database: string) =>
    `postgres://${user}:pw@${encodeURIComponent(server.socketDir)}:5432/${database}`;

  async function query(config: pg.ClientConfig, sql: string): Promise<unknown[]> {
    const client = new pg.Client(config);
    await client.connect();
    return client
      .query(sql)
      .then((result) => (Array.isArray(result) ? result.at(-1).rows : result.rows))
      .finally(() => client.end());
  }

  test('who may not make the role is told what to ask for', async () => {
    await expect(externalPostgres(url('plain', 'one'))).rejects.toThrow(
      /Let an administrator of that server run: create role banyan_app nologin; grant banyan_app to "?plain"?;/,
    );
  });

  test('the role is made, and the one login steps down into it', async () => {
    const both = await Promise.all([externalPostgres(url('hosted', 'one')), externalPostgres(url('hosted', 'one'))]);
    const postgres = both[0];
    expect(postgres.version).toBe(server.version);
    expect(await query(postgres.appConfig, 'select current_user, session_user')).toEqual([
      { current_user: 'banyan_app', session_user: 'hosted' },
    ]);
    await migrate(postgres.ownerConfig, path.join(base, 'migrations'));
    await query(
      postgres.ownerConfig,
      `alter table secret no force row level security; insert into place values ('HN'), ('HCM');
      insert into secret values (1, 'HN', 'one'), (2, 'HCM', 'two'); alter table secret force row level security`,
    );
    expect(await query(postgres.appConfig, `set app.place = 'HN'; select id from secret`)).toEqual([{ id: 1 }]);
    expect(await query(postgres.appConfig, 'select id from secret')).toEqual([]);
    await expect(query(postgres.appConfig, 'delete from secret')).rejects.toThrow(/permission denied/);
    await postgres.stop();
  });

  test('a login of its own for the application', async () => {
    const { appConfig } = await externalPostgres(url('hosted', 'one'), url('app', 'one'));
    expect(await query(appConfig, `set app.place = 'HCM'; select current_user, id from secret`)).toEqual([
      { current_user: 'app', id: 2 },
    ]);
  });

  test('a login that could see everybody is refused', async () => {
    await expect(externalPostgres(url('hosted', 'one'), url('mighty', 'one'))).rejects.toThrow(
      /mighty passes row-level security/,
    );
    await expect(externalPostgres(url('hosted', 'one'), url('hosted', 'one'))).rejects.toThrow(/hosted owns tables/);
  });

  /** Through the pipe: what one database gives, the other takes. */
  async function move(source: pg.ClientConfig, owner: pg.ClientConfig): Promise<void> {
    const identity = await generateIdentity();
    const sealedFile = new PassThrough();
    const [made, read] = await Promise.all([
      backup({ source, sealedTo: { recipients: [await identityToRecipient(identity)] }, out: sealedFile }),
      restore({
        from: sealedFile,
        openedWith: { identities: [identity] },
        owner,
        migrations: path.join(base, 'migrations'),
        filesTo: base,
      }),
    ]);
    expect(read).toEqual(made);
  }

  test('a backup goes from one external database into another', async () => {
    const { backupConfig } = await externalPostgres(url('hosted', 'one'));
    const { ownerConfig, appConfig } = await externalPostgres(url('hosted', 'two'));
    await move(backupConfig, ownerConfig);
    expect(await query(appConfig, `set app.place = 'HN'; select id, name from secret`)).toEqual([
      { id: 1, name: 'one' },
    ]);
    // Forced again on both sides: not even the owner sees a row.
    expect(await query(backupConfig, 'select id from secret')).toEqual([]);
    expect(await query(ownerConfig, 'select id from secret')).toEqual([]);
  });

  test('a backup goes from the embedded server to an external one and back', async () => {
    const here = await testDatabase(path.join(base, 'migrations'));
    await query(
      here.ownerConfig,
      `insert into place values ('VTE'); alter table secret no force row level security;
      insert into secret values (7, 'VTE', 'ສົມໃຈ'); alter table secret force row level security`,
    );
    const there = await externalPostgres(url('hosted', 'three'));
    await move(here.backupConfig, there.ownerConfig);
    await mkdir(path.join(base, 'none'), { recursive: true });
    const back = await testDatabase(path.join(base, 'none'));
    await query(back.ownerConfig, 'drop table migration');
    await move(there.backupConfig, back.ownerConfig);
    expect(await query(back.backupConfig, 'select * from secret')).toEqual([{ id: 7, place: 'VTE', name: 'ສົມໃຈ' }]);
    await here.close();
    await back.close();
  });

  test('a server that does not answer and an address that is none are told without the password', async () => {
    const error: Error = await externalPostgres('postgres://u:hidden-word@127.0.0.1:1/one').catch((error) => error);
    expect(error.message).toMatch(/DATABASE_URL lets nobody in \(ECONNREFUSED\)/);
    expect(error.message).not.toContain('hidden-word');
    await expect(externalPostgres('hidden word')).rejects.toThrow(/must look like/);
  });
});
