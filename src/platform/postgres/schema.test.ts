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
  expect(rows.map((row) => row.relname)).toEqual(['journal_checkpoint']);
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

test('nobody is signed in: users and sessions that are there are not seen', async () => {
  const owner = new pg.Client(database.ownerConfig);
  await owner.connect();
  const id = '00000000-0000-7000-8000-000000000002';
  await owner.query(`select set_config('app.scope', 'system', false)`);
  await owner.query(`insert into organisation values ($1, 'One', 'mrc', '\\x01', now())`, [id]);
  await owner.query(
    `insert into app_user (id, organisation_id, login, name, role, password_hash, created_at)
     values ($1, $1, 'one', 'One', 'none', 'none', now())`,
    [id],
  );
  await owner.query(`insert into session values ('\\x01', $1, now(), now(), now(), now())`, [id]);
  for (const table of ['app_user', 'session']) {
    expect((await owner.query(`select * from ${table}`)).rowCount).toBe(1);
    expect((await app.query(`select * from ${table}`)).rowCount).toBe(0);
  }
  await owner.end();
});

test('the index of people serves the owner’s search, and the application reads nothing of it', async () => {
  await expect(app.query('select * from person_index')).rejects.toThrow(/permission denied/);
  await expect(app.query(`update person_index set tokens = '{}'`)).rejects.toThrow(/permission denied/);
  const owner = new pg.Client(database.ownerConfig);
  await owner.connect();
  try {
    // A condition in the owner's policy would make this a scan of the whole table, whatever the planner is told.
    await owner.query('set enable_seqscan = off');
    const { rows } = await owner.query<{ 'QUERY PLAN': string }>(
      `explain select person_id from person_index where tokens @> '{1}' and tokens && '{2,3}'`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Bitmap Index Scan on person_index_tokens');
  } finally {
    await owner.end();
  }
});

test('what runs as the owner has a search path of its own, and answers to the application alone or to nobody', async () => {
  const { rows } = await app.query<{ name: string; path: string | null; everybody: boolean; application: boolean }>(
    `select p.proname as name, array_to_string(p.proconfig, ' ') as path,
       exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0) as everybody,
       has_function_privilege('banyan_app', p.oid, 'execute') as application
     from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
  );
  for (const { name, path, everybody } of rows) {
    expect(path, name).toContain('search_path=public, pg_temp');
    expect(everybody, name).toBe(false);
  }
  // Triggers, which nobody calls.
  expect(rows.filter(({ application }) => !application).map(({ name }) => name)).toEqual([
    'case_fact_changed',
    'case_link_changed',
    'enquiry_fact_changed',
    'index_for_team',
    'zone_changed',
  ]);
  await expect(app.query(`select erase_again('{}', now())`)).rejects.toThrow(/permission denied/);
});
