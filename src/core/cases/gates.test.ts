import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Programme, Text } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations as ops } from './index.ts';
import { oral, type TestPerson, testEntry, testPerson } from './testing.ts';

const said = (en: string): Text => ({ en });
/** A programme that nobody has, so that the engine cannot know it. */
const code = 'night-market';
const programme: Programme = {
  code,
  title: said('Night market'),
  stages: ['seen', 'asked', 'safe', 'gone', 'moved'].map((stage) => ({
    code: stage,
    label: said(stage),
    ...((stage === 'gone' || stage === 'moved') && { final: true as const }),
  })),
  firstStage: 'seen',
  reopensAt: 'asked',
  transitions: [
    {
      from: 'seen',
      to: 'asked',
      label: said('Ask'),
      waivable: true,
      gate: {
        consents: ['record'],
        entries: ['job-offer'],
        facts: [{ code: 'wantsTo', form: 'intake', when: "${situation} = 'returned'", missing: said('Ask where.') }],
        child: { facts: [{ code: 'guardian', form: 'satisfaction', missing: said('Find a guardian.') }] },
      },
      effects: [
        { task: 'callBack', within: 4 },
        { task: 'screening', within: 24, childOnly: true },
      ],
    },
    { from: 'asked', to: 'seen', label: said('Back') },
    { from: 'asked', to: 'safe', label: said('Settle') },
    {
      from: 'asked',
      to: 'gone',
      label: said('Let go'),
      gate: { closingReason: true, adultsOnly: said('A child stays protected.') },
    },
    { from: 'safe', to: 'gone', label: said('End'), gate: { closingReason: true } },
    { from: 'safe', to: 'moved', label: said('Hand on'), gate: { closingReason: true } },
    { from: 'gone', to: 'asked', label: said('Again'), gate: { consents: ['record'] } },
  ],
  forms: ['intake', 'job-offer', 'satisfaction'],
  signs: [],
  closingReasons: [{ code: 'done', label: said('Done') }],
  quietAfterDays: 30,
};

let house: TestHouse;
let counsellor: Actor;
let supervisor: Actor;

beforeAll(async () => {
  house = await testHouse();
  await house.ports.store.write('system', async (db) => {
    await db
      .insertInto('definition')
      .values({
        kind: 'programme',
        code,
        version: 1,
        body: JSON.stringify(programme),
        published_at: house.clock.now,
        published_by: null,
      })
      .execute();
    return { value: undefined };
  });
  await house.ports.definitions.refresh();
  const organisation = await house.organisation();
  const team = await house.team(organisation);
  const working = async (role: string): Promise<Actor> => {
    const actor = await house.user(role, organisation, [team]);
    return { ...actor, role: { ...actor.role, programmes: [code] } };
  };
  [counsellor, supervisor] = [await working('counsellor'), await working('supervisor')];
});
afterAll(() => house.close());

async function opened(person: TestPerson = {}) {
  const personId = await testPerson(house, counsellor, person);
  return (await house.call(ops, counsellor, 'case.open', { personId, programme: code, consent: oral })).id;
}
const read = (id: string, actor = counsellor) => house.call(ops, actor, 'case.read', { id });
const entry = (id: string, form: string, answers = {}) => testEntry(house, counsellor, id, form, answers);
const move = async (id: string, to: string) =>
  house.call(ops, counsellor, 'case.move', { id, revision: (await read(id)).revision, to });
const waive = async (id: string, part: { to: string; kind: 'fact' | 'entry'; code: string }, actor = supervisor) =>
  house.call(ops, actor, 'case.waive', { id, revision: (await read(id)).revision, ...part, reason: 'No road.' });
const missing = async (id: string, to: string) =>
  (await read(id)).transitions.find((one) => one.to === to)?.missing.map(({ kind, code }) => `${kind} ${code}`.trim());
/** Everything that an adult needs to be asked. */
async function ready(id: string) {
  await entry(id, 'job-offer');
  await entry(id, 'intake', { situation: 'returned' });
}

describe('facts', () => {
  it('are what the newest entry says, and are missed in the words of the programme', async () => {
    const id = await opened();
    expect(await missing(id, 'asked')).toEqual(['entry job-offer', 'fact wantsTo']);
    await ready(id);
    expect(await missing(id, 'asked')).toEqual([]);
    house.clock.now = new Date(house.clock.now.getTime() + 60_000);
    await entry(id, 'intake', { situation: 'abroad' });
    const [way] = (await read(id)).transitions;
    expect(way?.missing).toEqual([{ kind: 'fact', code: 'wantsTo', what: said('Ask where.'), waivable: true }]);
    await expect(move(id, 'asked')).rejects.toMatchObject({
      code: 'stage.refused',
      params: { missing: [{ kind: 'fact', code: 'wantsTo' }] },
    });
  });
});

