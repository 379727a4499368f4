import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { Problem } from '../../kernel/index.ts';
import type { Outside, Passwords } from '../ports.ts';
import type { Tables } from '../tables/index.ts';
import { anythingFrom, codesOf, countTry, forgetTries, forgive, loginFrom, sweepTries } from './attempts.ts';
import { stepOf, useStep } from './codes.ts';

export type UserRow = Selectable<Tables['app_user']>;

/** A hash that no password opens, of the same cost as a real one: an account that does not exist takes as long. */
const decoys = new WeakMap<Passwords, Promise<string>>();
export function decoy(passwords: Passwords): Promise<string> {
  let hash = decoys.get(passwords);
  if (!hash) {
    hash = passwords.hash(randomBytes(32).toString('base64'));
    // A failure is not kept, and whoever waits for it hears of it.
    hash.catch(() => decoys.delete(passwords));
    decoys.set(passwords, hash);
  }
  return hash;
}

export interface Claim {
  /** The account, by what was typed or by whose session it is. */
  who: { login: string } | { userId: string };
  password: string;
  otp?: string | undefined;
  /** False where the password alone is asked for: the session has shown its second factor before. */
  secondFactor: boolean;
}

/**
 * Proves that a caller is who they say: password, and a one-time code where one is set up. Works in transactions of its
 * own, so that failures stay counted; call it from `prepare`. An account that is absent, inactive or has another
 * password is told from none of the others, in words or in time.
 *
 * @throws auth.failed, auth.secondFactor (only after the right password), rate.limited
 */
export async function prove({ ports, caller, now }: Outside, claim: Claim): Promise<UserRow> {
  const { store, passwords, vault } = ports;
  const { who } = claim;
  const dummy = await decoy(passwords);
  const { user, login } = await store.write('system', async (db) => {
    const found = await db
      .selectFrom('app_user')
      .selectAll()
      .where((eb) => ('login' in who ? sql<boolean>`lower(login) = lower(${who.login})` : eb('id', '=', who.userId)))
      .where('active', '=', true)
      .executeTakeFirst();
    const login = 'login' in who ? who.login : (found?.login ?? '');
    await countTry(db, anythingFrom(ports, caller.address), now);
    await countTry(db, loginFrom(ports, login, caller.address), now);
    return { value: { user: found, login } };
  });
  const right = await passwords.verify(user?.password_hash ?? dummy, claim.password);
  if (!user || !right) throw new Problem('auth.failed');

  const address = anythingFrom(ports, caller.address);
  const pair = loginFrom(ports, login, caller.address);
  const { totp_sealed: sealed } = user;
  if (claim.secondFactor && sealed) {
    const { otp } = claim;
    if (!otp) {
      await store.write('system', async (db) => {
        await forgive(db, address);
        await forgive(db, pair);
        return { value: undefined };
      });
      throw new Problem('auth.secondFactor');
    }
    await store.write('system', async (db) => ({ value: await countTry(db, codesOf(ports, user.id), now) }));
    const step = stepOf(vault, user.id, sealed, otp, now);
    const used =
      step !== undefined && (await store.write('system', async (db) => ({ value: await useStep(db, user.id, step) })));
    if (!used) throw new Problem('auth.failed');
  }
  await store.write('system', async (db) => {
    await forgive(db, address);
    await forgetTries(db, pair);
    if (claim.secondFactor) await forgetTries(db, codesOf(ports, user.id));
    await sweepTries(db, now);
    return { value: undefined };
  });
  return user;
}
