import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import { refuseField } from '../../kernel/index.ts';
import { requireRead } from '../checks.ts';
import { startOfDay as localStart } from '../local-time.ts';
import type { Context } from '../ports.ts';
import { type Column, columnOf } from './columns.ts';
import type { CaseFilters, Condition, comparisons, sorts } from './register-contract.ts';

export type Filters = z.output<typeof CaseFilters>;
export interface Register extends Filters {
  sort: (typeof sorts)[number];
  descending: boolean;
}
export type Comparison = (typeof comparisons)[number];

/** Filters as SQL over `case_file as c`, and what of them an index of values can answer. */
export interface Asked {
  /** All must hold; none asks for everything. */
  conditions: RawBuilder<boolean>[];
  /** Those of them that ask for values of the case's own columns, in a form that an index serves. */
  sought: RawBuilder<boolean>[];
  /** Those of them on the day of opening: in the order of opening they bound what is looked through. */
  opened: RawBuilder<boolean>[];
  /** How many of the conditions ask the case alone, without looking up an entry. */
  own: number;
  /** One of `any` must be in the newest entry of this form. */
  answered: { form: string; any: Record<string, unknown>[] }[];
}

/** In a select of its own: asked once, and a value like any other to row-level security, which would keep it from an index. */
const startOfDay = (day: string, plusDays = 0): RawBuilder<Date> => sql<Date>`(select ${localStart(day, plusDays)})`;

/** What a column may be asked. Typed text is looked at, not searched: whoever looks for a word has the search. */
export function comparisonsOf({ code, kind, sql: own, question }: Column): Comparison[] {
  if (!own && !question) return [];
  if (code === 'lastContactAt' || code === 'openedAt') return ['from', 'to'];
  switch (kind) {
    case 'codes':
    case 'flags':
      return ['in', 'notIn', 'blank', 'notBlank'];
    case 'number':
    case 'day':
    case 'time':
      return ['from', 'to', 'blank', 'notBlank'];
    default:
      return ['blank', 'notBlank'];
  }
}

/** Each has an index with the team. */
const indexed = [
  'programme',
  'stage',
  'channel',
  'topic',
  'destination',
  'sex',
  'age_band',
  'closing_reason',
  'place',
  'nationality',
];

/**
 * @throws Problem `class.missing` for a filter on what the role does not read: the answer would tell it.
 * @throws Problem `input.invalid` for a field that is not published, and for what it may not be asked.
 */
export async function readFilters(context: Context, filters: Filters): Promise<Asked> {
  requireRead(context, 'operational');
  if (filters.sex ?? filters.ageBand) requireRead(context, 'statistical');
  const asked: Asked = { conditions: [], sought: [], opened: [], answered: [], own: 0 };
  usual(context, filters, asked);
  for (const [index, condition] of (filters.where ?? []).entries()) {
    const column = await columnOf(context.definitions, condition.field);
    if (!column || !comparisonsOf(column).includes(condition.is))
      throw refuseField(`where.${index}.field`, 'unknownCode');
    requireRead(context, column.class);
    checkValues(column, condition, `where.${index}.values`);
    if (column.question) ofQuestion(column, column.question, condition, asked);
    else ofCase(column, condition, asked);
  }
  asked.own = asked.conditions.length - (filters.where ?? []).filter(({ field }) => field.includes('.')).length;
  return asked;
}

/** The filters that the register always had. */
function usual({ actor }: Context, filters: Filters, { conditions, sought, opened }: Asked): void {
  const equal = {
    programme: filters.programme,
    stage: filters.stage,
    topic: filters.topic,
    channel: filters.channel,
    destination: filters.destination,
    sex: filters.sex,
    age_band: filters.ageBand,
  };
  for (const [column, value] of Object.entries(equal)) {
    if (value === undefined) continue;
    const condition = sql<boolean>`${sql.ref(`c.${column}`)} = ${value}`;
    conditions.push(condition);
    sought.push(condition);
  }
  const { status, teamId, ownerId, flagged, openedFrom, openedTo } = filters;
  if (status) conditions.push(status === 'open' ? sql`c.closed_at is null` : sql`c.closed_at is not null`);
  if (teamId) conditions.push(sql`c.team_id = ${teamId}`);
  if (ownerId === 'nobody') conditions.push(sql`c.owner_id is null`);
  else if (ownerId) conditions.push(sql`c.owner_id = ${ownerId === 'me' ? actor.userId : ownerId}`);
  if (flagged !== undefined) conditions.push(flagged ? sql`c.flags <> '[]'` : sql`c.flags = '[]'`);
  for (const [path, day] of Object.entries({ openedFrom, openedTo }))
    if (day !== undefined && day < '1900') throw refuseField(path, 'date');
  if (openedFrom) opened.push(sql`c.opened_at >= ${startOfDay(openedFrom)}`);
  if (openedTo) opened.push(sql`c.opened_at < ${startOfDay(openedTo, 1)}`);
  conditions.push(...opened);
}

