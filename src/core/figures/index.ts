import { sql } from 'kysely';
import { type Operation, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { readIndicators } from './indicators.ts';
import { countErased, requireSpan, spanOf } from './span.ts';
import { type Cell, suppress, threshold } from './suppress.ts';

type Dimension = (typeof contracts.dimensions)[number];

/** Each dimension as an expression over `case_file` or `enquiry` as `r`, whose team is `t`. */
const ofCases = {
  month: sql`to_char(r.opened_at at time zone z.zone, 'YYYY-MM')`,
  channel: sql`r.channel`,
  topic: sql`r.topic`,
  destination: sql`r.destination`,
  sex: sql`r.sex`,
  ageBand: sql`r.age_band`,
  stage: sql`r.stage`,
  status: sql`case when r.closed_at is null then 'open' else 'closed' end`,
  // Teams of other organisations are not seen by name; their organisation is.
  team: sql`coalesce(t.name, o.name)`,
} as const satisfies Record<Dimension, unknown>;
const { stage: _, status: __, ...shared } = ofCases;
const ofEnquiries = { ...shared, month: sql`to_char(r.at at time zone z.zone, 'YYYY-MM')` } as const;

const read = operation(contracts.read, {
  run: async (context, { programme, from, to, teamId }) => {
    const { db, actor } = context;
    const { span, within } = spanOf(context, { programme, from, to, teamId });
    await countErased(db);
    const counted = (
      table: 'case_file' | 'enquiry',
      by: Partial<Record<Dimension, unknown>>,
      where: ReturnType<typeof sql>,
    ) => {
      const names = Object.keys(by);
      const columns = Object.values(by) as ReturnType<typeof sql>[];
      return sql<{ set: number; key: string | null; count: string }>`
        select * from (select case ${sql.join(
          columns.map((column, index) => sql`when grouping(${column}) = 0 then ${sql.lit(index)}`),
          sql` `,
        )} end as set,
          coalesce(${sql.join(columns)}) as key, count(*) as count
        from ${sql.table(table)} r cross join ${span} left join team t on t.id = r.team_id
          left join organisation o on o.id = r.organisation_id
        where ${within} and ${where}
        group by grouping sets (${sql.join(columns.map((column) => sql`(${column})`))})) g`
        .execute(db)
        .then(({ rows }) =>
          rows.map((row) => ({ by: names[row.set] as Dimension, key: row.key ?? '', count: Number(row.count) })),
        );
    };
    const [cases, enquiries, totals] = await Promise.all([
      counted('case_file', ofCases, sql`r.opened_at >= z.begins and r.opened_at < z.ends`),
      // One that became a case is counted as a case, and once.
      counted('enquiry', ofEnquiries, sql`r.at >= z.begins and r.at < z.ends and r.case_id is null`),
      sql<
        Record<'opened' | 'closed' | 'open' | 'people' | 'flagged' | 'enquiries' | 'answered' | 'rated', string> & {
          days: number | null;
          mean: number | null;
        }
      >`
        select c.*, e.* from (
          select count(*) filter (where opened_now) as opened,
            count(*) filter (where closed_now) as closed,
            count(*) filter (where r.closed_at is null) as open,
            count(distinct r.person_id) filter (where opened_now) as people,
            count(*) filter (where opened_now and r.flags <> '[]') as flagged,
            percentile_cont(0.5) within group (order by extract(epoch from r.closed_at - r.opened_at) / 86400)
              filter (where closed_now) as days,
            count(r.satisfaction) filter (where closed_now) as rated,
            avg(r.satisfaction::float8) filter (where closed_now) as mean
          from case_file r cross join ${span}
          cross join lateral (select r.opened_at >= z.begins and r.opened_at < z.ends as opened_now,
            coalesce(r.closed_at >= z.begins and r.closed_at < z.ends, false) as closed_now) x
          where ${within}
        ) c, (
          select count(*) as enquiries, count(*) filter (where r.answered) as answered
          from enquiry r cross join ${span}
          where ${within} and r.at >= z.begins and r.at < z.ends and r.case_id is null
        ) e`.execute(db),
    ]);
    const small = !actor.role.read.includes('identity');
    const table = (of: 'cases' | 'enquiries', by: Dimension, rows: typeof cases) => {
      const cells = rows.filter((row) => row.by === by).map(({ key, count }) => ({ key, count }));
      cells.sort((a, b) => (by === 'month' ? (a.key < b.key ? -1 : 1) : b.count - a.count || (a.key < b.key ? -1 : 1)));
      return { of, by, definition: of, cells: small ? suppress(cells) : cells, ...(small && { threshold }) };
    };
    const sums = totals.rows[0]!;
    // Nobody is a small number of people, and known from a blank table anyway.
    const shown = (count: number) => (small && count > 0 && count < threshold ? undefined : count);
    const [openedCount, closedCount, openCount] = [sums.opened, sums.closed, sums.open].map(Number) as [
      number,
      number,
      number,
    ];
    // Over the whole of the years, opened less open is what was closed.
    const openShown = shown(closedCount) !== undefined && shown(Math.abs(openedCount - openCount)) !== undefined;
    const enquiryCount = Number(sums.enquiries);
    const answered = Number(sums.answered);
    // A share and a median of few would say what was hidden.
    const shareShown =
      enquiryCount > 0 && [answered, enquiryCount - answered].every((count) => shown(count) !== undefined);
    const rated = Number(sums.rated);
    // Those who said nothing may be few as well.
    const ratedShown = rated > 0 && [rated, closedCount - rated].every((count) => shown(count) !== undefined);
    return {
      totals: {
        casesOpened: shown(openedCount),
        casesClosed: shown(closedCount),
        casesOpen: openShown ? shown(openCount) : undefined,
        people: shown(Number(sums.people)),
        enquiries: shown(enquiryCount),
        flagged: shown(Number(sums.flagged)),
        ...(shareShown && { answeredAtFirstContact: answered / enquiryCount }),
        ...(sums.days !== null && shown(closedCount) !== undefined && { medianDaysToClose: Math.round(sums.days) }),
        ...(ratedShown && {
          satisfaction: { mean: Math.round(sums.mean! * 10) / 10, share: rated / closedCount },
        }),
      },
      tables: [
        ...(Object.keys(ofCases) as Dimension[]).map((by) => table('cases', by, cases)),
        ...(Object.keys(ofEnquiries) as Dimension[]).map((by) => table('enquiries', by, enquiries)),
      ],
    };
  },
});

export { type Cell, countErased, requireSpan, suppress, threshold };
export const figuresOperations = [read, readIndicators] as Operation[];
