import { sql } from 'kysely';
import { requireProgramme } from '../checks.ts';
import { type Cell, countErased, requireSpan, suppress, threshold } from '../figures/index.ts';
import { timeZone } from '../local-time.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';

interface Counted {
  sex: string;
  ageBand: string;
  service: string;
  status: string;
  rating: number | null;
  count: number;
}
const tables = ['group', 'status', 'ageBand'] as const;

/**
 * Sex by sex, so that it is seen whether men are offered what women are. No table adds the sexes up: with a sum beside it
 * a hidden count could be had by subtraction, and of a sex that is itself hidden everything is.
 */
export const figures = operation(contracts.figures, {
  run: async (context, { programme, from, to, teamId }) => {
    const { db, actor, definitions } = context;
    requireProgramme(context, programme);
    requireSpan(from, to);
    await countErased(db);
    const whole = actor.role.scope === 'programme';
    const counted = sql`from service s join case_file c on c.id = s.case_id
      cross join (select ${timeZone} as zone) z
      where s.programme = ${programme} and (${whole}::boolean or s.organisation_id = ${actor.organisationId})
        and (${teamId ?? null}::uuid is null or s.team_id = ${teamId ?? null}::uuid)
        and s.requested_at >= ${`${from}-01`}::date::timestamp at time zone z.zone
        and s.requested_at < (${`${to}-01`}::date + interval '1 month')::timestamp at time zone z.zone`;
    const [services, people] = await Promise.all([
      sql<Counted & { count: string }>`
        select coalesce(c.sex, '') as sex, coalesce(c.age_band, '') as "ageBand", s.service, s.status, s.rating,
          count(*) as count ${counted} group by 1, 2, 3, 4, 5`.execute(db),
      sql<{ sex: string; count: string }>`
        select coalesce(c.sex, '') as sex, count(distinct s.person_id) as count ${counted} group by 1`.execute(db),
    ]);
    const rows = services.rows.map((row) => ({ ...row, count: Number(row.count) }));
    const list = definitions.codeList('service')?.items ?? [];
    const groups = new Map(list.map(({ code, columns }) => [code, columns?.group ?? '']));
    const keyOf = {
      group: ({ service }: Counted) => groups.get(service) ?? '',
      status: ({ status }: Counted) => status,
      ageBand: ({ ageBand }: Counted) => ageBand,
    } as const;

    const small = !actor.role.read.includes('identity');
    const shown = (count: number): boolean => !small || count === 0 || count >= threshold;
    const hide = (cells: { key: string; count: number }[]): Cell[] => (small ? suppress(cells) : cells);
    const sexes = hide(summed(rows, ({ sex }) => sex));
    return {
      asOf: context.asOf?.toISOString(),
      sexes: sexes.map(({ key: sex, count, hidden = false }) => {
        const ofSex = rows.filter((row) => row.sex === sex);
        const delivered = total(ofSex, ({ status }) => status === 'delivered');
        const wanted = total(ofSex, ({ status }) => status !== 'declined');
        const rated = total(ofSex, ({ rating }) => rating !== null);
        const persons = Number(people.rows.find((row) => row.sex === sex)?.count ?? 0);
        const open = !hidden && wanted > 0 && [delivered, wanted - delivered, total(ofSex) - wanted].every(shown);
        return {
          sex,
          ...(hidden ? { hidden } : { services: count }),
          ...(!hidden && shown(persons) && { people: persons }),
          ...(open && { delivered: delivered / wanted }),
          ...(!hidden && rated > 0 && shown(rated) && { medianRating: medianRating(ofSex) }),
          tables: tables.map((by) => {
            const cells = summed(ofSex, keyOf[by]);
            return { by, cells: hidden ? cells.map(({ key }) => ({ key, hidden })) : hide(cells) };
          }),
        };
      }),
      ...(small && { threshold }),
    };
  },
});

const total = (rows: readonly Counted[], which: (row: Counted) => boolean = () => true): number =>
  rows.reduce((sum, row) => sum + (which(row) ? row.count : 0), 0);

/** Counts by a key, largest first. */
function summed(rows: readonly Counted[], keyOf: (row: Counted) => string): { key: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.count);
  const cells = [...sums].map(([key, count]) => ({ key, count }));
  return cells.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

function medianRating(rows: readonly Counted[]): number {
  const ratings = rows.flatMap(({ rating, count }) => (rating === null ? [] : Array<number>(count).fill(rating)));
  ratings.sort((a, b) => a - b);
  const middle = ratings.length / 2;
  return ratings.length % 2 ? ratings[Math.floor(middle)]! : (ratings[middle - 1]! + ratings[middle]!) / 2;
}
