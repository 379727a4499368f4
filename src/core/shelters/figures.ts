import { sql } from 'kysely';
import { type Cell, countErased, requireSpan, suppress, threshold } from '../figures/index.ts';
import { timeZone } from '../local-time.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';

/** A night is slept where one is at the end of a local day. */
export const figures = operation(contracts.figures, {
  run: async ({ db, actor, now }, { from, to }) => {
    requireSpan(from, to);
    await countErased(db);
    const [{ rows }, { rows: shelters }] = await Promise.all([
      sql<{ month: string; nights: string; days: string }>`
        with zoned as (select ${timeZone} as zone), night as (
          select to_char(d, 'YYYY-MM') as month, (d + interval '1 day') at time zone zone as at
          from zoned, generate_series(${`${from}-01`}::date::timestamp,
            ${`${to}-01`}::date + interval '1 month' - interval '1 day', interval '1 day') d
          where (d + interval '1 day') at time zone zone <= ${now})
        select n.month, count(distinct n.at) as days, coalesce(sum(t.taken), 0) as nights
        from night n left join shelter_taken(array(select at from night)) t on t.moment = n.at
        group by 1 order by 1`.execute(db),
      sql<{ places: number }>`select coalesce(sum(capacity), 0)::int as places from shelter where active`.execute(db),
    ]);
    const places = shelters[0]?.places ?? 0;
    const small = !actor.role.read.includes('identity');
    const cells = rows.map(({ month, nights }) => ({ key: month, count: Number(nights) }));
    const days = new Map(rows.map((row) => [row.month, Number(row.days)]));
    return {
      places,
      months: (small ? suppress(cells) : cells).map(({ key: month, count, hidden }: Cell) => ({
        month,
        ...(hidden || count === undefined ? { hidden: true } : { nights: count }),
        ...(count !== undefined && places > 0 && { share: count / (places * (days.get(month) ?? 1)) }),
      })),
      ...(small && { threshold }),
    };
  },
});
