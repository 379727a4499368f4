/** What the database refuses, in the words of the house. */
import type pg from 'pg';
import { CallTaken, NumberTaken } from '../../core/ports.ts';
import { Problem } from '../../kernel/index.ts';

/**
 * A connection that has outlived what it was made for: to a server that only follows another now, or with statements
 * prepared over tables that a newer version of this house has altered since. The next one is whole.
 */
export function outdated(error: unknown): Error | undefined {
  const { code } = error as Partial<pg.DatabaseError>;
  return error instanceof Error && (code === '25006' || code === '0A000') ? error : undefined;
}

/** Database errors in the words of the catalogue; anything unknown stays what it is and is our fault. */
export function translate(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Problem) return error;
  const { code, constraint } = error as pg.DatabaseError;
  if (code === '23505' && constraint === 'journal_call') return new CallTaken();
  if (code === '23505' && (constraint === 'person_number' || constraint === 'case_number')) return new NumberTaken();
  // An identifier that the caller chose is taken, visibly or not: both look alike.
  if (code === '23505') return new Problem('record.changed');
  if (code === '23503' || code === '42501') return new Problem('record.absent');
  if (code === '40001' || code === '40P01') return new Problem('record.changed');
  if (code?.startsWith('08') || code?.startsWith('57P') || code === '53300') return away(error);
  if (/Connection terminated|ECONNREFUSED|ENOENT|ECONNRESET|EPIPE|timeout/.test(error.message)) return away(error);
  return error;
}

export function away(error: unknown): Problem {
  const problem = new Problem('database.away');
  problem.cause = error;
  return problem;
}
