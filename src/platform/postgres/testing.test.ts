import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from './testing.ts';

test('each call gives an empty database of its own, and closing drops it', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  expect(one.ownerConfig.database).not.toBe(two.ownerConfig.database);
  const owner = new pg.Client(one.ownerConfig);
  await owner.connect();
  await owner.query('create table only_here (id integer)');
  await owner.end();
  const other = new pg.Client(two.ownerConfig);
  await other.connect();
  expect((await other.query(`select to_regclass('only_here') as found`)).rows).toEqual([{ found: null }]);
  await other.end();
  await one.close();
  await two.close();
  await expect(new pg.Client(one.ownerConfig).connect()).rejects.toThrow(/does not exist/);
});

test('the application owns nothing and cannot pass row-level security', async () => {
  const database = await testDatabase();
  const app = new pg.Client(database.appConfig);
  await app.connect();
  const { rows } = await app.query(
    'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
  await expect(app.query('create table mine (id integer)')).rejects.toThrow(/permission denied/);
  await app.end();
  await database.close();
});
