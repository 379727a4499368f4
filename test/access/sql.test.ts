/**
 * The table of access, as SQL under row-level security: what a caller of each role could do if an operation forgot its
 * filter. Every table, selected from, inserted into, updated, moved to another owner and deleted from, as the
 * application's login with the caller's settings; then every function that runs as the owner, called with identifiers of
 * others.
 *
 * `sql.golden.csv` holds the number of rows that were seen or changed, `!` where PostgreSQL refused. Grants are the
 * application's and are not known here: what is asked is how far a scope reaches. `=` was let through and met a row that is
 * there. `BANYAN_GOLDEN=write` as for the other table.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, uuidv7 } from '../../src/kernel/index.ts';
import { type TestHouse, testHouse } from '../../src/server/testing.ts';
import { type Bundle, makeBundles } from './bundle.ts';
import { functions } from './definers.ts';
import { expectGolden } from './golden.ts';
import { counted, neverErased, ofPeople, owning, probes, type Row, random } from './probes.ts';
import { addUser, foundTown, publish, type Relation, relations, roleCodes } from './world.ts';

type Cells = Record<Relation, string>;
interface Line {
  what: string;
  statement: string;
  role: string;
  cells: Cells;
}

let house: TestHouse;
let owner: pg.Client;
let app: pg.Client;
const lines: Line[] = [];

beforeAll(async () => {
  house = await testHouse();
  await publish(house);
  owner = house.owner;
  app = new pg.Client(house.database.appConfig);
  await app.connect();
  await owner.query(`select set_config('app.scope', 'system', false)`);
  await owner.query(`insert into exchange_rate values ('VND', 'USD', '2026-01-05', 26000, 'golden', now())`);
  await owner.query(`select set_config('app.scope', '', false)`);
  for (const role of [...roleCodes, 'nobody']) await tryAll(role);
}, 180_000);
afterAll(async () => {
  await app?.end();
  await house?.close();
});

async function tryAll(role: string): Promise<void> {
  const town = await foundTown(house);
  const caller = await addUser(house, role === 'nobody' ? 'counsellor' : role, town.home, [town.teams.mine]);
  const bundles = await makeBundles(town, caller.userId);
  await leaveThings([caller, town.colleague, town.neighbour, town.stranger]);
  const scope = role === 'nobody' ? undefined : caller.role.scope;
  const settings = {
    scope: scope ?? 'none',
    user: scope ? caller.userId : '',
    organisation: scope ? caller.organisationId : '',
    teams: scope ? `{${caller.teamIds.join(',')}}` : '',
    programmes: scope ? `{${caller.role.programmes.join(',')}}` : '',
  };
  await owner.query(`begin; select set_config('app.scope', 'system', true)`);
  await app.query('begin');
  await app.query(
    `select ${Object.keys(settings)
      .map((name, at) => `set_config('app.${name}', $${at + 1}, true)`)
      .join(', ')}`,
    Object.values(settings),
  );
  for (const [table, probe] of Object.entries(probes)) {
    const seeds = new Map<Relation, Row>();
    for (const relation of relations) {
      const [column, values] = probe.where(bundles[relation]);
      const { rows } = await owner.query<{ row: Row }>(
        `select to_jsonb(t) as row from ${table} t where ${column}::text = any ($1) limit 1`,
        [values],
      );
      if (rows[0]) seeds.set(relation, rows[0].row);
    }
    const like = [...seeds.values()][0];
    const add = async (statement: string, run: (relation: Relation, record: Bundle) => Promise<string>) => {
      const cells: Partial<Cells> = {};
      for (const relation of relations) cells[relation] = await run(relation, bundles[relation]);
      lines.push({ what: table, statement, role, cells: cells as Cells });
    };
    const where = (record: Bundle): [string, unknown[]] => {
      const [column, values] = probe.where(record);
      return [`${column}::text = any ($1)`, [values]];
    };
    await add('select', (_, one) => attempt(`select 1 from ${table} where ${where(one)[0]}`, where(one)[1]));
    await add('insert', (relation, one) => {
      const seed = seeds.get(relation) ?? like;
      if (!seed) return Promise.resolve('·');
      const row = { ...(probe.fresh?.(seed) ?? seed), ...probe.move?.(one) };
      return attempt(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [
        JSON.stringify(row),
      ]);
    });
    await add('update', (_, one) =>
      attempt(`update ${table} set ${probe.touch} = ${probe.touch} where ${where(one)[0]}`, where(one)[1]),
    );
    if (probe.move)
      await add('move', (_, one) => {
        const to = Object.entries(probe.move!(one));
        const set = to.map(([column], at) => `${column} = $${at + 2}`).join(', ');
        return attempt(`update ${table} set ${set} where ${where(bundles.own)[0]}`, [
          ...where(bundles.own)[1],
          ...to.map(([, value]) => value),
        ]);
      });
    await add('delete', (_, one) => attempt(`delete from ${table} where ${where(one)[0]}`, where(one)[1]));
  }
  for (const [name, call] of Object.entries(functions)) {
    const cells: Partial<Cells> = {};
    for (const relation of relations) {
      const [sql, values, ...then] = call(bundles[relation], bundles.own, town, caller.userId);
      cells[relation] = await attempt(sql, values, then);
    }
    lines.push({ what: name, statement: 'call', role, cells: cells as Cells });
  }
  await app.query('rollback');
  await owner.query('rollback');
}

/** What users leave behind who work: a session, a challenge, a file to be fetched. */
async function leaveThings(users: readonly Actor[]): Promise<void> {
  const { store } = house.ports;
  const now = house.clock.now;
  await store.write('system', async (db) => {
    const times = { created_at: now, seen_at: now, ends_at: now, authenticated_at: now };
    const sessions = users.map(({ userId }) => ({ ...times, user_id: userId, token_hash: random() }));
    const challenges = users.map(({ userId }) => ({ id: uuidv7(), user_id: userId, challenge: 'x', expires_at: now }));
    await db.insertInto('session').values(sessions).execute();
    return { value: await db.insertInto('passkey_challenge').values(challenges).execute() };
  });
  for (const user of users)
    await store.write(user, async (db) => {
      const file = { id: uuidv7(), user_id: user.userId, name: 'x', type: 'x', body: random(), made_at: now };
      return { value: await db.insertInto('made_file').values(file).execute() };
    });
}

