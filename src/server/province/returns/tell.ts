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
  /** Where the case is at the end: the host's until it was handed over. */
  caseId: string;
  keeper: Player;
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
  const told: Told = { caseId, keeper: 'host' };
  // Of one day, one after the other.
  let minutes = 0;
  for (const act of acts(who)) {
    minutes += 7;
    const time = new Date(at(act.day).getTime() + minutes * 60_000);
    if (time > until) break;
    const actor = players[act.by];
    const call = <N extends CallName>(name: N, input: CallInput<N>) => doAt(ports, actor, time, name, input);
    try {
      await perfomAct(call, told, act, on);
    } catch (error) {
      const why = error instanceof Problem ? { ...error.params, code: error.code, fields: error.fields } : {};
      throw new Error(`Day ${act.day}, ${act.by}: ${JSON.stringify({ ...act, ...why })}`, { cause: error });
    }
  }
  return told;
}

type Call = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

async function perfomAct(call: Call, told: Told, act: Act, on: (days: number) => string): Promise<void> {
  const { caseId } = told;
  if ('consents' in act)
    for (const purpose of act.consents) await call('consent.give', { caseId, purpose, how: 'oral', language: 'lo' });
  else if ('fill' in act) await call('entry.save', { caseId, form: act.fill, answers: act.answers(on) as never });
  else {
    const { revision } = await call('case.read', { id: caseId });
    if ('move' in act) await call('case.move', { id: caseId, revision, to: act.move });
    else await call('case.close', { id: caseId, revision, reason: act.close });
  }
}
