import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, Problem } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, twoCounsellors } from '../cases/testing.ts';
import type { CallInput } from '../contracts.ts';
import { formOperations } from '../forms/index.ts';
import { operations } from '../index.ts';
import { peopleOperations } from '../people/index.ts';
import { referralOperations } from './index.ts';

const ops = [...peopleOperations, ...caseOperations, ...formOperations, ...referralOperations];
const purpose = 'referral';

let house: TestHouse;
let ours: Actor;
let theirs: Actor;
let personId: string;
let caseId: string;

beforeAll(async () => {
  house = await testHouse();
  ({ ours, theirs } = await twoCounsellors(house));
});
beforeEach(async () => {
  const { person } = await house.call(ops, ours, 'person.register', {
    identity: { name: 'Nguyễn Thị Lan', birth: { value: '1998', known: 'stated' } },
    contact: { phones: [{ number: '+84 90 123' }], address: 'Ngõ 12' },
    safeContact: { mayCall: 'onlyAsAgreed', hours: 'after 18:00' },
    facts: { sex: 'female', nationalities: ['VN'] },
  });
  personId = person.id;
  caseId = (await house.call(ops, ours, 'case.open', { personId, programme, topic: 'fees', consent: oral })).id;
});
afterAll(() => house.close());

const as = (actor: Actor) => (name: Parameters<TestHouse['call']>[2], input: object) =>
  house.call(ops, actor, name as never, input as never) as Promise<never>;
const consent = (more: object = {}) =>
  house.call(ops, ours, 'consent.give', { caseId, purpose, how: 'oral', ...more }).then(({ id }) => id);
const send = (consentId: string, more: Partial<CallInput<'referral.send'>> = {}) =>
  house.call(ops, ours, 'referral.send', {
    caseId,
    toOrganisationId: theirs.organisationId,
    consentId,
    purpose,
    fields: ['person.name', 'case.topic'],
    ...more,
  });
const preview = async (more: object = {}) =>
  house.call(ops, ours, 'referral.preview', {
    caseId,
    purpose,
    consentId: await consent(),
    toOrganisationId: theirs.organisationId,
    ...more,
  });
const answer = (id: string, accept = true) =>
  house.call(ops, theirs, 'referral.answer', { id, accept, ...(!accept && { reason: 'Full' }) });
const read = (actor: Actor, id: string) => house.call(ops, actor, 'referral.read', { id });
const valuesOf = ({ groups = [] }: Awaited<ReturnType<typeof read>>) =>
  Object.fromEntries(groups.flatMap(({ items }) => items.map(({ path, value }) => [path, value])));
const fieldsOf = async (promise: Promise<unknown>) => {
  const problem = await promise.catch((error: unknown) => error);
  return problem instanceof Problem ? problem.fields?.map(({ path }) => path) : undefined;
};
const fill = (answers: object) =>
  house.call(ops, ours, 'entry.save', { caseId, form: 'counselling-session', answers: answers as never });
const session = { date: '2026-11-15', topics: ['wages'], advice: 'Keep every payslip.' };

