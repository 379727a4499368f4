import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, uuidv7 } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { peopleOperations as peopleOps } from '../people/index.ts';
import { caseOperations as ops } from './index.ts';
import { oral, programme, testEntry, testPerson } from './testing.ts';

let house: TestHouse;
let organisation: string;
let team: string;
let counsellor: Actor;
let manager: Actor;
let elsewhere: Actor;

beforeAll(async () => {
  house = await testHouse();
  organisation = await house.organisation();
  team = await house.team(organisation, 'Hà Nội');
  counsellor = await house.user('counsellor', organisation, [team]);
  manager = await house.user('centre-manager', organisation, [team]);
  elsewhere = await house.user('counsellor', organisation, [await house.team(organisation, 'Nghệ An')]);
});
afterAll(() => house.close());

async function opened(actor = counsellor, more: { topic?: string } = {}) {
  const personId = await testPerson(house, actor);
  return { personId, ...(await house.call(ops, actor, 'case.open', { personId, programme, consent: oral, ...more })) };
}
const read = (id: string, actor = counsellor) => house.call(ops, actor, 'case.read', { id });

describe('case.open', () => {
  it('opens with what is known of the person, a consent and the first stage', async () => {
    const personId = await testPerson(house, counsellor, { birthYear: 2010, sex: 'male', nationalities: ['LA', 'TH'] });
    const consent = { how: 'written' as const, witness: 'Her sister' };
    const input = { personId, programme, consent, channel: 'phone', topic: 'documents', destination: 'TH' };
    const { id, number, revision } = await house.call(ops, counsellor, 'case.open', input);
    expect(number).toMatch(/^BC-/);
    const found = await read(id);
    expect(found.case).toMatchObject({
      number,
      stage: 'opened',
      sex: 'male',
      ageBand: '0-17',
      team: 'Hà Nội',
      personId,
    });
    expect(found).toMatchObject({
      revision,
      tasks: [],
      entries: [],
      may: { write: true, assign: false, close: true, refer: true },
    });
    expect(found.consents).toMatchObject([{ purpose: 'record', how: 'written', witness: 'Her sister' }]);
  });

  it('gives a flagged case a task to look closer within a day', async () => {
    const personId = await testPerson(house, counsellor, { birthYear: 2011 });
    const { id } = await house.call(ops, counsellor, 'case.open', {
      personId,
      programme,
      topic: 'jobOffer',
      consent: oral,
    });
    const found = await read(id);
    expect(found.case.flags.map(({ sign }) => sign)).toEqual(['childRecruited']);
    expect(found.tasks).toMatchObject([{ kind: 'screening', dueAt: '2026-11-17T03:00:00.000Z' }]);
  });

  it('refuses a person who is not seen, one merged away, and codes that are not offered', async () => {
    const hidden = await testPerson(house, elsewhere);
    const open = (input: object) =>
      house.call(ops, counsellor, 'case.open', { personId: hidden, programme, consent: oral, ...input });
    expect(await refusal(open({}))).toBe('record.absent');
    expect(await refusal(open({ personId: uuidv7() }))).toBe('record.absent');
    const [kept, merged] = [await testPerson(house, counsellor), await testPerson(house, counsellor)];
    await house.ports.store.write('system', async (db) => ({
      value: await db.updateTable('person').set({ merged_into: kept }).where('id', '=', merged).execute(),
    }));
    await expect(open({ personId: merged })).rejects.toMatchObject({ code: 'person.merged', params: { into: kept } });
    for (const wrong of [{ topic: 'none' }, { place: 'none' }, { destination: 'XX' }])
      await expect(open({ personId: kept, ...wrong })).rejects.toMatchObject({
        fields: [{ path: Object.keys(wrong)[0], code: 'unknownCode' }],
      });
  });
});

