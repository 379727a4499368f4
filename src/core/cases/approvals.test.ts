import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Programme, Text } from '../../kernel/index.ts';
import { type Problem, uuidv7 } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { peopleOperations } from '../people/index.ts';
import { caseOperations as ops } from './index.ts';
import { oral, publishTest, testPerson } from './testing.ts';

const said = (en: string): Text => ({ en });
const code = 'two-pairs-of-eyes';
const approvals = [{ code: 'agreed', label: said('A second person agrees.') }];
const programme: Programme = {
  code,
  title: said('Two pairs of eyes'),
  stages: [
    { code: 'seen', label: said('Seen') },
    { code: 'gone', label: said('Gone') },
    { code: 'end', label: said('End'), final: true },
  ],
  firstStage: 'seen',
  transitions: [
    { from: 'seen', to: 'gone', label: said('Go'), gate: { approvals }, waivable: true },
    { from: 'gone', to: 'seen', label: said('Come back') },
    { from: 'seen', to: 'seen', label: said('Stay') },
    { from: 'gone', to: 'end', label: said('End'), gate: { closingReason: true } },
  ],
  forms: [],
  signs: [],
  closingReasons: [{ code: 'done', label: said('Done') }],
  quietAfterDays: 30,
};

let house: TestHouse;
let worker: Actor;
let supervisor: Actor;
let manager: Actor;
let stranger: Actor;

beforeAll(async () => {
  house = await testHouse();
  await publishTest(house, { kind: 'programme', code, body: programme });
  const organisation = await house.organisation();
  const team = await house.team(organisation);
  const working = async (role: string, where = organisation, teams = [team]): Promise<Actor> => {
    const actor = await house.user(role, where, teams);
    return { ...actor, role: { ...actor.role, programmes: [code] } };
  };
  [worker, supervisor, manager] = [
    await working('counsellor'),
    await working('supervisor'),
    await working('centre-manager'),
  ];
  const elsewhere = await house.organisation('Another');
  stranger = await working('centre-manager', elsewhere, [await house.team(elsewhere)]);
});
afterAll(() => house.close());

async function opened(owner = worker): Promise<string> {
  const personId = await testPerson(house, owner);
  return (await house.call(ops, owner, 'case.open', { personId, programme: code, consent: oral })).id;
}
const read = (id: string, actor = worker) => house.call(ops, actor, 'case.read', { id });
const ask = async (caseId: string, actor = worker) =>
  (await house.call(ops, actor, 'approval.ask', { caseId, to: 'gone', code: 'agreed', note: 'Because she asks.' })).id;
const decide = (id: string, actor: Actor, granted = true, reason?: string) =>
  house.call(ops, actor, 'approval.decide', { id, granted, ...(reason && { reason }) });
const move = async (id: string, to: string) =>
  house.call(ops, worker, 'case.move', { id, revision: (await read(id)).revision, to });
const missing = async (id: string) => (await read(id)).transitions.find(({ to }) => to === 'gone')?.missing;
const of = async (caseId: string, actor = worker) => (await house.call(ops, actor, 'approval.list', { caseId })).items;
const waiting = async (actor: Actor, caseId: string) =>
  (await house.call(ops, actor, 'approval.list', {})).items.some((one) => one.caseId === caseId);

