import { Secret, TOTP } from 'otpauth';
import type { Db, Vault } from '../ports.ts';

/** Where a second factor is sealed; the same before and after it is confirmed, so that confirming moves the bytes. */
const place = (userId: string): string => `app_user.totp:${userId}`;

const authenticator = (secret: Secret, login = ''): TOTP =>
  new TOTP({ issuer: 'Banyan', label: login, secret, algorithm: 'SHA1', digits: 6, period: 30 });

/** A new secret: as an address for a QR picture, as base32 for typing, and sealed for the database. */
export function newSecret(
  vault: Vault,
  user: { id: string; login: string },
): { uri: string; secret: string; sealed: Buffer } {
  const secret = new Secret({ size: 20 });
  return {
    uri: authenticator(secret, user.login).toString(),
    secret: secret.base32,
    sealed: vault.seal(vault.installationKey(), place(user.id), secret.base32),
  };
}

/**
 * The time step (of 30 s since the epoch) to which a one-time code belongs: now, or one step beside it for clocks that
 * differ. Undefined when it is none of the three.
 */
export function stepOf(vault: Vault, userId: string, sealed: Buffer, otp: string, now: Date): number | undefined {
  const token = otp.replace(/\D/g, '');
  if (token.length !== 6) return undefined;
  const secret = Secret.fromBase32(vault.unseal<string>(vault.installationKey(), place(userId), sealed));
  const timestamp = now.getTime();
  const delta = authenticator(secret).validate({ token, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 30_000) + delta;
}

/** Uses a step up: a code works once, and none before it works after it. False when it is used up already. */
export async function useStep(db: Db, userId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('app_user')
    .set({ totp_step: String(step) })
    .where('id', '=', userId)
    .where('totp_step', '<', String(step))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
