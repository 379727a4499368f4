import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Calendar, Limit, Programme, Text, Timer } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { peopleOperations } from '../people/index.ts';
import { caseOperations as ops } from './index.ts';
import { oral, publishTest, testPerson } from './testing.ts';

const said = (en: string): Text => ({ en });
const code = 'slow-courts';
const way = (from: string, to: string, final = false) => ({
  from,
  to,
  label: said(`${from} ${to}`),
  ...(final && { gate: { closingReason: true as const } }),
});
const programme: Programme = {
  code,
  title: said('Slow courts'),
  stages: [
    ...['heard', 'waiting', 'hospital', 'decided'].map((stage) => ({ code: stage, label: said(stage) })),
    { code: 'end', label: said('End'), final: true },
  ],
  firstStage: 'heard',
  reopensAt: 'heard',
  transitions: [
    way('heard', 'waiting'),
    way('waiting', 'hospital'),
    way('hospital', 'waiting'),
    way('waiting', 'decided'),
    way('decided', 'waiting'),
    way('waiting', 'end', true),
    way('end', 'heard'),
  ],
  forms: [],
  signs: [],
  closingReasons: [{ code: 'done', label: said('Done') }],
  quietAfterDays: 30,
};
const calendar: Calendar = {
  code: 'court-days',
  title: said('Court days'),
  weekend: [0, 6],
  holidays: [{ day: '2026-12-07', name: said('A holiday') }],
  source: said('Decree'),
};
const limit: Limit = {
  where: { destination: 'TH' },
  amount: 2,
  unit: 'workingDays',
  calendar: calendar.code,
  source: said('Act, section 12'),
  warnBefore: { amount: 12, unit: 'hours' },
  escalateAfter: { amount: 24, unit: 'hours' },
};
const timer: Timer = {
  code: 'decision',
  title: said('Until the decision'),
  programme: code,
  from: ['waiting'],
  until: ['decided'],
  pausedIn: ['hospital'],
  limits: [limit, { ...limit, where: { destination: 'TH', nationality: 'LA' }, amount: 3 }],
};
const answer: Timer = {
  ...timer,
  code: 'answer',
  title: said('First answer'),
  from: ['heard'],
  until: ['waiting'],
  pausedIn: [],
  limits: [{ amount: 4, unit: 'hours', source: said('House rule'), warnBefore: { amount: 1, unit: 'hours' } }],
};

let house: TestHouse;
let worker: Actor;
let colleague: Actor;
let supervisor: Actor;
let stranger: Actor;
/** A Friday, at nine in Hanoi. */
const friday = new Date('2026-12-04T02:00:00Z');

beforeAll(async () => {
  house = await testHouse();
  await publishTest(
    house,
    { kind: 'programme', code, body: programme },
    { kind: 'calendar', code: calendar.code, body: calendar },
    { kind: 'timer', code: timer.code, body: timer },
    { kind: 'timer', code: answer.code, body: answer },
  );
  const organisation = await house.organisation();
  const team = await house.team(organisation);
  const working = async (role: string, where = organisation, teams = [team]): Promise<Actor> => {
    const actor = await house.user(role, where, teams);
    return { ...actor, role: { ...actor.role, programmes: [code] } };
  };
  [worker, colleague, supervisor] = [
    await working('counsellor'),
    await working('counsellor'),
    await working('supervisor'),
  ];
  const elsewhere = await house.organisation('Another');
  stranger = await working('centre-manager', elsewhere, [await house.team(elsewhere)]);
});
afterAll(() => house.close());

async function opened({ nationality = 'VN', destination = 'TH' } = {}): Promise<string> {
  house.clock.now = friday;
  const personId = await testPerson(house, worker, { nationalities: [nationality] });
  const about = { personId, programme: code, consent: oral, ...(destination && { destination }) };
  return (await house.call(ops, worker, 'case.open', about)).id;
}
const revision = async (id: string) => (await house.call(ops, supervisor, 'case.read', { id })).revision;
const move = async (id: string, to: string) =>
  house.call(ops, supervisor, 'case.move', { id, revision: await revision(id), to });
const list = (caseId: string, actor = supervisor) => house.call(ops, actor, 'deadline.list', { caseId });
const clock = async (caseId: string, which = 'decision', actor = supervisor) => {
  const found = (await list(caseId, actor)).items.filter((one) => one.timer === which).at(-1);
  if (!found) throw new Error(`There is no clock ${which}.`);
  return found;
};
const due = async (actor: Actor, caseId: string) =>
  (await house.call(ops, actor, 'deadline.due', {})).items.filter((one) => one.caseId === caseId);
/** Local time of Hanoi. */
const at = (local: string): Date => new Date(`${local}:00+07:00`);
const go = (local: string): void => {
  house.clock.now = at(local);
};

