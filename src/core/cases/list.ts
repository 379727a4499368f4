import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { refuseField } from '../../kernel/index.ts';
import { requireRead } from '../checks.ts';
import { startOfDay } from '../local-time.ts';
import { pageFrom, readCursor } from '../paging.ts';
import { personNames } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
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
  let query = caseRows(context.db)
    .where(conditions(context, filters))
    .orderBy(columns[sort], direction)
    .orderBy('c.id', direction)
    .limit(limit + 1);
  if (from) {
    const key = sort === 'openedAt' ? sql`${from.key}::timestamptz` : sql`${from.key}::text`;
    query = query.where(
      sql<boolean>`(${sql.ref(columns[sort])}, c.id) ${sql.raw(descending ? '<' : '>')} (${key}, ${from.id}::uuid)`,
    );
  }
  return pageFrom(await query.execute(), limit, (row) => ({ key: keyOf[sort](row), id: row.id }));
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
      items: page.rows.map((row) => toCaseRow(context, row, names)),
      ...(page.next && { next: page.next }),
      ...(counted !== undefined && {
        total: Math.min(counted, mostCounted),
        ...(counted > mostCounted && { beyond: true }),
      }),
    };
  },
});

async function countCases(context: Context, filters: Filters): Promise<number> {
  const { total } = await context.db
    .selectFrom((eb) =>
      eb
        .selectFrom('case_file as c')
        .select('c.id')
        .where(conditions(context, filters))
        .limit(mostCounted + 1)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}
