import { type AliasedRawBuilder, type RawBuilder, sql } from 'kysely';
import { refuseField } from '../../kernel/index.ts';
import { among } from '../among.ts';
import { requireRead } from '../checks.ts';
import { cursorOf, type Position, pageFrom, readCursor } from '../paging.ts';
import { personNames } from '../people/index.ts';
import { type Context, type Db, operation } from '../ports.ts';
import type { Tables } from '../tables/index.ts';
import { allColumns, type Column, cellOfAnswer, columnOf } from './columns.ts';
import { type Asked, allOf, comparisonsOf, type Register, readFilters } from './filters.ts';
import type { Cell } from './register-contract.ts';
import * as contracts from './register-contract.ts';
import { type CaseData, caseRows, toCaseRow } from './row.ts';

export type { Register } from './filters.ts';

/** Each has an index in its order. A case that is open closes last. */
const keys: Record<Register['sort'], { sql: RawBuilder<unknown>; of: (row: CaseData) => string }> = {
  openedAt: { sql: sql`c.opened_at`, of: ({ opened_at }) => opened_at.toISOString() },
  closedAt: {
    sql: sql`(case when c.closed_at is null then '9998-01-01Z'::timestamptz else c.closed_at end)`,
    of: ({ closed_at }) => closed_at?.toISOString() ?? '9998-01-01T00:00:00.000Z',
  },
  number: { sql: sql`c.number`, of: ({ number }) => number },
  stage: { sql: sql`c.stage`, of: ({ stage }) => stage },
  topic: { sql: sql`(case when c.topic is null then '' else c.topic end)`, of: ({ topic }) => topic ?? '' },
  destination: {
    sql: sql`(case when c.destination is null then '' else c.destination end)`,
    of: ({ destination }) => destination ?? '',
  },
};
const isTime = (sort: Register['sort']): boolean => sort === 'openedAt' || sort === 'closedAt';

/** Counting stops here: beyond it a number says no more than "many", and costs more than the page. */
const mostCounted = 1_000;
/**
 * How many cases a page looks through in the order of the register. What is not found among so many is rare, and sought by its
 * values; no more than `mostSought` cases have them, or the page ends where it looked last, and the next goes on from there.
 */
const mostWalked = { own: 4_000, answers: 1_500 };
const mostSought = { own: 5_000, answers: 2_000 };
/** One in two hundred makes a page that is worth reading. */
const isRare = (found: number, walked: number): boolean => found * 200 < walked;

interface Search {
  register: Register;
  asked: Asked;
  ways: RawBuilder<boolean>[];
  rare?: Promise<string[] | undefined>;
}
const mostOf = ({ asked }: Search): number =>
  asked.conditions.length > asked.own ? mostWalked.answers : mostWalked.own;
