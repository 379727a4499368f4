import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Context } from '../ports.ts';
import type * as contracts from './contract.ts';
import { Release } from './release.ts';
import type { Span } from './span.ts';
import { type Cell, threshold } from './suppress.ts';
import { type Count, quartilesOf, sourceOf, sumOf, tally } from './tally.ts';

type Dimension = (typeof contracts.dimensions)[number];
type Of = 'cases' | 'enquiries';

/** What each is split by, apart from month and team; a measure is `case.topic`. */
const splits = {
  cases: ['channel', 'topic', 'destination', 'sex', 'ageBand', 'stage', 'status'],
  enquiries: ['channel', 'topic', 'destination', 'sex', 'ageBand'],
} as const satisfies Record<Of, readonly Dimension[]>;
const measureOf = (of: Of, by: string): string => `${of === 'cases' ? 'case' : 'enquiry'}.${by}`;
/** One that every case and every enquiry has: their number. */
export const wholes = { cases: 'case.status', enquiries: 'enquiry.answered' } as const;

export type Answer = z.input<typeof contracts.read.output>;

/** Cases and enquiries of some months, as far as the actor may be told of them. Stumps are counted if the transaction counts. */
export const figuresOf = (context: Context, span: Span): Promise<Answer> =>
  context.actor.role.read.includes('identity') ? open(context, span) : released(context, span);

/** For whoever may see people: every number as it is. */
async function open(context: Context, span: Span) {
  const source = await sourceOf(context, span);
  const [{ counts, people, open }, teams] = await Promise.all([
    tally(context, source, span),
    byTeam(context, source, span),
  ]);
  const cells = (measure: string): Cell[] => {
    const sums = new Map<string, number>();
    for (const one of counts) if (one.measure === measure) sums.set(one.key, (sums.get(one.key) ?? 0) + one.count);
    return [...sums].map(([key, count]) => ({ key, count })).filter(({ count }) => count !== 0);
  };
  const months = (of: Of): Cell[] => {
    const sums = new Map<string, number>();
    for (const one of counts)
      if (one.measure === wholes[of]) sums.set(one.month, (sums.get(one.month) ?? 0) + one.count);
    return [...sums].map(([key, count]) => ({ key, count }));
  };
  const sum = (measure: string, key?: string): number =>
    sumOf(counts, (one) => one.measure === measure && (key === undefined || one.key === key));
  const enquiries = sum(wholes.enquiries);
  const days = quartilesOf(cells('closed.days') as { key: string; count: number }[]);
  return {
    totals: {
      casesOpened: sum(wholes.cases),
      casesClosed: sum('closed.days'),
      casesOpen: open,
      people,
      enquiries,
      flagged: sum('case.flagged', 'yes'),
      ...(enquiries > 0 && { answeredAtFirstContact: sum('enquiry.answered', 'yes') / enquiries }),
      ...(days && { medianDaysToClose: days[1] }),
      ...satisfactionOf(counts.filter(({ measure }) => measure === 'closed.satisfaction')),
    },
    tables: tables(
      months,
      (of, by) => cells(measureOf(of, by)),
      (of) => teamCells(teams.filter(({ measure }) => measure === wholes[of])),
    ),
  };
}

/**
 * For whoever may not: what `Release` tells, of months that have ended. Of one team only how many there were; and what is
 * not a sum over months (people, medians) only of whole years, so that nothing can be subtracted from it.
 */
