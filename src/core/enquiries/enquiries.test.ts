import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, uuidv7 } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, testPerson } from '../cases/testing.ts';
import { enquiryOperations } from './index.ts';

const ops = [...enquiryOperations, ...caseOperations];
const plain = { programme, channel: 'counter', topic: 'contract', answered: true };

let house: TestHouse;
let lan: Actor;
let elsewhere: Actor;
let abroad: Actor;

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation();
  lan = await house.user('counsellor', organisation, [await house.team(organisation)]);
  elsewhere = await house.user('counsellor', organisation, [await house.team(organisation)]);
  const other = await house.organisation();
  abroad = await house.user('counsellor', other, [await house.team(other)]);
});
afterAll(() => house.close());

const listed = async (actor: Actor) => (await house.call(ops, actor, 'enquiry.list', {})).items.map(({ id }) => id);

describe('enquiry.record', () => {
  it('keeps the note sealed and gives it back to who may read it', async () => {
    const { id } = await house.call(ops, lan, 'enquiry.record', { ...plain, note: 'The agency keeps her passport.' });
    const { rows } = await house.owner
      .query(`select set_config('app.scope', 'system', false)`)
      .then(() => house.owner.query('select note, team_id, owner_id from enquiry where id = $1', [id]));
    expect(rows[0]).toMatchObject({ team_id: lan.teamIds[0], owner_id: lan.userId });
    expect(rows[0].note.toString('latin1')).not.toContain('passport');
    const { items } = await house.call(ops, lan, 'enquiry.list', {});
    expect(items.find((one) => one.id === id)?.note).toBe('The agency keeps her passport.');
  });

  it('is seen by the team and by no other', async () => {
    const { id } = await house.call(ops, lan, 'enquiry.record', plain);
    expect(await listed(lan)).toContain(id);
    expect(await listed(elsewhere)).not.toContain(id);
    expect(await listed(abroad)).not.toContain(id);
  });

  it('raises a flag with its reason', async () => {
    const input = { ...plain, signs: ['threats'] };
    const { flags } = await house.call(ops, lan, 'enquiry.record', input);
    expect(flags.map(({ sign }) => sign)).toEqual(['threats']);
    expect(flags[0]?.reason.vi).toBeTruthy();
    const weighed = await house.call(ops, lan, 'enquiry.weigh', { programme, answers: { signs: ['threats'] } });
    expect(weighed.flags).toEqual(flags);
  });

  it.each([
    [{ channel: 'pigeon' }, 'channel', 'unknownCode'],
    [{ topic: 'weather' }, 'topic', 'unknownCode'],
    [{ destination: 'XX' }, 'destination', 'unknownCode'],
    [{ signs: ['threats', 'spots'] }, 'signs.1', 'unknownCode'],
    [{ programme: 'none' }, 'programme', 'unknownCode'],
    [{ at: '2026-11-17T00:00:00Z' }, 'at', 'past'],
  ])('refuses %j at its field', async (wrong, path, code) => {
    await expect(house.call(ops, lan, 'enquiry.record', { ...plain, ...wrong })).rejects.toMatchObject({
      code: 'input.invalid',
      fields: [{ path, code }],
    });
  });

  it('does not attach a person whom the caller does not see', async () => {
    const personId = await testPerson(house, abroad);
    expect(await refusal(house.call(ops, lan, 'enquiry.record', { ...plain, personId }))).toBe('record.absent');
  });

  it('answers the same call as before and refuses the same id in another', async () => {
    const call = '0190a0c0-0000-7000-8000-000000000001';
    const first = await house.call(ops, lan, 'enquiry.record', plain, call);
    expect(await house.call(ops, lan, 'enquiry.record', plain, call)).toEqual(first);
    expect(await refusal(house.call(ops, lan, 'enquiry.record', { ...plain, id: first.id }))).toBe('record.changed');
  });
});

