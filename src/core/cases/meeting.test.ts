import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import type { CallInput } from '../contracts.ts';
import { caseOperations } from './index.ts';
import { oral, testEntry, testPerson } from './testing.ts';

const programme = 'trafficking-response';
let house: TestHouse;
let worker: Actor;
let colleague: Actor;
let stranger: Actor;
const cases: string[] = [];

const at = (day: string): Date => new Date(`${day}T05:00:00Z`);
const read = (actor: Actor, input: Partial<CallInput<'case.meeting'>> = {}) =>
  house.call(caseOperations, actor, 'case.meeting', { programme, ...input });
const withRole = (actor: Actor, part: Partial<Role>): Actor => ({ ...actor, role: { ...actor.role, ...part } });

beforeAll(async () => {
  house = await testHouse();
  const ours = await house.organisation('Shelter');
  worker = await house.user('counsellor', ours, [await house.team(ours, 'A')]);
  colleague = await house.user('counsellor', ours, [await house.team(ours, 'B')]);
  const theirs = await house.organisation('Ministry');
  stranger = await house.user('counsellor', theirs, [await house.team(theirs)]);
  for (const [day, nationality, destination] of [
    ['2026-11-10', 'LA', 'TH'],
    ['2026-11-01', 'LA', 'TH'],
    ['2026-11-05', 'VN', 'TH'],
  ] as const) {
    house.clock.now = at(day);
    const personId = await testPerson(house, worker, { nationalities: [nationality] });
    cases.push(
      (await house.call(caseOperations, worker, 'case.open', { personId, programme, destination, consent: oral })).id,
    );
  }
  house.clock.now = at('2026-11-15');
});
afterAll(() => house.close());

describe('case.meeting', () => {
  it('lists the open cases of a corridor, who waits longest first, with what is missing', async () => {
    const { items, beyond } = await read(worker, { nationality: 'LA', destination: 'TH' });
    expect(items.map(({ id, days }) => [id, days])).toEqual([
      [cases[1], 14],
      [cases[0], 5],
    ]);
    expect(beyond).toBe(false);
    expect(items[0]).toMatchObject({ stage: 'flagged', sex: 'female', lastContactAt: '2026-11-01T05:00:00.000Z' });
    expect(items[0]!.next.map(({ to, missing }) => [to, missing.map(({ kind, code }) => `${kind} ${code}`)])).toEqual([
      ['presumed', ['consent screening', 'fact presumed']],
    ]);
    expect(items[0]).not.toHaveProperty('personName');
  });

  it('counts the days since the case came to its stage', async () => {
    const id = cases[2]!;
    await house.call(caseOperations, worker, 'consent.give', { caseId: id, purpose: 'screening', how: 'oral' });
    await testEntry(house, worker, id, 'screening', { conclusion: 'presumed' });
    house.clock.now = at('2026-11-12');
    await house.call(caseOperations, worker, 'case.move', { id, revision: 1, to: 'presumed' });
    house.clock.now = at('2026-11-15');
    expect((await read(worker, { stage: 'presumed' })).items).toMatchObject([{ id, days: 3 }]);
  });

  it('says a name only when asked, and only to whom it may be said', async () => {
    expect((await read(worker, { names: true })).items.every(({ personName }) => personName === 'Nguyễn Thị Lan')).toBe(
      true,
    );
    const blind = withRole(worker, { read: ['operational', 'statistical'] });
    expect(JSON.stringify(await read(blind, { names: true }))).not.toContain('Nguyễn');
    const narrow = withRole(worker, { read: ['operational'] });
    expect((await read(narrow)).items[0]!.sex).toBeUndefined();
    expect(await refusal(read(narrow, { nationality: 'LA' }))).toBe('class.missing');
  });

  it('shows nobody a case that they do not see, and none that is closed or of another programme', async () => {
    expect((await read(colleague)).items).toEqual([]);
    expect((await read(stranger)).items).toEqual([]);
    expect((await read(worker, { programme: 'resource-centre' })).items).toEqual([]);
    expect(await refusal(read(withRole(worker, { programmes: [] })))).toBe('input.invalid');
    expect(await refusal(read(withRole(worker, { grants: ['figures.read'] })))).toBe('grant.missing');
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    await house.owner.query('update case_file set closed_at = now() where id = $1', [cases[0]]);
    expect((await read(worker, { nationality: 'LA' })).items.map(({ id }) => id)).toEqual([cases[1]]);
  });
});
