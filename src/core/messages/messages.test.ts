import { describe, expect, it } from 'vitest';
import { refusal } from '../../server/testing.ts';
import { programme } from '../cases/testing.ts';
import { sendDue } from './index.ts';
import {
  abroad,
  at,
  call,
  caseOf,
  house,
  lan,
  manager,
  sent,
  start,
  stateOf,
  type Wish,
  watched,
  write,
  writingHouse,
} from './testing.ts';

writingHouse();

describe('a message', () => {
  it('goes out once, in neutral words, and the log says neither number nor text', async () => {
    const { caseId, number } = await caseOf();
    const { segments, notBefore } = await write(caseId);
    expect({ segments, notBefore }).toEqual({ segments: 1, notBefore: start.toISOString() });
    const {
      rows: [row],
    } = await house.asSystem('select * from message where case_id = $1', [caseId]);
    expect(JSON.stringify({ ...row, content: String(row?.content), number: String(row?.number) })).not.toMatch(
      /0901|Lotus/,
    );
    await Promise.all([sendDue(house.ports), sendDue(house.ports), sendDue(house.ports)]);
    expect(sent().map(({ to, text }) => ({ to, text }))).toEqual([
      { to: number, text: 'Lotus: please call 024 1234 567 when it suits you.' },
    ]);
    const { messages } = await call('message.list', { caseId });
    expect(messages).toMatchObject([{ template: 'please-call', state: 'sent', by: lan.name }]);
    expect(JSON.stringify(messages)).not.toMatch(/\+84|024/);
    expect(
      (await house.asSystem('select content from message where case_id = $1', [caseId])).rows[0]?.content,
    ).toBeNull();
  });

  it('of many, handed over by three at once, goes out once each', async () => {
    const cases = [];
    for (let n = 0; n < 6; n++) cases.push((await caseOf()).caseId);
    for (const caseId of cases) await write(caseId);
    watched.before = () => new Promise((done) => setTimeout(done, 15));
    const handed = await Promise.all([1, 2, 3].map(() => sendDue(house.ports)));
    expect(handed.reduce((a, b) => a + b)).toBe(6);
    expect(new Set(sent().map(({ id }) => id)).size).toBe(6);
    expect(sent()).toHaveLength(6);
  });

  it('that names a time makes a task for it, and is not sent after it', async () => {
    const { caseId } = await caseOf();
    expect(await refusal(write(caseId, { template: 'we-will-call' }))).toBe('input.invalid');
    expect(await refusal(write(caseId, { at: '2026-11-17T03:00:00Z' }))).toBe('input.invalid');
    const when = '2026-11-16T08:30:00.000Z';
    const { taskId } = await write(caseId, { template: 'we-will-call', at: when });
    const { today } = await call('task.today', {});
    expect(today.find(({ id }) => id === taskId)).toMatchObject({ kind: 'callBack', dueAt: when, caseId });
    await sendDue(house.ports);
    expect(sent()[0]?.text).toMatch(/15:30/);
    await write(caseId, { template: 'we-will-call', at: when });
    at('2026-11-16T09:00:00Z');
    await sendDue(house.ports);
    expect(sent()).toHaveLength(1);
    expect((await stateOf(caseId)).toSorted()).toEqual(['sent', 'stopped tooLate']);
    at('2026-11-16T14:00:00Z'); // nine in the evening: it would go out tomorrow
    await expect(write(caseId, { template: 'we-will-call', at: '2026-11-16T15:00:00Z' })).rejects.toMatchObject({
      params: { why: 'tooLate' },
    });
  });

  it.each([
    ['notAgreed', { messages: null }],
    ['notAgreed', { mayCall: 'no' as const }],
    ['rulesOver', { until: '2026-11-15' }],
    ['noConsent', { consent: false }],
    ['noNumber', { phones: [] }],
    ['whichNumber', { phones: [{ number: '0901111111' }, { number: '0902222222' }] }],
  ] satisfies [string, Wish][])('is refused: %s', async (why, wish) => {
    const { caseId } = await caseOf(wish);
    await expect(write(caseId)).rejects.toMatchObject({ code: 'message.hindered', params: { why } });
    const { templates } = await call('message.options', { caseId });
    expect(templates.map((one) => one.why)).toEqual(templates.map(() => why));
  });

  it('goes to the one of several numbers that was named', async () => {
    const { caseId } = await caseOf({
      phones: [{ number: '0903333333' }, { number: '00 84 904-444-444', messages: true }],
    });
    await write(caseId);
    await sendDue(house.ports);
    expect(sent()[0]?.to).toBe('+84904444444');
  });

  it('is nobody’s business elsewhere', async () => {
    const { caseId } = await caseOf();
    const { id } = await write(caseId);
    expect(await refusal(write(caseId, {}, abroad))).toBe('record.absent');
    expect(await refusal(call('message.options', { caseId }, abroad))).toBe('record.absent');
    expect((await call('message.list', { caseId }, abroad)).messages).toEqual([]);
    expect(await refusal(call('message.cancel', { id }, abroad))).toBe('record.absent');
    const theirs = await caseOf({}, abroad);
    await expect(write(theirs.caseId, {}, abroad)).rejects.toMatchObject({ params: { why: 'noSender' } });
  });

  it('is taken back while it waits, and not afterwards', async () => {
    const { caseId } = await caseOf();
    const { id } = await write(caseId);
    expect(await call('message.cancel', { id })).toEqual({ state: 'stopped' });
    expect(await call('message.cancel', { id })).toEqual({ state: 'stopped' });
    await sendDue(house.ports);
    expect(sent()).toEqual([]);
    const other = await write(caseId);
    await sendDue(house.ports);
    expect(await refusal(call('message.cancel', { id: other.id }))).toBe('record.changed');
  });

  it('about an enquiry asks for a consent of the person', async () => {
    const { personId } = await caseOf();
    const plain = { programme, channel: 'phone', topic: 'fees', answered: false };
    const { id: enquiryId } = await call('enquiry.record', { ...plain, personId });
    await call('message.send', { enquiryId, template: 'please-call' });
    await sendDue(house.ports);
    expect((await call('message.list', { enquiryId })).messages).toMatchObject([{ state: 'sent' }]);
    const { id: anonymous } = await call('enquiry.record', plain);
    await expect(call('message.send', { enquiryId: anonymous, template: 'please-call' })).rejects.toMatchObject({
      params: { why: 'nobody' },
    });
  });
});

