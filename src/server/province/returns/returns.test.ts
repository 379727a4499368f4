import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseOperations as ops } from '../../../core/cases/index.ts';
import { oral, testPerson } from '../../../core/cases/testing.ts';
import type { Actor } from '../../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../testing.ts';
import type { Player, Returning } from './plot.ts';
import { tell } from './tell.ts';

let house: TestHouse;
let players: Record<Player, Actor>;

beforeAll(async () => {
  house = await testHouse();
  const staff = async (name: string) => {
    const here = await house.organisation(name);
    const team = await house.team(here);
    return [await house.user('case-worker', here, [team]), await house.user('centre-manager', here, [team])] as const;
  };
  const [host, hostLead] = await staff('Shelter');
  const [origin, originLead] = await staff('Ministry');
  players = { host, hostLead, origin, originLead };
});
afterAll(() => house.close());

const told = { screening: 'a', advice: 'b', plan: 'c', goal: 'd', visit: 'e' };

describe('what happens to somebody who returns', () => {
  it.each<[string, Returning]>([
    ['a woman', { kind: 'labour', told, relative: 'f' }],
    ['a child', { kind: 'labour', child: true, told, relative: 'f' }],
  ])('takes %s from the screening to the visit after twelve months', async (_, who) => {
    const from = new Date('2025-08-01T03:00:00Z');
    const now = house.clock.now;
    house.clock.now = from;
    const personId = await testPerson(house, players.host, {
      birth: { value: who.child ? '2012' : '2000', known: 'stated' },
      nationalities: ['LA'],
    });
    const { id } = await house.call(ops, players.host, 'case.open', {
      personId,
      programme: 'trafficking-response',
      consent: oral,
    });
    house.clock.now = now;
    const { caseId } = await tell(house.ports, players, { who, caseId: id, from, until: now });
    const { case: found, entries } = await house.call(ops, players.origin, 'case.read', { id: caseId });
    expect(found).toMatchObject({ stage: 'closed', closingReason: 'completed' });
    expect(entries.filter(({ form }) => form === 'follow-up-visit')).toHaveLength(4);
    // The other side's case ended when this one began, and neither sees the other's.
    const { case: left } = await house.call(ops, players.host, 'case.read', { id });
    expect(left).toMatchObject({ stage: 'closed', closingReason: 'transferred' });
    expect(await refusal(house.call(ops, players.host, 'case.read', { id: caseId }))).toBe('record.absent');
  });
});
