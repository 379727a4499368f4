import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './testing.ts';

let database: TestDatabase;
let app: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  app = new pg.Client(database.appConfig);
  await app.connect();
});
afterAll(async () => {
  await app?.end();
  await database?.close();
});

test('every table the application reads has row-level security, or holds nothing of a person', async () => {
  const { rows } = await app.query<{ relname: string }>(
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and not relrowsecurity
     and has_table_privilege('banyan_app', oid, 'select') order by 1`,
  );
  expect(rows.map((row) => row.relname)).toEqual(['definition', 'journal_checkpoint', 'organisation', 'setting']);
});

test('the journal takes rows by its one way in, and gives none back to change', async () => {
  const id = '00000000-0000-7000-8000-000000000001';
  await app.query(`select journal_append($1, now(), null, null, 'test.run', null, 'done', '\\x01', '\\x02', null)`, [
    id,
  ]);
  for (const statement of [
    `insert into journal select * from journal`,
    `update journal set outcome = 'refused'`,
    'delete from journal',
    'truncate journal',
    'update journal_head set seq = 0',
  ])
    await expect(app.query(statement)).rejects.toThrow(/permission denied/);
});

test('nobody is signed in: no row of any record is seen', async () => {
  for (const table of ['person', 'case_file', 'enquiry', 'entry', 'task', 'consent', 'referral', 'app_user', 'session'])
    expect((await app.query(`select * from ${table}`)).rowCount).toBe(0);
});