describe('a package', () => {
  it('opens what was sent when it is accepted, never the case, and nothing when it is taken back', async () => {
    const { id } = await send(await consent(), { message: 'Please see her soon' });
    const before = await read(theirs, id);
    expect(before).not.toHaveProperty('groups');
    expect(before.referral).toMatchObject({ incoming: true, organisation: 'MRC', status: 'sent', why: 'answer' });
    expect(JSON.stringify(before)).not.toContain('Lan');
    expect(await answer(id)).toEqual({ status: 'accepted' });
    expect(valuesOf(await read(theirs, id))).toEqual({
      'person.name': 'Nguyễn Thị Lan',
      'case.programme': programme,
      'case.topic': 'fees',
    });
    expect(await refusal(house.call(ops, theirs, 'case.read', { id: caseId }))).toBe('record.absent');
    expect(await refusal(house.call(ops, theirs, 'person.read', { id: personId }))).toBe('record.absent');
    expect(await refusal(house.call(ops, theirs, 'referral.recall', { id }))).toBe('record.absent');
    expect(await house.call(ops, ours, 'referral.recall', { id })).toEqual({ status: 'recalled' });
    const after = await read(theirs, id);
    expect(after).toMatchObject({ referral: { status: 'recalled', why: 'stop' }, notes: [] });
    expect(after).not.toHaveProperty('groups');
    expect(await refusal(answer(id))).toBe('record.changed');
  });

  it('is offered field by field; what was told is ticked by nobody but the sender', async () => {
    await fill(session);
    const offer = await preview();
    const items = offer.groups.flatMap((group) => group.items);
    const at = (path: string) => items.find((item) => item.path === path);
    expect(at('person.name')).toMatchObject({ class: 'identity', value: 'Nguyễn Thị Lan', suggested: true });
    expect(at('person.phones')).toMatchObject({ withheld: true, suggested: true });
    expect(at('person.phones')).not.toHaveProperty('value');
    expect(at('case.programme')).toMatchObject({ required: true });
    const told = items.filter((item) => item.class === 'account');
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ suggested }) => !suggested)).toBe(true);
    expect(offer.forms.map(({ form }) => form)).toEqual(['counselling-session']);
    const { id } = await send(await consent(), { fields: [told[0]!.path] });
    await answer(id);
    expect(Object.values(valuesOf(await read(theirs, id)))).toContain(told[0]!.value);
  });

  it('is built here: a field that is not offered is refused by its place, with files and what the role may not read', async () => {
    const consentId = await consent();
    expect(await fieldsOf(send(consentId, { fields: ['person.name', 'person.secret'] }))).toEqual(['fields.1']);
    const other = await fill(session);
    expect(await fieldsOf(send(consentId, { fields: [`entry.${other.id}.operational.nothing`] }))).toEqual([
      'fields.0',
    ]);
    const blind = { ...ours, role: { ...ours.role, read: ['operational' as const, 'contact' as const] } };
    const seen = await house.call(ops, blind, 'referral.preview', {
      caseId,
      purpose,
      consentId,
      toOrganisationId: theirs.organisationId,
    });
    const classes = new Set(seen.groups.flatMap(({ items }) => items.map((item) => item.class)));
    expect([...classes].sort()).toEqual(['contact', 'operational']);
    expect(
      await fieldsOf(
        house.call(ops, blind, 'referral.send', {
          caseId,
          toOrganisationId: theirs.organisationId,
          consentId,
          purpose,
          fields: ['person.name'],
        }),
      ),
    ).toEqual(['fields.0']);
  });

  it('carries the rules of calling with every number, and covers the classes a reader may not read', async () => {
    const { id } = await send(await consent(), { fields: ['person.phones'] });
    await answer(id);
    expect(valuesOf(await read(theirs, id))).toMatchObject({
      'person.phones': [{ number: '+84 90 123' }],
      'person.safeContact': { mayCall: 'onlyAsAgreed' },
    });
    // Who sent it uncovers a number with a reason, as ever.
    expect(valuesOf(await read(ours, id))['person.phones']).toBeUndefined();
    const blind = { ...theirs, role: { ...theirs.role, read: ['operational' as const] } };
    const covered = await read(blind, id);
    expect(Object.keys(valuesOf(covered))).toEqual(['case.programme']);
    expect(covered.covered).toEqual([{ class: 'contact', count: 2 }]);
  });

  it('is destroyed with the person', async () => {
    const { id } = await send(await consent());
    await answer(id);
    const manager = await house.user('centre-manager', ours.organisationId);
    await house.call(ops, manager, 'person.erase', { id: personId, reason: 'Asked for' });
    expect((await read(theirs, id)).groups).toBeUndefined();
    const { rows } = await house.asSystem<{ wrapped: Buffer | null }>('select wrapped from data_key where id = $1', [
      id,
    ]);
    const { rowCount } = await house.asSystem('select from referral_package where referral_id = $1', [id]);
    expect([rows[0]?.wrapped, rowCount]).toEqual([null, 0]);
  });
});

