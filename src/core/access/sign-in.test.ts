import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { Browser } from './testing.ts';

const password = 'a good long password';
let house: TestHouse;
let organisation: string;
let nextAddress = 1;
/** An address that nothing was counted for. */
const address = () => `198.51.100.${nextAddress++}`;
const newUser = async (role = 'counsellor') => {
  const actor = await house.user(role, organisation);
  return { actor, login: `user-${actor.userId}` };
};

beforeAll(async () => {
  house = await testHouse();
  organisation = await house.organisation();
});
afterAll(() => house.close());

describe('signing in', () => {
  it('answers who is signed in, and stores no token', async () => {
    const { actor, login } = await newUser();
    const browser = new Browser(house, address());
    const { me } = await browser.call('session.signIn', { login: ` ${login.toUpperCase()} `, password });
    expect(me).toMatchObject({ id: actor.userId, login, totp: false, passkeys: 0, role: { code: 'counsellor' } });
    expect(Buffer.from(me.draftKey, 'base64')).toHaveLength(32);
    expect(browser.token).toMatch(/^[\w-]{43}$/);
    expect((await browser.call('session.me', {})).me).toEqual(me);
    const { rows } = await house.owner
      .query(`select set_config('app.scope', 'system', false)`)
      .then(() => house.owner.query('select token_hash from session where user_id = $1', [actor.userId]));
    expect(rows).toHaveLength(1);
    expect(rows[0].token_hash.toString('base64url')).not.toBe(browser.token);
  });

  it('refuses a wrong password, an absent and an inactive account alike, and always verifies', async () => {
    const { login } = await newUser();
    const closed = await newUser();
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    await house.owner.query('update app_user set active = false where id = $1', [closed.actor.userId]);
    const verify = house.ports.passwords.verify;
    let verified = 0;
    house.ports.passwords.verify = (hash, given) => {
      verified++;
      return verify(hash, given);
    };
    try {
      for (const [name, given] of [
        [login, 'wrong'],
        ['nobody at all', 'wrong'],
        ['nobody at all', password],
        [closed.login, password],
      ] as const) {
        const error = await new Browser(house, address())
          .call('session.signIn', { login: name, password: given, otp: '123456' })
          .catch((caught) => caught);
        expect(error).toBeInstanceOf(Problem);
        expect((error as Problem).toBody()).toEqual({ code: 'auth.failed' });
      }
    } finally {
      house.ports.passwords.verify = verify;
    }
    expect(verified).toBe(4);
  });

  it('makes somebody who fails wait, at that address only, and longer each time', async () => {
    const { login } = await newUser();
    const bad = new Browser(house, address());
    const tries = (given: string) => bad.call('session.signIn', { login, password: given });
    for (let i = 0; i < 5; i++) expect(await refusal(tries('wrong'))).toBe('auth.failed');
    expect(await refusal(tries('wrong'))).toBe('rate.limited');
    expect(await refusal(tries(password))).toBe('rate.limited');
    // The owner, elsewhere, is not concerned.
    await new Browser(house, address()).call('session.signIn', { login, password });
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      const error = await tries('wrong').catch((caught) => caught as Problem);
      const seconds = Number((error as Problem).params?.seconds);
      waits.push(seconds);
      house.clock.now = new Date(house.clock.now.getTime() + seconds * 1000);
      expect(await refusal(tries('wrong'))).toBe('auth.failed');
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900]);
    house.clock.now = new Date(house.clock.now.getTime() + 900_000);
    await tries(password);
    expect(await refusal(tries('wrong'))).toBe('auth.failed');
  });

  it('counts tries that come at the same time', async () => {
    const { login } = await newUser();
    const bad = new Browser(house, address());
    const codes = await Promise.all(
      Array.from({ length: 30 }, () => refusal(bad.call('session.signIn', { login, password: 'wrong' }))),
    );
    expect(codes.filter((code) => code === 'auth.failed')).toHaveLength(5);
    expect(codes.filter((code) => code === 'rate.limited')).toHaveLength(25);
  });

  it('stops an address that tries many accounts', async () => {
    const bad = new Browser(house, address());
    const tries = Array.from({ length: 60 }, (_, i) =>
      refusal(bad.call('session.signIn', { login: `guess ${i}`, password: 'wrong' })),
    );
    const codes = await Promise.all(tries);
    expect(codes.filter((code) => code === 'auth.failed')).toHaveLength(50);
    expect(codes.filter((code) => code === 'rate.limited')).toHaveLength(10);
    house.clock.now = new Date(house.clock.now.getTime() + 3_700_000);
    expect(await refusal(bad.call('session.signIn', { login: 'guess 52', password: 'wrong' }))).toBe('auth.failed');
  });

  it('lets nobody in whose account was closed while the password was verified', async () => {
    const { actor, login } = await newUser();
    const verify = house.ports.passwords.verify;
    house.ports.passwords.verify = async (hash, given) => {
      await house.owner.query(`select set_config('app.scope', 'system', false)`);
      await house.owner.query('update app_user set active = false where id = $1', [actor.userId]);
      return verify(hash, given);
    };
    const signing = refusal(new Browser(house, address()).call('session.signIn', { login, password }));
    expect(await signing.finally(() => Object.assign(house.ports.passwords, { verify }))).toBe('auth.failed');
  });
});

