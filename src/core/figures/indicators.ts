import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Indicator, IndicatorDimension, Moment, Programme } from '../../kernel/index.ts';
import { absent } from '../../kernel/index.ts';
import { requireRead } from '../checks.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { countErased, spanOf } from './span.ts';
import { suppressParts, threshold } from './suppress.ts';

type Reading = z.input<typeof contracts.Reading>;

/** One row of a query: of all, or of one value of one dimension. */
interface Counted {
  /** Blank for all. */
  by: string;
  key: string;
  cases: number;
  people: number;
  had: number;
  peopleWith: number;
  peopleWithout: number;
  quartiles: number[] | null;
}

/** When something happened to which case, of every case that is seen; with the number that was answered, for a rating. */
function times({ code, firstStage }: Programme, moment: Moment): RawBuilder<unknown> {
  if ('stage' in moment) {
    const opened = sql`union all select f.id, f.opened_at, null from case_file f where f.programme = ${code}`;
    return sql`select s.case_id, s.at, null::numeric as said from case_stage s where s.stage = ${moment.stage}
      ${moment.stage === firstStage ? opened : sql``}`;
  }
  if ('consent' in moment)
    return sql`select c.case_id, c.given_at as at, null::numeric as said from consent c
      where c.programme = ${code} and c.purpose = ${moment.consent} and c.withdrawn_at is null`;
  const { form, question, is } = moment;
  if (question === undefined)
    return sql`select e.case_id, e.at, null::numeric as said from entry e where e.programme = ${code} and e.form = ${form}`;
  const answer = sql`(e.answers -> ${question}::text)`;
  const text = sql`(e.answers ->> ${question}::text)`;
  const fits = is
    ? sql`case jsonb_typeof(${answer}) when 'array' then ${answer} ?| ${is}::text[] else ${text} = any (${is}::text[]) end`
    : sql`${answer} is not null`;
  return sql`select e.case_id, e.at, case jsonb_typeof(${answer}) when 'number' then ${text}::numeric end as said
    from entry e where e.programme = ${code} and e.form = ${form} and ${fits}`;
}

/** Each dimension over the cases that count (`o`), of the months `z`. */
const columns: Record<IndicatorDimension, RawBuilder<unknown>> = {
  sex: sql`o.sex`,
  ageBand: sql`o.age_band`,
  nationality: sql`o.nationality`,
  destination: sql`o.destination`,
  place: sql`o.place`,
  month: sql`to_char(o.at at time zone z.zone, 'YYYY-MM')`,
  year: sql`to_char(o.at at time zone z.zone, 'YYYY')`,
};

/** Everything of one indicator in one query, which row-level security limits like every other. */
async function count(
  { db, now }: Context,
  programme: Programme,
  one: Indicator,
  { span, within }: ReturnType<typeof spanOf>,
  by: readonly IndicatorDimension[],
): Promise<Counted[]> {
  const { unit, has, monthsAfter, only } = one;
  const due = sql`((m.at at time zone z.zone + make_interval(months => ${monthsAfter ?? 0}::int)) at time zone z.zone)`;
  const at = monthsAfter === undefined ? sql`m.at` : due;
  const among = (column: string, some: readonly string[] | undefined): RawBuilder<unknown> =>
    some ? sql`and ${sql.ref(column)} = any (${some}::text[])` : sql``;
  const upTo = one.before || unit === 'days' ? sql`and h.at <= o.at` : sql``;
  const had = has
    ? sql`(select max(h.at) as at from (${times(programme, has)}) h where h.case_id = o.id ${upTo})`
    : sql`(select null::timestamptz as at)`;
  const measured = { days: sql`extract(epoch from o.at - b.at) / 86400`, rating: sql`o.said` }[unit as string];
  const { rows } = await sql<Row>`
    with o as (
      select distinct on (r.id) r.id, r.person_id, r.sex, r.age_band, r.nationality, r.destination, r.place, m.said, ${at} as at
      from case_file r cross join ${span} join (${times(programme, one.of)}) m on m.case_id = r.id
      where ${within} and ${at} >= z.begins and ${at} < z.ends and ${at} <= ${now}::timestamptz
        ${among('r.sex', only?.sex)} ${among('r.age_band', only?.ageBand)}
      order by r.id, m.at desc
    )
    select d.by, coalesce(d.key, '') as key, count(*) as cases, count(distinct o.person_id) as people,
      count(b.at) as had, count(distinct o.person_id) filter (where b.at is not null) as people_with,
      count(distinct o.person_id) filter (where b.at is null) as people_without,
      percentile_cont(array[0.25, 0.5, 0.75]) within group (order by (${measured ?? sql`null`})::float8) as quartiles
    from o cross join ${span} cross join lateral ${had} b
      cross join lateral (values ${sql.join([sql`('', '')`, ...by.map((name) => sql`(${name}, ${columns[name]})`)])}) d (by, key)
    ${measured ? sql`where (${measured}) is not null` : sql``}
    group by 1, 2`.execute(db);
  return rows.map((row) => ({
    by: row.by,
    key: row.key,
    cases: Number(row.cases),
    people: Number(row.people),
    had: Number(row.had),
    peopleWith: Number(row.people_with),
    peopleWithout: Number(row.people_without),
    quartiles: row.quartiles,
  }));
}