describe('case.read', () => {
  it('answers alike for hidden and absent', async () => {
    const { id } = await opened();
    for (const call of [read(id, elsewhere), read(uuidv7())]) expect(await refusal(call)).toBe('record.absent');
  });

  it('says of each next stage what is missing', async () => {
    const { id, revision } = await opened();
    await house.call(ops, counsellor, 'case.move', { id, revision, to: 'advising' });
    const { transitions } = await read(id);
    const missing = Object.fromEntries(transitions.map((one) => [one.to, one.missing]));
    expect(missing).toEqual({
      following: [{ kind: 'entry', code: 'counselling-session' }],
      closed: [
        { kind: 'entry', code: 'counselling-session' },
        { kind: 'closingReason', code: '' },
      ],
    });
    await testEntry(house, counsellor, id, 'counselling-session');
    const later = (await read(id)).transitions.find(({ to }) => to === 'following');
    expect(later?.missing).toEqual([]);
  });
});

describe('stages', () => {
  it('refuses what a gate does not let through, with what is missing', async () => {
    const { id, revision } = await opened();
    const consent = (await read(id)).consents[0]!;
    await house.call(ops, counsellor, 'consent.withdraw', { id: consent.id });
    await expect(house.call(ops, counsellor, 'case.move', { id, revision, to: 'advising' })).rejects.toMatchObject({
      code: 'stage.refused',
      params: { missing: [{ kind: 'consent', code: 'record' }] },
    });
    for (const to of ['following', 'closed', 'none'])
      expect(await refusal(house.call(ops, counsellor, 'case.move', { id, revision, to }))).toBe('stage.refused');
  });

  it('closes with a reason, is closed, and opens again', async () => {
    const { id, revision } = await opened();
    const close = (reason: string) =>
      house.call(ops, counsellor, 'case.close', { id, revision, reason, satisfaction: 4 });
    await expect(close('bored')).rejects.toMatchObject({ fields: [{ path: 'reason', code: 'unknownCode' }] });
    const closed = await close('resolved');
    expect(closed).toEqual({ revision: 2, stage: 'closed' });
    expect((await read(id)).case).toMatchObject({
      closedAt: house.clock.now.toISOString(),
      closingReason: 'resolved',
      satisfaction: 4,
    });
    expect(await refusal(house.call(ops, counsellor, 'case.move', { id, revision: 2, to: 'advising' }))).toBe(
      'record.closed',
    );
    expect(
      await refusal(
        house.call(ops, counsellor, 'task.add', { caseId: id, kind: 'callBack', dueAt: '2026-12-01T00:00:00Z' }),
      ),
    ).toBe('record.closed');
    expect(await house.call(ops, counsellor, 'case.reopen', { id, revision: 2 })).toEqual({
      revision: 3,
      stage: 'opened',
    });
    const again = (await read(id)).case;
    expect(again).not.toMatchObject({ closingReason: expect.anything() });
    expect(again.closedAt).toBeUndefined();
  });

  it('tells whoever comes second what the case is now', async () => {
    const { id, revision } = await opened();
    const both = await Promise.allSettled(
      [1, 2].map(() => house.call(ops, counsellor, 'case.move', { id, revision, to: 'advising' })),
    );
    const lost = both.find((one) => one.status === 'rejected');
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(lost?.reason).toMatchObject({ code: 'record.changed', params: { revision: 2, stage: 'advising' } });
  });
});

