import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { announceUser } from '../core/access/index.ts';
import { oral, programme } from '../core/cases/testing.ts';
import { limits } from '../core/live/live.ts';
import { type Actor, uuidv7 } from '../kernel/index.ts';
import { Ear } from './ear.ts';
import { type HttpCaller, type TestDoor, type TestHouse, testHouse } from './testing.ts';

let house: TestHouse;
let door: TestDoor;
let here: string;
let team: string;
let other: string;
let lan: Actor;
let minh: Actor;
let call: HttpCaller;

beforeAll(async () => {
  house = await testHouse();
  here = await house.organisation('Here');
  [team, other] = [await house.team(here), await house.team(here)];
});
beforeEach(async () => {
  door = await house.serve();
  lan = await house.user('counsellor', here, [team]);
  minh = await house.user('counsellor', here, [team]);
  call = await door.signIn(lan);
});
let ears: Ear[] = [];
afterEach(async () => {
  for (const ear of ears) ear.close();
  ears = [];
  await door.close();
});
afterAll(() => house.close());

async function ear(who: Actor | HttpCaller, about?: string): Promise<Ear> {
  const { cookie } = typeof who === 'function' ? who : await door.signIn(who);
  const opened = await Ear.open(door.origin, cookie, about);
  ears.push(opened);
  return opened;
}
async function done(caller: HttpCaller, name: string, input: object): Promise<Record<string, string>> {
  const { status, body } = await caller(name, input);
  expect(status, JSON.stringify(body)).toBe(200);
  await house.live.announce();
  return body as Record<string, string>;
}
const enquiry = (caller: HttpCaller) =>
  done(caller, 'enquiry.record', { programme, channel: 'phone', topic: 'contract', answered: true });
async function openCase(caller: HttpCaller): Promise<string> {
  const { person } = (await done(caller, 'person.register', { identity: { name: 'Lan' } })) as unknown as {
    person: { id: string };
  };
  return (await done(caller, 'case.open', { personId: person.id, programme, consent: oral })).id!;
}
/** Something that this listener certainly hears: whatever it heard before, it heard of before. */
async function marked(listener: Ear, marks: () => Promise<unknown>): Promise<string[]> {
  await marks();
  const heard: string[] = [];
  // The mark is of one's own reach alone.
  while (heard.at(-1) !== 'reach') heard.push(await listener.next());
  return heard.slice(0, -1);
}

