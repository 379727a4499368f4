import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, testPerson } from '../cases/testing.ts';
import { peopleOperations } from './index.ts';

const ops = [...peopleOperations, ...caseOperations];

let house: TestHouse;
let manager: Actor;
let counsellor: Actor;
let elsewhere: Actor;

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation();
  const team = await house.team(organisation);
  counsellor = await house.user('counsellor', organisation, [team]);
  manager = await house.user('centre-manager', organisation, [team]);
  elsewhere = await house.user('counsellor', organisation, [await house.team(organisation, 'Another')]);
});
afterAll(() => house.close());

const relatives = async (id: string, actor = counsellor) =>
  (await house.call(ops, actor, 'person.relatives', { id })).relatives;
const relate = (id: string, otherId: string, kind: string, actor = counsellor) =>
  house.call(ops, actor, 'person.relate', { id, otherId, kind });

describe('relatives', () => {
  it('are said once and seen from both sides, with the open cases', async () => {
    const [child, mother] = [await testPerson(house, counsellor), await testPerson(house, counsellor)];
    const opened = await house.call(ops, counsellor, 'case.open', { personId: child, programme, consent: oral });
    await relate(child, mother, 'parent');
    expect(await relatives(child)).toMatchObject([{ kind: 'parent', person: { id: mother }, cases: [] }]);
    expect(await relatives(mother)).toMatchObject([{ kind: 'child', cases: [{ id: opened.id, stage: 'opened' }] }]);
  });

  it('end when it was a mistake, told by somebody of the two', async () => {
    const [one, other, third] = [
      await testPerson(house, counsellor),
      await testPerson(house, counsellor),
      await testPerson(house, counsellor),
    ];
    const { id } = await relate(one, other, 'sibling');
    const end = (personId: string) => house.call(ops, counsellor, 'person.unrelate', { id, personId });
    expect(await refusal(end(third))).toBe('record.absent');
    const ended = await end(other);
    expect(await end(one)).toEqual(ended);
    expect(await relatives(one)).toEqual([]);
  });

  it('are those of the record that was kept, after a merge', async () => {
    const [kept, double, sister] = [
      await testPerson(house, counsellor),
      await testPerson(house, counsellor),
      await testPerson(house, counsellor),
    ];
    await relate(double, sister, 'sibling');
    await house.call(ops, manager, 'person.merge', { keep: kept, merge: double, reason: 'The same' });
    expect(await relatives(kept)).toMatchObject([{ person: { id: sister } }]);
    expect(await relatives(sister)).toMatchObject([{ person: { id: kept } }]);
  });

  it('are hidden when either is, and never somebody of their own', async () => {
    const [one, hidden] = [await testPerson(house, counsellor), await testPerson(house, elsewhere)];
    expect(await refusal(relate(one, hidden, 'sibling'))).toBe('record.absent');
    expect(await refusal(relate(one, one, 'sibling'))).toBe('input.invalid');
    expect(await refusal(relate(one, await testPerson(house, counsellor), 'lord'))).toBe('input.invalid');
    await relate(one, hidden, 'companion', manager);
    expect(await relatives(one, manager)).toHaveLength(1);
    expect(await relatives(one)).toEqual([]);
    expect(await refusal(relatives(one, elsewhere))).toBe('record.absent');
  });
});
