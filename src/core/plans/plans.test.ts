import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, testPerson, twoCounsellors } from '../cases/testing.ts';
import type { CallInput } from '../contracts.ts';
import { peopleOperations } from '../people/index.ts';
import { referralOperations } from '../referrals/index.ts';
import { planOperations } from './index.ts';

const ops = [...planOperations, ...caseOperations, ...peopleOperations, ...referralOperations];
const programme = 'trafficking-response';

let house: TestHouse;
let ours: Actor;
let theirs: Actor;
let personId: string;
let caseId: string;

beforeAll(async () => {
  house = await testHouse();
  ({ ours, theirs } = await twoCounsellors(house));
});
beforeEach(async () => {
  personId = await testPerson(house, ours);
  caseId = (await house.call(ops, ours, 'case.open', { personId, programme, consent: oral })).id;
});
afterAll(() => house.close());

const plan = (actor = ours) => house.call(ops, actor, 'plan.read', { caseId });
const setGoal = (more: Partial<CallInput<'goal.set'>> = {}, actor = ours) =>
  house.call(ops, actor, 'goal.set', { caseId, kind: 'housing', wording: 'A door I can lock', ...more });
const setService = (more: Partial<CallInput<'service.set'>> = {}, actor = ours) =>
  house.call(ops, actor, 'service.set', { caseId, service: 'legalInformation', status: 'needed', ...more });
const agree = (recipient?: string) =>
  house.call(ops, ours, 'consent.give', { caseId, purpose: 'service', how: 'oral', ...(recipient && { recipient }) });

