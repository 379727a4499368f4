import { type RawBuilder, sql } from 'kysely';

/**
 * `column` is one of these ids. An array is one parameter whatever its length, where `in (…)` would be another statement,
 * prepared and planned anew on every connection, for each length.
 */
export const among = (column: string, ids: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} = any (${ids}::uuid[])`;