describe('enquiry.openCase', () => {
  it('makes one case of it, once, and takes the flags along with a task', async () => {
    const personId = await testPerson(house, lan);
    const { id: enquiryId } = await house.call(ops, lan, 'enquiry.record', {
      ...plain,
      destination: 'JP',
      signs: ['violence'],
    });
    const { caseId, number } = await house.call(ops, lan, 'enquiry.openCase', { enquiryId, personId, consent: oral });
    const read = await house.call(ops, lan, 'case.read', { id: caseId });
    expect(read.case).toMatchObject({ number, topic: 'contract', destination: 'JP', sex: 'female', ageBand: '25-34' });
    expect(read.case.flags.map(({ sign }) => sign)).toEqual(['threats']);
    expect(read.tasks).toMatchObject([{ kind: 'screening', dueAt: '2026-11-17T03:00:00.000Z', mine: true }]);
    expect(read.consents).toMatchObject([{ purpose: 'record', how: 'oral' }]);
    const again = house.call(ops, lan, 'enquiry.openCase', { enquiryId, personId, consent: oral });
    await expect(again).rejects.toMatchObject({ code: 'enquiry.counted', params: { caseId } });
  });

  it('of two at once lets one pass and leaves no second case', async () => {
    const personId = await testPerson(house, lan);
    const { id: enquiryId } = await house.call(ops, lan, 'enquiry.record', plain);
    const both = await Promise.allSettled(
      [1, 2].map(() => house.call(ops, lan, 'enquiry.openCase', { enquiryId, personId, consent: oral })),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { items } = await house.call(ops, lan, 'case.list', { limit: 200 });
    expect(items.filter((one) => one.personId === personId)).toHaveLength(1);
  });

  it('is absent to another team', async () => {
    const personId = await testPerson(house, elsewhere);
    const { id: enquiryId } = await house.call(ops, lan, 'enquiry.record', plain);
    const call = house.call(ops, elsewhere, 'enquiry.openCase', { enquiryId, personId, consent: oral });
    expect(await refusal(call)).toBe('record.absent');
  });
});

describe('enquiry.list', () => {
  it('pages by keyset without losing or repeating one, equal times included', async () => {
    const made = [];
    for (let n = 0; n < 7; n++)
      made.push((await house.call(ops, abroad, 'enquiry.record', { ...plain, answered: n % 2 === 0 })).id);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await house.call(ops, abroad, 'enquiry.list', { limit: 3, ...(after && { after }) });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(seen.toSorted()).toEqual(made.toSorted());
    expect((await house.call(ops, abroad, 'enquiry.list', { open: true })).items).toHaveLength(3);
  });

  it('refuses a cursor that is none', async () => {
    const after = Buffer.from(JSON.stringify(['2026-01-01T00:00:00Z', "' or 1=1"])).toString('base64url');
    for (const wrong of [after, 'x', uuidv7()])
      expect(await refusal(house.call(ops, lan, 'enquiry.list', { after: wrong }))).toBe('input.invalid');
  });
});

describe('enquiry.answer', () => {
  it('ends the waiting, once, and leaves the figure of first contact as it was', async () => {
    const { id } = await house.call(ops, lan, 'enquiry.record', { ...plain, answered: false });
    const waiting = async () =>
      (await house.call(ops, lan, 'enquiry.list', { open: true })).items.some((one) => one.id === id);
    expect(await waiting()).toBe(true);
    expect(await refusal(house.call(ops, elsewhere, 'enquiry.answer', { id }))).toBe('record.absent');
    expect(await refusal(house.call(ops, abroad, 'enquiry.answer', { id }))).toBe('record.absent');
    const { answeredAt } = await house.call(ops, lan, 'enquiry.answer', { id });
    house.clock.now = new Date(house.clock.now.getTime() + 60_000);
    expect(await house.call(ops, lan, 'enquiry.answer', { id })).toEqual({ answeredAt });
    expect(await waiting()).toBe(false);
    const { items } = await house.call(ops, lan, 'enquiry.list', {});
    expect(items.find((one) => one.id === id)).toMatchObject({ answered: false, answeredAt });
  });
});
