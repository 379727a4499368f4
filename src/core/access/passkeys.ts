import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type * as z from 'zod/mini';
import { absent, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { type Outside, operation, type Ports } from '../ports.ts';
import { anythingFrom, challengesFrom, countTry, forgive } from './attempts.ts';
import * as contracts from './contract.ts';
import { enter, entered } from './sign-in.ts';

type Json = z.output<ReturnType<typeof z.json>>;

/** Loaded by the first passkey: it is large, and many houses have none. */
const webauthn = () => import('@simplewebauthn/server');

const CHALLENGE_LASTS = 5 * 60_000;
const MOST_PASSKEYS = 20;

/** Whom a passkey is for: the host of the desk, so that a look-alike address gets nothing from it. */
const party = ({ settings }: Ports) => ({
  rpID: new URL(settings.origin).hostname,
  origin: new URL(settings.origin).origin,
});

/** What the browser is given, as it is given. */
const json = (options: object): Json => JSON.parse(JSON.stringify(options)) as Json;

/**
 * Keeps a challenge for five minutes, for whoever is signed in or for a sign-in.
 *
 * @throws rate.limited when an address keeps asking and nobody ever signs in
 */
async function keepChallenge(outside: Outside, challenge: string, userId: string | null): Promise<string> {
  const { ports, caller, now } = outside;
  const id = uuidv7(now.getTime());
  return ports.store.write('system', async (db) => {
    if (!userId) await countTry(db, challengesFrom(ports, caller.address), now);
    await db.deleteFrom('passkey_challenge').where('expires_at', '<', now).execute();
    const expires_at = new Date(now.getTime() + CHALLENGE_LASTS);
    await db.insertInto('passkey_challenge').values({ id, user_id: userId, challenge, expires_at }).execute();
    return { value: id };
  });
}

/** Takes a challenge out: it serves once, whatever becomes of the answer to it. */
async function takeChallenge({ ports, now }: Outside, id: string, userId: string | null): Promise<string> {
  const row = await ports.store.write('system', async (db) => ({
    value: await db
      .deleteFrom('passkey_challenge')
      .where('id', '=', id)
      .where('user_id', 'is not distinct from', userId)
      .where('expires_at', '>', now)
      .returning('challenge')
      .executeTakeFirst(),
  }));
  if (!row) throw new Problem('auth.failed');
  return row.challenge;
}

/** The library throws for whatever does not hold; which of it, the caller need not know. */
async function verified<T extends { verified: boolean }>(
  check: () => Promise<T>,
): Promise<Extract<T, { verified: true }> | T> {
  const answer = await check().catch(() => undefined);
  if (!answer?.verified) throw new Problem('auth.failed');
  return answer;
}

export const passkeyOptions = operation(contracts.passkeyOptions, {
  async prepare(outside) {
    const { rpID } = party(outside.ports);
    // No list of credentials: the device offers the ones it has, and nothing tells which accounts exist.
    const { generateAuthenticationOptions } = await webauthn();
    const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' });
    return { challengeId: await keepChallenge(outside, options.challenge, null), options: json(options) };
  },
  run: async (_, __, made) => made,
});

export const passkeySignIn = operation(contracts.passkeySignIn, {
  subject: (_, output) => output?.me.id,
  enters: entered,
  async prepare(outside, { challengeId, response }) {
    const { ports, caller, now } = outside;
    const { store } = ports;
    const address = anythingFrom(ports, caller.address);
    await store.write('system', async (db) => ({ value: await countTry(db, address, now) }));
    const expectedChallenge = await takeChallenge(outside, challengeId, null);
    const answer = response as unknown as AuthenticationResponseJSON;
    const credentialId = typeof answer?.id === 'string' ? answer.id : '';
    const passkey = await store.read('system', (db) =>
      db
        .selectFrom('passkey')
        .innerJoin('app_user', 'app_user.id', 'passkey.user_id')
        .select(['passkey.id', 'credential_id', 'public_key', 'counter', 'user_id', 'password_hash'])
        .where('credential_id', '=', credentialId)
        .where('active', '=', true)
        .executeTakeFirst(),
    );
    if (!passkey) throw new Problem('auth.failed');
    const { rpID, origin } = party(ports);
    const { verifyAuthenticationResponse } = await webauthn();
    const { authenticationInfo } = await verified(() =>
      verifyAuthenticationResponse({
        response: answer,
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpID,
        // A passkey with its PIN or finger is two factors; no one-time code is asked for beside it.
        requireUserVerification: true,
        credential: {
          id: passkey.credential_id,
          publicKey: new Uint8Array(passkey.public_key),
          counter: Number(passkey.counter),
        },
      }),
    );
    await store.write('system', async (db) => {
      await forgive(db, address);
      await forgive(db, challengesFrom(ports, caller.address));
      await db
        .updateTable('passkey')
        .set({ counter: String(authenticationInfo.newCounter), used_at: now })
        .where('id', '=', passkey.id)
        .execute();
      return { value: undefined };
    });
    return { id: passkey.user_id, password_hash: passkey.password_hash };
  },
  run: (context, _, user) => enter(context, user),
});

export const beginPasskey = operation(contracts.beginPasskey, {
  async prepare(outside) {
    const { actor, ports } = outside;
    const { user, known } = await ports.store.read(actor, async (db) => ({
      user: await db
        .selectFrom('app_user')
        .select(['login', 'name'])
        .where('id', '=', actor.userId)
        .executeTakeFirstOrThrow(),
      known: await db.selectFrom('passkey').select('credential_id').where('user_id', '=', actor.userId).execute(),
    }));
    if (known.length >= MOST_PASSKEYS) throw refuseField('', 'tooMany', { most: MOST_PASSKEYS });
    const { generateRegistrationOptions } = await webauthn();
    const options = await generateRegistrationOptions({
      rpName: 'Banyan',
      rpID: party(ports).rpID,
      userName: user.login,
      userDisplayName: user.name,
      userID: new Uint8Array(Buffer.from(actor.userId.replaceAll('-', ''), 'hex')),
      excludeCredentials: known.map(({ credential_id }) => ({ id: credential_id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return {
      challengeId: await keepChallenge(outside, options.challenge, actor.userId),
      options: json(options),
    };
  },
  run: async (_, __, made) => made,
});

export const addPasskey = operation(contracts.addPasskey, {
  async prepare(outside, { challengeId, response }) {
    const expectedChallenge = await takeChallenge(outside, challengeId, outside.actor.userId);
    const { rpID, origin } = party(outside.ports);
    const { verifyRegistrationResponse } = await webauthn();
    const { registrationInfo } = await verified(() =>
      verifyRegistrationResponse({
        response: response as unknown as RegistrationResponseJSON,
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpID,
        requireUserVerification: true,
      }),
    );
    if (!registrationInfo) throw new Problem('auth.failed');
    return registrationInfo.credential;
  },
  async run({ db, actor, now }, { name }, credential) {
    const id = uuidv7(now.getTime());
    const kept = await db
      .insertInto('passkey')
      .values({
        id,
        user_id: actor.userId,
        name,
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey),
        counter: String(credential.counter),
        transports: credential.transports ?? [],
        created_at: now,
        used_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (kept.numInsertedOrUpdatedRows !== 1n) throw new Problem('auth.failed');
    return { id };
  },
});

export const listPasskeys = operation(contracts.listPasskeys, {
  async run({ db, actor }) {
    const rows = await db
      .selectFrom('passkey')
      .select(['id', 'name', 'created_at', 'used_at'])
      .where('user_id', '=', actor.userId)
      .orderBy('created_at')
      .execute();
    return {
      passkeys: rows.map(({ id, name, created_at, used_at }) => ({
        id,
        name,
        addedAt: created_at.toISOString(),
        usedAt: used_at?.toISOString(),
      })),
    };
  },
});

/** Sessions stay: who they began with is not kept, and "sign out everywhere" stands beside it. */
export const removePasskey = operation(contracts.removePasskey, {
  async run({ db, actor }, { id }) {
    const { numDeletedRows } = await db
      .deleteFrom('passkey')
      .where('id', '=', id)
      .where('user_id', '=', actor.userId)
      .executeTakeFirst();
    if (numDeletedRows !== 1n) throw absent();
    return {};
  },
});