async function released(context: Context, span: Span) {
  const years = { from: `${span.from.slice(0, 4)}-01`, to: `${span.to.slice(0, 4)}-12` };
  const source = await sourceOf(context, { programme: span.programme });
  const [{ counts, people, running }, teams] = await Promise.all([
    tally(context, source, years, span),
    byTeam(context, source, years),
  ]);
  const { from, to } = span;
  // Of a month that runs nothing is told, not even that nobody came.
  if (from >= running) return { totals: {}, tables: [] };
  const release = (measure: string): Release =>
    new Release(
      counts.filter((one) => one.measure === measure),
      running,
    );
  const ofTeams = (of: Of): Release =>
    new Release(
      teams.filter(({ measure }) => measure === wholes[of]).map((one) => ({ ...one, key: one.label })),
      running,
    );
  if (span.teamId !== undefined) {
    const label = teams.find(({ teamId }) => teamId === span.teamId)?.label;
    const of = (which: Of) => (label === undefined ? undefined : ofTeams(which).of(label, from, to));
    return { totals: { casesOpened: of('cases'), enquiries: of('enquiries') }, tables: [] };
  }
  const cells = (release: Release): Cell[] =>
    release.keys.flatMap((key): Cell[] => {
      const count = release.of(key, from, to);
      return count === undefined ? [{ key, hidden: true }] : count > 0 ? [{ key, count }] : [];
    });
  const months = (of: Of): Cell[] => {
    const whole = release(wholes[of]);
    const there = new Set(
      counts.flatMap(({ measure, month }) => (measure === wholes[of] && month < running ? [month] : [])),
    );
    return [...there]
      .filter((month) => month >= from && month <= to)
      .map((key): Cell => {
        const count = whole.total(key, key);
        return count === undefined ? { key, hidden: true } : { key, count };
      });
  };
  const cases = release(wholes.cases).total(from, to);
  const enquiries = release(wholes.enquiries).total(from, to);
  const answered = release('enquiry.answered').of('yes', from, to);
  const closedIn = counts.filter(({ measure }) => measure === 'closed.days');
  const closed = new Release(
    closedIn.map((one) => ({ ...one, key: '' })),
    running,
  ).total(from, to);
  const wholeYear = from.slice(0, 4) === to.slice(0, 4) && from.endsWith('-01') && to.endsWith('-12') && to < running;
  const again = cases === undefined ? 0 : cases - people;
  const tell = wholeYear && cases !== undefined && people >= threshold && (again === 0 || again >= threshold);
  const inYear = wholeYear && closed !== undefined && closed > 0;
  const within = ({ month }: Count): boolean => month >= from && month <= to;
  const days = inYear ? quartilesOf(closedIn.filter(within)) : undefined;
  const ratings = counts.filter((one) => one.measure === 'closed.satisfaction' && within(one));
  const rated = sumOf(ratings, ({ key }) => key !== '');
  // Those who said nothing may be few as well.
  const tellRated = inYear && rated >= threshold && (rated === closed || closed - rated >= threshold);
  return {
    totals: {
      casesOpened: cases,
      casesClosed: closed,
      enquiries,
      flagged: release('case.flagged').of('yes', from, to),
      ...(tell && { people }),
      ...(enquiries !== undefined &&
        enquiries > 0 &&
        answered !== undefined && { answeredAtFirstContact: answered / enquiries }),
      ...(days && { medianDaysToClose: days[1] }),
      ...(tellRated && satisfactionOf(ratings)),
    },
    tables: tables(
      months,
      (of, by) => cells(release(measureOf(of, by))),
      (of) => cells(ofTeams(of)),
    ).map((table) => ({
      ...table,
      threshold,
    })),
  };
}

/** How content people were when their case was closed, from 1 to 5, and how many of them said so. */
function satisfactionOf(counts: readonly Count[]): { satisfaction?: { mean: number; share: number } } {
  const said = counts.filter(({ key }) => key !== '');
  const rated = sumOf(said, () => true);
  if (rated === 0) return {};
  const sum = said.reduce((all, { key, count }) => all + Number(key) * count, 0);
  return {
    satisfaction: { mean: Math.round((sum / rated) * 10) / 10, share: rated / sumOf(counts, () => true) },
  };
}

function tables(
  months: (of: Of) => Cell[],
  split: (of: Of, by: string) => Cell[],
  teams: (of: Of) => Cell[],
): { of: Of; by: Dimension; definition: string; cells: Cell[] }[] {
  const ordered = (by: Dimension, cells: Cell[]): Cell[] =>
    cells.sort((a, b) => (by === 'month' ? 0 : (b.count ?? 0) - (a.count ?? 0)) || (a.key < b.key ? -1 : 1));
  return (['cases', 'enquiries'] as const).flatMap((of) => [
    { of, by: 'month' as const, definition: of, cells: ordered('month', months(of)) },
    ...splits[of].map((by) => ({ of, by, definition: of, cells: ordered(by, split(of, by)) })),
    { of, by: 'team' as const, definition: of, cells: ordered('team', teams(of)) },
  ]);
}

export interface TeamCount extends Count {
  teamId: string | null;
  /** The team where it is seen, else the organisation. */
  place: string;
  /** Teams of other organisations are not seen by name; their organisation is. */
  label: string;
}

/** The same by team; `month` is blank when months are not told apart. */
export async function byTeam(
  { db }: Context,
  { rows, where }: { rows: RawBuilder<unknown>; where: RawBuilder<boolean> },
  { from, to }: { from: string; to: string },
  measures: readonly string[] = Object.values(wholes),
  monthly = true,
): Promise<TeamCount[]> {
  const month = monthly ? sql`r.month` : sql`null::date`;
  const found = await sql<Omit<TeamCount, 'count'> & { count: string }>`
    select r.measure, r.key, coalesce(to_char(${month}, 'YYYY-MM'), '') as month, t.id as "teamId",
      coalesce(t.id, r.organisation_id) as place, coalesce(t.name, o.name) as label, sum(r.count) as count from ${rows} r
    left join team t on t.id = r.team_id left join organisation o on o.id = r.organisation_id
    where ${where} and r.month between ${`${from}-01`}::date and ${`${to}-01`}::date and r.measure = any (${[...measures]}::text[])
    group by r.measure, r.key, ${month}, 4, 5, 6 having sum(r.count) <> 0`.execute(db);
  return found.rows.map((row) => ({ ...row, label: row.label ?? '', count: Number(row.count) }));
}

function teamCells(teams: readonly TeamCount[]): Cell[] {
  const sums = new Map<string, number>();
  for (const { label, count } of teams) sums.set(label, (sums.get(label) ?? 0) + count);
  return [...sums].map(([key, count]) => ({ key, count }));
}

export { foldFigures } from './fold.ts';
