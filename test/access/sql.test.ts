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
import { indexedOf, matcher } from '../../src/core/people/index.ts';
import { type Actor, uuidv7 } from '../../src/kernel/index.ts';
import { type TestHouse, testHouse } from '../../src/server/testing.ts';
import { expectGolden } from './golden.ts';
import {
  addUser,
  type Bundle,
  formCode,
  foundTown,
  makeBundles,
  marks,
  publish,
  type Relation,
  relations,
  roleCodes,
  type Town,
} from './world.ts';

type Row = Record<string, unknown>;
type Cells = Record<Relation, string>;
interface Line {
  what: string;
  statement: string;
  role: string;
  cells: Cells;
}

/** Rows of one relation: the condition that finds them, what is harmlessly updated, and what makes a copy another row. */
interface Probe {
  where: (record: Bundle) => [column: string, values: (string | null)[]];
  touch: string;
  fresh?: (row: Row) => Row;
  /** Columns that say whose it is. */
  move?: (record: Bundle) => Row;
}
const byId =
  (pick: (record: Bundle) => string): Probe['where'] =>
  (record) => ['id', [pick(record)]];
const newId = (row: Row): Row => ({ ...row, id: uuidv7(), ...('number' in row && { number: uuidv7() }) });
const owned = ({ organisation, team, owner }: Bundle): Row => ({
  organisation_id: organisation,
  team_id: team,
  owner_id: owner,
});
const record = (pick: (record: Bundle) => string, touch = 'erased_at'): Probe => ({
  where: byId(pick),
  touch,
  fresh: newId,
  move: owned,
});
const random = (): Buffer => Buffer.from(uuidv7());
const ofUser =
  (column: string): Probe['where'] =>
  ({ owner }) => [column, [owner]];

