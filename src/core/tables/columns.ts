import type { ColumnType } from 'kysely';

/** What columns are, as PostgreSQL answers them. */
export type Time = ColumnType<Date, Date | string, Date | string>;
/** `YYYY-MM-DD`. */
export type Day = string;
export type Sealed = Buffer;
export type Json<T> = ColumnType<T, string, string>;
/** A bigint or a numeric: PostgreSQL answers both as text. */
export type Numeric = ColumnType<string, number, number>;

export interface Owned {
  organisation_id: string;
  team_id: string | null;
  owner_id: string | null;
  erased_at: ColumnType<Date | null, never, Date>;
}

/** What hangs on a case, and goes where it goes. */
export interface OfCase extends Owned {
  id: string;
  programme: string;
  case_id: string;
  person_id: string;
}
