import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Actor, monthsLater } from '../../kernel/index.ts';
import { type TestHouse, testHouse } from '../../server/testing.ts';
import type { CallInput } from '../contracts.ts';
import { formOperations } from '../forms/index.ts';
import { caseOperations } from './index.ts';
import { oral, testPerson } from './testing.ts';

let house: TestHouse;
let worker: Actor;

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation('MRC');
  worker = await house.user('counsellor', organisation, [await house.team(organisation)]);
});
afterAll(() => house.close());

it('leaves a task for each month of the schedule when a case arrives in its stage', async () => {
  house.clock.now = new Date('2026-11-30T03:00:00Z');
  const personId = await testPerson(house, worker);
  const { id } = await house.call(caseOperations, worker, 'case.open', {
    personId,
    programme: 'trafficking-response',
    consent: oral,
  });
  await house.asSystem(`update case_file set stage = 'reintegrating' where id = $1`, [id]);
  await house.call(caseOperations, worker, 'consent.give', { caseId: id, purpose: 'followUp', how: 'oral' });
  await house.call(caseOperations, worker, 'case.move', { id, revision: 1, to: 'followUp' });
  const { tasks } = await house.call(caseOperations, worker, 'case.read', { id });
  expect(tasks.map(({ kind, dueAt }) => `${kind} ${dueAt}`)).toEqual([
    'followUp 2026-12-30T03:00:00.000Z',
    'followUp 2027-02-28T03:00:00.000Z',
    'followUp 2027-05-30T03:00:00.000Z',
    'followUp 2027-11-30T03:00:00.000Z',
  ]);
});

it('is done by an entry of its form, the first that is due; the rest ends with the case and goes on with it', async () => {
  house.clock.now = new Date('2026-11-30T03:00:00Z');
  const personId = await testPerson(house, worker);
  const { id } = await house.call(caseOperations, worker, 'case.open', {
    personId,
    programme: 'trafficking-response',
    consent: oral,
  });
  await house.asSystem(`update case_file set stage = 'reintegrating' where id = $1`, [id]);
  for (const purpose of ['followUp', 'screening'])
    await house.call(caseOperations, worker, 'consent.give', { caseId: id, purpose, how: 'oral' });
  await house.call(caseOperations, worker, 'case.move', { id, revision: 1, to: 'followUp' });
  const open = async () => {
    const { tasks } = await house.call(caseOperations, worker, 'case.read', { id });
    return tasks.filter(({ doneAt }) => doneAt === undefined).map(({ kind, dueAt }) => `${kind} ${dueAt.slice(0, 7)}`);
  };
  const fill = (form: string, answers: CallInput<'entry.save'>['answers']) =>
    house.call(formOperations, worker, 'entry.save', { caseId: id, form, answers });
  const visit = {
    date: '2026-11-30',
    month: 'month1',
    met: 'home',
    safeNow: 'yes',
    reTrafficking: 'no',
    openRisk: 'no',
  };
  await fill('follow-up-visit', visit);
  expect(await open()).toEqual(['followUp 2027-02', 'followUp 2027-05', 'followUp 2027-11']);
  // Another form does nothing to it.
  await fill('contact-attempt', { date: '2026-11-30', attempt: 3, channel: 'phone', result: 'noAnswer' });
  expect(await open()).toHaveLength(3);
  const lead = await house.user('centre-manager', worker.organisationId);
  const asked = await house.call(caseOperations, worker, 'approval.ask', { caseId: id, to: 'closed', code: 'end' });
  await house.call(caseOperations, lead, 'approval.decide', { ...asked, granted: true });
  await house.call(caseOperations, worker, 'case.close', { id, revision: 2, reason: 'lostContact' });
  expect(await open()).toEqual([]);
  house.clock.now = new Date('2027-03-01T03:00:00Z');
  const { overdue } = await house.call(caseOperations, worker, 'task.today', {});
  expect(overdue.filter(({ caseId }) => caseId === id)).toEqual([]);
  await house.call(caseOperations, worker, 'case.reopen', { id, revision: 3 });
  expect(await open()).toEqual(['followUp 2027-02', 'screening 2027-03', 'followUp 2027-05', 'followUp 2027-11']);
});

it('ends on the last day of a month that is too short', () => {
  const from = new Date('2027-12-31T22:00:00Z');
  expect(monthsLater(from, 2).toISOString()).toBe('2028-02-29T22:00:00.000Z');
  expect(monthsLater(from, 1).toISOString()).toBe('2028-01-31T22:00:00.000Z');
});
