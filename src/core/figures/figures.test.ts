import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, testPerson } from '../cases/testing.ts';
import type { CallOutput } from '../contracts.ts';
import { enquiryOperations } from '../enquiries/index.ts';
import { peopleOperations } from '../people/index.ts';
import { figuresOperations } from './index.ts';

const ops = [...figuresOperations, ...caseOperations, ...enquiryOperations, ...peopleOperations];

let house: TestHouse;
let manager: Actor;
let focal: Actor;

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation('MRC');
  manager = await house.user('centre-manager', organisation, [await house.team(organisation, 'Hà Nội')]);
  focal = await house.user('focal-point', await house.organisation('Ministry'));
  // The last minute of September in Hà Nội is 16:59 UTC.
  const moments = ['2026-09-30T16:59:00Z', '2026-09-30T17:00:00Z'];
  let twice = '';
  for (let n = 0; n < 16; n++) {
    house.clock.now = new Date(moments[n < 3 ? 0 : 1]!);
    const personId = n === 1 ? twice : await testPerson(house, manager, { sex: n < 12 ? 'female' : 'male' });
    twice = personId;
    await house.call(ops, manager, 'case.open', {
      personId,
      programme,
      topic: n % 8 ? 'contract' : 'fees',
      consent: oral,
    });
  }
  const plain = { programme, channel: 'phone', topic: 'fees' };
  for (const answered of [true, true, false, true])
    await house.call(ops, manager, 'enquiry.record', { ...plain, answered });
  const { id } = await house.call(ops, manager, 'enquiry.record', { ...plain, answered: false });
  await house.call(ops, manager, 'enquiry.openCase', { enquiryId: id, personId: twice, consent: oral });
  house.clock.now = new Date('2026-10-11T05:00:00Z');
  const { items } = await house.call(ops, manager, 'case.list', { limit: 1 });
  await house.call(ops, manager, 'case.close', { id: items[0]!.id, revision: 1, reason: 'resolved' });
});
afterAll(() => house.close());

const figures = (actor: Actor, from = '2026-09', to = '2026-10') =>
  house.call(ops, actor, 'figures.read', { programme, from, to });
const cells = ({ tables }: CallOutput<'figures.read'>, of: string, by: string) =>
  Object.fromEntries(
    tables
      .find((one) => one.of === of && one.by === by)!
      .cells.map((cell) => [cell.key, cell.hidden ? 'hidden' : cell.count]),
  );

