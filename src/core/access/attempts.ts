import { sql } from 'kysely';
import { Problem } from '../../kernel/index.ts';
import type { Db, Ports } from '../ports.ts';

/** How many failures something may have within `window` before each further one costs twice the wait of the one before. */
interface Allowance {
  failures: number;
  /** Seconds. */
  window: number;
}

const HOUR = 3600;
const FIRST_WAIT = 15;
const LONGEST_WAIT = 15 * 60;

/** Something whose failures are counted. The table holds a keyed digest: it does not say who tried what. */
export interface Counted {
  subject: Buffer;
  allowance: Allowance;
}

/**
 * A login from one address. Never the login alone: whoever fails from elsewhere does not lock its owner out.
 */
export const loginFrom = ({ vault }: Ports, login: string, address: string): Counted => ({
  subject: vault.digest('attempt.login', `${login.toLowerCase()}\0${address}`),
  allowance: { failures: 5, window: 24 * HOUR },
});

/** An address, which may be a whole office behind one line. */
export const anythingFrom = ({ vault }: Ports, address: string): Counted => ({
  subject: vault.digest('attempt.address', address),
  allowance: { failures: 50, window: HOUR },
});

/** Challenges for passkeys, which anybody may ask for and each of which is kept a while. A sign-in gives one back. */
export const challengesFrom = ({ vault }: Ports, address: string): Counted => ({
  subject: vault.digest('attempt.challenge', address),
  allowance: { failures: 100, window: HOUR },
});

/** One-time codes of an account, from anywhere: counted only after its right password, so that no stranger can reach it. */
export const codesOf = ({ vault }: Ports, userId: string): Counted => ({
  subject: vault.digest('attempt.code', userId),
  allowance: { failures: 10, window: 24 * HOUR },
});

/**
 * Counts a try as failed before it is made, so that many at the same time cannot slip through one gap. Whoever succeeds
 * takes it back with `forgive`.
 *
 * @throws rate.limited with `seconds` to wait; a try that is refused so is not counted.
 */
export async function countTry(db: Db, counted: Counted, now: Date): Promise<void> {
  const { subject, allowance } = counted;
  await db
    .insertInto('sign_in_attempt')
    .values({ subject, failures: 0, first_at: now, blocked_until: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom('sign_in_attempt')
    .selectAll()
    .where('subject', '=', subject)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const wait = (row.blocked_until?.getTime() ?? 0) - now.getTime();
  if (wait > 0) throw new Problem('rate.limited', { params: { seconds: Math.ceil(wait / 1000) } });
  const anew = now.getTime() - row.first_at.getTime() > allowance.window * 1000;
  const failures = anew ? 1 : row.failures + 1;
  await db
    .updateTable('sign_in_attempt')
    .set({ failures, blocked_until: blockedUntil(failures, allowance, now), ...(anew && { first_at: now }) })
    .where('subject', '=', subject)
    .execute();
}

function blockedUntil(failures: number, allowance: Allowance, now: Date): Date | null {
  const over = failures - allowance.failures;
  return over < 0 ? null : new Date(now.getTime() + Math.min(FIRST_WAIT * 2 ** over, LONGEST_WAIT) * 1000);
}

/** The try was not a failure after all. What failed before it stays counted. */
export async function forgive(db: Db, { subject }: Counted): Promise<void> {
  await db
    .updateTable('sign_in_attempt')
    .set({ failures: sql`greatest(failures - 1, 0)`, blocked_until: null })
    .where('subject', '=', subject)
    .execute();
}

/** Whoever tried has shown to be the owner: their slips are forgotten. */
export async function forgetTries(db: Db, { subject }: Counted): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('subject', '=', subject).execute();
}

/** Takes out what is older than any allowance. */
export async function sweepTries(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('sign_in_attempt')
    .where('first_at', '<', new Date(now.getTime() - 25 * HOUR * 1000))
    .where((eb) => eb.or([eb('blocked_until', 'is', null), eb('blocked_until', '<', now)]))
    .execute();
}
