/**
 * How PostgreSQL finds the rows of the hot queries, under row-level security and with 10,000 people: by index, and the
 * one that was reviewed. The statements are those that the operations send, caught on their way.
 * After a change that is meant: BANYAN_GOLDEN=write npx vitest run test/golden/plans.test.ts
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallInput, CallName } from '../../src/core/contracts.ts';
import { operations } from '../../src/core/index.ts';
import type { Actor } from '../../src/kernel/index.ts';
import { type TestHouse, testHouse } from '../../src/server/testing.ts';
import { expectGolden } from './golden.ts';

let house: TestHouse;
let counsellor: Actor;
let manager: Actor;
let someCase: string;
let somePerson: string;

beforeAll(async () => {
  house = await testHouse();
  await house.province(10_000);
  await house.owner.query(`select set_config('app.scope', 'system', false)`);
  const { rows } = await house.owner.query<{ organisation: string; team: string; id: string; person: string }>(
    `select organisation_id as organisation, team_id as team, id, person_id as person from case_file
     where team_id = (select id from team where name = 'Hà Nội') and closed_at is null order by id limit 1`,
  );
  const { organisation, team, id, person } = rows[0]!;
  someCase = id;
  somePerson = person;
  counsellor = await house.user('counsellor', organisation, [team]);
  manager = await house.user('centre-manager', organisation, [team]);
  await house.owner.query('analyze');
}, 240_000);
afterAll(() => house.close());

interface Statement {
  text: string;
  values: unknown[];
}

/** The statements that are sent while `work` runs. */
async function caught(work: () => Promise<unknown>): Promise<Statement[]> {
  const found: Statement[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, values] = args as [string | { text?: string; values?: unknown[] }, unknown[] | undefined];
    const text = typeof first === 'string' ? first : first?.text;
    if (text) found.push({ text, values: (typeof first === 'string' ? values : first.values) ?? [] });
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return found;
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Node[];
}

/** `table: how`, for every table that the plan touches. */
const touches = (node: Node): string[] => [
  ...(node['Relation Name']
    ? [`${node['Relation Name']}: ${node['Node Type']}${node['Index Name'] ? ` ${node['Index Name']}` : ''}`]
    : node['Index Name']
      ? [`(${node['Node Type']} ${node['Index Name']})`]
      : []),
  ...(node.Plans ?? []).flatMap(touches),
];

/** Read as this actor would read: with the actor's settings, as the application's role. */
async function planOf(statements: Statement[], { avoidScans = false } = {}): Promise<string[]> {
  const client = new pg.Client(house.database.appConfig);
  await client.connect();
  const found: string[] = [];
  try {
    for (const { text, values } of statements) {
      if (/^begin/.test(text)) await client.query(avoidScans ? `${text}; set local enable_seqscan = off` : text);
      else if (/^commit/.test(text)) await client.query('rollback');
      else if (/^[\s(]*(select|with)\b/i.test(text) && !/journal_append|set_config|for update/i.test(text)) {
        const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
          `explain (format json) ${text}`,
          values,
        );
        found.push(touches(rows[0]!['QUERY PLAN'][0].Plan).sort().join('; '));
      }
    }
  } finally {
    await client.end();
  }
  return found.filter((plan) => plan !== '').sort();
}

const hot = (): [CallName, Actor, CallInput<CallName>][] => [
  ['case.list', counsellor, {}],
  ['case.list', manager, { status: 'open', sort: 'number' }],
  ['case.list', counsellor, { topic: 'fees', status: 'open' }],
  ['case.list', counsellor, { where: [{ field: 'nationality', is: 'in', values: ['AQ'] }], sort: 'closedAt' }],
  ['case.list', manager, { where: [{ field: 'destination', is: 'in', values: ['AQ', 'BV'] }], sort: 'topic' }],
  ['case.list', manager, { where: [{ field: 'satisfaction', is: 'from', values: ['2'] }], sort: 'stage' }],
  ['case.list', manager, { where: [{ field: 'openedAt', is: 'to', values: ['2026-08-31'] }] }],
  ['case.list', manager, { where: [{ field: 'job-offer.destinationCountry', is: 'in', values: ['AQ'] }] }],
  ['case.list', manager, { columns: ['place', 'job-offer.destinationCountry'] }],
  ['task.today', counsellor, {}],
  ['board.read', manager, {}],
  ['person.search', counsellor, { query: 'nguyen thi lan' }],
  ['person.search', counsellor, { query: '0901234567' }],
  ['person.read', counsellor, { id: somePerson }],
  ['case.read', counsellor, { id: someCase }],
  ['enquiry.list', counsellor, {}],
  ['journal.history', manager, { subject: someCase }],
  ['figures.read', manager, { programme: 'resource-centre', from: '2026-05', to: '2026-10' }],
];

/** Tables that grow with the people. */
const large =
  /\b(person|person_index|case_file|case_stage|enquiry|entry|task|consent|journal|data_key|attachment): Seq Scan/;

test('the hot queries find their rows as was reviewed', async () => {
  const plans: Record<string, string[]> = {};
  const blind: string[] = [];
  for (const [name, actor, input] of hot()) {
    const statements = await caught(() => house.call(operations, actor, name, input as never));
    const key = `${name} ${actor.role.code} ${JSON.stringify(input).replaceAll(/"[0-9a-f-]{36}"/g, '…')}`;
    plans[key] = await planOf(statements);
    // Whoever counts reads what there is; everything else must be able to look it up, whatever the row rules say.
    const lookups = statements.filter(({ text }) => !/\bcount\(/.test(text));
    const sought = name === 'figures.read' ? [] : await planOf(lookups, { avoidScans: true });
    blind.push(...sought.filter((plan) => large.test(plan)).map((plan) => `${key}: ${plan}`));
  }
  expect(blind).toEqual([]);
  expectGolden('plans.golden.json', plans);
});
