import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Programme } from '../../kernel/index.ts';
import { FileGateway } from '../../platform/messages/index.ts';
import { refusal, type TestDoor, type TestHouse, testHouse } from '../../server/testing.ts';
import { oral, programme, publishTest } from '../cases/testing.ts';
import type { CallInput, CallName, CallOutput } from '../contracts.ts';
import { operations } from '../index.ts';
import type { Handed } from '../ports.ts';
import { sendDue } from './index.ts';

/** The real file gateway, which a test may make late, deaf or slow. */
class Watched extends FileGateway {
  answers: Handed[] = [];
  before: () => Promise<void> = async () => {};
  override async send(message: { id: string; to: string; text: string }): Promise<Handed> {
    await this.before();
    const answer = this.answers.shift();
    return answer && answer !== 'accepted' ? answer : super.send(message);
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'banyan-sent-'));
const file = path.join(folder, 'sent.jsonl');
const fields = { from: 'from', text: 'text', id: 'id', state: 'status', delivered: 'delivered' };
const watched = new Watched(file, { secret: 'agreed', fields });
let house: TestHouse;
let door: TestDoor;
let manager: Actor;
let lan: Actor;
let abroad: Actor;
let numbers = 1_000_000;
const start = new Date('2026-11-16T03:00:00Z'); // ten in the morning where the house is
const asks: Programme = {
  code: 'asks',
  title: { en: 'Asks' },
  stages: [
    { code: 'open', label: { en: 'Open' } },
    { code: 'done', label: { en: 'Done' }, final: true },
  ],
  firstStage: 'open',
  transitions: [{ from: 'open', to: 'done', label: { en: 'Done' } }],
  forms: [],
  signs: [],
  closingReasons: [{ code: 'over', label: { en: 'Over' } }],
  quietAfterDays: 30,
  satisfaction: { template: 'how-was-it', afterDays: 3 },
};

const call = <N extends CallName>(name: N, input: CallInput<N>, actor = lan): Promise<CallOutput<N>> =>
  house.call(operations, actor, name, input);
const sent = () => {
  try {
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: string; to: string; text: string });
  } catch {
    return [];
  }
};
const at = (time: string) => {
  house.clock.now = new Date(time);
};
const later = (hours: number) => {
  house.clock.now = new Date(house.clock.now.getTime() + hours * 3_600_000);
};
/** As the gateway calls. */
const tell = async (body: Record<string, unknown>, { secret = 'agreed', form = false } = {}) => {
  const response = await fetch(`${door.origin}/api/message/receive`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
    },
    body: form ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body),
  });
  return response.status;
};
const raw = async (sql: string, values: unknown[] = []) => {
  await house.owner.query(`begin; select set_config('app.scope', 'system', true)`);
  try {
    return (await house.owner.query(sql, values)).rows;
  } finally {
    await house.owner.query('commit');
  }
};

interface Wish {
  messages?: { language: string; from: string; until: string } | null;
  mayCall?: 'yes' | 'onlyAsAgreed' | 'no';
  until?: string;
  phones?: { number: string; messages?: true }[];
  consent?: boolean;
  programme?: string;
}
/** Somebody who may be written to, with an open case. */
async function caseOf(wish: Wish = {}, actor = lan) {
  const number = `+8490${numbers++}`;
  const { messages = { language: 'en', from: '08:00', until: '20:00' }, mayCall = 'onlyAsAgreed' } = wish;
  const { person } = await call(
    'person.register',
    {
      identity: { name: `Trần Thị ${numbers}` },
      contact: { phones: wish.phones ?? [{ number }] },
      safeContact: { mayCall, ...(messages && { messages }), ...(wish.until && { until: wish.until }) },
    },
    actor,
  );
  const opened = await call(
    'case.open',
    { personId: person.id, programme: wish.programme ?? programme, consent: oral },
    actor,
  );
  let consentId = '';
  if (wish.consent !== false)
    consentId = (await call('consent.give', { caseId: opened.id, purpose: 'followUp', how: 'oral' }, actor)).id;
  return { caseId: opened.id, personId: person.id, number, consentId };
}
const write = (caseId: string, more: Partial<CallInput<'message.send'>> = {}, actor = lan) =>
  call('message.send', { caseId, template: 'please-call', ...more }, actor);
const stateOf = async (caseId: string) =>
  (await call('message.list', { caseId })).messages.map(({ state, why }) => (why ? `${state} ${why}` : state));

