import { createHash, randomBytes } from 'node:crypto';
import { type Expression, type RawBuilder, sql } from 'kysely';
import type { Actor, Role } from '../../kernel/index.ts';
import type { Context, Db, Definitions, Ports } from '../ports.ts';

const MINUTE = 60_000;
/** How long a session may be believed without asking the database again. */
const BELIEVED = 5_000;
const REMEMBERED = 1_000;

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface Resolved {
  /** Absent while the account is locked: whoever holds the session is nobody here, and is told why. */
  actor: Actor | undefined;
  tokenHash: Buffer;
  locked: boolean;
}

interface Believed {
  actor: Omit<Actor, 'role'>;
  roleCode: string;
  tokenHash: Buffer;
  locked: boolean;
  /** Its use is noted, to the minute: what somebody does himself may go by it. */
  noted: boolean;
  askedAt: number;
  endsAt: number;
}

/** Sessions that were just looked at, the least used first. One for each house, so that its clock is the right one. */
class Memory {
  readonly #known = new Map<string, Believed>();
  /** Changes whenever something is forgotten: what was read before that is not remembered. */
  epoch = 0;

  get(hash: string, now: number): Believed | undefined {
    const found = this.#known.get(hash);
    if (!found) return undefined;
    this.#known.delete(hash);
    const age = now - found.askedAt;
    if (age < 0 || age > BELIEVED || now >= found.endsAt) return undefined;
    this.#known.set(hash, found);
    return found;
  }

  put(hash: string, session: Believed, epoch: number): void {
    if (epoch !== this.epoch) return;
    if (this.#known.size >= REMEMBERED) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(hash, session);
  }

  forget(about: string): void {
    this.epoch++;
    if (about === '') this.#known.clear();
    this.#known.delete(about);
    for (const [hash, { actor }] of this.#known) if (actor.userId === about) this.#known.delete(hash);
  }
}

const memories = new WeakMap<Ports, Memory>();
function memoryOf(ports: Ports): Memory {
  const memory = memories.get(ports) ?? new Memory();
  memories.set(ports, memory);
  return memory;
}

/**
 * Who makes this request.
 *
 * @param token as the cookie carries it; anything else is nobody.
 * @param options `touches`: whether being asked makes the session go on, as it does for what somebody does himself.
 * @returns undefined when the session is unknown, idle for too long, at its end, or its user is not active any more.
 */
export async function resolveSession(
  ports: Ports,
  token: string,
  { touches = true } = {},
): Promise<Resolved | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const tokenHash = hashToken(token);
  const memory = memoryOf(ports);
  const now = ports.now();
  const name = tokenHash.toString('hex');
  let session = memory.get(name, now.getTime());
  if (!session || (touches && !session.noted)) {
    const { epoch } = memory;
    session = await readSession(ports, tokenHash, now, touches);
    if (!session) return undefined;
    memory.put(name, session, epoch);
  }
  // The role is looked up each time: one that an administrator changed is in force at once.
  const { locked } = session;
  return {
    actor: locked ? undefined : { ...session.actor, role: roleOf(ports.definitions, session.roleCode) },
    tokenHash: session.tokenHash,
    locked,
  };
}

/** Opens the keys of all organisations: one may be handed a record of another whose people have not signed in here. */
export async function learnOrganisations({ store, vault }: Ports): Promise<void> {
  const found = await store.read('system', (db) =>
    db.selectFrom('organisation').select(['id', 'wrapped_key']).execute(),
  );
  for (const { id, wrapped_key } of found) vault.learnOrganisation(id, wrapped_key);
}

/** Forgets what is remembered of a session or of all sessions of a user, or of everybody for ''; the topics `session` and `user` call it. */
export function forgetSession(ports: Ports, about: string): void {
  memoryOf(ports).forget(about);
}

async function readSession(
  ports: Ports,
  tokenHash: Buffer,
  now: Date,
  touches: boolean,
): Promise<Believed | undefined> {
  const row = await ports.store.read('system', (db) =>
    db
      .selectFrom('session')
      .innerJoin('app_user', 'app_user.id', 'session.user_id')
      .innerJoin('organisation', 'organisation.id', 'app_user.organisation_id')
      .select([
        'session.seen_at',
        'session.ends_at',
        'session.authenticated_at',
        'app_user.id',
        'app_user.name',
        'app_user.role',
        'app_user.language',
        'app_user.active',
        'app_user.organisation_id',
        'organisation.wrapped_key',
        sql<string[]>`array(select m.team_id from team_member m where m.user_id = app_user.id)`.as('team_ids'),
        lockedAt(sql.ref('app_user.id'), now).as('locked'),
      ])
      .where('session.token_hash', '=', tokenHash)
      .executeTakeFirst(),
  );
  if (!row?.active) return undefined;
  const idleEndsAt = idleEnd(ports, row.seen_at);
  if (now >= row.ends_at || now >= idleEndsAt) {
    // It stays ended, whatever becomes of the clock.
    await ports.store.write('system', async (db) => ({
      value: await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute(),
    }));
    return undefined;
  }
  const seen = now.getTime() - row.seen_at.getTime() < MINUTE;
  if (touches && !seen) await touch(ports, tokenHash, row.id, now);
  ports.vault.learnOrganisation(row.organisation_id, row.wrapped_key);
  return {
    actor: {
      userId: row.id,
      name: row.name,
      organisationId: row.organisation_id,
      teamIds: row.team_ids,
      language: row.language,
      authenticatedAt: row.authenticated_at,
    },
    roleCode: row.role,
    tokenHash,
    locked: row.locked,
    noted: touches || seen,
    askedAt: now.getTime(),
    endsAt: Math.min(row.ends_at.getTime(), idleEndsAt.getTime()),
  };
}

async function touch(ports: Ports, tokenHash: Buffer, userId: string, now: Date): Promise<void> {
  await ports.store.write('system', async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('session')
      .set({ seen_at: now })
      .where('token_hash', '=', tokenHash)
      // Several requests of one minute: the first notes it for all.
      .where('seen_at', '<=', new Date(now.getTime() - MINUTE))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 1n)
      await db.updateTable('app_user').set({ last_seen_at: now }).where('id', '=', userId).execute();
    return { value: undefined };
  });
}