describe('a consent', () => {
  it('is asked for: one that stands, for this purpose, this recipient and this case', async () => {
    const recorded = (await house.call(ops, ours, 'case.read', { id: caseId })).consents[0]!.id;
    expect(await refusal(send(recorded, { purpose: 'record' }))).toBe('consent.missing');
    expect(await refusal(send(recorded))).toBe('consent.missing');
    expect(await refusal(send(await consent({ recipient: 'The police' })))).toBe('consent.missing');
    expect(await refusal(send(await consent({ purpose: 'authorities' })))).toBe('consent.missing');
    for (const own of ['screening', 'service', 'return', 'familyContact', 'interpreting', 'statistics'])
      expect(await refusal(send(await consent({ purpose: own }), { purpose: own })), own).toBe('consent.missing');
    const withdrawn = await consent();
    await house.call(ops, ours, 'consent.withdraw', { id: withdrawn });
    expect(await refusal(send(withdrawn))).toBe('consent.missing');
    await send(await consent({ recipient: ' legal  aid centre' }));
    const other = await consent();
    const { id } = await house.call(ops, ours, 'case.open', { personId, programme, consent: oral });
    expect(await refusal(send(other, { caseId: id }))).toBe('consent.missing');
  });

  it('that is withdrawn ends what rests on it, tells who received it to stop, and us whom to tell', async () => {
    const consentId = await consent({ expiresAt: '2027-11-20T00:00:00Z' });
    const { id } = await send(consentId);
    await answer(id);
    const stopped = await house.call(ops, ours, 'consent.withdraw', { id: consentId });
    expect(stopped.stoppedReferrals).toBe(1);
    expect((await house.call(ops, ours, 'case.read', { id: caseId })).tasks.map(({ kind }) => kind)).toContain(
      'tellRecipients',
    );
    expect((await read(theirs, id)).groups).toBeUndefined();
    const waiting = async () =>
      (await house.call(ops, theirs, 'task.today', {})).referrals.filter((one) => one.id === id).map(({ why }) => why);
    expect(await waiting()).toEqual(['stop']);
    await house.call(ops, theirs, 'referral.confirm', { id });
    expect(await waiting()).toEqual([]);
    expect(await house.call(ops, ours, 'consent.withdraw', { id: consentId })).toEqual({
      ...stopped,
      stoppedReferrals: 0,
    });
  });

  it('that expires ends it too', async () => {
    const { id } = await send(await consent({ expiresAt: '2027-11-20T00:00:00Z' }), {
      expiresAt: '2028-01-01T00:00:00Z',
    });
    house.clock.now = new Date('2027-11-21T00:00:00Z');
    expect(await refusal(answer(id))).toBe('consent.missing');
    expect((await read(theirs, id)).referral.status).toBe('expired');
    house.clock.now = new Date('2026-11-16T03:00:00Z');
  });
});

