import { refuseField } from '../../kernel/index.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import type { OwnCase } from './row.ts';
import { changeCase, unchangedCase } from './stages.ts';

/**
 * A colleague takes the case into a team they belong to; a team takes it until one of them does. Everything that belongs
 * to the case goes along, so that whoever sees the case sees its entries, tasks and consents.
 */
export const assign = operation(contracts.assign, {
  subject: ({ id }) => id,
  run: async (context, input) => {
    const [row, holder] = await Promise.all([unchangedCase(context, input), holderOf(context, input)]);
    const { ownerId } = holder;
    const teamId = holder.teamIds.includes(row.team_id ?? '') ? row.team_id : (holder.teamIds[0] ?? row.team_id);
    const held = { team_id: teamId, owner_id: ownerId };
    const { db } = context;
    const follow = async (table: 'entry' | 'task' | 'consent') =>
      db.updateTable(table).set(held).where('case_id', '=', row.id).execute();
    const [revision] = await Promise.all([
      changeCase(context, row, held),
      follow('entry'),
      follow('task'),
      follow('consent'),
      teamId !== row.team_id && personFollows(context, row, teamId),
    ]);
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

/** A person is the team's that cares for them now, unless the team before has another case of theirs. */
const personFollows = ({ db }: Context, row: OwnCase, teamId: string | null) =>
  db
    .updateTable('person')
    .set({ team_id: teamId })
    .where('id', '=', row.person_id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('case_file')
            .select('id')
            .where('person_id', '=', row.person_id)
            .where('team_id', '=', row.team_id)
            .where('id', '<>', row.id),
        ),
      ),
    )
    .execute();