const probes: Record<string, Probe> = {
  organisation: { where: (one) => ['id', [one.organisation]], touch: 'name', fresh: newId },
  team: {
    where: byId(({ team }) => team),
    touch: 'name',
    fresh: newId,
    move: (one) => ({ organisation_id: one.organisation }),
  },
  app_user: {
    where: ofUser('id'),
    touch: 'name',
    fresh: (row) => ({ ...newId(row), login: uuidv7() }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  team_member: { where: ofUser('user_id'), touch: 'team_id', move: (one) => ({ team_id: one.team }) },
  passkey: { where: ofUser('user_id'), touch: 'name', fresh: (row) => ({ ...newId(row), credential_id: uuidv7() }) },
  passkey_challenge: { where: ofUser('user_id'), touch: 'challenge', fresh: newId },
  session: { where: ofUser('user_id'), touch: 'seen_at', fresh: (row) => ({ ...row, token_hash: random() }) },
  sign_in_attempt: {
    where: (one) => ['subject', [one.person]],
    touch: 'failures',
    fresh: (row) => ({ ...row, subject: random() }),
  },
  setting: { where: (one) => ['key', [one.person]], touch: 'value', fresh: (row) => ({ ...row, key: uuidv7() }) },
  definition: { where: () => ['code', ['golden']], touch: 'body', fresh: (row) => ({ ...row, code: uuidv7() }) },
  data_key: { ...record(({ person }) => person, 'wrapped'), move: (one) => ({ organisation_id: one.organisation }) },
  person: record(({ person }) => person, 'sex'),
  person_index: {
    where: (one) => ['person_id', [one.person]],
    touch: 'tokens',
    fresh: (row) => ({ ...row, team_id: uuidv7() }),
    move: owned,
  },
  case_file: record((one) => one.case, 'topic'),
  case_stage: {
    where: byId(({ stage }) => stage),
    touch: 'stage',
    fresh: newId,
    move: (one) => ({ case_id: one.case }),
  },
  enquiry: record(({ enquiry }) => enquiry, 'topic'),
  entry: record(({ entry }) => entry, 'answers'),
  attachment: {
    where: byId(({ attachment }) => attachment),
    touch: 'changed_at',
    fresh: newId,
    move: (one) => ({ case_id: one.case }),
  },
  task: record(({ task }) => task, 'kind'),
  consent: record(({ consent }) => consent, 'purpose'),
  message: record(({ message }) => message, 'state'),
  message_stop: {
    where: (one) => ['number', [one.person]],
    touch: 'at',
    fresh: (row) => ({ ...row, number: random() }),
  },
  message_sender: {
    where: (one) => ['organisation_id', [one.organisation]],
    touch: 'name',
    move: (one) => ({ organisation_id: one.organisation }),
  },
  approval: {
    ...record(({ approval }) => approval, 'granted'),
    fresh: (row) => ({ ...newId(row), code: uuidv7() }),
  },
  deadline: {
    ...record(({ deadline }) => deadline, 'warn_at'),
    fresh: (row) => ({ ...newId(row), timer: uuidv7() }),
  },
  referral: {
    where: byId(({ sent }) => sent),
    touch: 'status',
    fresh: newId,
    move: (one) => ({ case_id: one.case, from_organisation_id: one.organisation }),
  },
  plan_goal: record(({ goal }) => goal, 'kind'),
  service: record(({ service }) => service, 'status'),
  stay: record(({ stay }) => stay, 'ends_at'),
  interpreting: record(({ interpreting }) => interpreting, 'form'),
  job_offer: {
    ...record(({ offer }) => offer, 'terms'),
    fresh: (row) => ({ ...newId(row), version: uuidv7() }),
  },
  cost_line: record(({ cost }) => cost, 'amount'),
  loan: record(({ loan }) => loan, 'principal'),
  // Public facts, in which nobody of a case is: whoever is signed in reads them, and the grants say who writes.
  recruiter: { where: byId(({ recruiter }) => recruiter), touch: 'name', fresh: newId },
  exchange_rate: {
    where: () => ['source', ['golden']],
    touch: 'rate',
    fresh: (row) => ({ ...row, currency: uuidv7() }),
  },
  shelter: {
    where: byId(({ shelter }) => shelter),
    touch: 'name',
    fresh: newId,
    move: (one) => ({ organisation_id: one.organisation }),
  },
  interpreter: {
    where: byId(({ interpreter }) => interpreter),
    touch: 'active',
    fresh: newId,
    move: (one) => ({ organisation_id: one.organisation }),
  },
  profile: {
    where: byId(({ profile }) => profile),
    touch: 'updated_at',
    fresh: (row) => ({ ...newId(row), destination: uuidv7() }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  profile_section: {
    where: byId(({ section }) => section),
    touch: 'reviewed_on',
    fresh: (row) => ({ ...newId(row), origin: uuidv7() }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  saved_view: {
    where: byId(({ view }) => view),
    touch: 'about',
    fresh: newId,
    move: (one) => ({ organisation_id: one.organisation }),
  },
  referral_package: {
    where: (one) => ['referral_id', [one.accepted]],
    touch: 'sealed',
    move: (one) => ({ referral_id: one.sent }),
  },
  referral_note: {
    where: byId(({ note }) => note),
    touch: 'kind',
    fresh: newId,
    move: (one) => ({ referral_id: one.sent }),
  },
  merge: {
    where: byId(({ merge }) => merge),
    touch: 'undone_at',
    fresh: newId,
    move: (one) => ({ kept_id: one.person }),
  },
  relative: {
    where: byId(({ relative }) => relative),
    touch: 'ended_at',
    fresh: newId,
    move: (one) => ({ person_id: one.person }),
  },
  break_glass: {
    where: byId(({ glass }) => glass),
    touch: 'reviewed_at',
    fresh: newId,
    move: (one) => ({ ...owned(one), case_id: one.case, person_id: one.person }),
  },
  hold: {
    where: byId(({ hold }) => hold),
    touch: 'lifted_at',
    fresh: newId,
    move: (one) => ({ person_id: one.person }),
  },
  intake: { ...record(({ intake }) => intake, 'rows') },
  intake_part: {
    where: (one) => ['intake_id', [one.intake]],
    touch: 'taken_at',
    fresh: (row) => ({ ...row, seq: 9 }),
    move: (one) => ({ intake_id: one.intake }),
  },
  intake_row: {
    where: (one) => ['intake_id', [one.intake]],
    touch: 'kept',
    fresh: (row) => ({ ...row, row: 9 }),
    move: (one) => ({ intake_id: one.intake }),
  },
  intake_mapping: {
    where: (one) => ['sender', [`\\x${Buffer.from(one.intake).toString('hex')}`]],
    touch: 'updated_at',
    fresh: (row) => ({ ...row, sender: random() }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  figure_sum: { where: ({ team }) => ['team_id', [team]], touch: 'count', move: ({ team }) => ({ team_id: team }) },
  figure_change: { where: ({ team }) => ['team_id', [team]], touch: 'count', move: ({ team }) => ({ team_id: team }) },
  centre_cost: {
    where: ({ team }) => ['team_id', [team]],
    touch: 'amount',
    fresh: (row) => ({ ...newId(row), currency: 'XXX' }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  workload: {
    where: ({ organisation }) => ['organisation_id', [organisation]],
    touch: 'source',
    fresh: (row) => ({ ...newId(row), programme: uuidv7() }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  report_form: {
    where: ({ organisation }) => ['organisation_id', [organisation]],
    touch: 'name',
    fresh: newId,
    move: (one) => ({ organisation_id: one.organisation }),
  },
  made_file: { where: ofUser('user_id'), touch: 'name', fresh: newId, move: ({ owner }) => ({ user_id: owner }) },
  journal: { where: (one) => ['id', [one.journal]], touch: 'outcome', fresh: newId },
  journal_head: { where: () => ['shard', ['0']], touch: 'seq' },
  journal_checkpoint: { where: (one) => ['id', [one.person]], touch: 'heads', fresh: newId },
};

type Call = (
  record: Bundle,
  own: Bundle,
  town: Town,
  caller: string,
) => [sql: string, values: unknown[], ...then: string[]];
/** Functions that run as the owner, called about a record; the first column of the answer is told, shortly. */
const functions: Record<string, Call> = {
  find_people: ({ name, organisation }, _own, { house }) => [
    `select count(*)::int from find_people($1, $1, array[1], array[10], array[10])`,
    [[`{${searchTokens(house, organisation, name)}}`]],
  ],
  find_known: ({ name, organisation }, _own, { house }) => [
    `select count(*)::int from find_known($1, '{}')`,
    [`{${searchTokens(house, organisation, name)}}`],
  ],
  undo_intake: ({ intake }) => [`select undo_intake($1, now()) ->> 'left'`, [intake]],
  forget_intakes: () => [`select 'called' from forget_intakes('-infinity', now())`, []],
  // Whether the new token finds the person, asked as their organisation.
  index_person: ({ person, organisation }) => [
    `select index_person($1, '{42}', 1)`,
    [person],
    `select set_config('app.scope', 'organisation', true), set_config('app.organisation', '${organisation}', true)`,
    `select count(*)::int from find_people(array['{42}'], array['{}'], array[1], array[10], array[10]) where person_id = '${person}'`,
  ],
  indexed_earlier: () => [`select count(*)::int from indexed_earlier(99, 10)`, []],
  // What is folded says the same as before.
  fold_figures: () => ['select 1 from fold_figures()', []],
  move_history: ({ person, spare }) => [
    `select (select count(*) from jsonb_each(m) e, jsonb_array_elements(e.value))::int from move_history($1, $2) m`,
    [person, spare],
  ],
  erase_person: ({ person }) => ['select cardinality(erase_person($1, now()))', [person]],
  // Nobody's rules: no case is kept by them, whoever's it is.
  due_for_erasure: ({ person }) => [`select 1 from due_for_erasure('[]', now(), array[$1]::uuid[])`, [person]],
  hand_over: (one, _own, { teams, neighbour }) => [
    'select hand_over($1, 1, $2, $3, now())',
    [one.case, teams.next, neighbour.userId],
  ],
  take_over: ({ offered }) => [`select take_over($1, 'closed', 'x', $2, now())::text`, [offered, uuidv7()]],
  'hand_over to': ({ team, owner }, own) => ['select hand_over($1, 1, $2, $3, now())', [own.case, team, owner]],
  journal_append: ({ person, organisation, owner }) => [
    `select 'called' from journal_append($1, now(), $2, $3, 'x', $4, 'done', null, null, null)`,
    [uuidv7(), owner, organisation, person],
  ],
  journal_append_many: ({ person, organisation, owner }) => [
    `select 'called' from journal_append_many(array[$1::uuid], array[now()], array[$2::uuid], array[$3::uuid], '{x}',
      array[$4::uuid], '{done}', array[null::bytea], array[null::bytea], array[null::bytea])`,
    [uuidv7(), owner, organisation, person],
  ],
  journal_replay: ({ journal }, _own, _town, caller) => [
    'select own::text from journal_replay($1, $2)',
    [journal, caller],
  ],
  cases_answering: (one) => [
    'select count(*)::int from unnest(cases_answering($1, 5000)) i where i = $2',
    [JSON.stringify([{ form: formCode, any: [{ operationalAnswer: marks(one.name).operational }] }]), one.case],
  ],
  shelter_taken: ({ shelter }) => [
    `select count(*)::int from shelter_taken(array['infinity'::timestamptz]) where shelter_id = $1`,
    [shelter],
  ],
  // How many there are, of the caller's organisation alone.
  message_states: ({ organisation }) => [
    `select sum(number)::int from message_states() where $1 = current_setting('app.organisation', true)`,
    [organisation],
  ],
  open_glass: (one) => [
    `select 'broken' from open_glass($1, $2, null, now(), now() + interval '30 minutes')`,
    [uuidv7(), one.case],
  ],
  account_locked: ({ glassBy }) => [`select account_locked($1, 'infinity')::text`, [glassBy]],
  unlock_account: ({ glassBy }) => ['select unlock_account($1, now())', [glassBy]],
  found_organisation: () => [
    `select found_organisation($1, 'x', 'x', '\\x00', now(), $2, $3, 'x', 'administrator', 'en', 'x')::text`,
    [uuidv7(), uuidv7(), uuidv7()],
  ],
  erase_again: ({ person }) => [`select 'called' from erase_again(array[$1]::uuid[], now())`, [person]],
};

let house: TestHouse;
let owner: pg.Client;
let app: pg.Client;
const lines: Line[] = [];
const searchTokens = ({ ports }: TestHouse, organisation: string, name: string): string =>
  ports.vault.searchTokens(organisation, matcher.indexTokens(indexedOf({ name }, undefined))).join(',');

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

const ofPeople = [
  'person',
  'data_key',
  'case_file',
  'case_stage',
  'enquiry',
  'entry',
  'attachment',
  'task',
  'consent',
  'approval',
  'deadline',
  'merge',
  'relative',
  'hold',
  'referral',
  'referral_package',
  'referral_note',
  'plan_goal',
  'service',
  'stay',
  'interpreting',
  'shelter',
  'interpreter',
  'job_offer',
  'cost_line',
  'loan',
  'intake',
  'intake_part',
  'intake_row',
];
const owning = [
  'person',
  'case_file',
  'enquiry',
  'entry',
  'task',
  'consent',
  'approval',
  'deadline',
  'plan_goal',
  'service',
  'stay',
  'interpreting',
  'job_offer',
  'cost_line',
  'loan',
];

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
      (line) => owning.includes(line.what) && line.statement !== 'move',
    ))
      expect(['0', '!'], `${statement} ${what} ${role}`).toContain(cells.erased);
  });

  it('reaches other organisations to count, and through a referral to read', () => {
    for (const { what, statement, role, cells } of lines.filter((line) => ofPeople.includes(line.what))) {
      const counted =
        ['case_file', 'case_stage', 'enquiry', 'entry', 'service', 'job_offer'].includes(what) &&
        statement === 'select';
      if (!(counted && ['focal-point', 'statistician'].includes(role)))
        expect(['0', '!'], `${statement} ${what} ${role}`).toContain(cells.other);
      if (statement !== 'select') expect(['0', '!'], `${statement} ${what} ${role}`).toContain(cells.referred);
    }
  });

  it('lets who counts, who administers and who is nobody write and open nothing', () => {
    for (const role of ['focal-point', 'statistician', 'administrator', 'nobody']) {
      for (const { what, statement, cells } of lines.filter(
        (line) => line.role === role && ofPeople.includes(line.what),
      ))
        if (statement !== 'select') expect(reached(cells), `${statement} ${what} ${role}`).toEqual([]);
      for (const table of [
        'person',
        'data_key',
        'attachment',
        'task',
        'consent',
        'approval',
        'deadline',
        'merge',
        'referral',
        'referral_package',
        'referral_note',
      ])
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
        expect(
          reached(cellsOf(table, 'insert', role)).filter((one) => !seen.includes(one)),
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
