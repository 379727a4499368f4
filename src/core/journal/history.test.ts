import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, uuidv7 } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, testPerson } from '../cases/testing.ts';
import { journalOperations } from './index.ts';

const ops = [...caseOperations, ...journalOperations];

let house: TestHouse;
let supervisor: Actor;
let elsewhere: Actor;

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation();
  supervisor = await house.user('supervisor', organisation, [await house.team(organisation)]);
  elsewhere = await house.user('supervisor', organisation, [await house.team(organisation)]);
});
afterAll(() => house.close());

describe('journal.history', () => {
  it('says who did what with a case, newest first, in pages', async () => {
    const personId = await testPerson(house, supervisor);
    const { id: subject } = await house.call(ops, supervisor, 'case.open', { personId, programme, consent: oral });
    house.clock.now = new Date(house.clock.now.getTime() + 60_000);
    await house.call(ops, supervisor, 'case.move', { id: subject, revision: 1, to: 'advising' });
    house.clock.now = new Date(house.clock.now.getTime() + 60_000);
    await house.call(ops, supervisor, 'case.read', { id: subject });
    const first = await house.call(ops, supervisor, 'journal.history', { subject, limit: 2 });
    const rest = await house.call(ops, supervisor, 'journal.history', { subject, limit: 2, after: first.next! });
    const rows = [...first.items, ...rest.items];
    expect(rows.map(({ operation }) => operation)).toEqual(['case.read', 'case.move', 'case.open']);
    expect(
      rows.every(
        ({ by, outcome, seal }) => by === supervisor.name && outcome === 'done' && /^[0-9a-f]{16}$/.test(seal),
      ),
    ).toBe(true);
    expect(rest.next).toBeUndefined();
  });

  it('is absent for what the caller does not see, known to the journal or not', async () => {
    const personId = await testPerson(house, supervisor);
    const { id } = await house.call(ops, supervisor, 'case.open', { personId, programme, consent: oral });
    for (const subject of [id, uuidv7()])
      expect(await refusal(house.call(ops, elsewhere, 'journal.history', { subject }))).toBe('record.absent');
  });
});
