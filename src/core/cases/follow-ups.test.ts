import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Actor, monthsLater } from '../../kernel/index.ts';
import { type TestHouse, testHouse } from '../../server/testing.ts';
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
  await house.owner.query(`begin; select set_config('app.scope', 'system', true)`);
  await house.owner.query(`update case_file set stage = 'reintegrating' where id = $1`, [id]);
  await house.owner.query('commit');
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

it('ends on the last day of a month that is too short', () => {
  const from = new Date('2027-12-31T22:00:00Z');
  expect(monthsLater(from, 2).toISOString()).toBe('2028-02-29T22:00:00.000Z');
  expect(monthsLater(from, 1).toISOString()).toBe('2028-01-31T22:00:00.000Z');
});
