import { sql } from 'kysely';
import { refuseField } from '../../kernel/index.ts';
import { oldRate, type Rate } from '../../kernel/recruitment/index.ts';
import { fromBase64 } from '../base64.ts';
import { type Context, type Db, type Operation, operation } from '../ports.ts';
import { readTable, type TableLine } from '../table-file.ts';
import { type CellProblem, Cells, mostProblems } from '../uploaded.ts';
import * as contracts from './contract.ts';

const mostBytes = 2_000_000;
const isCurrency = /^[A-Z]{3}$/;

const list = operation(contracts.list, {
  run: async ({ db, now }) => {
    const { rows } = await sql<{
      currency: string;
      base: string;
      day: string;
      rate: string;
      source: string;
      count: number;
    }>`
      select distinct on (currency, base) currency, base, day, rate, source,
        count(*) over (partition by currency, base)::integer as count
      from exchange_rate order by currency, base, day desc`.execute(db);
    const today = now.toISOString().slice(0, 10);
    return {
      rates: rows.map(({ rate, ...one }) => {
        const age = Math.max(0, Math.round((Date.parse(today) - Date.parse(one.day)) / 86_400_000));
        return { ...one, rate: Number(rate), age, old: age > oldRate };
      }),
    };
  },
});

const set = operation(contracts.set, {
  run: async (context, rate) => {
    if (rate.currency === rate.base) throw refuseField('base', 'choice');
    if (rate.day > latest(context)) throw refuseField('day', 'past');
    await keep(context, [rate]);
    return {};
  },
});

const upload = operation(contracts.upload, {
  // The rates are in the table; a second copy of the file would say nothing more.
  kept: ({ file: _, ...input }) => input,
  prepare: async (_, { file }) => readTable(fromBase64('file', file, mostBytes)),
  run: async (context, { dryRun }, lines: TableLine[]) => {
    const problems: CellProblem[] = [];
    const rates = new Map<string, Rate>();
    for (const line of lines) {
      const before = problems.length;
      const cells = new Cells(line, problems);
      const currency = cells.needed('currency', isCurrency);
      const base = cells.needed('base', isCurrency);
      const day = cells.day('day');
      const rate = cells.number('rate');
      const source = cells.needed('source');
      if (problems.length > before) continue;
      if (day === undefined) cells.refuse('day', 'required');
      else if (day > latest(context)) cells.refuse('day', 'past');
      else if (rate === undefined) cells.refuse('rate', 'required');
      else if (rate <= 0 || rate > 1e12) cells.refuse('rate', 'number');
      else if (currency === base) cells.refuse('base', 'choice');
      else rates.set(`${currency} ${base} ${day}`, { currency, base, day, rate, source });
    }
    const keeps = !dryRun && problems.length === 0;
    if (keeps) await keep(context, [...rates.values()]);
    return { rows: lines.length, kept: keeps ? rates.size : 0, problems: problems.slice(0, mostProblems) };
  },
});

/** Where it is already tomorrow, somebody may say so. */
const latest = ({ now }: Context): string => new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);

async function keep({ db, now }: Context, rates: readonly Rate[]): Promise<void> {
  for (let at = 0; at < rates.length; at += 1000)
    await db
      .insertInto('exchange_rate')
      .values(rates.slice(at, at + 1000).map((one) => ({ ...one, uploaded_at: now })))
      .onConflict((conflict) =>
        conflict.columns(['currency', 'base', 'day']).doUpdateSet((eb) => ({
          rate: eb.ref('excluded.rate'),
          source: eb.ref('excluded.source'),
          uploaded_at: eb.ref('excluded.uploaded_at'),
        })),
      )
      .execute();
}

/** The rates that sums in these currencies need on these days: of each pair the last one until each day. */
export async function ratesFor(db: Db, currencies: readonly string[], days: readonly string[]): Promise<Rate[]> {
  const wanted = [...new Set(currencies)];
  if (wanted.length < 2) return [];
  const { rows } = await sql<Omit<Rate, 'rate'> & { rate: string }>`
    select distinct r.currency, r.base, r.day, r.rate, r.source
    from (select distinct currency, base from exchange_rate where currency = any (${wanted})) p
    cross join unnest(${[...new Set(days)]}::date[]) as d(day)
    cross join lateral (select * from exchange_rate e where e.currency = p.currency and e.base = p.base
      and e.day <= d.day order by e.day desc limit 1) r`.execute(db);
  return rows.map(({ rate, ...one }) => ({ ...one, rate: Number(rate) }));
}

export const rateOperations = [list, set, upload] as Operation[];
