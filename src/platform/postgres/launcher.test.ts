import { chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { startPostgres } from './index.ts';
import { asRoot, base, Child, launchIn, note, notes, postmaster, query, state, using } from './testing/launched.ts';

const NOBODY = 65534;

launchIn();

test('the first start makes a closed, durable cluster; the next one finds its rows', async () => {
  await using(async (postgres) => {
    expect(postgres).toMatchObject({ adopted: false, version: expect.stringMatching(/^\d+\.\d+$/) });
    const settings = await query<{ name: string; setting: string }>(
      postgres.appConfig,
      `select name, setting from pg_settings where name in
         ('listen_addresses', 'fsync', 'synchronous_commit', 'full_page_writes', 'jit', 'data_checksums', 'password_encryption', 'log_error_verbosity')`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      listen_addresses: '',
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      jit: 'off',
      data_checksums: 'on',
      password_encryption: 'scram-sha-256',
      log_error_verbosity: 'terse',
    });
    await note(postgres, 'first');
    const mode = async (name: string) => ((await stat(path.join(state, name))).mode & 0o777).toString(8);
    expect(
      await Promise.all(
        ['postgres/passwords.json', 'postgres/data', 'postgres/socket', 'postgres/postgres.log'].map(mode),
      ),
    ).toEqual(['600', '700', '700', '600']);
    if (asRoot) expect((await stat(path.join(state, 'postgres/data'))).uid).toBe(54321);
    await expect(query({ ...postgres.appConfig, password: 'guess' }, 'select 1')).rejects.toThrow(
      /password authentication failed/,
    );
    await expect(query({ ...postgres.appConfig, database: 'postgres' }, 'create table x (id integer)')).rejects.toThrow(
      /permission denied/,
    );
  });
  expect(await postmaster()).toBeUndefined();
  await using(async (postgres) => expect(await notes(postgres)).toEqual(['first']));
  expect((await readdir(state)).sort()).toEqual(['postgres', 'runtime']);
});

test('nothing of a failed statement reaches the log', async () => {
  await using(async ({ ownerConfig }) => {
    await query(ownerConfig, 'create table if not exists secretive (name text primary key, n integer)');
    for (const sql of [
      `insert into secretive values ('planted-secret', 'planted-secret')`,
      `select 'planted-secret'::integer`,
      `planted-secret`,
    ])
      await expect(query(ownerConfig, sql)).rejects.toThrow();
    await query(ownerConfig, `insert into secretive values ('planted-secret', 1)`);
    await expect(query(ownerConfig, `insert into secretive values ('planted-secret', 2)`)).rejects.toThrow(/duplicate/);
  });
  expect(await readFile(path.join(state, 'postgres/postgres.log'), 'utf8')).not.toContain('planted-secret');
});

test('a second process shares the server, and whoever leaves last stops it', async () => {
  const first = new Child(state);
  expect(await first.started()).toMatchObject({ adopted: false });
  const pid = await postmaster();
  const second = new Child(state);
  expect(await second.started()).toMatchObject({ adopted: true });
  await using(async (third) => {
    expect(third.adopted).toBe(true);
    await first.stop();
    expect(await notes(third)).toContain('first');
  });
  expect(await postmaster()).toBe(pid);
  await second.stop();
  expect(await postmaster()).toBeUndefined();
});

test('many starters at once on an empty folder share one server', async () => {
  const stateDir = path.join(base, 'state-many');
  const starters = Array.from({ length: 6 }, () => new Child(stateDir));
  const said = await Promise.all(starters.map((starter) => starter.started()));
  expect(said.filter(({ adopted }) => adopted === false)).toHaveLength(1);
  expect(said.filter(({ adopted }) => adopted === true)).toHaveLength(5);
  await Promise.all(starters.map((starter) => starter.stop()));
  expect(await postmaster(stateDir)).toBeUndefined();
  expect((await readdir(stateDir)).sort()).toEqual(['postgres', 'runtime']);
});

test('starting and stopping at the same time never leaves a holder without a server', async () => {
  for (let round = 0; round < 8; round++) {
    const leaving = await startPostgres({ stateDir: state });
    const [coming] = await Promise.all([startPostgres({ stateDir: state }), leaving.stop()]);
    expect(await query(coming.appConfig, 'select 1 as one')).toEqual([{ one: 1 }]);
    await coming.stop();
  }
});

test('after kill -9 of its process the server is taken over', async () => {
  const child = new Child(state);
  await child.started();
  const pid = await postmaster();
  await child.kill();
  await using(async (postgres) => {
    expect(postgres.adopted).toBe(true);
    expect(await postmaster()).toBe(pid);
    // Its connection ends with it; until PostgreSQL has heard that, the dead one still counts as a user of the server.
    const users = () =>
      query(postgres.ownerConfig, `select from pg_stat_activity where application_name like 'banyan launcher %'`);
    await expect.poll(async () => (await users()).length, { timeout: 20_000 }).toBe(1);
  });
  expect(await postmaster()).toBeUndefined();
});