describe('case.assign', () => {
  it('takes along what belongs to the case, to a colleague or a team', async () => {
    const { id, personId } = await opened();
    await house.call(ops, counsellor, 'task.add', {
      caseId: id,
      kind: 'callBack',
      dueAt: '2026-11-20T00:00:00Z',
      note: 'After six.',
    });
    await testEntry(house, counsellor, id, 'intake');
    await house.call(ops, manager, 'case.assign', { id, revision: 1, teamId: elsewhere.teamIds[0]! });
    expect(await refusal(read(id))).toBe('record.absent');
    const there = await read(id, elsewhere);
    expect(there).toMatchObject({
      case: { team: 'Nghệ An', personId },
      tasks: [{ note: 'After six.', mine: false }],
      entries: [{ form: 'intake' }],
    });
    expect(there.case.owner).toBeUndefined();
    expect(there.case.personNumber).not.toBe('');
    expect(there.consents).toHaveLength(1);
    await house.call(ops, manager, 'case.assign', { id, revision: 2, ownerId: counsellor.userId });
    expect((await read(id)).case).toMatchObject({ team: 'Hà Nội', owner: counsellor.name });
  });

  it('goes to a team that whoever gives it does not see, and the person is found there', async () => {
    const supervisor = await house.user('supervisor', organisation, [team]);
    const { id, personId } = await opened(supervisor);
    await house.call(ops, supervisor, 'case.assign', { id, revision: 1, ownerId: elsewhere.userId });
    expect(await refusal(read(id, supervisor))).toBe('record.absent');
    expect((await read(id, elsewhere)).case).toMatchObject({ personId, owner: elsewhere.name, team: 'Nghệ An' });
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    const { rows } = await house.owner.query('select team_id from person_index where person_id = $1', [personId]);
    expect(rows).toEqual([{ team_id: elsewhere.teamIds[0] }]);
  });

  it('cannot be taken with SQL by a team that does not see it', async () => {
    const { id } = await opened();
    const { rows } = await house.ports.store.write(elsewhere, async (db) => ({
      value:
        await sql`select hand_over(${id}, 1, ${elsewhere.teamIds[0]}, ${elsewhere.userId}, now()) as revision`.execute(
          db,
        ),
    }));
    expect(rows).toEqual([{ revision: null }]);
  });

  it('knows only colleagues and teams of its own organisation', async () => {
    const { id } = await opened();
    const stranger = await house.user('counsellor', await house.organisation());
    for (const wrong of [{ ownerId: stranger.userId }, { teamId: uuidv7() }, {}])
      expect(await refusal(house.call(ops, manager, 'case.assign', { id, revision: 1, ...wrong }))).toBe(
        'input.invalid',
      );
  });
});

