import { sql } from 'kysely';
import { absent, Problem, type Role, refuseField, uuidv7 } from '../../kernel/index.ts';
import { among } from '../among.ts';
import { type Context, type Definitions, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { readablePassword } from './passwords.ts';
import { announceUser, endSessions, lockedAt } from './sessions.ts';

/**
 * The users and teams of one's own organisation. Row-level security shows no others; the organisation is named in the
 * queries as well, so that each says what it means.
 */

const teamIds = sql<string[]>`array(select m.team_id from team_member m where m.user_id = app_user.id)`.as('teamIds');

export const colleagues = operation(contracts.colleagues, {
  async run({ db, actor }) {
    const [users, teams, organisations] = await Promise.all([
      db
        .selectFrom('app_user')
        .select(['id', 'name', teamIds])
        .where('organisation_id', '=', actor.organisationId)
        .where('active', '=', true)
        .orderBy('name')
        .execute(),
      db
        .selectFrom('team')
        .select(['id', 'name'])
        .where('organisation_id', '=', actor.organisationId)
        .orderBy('name')
        .execute(),
      db.selectFrom('organisation').select(['id', 'name']).orderBy('name').execute(),
    ]);
    return { users, teams, organisations };
  },
});

export const listUsers = operation(contracts.listUsers, {
  async run({ db, actor, now }) {
    const rows = await db
      .selectFrom('app_user')
      .select(['id', 'name', 'login', 'role', 'active', 'last_seen_at', teamIds])
      .select(sql<boolean>`totp_sealed is not null`.as('totp'))
      .select(lockedAt(sql.ref('app_user.id'), now).as('locked'))
      .select(sql<number>`(select count(*)::int from passkey p where p.user_id = app_user.id)`.as('passkeys'))
      .where('organisation_id', '=', actor.organisationId)
      .orderBy('name')
      .orderBy('id')
      .execute();
    return {
      users: rows.map(({ last_seen_at, ...user }) => ({
        ...user,
        ...(last_seen_at && { lastSeenAt: last_seen_at.toISOString() }),
      })),
    };
  },
});

function requireRole(definitions: Definitions, code: string): void {
  if (!definitions.role(code)) throw refuseField('role', 'choice');
}

/** Teams of another organisation and teams that never were are refused alike. */
async function requireTeams({ db, actor }: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const known = await db
    .selectFrom('team')
    .select('id')
    .where('organisation_id', '=', actor.organisationId)
    .where(among('id', ids))
    .execute();
  const missing = ids.findIndex((id) => !known.some((team) => team.id === id.toLowerCase()));
  if (missing >= 0) throw refuseField(`teamIds.${missing}`, 'choice');
}

async function joinTeams({ db }: Context, userId: string, ids: readonly string[]): Promise<void> {
  const members = [...new Set(ids)].map((team_id) => ({ user_id: userId, team_id }));
  if (members.length > 0) await db.insertInto('team_member').values(members).execute();
}

const newPassword = async ({ ports }: Pick<Context, 'ports'>) => {
  const password = readablePassword();
  return { password, hash: await ports.passwords.hash(password) };
};

export const addUser = operation(contracts.addUser, {
  subject: (_, output) => output?.id,
  prepare: newPassword,
  async run(context, input, { password, hash }) {
    const { db, actor, definitions, now } = context;
    requireRole(definitions, input.role);
    await requireTeams(context, input.teamIds);
    const id = uuidv7(now.getTime());
    const added = await db
      .insertInto('app_user')
      .values({
        id,
        organisation_id: actor.organisationId,
        login: input.login,
        name: input.name,
        role: input.role,
        language: input.language ?? actor.language,
        password_hash: hash,
        password_given: true,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (added.numInsertedOrUpdatedRows !== 1n) throw new Problem('user.exists');
    await joinTeams(context, id, input.teamIds);
    return { id, password };
  },
});

export const changeUser = operation(contracts.changeUser, {
  subject: ({ id }) => id,
  async run(context, { id, teamIds: teams, ...more }) {
    const { db, definitions } = context;
    if (more.role !== undefined) requireRole(definitions, more.role);
    const before = await lockUser(context, id);
    if (teams) await requireTeams(context, teams);

    const { name = before.name, role = before.role, active = before.active } = more;
    await db.updateTable('app_user').set({ name, role, active }).where('id', '=', id).execute();
    if (teams) {
      await db.deleteFrom('team_member').where('user_id', '=', id).execute();
      await joinTeams(context, id, teams);
    }
    if (before.administrators.length > 0 && !(await administrators(context)).length) {
      const path = active ? 'role' : 'active';
      throw refuseField(path, 'lastAdministrator');
    }
    const left = teams && before.teamIds.some((team) => !teams.includes(team));
    if (role !== before.role || !active || left) await endSessions(context, id);
    else await announceUser(context, id);
    return {};
  },
});

/** Reads a user for a change; while it lasts, nobody else changes the administrators of the organisation. */
async function lockUser(context: Context, id: string) {
  const locked = await administrators(context);
  const user = await context.db
    .selectFrom('app_user')
    .select(['name', 'role', 'active', teamIds])
    .where('id', '=', id)
    .where('organisation_id', '=', context.actor.organisationId)
    .forUpdate()
    .executeTakeFirst();
  if (!user) throw absent();
  return { ...user, administrators: locked };
}

/** The active users who may manage users, locked in one order so that two who remove each other do not both succeed. */
async function administrators({ db, actor, definitions }: Context): Promise<{ id: string }[]> {
  const roles = definitions.roles().filter(({ grants }) => grants.includes('user.manage'));
  if (roles.length === 0) return [];
  return db
    .selectFrom('app_user')
    .select('id')
    .where('organisation_id', '=', actor.organisationId)
    .where('active', '=', true)
    .where(
      'role',
      'in',
      roles.map(({ code }) => code),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
}

export const resetUser = operation(contracts.resetUser, {
  subject: ({ id }) => id,
  prepare: newPassword,
  async run(context, { id }, { password, hash }) {
    const { db, actor } = context;
    const changed = await db
      .updateTable('app_user')
      .set({ password_hash: hash, password_given: true, totp_sealed: null, totp_pending: null })
      .where('id', '=', id)
      .where('organisation_id', '=', actor.organisationId)
      .executeTakeFirstOrThrow();
    if (changed.numUpdatedRows !== 1n) throw absent();
    await db.deleteFrom('passkey').where('user_id', '=', id).execute();
    await endSessions(context, id);
    return { password };
  },
});

/** What nobody judged in time is for somebody to judge: this lifts verdicts only. */
export const unlockUser = operation(contracts.unlockUser, {
  subject: ({ id }) => id,
  async run(context, { id }) {
    const { rows } = await sql<{ lifted: number }>`select unlock_account(${id}, ${context.now}) as lifted`.execute(
      context.db,
    );
    if (!rows[0]?.lifted) throw absent();
    await announceUser(context, id);
    return {};
  },
});

export const addTeam = operation(contracts.addTeam, {
  subject: (_, output) => output?.id,
  async run({ db, actor, definitions, now }, { name, place }) {
    if (place !== undefined && !definitions.place(place)) throw refuseField('place', 'place');
    const id = uuidv7(now.getTime());
    await db
      .insertInto('team')
      .values({ id, organisation_id: actor.organisationId, name, place: place ?? null, created_at: now })
      .execute();
    return { id };
  },
});

/** Nobody of another organisation could add its first administrator; the database does, as the owner. */
export const addOrganisation = operation(contracts.addOrganisation, {
  subject: (_, output) => output?.id,
  prepare: newPassword,
  async run({ db, actor, vault, definitions, now, ports }, { name, kind, administrator }, { password, hash }) {
    const id = uuidv7(now.getTime());
    const { rows } = await sql<{ added: boolean }>`select found_organisation(${id}, ${name}, ${kind},
      ${Buffer.from(vault.newOrganisationKey(id))}, ${now}, ${uuidv7(now.getTime())}, ${administrator.login},
      ${administrator.name}, ${administratorRole(definitions).code}, ${administrator.language ?? actor.language},
      ${hash}) as added`.execute(db);
    if (!rows[0]?.added) throw new Problem('user.exists');
    await ports.store.announce(db, 'organisation', id);
    return { id, password };
  },
});

/** The role of an organisation's first user. */
export function administratorRole(definitions: Definitions): Role {
  const role = definitions.roles().find(({ grants }) => grants.includes('user.manage'));
  if (!role) throw new Error('No role may manage users: the supplied definitions are not installed.');
  return role;
}