describe('a deadline', () => {
  it('starts with the stage, over weekend and holiday, and says who set it', async () => {
    const id = await opened();
    expect((await list(id)).items).toMatchObject([
      { timer: 'answer', state: 'running', dueAt: at('2026-12-04T13:00').toISOString() },
    ]);
    await move(id, 'waiting');
    // Friday; Monday is a holiday: Tuesday and Wednesday.
    expect(await clock(id)).toMatchObject({
      state: 'running',
      dueAt: at('2026-12-10T00:00').toISOString(),
      source: said('Act, section 12'),
      amount: 2,
      unit: 'workingDays',
    });
    expect(await clock(id, 'answer')).toMatchObject({ state: 'met', metAt: friday.toISOString() });
  });

  it('warns, is over and escalates at the very moment, to whom it concerns', async () => {
    const id = await opened();
    await move(id, 'waiting');
    const heard = async () =>
      (await Promise.all([worker, colleague, supervisor].map((actor) => due(actor, id)))).map((all) => all[0]?.state);
    const before = (moment: Date) => new Date(moment.getTime() - 1);
    for (const [moment, was, is] of [
      ['2026-12-09T12:00', [undefined, undefined, undefined], ['warning', undefined, undefined]],
      ['2026-12-10T00:00', ['warning', undefined, undefined], ['overdue', undefined, undefined]],
      ['2026-12-11T00:00', ['overdue', undefined, undefined], ['escalated', undefined, 'escalated']],
    ] as const) {
      house.clock.now = before(at(moment));
      expect(await heard(), `before ${moment}`).toEqual(was);
      go(moment);
      expect(await heard(), moment).toEqual(is);
    }
    expect((await due(supervisor, id))[0]).toMatchObject({
      mine: false,
      owner: worker.name,
      personName: 'Nguyễn Thị Lan',
    });
    await move(id, 'decided');
    expect(await heard()).toEqual([undefined, undefined, undefined]);
    expect(await clock(id)).toMatchObject({ state: 'met', metAt: house.clock.now.toISOString() });
  });

  it('runs for the corridor that says most, and says so where none is set', async () => {
    const lao = await opened({ nationality: 'LA' });
    await move(lao, 'waiting');
    expect(await clock(lao)).toMatchObject({ amount: 3, dueAt: at('2026-12-11T00:00').toISOString() });
    for (const destination of ['MY', '']) {
      const other = await opened({ destination });
      await move(other, 'waiting');
      const { items, unset } = await list(other);
      expect(items.map((one) => one.timer)).toEqual(['answer']);
      expect(unset).toEqual([{ timer: 'decision', title: timer.title }]);
    }
  });

  it('stands still in a stage that stops it, and goes on with what was left', async () => {
    const id = await opened();
    await move(id, 'waiting');
    go('2026-12-08T10:00');
    await move(id, 'hospital');
    expect(await clock(id)).toMatchObject({ state: 'paused', left: 1, byHand: false });
    go('2026-12-18T10:00');
    expect(await due(worker, id)).toEqual([]);
    await move(id, 'waiting');
    // A Friday again: one working day is left, which is Monday.
    expect(await clock(id)).toMatchObject({ state: 'running', dueAt: at('2026-12-22T00:00').toISOString() });
  });

  it('is not stopped any more once it is over', async () => {
    const id = await opened();
    await move(id, 'waiting');
    go('2026-12-10T00:00');
    await move(id, 'hospital');
    const { id: which, state } = await clock(id);
    expect(state).toBe('overdue');
    const stop = house.call(ops, supervisor, 'deadline.pause', { id: which, reason: 'Too late.' });
    expect(await refusal(stop)).toBe('deadline.over');
  });

  it('starts anew when the case comes back, and is met by the end of the case', async () => {
    const id = await opened();
    await move(id, 'waiting');
    await move(id, 'decided');
    go('2026-12-14T09:00');
    await move(id, 'waiting');
    expect(
      (await list(id)).items
        .filter((one) => one.timer === 'decision')
        .map((one) => one.state)
        .sort(),
    ).toEqual(['met', 'running']);
    await house.call(ops, supervisor, 'case.close', { id, revision: await revision(id), reason: 'done' });
    expect((await list(id)).items.every(({ state }) => state === 'met')).toBe(true);
    await house.call(ops, supervisor, 'case.reopen', { id, revision: await revision(id) });
    expect((await list(id)).items.filter(({ state }) => state === 'running').map((one) => one.timer)).toEqual([
      'answer',
    ]);
  });

  it('keeps the limit with which it started, whatever is published later', async () => {
    const id = await opened();
    await move(id, 'waiting');
    const body = { ...timer, limits: [{ ...limit, amount: 1, source: said('Act as amended') }] };
    await publishTest(house, { kind: 'timer', code: timer.code, version: 2, body });
    expect(await clock(id)).toMatchObject({ amount: 2, source: said('Act, section 12') });
    const later = await opened();
    await move(later, 'waiting');
    expect(await clock(later)).toMatchObject({ amount: 1, source: said('Act as amended') });
    await publishTest(house, { kind: 'timer', code: timer.code, version: 3, body: timer });
  });
});

