/**
 * Whether there is an account, nobody learns who does not have its password: whatever is tried, the answer is the same,
 * byte for byte, and so is the work that takes the time.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, uuidv7 } from '../../src/kernel/index.ts';
import { type TestDoor, type TestHouse, testHouse, testPassword } from '../../src/server/testing.ts';
import { type Answer, Visitor } from './visitor.ts';

let house: TestHouse;
let door: TestDoor;
let active: Actor;
let inactive: Actor;
let withCodes: Actor;
/** Hashes made and compared since the last look. */
const work: string[] = [];

beforeAll(async () => {
  house = await testHouse();
  const { passwords } = house.ports;
  house.ports.passwords = {
    hash: (password) => {
      work.push('hash');
      return passwords.hash(password);
    },
    verify: (hash, password) => {
      work.push('verify');
      return passwords.verify(hash, password);
    },
  };
  door = await house.serve();
  const home = await house.organisation();
  active = await house.user('counsellor', home);
  inactive = await house.user('counsellor', home);
  withCodes = await house.user('counsellor', home);
  await house.ports.store.write('system', async (db) => {
    const sealed = house.ports.vault.seal(house.ports.vault.installationKey(), 'anything', 'secret');
    await db.updateTable('app_user').set({ active: false }).where('id', '=', inactive.userId).execute();
    return {
      value: await db.updateTable('app_user').set({ totp_sealed: sealed }).where('id', '=', withCodes.userId).execute(),
    };
  });
  // The first sign-in of a process makes the hash that no password opens.
  await tried(`user-${uuidv7()}`, 'wrong');
}, 60_000);
afterAll(() => house?.close());

async function tried(login: string, password: string, otp?: string): Promise<{ answer: Answer; work: string[] }> {
  work.length = 0;
  const answer = await new Visitor(door.origin).call('session.signIn', { login, password, ...(otp && { otp }) });
  return { answer, work: [...work] };
}
const loginOf = ({ userId }: Actor): string => `user-${userId}`;

describe('signing in', () => {
  it('answers alike, with one comparison, for every account that is not one’s own, and for none', async () => {
    const unknown = await tried(`user-${uuidv7()}`, testPassword);
    expect(unknown.answer.code).toBe('auth.failed');
    expect(unknown.work).toEqual(['verify']);
    expect(await tried(loginOf(active), 'wrong')).toEqual(unknown);
    expect(await tried(loginOf(inactive), testPassword)).toEqual(unknown);
    expect(await tried(loginOf(inactive), 'wrong')).toEqual(unknown);
    expect(await tried(loginOf(withCodes), 'wrong')).toEqual(unknown);
    expect(await tried(loginOf(withCodes), 'wrong', '000000')).toEqual(unknown);
    expect(await tried(`user-${uuidv7()}`, 'wrong', '000000')).toEqual(unknown);
  });

  it('asks for the second factor when the password was right, and works no more for it', async () => {
    const asked = await tried(loginOf(withCodes), testPassword);
    expect(asked.answer.code).toBe('auth.secondFactor');
    expect(asked.work).toEqual(['verify']);
  });

  it('makes both wait after the same number of failures, and compares nothing then', async () => {
    const somebody = await house.user('counsellor', active.organisationId);
    const nobody = `user-${uuidv7()}`;
    for (let count = 0; count < 7; count++) {
      const [one, other] = [await tried(loginOf(somebody), 'wrong'), await tried(nobody, 'wrong')];
      expect(one).toEqual(other);
      if (count >= 5) expect(one).toMatchObject({ answer: { code: 'rate.limited' }, work: [] });
    }
    // The right password waits as well, or it would be told by not waiting.
    expect(await tried(loginOf(somebody), testPassword)).toEqual(await tried(nobody, testPassword));
  });
});