describe('goals', () => {
  it('are kept in the person’s words, and what became of them', async () => {
    const { id } = await setGoal({ dueOn: '2027-03-01' });
    await setGoal({ id, revision: 1, outcome: 'reached', note: 'Moved in on Sunday' });
    expect(await plan()).toMatchObject({
      goals: [
        {
          id,
          revision: 2,
          kind: 'housing',
          wording: 'A door I can lock',
          outcome: 'reached',
          note: 'Moved in on Sunday',
        },
      ],
      services: [],
      mayWrite: true,
    });
    const { rows } = await house.asSystem('select wording, outcome_note from plan_goal where id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain('lock');
  });

  it('are told changed when a colleague was first, and refuse kinds that are not offered', async () => {
    const { id } = await setGoal();
    const both = await Promise.allSettled([
      setGoal({ id, revision: 1, kind: 'health' }),
      setGoal({ id, revision: 1, kind: 'legal' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(setGoal({ id, revision: 1 }))).toBe('record.changed');
    expect(await refusal(setGoal({ kind: 'wealth' }))).toBe('input.invalid');
  });
});

describe('services', () => {
  it('go beyond a need under a consent that stands, for anybody or for that provider', async () => {
    const { id } = await setService();
    const referred = { id, revision: 1, status: 'referred' as const, providerId: theirs.organisationId };
    expect(await refusal(setService(referred))).toBe('consent.missing');
    await agree('The clinic');
    expect(await refusal(setService(referred))).toBe('consent.missing');
    expect(await refusal(setService({ ...referred, status: 'underway', providerId: undefined }))).toBe(
      'consent.missing',
    );
    await agree('legal aid  centre');
    expect(await setService(referred)).toEqual({ id, revision: 2 });
    expect((await plan()).services).toMatchObject([
      { status: 'referred', provider: { id: theirs.organisationId, name: 'Legal Aid Centre' } },
    ]);
    // To somebody else, who is not named in it.
    expect(await refusal(setService({ id, revision: 2, status: 'referred', provider: 'A lawyer' }))).toBe(
      'consent.missing',
    );
  });

  it('need none to be declined, and say when theirs has ended', async () => {
    await setService({ status: 'declined' });
    house.clock.now = new Date(house.clock.now.getTime() + 1000);
    const consent = await agree();
    const { id } = await setService({ status: 'underway', provider: 'Dr. Minh' });
    expect((await plan()).services[1]).toMatchObject({ provider: { name: 'Dr. Minh' } });
    await house.call(ops, ours, 'consent.withdraw', { id: consent.id });
    expect((await plan()).services[1]).toMatchObject({ id, consentEnded: true });
    // What was done stays told; it goes no further.
    await setService({ id, revision: 1, status: 'underway', provider: 'Dr. Minh', quantity: 3 });
    expect(await refusal(setService({ id, revision: 2, status: 'delivered', provider: 'Dr. Minh' }))).toBe(
      'consent.missing',
    );
    await setService({ id, revision: 2, status: 'cancelled', provider: 'Dr. Minh' });
  });

  it('take the ways there are, and answers where they say something', async () => {
    await agree();
    const { id } = await setService({ status: 'underway', rating: 4, unavailable: 'full' });
    expect((await plan()).services[0]).toMatchObject({ rating: 4 });
    expect((await plan()).services[0]?.unavailable).toBeUndefined();
    for (const status of ['needed', 'referred', 'rejected'] as const)
      expect(await refusal(setService({ id, revision: 1, status })), status).toBe('input.invalid');
    const cost = { amount: 250_000, currency: 'VND' };
    await setService({
      id,
      revision: 1,
      status: 'delivered',
      rating: 5,
      cost,
      startedOn: '2026-11-02',
      endedOn: '2026-11-09',
    });
    expect((await plan()).services[0]).toMatchObject({
      status: 'delivered',
      cost,
      startedOn: '2026-11-02',
      endedOn: '2026-11-09',
    });
    expect(await refusal(setService({ status: 'cancelled' }))).toBe('input.invalid');
    expect(await refusal(setService({ startedOn: '2026-11-09', endedOn: '2026-11-02' }))).toBe('input.invalid');
    expect(await refusal(setService({ service: 'singing' }))).toBe('input.invalid');
    expect(await refusal(setService({ userId: theirs.userId }))).toBe('input.invalid');
  });

  it('serve a goal of the same case', async () => {
    const { id: goalId } = await setGoal();
    await setService({ goalId });
    const before = caseId;
    caseId = (await house.call(ops, ours, 'case.open', { personId, programme, consent: oral })).id;
    expect(await refusal(setService({ goalId }))).toBe('input.invalid');
    expect(await refusal(setGoal({ id: goalId, revision: 1 }))).toBe('record.absent');
    caseId = before;
    expect((await plan()).services).toMatchObject([{ goalId }]);
  });
});

describe('a plan', () => {
  it('is read and written by nobody of another organisation', async () => {
    await setGoal();
    expect(await refusal(plan(theirs))).toBe('record.absent');
    expect(await refusal(setGoal({}, theirs))).toBe('record.absent');
  });

  it('keeps what is told from a role that reads no accounts, and lets it blank nothing', async () => {
    await agree();
    const { id } = await setService({ status: 'underway', provider: 'Dr. Minh' });
    const goal = await setGoal();
    const role = {
      ...ours.role,
      read: ours.role.read.filter((one) => one !== 'account'),
      write: ['operational' as const],
    };
    const blind = { ...ours, role };
    const read = await plan(blind);
    expect(JSON.stringify(read)).not.toMatch(/Minh|lock/);
    await setService({ id, revision: 1, status: 'underway', quantity: 2 }, blind);
    await setGoal({ id: goal.id, revision: 1, wording: undefined }, blind);
    expect(await refusal(setGoal({}, blind))).toBe('class.missing');
    expect(await plan()).toMatchObject({
      goals: [{ wording: 'A door I can lock' }],
      services: [{ provider: { name: 'Dr. Minh' }, quantity: 2 }],
    });
  });

  it('is closed with the case, goes along with it, and is erased with the person', async () => {
    await setGoal();
    await setService();
    const next = await house.team(ours.organisationId, 'Next');
    const colleague = await house.user('counsellor', ours.organisationId, [next]);
    const manager = await house.user('centre-manager', ours.organisationId);
    await house.call(ops, manager, 'case.assign', { id: caseId, revision: 1, teamId: next });
    expect(await refusal(plan())).toBe('record.absent');
    expect(await plan(colleague)).toMatchObject({ goals: [{}], services: [{}] });
    const other = await testPerson(house, manager);
    await house.call(ops, manager, 'person.merge', { keep: other, merge: personId, reason: 'The same' });
    const { rows } = await house.asSystem(
      'select person_id from plan_goal union select person_id from service where case_id = $1',
      [caseId],
    );
    expect(rows.map((row) => row.person_id)).toContain(other);
    await house.asSystem(`update case_file set closed_at = now() where id = $1`, [caseId]);
    expect(await refusal(setGoal({}, colleague))).toBe('record.closed');
    expect(await refusal(setService({}, colleague))).toBe('record.closed');
    expect((await plan(colleague)).mayWrite).toBe(false);
    await house.call(ops, manager, 'person.erase', { id: other, reason: 'Asked for' });
    expect(await refusal(plan(colleague))).toBe('record.absent');
    const left = await house.asSystem('select 1 from service where case_id = $1 and erased_at is null', [caseId]);
    expect(left.rowCount).toBe(0);
  });
});

describe('assistance.figures', () => {
  it('tells sex by sex what was offered, and hides what names somebody', async () => {
    const here = await house.organisation('Counted');
    const manager = await house.user('centre-manager', here, [await house.team(here)]);
    const focal = await house.user('focal-point', await house.organisation('Ministry'));
    const give = async (sex: string, services: string[], status: 'needed' | 'delivered', rating?: number) => {
      const who = await testPerson(house, manager, { sex });
      const { id } = await house.call(ops, manager, 'case.open', { personId: who, programme, consent: oral });
      await house.call(ops, manager, 'consent.give', { caseId: id, purpose: 'service', how: 'oral' });
      for (const service of services)
        await house.call(ops, manager, 'service.set', { caseId: id, service, status, ...(rating && { rating }) });
    };
    house.clock.now = new Date('2026-10-31T17:00:00Z');
    for (let n = 0; n < 12; n++)
      await give('female', ['shelterEmergency', 'legalInformation'], 'delivered', n < 6 ? 5 : 4);
    for (let n = 0; n < 12; n++) await give('female', ['shelterLonger'], 'needed');
    for (let n = 0; n < 3; n++) await give('male', ['healthCheck'], 'needed');
    const figures = (actor: Actor) =>
      house.call(ops, actor, 'assistance.figures', { programme, from: '2026-11', to: '2026-11' });
    house.clock.now = new Date('2026-11-16T03:00:00Z');
    const read = await figures(manager);
    expect(read.sexes).toMatchObject([
      { sex: 'female', services: 36, people: 24, delivered: 24 / 36, medianRating: 4.5 },
      { sex: 'male', services: 3, people: 3, delivered: 0 },
    ]);
    expect(read.sexes[0]!.tables.find(({ by }) => by === 'group')!.cells).toEqual([
      { key: 'shelter', count: 24 },
      { key: 'legal', count: 12 },
    ]);
    const hidden = await figures(focal);
    expect(hidden.threshold).toBe(11);
    expect(
      hidden.sexes.every(({ hidden: one, services, people }) => one && services === undefined && people === undefined),
    ).toBe(true);
    expect(
      hidden.sexes
        .flatMap(({ tables }) => tables.flatMap(({ cells }) => cells))
        .every(({ count }) => count === undefined),
    ).toBe(true);
    expect(
      (await house.call(ops, manager, 'assistance.figures', { programme, from: '2026-10', to: '2026-10' })).sexes,
    ).toEqual([]);
    expect(
      await refusal(house.call(ops, manager, 'assistance.figures', { programme, from: '2026-10', to: '2026-09' })),
    ).toBe('input.invalid');
  });
});