beforeAll(async () => {
  house = await testHouse(watched);
  await publishTest(house, { kind: 'programme', code: asks.code, body: asks });
  const organisation = await house.organisation();
  const team = await house.team(organisation);
  const of = (actor: Actor): Actor => ({
    ...actor,
    role: { ...actor.role, programmes: [...actor.role.programmes, asks.code] },
  });
  lan = of(await house.user('counsellor', organisation, [team]));
  manager = of(await house.user('centre-manager', organisation));
  const administrator = await house.user('administrator', organisation);
  await call('message.setSender', { name: 'Lotus', phone: '024 1234 567' }, administrator);
  const other = await house.organisation();
  abroad = of(await house.user('counsellor', other, [await house.team(other)]));
  door = await house.serve();
});
beforeEach(async () => {
  house.clock.now = start;
  watched.answers = [];
  watched.before = async () => {};
  rmSync(file, { force: true });
  await raw(`update message set state = 'failed' where state in ('waiting', 'sending', 'sent')`);
  await raw('update case_file set satisfaction = 3 where satisfaction is null');
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

describe('a message', () => {
  it('goes out once, in neutral words, and the log says neither number nor text', async () => {
    const { caseId, number } = await caseOf();
    const { segments, notBefore } = await write(caseId);
    expect({ segments, notBefore }).toEqual({ segments: 1, notBefore: start.toISOString() });
    const [row] = await raw('select * from message where case_id = $1', [caseId]);
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
    expect((await raw('select content from message where case_id = $1', [caseId]))[0]?.content).toBeNull();
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
    await raw(`insert into setting values ('timezone', '"Europe/Paris"')`);
    try {
      await sendDue(house.ports);
      expect(sent()).toEqual([]);
      at('2026-11-16T08:00:00Z');
      await sendDue(house.ports);
      expect(sent()).toHaveLength(1);
    } finally {
      await raw(`delete from setting where key = 'timezone'`);
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
    const [row] = await raw('select content, number, erased_at from message where case_id = $1', [erased.caseId]);
    expect(row).toMatchObject({ content: null, number: null, erased_at: start });
  });
});

describe('a gateway', () => {
  it('that asks to come later is asked again, after longer and longer, and given up in the end', async () => {
    const { caseId } = await caseOf({ messages: { language: 'en', from: '00:00', until: '00:00' } });
    await write(caseId);
    watched.answers = Array.from({ length: 20 }, () => 'later');
    await sendDue(house.ports);
    await sendDue(house.ports);
    expect(watched.answers).toHaveLength(19);
    expect(await stateOf(caseId)).toEqual(['waiting']);
    later(1 / 60);
    await sendDue(house.ports);
    expect(watched.answers).toHaveLength(18);
    later(1 / 60);
    await sendDue(house.ports);
    expect(watched.answers).toHaveLength(18);
    for (let n = 0; n < 10; n++) {
      later(2);
      await sendDue(house.ports);
    }
    expect(await stateOf(caseId)).toEqual(['failed tooOften']);
    expect(watched.answers).toHaveLength(12);
  });

  it('that refuses, or says nothing, is not asked again', async () => {
    const [refused, silent] = [await caseOf(), await caseOf()];
    await write(refused.caseId);
    await write(silent.caseId);
    watched.answers = ['refused', 'unknown'];
    await sendDue(house.ports);
    later(3);
    await sendDue(house.ports);
    expect(await stateOf(refused.caseId)).toEqual(['failed refused']);
    expect(await stateOf(silent.caseId)).toEqual(['unsure']);
    expect(sent()).toEqual([]);
  });

  it('whose process dies after sending is not asked to send again', async () => {
    const { caseId } = await caseOf();
    await write(caseId);
    // The message is out, and whoever sent it never comes back to say so.
    let reached: () => void = () => {};
    const out = new Promise<void>((done) => {
      reached = done;
    });
    watched.before = async () => {
      reached();
      await new Promise(() => {});
    };
    void sendDue(house.ports);
    await out;
    watched.before = async () => {};
    await sendDue(house.ports);
    expect(await stateOf(caseId)).toEqual(['sending']);
    later(1);
    await sendDue(house.ports);
    expect(await stateOf(caseId)).toEqual(['unsure']);
    expect(sent()).toEqual([]);
  });

  it('tells what became of a message, and is heard with its secret alone', async () => {
    const { caseId, number } = await caseOf();
    const { id } = await write(caseId);
    await sendDue(house.ports);
    expect(await tell({ id, status: 'delivered' }, { secret: 'guessed' })).toBe(401);
    expect(await tell({ from: number, text: 'STOP' }, { secret: '' })).toBe(401);
    expect(await stateOf(caseId)).toEqual(['sent']);
    expect(await tell({ nothing: 'known' })).toBe(400);
    expect(await tell({ id, status: 'delivered' })).toBe(200);
    expect(await stateOf(caseId)).toEqual(['delivered']);
    const { name, states, sender } = await call(
      'message.gateway',
      {},
      await house.user('administrator', lan.organisationId),
    );
    expect({ name, sender }).toMatchObject({ name: 'file', sender: { name: 'Lotus' } });
    expect(states.find(({ state }) => state === 'delivered')?.number).toBe(1);
    const away = await house.user('administrator', abroad.organisationId);
    expect((await call('message.gateway', {}, away)).states).toEqual([]);
  });
});

describe('STOP', () => {
  it('ends all messages to a telephone until it says START, however the number is written', async () => {
    const { caseId, number } = await caseOf();
    await write(caseId);
    expect(await tell({ from: number.replace('+84', '0'), text: ' Stop. ' }, { form: true })).toBe(200);
    expect(await stateOf(caseId)).toEqual(['stopped stopped']);
    await expect(write(caseId)).rejects.toMatchObject({ params: { why: 'stopped' } });
    await tell({ from: number, text: 'START' });
    await write(caseId);
    await sendDue(house.ports);
    expect(sent()).toHaveLength(1);
  });
});

describe('who was content', () => {
  const closed = async (wish: Wish = {}) => {
    const one = await caseOf({ programme: asks.code, ...wish });
    await call('case.close', { id: one.caseId, revision: 1, reason: 'over' });
    return one;
  };
  const rating = async (caseId: string) => (await call('case.read', { id: caseId })).case.satisfaction;

  it('is asked some days after the end, once, and the answer is the case’s', async () => {
    const { caseId, number } = await closed();
    const silent = await closed({ consent: false });
    await sendDue(house.ports);
    expect(sent()).toEqual([]);
    later(73);
    await Promise.all([sendDue(house.ports), sendDue(house.ports)]);
    later(24);
    await sendDue(house.ports);
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toMatchObject({ to: number });
    await tell({ from: number, text: '4' });
    await tell({ from: number, text: '1' });
    expect(await rating(caseId)).toBe(4);
    expect(await rating(silent.caseId)).toBeUndefined();
    const { messages } = await call('message.list', { caseId });
    expect(messages).toMatchObject([{ state: 'answered', answer: 4 }]);
    expect(messages[0]?.by).toBeUndefined();
  });

  it('on one telephone is asked one after another, so that each answer has its case', async () => {
    const phones = [{ number: '+84955555555' }];
    const [first, second] = [await closed({ phones }), await closed({ phones })];
    later(73);
    await sendDue(house.ports);
    expect(sent()).toHaveLength(1);
    await tell({ from: '0955555555', text: '5' });
    await sendDue(house.ports);
    expect(sent()).toHaveLength(2);
    await tell({ from: '0955555555', text: '2' });
    expect([await rating(first.caseId), await rating(second.caseId)].toSorted()).toEqual([2, 5]);
  });

  it('keeps what was said when the case was closed', async () => {
    const one = await caseOf({ programme: asks.code });
    await call('case.close', { id: one.caseId, revision: 1, reason: 'over', satisfaction: 2 });
    later(73);
    await sendDue(house.ports);
    expect(sent()).toEqual([]);
  });

  it('who answers in words is called, and the words are kept nowhere', async () => {
    const { caseId, number } = await caseOf();
    await write(caseId);
    await sendDue(house.ports);
    await tell({ from: number, text: 'Please help me, he is here' });
    expect(await stateOf(caseId)).toEqual(['answered']);
    const { soon, today } = await call('task.today', {});
    expect([...today, ...soon].filter((one) => one.caseId === caseId)).toMatchObject([{ kind: 'callBack' }]);
    const told = await raw(`select input, answer from journal where operation = 'message.receive'`);
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ input, answer }) => input === null && answer === null)).toBe(true);
    expect(await tell({ from: '+84911111119', text: 'Wrong number' })).toBe(200);
  });
});
