import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import { refuseField } from '../../kernel/index.ts';
import { requireRead } from '../checks.ts';
import { startOfDay } from '../local-time.ts';
import { pageFrom, readCursor } from '../paging.ts';
import { personNames } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
import type { Tables } from '../tables.ts';
import * as contracts from './contract.ts';
import { type CaseData, caseRows, toCaseRow } from './row.ts';

type Filters = z.output<typeof contracts.CaseFilters>;
export interface Register extends Filters {
  sort: 'openedAt' | 'number' | 'stage';
  descending: boolean;
}

const columns = { openedAt: 'c.opened_at', number: 'c.number', stage: 'c.stage' } as const;

/** Counting stops here: beyond it a number says no more than "many", and costs more than the page. */
const mostCounted = 1_000;

/** One page of the register as it is filtered and sorted, and where the next begins. */
export async function registerPage(
  context: Context,
  { sort, descending, ...filters }: Register,
  limit: number,
  after: string | undefined,
) {
  requireRead(context, 'operational');
  // What is covered is not asked for either: the answer would tell it.
  if (filters.sex ?? filters.ageBand) requireRead(context, 'statistical');
  const from = readCursor(after, sort === 'openedAt' ? 'time' : 'text');
  const direction = descending ? 'desc' : 'asc';
  const page = <O>(rows: SelectQueryBuilder<Cases, 'c', O>) => {
    const ordered = rows
      .orderBy(columns[sort], direction)
      .orderBy('c.id', direction)
      .limit(limit + 1);
    if (!from) return ordered;
    const key = sort === 'openedAt' ? sql`${from.key}::timestamptz` : sql`${from.key}::text`;
    return ordered.where(
      sql<boolean>`(${sql.ref(columns[sort])}, c.id) ${sql.raw(descending ? '<' : '>')} (${key}, ${from.id}::uuid)`,
    );
  };
  const seen = ways(context);
  const rows = caseRows(context.db);
  const found =
    seen.length === 1
      ? page(rows.where(conditions(context, filters)))
      : page(rows.where('c.id', 'in', anyWay(context, seen, filters, page)));
  return pageFrom(await found.execute(), limit, (row) => ({ key: keyOf[sort](row), id: row.id }));
}

type Cases = Tables & { c: Tables['case_file'] };

/**
 * How a caller may come to see a case, one by one: each way has an index in the order of the register, all of them in one
 * condition would have none, and a page would be looked for among everybody's cases. The policies decide all the same.
 */
function ways({ actor: { role, userId, teamIds } }: Context): RawBuilder<boolean>[] {
  if (role.scope !== 'team' && role.scope !== 'own') return [sql`true`];
  return [
    ...(role.scope === 'team' ? teamIds.map((id) => sql<boolean>`c.team_id = ${id}`) : []),
    sql`c.owner_id = ${userId}`,
    sql`c.id = any ((select actor_shown())::uuid[])`,
  ];
}

/** Ids of the cases of these filters, `part` of those of each way. */
function anyWay(
  context: Context,
  seen: readonly RawBuilder<boolean>[],
  filters: Filters,
  part: <O>(rows: SelectQueryBuilder<Cases, 'c', O>) => SelectQueryBuilder<Cases, 'c', O>,
): RawBuilder<string> {
  const found = seen.map((way) => {
    const rows = context.db.selectFrom('case_file as c').select('c.id').where(way).where(conditions(context, filters));
    return sql`(${part(rows as unknown as SelectQueryBuilder<Cases, 'c', { id: string }>)})`;
  });
  return sql`(${sql.join(found, sql` union `)})`;
}

const keyOf: Record<Register['sort'], (row: CaseData) => string> = {
  openedAt: ({ opened_at }) => opened_at.toISOString(),
  number: ({ number }) => number,
  stage: ({ stage }) => stage,
};

/** The filters as one condition over `case_file as c`. */
function conditions({ actor }: Context, filters: Filters) {
  const equal = {
    programme: filters.programme,
    stage: filters.stage,
    topic: filters.topic,
    channel: filters.channel,
    destination: filters.destination,
    sex: filters.sex,
    age_band: filters.ageBand,
  };
  const all = Object.entries(equal)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql`${sql.ref(`c.${column}`)} = ${value}`);
  const { status, teamId, ownerId, flagged, openedFrom, openedTo } = filters;
  if (status) all.push(status === 'open' ? sql`c.closed_at is null` : sql`c.closed_at is not null`);
  if (teamId) all.push(sql`c.team_id = ${teamId}`);
  if (ownerId === 'nobody') all.push(sql`c.owner_id is null`);
  else if (ownerId) all.push(sql`c.owner_id = ${ownerId === 'me' ? actor.userId : ownerId}`);
  if (flagged !== undefined) all.push(flagged ? sql`c.flags <> '[]'` : sql`c.flags = '[]'`);
  for (const [path, day] of Object.entries({ openedFrom, openedTo }))
    if (day !== undefined && day < '1900') throw refuseField(path, 'date');
  if (openedFrom) all.push(sql`c.opened_at >= ${startOfDay(openedFrom)}`);
  if (openedTo) all.push(sql`c.opened_at < ${startOfDay(openedTo, 1)}`);
  return all.length > 0 ? sql<boolean>`(${sql.join(all, sql` and `)})` : sql<boolean>`true`;
}

export const list = operation(contracts.list, {
  run: async (context, { limit, after, ...register }) => {
    const [page, counted] = await Promise.all([
      registerPage(context, register, limit, after),
      after === undefined ? countCases(context, register) : undefined,
    ]);
    const names = await personNames(context, [...new Set(page.rows.map(({ person_id }) => person_id))]);
    return {
      items: page.rows.map((row) => ({ ...toCaseRow(context, row, names), revision: row.revision })),
      ...(page.next && { next: page.next }),
      ...(counted !== undefined && {
        total: Math.min(counted, mostCounted),
        ...(counted > mostCounted && { beyond: true }),
      }),
    };
  },
});

async function countCases(context: Context, filters: Filters): Promise<number> {
  const some = anyWay(context, ways(context), filters, (rows) => rows.limit(mostCounted + 1));
  const { rows } = await sql<{ total: string }>`select count(*) as total from ${some} as found`.execute(context.db);
  return Number(rows[0]?.total ?? 0);
}
