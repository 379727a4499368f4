import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { requireRead } from '../checks.ts';
import { type Context, type Operation, operation } from '../ports.ts';
import * as contracts from './contract.ts';

const day = 86_400_000;
/** Of each list the first ones: the rest is in the register, by its filters. */
const mostListed = 20;

interface Load {
  cases: number;
  flagged: number;
  quiet: number;
  tasks: number;
  overdue: number;
}
const nothing = (): Load => ({ cases: 0, flagged: 0, quiet: 0, tasks: 0, overdue: 0 });
type Sums = Load & { team_id: string | null; owner_id: string | null };

/** Whether nobody was in contact with a case for longer than its programme lets pass, or for as many days as are asked. */
function isQuiet({ definitions, now }: Context, quietDays: number | undefined): RawBuilder<SqlBool> {
  const before = (days: number) => new Date(now.getTime() - days * day);
  if (quietDays !== undefined) return sql`c.last_contact_at < ${before(quietDays)}`;
  const each = definitions
    .programmes()
    .map(
      ({ code, quietAfterDays }) => sql`when ${code} then c.last_contact_at < ${before(quietAfterDays)}::timestamptz`,
    );
  return each.length > 0 ? sql`case c.programme ${sql.join(each, sql` `)} else false end` : sql`false`;
}

/**
 * One pass over the open cases and one over the open tasks of the caller's reach, summed by team and owner; row-level
 * security decides which they are. What another organisation shows is its own to worry about.
 */
const read = operation(contracts.board, {
  run: async (context, { quietDays }) => {
    requireRead(context, 'operational');
    const { db, actor, now } = context;
    const quiet = isQuiet(context, quietDays);
    const listed = (where: Expression<SqlBool>, since: 'opened_at' | 'last_contact_at') =>
      db
        .selectFrom('case_file as c')
        .leftJoin('team as t', 't.id', 'c.team_id')
        .leftJoin('app_user as u', 'u.id', 'c.owner_id')
        .select(['c.id', 'c.number', 'c.revision', 't.name as team', 'u.name as owner', `c.${since} as since`])
        .where('c.closed_at', 'is', null)
        .where('c.organisation_id', '=', actor.organisationId)
        .where(where)
        .orderBy(`c.${since}`)
        .orderBy('c.id')
        .limit(mostListed)
        .execute();
    const [cases, tasks, teams, users, unassigned, longest] = await Promise.all([
      db
        .selectFrom('case_file as c')
        .select(['c.team_id', 'c.owner_id', sql<number>`count(*)::int`.as('cases')])
        .select(sql<number>`(count(*) filter (where c.flags <> '[]'))::int`.as('flagged'))
        .select(sql<number>`(count(*) filter (where ${quiet}))::int`.as('quiet'))
        .where('c.closed_at', 'is', null)
        .where('c.organisation_id', '=', actor.organisationId)
        .groupBy(['c.team_id', 'c.owner_id'])
        .execute(),
      db
        .selectFrom('task as k')
        .select(['k.team_id', 'k.owner_id', sql<number>`count(*)::int`.as('tasks')])
        .select(sql<number>`(count(*) filter (where k.due_at < ${now}))::int`.as('overdue'))
        .where('k.done_at', 'is', null)
        .where('k.dropped_at', 'is', null)
        .where('k.organisation_id', '=', actor.organisationId)
        .groupBy(['k.team_id', 'k.owner_id'])
        .execute(),
      db
        .selectFrom('team')
        .select(['id', 'name'])
        .where('organisation_id', '=', actor.organisationId)
        .orderBy('name')
        .execute(),
      db
        .selectFrom('app_user as u')
        .select(['u.id', 'u.name', 'u.active', 'u.role'])
        .select(sql<string[]>`array(select m.team_id from team_member m where m.user_id = u.id)`.as('teams'))
        .where('u.organisation_id', '=', actor.organisationId)
        .orderBy('u.name')
        .orderBy('u.id')
        .execute(),
      listed(sql<boolean>`c.owner_id is null`, 'opened_at'),
      listed(quiet, 'last_contact_at'),
    ]);
    const sums: Sums[] = [
      ...cases.map((row) => ({ ...nothing(), ...row })),
      ...tasks.map((row) => ({ ...nothing(), ...row })),
    ];
    const reached = ({ id }: { id: string }): boolean =>
      actor.role.scope === 'organisation' || actor.teamIds.includes(id) || sums.some(({ team_id }) => team_id === id);
    const shown = teams.filter(reached);
    const nameOf = new Map(teams.map(({ id, name }) => [id, name]));
    const worksOnCases = new Set(
      context.definitions.roles().flatMap(({ code, grants }) => (grants.includes('case.write') ? [code] : [])),
    );
    const workers = users
      .map((user) => ({ ...user, ...total(sums.filter(({ owner_id }) => owner_id === user.id)) }))
      .filter(
        ({ active, role, teams: of, cases: open, tasks: due }) =>
          open + due > 0 || (active && worksOnCases.has(role) && of.some((id) => shown.some((team) => team.id === id))),
      );
    return {
      teams: shown.map(({ id, name }) => {
        const own = sums.filter(({ team_id }) => team_id === id);
        return { id, name, ...total(own), unassigned: total(own.filter(ofNobody)).cases };
      }),
      workers: workers.map(({ role: _, teams: of, ...one }) => ({
        ...one,
        teams: of.flatMap((id) => nameOf.get(id) ?? []),
      })),
      unassigned: { count: total(sums.filter(ofNobody)).cases, oldest: unassigned.map(toNumbered) },
      quiet: { count: total(sums).quiet, longest: longest.map(toNumbered) },
    };
  },
});

const ofNobody = ({ owner_id }: Sums): boolean => owner_id === null;
const total = (rows: readonly Sums[]): Load =>
  rows.reduce(
    (sum, one) => ({
      cases: sum.cases + one.cases,
      flagged: sum.flagged + one.flagged,
      quiet: sum.quiet + one.quiet,
      tasks: sum.tasks + one.tasks,
      overdue: sum.overdue + one.overdue,
    }),
    nothing(),
  );

const toNumbered = ({
  since,
  team,
  owner,
  ...row
}: {
  id: string;
  number: string;
  revision: number;
  team: string | null;
  owner: string | null;
  since: Date;
}) => ({ ...row, team: team ?? undefined, owner: owner ?? undefined, since: since.toISOString() });

export const boardOperations = [read] as Operation[];
