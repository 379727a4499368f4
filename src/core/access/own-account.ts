import { Problem } from '../../kernel/index.ts';
import { operation } from '../ports.ts';
import { newSecret, stepOf } from './codes.ts';
import * as contracts from './contract.ts';
import { requireStrength } from './passwords.ts';
import { prove } from './proof.ts';
import { announceUser, endSessions } from './sessions.ts';

export const changePassword = operation(contracts.changePassword, {
  async prepare(outside, { current, next }) {
    const who = { userId: outside.actor.userId };
    const user = await prove(outside, { who, password: current, secondFactor: false });
    requireStrength(next, user);
    // The same again would leave a password that was given by somebody else in use.
    if (next.normalize('NFKC') === current.normalize('NFKC')) throw new Problem('auth.weakPassword');
    return { before: user.password_hash, hash: await outside.ports.passwords.hash(next) };
  },
  async run(context, _, { before, hash }) {
    const { db, actor, caller, now } = context;
    const { tokenHash } = caller.session;
    const changed = await db
      .updateTable('app_user')
      .set({ password_hash: hash, password_given: false })
      .where('id', '=', actor.userId)
      .where('password_hash', '=', before)
      .executeTakeFirstOrThrow();
    // An administrator was faster.
    if (changed.numUpdatedRows !== 1n) throw new Problem('auth.failed');
    await endSessions(context, actor.userId, tokenHash);
    if (tokenHash)
      await db.updateTable('session').set({ authenticated_at: now }).where('token_hash', '=', tokenHash).execute();
    return {};
  },
});

export const setLanguage = operation(contracts.setLanguage, {
  async run(context, { language }) {
    const { db, actor } = context;
    await db.updateTable('app_user').set({ language }).where('id', '=', actor.userId).execute();
    await announceUser(context, actor.userId);
    return {};
  },
});

export const beginTotp = operation(contracts.beginTotp, {
  async run({ db, actor, vault }) {
    const user = await db
      .selectFrom('app_user')
      .select(['id', 'login'])
      .where('id', '=', actor.userId)
      .executeTakeFirstOrThrow();
    const { uri, secret, sealed } = newSecret(vault, user);
    await db.updateTable('app_user').set({ totp_pending: sealed }).where('id', '=', user.id).execute();
    return { uri, secret };
  },
});

export const confirmTotp = operation(contracts.confirmTotp, {
  async run({ db, actor, vault, now }, { otp }) {
    const user = await db
      .selectFrom('app_user')
      .select('totp_pending')
      .where('id', '=', actor.userId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const step = user.totp_pending ? stepOf(vault, actor.userId, user.totp_pending, otp, now) : undefined;
    if (step === undefined) throw new Problem('auth.failed');
    // The code that confirmed is used up as well.
    await db
      .updateTable('app_user')
      .set({ totp_sealed: user.totp_pending, totp_pending: null, totp_step: String(step) })
      .where('id', '=', actor.userId)
      .execute();
    return {};
  },
});

export const removeTotp = operation(contracts.removeTotp, {
  async run({ db, actor }) {
    await db
      .updateTable('app_user')
      .set({ totp_sealed: null, totp_pending: null })
      .where('id', '=', actor.userId)
      .execute();
    return {};
  },
});