describe('case.assignMany', () => {
  const give = (cases: { id: string; revision: number }[], to: { ownerId?: string; teamId?: string }, by = manager) =>
    house.call(ops, by, 'case.assignMany', { cases, ...to });

  it('hands over what is as it was read, says what is not, and names each in the journal', async () => {
    const [one, two, moved] = [await opened(), await opened(), await opened()];
    await house.call(ops, counsellor, 'task.add', { caseId: one.id, kind: 'visit', dueAt: '2026-11-20T00:00:00Z' });
    await house.call(ops, counsellor, 'case.move', { id: moved.id, revision: 1, to: 'advising' });
    const away = await house.user('counsellor', await house.organisation());
    const foreign = await opened(away);
    const cases = [one, two, moved, foreign].map(({ id }) => ({ id, revision: 1 }));
    const answer = await give(cases, { ownerId: elsewhere.userId });
    expect(answer.cases).toEqual([
      { id: one.id, outcome: 'done', revision: 2 },
      { id: two.id, outcome: 'done', revision: 2 },
      { id: moved.id, outcome: 'changed' },
      { id: foreign.id, outcome: 'changed' },
    ]);
    expect(await read(one.id, elsewhere)).toMatchObject({ case: { owner: elsewhere.name }, tasks: [{ mine: true }] });
    expect((await read(moved.id)).case.owner).toBe(counsellor.name);
    expect((await read(foreign.id, away)).case.owner).toBe(away.name);
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    const { rows } = await house.owner.query(
      `select subject_id from journal where operation = 'case.assignMany' and subject_id is not null order by 1`,
    );
    expect(rows).toEqual([one.id, two.id].toSorted().map((subject_id) => ({ subject_id })));
  });

  it('lets two supervisors at once each have what the other has not', async () => {
    const files = await Promise.all([opened(), opened(), opened()]);
    const cases = files.map(({ id }) => ({ id, revision: 1 }));
    const answers = await Promise.all([
      give(cases, { ownerId: elsewhere.userId }),
      give(cases.toReversed(), { teamId: elsewhere.teamIds[0]! }),
    ]);
    const done = answers.flatMap((one) => one.cases.filter(({ outcome }) => outcome === 'done'));
    expect(done.map(({ id }) => id).toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
  });

  it('is a supervisor’s, of at most 200, to somebody who is there', async () => {
    const { id } = await opened();
    const cases = [{ id, revision: 1 }];
    expect(await refusal(give(cases, { ownerId: elsewhere.userId }, counsellor))).toBe('grant.missing');
    expect(await refusal(give(cases, {}))).toBe('input.invalid');
    expect(await refusal(give(cases, { ownerId: uuidv7() }))).toBe('input.invalid');
    const many = Array.from({ length: 201 }, () => ({ id: uuidv7(), revision: 1 }));
    expect(await refusal(give(many, { ownerId: elsewhere.userId }))).toBe('input.invalid');
    const supervisor = await house.user('supervisor', organisation, elsewhere.teamIds);
    expect((await give(cases, { ownerId: elsewhere.userId }, supervisor)).cases).toEqual([{ id, outcome: 'changed' }]);
  });
});

describe('tasks', () => {
  it('are due, overdue and soon by the local day, one’s own or all', async () => {
    const { id } = await opened(manager);
    const add = (dueAt: string) =>
      house.call(ops, manager, 'task.add', { caseId: id, kind: 'callBack', note: 'Call', dueAt });
    // 10:00 in Hà Nội: the day ends at 17:00 UTC.
    const [late, now, soon] = [
      await add('2026-11-15T10:00:00Z'),
      await add('2026-11-16T16:59:00Z'),
      await add('2026-11-16T17:00:00Z'),
    ];
    await add('2026-12-24T00:00:00Z');
    const mine = await house.call(ops, manager, 'task.today', {});
    const ids = (tasks: { id: string }[]) => tasks.map((one) => one.id);
    expect([ids(mine.overdue), ids(mine.today), ids(mine.soon)]).toEqual([[late.id], [now.id], [soon.id]]);
    expect(mine.overdue[0]).toMatchObject({ note: 'Call', caseId: id, mine: true });
    const all = await house.call(ops, counsellor, 'task.today', { all: true });
    expect(ids(all.overdue)).toContain(late.id);
    expect(ids((await house.call(ops, counsellor, 'task.today', {})).overdue)).not.toContain(late.id);
    expect(ids((await house.call(ops, elsewhere, 'task.today', { all: true })).overdue)).not.toContain(late.id);

    await house.call(ops, manager, 'task.postpone', { id: late.id, dueAt: '2026-11-16T05:00:00Z' });
    const done = await house.call(ops, manager, 'task.finish', { id: late.id, note: 'Nobody answered.' });
    expect(await house.call(ops, counsellor, 'task.finish', { id: late.id })).toEqual(done);
    expect(
      await refusal(house.call(ops, manager, 'task.postpone', { id: late.id, dueAt: '2026-12-01T00:00:00Z' })),
    ).toBe('record.changed');
    expect((await read(id, manager)).tasks.find((one) => one.id === late.id)).toMatchObject({
      note: 'Call\n\nNobody answered.',
      doneAt: done.doneAt,
    });
  });

  it('stand beside the rules of calling, and a case without any is shown once nobody was in contact for long', async () => {
    const { id } = await opened(manager);
    const { case: row } = await read(id, manager);
    const { revision } = await house.call(peopleOps, manager, 'person.read', { id: row.personId });
    const safeContact = { mayCall: 'onlyAsAgreed' as const, hours: '19–21' };
    await house.call(peopleOps, manager, 'person.amend', { id: row.personId, revision, safeContact });
    const quiet = async () =>
      (await house.call(ops, manager, 'task.today', {})).quietCases.map((one) => one.id).includes(id);
    expect(await quiet()).toBe(false);
    const before = house.clock.now;
    house.clock.now = new Date(before.getTime() + 31 * 86_400_000);
    expect(await quiet()).toBe(true);
    const task = { caseId: id, kind: 'callBack', dueAt: house.clock.now.toISOString() };
    await house.call(ops, manager, 'task.add', task);
    expect(await quiet()).toBe(false);
    const { today } = await house.call(ops, manager, 'task.today', {});
    expect(today.find((one) => one.caseId === id)?.safeContact).toEqual(safeContact);
    house.clock.now = before;
  });

  it('are another team’s to change only if they are seen', async () => {
    const { id } = await opened();
    const task = await house.call(ops, counsellor, 'task.add', {
      caseId: id,
      kind: 'visit',
      dueAt: '2026-11-20T00:00:00Z',
    });
    expect(await refusal(house.call(ops, elsewhere, 'task.finish', { id: task.id }))).toBe('record.absent');
    expect(
      await refusal(
        house.call(ops, elsewhere, 'task.add', { caseId: id, kind: 'visit', dueAt: '2026-11-20T00:00:00Z' }),
      ),
    ).toBe('record.absent');
  });
});

describe('consent.give', () => {
  it('keeps to the published purposes, ends in the future, and is sealed where it names somebody', async () => {
    const { id: caseId } = await opened();
    const give = (input: object) =>
      house.call(ops, counsellor, 'consent.give', { caseId, purpose: 'referral', how: 'oral', ...input });
    expect(await refusal(give({ purpose: 'gossip' }))).toBe('input.invalid');
    expect(await refusal(give({ expiresAt: '2026-11-01T00:00:00Z' }))).toBe('input.invalid');
    expect(await refusal(give({ recipient: 'a\u0000b' }))).toBe('input.invalid');
    const { id } = await give({ witness: 'Interpreter Sok', recipient: 'Legal aid' });
    expect((await read(caseId)).consents.find((one) => one.id === id)).toMatchObject({
      witness: 'Interpreter Sok',
      recipient: 'Legal aid',
    });
  });
});

describe('a consent', () => {
  const give = (caseId: string, more: object) =>
    house.call(ops, counsellor, 'consent.give', { caseId, purpose: 'screening', how: 'oral', ...more });
  const strokes = [
    [10, 20, 400, 250],
    [40, 40, 60, 60, 80, 20],
  ];

  it('says who gave it, in which language it was explained, and whether the child agrees', async () => {
    const { id } = await opened();
    await give(id, { givenBy: 'guardian', assent: 'no', language: 'lo' });
    expect((await read(id)).consents.at(-1)).toMatchObject({ givenBy: 'guardian', assent: 'no', language: 'lo' });
    expect(await refusal(give(id, { assent: 'yes' }))).toBe('input.invalid');
  });

  it('is signed with a signature, which is sealed and shown to whoever reads identities', async () => {
    const { id } = await opened();
    for (const wrong of [{ how: 'signed' }, { signature: strokes }, { how: 'signed', signature: [[5, 2000, 1, 1]] }])
      expect(await refusal(give(id, wrong)), JSON.stringify(wrong)).toBe('input.invalid');
    const signed = await give(id, { how: 'signed', signature: strokes });
    expect(await house.call(ops, counsellor, 'consent.signature', signed)).toEqual({ signature: strokes });
    const stranger = await house.user('counsellor', await house.organisation());
    for (const hidden of [{ id: (await give(id, {})).id }, { id }])
      expect(await refusal(house.call(ops, counsellor, 'consent.signature', hidden))).toBe('record.absent');
    expect(await refusal(house.call(ops, stranger, 'consent.signature', signed))).toBe('record.absent');
  });
});