const day = /^(19|[2-9]\d)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

function checkValues({ kind }: Column, { is, values }: Condition, path: string): void {
  const wanted = is === 'blank' || is === 'notBlank' ? 0 : is === 'from' || is === 'to' ? 1 : undefined;
  if (wanted === undefined ? values.length === 0 : values.length !== wanted) throw refuseField(path, 'required');
  if (wanted !== 1) return;
  const value = values[0]!;
  if (kind === 'number' ? !/^-?\d{1,15}(\.\d{1,6})?$/.test(value) : !isDay(value))
    throw refuseField(path, kind === 'number' ? 'number' : 'date');
}

/** A day of the calendar: PostgreSQL would stumble over the 31st of June. */
const isDay = (value: string): boolean =>
  day.test(value) && new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10) === value;

function ofCase(column: Column, { is, values }: Condition, { conditions, sought, opened }: Asked): void {
  const at = sql.ref(`c.${column.sql}`);
  const { kind } = column;
  if (kind === 'flags') {
    const some = sql<boolean>`exists (select from jsonb_array_elements(c.flags) f where f ->> 'sign' = any (${values}::text[]))`;
    const blank = sql<boolean>`c.flags = '[]'`;
    conditions.push(is === 'in' ? some : is === 'notIn' ? not(some) : is === 'blank' ? blank : not(blank));
    return;
  }
  if (is === 'blank' || is === 'notBlank') {
    conditions.push(is === 'blank' ? sql`${at} is null` : sql`${at} is not null`);
    return;
  }
  if (is === 'in') {
    const some = sql<boolean>`${at} = any (${values}::text[])`;
    conditions.push(some);
    if (indexed.includes(column.sql!)) sought.push(some);
  } else if (is === 'notIn') conditions.push(sql`(${at} is null or ${at} <> all (${values}::text[]))`);
  else {
    const value = values[0]!;
    if (kind === 'number')
      conditions.push(is === 'from' ? sql`${at} >= ${value}::numeric` : sql`${at} <= ${value}::numeric`);
    else {
      const bound =
        is === 'from' ? sql<boolean>`${at} >= ${startOfDay(value)}` : sql<boolean>`${at} < ${startOfDay(value, 1)}`;
      conditions.push(bound);
      if (column.code === 'openedAt') opened.push(bound);
    }
  }
}

const not = (condition: RawBuilder<boolean>): RawBuilder<boolean> => sql`not (${condition})`;

/** Of the newest entry of its form: an older one says what was, and a case without one says nothing. */
function ofQuestion(
  { kind }: Column,
  { form, field }: NonNullable<Column['question']>,
  { is, values }: Condition,
  { conditions, answered }: Asked,
): void {
  const newest = (condition: RawBuilder<boolean>): RawBuilder<boolean> =>
    sql`exists (select from (select e.answers -> ${field.name}::text as v from entry e where e.case_id = c.id and e.form = ${form}
      order by e.at desc, e.id desc limit 1) a where ${condition})`;
  const some = sql<boolean>`a.v is not null and case jsonb_typeof(a.v) when 'array' then jsonb_exists_any(a.v, ${values}::text[])
    else a.v #>> '{}' = any (${values}::text[]) end`;
  switch (is) {
    case 'in': {
      conditions.push(newest(some));
      const list = field.type === 'choices' || field.type === 'rank';
      const held = (value: string) => (field.type === 'yesNo' ? value === 'true' : list ? [value] : value);
      answered.push({ form, any: values.map((value) => ({ [field.name]: held(value) })) });
      return;
    }
    case 'notIn':
      conditions.push(not(newest(some)));
      return;
    case 'blank':
    case 'notBlank': {
      const given = newest(sql`a.v is not null`);
      conditions.push(is === 'blank' ? not(given) : given);
      return;
    }
    default: {
      const value = values[0]!;
      const sign = sql.raw(is === 'from' ? '>=' : '<=');
      conditions.push(
        newest(
          kind === 'number'
            ? sql`case jsonb_typeof(a.v) when 'number' then a.v::numeric ${sign} ${value}::numeric end`
            : // A year or a month counts by its first day, as ODK keeps it.
              sql`left(coalesce(a.v ->> 'value', a.v #>> '{}') || '-01-01', 10) ${sign} ${value}::text`,
        ),
      );
    }
  }
}

export const allOf = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  conditions.length > 0 ? sql`(${sql.join(conditions, sql` and `)})` : sql`true`;