describe('hours', () => {
  it.each([
    // The house is seven hours ahead of UTC.
    ['20:00', '06:00', '2026-11-16T03:00:00Z', '2026-11-16T13:00:00.000Z'],
    ['20:00', '06:00', '2026-11-16T17:30:00Z', '2026-11-16T17:30:00.000Z'],
    ['20:00', '06:00', '2026-11-16T23:00:00Z', '2026-11-17T13:00:00.000Z'],
    ['08:00', '09:00', '2026-11-16T02:00:00Z', '2026-11-17T01:00:00.000Z'],
    ['08:00', '08:00', '2026-11-16T20:00:00Z', '2026-11-16T20:00:00.000Z'],
  ])('from %s until %s, at %s, are kept', async (from, until, moment, expected) => {
    at(moment);
    const { caseId } = await caseOf({ messages: { language: 'en', from, until } });
    expect((await write(caseId)).notBefore).toBe(expected);
    await sendDue(house.ports);
    expect(sent()).toHaveLength(expected === new Date(moment).toISOString() ? 1 : 0);
    at(expected);
    await sendDue(house.ports);
    expect(sent()).toHaveLength(1);
  });

  it('follow the zone of the house, and are asked again when it goes out', async () => {
    const { caseId } = await caseOf({ messages: { language: 'en', from: '09:00', until: '11:00' } });
    await write(caseId);
    await house.asSystem(`insert into setting values ('timezone', '"Europe/Paris"')`);
    try {
      await sendDue(house.ports);
      expect(sent()).toEqual([]);
      at('2026-11-16T08:00:00Z');
      await sendDue(house.ports);
      expect(sent()).toHaveLength(1);
    } finally {
      await house.asSystem(`delete from setting where key = 'timezone'`);
    }
  });
});

describe('what was said since it was written', () => {
  it('counts: a withdrawn consent, other rules, another number, an erased person', async () => {
    const [withdrawn, forbidden, moved, erased] = [await caseOf(), await caseOf(), await caseOf(), await caseOf()];
    for (const { caseId } of [withdrawn, forbidden, moved, erased]) await write(caseId);
    await call('consent.withdraw', { id: withdrawn.consentId });
    const amend = { revision: 1 };
    await call('person.amend', { id: forbidden.personId, ...amend, safeContact: { mayCall: 'no' } });
    await call('person.amend', { id: moved.personId, ...amend, contact: { phones: [{ number: '+84977777777' }] } });
    await call('person.erase', { id: erased.personId, reason: 'Asked for' }, manager);
    await sendDue(house.ports);
    expect(sent()).toEqual([]);
    expect(await stateOf(withdrawn.caseId)).toEqual(['stopped noConsent']);
    expect(await stateOf(forbidden.caseId)).toEqual(['stopped notAgreed']);
    expect(await stateOf(moved.caseId)).toEqual(['stopped otherNumber']);
    const {
      rows: [row],
    } = await house.asSystem('select content, number, erased_at from message where case_id = $1', [erased.caseId]);
    expect(row).toMatchObject({ content: null, number: null, erased_at: start });
  });
});
