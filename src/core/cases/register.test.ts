import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, uuidv7 } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import type { CallInput } from '../contracts.ts';
import { caseOperations as ops } from './index.ts';
import { oral, programme, testPerson } from './testing.ts';

let house: TestHouse;
let supervisor: Actor;
let worker: Actor;
const topics = ['contract', 'fees', 'agency'];
const cases: string[] = [];

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation();
  const teams = [await house.team(organisation)];
  supervisor = await house.user('supervisor', organisation, teams);
  worker = await house.user('case-worker', organisation, teams);
  for (let n = 0; n < 9; n++) {
    // Three at a time share their moment, so that only the id tells them apart.
    house.clock.now = new Date(Date.UTC(2026, 9, 28 + Math.floor(n / 3), 16, 30));
    const actor = n === 8 ? worker : supervisor;
    const personId = await testPerson(house, actor, {
      name: n === 0 ? '=1+1_x000D_' : `Lan ${n}`,
      sex: n % 2 ? 'male' : 'female',
    });
    const { id } = await house.call(ops, actor, 'case.open', {
      personId,
      programme,
      topic: topics[n % 3]!,
      consent: oral,
    });
    cases.push(id);
  }
});
afterAll(() => house.close());

const list = (input: CallInput<'case.list'> = {}, actor = supervisor) => house.call(ops, actor, 'case.list', input);

async function pages(input: CallInput<'case.list'>) {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await list({ ...input, limit: 2, ...(after && { after }) });
    ids.push(...page.items.map(({ id }) => id));
    expect(page.total).toBe(after === undefined ? 9 : undefined);
    after = page.next;
  } while (after);
  return ids;
}

describe('case.list', () => {
  it.each(['openedAt', 'number', 'stage'] as const)('pages by %s both ways, each case once', async (sort) => {
    const down = await pages({ sort });
    expect(down.toSorted()).toEqual(cases.toSorted());
    expect(await pages({ sort, descending: false })).toEqual(down.toReversed());
  });

  it('filters as it says', async () => {
    const count = async (input: CallInput<'case.list'>, actor?: Actor) => (await list(input, actor)).total;
    expect(await count({ topic: 'fees' })).toBe(3);
    expect(await count({ sex: 'male' })).toBe(4);
    expect(await count({ status: 'closed' })).toBe(0);
    expect(await count({ ownerId: 'me' })).toBe(8);
    expect(await count({ ownerId: worker.userId })).toBe(1);
    expect(await count({ ownerId: 'nobody' })).toBe(0);
    expect(await count({ flagged: true })).toBe(0);
    expect(await count({ flagged: false, teamId: supervisor.teamIds[0]! })).toBe(9);
    // 16:30 UTC is 23:30 of the same day in Hà Nội.
    expect(await count({ openedFrom: '2026-10-29', openedTo: '2026-10-29' })).toBe(3);
    expect(await count({}, worker)).toBe(1);
    expect(await refusal(list({ openedFrom: '0000-01-01' }))).toBe('input.invalid');
  });

  it('finds nothing of somebody else in a team that is not theirs', async () => {
    const nowhere = { teamId: uuidv7(), ownerId: worker.userId };
    expect((await list(nowhere)).items).toEqual([]);
    expect((await list({ ...nowhere, topic: 'fees' })).items).toEqual([]);
  });

  it('refuses a cursor of another sort or of nobody', async () => {
    const { next } = await list({ sort: 'number', limit: 1 });
    expect(await refusal(list({ after: next! }))).toBe('input.invalid');
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const after of [
      '%%%',
      forged({}),
      forged(['2026', 1]),
      forged(['\u0000', uuidv7()]),
      forged(['x'.repeat(500), 'y']),
    ])
      expect(await refusal(list({ sort: 'number', after: after.slice(0, 200) }))).toBe('input.invalid');
  });
});

describe('a register of more than a thousand', () => {
  it('says that there are more, and counts no further', async () => {
    const before = await list();
    expect([before.total, before.beyond]).toEqual([9, undefined]);
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    await house.owner.query(
      `insert into case_file select (jsonb_populate_record(null::case_file,
         to_jsonb(c) || jsonb_build_object('id', gen_random_uuid(), 'number', 'BC-' || n))).*
       from case_file c, generate_series(1, 1000) n where c.id = $1`,
      [cases[0]],
    );
    const after = await list();
    expect([after.total, after.beyond]).toEqual([1_000, true]);
  });
});
