import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Programme, Role } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { oral } from '../cases/testing.ts';
import type { CallInput, CallName, CallOutput } from '../contracts.ts';
import { DefinitionCache, installSupplied } from '../definitions/index.ts';
import { operations } from '../index.ts';

const en = (text: string) => ({ en: text });
const programme: Programme = {
  code: 'short',
  title: en('Short'),
  stages: [
    { code: 'open', label: en('Open') },
    { code: 'done', label: en('Done'), final: true },
    { code: 'lost', label: en('Lost'), final: true },
  ],
  firstStage: 'open',
  transitions: [
    { from: 'open', to: 'done', label: en('Done') },
    { from: 'open', to: 'lost', label: en('Lost') },
  ],
  forms: [],
  signs: [],
  closingReasons: [{ code: 'over', label: en('Over') }],
  quietAfterDays: 30,
  retention: [
    { months: 12, basis: en('A decree') },
    { stage: 'lost', months: 3, basis: en('The same') },
  ],
};
const forever: Programme = { ...programme, code: 'forever', retention: [] };

let house: TestHouse;
let manager: Actor;
/** May erase, and reaches one team alone. */
let local: Actor;
let elsewhere: Actor;
let teams: string[];
const call = <N extends CallName>(name: N, input: CallInput<N>, actor = manager): Promise<CallOutput<N>> =>
  house.call(operations, actor, name, input);

beforeAll(async () => {
  house = await testHouse();
  const { store, definitions } = house.ports;
  const supplied = definitions.role('centre-manager')!;
  const role: Role = { ...supplied, programmes: [...supplied.programmes, 'short', 'forever'] };
  await installSupplied(store, house.clock.now, [
    ...[programme, forever].map((one) => ({ kind: 'programme' as const, code: one.code, body: one })),
    { kind: 'role', code: 'keeper', body: { ...role, code: 'keeper' } },
    { kind: 'role', code: 'local-keeper', body: { ...role, code: 'local-keeper', scope: 'team' } },
  ]);
  if (definitions instanceof DefinitionCache) await definitions.refresh();
  const organisation = await house.organisation();
  teams = [await house.team(organisation, 'North'), await house.team(organisation, 'South')];
  manager = await house.user('keeper', organisation, [teams[0]!]);
  local = await house.user('local-keeper', organisation, [teams[1]!]);
  const away = await house.organisation();
  elsewhere = await house.user('keeper', away, [await house.team(away)]);
});
afterAll(() => house?.close());
beforeEach(() => at('2026-11-16'));

const at = (day: string) => {
  house.clock.now = new Date(`${day}T03:00:00Z`);
  for (const actor of [manager, local, elsewhere]) actor.authenticatedAt = house.clock.now;
};
const person = async (actor = manager) =>
  (await call('person.register', { identity: { name: 'Nguyễn Thị Lan' } }, actor)).person.id;
const opened = async (personId: string, of = 'short', actor = manager) =>
  (await call('case.open', { personId, programme: of, consent: oral }, actor)).id;
const closed = async (personId: string, to = 'done', of = 'short', actor = manager) => {
  const id = await opened(personId, of, actor);
  await call('case.close', { id, revision: 1, to, reason: 'over' }, actor);
  return id;
};
const dueIds = async (actor = manager) =>
  (await call('retention.list', {}, actor)).people.map(({ personId }) => personId);

describe('retention', () => {
  it('lets go whose cases are all closed for longer than their rules keep them; the longest counts', async () => {
    at('2025-01-10');
    const [twelve, three, both, kept, busy, asked] = await Promise.all(Array.from({ length: 6 }, () => person()));
    await closed(twelve!);
    await closed(three!, 'lost');
    await closed(both!, 'lost');
    at('2025-03-10');
    await closed(both!);
    await closed(kept!, 'lost');
    await closed(kept!, 'done', 'forever');
    await closed(busy!, 'lost');
    await closed(asked!, 'lost');
    await opened(busy!);
    const contact = { programme: 'resource-centre', channel: 'phone', topic: 'fees' };
    await call('enquiry.record', { ...contact, answered: false, personId: asked! });
    at('2025-04-09');
    expect(await dueIds()).toEqual([]);
    at('2025-04-10');
    expect(await dueIds()).toEqual([three]);
    at('2026-03-09');
    expect(await dueIds()).toEqual([three, twelve]);
    at('2026-03-10');
    const { people, total } = await call('retention.list', {});
    expect(people.map(({ personId }) => personId)).toEqual([three, twelve, both]);
    expect(total).toBe(3);
    expect(people[0]).toMatchObject({ personName: 'Nguyễn Thị Lan', dueAt: '2025-04-10T03:00:00.000Z', held: false });
  });

  it('shows and erases nobody of another organisation, or whom the caller does not see', async () => {
    at('2024-01-10');
    const lan = await person();
    await closed(lan, 'lost');
    at('2026-11-16');
    expect(await dueIds()).toContain(lan);
    for (const actor of [local, elsewhere]) {
      expect(await dueIds(actor)).not.toContain(lan);
      expect(await refusal(call('retention.carryOut', { ids: [lan] }, actor))).toBe('record.absent');
    }
  });

  it('looks at the cases of teams that the caller does not see', async () => {
    at('2024-01-10');
    const lan = await person(local);
    await closed(lan, 'lost', 'short', local);
    // The manager's team works with her as well.
    const hidden = await opened(lan);
    at('2026-11-16');
    expect(await dueIds(local)).not.toContain(lan);
    expect(await call('retention.carryOut', { ids: [lan] }, local)).toEqual({ erased: 0, left: 1 });
    await call('case.close', { id: hidden, revision: 1, to: 'lost', reason: 'over' });
    at('2027-02-16');
    expect(await dueIds(local)).toContain(lan);
  });

  it('erases who is due, after the password, and leaves who came back or is held', async () => {
    at('2024-01-10');
    const [lan, back, held] = await Promise.all([person(), person(), person()]);
    for (const id of [lan!, back!, held!]) await closed(id, 'lost');
    at('2026-11-16');
    await opened(back!);
    await call('hold.set', { personId: held!, reason: 'A trial' });
    expect((await call('retention.list', {})).people.find(({ personId }) => personId === held)?.held).toBe(true);
    manager.authenticatedAt = new Date('2026-11-16T02:00:00Z');
    expect(await refusal(call('retention.carryOut', { ids: [lan!] }))).toBe('auth.reauthenticate');
    manager.authenticatedAt = house.clock.now;
    expect(await call('retention.carryOut', { ids: [lan!, back!, held!] })).toEqual({ erased: 1, left: 2 });
    expect(await refusal(call('person.read', { id: lan! }))).toBe('record.absent');
    await call('person.read', { id: back! });
    await call('person.read', { id: held! });
    const { rows } = await house.asSystem<{ operation: string; outcome: string }>(
      `select operation, outcome from journal where subject_id = $1 and operation = 'retention.carryOut'`,
      [lan],
    );
    expect(rows).toEqual([{ operation: 'retention.carryOut', outcome: 'done' }]);
  });

  it('is judged when a programme is published', async () => {
    const body = {
      ...programme,
      retention: [{ stage: 'open', months: 3, basis: en('x') }, ...programme.retention!, programme.retention![0]!],
    };
    const file = Buffer.from(JSON.stringify(body)).toString('base64');
    const admin = await house.user('administrator', manager.organisationId);
    const { faults } = await call('definition.preview', { kind: 'programme', file, fileName: 'short.json' }, admin);
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'retention.0.stage unpublished',
      'retention. twice',
    ]);
  });
});

