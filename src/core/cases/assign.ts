import { sql } from 'kysely';
import { refuseField } from '../../kernel/index.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { ownCase } from './row.ts';
import { changed, unchangedCase } from './stages.ts';

/**
 * A colleague takes the case into a team they belong to; a team takes it until one of them does. Everything that belongs
 * to the case goes along, so that whoever sees the case sees its entries, tasks and consents, and the person: `hand_over`
 * in the database, since a case may be given where the giver does not see it any more.
 */
export const assign = operation(contracts.assign, {
  subject: ({ id }) => id,
  run: async (context, input) => {
    const [row, { ownerId, teamIds }] = await Promise.all([unchangedCase(context, input), holderOf(context, input)]);
    const teamId = teamIds.includes(row.team_id ?? '') ? row.team_id : (teamIds[0] ?? row.team_id);
    const { rows } = await sql<{ revision: number | null }>`
      select hand_over(${row.id}, ${row.revision}, ${teamId}, ${ownerId}, ${context.now}) as revision`.execute(
      context.db,
    );
    const revision = rows[0]?.revision;
    if (!revision) throw changed(await ownCase(context, row.id));
    return { revision };
  },
});

/** Who takes it: the teams they have, or the team itself and nobody yet. */
async function holderOf(
  { db }: Context,
  { ownerId, teamId }: { ownerId?: string | undefined; teamId?: string | undefined },
) {
  if (!ownerId && !teamId) throw refuseField('ownerId', 'required');
  const [user, team] = await Promise.all([
    ownerId
      ? db
          .selectFrom('app_user as u')
          .leftJoin('team_member as m', 'm.user_id', 'u.id')
          .select(['u.active', 'm.team_id'])
          .where('u.id', '=', ownerId)
          .execute()
      : [],
    teamId ? db.selectFrom('team').select('id').where('id', '=', teamId).executeTakeFirst() : undefined,
  ]);
  if (ownerId && !user[0]?.active) throw refuseField('ownerId', 'choice');
  if (teamId && !team) throw refuseField('teamId', 'choice');
  const teamIds = teamId ? [teamId] : user.flatMap(({ team_id }) => team_id ?? []);
  return { ownerId: ownerId ?? null, teamIds };
}
