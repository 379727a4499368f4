import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrate, newerMigrations } from './index.ts';
import { readMigrations } from './migrate.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

let base: string;
let dir: string;
let database: TestDatabase;
let round = 0;

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'banyan-migrate-'));
  await mkdir(path.join(base, 'none'));
});
afterAll(() => rm(base, { recursive: true }));
beforeEach(async () => {
  dir = path.join(base, String(round++));
  await mkdir(dir);
  database = await testDatabase(path.join(base, 'none'));
});
afterEach(() => database.close());

const put = (name: string, sql: string) => writeFile(path.join(dir, name), sql);
const run = () => migrate(database.ownerConfig, dir);
async function rows(sql: string): Promise<unknown[]> {
  const client = new pg.Client(database.ownerConfig);
  await client.connect();
  return client
    .query(sql)
    .then((result) => result.rows)
    .finally(() => client.end());
}

test('each file is applied once, in order, and recorded', async () => {
  await put('002_second.sql', 'alter table one add column b integer; insert into one values (1, 2)');
  await put('001_first.sql', 'create table one (a integer)');
  await put('README.md', 'not a migration');
  expect(await run()).toEqual(['001_first.sql', '002_second.sql']);
  expect(await run()).toEqual([]);
  await put('010_third.sql', 'insert into one values (3, 4)');
  expect(await run()).toEqual(['010_third.sql']);
  expect(await rows('select a, b from one order by a')).toEqual([
    { a: 1, b: 2 },
    { a: 3, b: 4 },
  ]);
  expect(await rows('select number, name, length(sha256) as hash from migration order by number')).toEqual(
    ['001_first.sql', '002_second.sql', '010_third.sql'].map((name) => ({
      number: Number(name.slice(0, 3)),
      name,
      hash: 64,
    })),
  );
});

test('processes that start together apply each file once', async () => {
  await put('001_first.sql', 'create table one (a integer); select pg_sleep(0.2)');
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.flat()).toEqual(['001_first.sql']);
});

test('a file that fails leaves nothing of itself and names itself', async () => {
  await put('001_first.sql', 'create table one (a integer)');
  await put('002_second.sql', 'create table two (a integer); select 1 / 0');
  await expect(run()).rejects.toThrow('The migration 002_second.sql failed: division by zero');
  expect(await rows(`select to_regclass('one') is not null as one, to_regclass('two') is not null as two`)).toEqual([
    { one: true, two: false },
  ]);
  await put('002_second.sql', 'create table two (a integer)');
  expect(await run()).toEqual(['002_second.sql']);
});

test('a changed, missing, late, double or badly named file is refused; other line ends are no change', async () => {
  await put('001_first.sql', 'create table one (\na integer)');
  await put('003_third.sql', 'select 1');
  await run();
  await put('001_first.sql', 'create table one (\r\na integer)');
  expect(await run()).toEqual([]);
  await put('001_first.sql', 'create table one (a bigint)');
  await expect(run()).rejects.toThrow('The migration 001_first.sql was changed after it had been applied');
  await rm(path.join(dir, '001_first.sql'));
  await expect(run()).rejects.toThrow('made by a newer one');
  await put('001_first.sql', 'create table one (\na integer)');
  await put('002_late.sql', 'select 1');
  await expect(run()).rejects.toThrow('The migration 002_late.sql is new, but this database already has number 3');
  await put('003_again.sql', 'select 1');
  await expect(run()).rejects.toThrow('Two migrations have the number 3');
  await put('4.sql', 'select 1');
  await expect(run()).rejects.toThrow('The migration 4.sql must be named like');
});

test('row-level security is forced on the owner, whatever a migration forgot', async () => {
  await put(
    '001_first.sql',
    'create table one (a integer); alter table one enable row level security; insert into one values (1)',
  );
  await run();
  expect(await rows('select * from one')).toEqual([]);
});

test('what a newer version applied is accepted where its file says that it expands, and nowhere else', async () => {
  await put('001_first.sql', 'create table one (a integer)');
  await put('002_more.sql', '-- expands\nalter table one add column b integer');
  await run();
  await rm(path.join(dir, '002_more.sql'));
  expect(await run()).toEqual([]);
  expect(await newerMigrations(database.ownerConfig, dir)).toMatchObject([{ name: '002_more.sql', expands: true }]);
  await put('002_more.sql', '-- expands\nalter table one add column b integer');
  await put('003_less.sql', 'alter table one drop column a');
  await run();
  await rm(path.join(dir, '003_less.sql'));
  await expect(run()).rejects.toThrow('003_less.sql, which this version of Banyan does not know');
  expect(await newerMigrations(database.ownerConfig, dir)).toMatchObject([{ name: '003_less.sql', expands: false }]);
});

test('a table that somebody uses is waited for in turns, so that others go on with it', async () => {
  await put('001_first.sql', 'create table one (a integer)');
  await run();
  const other = new pg.Client(database.ownerConfig);
  const reader = new pg.Client(database.ownerConfig);
  await Promise.all([other.connect(), reader.connect()]);
  await other.query('begin; lock table one in access share mode');
  await put('002_more.sql', 'alter table one add column b integer');
  const migrating = run();
  const waits: number[] = [];
  for (let n = 0; n < 30; n++) {
    const began = performance.now();
    await reader.query('select a from one');
    waits.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await other.query('rollback');
  expect(await migrating).toEqual(['002_more.sql']);
  expect(Math.max(...waits)).toBeLessThan(10_000);
  await Promise.all([other.end(), reader.end()]);
});

test('of those that are supplied, the ones that say they expand take nothing away', async () => {
  const takes = (sql: string) =>
    /\b(drop\s+(table|column|function|view|policy|index|constraint)|rename\s|alter\s+column\s+\S+\s+(type|set\s+not\s+null)|revoke\s)/i.test(
      sql,
    );
  expect(takes('alter table person drop column sex')).toBe(true);
  const supplied = await readMigrations(path.join(import.meta.dirname, 'migrations'));
  expect(supplied.length).toBeGreaterThan(0);
  expect(supplied.filter(({ sql, expands }) => expands && takes(sql)).map(({ name }) => name)).toEqual([]);
});
