/** A house that may write to people, for the tests of one file. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Actor, Programme } from '../../kernel/index.ts';
import { FileGateway } from '../../platform/messages/index.ts';
import { type TestDoor, type TestHouse, testHouse } from '../../server/testing.ts';
import { oral, programme, publishTest } from '../cases/testing.ts';
import type { CallInput, CallName, CallOutput } from '../contracts.ts';
import { operations } from '../index.ts';
import type { Handed } from '../ports.ts';

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
export const watched = new Watched(file, { secret: 'agreed', fields });
export let house: TestHouse;
let door: TestDoor;
export let manager: Actor;
export let lan: Actor;
export let abroad: Actor;
let numbers = 1_000_000;
export const start = new Date('2026-11-16T03:00:00Z'); // ten in the morning where the house is
export const asks: Programme = {
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

export const call = <N extends CallName>(name: N, input: CallInput<N>, actor = lan): Promise<CallOutput<N>> =>
  house.call(operations, actor, name, input);
export const sent = () => {
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
export const at = (time: string) => {
  house.clock.now = new Date(time);
};
export const later = (hours: number) => {
  house.clock.now = new Date(house.clock.now.getTime() + hours * 3_600_000);
};
/** As the gateway calls. */
export const tell = async (body: Record<string, unknown>, { secret = 'agreed', form = false } = {}) => {
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

export interface Wish {
  messages?: { language: string; from: string; until: string } | null;
  mayCall?: 'yes' | 'onlyAsAgreed' | 'no';
  until?: string;
  phones?: { number: string; messages?: true }[];
  consent?: boolean;
  programme?: string;
}
/** Somebody who may be written to, with an open case. */
export async function caseOf(wish: Wish = {}, actor = lan) {
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
export const write = (caseId: string, more: Partial<CallInput<'message.send'>> = {}, actor = lan) =>
  call('message.send', { caseId, template: 'please-call', ...more }, actor);
export const stateOf = async (caseId: string) =>
  (await call('message.list', { caseId })).messages.map(({ state, why }) => (why ? `${state} ${why}` : state));

/** Opens it with a counsellor and a manager, and a counsellor abroad, whose organisation has no name to write under. */
export function writingHouse(): void {
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
    await house.asSystem(`update message set state = 'failed' where state in ('waiting', 'sending', 'sent')`);
    await house.asSystem('update case_file set satisfaction = 3 where satisfaction is null');
  });
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true });
  });
}
