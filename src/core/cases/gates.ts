import { type Answers, evaluateExpression, truth } from '../../kernel/form/index.ts';
import type { Fact, Gate, Programme, Text, Transition } from '../../kernel/index.ts';
import { mayBeChild } from '../people/index.ts';
import type { Context } from '../ports.ts';
import type { Waiver } from '../tables/index.ts';

/** What a step still needs: a key of the words under `gate.` with what it concerns. */
export interface Missing {
  kind: 'consent' | 'entry' | 'fact' | 'childFact' | 'adultsOnly' | 'approval' | 'closingReason';
  code: string;
  /** What is to be done about it, in the programme's own words. */
  what?: Text;
  /** Whoever has the right may go without it, and says why. */
  waivable?: true;
}

/** What a case has that gates ask for. */
export interface Standing {
  /** Purposes of the consents that stand. */
  consents: ReadonlySet<string>;
  /** Codes of forms with at least one entry. */
  entries: ReadonlySet<string>;
  /** What the newest entry of a form says, of the forms that facts ask. */
  said: ReadonlyMap<string, Answers>;
  /** Also when the age is doubtful or unknown. */
  mayBeChild: boolean;
  /** Waived for the step it would take now: `to kind code`. */
  waived: ReadonlySet<string>;
  /** Approved for the step it would take now: `to code`. */
  approved: ReadonlySet<string>;
  closingReason: boolean;
  now: Date;
}

/** What keeps a case from a transition; nothing when it may go. */
export function missingFor({ to, gate = {}, waivable }: Transition, has: Standing): Missing[] {
  const lacking = ({ form, when }: Fact): boolean => {
    const answers = has.said.get(form);
    if (!answers) return true;
    if (when === undefined) return false;
    const result = evaluateExpression(when, answers, { now: has.now.toISOString() });
    return !(result.ok && truth(result.value));
  };
  const facts = (some: readonly Fact[] | undefined, kind: 'fact' | 'childFact'): Missing[] =>
    (some ?? []).filter(lacking).map(({ code, missing }) => ({ kind, code, what: missing }));
  const asked: Missing[] = [
    ...(gate.consents ?? [])
      .filter((code) => !has.consents.has(code))
      .map((code) => ({ kind: 'consent' as const, code })),
    ...(gate.entries ?? []).filter((code) => !has.entries.has(code)).map((code) => ({ kind: 'entry' as const, code })),
    ...facts(gate.facts, 'fact'),
    ...(has.mayBeChild ? facts(gate.child?.facts, 'childFact') : []),
    ...(has.mayBeChild && gate.adultsOnly ? [{ kind: 'adultsOnly' as const, code: '', what: gate.adultsOnly }] : []),
    ...(gate.approvals ?? [])
      .filter(({ code }) => !has.approved.has(`${to} ${code}`))
      .map(({ code, label }) => ({ kind: 'approval' as const, code, what: label })),
    ...(gate.closingReason && !has.closingReason ? [{ kind: 'closingReason' as const, code: '' }] : []),
  ];
  return asked
    .filter(({ kind, code }) => !has.waived.has(waiverName(to, kind, code)))
    .map((one) => (waivable && canBeWaived(one.kind) ? { ...one, waivable } : one));
}

/** Neither a consent, nor a second person's word, nor what protects a child is ever waived. */
const canBeWaived = (kind: Missing['kind']): boolean => kind === 'entry' || kind === 'fact';
const waiverName = (to: string, kind: string, code: string): string => `${to} ${kind} ${code}`;

export const transitionsFrom = (programme: Programme, stage: string): Transition[] =>
  programme.transitions.filter(({ from }) => from === stage);

export const isFinal = (programme: Programme, stage: string): boolean =>
  programme.stages.some(({ code, final }) => code === stage && final === true);

/** Whether a consent holds at a moment. */
export const stands = (consent: { expires_at: Date | null; withdrawn_at: Date | null }, now: Date): boolean =>
  consent.withdrawn_at === null && (consent.expires_at === null || consent.expires_at > now);

interface Placed {
  id: string;
  person_id: string;
  stage: string;
  waivers: readonly Waiver[];
}

/** What was read of the case anyhow. */
interface Known {
  consents: readonly { purpose: string; expires_at: Date | null; withdrawn_at: Date | null }[];
  /** Forms with an entry. */
  forms: readonly string[];
}

/** What a case has, as far as these transitions ask: what none of them asks is not looked up. */
export async function standing(
  context: Context,
  row: Placed,
  transitions: readonly Transition[],
  known?: Known,
): Promise<Standing> {
  const gates = transitions.map(({ gate }) => gate ?? {});
  const asked = [...new Set(gates.flatMap(({ facts = [], child }) => [...facts, ...(child?.facts ?? [])].map(formOf)))];
  const [{ consents, forms }, said, child, approved] = await Promise.all([
    known ?? read(context, row.id),
    asked.length > 0 ? newestAnswers(context, row.id, asked) : new Map<string, Answers>(),
    gates.some(asksAge) ? mayBeChild(context, row.person_id) : false,
    gates.some(({ approvals }) => approvals) ? approvedSteps(context, row) : new Set<string>(),
  ]);
  return {
    consents: new Set(consents.filter((one) => stands(one, context.now)).map(({ purpose }) => purpose)),
    entries: new Set(forms),
    said,
    mayBeChild: child,
    waived: new Set(row.waivers.filter(({ used }) => !used).map(({ to, kind, code }) => waiverName(to, kind, code))),
    approved,
    closingReason: false,
    now: context.now,
  };
}

const formOf = ({ form }: Fact): string => form;
const asksAge = ({ child, adultsOnly }: Gate): boolean => child !== undefined || adultsOnly !== undefined;

async function read({ db }: Context, caseId: string): Promise<Known> {
  const [consents, entries] = await Promise.all([
    db.selectFrom('consent').select(['purpose', 'expires_at', 'withdrawn_at']).where('case_id', '=', caseId).execute(),
    db.selectFrom('entry').select('form').distinct().where('case_id', '=', caseId).execute(),
  ]);
  return { consents, forms: entries.map(({ form }) => form) };
}

/** By form, what its newest entry says in the classes that gates may ask: what is sealed stays so. */
async function newestAnswers({ db }: Context, caseId: string, forms: readonly string[]): Promise<Map<string, Answers>> {
  const rows = await db
    .selectFrom('entry')
    .distinctOn('form')
    .select(['form', 'answers'])
    .where('case_id', '=', caseId)
    .where('form', 'in', forms)
    .orderBy('form')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ form, answers }) => [form, answers as Answers]));
}

/** What was approved where the case stands, and not used up by a step. */
async function approvedSteps({ db }: Context, { id, stage }: Placed): Promise<Set<string>> {
  const rows = await db
    .selectFrom('approval')
    .select(['to_stage', 'code'])
    .where('case_id', '=', id)
    .where('from_stage', '=', stage)
    .where('granted', '=', true)
    .where('spent_at', 'is', null)
    .execute();
  return new Set(rows.map(({ to_stage, code }) => `${to_stage} ${code}`));
}
