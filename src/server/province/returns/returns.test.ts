import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseOperations as ops } from '../../../core/cases/index.ts';
import { oral, testPerson } from '../../../core/cases/testing.ts';
import type { Actor } from '../../../kernel/index.ts';
import { type TestHouse, testHouse } from '../../testing.ts';
import type { Player, Returning } from './plot.ts';
import { tell } from './tell.ts';

let house: TestHouse;
let players: Record<Player, Actor>;

beforeAll(async () => {
  house = await testHouse();
  const here = await house.organisation('Shelter');
  const team = await house.team(here);
  const host = await house.user('case-worker', here, [team]);
  const hostLead = await house.user('centre-manager', here, [team]);
  players = { host, hostLead, origin: host, originLead: hostLead };
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
      birthYear: who.child ? 2012 : 2000,
      nationalities: ['LA'],
    });
    const { id } = await house.call(ops, players.host, 'case.open', {
      personId,
      programme: 'trafficking-response',
      consent: oral,
    });
    house.clock.now = now;
    const { caseId } = await tell(house.ports, players, { who, caseId: id, from, until: now });
    const { case: found } = await house.call(ops, players.host, 'case.read', { id: caseId });
    expect(found).toMatchObject({ stage: 'closed', closingReason: 'completed' });
  });
});
