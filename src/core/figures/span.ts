import { type RawBuilder, sql } from 'kysely';
import { refuseField } from '../../kernel/index.ts';
import { requireProgramme } from '../checks.ts';
import { timeZone } from '../local-time.ts';
import type { Context, Db } from '../ports.ts';

/** Longest span that is counted at once. */
const mostMonths = 120;

export interface Span {
  programme: string;
  from: string;
  to: string;
  teamId?: string | undefined;
}

/**
 * The months that are counted, as a row `z` of `zone`, `begins` and `ends`, made once for all that is counted; and whose rows
 * `r` count. A case that was referred is counted by who holds it, once; who reaches by programme counts for all.
 *
 * @throws Problem `input.invalid` for a programme that the role does not work in, and for months that are none, too many, or
 * end before they begin.
 */
export function spanOf(context: Context, { programme, from, to, teamId }: Span) {
  const { actor } = context;
  requireWork(context, { programme, from, to });
  const span: RawBuilder<unknown> = sql`(select zone, (${`${from}-01`}::date::timestamp at time zone zone) as begins,
    ((${`${to}-01`}::date + interval '1 month')::timestamp at time zone zone) as ends from (select ${timeZone} as zone) s) z`;
  const whole = actor.role.scope === 'programme';
  const within: RawBuilder<boolean> = sql`r.programme = ${programme} and (${whole}::boolean or r.organisation_id = ${actor.organisationId}) and (${teamId ?? null}::uuid is null or r.team_id = ${teamId ?? null}::uuid)`;
  return { span, within };
}

/** @throws Problem `input.invalid` for a programme that the role does not work in, or months that cannot be counted. */
export function requireWork(context: Context, { programme, from, to }: Span): void {
  requireProgramme(context, programme);
  requireSpan(from, to);
}

/** @throws Problem `input.invalid` for months that end before they begin, or are too many to count at once. */
export function requireSpan(from: string, to: string): void {
  const months = monthsBetween(from, to);
  if (from < '1900') throw refuseField('from', 'tooSmall', { minimum: 1900, least: 1900 });
  if (months < 1) throw refuseField('to', 'tooSmall', { least: from });
  if (months > mostMonths) throw refuseField('to', 'tooBig', { maximum: mostMonths, most: mostMonths });
}

/** `2026-03`, so many months later. */
export const plusMonths = (month: string, by: number): string => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
};

/** Months from the first to the last, both counted. */
function monthsBetween(from: string, to: string): number {
  const count = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return count(to) - count(from) + 1;
}

/**
 * From here on, what this transaction reads includes the stumps of who was erased: erasing somebody changes no figure.
 * For what answers counts and nothing of anybody. It is planned for the span and the reach that are asked for: one plan for all
 * expects a handful of sums, and sorts the thousands that there are.
 */
export const countErased = (db: Db): Promise<unknown> =>
  sql`select set_config('app.counts', 'yes', true), set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(
    db,
  );