describe('a second factor', () => {
  const codeNow = (secret: string, steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: house.clock.now.getTime() + steps * 30_000 });

  it('is asked for after the right password only, and each code works once', async () => {
    const { login } = await newUser();
    const browser = new Browser(house, address());
    await browser.call('session.signIn', { login, password });
    const { secret, uri } = await browser.call('me.beginTotp', {});
    expect(uri).toContain('otpauth://totp/Banyan');
    expect(await refusal(browser.call('me.confirmTotp', { otp: codeNow(secret, 5) }))).toBe('auth.failed');
    expect((await browser.call('session.me', {})).me.totp).toBe(false);
    const first = codeNow(secret);
    await browser.call('me.confirmTotp', { otp: first });
    expect((await browser.call('session.me', {})).me.totp).toBe(true);

    const again = new Browser(house, address());
    const signIn = (otp?: string, given = password) =>
      again.call('session.signIn', { login, password: given, ...(otp && { otp }) });
    expect(await refusal(signIn())).toBe('auth.secondFactor');
    expect(await refusal(signIn(undefined, 'wrong'))).toBe('auth.failed');
    expect(await refusal(signIn(first))).toBe('auth.failed');
    house.clock.now = new Date(house.clock.now.getTime() + 30_000);
    const code = codeNow(secret);
    await signIn(`${code.slice(0, 3)} ${code.slice(3)}`);
    expect(await refusal(signIn(code))).toBe('auth.failed');
    expect(await refusal(signIn(codeNow(secret, -1)))).toBe('auth.failed');

    await again.call('me.removeTotp', {});
    await again.call('session.signIn', { login, password });
  });

  it('limits codes tried from many addresses', async () => {
    const { login } = await newUser();
    const browser = new Browser(house, address());
    await browser.call('session.signIn', { login, password });
    const { secret } = await browser.call('me.beginTotp', {});
    await browser.call('me.confirmTotp', { otp: codeNow(secret) });
    const wrong = codeNow(secret, 100);
    const codes: string[] = [];
    for (let i = 0; i < 12; i++)
      codes.push(await refusal(new Browser(house, address()).call('session.signIn', { login, password, otp: wrong })));
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('auth.failed'));
    expect(codes.slice(10)).toEqual(['rate.limited', 'rate.limited']);
  });
});

describe('giving the password again', () => {
  it('makes an old session fresh, and counts failures', async () => {
    const { login } = await newUser();
    const browser = new Browser(house, address());
    await browser.call('session.signIn', { login, password });
    house.clock.now = new Date(house.clock.now.getTime() + 11 * 60_000);
    expect(await refusal(browser.call('me.beginTotp', {}))).toBe('auth.reauthenticate');
    expect(await refusal(browser.call('session.reauthenticate', { password: 'wrong' }))).toBe('auth.failed');
    await browser.call('session.reauthenticate', { password });
    await browser.call('me.beginTotp', {});
    for (let i = 0; i < 5; i++)
      expect(await refusal(browser.call('session.reauthenticate', { password: 'wrong' }))).toBe('auth.failed');
    expect(await refusal(browser.call('session.reauthenticate', { password }))).toBe('rate.limited');
  });
});

describe('changing the password', () => {
  it('takes a strong one, and ends every other session', async () => {
    const { login } = await newUser();
    const here = new Browser(house, address());
    const there = new Browser(house, address());
    await here.call('session.signIn', { login, password });
    await there.call('session.signIn', { login, password });
    const change = (current: string, next: string) => here.call('me.changePassword', { current, next });
    expect(await refusal(change('wrong', 'seven tall kapok trees'))).toBe('auth.failed');
    expect(await refusal(change(password, 'password12345'))).toBe('auth.weakPassword');
    expect(await refusal(change(password, password))).toBe('auth.weakPassword');
    await change(password, 'seven tall kapok trees');
    await here.call('session.me', {});
    expect(await refusal(there.call('session.me', {}))).toBe('auth.required');
    expect(await refusal(there.call('session.signIn', { login, password }))).toBe('auth.failed');
    await there.call('session.signIn', { login, password: 'seven tall kapok trees' });
  });
});
