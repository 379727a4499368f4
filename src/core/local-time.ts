import { type RawBuilder, sql } from 'kysely';
import type { Db } from './ports.ts';

/** The installation's time zone: the setting `timezone`, else that of the first resource centres. Days and months are local. */
export const timeZone = sql<string>`coalesce((select value #>> '{}' from setting where key = 'timezone'), 'Asia/Ho_Chi_Minh')`;

/** The local day of a moment, as `YYYY-MM-DD`. */
export async function localDay(db: Db, moment: Date): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select to_char(${moment}::timestamptz at time zone ${timeZone}, 'YYYY-MM-DD') as day`.execute(db);
  return rows[0]!.day;
}

/** When a local day begins, moved by whole days. `day` is `YYYY-MM-DD`. */
export const startOfDay = (day: string, plusDays = 0): RawBuilder<Date> =>
  sql<Date>`((${day}::date + ${plusDays}::int)::timestamp at time zone ${timeZone})`;

/** When the local day of a moment ends, moved by whole days. */
export const endOfDayOf = (moment: Date, plusDays = 0): RawBuilder<Date> =>
  sql<Date>`((date_trunc('day', ${moment}::timestamptz at time zone ${timeZone}) + make_interval(days => ${1 + plusDays}::int)) at time zone ${timeZone})`;
