import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { Authenticator, Browser } from './testing.ts';

const password = 'a good long password';
const origin = 'http://localhost:8420';
let house: TestHouse;
let organisation: string;
beforeAll(async () => {
  house = await testHouse();
  organisation = await house.organisation();
});
afterAll(() => house.close());

type Asked = { challenge: string; rpId: string };

async function withPasskey(address: string) {
  const actor = await house.user('counsellor', organisation);
  const browser = new Browser(house, address);
  await browser.call('session.signIn', { login: `user-${actor.userId}`, password });
  const device = new Authenticator();
  const begun = await browser.call('me.beginPasskey', {});
  const options = begun.options as unknown as { challenge: string; rp: { id: string } };
  const input = { challengeId: begun.challengeId, name: 'Telephone', response: device.make(options, origin) };
  await browser.call('me.addPasskey', input);
  return { actor, browser, device, input };
}

async function asked(browser: Browser) {
  const { challengeId, options } = await browser.call('session.passkeyOptions', {});
  return { challengeId, options: options as unknown as Asked };
}

describe('a passkey', () => {
  it('is for this host, found by the device, and behind a PIN or finger', async () => {
    const browser = new Browser(house);
    const { options } = await asked(browser);
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options).not.toHaveProperty('allowCredentials.0');
  });

  it('is kept once, and signs its owner in', async () => {
    const { actor, browser, device, input } = await withPasskey('192.0.2.10');
    expect((await browser.call('session.me', {})).me.passkeys).toBe(1);
    expect(await refusal(browser.call('me.addPasskey', input))).toBe('auth.failed');

    const other = new Browser(house, '192.0.2.11');
    for (let i = 0; i < 2; i++) {
      const { challengeId, options } = await asked(other);
      const answer = { challengeId, response: device.answer(options, origin) };
      expect((await other.call('session.passkeySignIn', answer)).me.id).toBe(actor.userId);
      // A challenge serves once.
      expect(await refusal(new Browser(house, '192.0.2.12').call('session.passkeySignIn', answer))).toBe('auth.failed');
    }
  });

  it('is refused when anything about it does not hold', async () => {
    const { actor, device } = await withPasskey('192.0.2.20');
    const browser = new Browser(house, '192.0.2.21');
    const tried = async (make: (options: Asked) => unknown, between = () => {}) => {
      const { challengeId, options } = await asked(browser);
      const response = make(options);
      between();
      return refusal(browser.call('session.passkeySignIn', { challengeId, response: response as never }));
    };
    expect(await tried((options) => device.answer(options, 'https://banyan.example.net'))).toBe('auth.failed');
    expect(await tried((options) => device.answer({ ...options, rpId: 'example.net' }, origin))).toBe('auth.failed');
    expect(await tried((options) => device.answer({ ...options, challenge: 'other' }, origin))).toBe('auth.failed');
    expect(await tried((options) => device.answer(options, origin, 0x01))).toBe('auth.failed');
    expect(await tried((options) => new Authenticator().answer(options, origin))).toBe('auth.failed');
    for (const nonsense of [null, 1, 'x', [], {}, { id: 1 }, { id: device.id, response: null }])
      expect(await tried(() => nonsense)).toBe('auth.failed');
    const late = () => {
      house.clock.now = new Date(house.clock.now.getTime() + 5 * 60_000);
    };
    expect(await tried((options) => device.answer(options, origin), late)).toBe('auth.failed');
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    await house.owner.query('update app_user set active = false where id = $1', [actor.userId]);
    expect(await tried((options) => device.answer(options, origin))).toBe('auth.failed');
  });

  it('cannot be added with somebody else’s challenge', async () => {
    const { browser } = await withPasskey('192.0.2.30');
    const { browser: other } = await withPasskey('192.0.2.31');
    const begun = await browser.call('me.beginPasskey', {});
    const response = new Authenticator().make(begun.options as never, origin);
    const input = { challengeId: begun.challengeId, name: 'Stolen', response };
    expect(await refusal(other.call('me.addPasskey', input))).toBe('auth.failed');
  });

  it('is listed to its owner alone, and removed with a fresh password', async () => {
    const { actor, browser, device } = await withPasskey('192.0.2.40');
    const { browser: other } = await withPasskey('192.0.2.41');
    const { passkeys } = await browser.call('me.passkeys', {});
    const id = passkeys[0]?.id ?? '';
    expect(passkeys).toEqual([{ id, name: 'Telephone', addedAt: house.clock.now.toISOString() }]);
    const { challengeId, options } = await asked(browser);
    await browser.call('session.passkeySignIn', { challengeId, response: device.answer(options, origin) });
    expect((await browser.call('me.passkeys', {})).passkeys).toMatchObject([{ usedAt: house.clock.now.toISOString() }]);

    expect(await refusal(other.call('me.removePasskey', { id }))).toBe('record.absent');
    expect((await browser.call('session.me', {})).me).toMatchObject({ id: actor.userId, passkeys: 1 });
    house.clock.now = new Date(house.clock.now.getTime() + 11 * 60_000);
    expect(await refusal(browser.call('me.removePasskey', { id }))).toBe('auth.reauthenticate');
    await browser.call('session.reauthenticate', { password });
    await browser.call('me.removePasskey', { id });
    expect(await refusal(browser.call('me.removePasskey', { id }))).toBe('record.absent');
    const again = await asked(browser);
    const answer = { challengeId: again.challengeId, response: device.answer(again.options, origin) };
    expect(await refusal(browser.call('session.passkeySignIn', answer))).toBe('auth.failed');
  });

  it('is offered challenges without end by no address, and by one that signs in again and again', async () => {
    const { device } = await withPasskey('192.0.2.50');
    const office = new Browser(house, '192.0.2.51');
    for (let i = 0; i < 110; i++) {
      const { challengeId, options } = await asked(office);
      await office.call('session.passkeySignIn', { challengeId, response: device.answer(options, origin) });
    }
    const stranger = new Browser(house, '192.0.2.52');
    for (let i = 0; i < 100; i++) await asked(stranger);
    expect(await refusal(stranger.call('session.passkeyOptions', {}))).toBe('rate.limited');
    await asked(office);
  });
});
