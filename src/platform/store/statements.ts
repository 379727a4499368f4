/** The statements of every transaction: whose it is, and what it leaves in the journal. */
import type pg from 'pg';
import type { JournalRow, Standing } from '../../core/ports.ts';

/** What was committed after `at` may be missing in a database that follows another. One that was promoted follows none. */
export const ageOfCopy = {
  name: 'age_of_copy',
  text: `select pg_is_in_recovery() as follows, pg_last_xact_replay_timestamp() as at,
    extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())::float8 as age`,
};

/**
 * The settings that row-level security goes by, for one transaction; and that each statement is planned once for each
 * connection, whatever the planner thinks of its values: the policies make planning dear (7 ms for a case) and every plan
 * the same. Set here and not for the connection, which may be another transaction’s next through a pool in between.
 */
export function settingsOf(as: Standing): pg.QueryConfig {
  const values =
    as === 'system' || as === 'nobody'
      ? [as === 'system' ? 'system' : 'none', '', '', '', '']
      : [
          as.role.scope,
          as.userId,
          as.organisationId,
          `{${as.teamIds.join(',')}}`,
          `{${as.role.programmes.map((code) => JSON.stringify(code)).join(',')}}`,
        ];
  return { ...setSettings, values };
}
const setSettings = {
  name: 'settings',
  // Counted, for an answer of one column: nobody reads it.
  text: `select num_nulls(${['scope', 'user', 'organisation', 'teams', 'programmes']
    .map((name, index) => `set_config('app.${name}', $${index + 1}, true)`)
    .join(', ')}, set_config('plan_cache_mode', 'force_generic_plan', true))`,
};

export const valuesOf = (row: JournalRow): unknown[] => [
  row.id,
  row.at,
  row.actorId,
  row.organisationId,
  row.operation,
  row.subjectId,
  row.outcome,
  row.input,
  row.digest,
  row.answer,
];
export const appendRow = {
  name: 'journal_append',
  text: 'select journal_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
};
export const replayed = {
  name: 'journal_replay',
  text: 'select operation, subject_id as "subjectId", outcome, digest, answer, own from journal_replay($1, $2)',
};
export const columnsOf = (rows: readonly JournalRow[]): unknown[][] => {
  const lines = rows.map(valuesOf);
  return valuesOf(rows[0]!).map((_, column) => lines.map((line) => line[column] ?? null));
};
/** Several rows, each column as a list. */
export const appendRows = {
  name: 'journal_append_many',
  text: 'select journal_append_many($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
};