interface Row {
  by: string;
  key: string;
  cases: string;
  people: string;
  had: string;
  people_with: string;
  people_without: string;
  quartiles: number[] | null;
}

/** What may not be told of a row without telling of few: each is a number of people. */
const partsOf = ({ unit, has }: Indicator, { people, peopleWith, peopleWithout }: Counted): number[] =>
  has && unit !== 'days' ? [people, peopleWith, peopleWithout] : [people];

const rounded = (value: number, unit: Indicator['unit']): number =>
  unit === 'rating' ? Math.round(value * 10) / 10 : Math.round(value);

/** A number with the cases it is about. */
function readingOf({ unit, has }: Indicator, { cases, people, had, peopleWith, quartiles }: Counted): Reading {
  if (unit === 'cases') return { of: cases, value: has ? had : cases };
  if (unit === 'people') return { of: cases, value: has ? peopleWith : people };
  if (unit === 'share') return { of: cases, ...(cases > 0 && { value: had / cases }) };
  const [low, value, high] = (quartiles ?? []).map((one) => rounded(one, unit));
  return { of: cases, ...(low !== undefined && { low, value, high }) };
}

const asksConsent = ({ of, has }: Indicator): boolean => [of, has].some((one) => one && 'consent' in one);

const nobody = { by: '', key: '', cases: 0, people: 0, had: 0, peopleWith: 0, peopleWithout: 0, quartiles: null };

export const readIndicators = operation(contracts.readIndicators, {
  run: async (context, { code, by, ...asked }) => {
    requireRead(context, 'statistical');
    const counted = spanOf(context, asked);
    await countErased(context.db);
    const programme = context.definitions.programme(asked.programme)!;
    const chosen = (programme.indicators ?? []).filter((one) => code === undefined || one.code === code);
    if (code !== undefined && chosen.length === 0) throw absent();
    const small = !context.actor.role.read.includes('identity');
    const indicators = await Promise.all(
      chosen.map(async (one) => {
        const { title, definition, unit } = one;
        const head = { code: one.code, title, definition, unit };
        // Who reaches by programme sees no consent: what was not seen is not a nought.
        if (context.actor.role.scope === 'programme' && asksConsent(one))
          return { ...head, total: { hidden: true }, tables: [] };
        const dimensions = one.by.filter((name) => by === undefined || by.includes(name));
        const rows = await count(context, programme, one, counted, dimensions);
        /** The readings of rows that add up to a whole. */
        const shown = (some: readonly Counted[]): Reading[] => {
          const hidden = small ? suppressParts(some.map((row) => partsOf(one, row))) : [];
          return some.map((row, index) => (hidden[index] ? { hidden: true } : readingOf(one, row)));
        };
        return {
          ...head,
          ...(small && { threshold }),
          total: shown([rows.find((row) => row.by === '') ?? nobody])[0]!,
          tables: dimensions.map((name) => {
            const some = rows.filter((row) => row.by === name);
            const inOrder = name === 'month' || name === 'year' || name === 'ageBand';
            some.sort((a, b) => (inOrder ? 0 : b.cases - a.cases) || (a.key < b.key ? -1 : 1));
            const readings = shown(some);
            return { by: name, cells: some.map(({ key }, index) => ({ key, ...readings[index]! })) };
          }),
        };
      }),
    );
    return { asOf: context.asOf?.toISOString(), indicators };
  },
});