describe('figures.read', () => {
  it('counts cases, people and enquiries, each once', async () => {
    const read = await figures(manager);
    expect(read.totals).toEqual({
      casesOpened: 17,
      casesClosed: 1,
      casesOpen: 16,
      people: 15,
      enquiries: 4,
      flagged: 0,
      answeredAtFirstContact: 0.75,
      medianDaysToClose: expect.any(Number),
    });
    expect(cells(read, 'cases', 'sex')).toEqual({ female: 12, male: 5 });
    expect(cells(read, 'cases', 'status')).toEqual({ open: 16, closed: 1 });
    expect(cells(read, 'cases', 'team')).toEqual({ 'Hà Nội': 17 });
    expect(cells(read, 'cases', 'destination')).toEqual({ '': 17 });
    expect(cells(read, 'enquiries', 'channel')).toEqual({ phone: 4 });
    expect(read.tables.map(({ of, by }) => `${of} ${by}`)).not.toContain('enquiries stage');
  });

  it('takes the month of the local day', async () => {
    expect(cells(await figures(manager), 'cases', 'month')).toEqual({ '2026-09': 3, '2026-10': 14 });
    expect((await figures(manager, '2026-09', '2026-09')).totals.casesOpened).toBe(3);
  });

  it('every table of a kind adds up to its total', async () => {
    const { tables, totals } = await figures(manager);
    for (const { of, cells } of tables)
      expect(cells.reduce((sum, { count = 0 }) => sum + count, 0)).toBe(
        of === 'cases' ? totals.casesOpened : totals.enquiries,
      );
  });

  it('hides small counts from who reads no identity, and what would tell them', async () => {
    house.clock.now = new Date('2026-11-02T05:00:00Z');
    const october = await figures(focal, '2026-10', '2026-10');
    expect(cells(october, 'cases', 'sex')).toEqual({ female: 'hidden', male: 'hidden' });
    expect(cells(october, 'cases', 'channel')).toEqual({ '': 'hidden', phone: 'hidden' });
    expect(cells(october, 'cases', 'team')).toEqual({ MRC: 14 });
    expect(cells(october, 'enquiries', 'channel')).toEqual({ phone: 'hidden' });
    expect(october.tables.every(({ threshold }) => threshold === 11)).toBe(true);
    // Neither what was closed nor what is open, and people only of a whole year: each could be subtracted.
    expect(october.totals).toEqual({ casesOpened: 14, flagged: 0 });
    const both = await figures(focal);
    expect(cells(both, 'cases', 'month')).toEqual({ '2026-09': 'hidden', '2026-10': 14 });
    expect(both.totals.casesOpened).toBeUndefined();
  });

  it('tells nothing of a month that runs to who reads no identity', async () => {
    house.clock.now = new Date('2026-10-31T05:00:00Z');
    const read = await figures(focal);
    expect(cells(read, 'cases', 'month')).toEqual({ '2026-09': 'hidden' });
    expect(read.totals.casesOpened).toBeUndefined();
    house.clock.now = new Date('2026-11-02T05:00:00Z');
  });

  it('counts on who was erased, and shows nobody', async () => {
    const eraser = { ...manager, authenticatedAt: house.clock.now };
    const before = [await figures(manager), await figures(focal)];
    const { items } = await house.call(ops, manager, 'case.list', { status: 'closed' });
    for (const { personId } of items) await house.call(ops, eraser, 'person.erase', { id: personId, reason: 'x' });
    const { items: open } = await house.call(ops, manager, 'case.list', { limit: 3 });
    for (const personId of new Set(open.map((one) => one.personId)))
      await house.call(ops, eraser, 'person.erase', { id: personId, reason: 'x' });
    expect([await figures(manager), await figures(focal)]).toEqual(before);
    const { total, items: left } = await house.call(ops, manager, 'case.list', {});
    expect(total).toBeLessThan(17 - items.length);
    expect(left).toHaveLength(total!);
  });

  it('refuses months that are none, end before they begin or are too many', async () => {
    for (const [from, to] of [
      ['2026-10', '2026-09'],
      ['0000-01', '2026-01'],
      ['1990-01', '2026-01'],
    ])
      expect(await refusal(figures(manager, from, to))).toBe('input.invalid');
  });
});

describe('how content people were', () => {
  const rate = async (where: string, satisfaction: number | null) => {
    await house.asSystem(
      `update case_file set closed_at = '2026-10-12T05:00:00Z', satisfaction = ${satisfaction} where ${where}`,
    );
  };

  it('is the mean and the share of those who said so, unless those who did not are few', async () => {
    await rate('true', null);
    expect((await figures(manager)).totals.satisfaction).toBeUndefined();
    await rate(`id in (select id from case_file order by id limit 12)`, 4);
    await rate(`id in (select id from case_file order by id limit 3)`, 2);
    expect((await figures(manager)).totals.satisfaction).toEqual({ mean: 3.5, share: 12 / 17 });
    // Whoever sees no people is told of whole years that have ended.
    house.clock.now = new Date('2027-01-15T05:00:00Z');
    const year = async () => (await figures(focal, '2026-01', '2026-12')).totals.satisfaction;
    expect(await year()).toBeUndefined();
    await rate('true', 5);
    expect(await year()).toEqual({ mean: 5, share: 1 });
    expect((await figures(focal)).totals.satisfaction).toBeUndefined();
  });
});