describe('a hold', () => {
  it('keeps a person from being erased until it is lifted, with a reason that only its readers see', async () => {
    const lan = await person();
    const { id } = await call('hold.set', { personId: lan, reason: 'Before the provincial court' });
    expect(await refusal(call('person.erase', { id: lan, reason: 'Asked for' }))).toBe('record.held');
    const { holds } = await call('hold.list', { personId: lan });
    expect(holds).toEqual([
      { id, reason: 'Before the provincial court', at: '2026-11-16T03:00:00.000Z', by: manager.name, stands: true },
    ]);
    const { rows } = await house.asSystem<{ reason: Buffer }>('select reason from hold where id = $1', [id]);
    expect(rows[0]!.reason.toString('latin1')).not.toContain('court');
    await call('hold.lift', { id, reason: 'Judged' });
    expect((await call('hold.list', { personId: lan })).holds[0]).toMatchObject({
      stands: false,
      liftedBy: manager.name,
    });
    await call('person.erase', { id: lan, reason: 'Asked for' });
  });

  it('ends by itself, when it says so', async () => {
    const lan = await person();
    expect(await refusal(call('hold.set', { personId: lan, reason: 'x', until: '2026-11-16T03:00:00Z' }))).toBe(
      'input.invalid',
    );
    await call('hold.set', { personId: lan, reason: 'x', until: '2026-11-17T03:00:00Z' });
    expect(await refusal(call('person.erase', { id: lan, reason: 'x' }))).toBe('record.held');
    at('2026-11-17');
    await call('person.erase', { id: lan, reason: 'x' });
  });

  it('stays over a merge, on whichever of the two it was, and goes back with its own', async () => {
    const [kept, merged] = await Promise.all([person(), person()]);
    await call('hold.set', { personId: merged!, reason: 'Of the second' });
    const { mergeId } = await call('person.merge', { keep: kept!, merge: merged!, reason: 'The same' });
    expect(await refusal(call('person.erase', { id: kept!, reason: 'x' }))).toBe('record.held');
    expect((await call('hold.list', { personId: kept! })).holds).toMatchObject([{ reason: 'Of the second' }]);
    await call('person.unmerge', { mergeId, reason: 'Two after all' });
    await call('person.erase', { id: kept!, reason: 'x' });
    expect(await refusal(call('person.erase', { id: merged!, reason: 'x' }))).toBe('record.held');
  });

  it('and an erasure at once: one of them is told', async () => {
    for (let n = 0; n < 8; n++) {
      const lan = await person();
      const [hold, erased] = await Promise.allSettled([
        call('hold.set', { personId: lan, reason: 'x' }),
        call('person.erase', { id: lan, reason: 'x' }),
      ]);
      expect([hold.status, erased.status].sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('is nobody else’s to see, set or lift', async () => {
    const lan = await person();
    const { id } = await call('hold.set', { personId: lan, reason: 'x' });
    const counsellor = await house.user('counsellor', manager.organisationId, [teams[0]!]);
    expect(await refusal(call('hold.list', { personId: lan }, counsellor))).toBe('grant.missing');
    for (const actor of [local, elsewhere]) {
      expect(await refusal(call('hold.list', { personId: lan }, actor))).toBe('record.absent');
      expect(await refusal(call('hold.set', { personId: lan, reason: 'x' }, actor))).toBe('record.absent');
      expect(await refusal(call('hold.lift', { id, reason: 'x' }, actor))).toBe('record.absent');
    }
  });
});
