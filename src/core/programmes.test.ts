import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, Scope } from '../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../server/testing.ts';
import { testPerson } from './cases/testing.ts';
import type { CallInput, CallName, CallOutput } from './contracts.ts';
import { operations } from './index.ts';

let house: TestHouse;
let manager: Actor;
let caseId: string;
let enquiryId: string;
const consent = { how: 'oral' as const };
const enquiry = { channel: 'phone', topic: 'documents', answered: true };
const call = <N extends CallName>(actor: Actor, name: N, input: CallInput<N>): Promise<CallOutput<N>> =>
  house.call(operations, actor, name, input);

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation();
  manager = await house.user('centre-manager', organisation, [await house.team(organisation)]);
  const personId = await testPerson(house, manager);
  const programme = 'resource-centre';
  caseId = (await call(manager, 'case.open', { personId, programme, consent })).id;
  enquiryId = (await call(manager, 'enquiry.record', { ...enquiry, programme })).id;
});
afterAll(() => house?.close());

const working = (programmes: string[], scope: Scope): Actor => ({
  ...manager,
  role: { ...manager.role, programmes, scope },
});
/** As SQL alone, under row-level security. */
const seen = (actor: Actor) =>
  house.ports.store.read(actor, async (db) => [
    ...(await db.selectFrom('case_file').select('id').execute()),
    ...(await db.selectFrom('enquiry').select('id').execute()),
  ]);

test('no programme is none: nothing is opened, recorded or counted in any', async () => {
  const nowhere = working([], 'organisation');
  const programme = 'resource-centre';
  const personId = await testPerson(house, manager);
  const span = { from: '2026-11', to: '2026-11' };
  for (const refused of [
    () => call(nowhere, 'case.open', { personId, programme, consent }),
    () => call(nowhere, 'enquiry.record', { ...enquiry, programme }),
    () => call(nowhere, 'enquiry.weigh', { programme, answers: {} }),
    () => call(nowhere, 'enquiry.openCase', { enquiryId, personId, consent }),
    () => call(nowhere, 'figures.read', { programme, ...span }),
  ])
    expect(await refusal(refused())).toBe('input.invalid');
  expect(await call(manager, 'figures.read', { programme, ...span })).toMatchObject({ totals: { casesOpened: 1 } });
});

test('the scope “programme” reaches the programmes that are named, and none without', async () => {
  expect(await seen(working([], 'programme'))).toEqual([]);
  expect(await seen(working(['another'], 'programme'))).toEqual([]);
  expect(await seen(working(['resource-centre'], 'programme'))).toEqual([{ id: caseId }, { id: enquiryId }]);
});

test('a narrower scope sees its records whatever their programme', async () => {
  for (const scope of ['own', 'team', 'organisation'] as const)
    expect(await seen(working([], scope)), scope).toEqual([{ id: caseId }, { id: enquiryId }]);
  expect(await seen(working(['resource-centre'], 'none'))).toEqual([]);
});