describe('between the two sides', () => {
  it('it is refused with a reason, and sent to another organisation only', async () => {
    const consentId = await consent();
    const { id } = await send(consentId);
    expect(await refusal(house.call(ops, theirs, 'referral.answer', { id, accept: false }))).toBe('input.invalid');
    expect(await refusal(house.call(ops, ours, 'referral.answer', { id, accept: true }))).toBe('record.absent');
    expect(await answer(id, false)).toEqual({ status: 'refused' });
    expect((await read(ours, id)).notes).toMatchObject([{ kind: 'refused', text: 'Full', ours: false }]);
    expect((await read(theirs, id)).groups).toBeUndefined();
    expect((await house.call(ops, ours, 'case.read', { id: caseId })).referrals).toMatchObject([
      { to: 'Legal Aid Centre', status: 'refused', purpose },
    ]);
    expect(await refusal(house.call(ops, ours, 'referral.recall', { id }))).toBe('record.changed');
    expect(await refusal(send(consentId, { toOrganisationId: ours.organisationId }))).toBe('input.invalid');
    expect(await refusal(send(consentId, { toOrganisationId: caseId }))).toBe('input.invalid');
  });

  it('a question waits for its answer, and an outcome comes back', async () => {
    const { id } = await send(await consent());
    await house.call(ops, theirs, 'referral.say', { id, text: 'Does she need an interpreter?' });
    const today = async () =>
      (await house.call(ops, ours, 'task.today', {})).referrals.filter((one) => one.id === id).map(({ why }) => why);
    expect(await today()).toEqual(['asked']);
    house.clock.now = new Date('2026-11-16T03:01:00Z');
    await house.call(ops, ours, 'referral.say', { id, text: 'Yes' });
    house.clock.now = new Date('2026-11-16T03:00:00Z');
    expect(await today()).toEqual([]);
    expect((await read(theirs, id)).notes.map(({ text, ours: own }) => [text, own])).toEqual([
      ['Does she need an interpreter?', true],
      ['Yes', false],
    ]);
    expect(await refusal(as(theirs)('referral.report', { id, outcome: 'provided' }))).toBe('record.changed');
    await answer(id);
    await house.call(ops, theirs, 'referral.report', { id, outcome: 'provided', note: 'Two sessions' });
    const { items } = await house.call(ops, ours, 'referral.list', { caseId });
    expect(items).toMatchObject([{ id, outcome: 'provided', incoming: false }]);
    expect(await refusal(as(ours)('referral.report', { id, outcome: 'provided' }))).toBe('record.absent');
  });

  it('waiting too long shows on both sides', async () => {
    const { id } = await send(await consent());
    house.clock.now = new Date('2026-11-20T03:00:00Z');
    for (const actor of [ours, theirs])
      expect((await house.call(ops, actor, 'task.today', {})).referrals.find((one) => one.id === id)?.why).toBe(
        'overdue',
      );
    house.clock.now = new Date('2026-11-16T03:00:00Z');
  });

  it('falls to the duty officer unless somebody sees to it, and to everybody when there is none', async () => {
    const administrator = await house.user('administrator', theirs.organisationId);
    const duty = await house.user('counsellor', theirs.organisationId, []);
    const { id } = await send(await consent());
    const setDuty = (userId: string | null) =>
      house.call(operations, administrator, 'organisation.setDuty', { userId });
    expect((await read(duty, id)).may.answer).toBe(true);
    await setDuty(duty.userId);
    expect(await refusal(read(theirs, id))).toBe('record.absent');
    expect((await house.call(ops, theirs, 'task.today', {})).referrals.map((one) => one.id)).not.toContain(id);
    await house.call(ops, duty, 'referral.answer', { id, accept: true });
    expect(await refusal(read(theirs, id))).toBe('record.absent');
    expect(valuesOf(await read(duty, id))['person.name']).toBe('Nguyễn Thị Lan');
    await house.asSystem('update app_user set active = false where id = $1', [duty.userId]);
    await house.call(ops, theirs, 'referral.take', { id });
    expect((await read(theirs, id)).referral.handler).toBe(theirs.name);
    for (const wrong of [administrator, ours, duty]) expect(await fieldsOf(setDuty(wrong.userId))).toEqual(['userId']);
    await setDuty(null);
  });

  it('is another’s to nobody of a third organisation', async () => {
    const third = await house.organisation('A third one');
    const stranger = await house.user('centre-manager', third);
    const { id } = await send(await consent());
    for (const [name, more] of [
      ['referral.read', {}],
      ['referral.answer', { accept: true }],
      ['referral.take', {}],
      ['referral.say', { text: 'x' }],
      ['referral.mark', { step: 'travel' }],
      ['referral.recall', {}],
      ['referral.confirm', {}],
      ['referral.openCase', { programme }],
    ] as const)
      expect(await refusal(as(stranger)(name, { id, ...more })), name).toBe('record.absent');
    expect((await house.call(ops, stranger, 'referral.list', {})).items).toEqual([]);
  });
});