describe('what is within reach', () => {
  it('is told to a colleague of the team and to who reaches the organisation, as one word and nothing else', async () => {
    const [colleague, manager] = [await ear(minh), await ear(await house.user('centre-manager', here))];
    await enquiry(call);
    expect(await colleague.next()).toBe('reach');
    expect(await manager.next()).toBe('reach');
  });

  it('is not told to another team or organisation, nor to whose role reaches nobody', async () => {
    const there = await house.organisation('There');
    const others = [
      await house.user('counsellor', here, [other]),
      await house.user('counsellor', there, [await house.team(there)]),
    ];
    const listeners = await Promise.all(others.map((one) => ear(one)));
    const silent = [
      await ear(await house.user('administrator', here)),
      await ear(await house.user('statistician', here)),
    ];
    await enquiry(call);
    await openCase(call);
    for (const [n, one] of others.entries()) {
      const colleague = await door.signIn(await house.user('counsellor', one.organisationId, one.teamIds));
      expect(await marked(listeners[n]!, () => enquiry(colleague))).toEqual([]);
    }
    // They end without a word.
    await door.close();
    for (const listener of silent) expect(await listener.next()).toBe('end');
  });

  it('is not told to the session that did it, and is to the same user’s other one', async () => {
    const [mine, elsewhere] = [await ear(call), await ear(lan)];
    await enquiry(call);
    expect(await elsewhere.next()).toBe('reach');
    const colleague = await door.signIn(minh);
    expect(await marked(mine, () => enquiry(colleague))).toEqual([]);
  });

  it('is told to the team that a case is given to', async () => {
    const manager = await door.signIn(await house.user('centre-manager', here));
    const id = await openCase(call);
    const receiver = await ear(await house.user('counsellor', here, [other]));
    await done(manager, 'case.assign', { id, revision: 1, teamId: other });
    expect(await receiver.next()).toBe('reach');
  });

  it('includes a referral for everybody who works where it arrives, and again when it is taken back', async () => {
    const there = await house.organisation('There');
    const theirs = await ear(await house.user('counsellor', there, [await house.team(there)]));
    const caseId = await openCase(call);
    const { id: consentId } = await done(call, 'consent.give', { caseId, purpose: 'referral', how: 'oral' });
    const fields = ['person.name'];
    await done(call, 'referral.send', { caseId, toOrganisationId: there, consentId, purpose: 'referral', fields });
    expect(await theirs.next()).toBe('reach');
    await done(call, 'consent.withdraw', { id: consentId });
    expect(await theirs.next()).toBe('reach');
  });

  it('is announced once for all that was done in a moment', async () => {
    const colleague = await ear(minh);
    for (let n = 0; n < 3; n++)
      await call('enquiry.record', { programme, channel: 'phone', topic: 'contract', answered: true });
    await house.live.announce();
    expect(await colleague.next()).toBe('reach');
  });

  it('may all have changed while nothing was heard', async () => {
    const caseId = await openCase(call);
    const colleague = await ear(minh, caseId);
    house.live.heard('');
    expect([await colleague.next(), await colleague.next()]).toEqual(['reach', 'record']);
  });
});

describe('a case that is open', () => {
  it('is told of to who sees it: its own changes, its parts’ and its person’s', async () => {
    const caseId = await openCase(call);
    const colleague = await ear(minh, caseId);
    const { id } = await done(call, 'consent.give', { caseId, purpose: 'referral', how: 'oral' });
    expect([await colleague.next(), await colleague.next()]).toEqual(['reach', 'record']);
    await done(call, 'consent.withdraw', { id });
    expect([await colleague.next(), await colleague.next()]).toEqual(['reach', 'record']);
    const { case: file } = (await call('case.read', { id: caseId })).body as { case: { personId: string } };
    await done(call, 'person.amend', { id: file.personId, revision: 1, identity: { name: 'Lan Anh' } });
    expect([await colleague.next(), await colleague.next()]).toEqual(['reach', 'record']);
    // Another case is not.
    expect(await marked(colleague, () => enquiry(call))).toEqual([]);
  });

  it('that is hidden is as one that is not there: the stream opens and says nothing of it', async () => {
    const caseId = await openCase(call);
    const away = await house.user('counsellor', here, [other]);
    const [hidden, absent] = [await ear(away, caseId), await ear(away, uuidv7())];
    expect(hidden.status).toBe(200);
    const headers = ({ headers: all }: Ear) => Object.fromEntries([...all].filter(([name]) => name !== 'date'));
    expect(headers(hidden)).toEqual(headers(absent));
    await done(call, 'consent.give', { caseId, purpose: 'referral', how: 'oral' });
    const colleague = await door.signIn(await house.user('counsellor', here, [other]));
    await enquiry(colleague);
    for (const one of [hidden, absent]) expect(await one.next()).toBe('reach');
  });

  it('that goes out of sight is told of once more, and then no longer', async () => {
    const manager = await door.signIn(await house.user('centre-manager', here));
    const caseId = await openCase(call);
    const colleague = await ear(minh, caseId);
    await done(manager, 'case.assign', { id: caseId, revision: 1, teamId: other });
    expect(await colleague.next()).toBe('record');
    const taking = await door.signIn(await house.user('counsellor', here, [other]));
    await done(taking, 'consent.give', { caseId, purpose: 'referral', how: 'oral' });
    expect(await marked(colleague, () => enquiry(call))).toEqual([]);
  });

  it('that was erased is told of, so that it goes from the screen', async () => {
    const caseId = await openCase(call);
    const manager = await door.signIn(await house.user('centre-manager', here));
    const { case: file } = (await call('case.read', { id: caseId })).body as { case: { personId: string } };
    const colleague = await ear(minh, caseId);
    await done(manager, 'person.erase', { id: file.personId, reason: 'She asked for it' });
    expect([await colleague.next(), await colleague.next()]).toEqual(['reach', 'record']);
  });
});