describe('stopping a clock by hand', () => {
  const pause = (id: string, actor = supervisor) =>
    house.call(ops, actor, 'deadline.pause', { id, reason: 'She gave birth.' });
  const resume = (id: string, actor = supervisor) =>
    house.call(ops, actor, 'deadline.resume', { id, reason: 'She is back.' });

  it('needs the right and a reason, which stays on the case', async () => {
    const id = await opened();
    await move(id, 'waiting');
    const { id: which } = await clock(id);
    expect(await refusal(pause(which, worker))).toBe('grant.missing');
    expect(await refusal(house.call(ops, supervisor, 'deadline.pause', { id: which, reason: ' ' }))).toBe(
      'input.invalid',
    );
    expect(await refusal(resume(which))).toBe('record.changed');
    go('2026-12-08T10:00');
    expect(await pause(which)).toMatchObject({ caseId: id, state: 'paused' });
    expect(await refusal(pause(which))).toBe('record.changed');
    go('2026-12-15T10:00');
    expect(await due(worker, id)).toEqual([]);
    // Neither a stage sets it going, nor its end stops it twice.
    await move(id, 'hospital');
    await move(id, 'waiting');
    expect(await clock(id)).toMatchObject({ state: 'paused', byHand: true, left: 1 });
    expect(await resume(which)).toMatchObject({ state: 'running', dueAt: at('2026-12-17T00:00').toISOString() });
    expect((await clock(id)).stops).toEqual([
      {
        at: at('2026-12-08T10:00').toISOString(),
        until: at('2026-12-15T10:00').toISOString(),
        by: supervisor.name,
        reason: 'She gave birth.',
      },
    ]);
    const blind = { ...worker, role: { ...worker.role, read: ['operational' as const] } };
    expect((await clock(id, 'decision', blind)).stops[0]?.reason).toBeUndefined();
  });

  it('is done once, by the first of two', async () => {
    const id = await opened();
    await move(id, 'waiting');
    const { id: which } = await clock(id);
    const both = await Promise.allSettled([pause(which), pause(which)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await clock(id)).stops).toHaveLength(1);
  });

  it('goes on standing still where the stage stops it as well', async () => {
    const id = await opened();
    await move(id, 'waiting');
    const { id: which } = await clock(id);
    await pause(which);
    await move(id, 'hospital');
    expect(await resume(which)).toMatchObject({ state: 'paused' });
    await move(id, 'waiting');
    expect(await clock(id)).toMatchObject({ state: 'running' });
  });

  it('is refused of another organisation’s, of what is met, and of a closed case', async () => {
    const id = await opened();
    const { id: answered } = await clock(id, 'answer');
    await move(id, 'waiting');
    const { id: which } = await clock(id);
    expect(await refusal(pause(which, stranger))).toBe('record.absent');
    expect(await refusal(list(id, stranger))).toBe('record.absent');
    expect(await refusal(pause(answered))).toBe('record.changed');
    await house.call(ops, supervisor, 'case.close', { id, revision: await revision(id), reason: 'done' });
    expect(await refusal(pause(which))).toBe('record.closed');
  });
});

describe('the clocks of a case', () => {
  it('go along when it is handed over, and are erased with the person', async () => {
    const id = await opened();
    const next = await house.team(worker.organisationId, 'The next');
    const manager = await house.user('centre-manager', worker.organisationId, [next]);
    const there = await house.user('counsellor', worker.organisationId, [next]);
    const { id: which } = await clock(id, 'answer');
    await house.call(ops, supervisor, 'case.assign', { id, revision: await revision(id), ownerId: there.userId });
    go('2026-12-04T20:00');
    expect(await due(worker, id)).toEqual([]);
    expect(await due(there, id)).toMatchObject([{ state: 'overdue', mine: true }]);
    const { personId } = (await house.call(ops, manager, 'case.read', { id })).case;
    const now = { ...manager, authenticatedAt: house.clock.now };
    await house.call(peopleOperations, now, 'person.erase', { id: personId, reason: 'Asked.' });
    expect(await due(there, id)).toEqual([]);
    expect(await refusal(house.call(ops, manager, 'deadline.pause', { id: which, reason: 'x' }))).toBe('record.absent');
  });

  it('cost a programme without timers no query', async () => {
    const asked: string[] = [];
    const { definitions } = house.ports;
    expect(definitions.timers('resource-centre')).toEqual([]);
    const { stepClocks } = await import('./clocks.ts');
    const db = new Proxy({}, { get: (_, name) => asked.push(String(name)) });
    const row = { programme: 'resource-centre' } as Parameters<typeof stepClocks>[1];
    await stepClocks({ db, definitions } as Parameters<typeof stepClocks>[0], row, 'advising');
    expect(asked).toEqual([]);
  });
});
