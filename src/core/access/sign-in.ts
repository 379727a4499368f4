import { sql } from 'kysely';
import { Problem } from '../../kernel/index.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { describe } from './me.ts';
import { prove, type UserRow } from './proof.ts';
import { announceSession, endSessions, lockedAt, startSession } from './sessions.ts';

/** The journal row of a sign-in is the user's and their organisation's. */
export const entered = ({ me }: { me: { id: string; organisation: { id: string } } }) => ({
  userId: me.id,
  organisationId: me.organisation.id,
});

/**
 * Begins the session of a user who was proved before this transaction opened, unless the account was closed or its
 * password changed in between.
 */
export async function enter(context: Context, user: Pick<UserRow, 'id' | 'password_hash'>) {
  const still = await context.db
    .selectFrom('app_user')
    .select(['id', lockedAt(sql.ref('id'), context.now).as('locked')])
    .where('id', '=', user.id)
    .where('active', '=', true)
    .where('password_hash', '=', user.password_hash)
    .forUpdate()
    .executeTakeFirst();
  if (!still) throw new Problem('auth.failed');
  // Told only to whoever proved who they are.
  if (still.locked) throw new Problem('account.locked');
  const times = await startSession(context, user.id);
  return { me: await describe(context, user.id, times) };
}

export const signIn = operation(contracts.signIn, {
  subject: (_, output) => output?.me.id,
  enters: entered,
  prepare: (outside, { login, password, otp }) => prove(outside, { who: { login }, password, otp, secondFactor: true }),
  run: (context, _, user) => enter(context, user),
});

export const me = operation(contracts.me, {
  async run(context) {
    const { db, actor, caller } = context;
    const session = await db
      .selectFrom('session')
      .select(['seen_at', 'ends_at'])
      .where('token_hash', '=', caller.session.tokenHash ?? Buffer.alloc(0))
      .where('user_id', '=', actor.userId)
      .executeTakeFirst();
    if (!session) throw new Problem('auth.required');
    return { me: await describe(context, actor.userId, session) };
  },
});

export const signOut = operation(contracts.signOut, {
  subject: () => undefined,
  async run(context, { everywhere }) {
    const { db, actor, caller } = context;
    const { tokenHash } = caller.session;
    if (everywhere) await endSessions(context, actor.userId);
    else if (tokenHash) {
      await db.deleteFrom('session').where('token_hash', '=', tokenHash).where('user_id', '=', actor.userId).execute();
      await announceSession(context, tokenHash);
    }
    caller.session.end();
    return {};
  },
});

export const reauthenticate = operation(contracts.reauthenticate, {
  prepare: (outside, { password, otp }) =>
    prove(outside, { who: { userId: outside.actor.userId }, password, otp, secondFactor: true }),
  async run(context) {
    const { db, actor, caller, now } = context;
    const { tokenHash } = caller.session;
    if (!tokenHash) throw new Problem('auth.required');
    await db
      .updateTable('session')
      .set({ authenticated_at: now })
      .where('token_hash', '=', tokenHash)
      .where('user_id', '=', actor.userId)
      .execute();
    await announceSession(context, tokenHash);
    return {};
  },
});
