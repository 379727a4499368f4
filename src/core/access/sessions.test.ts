import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { forgetSession, resolveSession } from './index.ts';
import { Browser } from './testing.ts';

const password = 'a good long password';
const MINUTE = 60_000;
let house: TestHouse;
let organisation: string;
beforeAll(async () => {
  house = await testHouse();
  organisation = await house.organisation();
});
afterAll(() => house.close());

const pass = (milliseconds: number) => {
  house.clock.now = new Date(house.clock.now.getTime() + milliseconds);
};
const asOwner = async (sql: string, values: unknown[]) => {
  await house.owner.query(`select set_config('app.scope', 'system', false)`);
  return house.owner.query(sql, values);
};
async function signedIn(role = 'counsellor', teamIds: string[] = []) {
  const actor = await house.user(role, organisation, teamIds);
  const browser = new Browser(house);
  await browser.call('session.signIn', { login: `user-${actor.userId}`, password });
  return { actor, browser, token: browser.token ?? '' };
}
const resolves = async (token: string) => (await resolveSession(house.ports, token)) !== undefined;

describe('a session', () => {
  it('is an actor with role and teams; anything else is nobody', async () => {
    const team = await house.team(organisation);
    const { actor, token } = await signedIn('supervisor', [team]);
    const resolved = await resolveSession(house.ports, token);
    expect(resolved?.actor).toEqual({ ...actor, teamIds: [team], authenticatedAt: house.clock.now });
    for (const other of ['', 'x', token.slice(1), `${token.slice(1)}A`, `${token}A`, `${token}'`])
      expect(await resolves(other)).toBe(other === token);
  });

  it('has no grants when its role is not defined', async () => {
    const { actor, token } = await signedIn();
    await asOwner(`update app_user set role = 'gone' where id = $1`, [actor.userId]);
    forgetSession(house.ports, actor.userId);
    expect((await resolveSession(house.ports, token))?.actor?.role).toMatchObject({
      grants: [],
      scope: 'none',
      read: [],
    });
  });

  it('ends when idle, and use puts that off', async () => {
    const { token } = await signedIn();
    for (let i = 0; i < 3; i++) {
      pass(29 * MINUTE);
      expect(await resolves(token)).toBe(true);
    }
    pass(30 * MINUTE);
    expect(await resolves(token)).toBe(false);
    // And stays ended when a clock is put back.
    pass(-10 * MINUTE);
    expect(await resolves(token)).toBe(false);
  });

  it('ends absolutely, used or not', async () => {
    const { browser, token } = await signedIn();
    expect(browser.endsAt).toEqual(new Date(house.clock.now.getTime() + 12 * 60 * MINUTE));
    for (let i = 0; i < 12 * 60 - 20; i += 20) {
      pass(20 * MINUTE);
      expect(await resolves(token)).toBe(true);
    }
    pass(20 * MINUTE - 1);
    expect(await resolves(token)).toBe(true);
    pass(1);
    expect(await resolves(token)).toBe(false);
  });

  it('notes its use at most once a minute', async () => {
    const { actor, token } = await signedIn();
    const seen = async () =>
      (await asOwner('select seen_at from session where user_id = $1', [actor.userId])).rows[0].seen_at;
    const start = house.clock.now;
    pass(30_000);
    await resolves(token);
    expect(await seen()).toEqual(start);
    pass(30_000);
    await resolves(token);
    expect(await seen()).toEqual(house.clock.now);
  });

  it('is believed for five seconds, and forgotten when told', async () => {
    const { actor, token } = await signedIn();
    expect(await resolves(token)).toBe(true);
    await asOwner('update app_user set active = false where id = $1', [actor.userId]);
    pass(5_000);
    expect(await resolves(token)).toBe(true);
    pass(1);
    expect(await resolves(token)).toBe(false);
    await asOwner('update app_user set active = true where id = $1', [actor.userId]);
    expect(await resolves(token)).toBe(true);
    await asOwner('update app_user set active = false where id = $1', [actor.userId]);
    forgetSession(house.ports, actor.userId);
    expect(await resolves(token)).toBe(false);
  });

  it('is not remembered as it was read before something changed', async () => {
    const { actor, token } = await signedIn();
    const { store } = house.ports;
    const read = store.read.bind(store);
    store.read = async (as, work) => {
      const value = await read(as, work);
      await asOwner('update app_user set active = false where id = $1', [actor.userId]);
      forgetSession(house.ports, actor.userId);
      return value;
    };
    try {
      expect(await resolves(token)).toBe(true);
    } finally {
      store.read = read;
    }
    expect(await resolves(token)).toBe(false);
  });

  it('is signed out of, here or everywhere', async () => {
    const { actor, browser, token } = await signedIn();
    const other = new Browser(house, '192.0.2.2');
    await other.call('session.signIn', { login: `user-${actor.userId}`, password });
    await browser.call('session.signOut', {});
    expect(browser.token).toBeUndefined();
    expect(await resolves(token)).toBe(false);
    await browser.call('session.signIn', { login: `user-${actor.userId}`, password });
    await other.call('session.signOut', { everywhere: true });
    expect(await refusal(browser.call('session.me', {}))).toBe('auth.required');
  });

  it('takes the place of the one this browser had', async () => {
    const { actor, browser, token } = await signedIn();
    await browser.call('session.signIn', { login: `user-${actor.userId}`, password });
    expect(browser.token).not.toBe(token);
    expect(await resolves(token)).toBe(false);
  });

  it('speaks another language at once', async () => {
    const { browser, token } = await signedIn();
    await browser.call('me.setLanguage', { language: 'vi' });
    expect((await resolveSession(house.ports, token))?.actor?.language).toBe('vi');
  });
});