test('after kill -9 of the postmaster it comes back by itself, with every acknowledged row', async () => {
  await using(async (postgres) => {
    for (let round = 0; round < 3; round++) {
      await note(postgres, `before ${round}`);
      const pid = (await postmaster())!;
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => notes(postgres).catch(() => []), { timeout: 20_000 }).toContain(`before ${round}`);
      expect(await postmaster()).not.toBe(pid);
    }
  });
  expect(await postmaster()).toBeUndefined();
});

test('a server that is let go of while it is started again is stopped', async () => {
  const said: string[] = [];
  const postgres = await startPostgres({ stateDir: state, log: (line) => said.push(line) });
  const starts = () => said.filter((line) => line.startsWith('Starting')).length;
  const before = starts();
  process.kill((await postmaster())!, 'SIGKILL');
  await expect.poll(starts, { timeout: 20_000, interval: 1 }).toBe(before + 1);
  await postgres.stop();
  expect(await postmaster()).toBeUndefined();
});

test('a path too long for a socket gets a short folder for it', async () => {
  const stateDir = path.join(base, `state-${'x'.repeat(90)}`);
  await using(async ({ appConfig }) => {
    expect(appConfig.host).toMatch(/banyan-[0-9a-f]{16}$/);
    expect((await stat(appConfig.host!)).mode & 0o777).toBe(0o700);
    expect(await query(appConfig, 'select 1 as one')).toEqual([{ one: 1 }]);
    await rm(appConfig.host!, { recursive: true });
  }, stateDir);
});

test('data of another major version and lost passwords are told, with the remedy', async () => {
  const version = path.join(state, 'postgres/data/PG_VERSION');
  const was = await readFile(version);
  await writeFile(version, '14\n');
  await expect(startPostgres({ stateDir: state })).rejects.toThrow(/made by PostgreSQL 14.*banyan backup/s);
  await writeFile(version, was);
  const passwords = path.join(state, 'postgres/passwords.json');
  const kept = await readFile(passwords, 'utf8');
  await writeFile(passwords, kept.replace(/"super": "[^"]*"/, '"super": "another"'));
  await expect(startPostgres({ stateDir: state })).rejects.toThrow(/does not accept the password/);
  await writeFile(passwords, '');
  await expect(startPostgres({ stateDir: state })).rejects.toThrow(/cannot be read/);
  await writeFile(passwords, kept);
});

test('a wrong PG_BINDIR is told', async () => {
  const child = new Child(path.join(base, 'state-none'), { env: { PG_BINDIR: base } });
  expect((await child.started()).refused).toMatch(/There is no postgres in .*PG_BINDIR/);
});

describe.runIf(asRoot)('as root', () => {
  test('a folder below the home of root is refused, and nothing is made there', async () => {
    const stateDir = path.join(homedir(), 'banyan-that-must-not-be');
    await expect(startPostgres({ stateDir })).rejects.toThrow(
      /Set DATA_DIR to a folder outside root's home, such as \/var\/lib\/banyan/,
    );
    await expect(stat(stateDir)).rejects.toThrow(/ENOENT/);
  });

  test('a folder that others may not enter is named', async () => {
    const closed = path.join(base, 'closed');
    await mkdir(closed, { mode: 0o700 });
    await expect(startPostgres({ stateDir: path.join(closed, 'state') })).rejects.toThrow(`chmod o+x ${closed}`);
  });

  test('an ordinary user runs it as himself, and only his own', async () => {
    const stateDir = path.join(base, 'state-nobody');
    await mkdir(stateDir);
    await chown(stateDir, NOBODY, NOBODY);
    const runtime = path.join(state, 'runtime');
    const env = { PG_BINDIR: path.join(runtime, (await readdir(runtime))[0]!, 'bin') };
    const child = new Child(stateDir, { uid: NOBODY, env });
    expect(await child.started()).toMatchObject({ adopted: false });
    expect((await stat(path.join(stateDir, 'postgres/passwords.json'))).uid).toBe(NOBODY);
    // Root that comes later runs it as the owner of the data.
    await using(async ({ adopted }) => expect(adopted).toBe(true), stateDir);
    await child.stop();
    await using(async ({ adopted }) => expect(adopted).toBe(false), stateDir);
    const stranger = new Child(state, { uid: NOBODY, env });
    expect((await stranger.started()).refused).toMatch(/belongs to user|cannot/);
  });

  test('a user whom /etc/passwd does not know is told so', async () => {
    const stateDir = path.join(base, 'state-unknown');
    await mkdir(stateDir);
    await chown(stateDir, 12_345, 12_345);
    const runtime = path.join(state, 'runtime');
    const env = { PG_BINDIR: path.join(runtime, (await readdir(runtime))[0]!, 'bin') };
    const child = new Child(stateDir, { uid: 12_345, env });
    expect((await child.started()).refused).toMatch(/\/etc\/passwd.*12345/s);
    expect(await readdir(stateDir)).toEqual([]);
  });
});
