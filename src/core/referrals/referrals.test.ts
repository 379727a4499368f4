import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, testPerson } from '../cases/testing.ts';
import { referralOperations } from './index.ts';

const ops = [...caseOperations, ...referralOperations];
const purpose = 'referral';

let house: TestHouse;
let ours: Actor;
let theirs: Actor;
let caseId: string;

beforeAll(async () => {
  house = await testHouse();
  const [here, there] = [await house.organisation('MRC'), await house.organisation('Legal Aid Centre')];
  ours = await house.user('counsellor', here, [await house.team(here)]);
  theirs = await house.user('counsellor', there, [await house.team(there)]);
});
beforeEach(async () => {
  const personId = await testPerson(house, ours);
  caseId = (await house.call(ops, ours, 'case.open', { personId, programme, consent: oral })).id;
});
afterAll(() => house.close());

const consent = (more: object = {}) =>
  house.call(ops, ours, 'consent.give', { caseId, purpose, how: 'oral', ...more }).then(({ id }) => id);
const send = (consentId: string, more: object = {}) =>
  house.call(ops, ours, 'referral.send', {
    caseId,
    toOrganisationId: theirs.organisationId,
    consentId,
    purpose,
    ...more,
  });
const answer = (id: string, accept = true) =>
  house.call(ops, theirs, 'referral.answer', { id, accept, ...(!accept && { reason: 'Full' }) });
const read = (actor: Actor) => house.call(ops, actor, 'case.read', { id: caseId });

describe('referrals', () => {
  it('show the case when accepted and no longer when recalled, and never let the other side write', async () => {
    const { id } = await send(await consent());
    expect(await refusal(read(theirs))).toBe('record.absent');
    const { referrals } = await house.call(ops, theirs, 'task.today', {});
    expect(referrals).toMatchObject([{ id, from: 'MRC', caseNumber: '' }]);
    expect(await answer(id)).toEqual({ status: 'accepted' });
    const shown = await read(theirs);
    expect(shown.may).toEqual({ write: false, assign: false, close: false, refer: false, waive: false });
    expect(shown.case.personNumber).not.toBe('');
    expect(await refusal(house.call(ops, theirs, 'case.move', { id: caseId, revision: 1, to: 'advising' }))).toBe(
      'record.absent',
    );
    expect(
      await refusal(house.call(ops, theirs, 'task.add', { caseId, kind: 'visit', dueAt: '2026-12-01T00:00:00Z' })),
    ).toBe('record.absent');
    expect(await refusal(house.call(ops, theirs, 'referral.recall', { id }))).toBe('record.absent');
    expect(await house.call(ops, ours, 'referral.recall', { id })).toEqual({ status: 'recalled' });
    expect(await refusal(read(theirs))).toBe('record.absent');
    expect(await refusal(answer(id))).toBe('record.changed');
  });

  it('rest on a consent that stands, for this purpose, this recipient and this case', async () => {
    const recorded = (await read(ours)).consents[0]!.id;
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
    const personId = await testPerson(house, ours);
    const { id } = await house.call(ops, ours, 'case.open', { personId, programme, consent: oral });
    expect(await refusal(send(other, { caseId: id }))).toBe('consent.missing');
  });

  it('end with the consent: when it is withdrawn and when it expires', async () => {
    const consentId = await consent({ expiresAt: '2026-11-20T00:00:00Z' });
    const { id } = await send(consentId);
    await answer(id);
    const stopped = await house.call(ops, ours, 'consent.withdraw', { id: consentId });
    expect(stopped.stoppedReferrals).toBe(1);
    expect(await refusal(read(theirs))).toBe('record.absent');
    expect(await house.call(ops, ours, 'consent.withdraw', { id: consentId })).toEqual({
      ...stopped,
      stoppedReferrals: 0,
    });
    const { id: late } = await send(await consent({ expiresAt: '2026-11-20T00:00:00Z' }), {
      expiresAt: '2027-01-01T00:00:00Z',
    });
    house.clock.now = new Date('2026-11-21T00:00:00Z');
    expect(await refusal(answer(late))).toBe('consent.missing');
    house.clock.now = new Date('2026-11-16T03:00:00Z');
  });

  it('are refused with a reason, and sent to another organisation only', async () => {
    const consentId = await consent();
    const { id } = await send(consentId);
    expect(await refusal(house.call(ops, theirs, 'referral.answer', { id, accept: false }))).toBe('input.invalid');
    expect(await refusal(house.call(ops, ours, 'referral.answer', { id, accept: true }))).toBe('record.absent');
    expect(await answer(id, false)).toEqual({ status: 'refused' });
    expect((await read(ours)).referrals).toMatchObject([{ to: 'Legal Aid Centre', status: 'refused', purpose }]);
    expect(await refusal(send(consentId, { toOrganisationId: ours.organisationId }))).toBe('input.invalid');
    expect(await refusal(send(consentId, { toOrganisationId: caseId }))).toBe('input.invalid');
  });
});
