import { randomUUID } from 'node:crypto';
import type { CallInput, CallName, CallOutput } from '../../../core/contracts.ts';
import { operations } from '../../../core/index.ts';
import { perform } from '../../../core/perform.ts';
import type { Ports } from '../../../core/ports.ts';
import { type Actor, Problem } from '../../../kernel/index.ts';
import { type Act, acts, type Player, type Returning } from './plot.ts';

const byName = new Map(operations.map((one) => [one.contract.name, one]));

/** Does something as somebody, at a time that may be long past: journalled and sealed like everything that is done. */
export async function doAt<N extends CallName>(
  ports: Ports,
  actor: Actor,
  at: Date,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  const op = byName.get(name);
  if (!op) throw new Error(`There is no operation ${name}.`);
  const caller = {
    actor: { ...actor, authenticatedAt: at },
    address: '127.0.0.1',
    session: { tokenHash: undefined, start: () => {}, end: () => {} },
  };
  return (await perform({ ...ports, now: () => at }, op, caller, randomUUID(), input)) as CallOutput<N>;
}

export interface Told {
  /** Where the case is at the end: the host's until the other side took it over. */
  caseId: string;
  /** What was sent to be worked on together. */
  referralId?: string | undefined;
}

const dayMs = 86_400_000;

/** Tells what happens to somebody from the first day on, as far as it is past; the case of the host is open already. */
export async function tell(
  ports: Ports,
  players: Record<Player, Actor>,
  { who, caseId, from, until }: { who: Returning; caseId: string; from: Date; until: Date },
): Promise<Told> {
  const at = (days: number): Date => new Date(from.getTime() + days * dayMs);
  const on = (days: number): string => at(days).toISOString().slice(0, 10);
  const told: Told = { caseId };
  // Of one day, one after the other.
  let minutes = 0;
  for (const act of acts(who)) {
    minutes += 4;
    const time = new Date(at(act.day).getTime() + minutes * 60_000);
    if (time > until) break;
    const as =
      (player: Player): Call =>
      (name, input) =>
        doAt(ports, players[player], time, name, input);
    try {
      await happen(as, told, act, on, players);
    } catch (error) {
      const why = error instanceof Problem ? { ...error.params, code: error.code, fields: error.fields } : {};
      throw new Error(`Day ${act.day}, ${act.by}: ${JSON.stringify({ ...act, ...why })}`, { cause: error });
    }
  }
  return told;
}

export type Call = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

export async function happen(
  as: (player: Player) => Call,
  told: Told,
  act: Act,
  on: (days: number) => string,
  players: Record<Player, Actor>,
): Promise<void> {
  const { caseId } = told;
  const call = as(act.by);
  const read = () => call('case.read', { id: caseId });
  if ('consents' in act)
    for (const purpose of act.consents) await call('consent.give', { caseId, purpose, how: 'oral', language: 'lo' });
  else if ('fill' in act) await call('entry.save', { caseId, form: act.fill, answers: act.answers(on) as never });
  else if ('goal' in act) await call('goal.set', { caseId, kind: act.goal, wording: act.wording });
  else if ('service' in act) {
    const { service, status, rating } = act;
    await call('service.set', { caseId, service, status, ...(rating && { rating }) });
  } else if ('approved' in act) {
    const { id } = await call('approval.ask', { caseId, to: act.approved, code: act.code });
    await as(act.lead)('approval.decide', { id, granted: true });
  } else if ('steps' in act)
    for (const step of act.steps) await call('referral.mark', { id: told.referralId ?? '', step });
  else if ('refer' in act) {
    const consent = (await read()).consents.find(({ purpose }) => purpose === act.purpose);
    const { organisationId: toOrganisationId } = players.origin;
    const about = { caseId, purpose: act.purpose, consentId: consent?.id ?? '', toOrganisationId };
    const { groups } = await call('referral.preview', about);
    // A request takes what is ticked; whoever takes a case over needs all of it.
    const fields = groups.flatMap(({ items }) =>
      items.filter(({ suggested }) => suggested || act.refer === 'transfer').map(({ path }) => path),
    );
    const { checklist } = act;
    const { id } = await call('referral.send', { ...about, fields, kind: act.refer, ...(checklist && { checklist }) });
    const { case: file } = await read();
    const open = { programme: file.programme };
    const answered = await as('origin')('referral.answer', {
      id,
      accept: true,
      ...(act.refer === 'transfer' && { open }),
    });
    if (act.refer === 'referral') told.referralId = id;
    else told.caseId = answered.caseId ?? caseId;
  } else {
    const { revision } = await read();
    if ('move' in act) await call('case.move', { id: caseId, revision, to: act.move });
    else await call('case.close', { id: caseId, revision, reason: act.close });
  }
}
