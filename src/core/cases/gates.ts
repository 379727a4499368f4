import type { Programme, Transition } from '../../kernel/index.ts';
import type { Context } from '../ports.ts';

/** Keys of the words under `gate.` with what each concerns. */
export interface Missing {
  kind: 'consent' | 'entry' | 'closingReason';
  code: string;
}

/** What a case has that gates ask for. */
export interface Standing {
  /** Purposes of the consents that stand. */
  consents: ReadonlySet<string>;
  /** Codes of forms with at least one entry. */
  entries: ReadonlySet<string>;
  closingReason: boolean;
}

export function missingFor({ gate }: Transition, has: Standing): Missing[] {
  return [
    ...(gate?.consents ?? [])
      .filter((code) => !has.consents.has(code))
      .map((code) => ({ kind: 'consent' as const, code })),
    ...(gate?.entries ?? []).filter((code) => !has.entries.has(code)).map((code) => ({ kind: 'entry' as const, code })),
    ...(gate?.closingReason && !has.closingReason ? [{ kind: 'closingReason' as const, code: '' }] : []),
  ];
}

export const transitionsFrom = (programme: Programme, stage: string): Transition[] =>
  programme.transitions.filter(({ from }) => from === stage);

export const isFinal = (programme: Programme, stage: string): boolean =>
  programme.stages.some(({ code, final }) => code === stage && final === true);

/** Whether a consent holds at a moment. */
export const stands = (consent: { expires_at: Date | null; withdrawn_at: Date | null }, now: Date): boolean =>
  consent.withdrawn_at === null && (consent.expires_at === null || consent.expires_at > now);

/** Read for a case that may be closed: the reason is what its closing brings. */
export async function standing({ db, now }: Context, caseId: string): Promise<Standing> {
  const [consents, entries] = await Promise.all([
    db.selectFrom('consent').select(['purpose', 'expires_at', 'withdrawn_at']).where('case_id', '=', caseId).execute(),
    db.selectFrom('entry').select('form').distinct().where('case_id', '=', caseId).execute(),
  ]);
  return {
    consents: new Set(consents.filter((one) => stands(one, now)).map(({ purpose }) => purpose)),
    entries: new Set(entries.map(({ form }) => form)),
    closingReason: false,
  };
}
