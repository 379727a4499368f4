import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { accessOperations } from '../access/index.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, testPerson } from '../cases/testing.ts';
import type { CallInput, CallName, CallOutput } from '../contracts.ts';
import { boardOperations } from './index.ts';

const ops = [...boardOperations, ...caseOperations, ...accessOperations];
const day = 86_400_000;

let house: TestHouse;
let supervisor: Actor;
let manager: Actor;
let worker: Actor;
let leaver: Actor;
let elsewhere: Actor;
let stranger: Actor;
let teams: { here: string; there: string };

const call = <N extends CallName>(actor: Actor, name: N, input: CallInput<N>): Promise<CallOutput<N>> =>
  house.call(ops, actor, name, input);
const open = async (actor: Actor) =>
  (await call(actor, 'case.open', { personId: await testPerson(house, actor), programme, consent: oral })).id;
const dueIn = (actor: Actor, caseId: string, days: number) =>
  call(actor, 'task.add', {
    caseId,
    kind: 'callBack',
    dueAt: new Date(house.clock.now.getTime() + days * day).toISOString(),
  });

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation();
  teams = { here: await house.team(organisation, 'Here'), there: await house.team(organisation, 'There') };
  supervisor = await house.user('supervisor', organisation, [teams.here]);
  manager = await house.user('centre-manager', organisation);
  worker = await house.user('counsellor', organisation, [teams.here]);
  leaver = await house.user('counsellor', organisation, [teams.here]);
  elsewhere = await house.user('counsellor', organisation, [teams.there]);
  const away = await house.organisation();
  stranger = await house.user('centre-manager', away, [await house.team(away)]);
  await open(stranger);

  const start = house.clock.now;
  house.clock.now = new Date(start.getTime() - 100 * day);
  const forgotten = await open(worker);
  house.clock.now = start;
  await dueIn(worker, forgotten, 2);
  await dueIn(worker, forgotten, -1);
  const closed = await open(worker);
  await call(worker, 'case.close', { id: closed, revision: 1, reason: 'resolved' });
  const nobodys = await open(worker);
  await call(supervisor, 'case.assign', { id: nobodys, revision: 1, teamId: teams.here });
  await dueIn(leaver, await open(leaver), -3);
  await dueIn(elsewhere, await open(elsewhere), -2);
  const administrator = await house.user('administrator', organisation);
  await call(administrator, 'user.change', { id: leaver.userId, active: false });
});
afterAll(() => house.close());

describe('the board', () => {
  it('sums what lies within a supervisor’s teams, by team and by worker', async () => {
    const { teams: shown, workers, unassigned, quiet } = await call(supervisor, 'board.read', {});
    expect(shown).toEqual([
      { id: teams.here, name: 'Here', cases: 3, flagged: 0, quiet: 1, tasks: 3, overdue: 2, unassigned: 1 },
    ]);
    expect(workers.find(({ id }) => id === worker.userId)).toMatchObject({
      active: true,
      teams: ['Here'],
      cases: 1,
      quiet: 1,
      tasks: 2,
      overdue: 1,
    });
    expect(workers.map(({ id }) => id)).not.toContain(elsewhere.userId);
    expect(unassigned).toMatchObject({ count: 1, oldest: [{ team: 'Here', revision: 2 }] });
    expect(quiet).toMatchObject({ count: 1, longest: [{ team: 'Here', owner: worker.name, revision: 1 }] });
  });

  it('shows what somebody who left had, for it waits for another', async () => {
    const { workers } = await call(supervisor, 'board.read', {});
    expect(workers.find(({ id }) => id === leaver.userId)).toMatchObject({ active: false, cases: 1, overdue: 1 });
  });

  it('asks for as many days without contact as are given', async () => {
    expect((await call(supervisor, 'board.read', { quietDays: 101 })).quiet).toEqual({ count: 0, longest: [] });
    expect((await call(supervisor, 'board.read', { quietDays: 99 })).quiet.count).toBe(1);
    expect(await refusal(call(supervisor, 'board.read', { quietDays: 0 }))).toBe('input.invalid');
  });

  it('shows the whole organisation to whoever reaches it, and never another', async () => {
    const { teams: shown, workers } = await call(manager, 'board.read', {});
    expect(shown.map(({ name, cases, overdue }) => [name, cases, overdue])).toEqual([
      ['Here', 3, 2],
      ['There', 1, 1],
    ]);
    expect(workers.map(({ id }) => id)).toContain(elsewhere.userId);
    const other = await call(stranger, 'board.read', {});
    expect(other.teams.map(({ cases }) => cases)).toEqual([1]);
    expect(other.workers.map(({ id }) => id)).toEqual([stranger.userId]);
    expect(await refusal(call(worker, 'board.read', {}))).toBe('grant.missing');
  });
});
