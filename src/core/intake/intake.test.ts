import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { headings, type Intake, intakeOf, people, person, workbook } from './testing.ts';

let house: TestHouse;
let manager: Actor;
let mine: Intake;

const newManager = async (name: string): Promise<Actor> => {
  const organisation = await house.organisation(name);
  return house.user('centre-manager', organisation, [await house.team(organisation)]);
};
const counted = async (table: string, organisation = manager.organisationId): Promise<number> => {
  await house.owner.query(`select set_config('app.scope', 'system', false)`);
  const { rows } = await house.owner.query(`select count(*)::int as n from ${table} where organisation_id = $1`, [
    organisation,
  ]);
  return rows[0].n;
};

beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

/** Each test has a centre of its own. */
const anew = async (): Promise<void> => {
  manager = await newManager('A centre');
  mine = intakeOf(house, manager);
};

describe('a register of a centre', () => {
  it('maps itself, is checked and comes in', async () => {
    await anew();
    const id = await mine.upload(await workbook(headings, ...people(30)));
    const { columns, plan } = await mine.read(id);
    expect(Object.fromEntries(columns.map(({ heading, field }) => [heading, field]))).toEqual({
      STT: undefined,
      'Họ và tên': 'name',
      'Ngày sinh': 'birth',
      'Giới tính': 'sex',
      'Số CCCD': 'document.nationalId',
      'Số điện thoại': 'phone',
      'Ngày tiếp nhận': 'opened',
      'Hình thức': 'channel',
      'Nội dung tư vấn': 'topic',
      'Nước đến': 'destination',
    });
    expect(plan?.sheets).toEqual([{ sheet: 0, heading: 1 }]);
    const checked = await mine.check(id);
    expect(checked.problems).toEqual([]);
    expect(checked.counts).toMatchObject({ people: 30, cases: 30, wrong: 0 });
    expect(await counted('person')).toBe(0);
    const done = await mine.takeAll(id);
    expect(done).toMatchObject({ state: 'taken', rows: 31, taken: 31, counts: { people: 30, cases: 30 } });
    const { results } = await mine.call('person.search', { query: String(person(3)[1]) });
    expect(results[0]?.person).toMatchObject({ name: person(3)[1], sex: 'male', birth: { value: '1973-04-04' } });
    const { items } = await mine.call('case.list', { limit: 200 });
    expect(items).toHaveLength(30);
    expect(items.find(({ personName }) => personName === person(3)[1])).toMatchObject({
      openedAt: '2025-04-04T06:00:00.000Z',
      channel: 'counter',
      destination: 'TW',
      stage: 'opened',
      ageBand: '50+',
    });
    const history = await mine.call('journal.history', { subject: results[0]!.person.id });
    expect(history.items.map(({ operation }) => operation)).toEqual(['intake.take']);
  });

  it('tells numbers of documents apart by their headings, in any language', async () => {
    await anew();
    const text = 'Name;Số hộ chiếu;KTP;Work permit;ID number;Case no\nSiti Aminah;C1234567;3201;W-9;77;12/2024\n';
    const id = await mine.upload(text, { name: 'people.csv' });
    const { columns } = await mine.read(id);
    expect(columns.map(({ field }) => field)).toEqual([
      'name',
      'document.passport',
      'document.nationalId',
      'document.workPermit',
      'document',
      'number',
    ]);
    await mine.takeAll(id);
    const { results } = await mine.call('person.search', { query: 'C1234567' });
    const { identity } = await mine.call('person.read', { id: results[0]!.person.id });
    expect(identity?.documents).toEqual([
      { type: 'passport', number: 'C1234567' },
      { type: 'nationalId', number: '3201' },
      { type: 'workPermit', number: 'W-9' },
      { type: 'other', number: '77' },
      { type: 'registerNumber', number: '12/2024 (Trung tâm Nghệ An)' },
    ]);
  });

  it('is taken a step at a time, once, and goes on where it stood', async () => {
    await anew();
    const id = await mine.upload(await workbook(headings, ...people(1_250)));
    const callId = randomUUID();
    const first = await mine.call('intake.take', { id }, callId);
    expect(first).toMatchObject({ state: 'taking', taken: 500, rows: 1_251 });
    expect(await mine.call('intake.take', { id }, callId)).toEqual(first);
    expect(await counted('person')).toBe(499);
    // Two who press at once take one step each; the third finds nothing left.
    const [a, b, c] = await Promise.all([1, 2, 3].map(() => mine.call('intake.take', { id })));
    expect([a, b, c].map((one) => one?.made.length).sort()).toEqual([0, 502, 1_000].sort());
    expect(await counted('person')).toBe(1_250);
    expect(await counted('case_file')).toBe(1_250);
  }, 60_000);

  it('is taken back as if it had never come, but for what somebody worked on', async () => {
    await anew();
    const id = await mine.upload(await workbook(headings, ...people(1_200)));
    await mine.takeAll(id);
    const { items } = await mine.call('case.list', { limit: 200 });
    const worked = items[5]!;
    await mine.call('case.move', { id: worked.id, revision: 1, to: 'advising' }).catch(() => {});
    await mine.call('person.amend', { id: worked.personId, revision: 1, facts: { sex: 'other' } });
    const back = await mine.undoAll(id);
    expect(back).toMatchObject({ state: 'undone', left: 0, kept: 1 });
    expect(await counted('person')).toBe(1);
    expect(await counted('case_file')).toBe(1);
    expect(await counted('enquiry')).toBe(0);
    expect((await mine.read(id)).keptRows).toMatchObject([{ caseId: worked.id }]);
    expect(await refusal(mine.call('intake.take', { id }))).toBe('intake.begun');
  }, 60_000);

  it('is nobody else’s', async () => {
    await anew();
    const id = await mine.upload(await workbook(headings, ...people(3)));
    const other = intakeOf(house, await newManager('Another'));
    for (const name of ['intake.read', 'intake.check', 'intake.take', 'intake.undo'] as const)
      expect(await refusal(other.call(name, { id }))).toBe('record.absent');
    expect((await other.call('intake.list', {})).items).toEqual([]);
    expect((await mine.call('intake.list', {})).items).toMatchObject([
      { id, sender: 'Trung tâm Nghệ An', state: 'read' },
    ]);
  });
});