describe('the stream', () => {
  it('is for who is signed in, from here, with an id that is one', async () => {
    const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
    const get = (query = '', headers: Record<string, string> = {}) =>
      fetch(`${door.origin}/api/live${query}`, { headers: { cookie: call.cookie, ...headers } });
    expect(await codeOf(await get('', { cookie: '' }))).toEqual([401, 'auth.required']);
    expect(await codeOf(await get('', { 'sec-fetch-site': 'cross-site' }))).toEqual([403, 'origin.refused']);
    expect(await codeOf(await get('?about=all'))).toEqual([400, 'input.invalid']);
    const { headers } = await ear(call);
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('content-security-policy')).toBeTruthy();
  });

  it('ends with its session, with all of a user’s, and when the account is shut', async () => {
    const one = await ear(call);
    await call('session.signOut', {});
    expect(await one.next()).toBe('end');
    const two = await ear(minh);
    const administrator = await door.signIn(await house.user('administrator', here));
    await administrator('user.change', { id: minh.userId, active: false });
    expect(await two.next()).toBe('end');
  });

  it('ends when the user has another role or other teams, and not for being asked', async () => {
    const listener = await ear(minh);
    await house.live.review();
    await enquiry(call);
    expect(await listener.next()).toBe('reach');
    await house.asSystem('insert into team_member values ($1, $2)', [minh.userId, other]);
    await house.ports.store.write('system', async (db) => ({
      value: await announceUser({ db, ports: house.ports }, minh.userId),
    }));
    expect(await listener.next()).toBe('end');
  });

  it('keeps nobody signed in: the session ends by itself while it is open', async () => {
    const listener = await ear(minh);
    const before = house.clock.now;
    try {
      for (let minutes = 5; minutes <= 35; minutes += 5) {
        house.clock.now = new Date(before.getTime() + minutes * 60_000);
        await house.live.review();
      }
      expect(await listener.next()).toBe('end');
    } finally {
      house.clock.now = before;
    }
  });

  it('takes the place of the oldest of the same session', async () => {
    const all: Ear[] = [];
    for (let n = 0; n <= limits.perSession; n++) all.push(await ear(call));
    expect(await all[0]!.next()).toBe('end');
    const colleague = await door.signIn(minh);
    await enquiry(colleague);
    for (const one of all.slice(1)) expect(await one.next()).toBe('reach');
  });

  it('ends when the house shuts its door, which does not wait for it', async () => {
    const listener = await ear(call);
    await door.close();
    expect(await listener.next()).toBe('end');
  });
});

describe('what is asked unasked', () => {
  const ask = (headers: Record<string, string> = {}) =>
    fetch(`${door.origin}/api/session/me`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'banyan-desk': '1', cookie: call.cookie, ...headers },
      body: '{}',
    }).then(({ status }) => status);
  const unasked = { 'banyan-unasked': '1' };
  const before = new Date('2026-11-16T03:00:00Z');
  const later = (minutes: number) => {
    house.clock.now = new Date(before.getTime() + minutes * 60_000);
  };
  afterEach(() => later(0));

  it('does not make a session go on', async () => {
    later(20);
    expect(await ask(unasked)).toBe(200);
    later(31);
    expect(await ask(unasked)).toBe(401);
  });

  it('does not hide what somebody does a moment later, which makes it go on', async () => {
    later(20);
    expect([await ask(unasked), await ask()]).toEqual([200, 200]);
    later(31);
    expect(await ask()).toBe(200);
  });
});
