import type { Output } from '../../kernel/index.ts';
import { absent } from '../../kernel/index.ts';
import type { Context } from '../ports.ts';
import type * as contracts from './contract.ts';
import { idleEnd, roleOf, type SessionTimes } from './sessions.ts';

type Me = Output<typeof contracts.me>['me'];

/** What the desk knows of the user who is signed in. */
export async function describe(
  { db, vault, definitions, ports }: Context,
  userId: string,
  session: SessionTimes,
): Promise<Me> {
  const [user, teams, passkeys] = await Promise.all([
    db
      .selectFrom('app_user')
      .innerJoin('organisation', 'organisation.id', 'app_user.organisation_id')
      .select([
        'app_user.name',
        'login',
        'language',
        'role',
        'password_given',
        'totp_sealed',
        'organisation_id',
        'organisation.name as organisation',
      ])
      .where('app_user.id', '=', userId)
      .executeTakeFirst(),
    db
      .selectFrom('team')
      .innerJoin('team_member', 'team_member.team_id', 'team.id')
      .select(['team.id', 'team.name'])
      .where('team_member.user_id', '=', userId)
      .orderBy('team.name')
      .execute(),
    db
      .selectFrom('passkey')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow(),
  ]);
  if (!user) throw absent();
  const { code, label, grants, scope, programmes, read, write } = roleOf(definitions, user.role);
  return {
    id: userId,
    name: user.name,
    login: user.login,
    language: user.language,
    organisation: { id: user.organisation_id, name: user.organisation },
    teams,
    role: { code, label, grants, scope, programmes, read, write },
    passwordGiven: user.password_given,
    totp: user.totp_sealed !== null,
    passkeys: Number(passkeys.count),
    draftKey: vault.derive(`draft:${userId}`).toString('base64'),
    sessionEndsAt: session.ends_at.toISOString(),
    idleEndsAt: idleEnd(ports, session.seen_at).toISOString(),
  };
}
