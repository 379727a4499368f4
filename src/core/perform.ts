import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { type Contract, type FieldProblem, Problem, uuidv7 } from '../kernel/index.ts';
import { Keyring } from './keyring.ts';
import { CallTaken, type Caller, type Context, type Db, type JournalRow, type Operation, type Ports, type Standing, type SubjectKey } from './ports.ts';

const CallId = z.uuid();

/**
 * The only way in. parse → grant → one transaction { actor for row-level security → run → journal row } → parse the
 * answer. A call that was made before answers as it did then; nothing is done twice.
 *
 * @throws Problem for every refusal. Refused writes are journalled as well.
 */
export async function perform(ports: Ports, op: Operation, caller: Caller, callId: string, rawInput: unknown): Promise<unknown> {
  const { contract } = op;
  if (!CallId.safeParse(callId).success) throw new Problem('call.missing');
  allow(ports, contract, caller);
  const input = parse(contract.input, rawInput);
  // A public operation has no actor and does not ask for one.
  const actor = caller.actor as Context['actor'];
  const base = { actor, caller, callId, now: ports.now(), ports, vault: ports.vault, definitions: ports.definitions };
  const standing: Standing = contract.grant === 'public' ? 'system' : (caller.actor ?? 'nobody');
  const context = (db: Db): Context => ({
    ...base,
    db,
    keys: new Keyring(db, ports.vault),
  });

  if (contract.kind === 'read') {
    const prepared = await op.prepare?.(base, input);
    const output = await ports.store.read(standing, async (db) => op.run(context(db), input, prepared));
    if (contract.reveals) {
      const subjectId = op.subject?.(input, output);
      await ports.store.record(rowOf(contract, base, { outcome: 'done', ...(subjectId && { subjectId }) }));
    }
    return parseOutput(contract, output);
  }

  const digest = createDigest(ports, contract, input);
  try {
    const prepared = await op.prepare?.(base, input);
    return await ports.store.write(standing, async (db) => {
      const here = context(db);
      const output = parseOutput(contract, await op.run(here, input, prepared));
      const subjectId = op.subject?.(input, output as never);
      const row = rowOf(contract, base, { outcome: 'done', digest, ...(subjectId && { subjectId }) });
      if (!contract.unkept) {
        const key = await journalKey(ports, here.keys, caller, subjectId);
        row.input = ports.vault.seal(key, `journal.input:${callId}`, input);
        row.answer = ports.vault.seal(key, `journal.answer:${callId}`, output);
      }
      return { value: output, row };
    });
  } catch (error) {
    // Whether the call is known is asked only when it failed: a first call, the usual one, pays nothing for it.
    const replayed = await replay(ports, op, caller, callId, digest);
    if (replayed) return replayed.answer;
    if (error instanceof CallTaken) throw new Problem('call.reused');
    if (error instanceof Problem && error.status < 500)
      await ports.store.record(
        rowOf(contract, { ...base, callId: uuidv7(base.now.getTime()) }, { outcome: 'refused', digest: ports.vault.digest('refusal', error.code) }),
      );
    throw error;
  }
}

/** Deny by default: an operation names its grant, and a session that is too old for it is told so. */
function allow(ports: Ports, contract: Contract, caller: Caller): void {
  if (contract.grant === 'public') return;
  if (!caller.actor) throw new Problem('auth.required');
  if (contract.grant !== 'signedIn' && !caller.actor.role.grants.includes(contract.grant)) throw new Problem('grant.missing');
  if (contract.fresh) {
    const age = ports.now().getTime() - caller.actor.authenticatedAt.getTime();
    if (age > ports.settings.limits.freshMinutes * 60_000) throw new Problem('auth.reauthenticate');
  }
}

function parse<S extends z.ZodMiniType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  throw new Problem('input.invalid', { fields: result.error.issues.slice(0, 50).map(fieldProblem) });
}

/** A schema's complaint as a field problem, in the codes of the words under `field.`. */
function fieldProblem(issue: z.core.$ZodIssue): FieldProblem {
  const path = issue.path.join('.');
  switch (issue.code) {
    case 'too_big':
      return { path, code: issue.origin === 'string' ? 'tooLong' : 'tooBig', params: { most: Number(issue.maximum) } };
    case 'too_small':
      return { path, code: issue.origin === 'string' ? (issue.minimum === 1 ? 'required' : 'tooShort') : 'tooSmall', params: { least: Number(issue.minimum) } };
    case 'invalid_type':
      return { path, code: issue.input === undefined ? 'required' : 'wrongType' };
    case 'unrecognized_keys':
      return { path, code: 'unknownField' };
    default:
      return { path, code: 'wrongFormat' };
  }
}

/** What leaves: only what the contract says. An answer that does not fit is our fault. */
function parseOutput(contract: Contract, output: unknown): unknown {
  const result = contract.output.safeParse(output);
  if (result.success) return result.data;
  throw new Error(`${contract.name} answered what its contract does not say: ${z.prettifyError(result.error)}`);
}

function rowOf(
  contract: Contract,
  base: { caller: Caller; callId: string; now: Date },
  more: Pick<JournalRow, 'outcome'> & Partial<JournalRow>,
): JournalRow {
  return {
    id: base.callId,
    at: base.now,
    actorId: base.caller.actor?.userId,
    organisationId: base.caller.actor?.organisationId,
    operation: contract.name,
    ...more,
  };
}

/** The journal's copy is sealed under the key of what it changed, and is erased with it. */
async function journalKey(ports: Ports, keys: Keyring, caller: Caller, subjectId: string | undefined): Promise<SubjectKey> {
  const key = subjectId && (await keys.find(subjectId));
  if (key) return key;
  return caller.actor ? ports.vault.organisationKey(caller.actor.organisationId) : ports.vault.installationKey();
}

function createDigest(ports: Ports, contract: Contract, input: unknown): Buffer {
  const canonical = createHash('sha256').update(contract.name).update('\0').update(JSON.stringify(input)).digest('hex');
  return ports.vault.digest('journal', canonical);
}

async function replay(ports: Ports, op: Operation, caller: Caller, callId: string, digest: Buffer): Promise<{ answer: unknown } | undefined> {
  const row = await ports.store.recorded(callId, caller.actor?.userId).catch(() => undefined);
  if (!row || row.outcome !== 'done') return undefined;
  if (!row.own || row.operation !== op.contract.name || !row.digest?.equals(digest) || !row.answer) throw new Problem('call.reused');
  const answer = row.answer;
  const key = await ports.store.read(caller.actor ?? 'system', (db) =>
    journalKey(ports, new Keyring(db, ports.vault), caller, row.subjectId ?? undefined),
  );
  return { answer: parseOutput(op.contract, ports.vault.unseal(key, `journal.answer:${callId}`, answer)) };
}