describe('an approval', () => {
  it('is missing, is asked for once, and lets one step go once it is given', async () => {
    const id = await opened();
    expect(await missing(id)).toEqual([{ kind: 'approval', code: 'agreed', what: said('A second person agrees.') }]);
    expect(await refusal(move(id, 'gone'))).toBe('stage.refused');
    const asked = await ask(id);
    expect(await ask(id, supervisor)).toBe(asked);
    expect(await refusal(move(id, 'gone'))).toBe('stage.refused');
    await decide(asked, manager);
    expect(await missing(id)).toEqual([]);
    await move(id, 'gone');
    expect(await of(id)).toMatchObject([
      {
        id: asked,
        state: 'used',
        askedBy: worker.name,
        decidedBy: manager.name,
        note: 'Because she asks.',
        step: said('Go'),
      },
    ]);
    await move(id, 'seen');
    expect(await missing(id)).toMatchObject([{ kind: 'approval' }]);
    expect(await ask(id)).not.toBe(asked);
  });

  it('is never waived', async () => {
    const id = await opened();
    const part = { to: 'gone', kind: 'fact' as const, code: 'agreed', reason: 'No.' };
    expect(await refusal(house.call(ops, manager, 'case.waive', { id, revision: 1, ...part }))).toBe('stage.refused');
  });

  it('counts no more once the case took any other step', async () => {
    const id = await opened();
    const granted = await ask(id);
    await decide(granted, manager);
    await move(id, 'seen');
    expect(await missing(id)).toMatchObject([{ kind: 'approval' }]);
    const open = await ask(id);
    await move(id, 'seen');
    expect((await of(id)).map(({ state }) => state).sort()).toEqual(['lapsed', 'used']);
    expect(await refusal(decide(open, manager))).toBe('record.changed');
  });

  it('is given by neither who asked nor the case’s owner, and by nobody without the right', async () => {
    const own = await opened(supervisor);
    const asked = await ask(own, manager);
    expect(await refusal(decide(asked, manager))).toBe('approval.own');
    expect(await refusal(decide(asked, supervisor))).toBe('approval.own');
    expect(await refusal(decide(asked, worker))).toBe('grant.missing');
    expect((await of(own, manager))[0]).toMatchObject({ state: 'waiting', mayDecide: false });
    for (const actor of [manager, supervisor]) expect(await waiting(actor, own)).toBe(false);
    await expect(
      house.ports.store.write('system', async (db) => ({
        value: await db
          .updateTable('approval')
          .set({ decided_by: manager.userId, decided_at: house.clock.now, granted: true })
          .where('id', '=', asked)
          .execute(),
      })),
    ).rejects.toThrow(/never_ones_own/);
  });

  it('is refused with a reason, and may then be asked for again', async () => {
    const id = await opened();
    const asked = await ask(id);
    expect(await waiting(supervisor, id)).toBe(true);
    expect(await refusal(decide(asked, supervisor, false))).toBe('input.invalid');
    await decide(asked, supervisor, false, 'Her brother is named in the complaint.');
    expect(await waiting(supervisor, id)).toBe(false);
    expect((await of(id))[0]).toMatchObject({ state: 'refused', reason: 'Her brother is named in the complaint.' });
    expect(await missing(id)).toMatchObject([{ kind: 'approval' }]);
    const blind = { ...worker, role: { ...worker.role, read: ['operational' as const] } };
    expect((await of(id, blind))[0]).toEqual(expect.not.objectContaining({ reason: expect.anything() }));
    await decide(await ask(id), manager);
    expect(await missing(id)).toEqual([]);
  });

  it('is decided once, by the first of two', async () => {
    const asked = await ask(await opened());
    const answers = await Promise.all(
      [decide(asked, supervisor, false, 'No.'), decide(asked, manager)].map((one) =>
        one.then(
          () => 'done',
          (error: Problem) => error.code,
        ),
      ),
    );
    expect(answers.sort()).toEqual(['done', 'record.changed']);
  });

  it('is asked for nothing that the step does not ask, nor of a closed case', async () => {
    const id = await opened();
    const call = (to: string, which: string) =>
      refusal(house.call(ops, worker, 'approval.ask', { caseId: id, to, code: which }));
    expect(await call('gone', 'other')).toBe('stage.refused');
    expect(await call('end', 'agreed')).toBe('stage.refused');
    await decide(await ask(id), manager);
    await move(id, 'gone');
    await house.call(ops, worker, 'case.close', { id, revision: (await read(id)).revision, reason: 'done' });
    expect(await call('gone', 'agreed')).toBe('record.closed');
  });

  it('is hidden from other organisations, goes along with the case, and is erased with the person', async () => {
    const id = await opened();
    const asked = await ask(id);
    for (const [name, input] of [
      ['approval.list', { caseId: id }],
      ['approval.ask', { caseId: id, to: 'gone', code: 'agreed' }],
      ['approval.decide', { id: asked, granted: true }],
      ['approval.decide', { id: uuidv7(), granted: true }],
    ] as const)
      expect(await refusal(house.call(ops, stranger, name, input as never))).toBe('record.absent');
    const next = await house.team(worker.organisationId, 'The next');
    const there = await house.user('supervisor', worker.organisationId, [next]);
    expect(await waiting(there, id)).toBe(false);
    await house.call(ops, manager, 'case.assign', { id, revision: (await read(id)).revision, teamId: next });
    expect(await waiting(there, id)).toBe(true);
    const { personId } = (await read(id, manager)).case;
    await house.call(peopleOperations, manager, 'person.erase', { id: personId, reason: 'She asked for it.' });
    expect(await refusal(decide(asked, manager))).toBe('record.absent');
    expect(await waiting(there, id)).toBe(false);
  });
});