describe('a case of one’s own', () => {
  it('is opened from what was told, once, and leaves the sender’s alone', async () => {
    await fill(session);
    const fields = (await preview()).groups.flatMap(({ items }) => items.map(({ path }) => path));
    const { id } = await send(await consent(), { fields });
    expect(await refusal(house.call(ops, theirs, 'referral.openCase', { id, programme }))).toBe('record.changed');
    await answer(id);
    const made = await house.call(ops, theirs, 'referral.openCase', { id, programme });
    const file = await house.call(ops, theirs, 'case.read', { id: made.caseId });
    expect(file.case).toMatchObject({ personName: 'Nguyễn Thị Lan', topic: 'fees', stage: 'opened', ageBand: '25-34' });
    expect(file.consents).toMatchObject([{ purpose: 'record', how: 'carried' }]);
    expect(file.entries).toMatchObject([{ form: 'counselling-session', by: theirs.name }]);
    const entry = await house.call(ops, theirs, 'entry.read', { id: file.entries[0]!.id });
    expect(entry.answers).toMatchObject(session);
    expect((await read(theirs, id)).referral.caseId).toBe(made.caseId);
    expect(await refusal(house.call(ops, theirs, 'referral.openCase', { id, programme }))).toBe('record.changed');
    expect((await house.call(ops, ours, 'case.read', { id: caseId })).case.closedAt).toBeUndefined();
    expect((await read(ours, id)).referral.caseId).toBe(caseId);
  });

  it('asks who it is when no name was sent', async () => {
    const { id } = await send(await consent(), { fields: ['case.topic'] });
    await answer(id);
    expect(await fieldsOf(house.call(ops, theirs, 'referral.openCase', { id, programme }))).toEqual(['personId']);
    const { person } = await house.call(ops, theirs, 'person.register', { identity: { name: 'As she says here' } });
    const made = await house.call(ops, theirs, 'referral.openCase', { id, programme, personId: person.id });
    expect(made.personId).toBe(person.id);
    expect(await refusal(as(theirs)('referral.openCase', { id, programme, personId }))).toBe('record.changed');
  });

  it('takes over a transfer where it stood, and ends the sender’s for the reason of its programme', async () => {
    await house.call(ops, ours, 'case.move', { id: caseId, revision: 1, to: 'advising' });
    const fields = ['person.name', 'case.stage'];
    const { id } = await send(await consent(), { kind: 'transfer', fields });
    expect(await fieldsOf(answer(id))).toEqual(['open']);
    const made = await house.call(ops, theirs, 'referral.answer', { id, accept: true, open: { programme } });
    const mine = await house.call(ops, theirs, 'case.read', { id: made.caseId! });
    expect(mine.case).toMatchObject({ stage: 'advising', owner: theirs.name });
    expect((await house.call(ops, ours, 'case.read', { id: caseId })).case).toMatchObject({
      stage: 'closed',
      closingReason: 'referred',
    });
    const worker = { ...ours, role: { ...ours.role, grants: ours.role.grants.filter((one) => one !== 'case.close') } };
    const { id: another } = await house.call(ops, ours, 'case.open', { personId, programme, consent: oral });
    const { id: agreed } = await house.call(ops, ours, 'consent.give', { caseId: another, purpose, how: 'oral' });
    const again = { caseId: another, toOrganisationId: theirs.organisationId, consentId: agreed, purpose, fields };
    expect(await fieldsOf(as(worker)('referral.send', { ...again, kind: 'transfer' }))).toEqual(['kind']);
  });
});

describe('a shared checklist', () => {
  it('is marked by each side, its own steps, once; notes of the other side stay there unless they are shared', async () => {
    const { id } = await send(await consent(), { checklist: 'return-steps' });
    const mark = (actor: Actor, step: string, note?: string) =>
      house.call(ops, actor, 'referral.mark', { id, step, ...(note && { note }) });
    await mark(ours, 'interview', 'Ours alone');
    expect(await refusal(mark(theirs, 'resultsSent'))).toBe('record.changed');
    await answer(id);
    await mark(ours, 'travel', 'By bus');
    await mark(theirs, 'familyAssessment', 'Theirs alone');
    expect(await refusal(mark(theirs, 'travel'))).toBe('record.absent');
    expect(await refusal(mark(ours, 'nothing'))).toBe('record.absent');
    const both = await Promise.allSettled([mark(theirs, 'met'), mark(theirs, 'met')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const steps = (await read(theirs, id)).checklist!.steps;
    expect(steps).toHaveLength(13);
    const step = (code: string) => steps.find((one) => one.code === code);
    expect(step('interview')).toMatchObject({ ours: false, doneAt: expect.any(String) });
    expect(step('interview')?.note).toBeUndefined();
    expect(step('travel')).toMatchObject({ note: 'By bus' });
    expect(step('familyAssessment')).toMatchObject({ ours: true, note: 'Theirs alone' });
    expect(await fieldsOf(send(await consent(), { checklist: 'nothing' }))).toEqual(['checklist']);
  });
});
