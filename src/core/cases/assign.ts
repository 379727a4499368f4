import { sql } from 'kysely';
import { refuseField } from '../../kernel/index.ts';
import { among } from '../among.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { type OwnCase, ownCase } from './row.ts';
import { changed, unchangedCase } from './stages.ts';

/**
 * A colleague takes the case into a team they belong to; a team takes it until one of them does. Everything that belongs
 * to the case goes along, so that whoever sees the case sees its entries, tasks and consents, and the person: `hand_over`
 * in the database, since a case may be given where the giver does not see it any more.
 */
export const assign = operation(contracts.assign, {
  subject: ({ id }) => id,
  run: async (context, input) => {
    const [row, holder] = await Promise.all([unchangedCase(context, input), holderOf(context, input)]);
    const revision = (await handOver(context, [row], holder)).get(row.id);
    if (!revision) throw changed(await ownCase(context, row.id));
    return { revision };
  },
});

/**
 * Many at once, for whoever is away or leaves. Those that a colleague changed since they were read, or that went out of
 * the caller's sight, stay as they are, and the answer says which.
 */
export const assignMany = operation(contracts.assignMany, {
  alsoAbout: (_, { cases }) => cases.flatMap(({ id, outcome }) => (outcome === 'done' ? [id] : [])),
  run: async (context, input) => {
    const { db, actor } = context;
    const wanted = new Map(input.cases.map(({ id, revision }) => [id.toLowerCase(), revision]));
    const [holder, found] = await Promise.all([
      holderOf(context, input),
      db
        .selectFrom('case_file')
        .select(['id', 'team_id', 'revision'])
        .where(among('id', [...wanted.keys()]))
        .where('organisation_id', '=', actor.organisationId)
        .execute(),
    ]);
    const unchanged = found.filter(({ id, revision }) => wanted.get(id) === revision);
    const given = await handOver(context, unchanged, holder);
    return {
      cases: [...wanted.keys()].map((id) => {
        const revision = given.get(id);
        return revision ? { id, outcome: 'done' as const, revision } : { id, outcome: 'changed' as const };
      }),
    };
  },
});

interface Holder {
  ownerId: string | null;
  teamIds: readonly string[];
}

/** The new revisions by case; one that was changed meanwhile has none. In the order of ids, so that two do not wait for one another. */
async function handOver(
  { db, now }: Context,
  files: readonly Pick<OwnCase, 'id' | 'team_id' | 'revision'>[],
  { ownerId, teamIds }: Holder,
): Promise<Map<string, number>> {
  if (files.length === 0) return new Map();
  const inOrder = files.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const teamOf = ({ team_id }: Pick<OwnCase, 'team_id'>) =>
    teamIds.includes(team_id ?? '') ? team_id : (teamIds[0] ?? team_id);
  const { rows } = await sql<{ id: string; revision: number | null }>`
    select f.id, hand_over(f.id, f.revision, f.team, ${ownerId}, ${now}) as revision
    from unnest(${inOrder.map(({ id }) => id)}::uuid[], ${inOrder.map((one) => one.revision)}::integer[],
      ${inOrder.map(teamOf)}::uuid[]) as f(id, revision, team)`.execute(db);
  return new Map(rows.flatMap(({ id, revision }) => (revision ? [[id, revision] as const] : [])));
}

/** Who takes it: the teams they have, or the team itself and nobody yet. */
async function holderOf(
  { db }: Context,
  { ownerId, teamId }: { ownerId?: string | undefined; teamId?: string | undefined },
): Promise<Holder> {
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