/** Rows that were seen or changed, or what a function answered; `!` when refused. Nothing of it stays. */
async function attempt(sql: string, values: unknown[], then?: readonly string[]): Promise<string> {
  await app.query('savepoint cell');
  try {
    const first = await app.query<unknown[]>({ text: sql, values, rowMode: 'array' });
    let { rows } = first;
    for (const text of then ?? []) ({ rows } = await app.query<unknown[]>({ text, rowMode: 'array' }));
    return then ? String(rows[0]?.[0] ?? '-') : String(first.rowCount);
  } catch (error) {
    const { code, message } = error as pg.DatabaseError;
    if (code === '42501') return '!';
    // Let through, and there already.
    if (code === '23505') return '=';
    throw new Error(`${message} in ${sql}`);
  } finally {
    await app.query('rollback to savepoint cell');
  }
}

const cellsOf = (what: string, statement: string, role: string): Cells =>
  lines.find((line) => line.what === what && line.statement === statement && line.role === role)!.cells;
/** The relations in which something is seen or done. */
const reached = (cells: Cells): Relation[] =>
  relations.filter((one) => !['0', '!', '·', '-', 'false'].includes(cells[one]));

describe('access as SQL', () => {
  it('has a row for every table and every function that runs as the owner', async () => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    const { rows: definers } = await owner.query<{ name: string }>(
      `select proname as name from pg_proc where prosecdef and pronamespace = 'public'::regnamespace and prorettype <> 'trigger'::regtype`,
    );
    const own = ['banyan_migration', 'migration', 'schema_migration'];
    expect(tables.map(({ name }) => name).filter((name) => !probes[name] && !own.includes(name))).toEqual([]);
    expect(definers.map(({ name }) => name).filter((name) => !functions[name])).toEqual([]);
    // A name that is none would be asked nothing below.
    expect([...ofPeople, ...owning, ...counted].filter((name) => !probes[name])).toEqual([]);
  });

  it('is as the table says', () => {
    expectGolden('sql', [
      ['what', 'statement', 'role', ...relations].join(','),
      ...lines.map(({ what, statement, role, cells }) =>
        [what, statement, role, ...relations.map((one) => cells[one])].join(','),
      ),
    ]);
  });

  it('shows nobody anything of a person or a user', () => {
    for (const { what, statement, cells } of lines.filter(({ role }) => role === 'nobody'))
      if (
        ![
          ...['organisation', 'setting', 'definition', 'journal_head', 'journal_checkpoint'],
          ...Object.keys(functions),
        ].includes(what)
      )
        expect(reached(cells), `${statement} ${what}`).toEqual([]);
  });

  it('shows no erased record to anybody', () => {
    for (const { what, statement, role, cells } of lines.filter(
      (line) => owning.includes(line.what) && !neverErased.includes(line.what) && line.statement !== 'move',
    ))
      expect(['0', '!'], `${statement} ${what} ${role}`).toContain(cells.erased);
  });

  it('reaches other organisations to count, and through a referral to read', () => {
    for (const { what, statement, role, cells } of lines.filter((line) => ofPeople.includes(line.what))) {
      const counts = statement === 'select' && counted.includes(what) && ['focal-point', 'statistician'].includes(role);
      if (!counts) expect(['0', '!'], `${statement} ${what} ${role}`).toContain(cells.other);
      if (statement !== 'select') expect(['0', '!'], `${statement} ${what} ${role}`).toContain(cells.referred);
    }
  });

  it('lets who counts, who administers and who is nobody write and open nothing', () => {
    for (const role of ['focal-point', 'statistician', 'administrator', 'nobody']) {
      for (const { what, statement, cells } of lines.filter(
        (line) => line.role === role && ofPeople.includes(line.what),
      ))
        if (statement !== 'select') expect(reached(cells), `${statement} ${what} ${role}`).toEqual([]);
      for (const table of ofPeople.filter((one) => !counted.includes(one)))
        expect(reached(cellsOf(table, 'select', role)), `${table} ${role}`).toEqual([]);
      for (const name of [
        'find_people',
        'index_person',
        'indexed_earlier',
        'move_history',
        'erase_person',
        'hand_over',
        'hand_over to',
        'take_over',
      ])
        expect(reached(cellsOf(name, 'call', role)), `${name} ${role}`).toEqual([]);
    }
    for (const table of ofPeople) expect(reached(cellsOf(table, 'select', 'administrator')), table).toEqual([]);
  });

  it('lets nobody update or delete what they do not see', () => {
    for (const { what, statement, role, cells } of lines.filter((line) =>
      ['update', 'delete'].includes(line.statement),
    )) {
      const seen = reached(cellsOf(what, 'select', role));
      expect(
        reached(cells).filter((one) => !seen.includes(one)),
        `${statement} ${what} ${role}`,
      ).toEqual([]);
    }
  });

  it('lets nobody make a record that they would not see, nor move one', () => {
    for (const table of owning)
      for (const role of [...roleCodes, 'nobody']) {
        const seen = reached(cellsOf(table, 'select', role));
        const meant = (one: Relation) => (one === 'erased' && neverErased.includes(table) ? 'own' : one);
        expect(
          reached(cellsOf(table, 'insert', role)).filter((one) => !seen.includes(meant(one))),
          `insert ${table} ${role}`,
        ).toEqual([]);
        expect(reached(cellsOf(table, 'move', role)), `move ${table} ${role}`).toEqual([]);
      }
  });

  it('keeps the journal', () => {
    for (const { statement, cells } of lines.filter(({ what }) => what === 'journal'))
      if (statement !== 'select') expect([...new Set(Object.values(cells))]).toEqual(['!']);
  });
});
