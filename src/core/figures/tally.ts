import { type RawBuilder, sql } from 'kysely';
import { timeZone } from '../local-time.ts';
import type { Context } from '../ports.ts';
import type { Span } from './span.ts';

/** How often a measure (`case.topic`) had a key (`fees`) in a month (`2026-03`). */
export interface Count {
  measure: string;
  key: string;
  month: string;
  count: number;
}
export interface Tally {
  counts: Count[];
  /** Cases that are open now, whenever they were opened. */
  open: number;
  /** With a case opened in the months asked for, each once. */
  people: number;
  /** The local month it is. */
  running: string;
}

/** Rows of `figure_count`, from the sums or counted row by row; and whose. */
export interface Source {
  rows: RawBuilder<unknown>;
  where: RawBuilder<boolean>;
  /** Of which measure people are told; without one they are counted. */
  people: 'people.all' | 'people.team' | undefined;
}

/**
 * What the actor reaches is whole teams, which are summed; or it is not, and is counted row by row by the same
 * functions of the database: of who reaches only his own cases, or has some in a team that is not his.
 */
export async function sourceOf(
  context: Context,
  { programme, teamId }: Pick<Span, 'programme' | 'teamId'>,
): Promise<Source> {
  const { actor } = context;
  const { scope } = actor.role;
  const whole = scope === 'programme';
  const where: RawBuilder<boolean> = sql`r.programme = ${programme} and (${whole}::boolean or r.organisation_id = ${actor.organisationId})
    and (${teamId ?? null}::uuid is null or r.team_id = ${teamId ?? null}::uuid)`;
  const rowByRow = scope === 'own' || (scope === 'team' && (await ownsBeyondTeams(context)));
  if (rowByRow) return { rows: counted, where, people: undefined };
  const oneTeam = teamId !== undefined || (scope === 'team' && actor.teamIds.length === 1);
  const people = oneTeam ? 'people.team' : scope === 'team' ? undefined : 'people.all';
  return { rows: sql`figure_count`, where, people };
}

async function ownsBeyondTeams({ db, actor }: Context): Promise<boolean> {
  const mine = sql`r.owner_id = ${actor.userId} and (r.team_id = any (${actor.teamIds}::uuid[])) is not true`;
  const { rows } = await sql<{ own: boolean }>`select exists (select from case_file r where ${mine})
    or exists (select from enquiry r where ${mine}) as own`.execute(db);
  return rows[0]!.own;
}

/** The same as `figure_count`, of the rows that are seen. */
export const counted: RawBuilder<unknown> = sql`(select f.organisation_id, f.team_id, f.programme, f.month, k.key as measure, k.value as key,
  1 as count from figure_fact f cross join lateral jsonb_each_text(f.keys) k)`;

/** Everything of these months, month by month; `from` and `to` as `YYYY-MM`, both counted. `people` for the narrower span. */
export async function tally(
  context: Context,
  source: Source,
  months: { from: string; to: string },
  span: { from: string; to: string } = months,
): Promise<Tally> {
  const { db } = context;
  const { rows: from, where, people } = source;
  const others = ['people.all', 'people.team'].filter((one) => one !== people);
  const [counts, open, running, found] = await Promise.all([
    sql<Omit<Count, 'count'> & { count: string }>`
      select r.measure, r.key, to_char(r.month, 'YYYY-MM') as month, sum(r.count) as count from ${from} r
      where ${where} and r.month between ${`${months.from}-01`}::date and ${`${months.to}-01`}::date
        and r.measure <> all (${others}::text[])
      group by r.measure, r.key, r.month having sum(r.count) <> 0`.execute(db),
    sql<{ count: string }>`select coalesce(sum(r.count), 0) as count from ${from} r
      where ${where} and r.measure = 'case.status' and r.key = 'open'`.execute(db),
    runningMonth(context),
    people === undefined
      ? sql<{ count: string }>`select count(distinct r.person_id) as count from case_file r
          cross join (select ${timeZone} as zone) z where ${where}
          and r.opened_at >= (${`${span.from}-01`}::date::timestamp at time zone z.zone)
          and r.opened_at < ((${`${span.to}-01`}::date + interval '1 month')::timestamp at time zone z.zone)`.execute(
          db,
        )
      : undefined,
  ]);
  const all = counts.rows.map((row) => ({ ...row, count: Number(row.count) }));
  const first = ({ measure, key, month }: Count): boolean =>
    measure === people && key < span.from && month >= span.from && month <= span.to;
  return {
    counts: all.filter(({ measure }) => measure !== people),
    open: Number(open.rows[0]!.count),
    people: found ? Number(found.rows[0]!.count) : sumOf(all, first),
    running,
  };
}

/** The local month it is. */
export async function runningMonth({ db, now }: Context): Promise<string> {
  const { rows } = await sql<{ month: string }>`
    select to_char(${now}::timestamptz at time zone ${timeZone}, 'YYYY-MM') as month`.execute(db);
  return rows[0]!.month;
}

export const sumOf = <C extends Count>(counts: readonly C[], which: (count: C) => boolean): number =>
  counts.reduce((sum, one) => (which(one) ? sum + one.count : sum), 0);

/** Quartiles of the days that cases took to be closed: of the days, how many took so long. Nothing of nobody. */
export function quartilesOf(days: readonly { key: string; count: number }[]): [number, number, number] | undefined {
  const inOrder = days.map(({ key, count }) => ({ days: Number(key), count })).sort((a, b) => a.days - b.days);
  const all = inOrder.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return undefined;
  const at = (share: number): number => {
    let passed = 0;
    for (const { days, count } of inOrder) {
      passed += count;
      if (passed >= share * all) return days;
    }
    return inOrder.at(-1)!.days;
  };
  return [at(0.25), at(0.5), at(0.75)];
}