const anyOf = (ways: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  sql`(${sql.join(
    ways.map((way) => sql`(${way})`),
    sql` or `,
  )})`;

const searchFor = async (context: Context, register: Register, handedOn = false): Promise<Search> => {
  const asked = await readFilters(context, register);
  const bounds = register.sort === 'openedAt' ? asked.opened : [];
  return { register, asked, ways: ways(context, register, handedOn).map((way) => allOf([way, ...bounds])) };
};

/**
 * How a caller may come to see a case, one by one and none twice: each way has an index in the order of the register, all of
 * them in one condition would have none, and a page would be looked for among everybody's cases. The policies decide all
 * the same. What one is only shown may be read, not handed on.
 */
function ways({ actor }: Context, { teamId, ownerId }: Register, handedOn: boolean): RawBuilder<boolean>[] {
  const { role, userId, teamIds, organisationId } = actor;
  const owner = ownerId === 'me' ? userId : ownerId === 'nobody' ? undefined : ownerId;
  const teams = role.scope === 'team' ? [...new Set(teamIds)] : [];
  const elsewhere = sql<boolean>`(c.team_id is null or c.team_id <> all (${teams}::uuid[]))`;
  const by = (id: string) => sql<boolean>`c.owner_id = ${id}`;
  const of = (id: string) => sql<boolean>`c.team_id = ${id}`;
  if (role.scope === 'programme') return [sql`true`];
  const reached =
    role.scope === 'organisation'
      ? [owner ? by(owner) : teamId ? of(teamId) : sql<boolean>`true`]
      : [
          ...teams
            .filter((id) => teamId === undefined || id === teamId)
            .map((id) => (owner ? sql<boolean>`${by(owner)} and ${of(id)}` : of(id))),
          ...(owner === undefined || owner === userId ? [sql<boolean>`${by(userId)} and ${elsewhere}`] : []),
          ...(handedOn
            ? []
            : [
                sql<boolean>`c.id = any ((select actor_shown())::uuid[]) and ${elsewhere} and c.owner_id is distinct from ${userId}`,
              ]),
        ];
  // Somebody else’s cases in a team that is not his: by no way.
  const some = reached.length > 0 ? reached : [sql<boolean>`false`];
  return some.map((way) => sql`c.organisation_id = ${organisationId} and ${way}`);
}

/** Rows of `case_file` under the name that conditions call them by. */
type Source = AliasedRawBuilder<Tables['case_file'], 'c'>;
const sourceOf = (query: RawBuilder<unknown>): Source => sql<Tables['case_file']>`(${query})`.as<'c'>(sql`c`);

/**
 * The first cases in the order of the register, whatever is filtered. How many stands in the statement: of a number that is
 * given with each call the planner expects a tenth of all, and sorts them.
 */
function walk({ register, ways: seen }: Search, most: number, from?: Position): Source {
  const direction = sql.raw(register.descending ? 'desc' : 'asc');
  const first = sql`order by key ${direction}, id ${direction} limit ${sql.lit(most)}`;
  const each = seen.map(
    (way) =>
      sql`(select c.*, ${keys[register.sort].sql} as key from case_file c where ${way} and ${behind(register, from)} ${first})`,
  );
  return sourceOf(each.length === 1 ? each[0]! : sql`${sql.join(each, sql` union all `)} ${first}`);
}

/** Behind this place, in the direction of the register. */
function behind({ sort, descending }: Register, from: Position | undefined): RawBuilder<boolean> {
  if (!from) return sql`true`;
  const key = isTime(sort) ? sql`${from.key}::timestamptz` : sql`${from.key}::text`;
  return sql`(${keys[sort].sql}, c.id) ${sql.raw(descending ? '<' : '>')} (${key}, ${from.id}::uuid)`;
}

/** One page of the register as it is filtered and sorted, and where the next begins. */
export async function registerPage(
  context: Context,
  register: Register,
  limit: number,
  after: string | undefined,
): Promise<Page> {
  return pageOf(context, await searchFor(context, register), limit, after);
}

/** The whole register, of what may be handed on: nothing that the caller is only shown. */
export async function wholeRegister(context: Context, register: Register) {
  const search = await searchFor(context, register, true);
  return {
    page: (limit: number, after: string | undefined) => pageOf(context, search, limit, after, 5 * limit),
    count: async () => {
      const { rows } = await sql<{ cases: string; people: string }>`
        select count(*) as cases, count(distinct c.person_id) as people from case_file c
        where ${anyOf(search.ways)} and ${allOf(search.asked.conditions)}`.execute(context.db);
      return { cases: Number(rows[0]?.cases), people: Number(rows[0]?.people) };
    },
  };
}

interface Counted {
  total: number;
  beyond?: true;
}
interface Page {
  rows: CaseData[];
  next?: string;
}
/** A page, and how many cases there are, if it is the first: a page that was not filled has seen them all. */
interface Looked extends Page {
  count: () => Promise<Counted>;
}
const counted = (found: number, whole: boolean): Counted => {
  const total = Math.min(found, mostCounted);
  return { total, ...((!whole || found > total) && { beyond: true }) };
};

async function pageOf(
  { db }: Context,
  search: Search,
  limit: number,
  after: string | undefined,
  most = mostOf(search),
): Promise<Looked> {
  const { register, asked } = search;
  const { sort, descending } = register;
  const direction = descending ? 'desc' : 'asc';
  const from = readCursor(after, isTime(sort) ? 'time' : 'text');
  const position = (row: CaseData) => ({ key: keys[sort].of(row), id: row.id });
  const filtered = asked.conditions.length > 0;
  const pageIn = (source: Source) =>
    caseRows(db, source)
      .where(allOf(asked.conditions))
      .orderBy(sql`c.key`, direction)
      .orderBy('c.id', direction)
      .limit(sql.lit(limit + 1))
      .execute();
  const walked = walk(search, filtered ? most : limit + 1, from);
  const found = await pageIn(walked);
  if (!filtered || found.length > limit)
    return { ...pageFrom(found, limit, position), count: () => countCases(db, search) };
  const rare = isRare(found.length, most) ? await seekRare(db, search) : undefined;
  if (rare) {
    // In their order first: what is asked of their entries is then asked of no more than a page takes.
    const those = await pageIn(rareOnes(search, rare, from));
    const count = async () => (those.length > limit ? countRare(db, search, rare) : counted(those.length, true));
    return { ...pageFrom(those, limit, position), count };
  }
  // Nothing but how far it looked: a page may be short, or empty, and say where the next goes on.
  const last = await db
    .selectFrom(walked)
    .select(['c.id', 'c.number', 'c.stage', 'c.topic', 'c.destination', 'c.opened_at', 'c.closed_at'])
    .orderBy(sql`c.key`, direction)
    .orderBy('c.id', direction)
    .offset(sql.lit(most - 1))
    .limit(sql.lit(1))
    .executeTakeFirst();
  const count = async () => counted(found.length, !last);
  return { rows: found, ...(last && { next: cursorOf(position(last as CaseData)) }), count };
}

/** The cases that were sought by their values, in the order of the register. */
function rareOnes({ register, ways: seen }: Search, rare: readonly string[], from?: Position): Source {
  const direction = sql.raw(register.descending ? 'desc' : 'asc');
  return sourceOf(sql`select c.*, ${keys[register.sort].sql} as key from case_file c where c.id = any (${rare}::uuid[])
    and ${anyOf(seen)} and ${behind(register, from)} order by key ${direction}, id ${direction} limit ${sql.lit(mostSought.own)}`);
}

/** The cases whose values are asked for, when those are few; asked once for a page and its count. */
function seekRare(db: Db, search: Search): Promise<string[] | undefined> {
  search.rare ??= sought(db, search);
  return search.rare;
}

async function sought(db: Db, { asked: { sought: own, answered }, ways: seen }: Search): Promise<string[] | undefined> {
  if (answered.length > 0) {
    const { rows } = await sql<{ ids: string[] | null }>`select cases_answering(${JSON.stringify(answered)}::jsonb,
      ${mostSought.answers}) as ids`.execute(db);
    if (rows[0]?.ids) return rows[0].ids;
  }
  if (own.length === 0) return undefined;
  // Of what is asked for by value an index is read, and which one is settled by the value: a plan for any value would look for
  // a rare one among all.
  const each = seen.map(
    (way) => sql`(select c.id from case_file c where ${way} and ${allOf(own)} limit ${sql.lit(mostSought.own + 1)})`,
  );
  const plans = (scans: string, mode: string) =>
    sql`select set_config('enable_seqscan', ${scans}, true), set_config('plan_cache_mode', ${mode}, true)`.execute(db);
  const [, { rows }] = await Promise.all([
    plans('off', 'force_custom_plan'),
    sql<{ id: string }>`${sql.join(each, sql` union all `)}`.execute(db),
    plans('on', 'auto'),
  ]);
  return rows.length <= mostSought.own ? rows.map(({ id }) => id) : undefined;
}

export const list = operation(contracts.list, {
  run: async (context, { limit, after, columns: asked, ...register }) => {
    const columns = await columnsOf(context, asked ?? []);
    const search = await searchFor(context, register);
    const page = await pageOf(context, search, limit, after);
    const [total, names, more] = await Promise.all([
      after === undefined ? page.count() : undefined,
      personNames(context, [...new Set(page.rows.map(({ person_id }) => person_id))]),
      columns.length > 0 ? moreOf(context, page.rows, columns) : undefined,
    ]);
    return {
      items: page.rows.map((row) => ({
        ...toCaseRow(context, row, names),
        revision: row.revision,
        ...(more && { more: more.get(row.id) ?? {} }),
      })),
      ...(page.next && { next: page.next }),
      ...total,
    };
  },
});

export const columns = operation(contracts.columns, {
  run: async ({ definitions, actor }) => {
    const all = await allColumns(definitions);
    return {
      columns: all
        .filter((one) => actor.role.read.includes(one.class))
        .map((column) => ({
          code: column.code,
          class: column.class,
          kind: column.kind,
          ...(column.question && { label: column.question.label, of: column.question.title }),
          ...(column.list && { list: column.list }),
          ...choicesFor(column),
          comparisons: comparisonsOf(column),
          ...(column.code in keys && { sort: column.code as Register['sort'] }),
        })),
    };
  },
});

function choicesFor({ question, codes }: Column) {
  if (question?.choices) return { choices: question.choices.map(({ code, label }) => ({ code, label })) };
  if (question?.field.type === 'yesNo') return { choices: ['true', 'false'].map((code) => ({ code, label: {} })) };
  return codes ? { choices: codes.map((code) => ({ code, label: {} })) } : {};
}

/** Of a filtered register it counts what it looks through, and what is rare: beyond, there may be more. */
async function countCases(db: Db, search: Search): Promise<Counted> {
  const { conditions } = search.asked;
  const most = conditions.length > 0 ? mostOf(search) : mostCounted + 1;
  const row = await db
    .selectFrom(walk(search, most))
    .select([sql<string>`count(*)`.as('walked'), sql<string>`count(*) filter (where ${allOf(conditions)})`.as('found')])
    .executeTakeFirstOrThrow();
  const [walked, found] = [Number(row.walked), Number(row.found)];
  const rare = walked === most && isRare(found, walked) ? await seekRare(db, search) : undefined;
  return rare ? countRare(db, search, rare) : counted(found, walked < most);
}

async function countRare(db: Db, search: Search, rare: readonly string[]): Promise<Counted> {
  const { rows } = await sql<{ found: string }>`select count(*) as found from (select from ${rareOnes(search, rare)}
    where ${allOf(search.asked.conditions)} limit ${sql.lit(mostCounted + 1)}) f`.execute(db);
  return counted(Number(rows[0]!.found), true);
}

/** @throws Problem `input.invalid` for one that nothing published has, `class.missing` for one that the role does not read. */
export async function columnsOf(context: Context, codes: readonly string[]): Promise<Column[]> {
  return Promise.all(
    codes.map(async (code, index) => {
      const column = await columnOf(context.definitions, code);
      if (!column) throw refuseField(`columns.${index}`, 'unknownCode');
      requireRead(context, column.class);
      return column;
    }),
  );
}

/** What these cases say in columns that not every list has: by case, by column. */
export async function moreOf(
  { db }: Context,
  rows: readonly CaseData[],
  columns: readonly Column[],
): Promise<Map<string, Record<string, Cell>>> {
  const found = new Map<string, Record<string, Cell>>(rows.map(({ id }) => [id, {}]));
  const ids = [...found.keys()];
  const tell = (id: string, { code }: Column, value: unknown) => {
    const cell = cellOfAnswer(value instanceof Date ? value.toISOString() : value);
    if (cell !== undefined) found.get(id)![code] = cell;
  };
  const forms = [...new Set(columns.flatMap(({ question }) => (question ? [question.form] : [])))];
  const [own, entries] = await Promise.all([
    columns.some(({ question }) => !question)
      ? db
          .selectFrom('case_file')
          .select(['id', 'place', 'nationality', 'last_contact_at'])
          .where(among('id', ids))
          .execute()
      : [],
    forms.length > 0
      ? sql<{ case_id: string; form: string; answers: Record<string, unknown> }>`
          select distinct on (e.case_id, e.form) e.case_id, e.form, e.answers from entry e
          where e.case_id = any (${ids}::uuid[]) and e.form = any (${forms}::text[])
          order by e.case_id, e.form, e.at desc, e.id desc`.execute(db)
      : { rows: [] },
  ]);
  for (const row of own)
    for (const column of columns)
      if (column.sql && column.sql in row) tell(row.id, column, row[column.sql as keyof typeof row]);
  for (const { case_id, form, answers } of entries.rows)
    for (const column of columns)
      if (column.question?.form === form) tell(case_id, column, answers[column.question.field.name]);
  return found;
}