describe('a child', () => {
  const children: [string, TestPerson, boolean][] = [
    ['of fifteen', { birthYear: 2011 }, true],
    ['of an age that nobody knows', { birthYear: null }, true],
    ['who turns eighteen this year', { birthYear: 2008 }, true],
    ['estimated at nineteen', { birthYear: 2007, birth: { value: '2007', known: 'estimated' } }, true],
    [
      'not, when the paper says nineteen',
      { birthYear: 2007, birth: { value: '2007-01-02', known: 'document' } },
      false,
    ],
    ['not, at twenty-eight', { birthYear: 1998 }, false],
  ];
  it.each(children)('%s', async (_, person, child) => {
    const id = await opened(person);
    await ready(id);
    expect(await missing(id, 'asked')).toEqual(child ? ['childFact guardian'] : []);
    if (child) await entry(id, 'satisfaction');
    await move(id, 'asked');
    expect(await missing(id, 'gone')).toEqual([...(child ? ['adultsOnly'] : []), 'closingReason']);
    const close = house.call(ops, counsellor, 'case.close', {
      id,
      revision: (await read(id)).revision,
      reason: 'done',
    });
    if (child) expect(await refusal(close)).toBe('stage.refused');
    else expect(await close).toMatchObject({ stage: 'gone' });
  });
});

describe('a waiver', () => {
  it('needs the right, and lets one step go without one thing', async () => {
    const id = await opened();
    await entry(id, 'job-offer');
    const part = { to: 'asked', kind: 'fact' as const, code: 'wantsTo' };
    expect(await refusal(waive(id, part, counsellor))).toBe('grant.missing');
    await waive(id, part);
    expect((await read(id)).waivers).toEqual([
      expect.objectContaining({ from: 'seen', ...part, by: supervisor.name, reason: 'No road.' }),
    ]);
    expect(await missing(id, 'asked')).toEqual([]);
    await move(id, 'asked');
    await move(id, 'seen');
    expect(await missing(id, 'asked')).toEqual(['fact wantsTo']);
    expect((await read(id)).waivers).toHaveLength(1);
  });

  it('shows its reason to those alone who read accounts', async () => {
    const id = await opened();
    await waive(id, { to: 'asked', kind: 'entry', code: 'job-offer' });
    const blind = { ...counsellor, role: { ...counsellor.role, read: ['operational' as const] } };
    expect((await read(id, blind)).waivers).toEqual([expect.not.objectContaining({ reason: 'No road.' })]);
  });

  it('is refused for what is there, what protects a child, and steps that allow none', async () => {
    const id = await opened({ birthYear: 2011 });
    await entry(id, 'job-offer');
    for (const part of [
      { to: 'asked', kind: 'entry' as const, code: 'job-offer' },
      { to: 'asked', kind: 'fact' as const, code: 'guardian' },
      { to: 'asked', kind: 'fact' as const, code: 'nothing' },
      { to: 'gone', kind: 'entry' as const, code: 'job-offer' },
    ])
      expect(await refusal(waive(id, part))).toBe('stage.refused');
    expect((await read(id)).waivers).toEqual([]);
  });
});

describe('what follows from a step', () => {
  it.each([
    [{ birthYear: 1998 }, ['callBack 4']],
    [{ birthYear: 2011 }, ['callBack 4', 'screening 24']],
  ])('are tasks, of %o', async (person, wanted) => {
    const id = await opened(person);
    await ready(id);
    await entry(id, 'satisfaction');
    await move(id, 'asked');
    const hours = (due: string) => (Date.parse(due) - house.clock.now.getTime()) / 3_600_000;
    expect((await read(id)).tasks.map(({ kind, dueAt }) => `${kind} ${hours(dueAt)}`)).toEqual(wanted);
  });
});

describe('opening again', () => {
  it('goes where the programme says, from the end that was named, when what it asks is there', async () => {
    const id = await opened();
    await ready(id);
    await move(id, 'asked');
    await move(id, 'safe');
    const revision = async () => (await read(id)).revision;
    const end = { id, revision: await revision(), reason: 'done' };
    await expect(house.call(ops, counsellor, 'case.close', end)).rejects.toMatchObject({
      code: 'input.invalid',
      fields: [{ path: 'to', code: 'required' }],
    });
    expect(await house.call(ops, counsellor, 'case.close', { ...end, to: 'gone' })).toMatchObject({ stage: 'gone' });
    const [consent] = (await read(id)).consents;
    await house.call(ops, counsellor, 'consent.withdraw', { id: consent?.id ?? '' });
    const again = async () => house.call(ops, counsellor, 'case.reopen', { id, revision: await revision() });
    expect(await refusal(again())).toBe('stage.refused');
    await house.call(ops, counsellor, 'consent.give', { caseId: id, purpose: 'record', how: 'oral' });
    expect(await again()).toMatchObject({ stage: 'asked' });
  });
});