/** When a session that was last used at `seenAt` ends by itself. */
export const idleEnd = ({ settings }: Ports, seenAt: Date): Date =>
  new Date(seenAt.getTime() + settings.limits.idleMinutes * MINUTE);

/** Whether an account is locked, by a glass that it broke: of one's own organisation, or as the system. */
export const lockedAt = (userId: Expression<string>, now: Date): RawBuilder<boolean> =>
  sql<boolean>`account_locked(${userId}, ${now})`;

/** A role that no definition knows allows nothing. */
export const roleOf = (definitions: Definitions, code: string): Role =>
  definitions.role(code) ?? { code, label: {}, grants: [], scope: 'none', programmes: [], read: [], write: [] };

/** Begins a session in this browser, in place of the one it had. Needs the standing `system`. */
export async function startSession({ db, caller, now, ports }: Context, userId: string): Promise<SessionTimes> {
  const token = randomBytes(32).toString('base64url');
  const ends_at = new Date(now.getTime() + ports.settings.limits.absoluteHours * 60 * MINUTE);
  const before = caller.session.tokenHash;
  await db
    .deleteFrom('session')
    .where((eb) =>
      eb.or([
        ...(before ? [eb('token_hash', '=', before)] : []),
        // Nobody else clears these away.
        eb('ends_at', '<', now),
      ]),
    )
    .execute();
  if (before) await announceSession({ db, ports }, before);
  const times = { seen_at: now, ends_at };
  await db
    .insertInto('session')
    .values({ ...times, token_hash: hashToken(token), user_id: userId, created_at: now, authenticated_at: now })
    .execute();
  await db.updateTable('app_user').set({ last_seen_at: now }).where('id', '=', userId).execute();
  caller.session.start(token, ends_at);
  return times;
}
export interface SessionTimes {
  seen_at: Date;
  ends_at: Date;
}

/** Ends all sessions of a user, but the one that is `kept`. */
export async function endSessions(here: Pick<Context, 'db' | 'ports'>, userId: string, kept?: Buffer): Promise<void> {
  let ended = here.db.deleteFrom('session').where('user_id', '=', userId);
  if (kept) ended = ended.where('token_hash', '<>', kept);
  await ended.execute();
  await announceUser(here, userId);
}

type Announcing = { db: Db; ports: Ports };

/** What is known of a user has changed: this process forgets it now, all of them once the transaction has committed. */
export async function announceUser({ db, ports }: Announcing, userId: string): Promise<void> {
  forgetSession(ports, userId);
  await ports.store.announce(db, 'user', userId);
}

export async function announceSession({ db, ports }: Announcing, tokenHash: Buffer): Promise<void> {
  const about = tokenHash.toString('hex');
  forgetSession(ports, about);
  await ports.store.announce(db, 'session', about);
}
