import * as z from 'zod/mini';
import { absent, type Contract, type FieldProblem, Problem, type ProblemCode, uuidv7 } from '../kernel/index.ts';
import { requireFresh } from './checks.ts';
import { Keyring } from './keyring.ts';
import {
  type Caller,
  CallTaken,
  type Context,
  type Db,
  type JournalRow,
  NumberTaken,
  type Operation,
  type Outside,
  type Ports,
  type Standing,
  type SubjectKey,
} from './ports.ts';
import { findUnkeepable } from './unkeepable.ts';

const CallId = z.uuid();

/**
 * The only way in. parse → grant → one transaction { actor for row-level security → run → journal row } → parse the
 * answer. A call that was made before answers as it did then; nothing is done twice.
 *
 * @throws Problem for every refusal. What is refused to somebody who is signed in is journalled as well.
 */
export async function perform(
  ports: Ports,
  op: Operation,
  caller: Caller,
  callId: string,
  rawInput: unknown,
): Promise<unknown> {
  const { contract } = op;
  if (!CallId.safeParse(callId).success) throw new Problem('call.missing');
  // A public operation has no actor and does not ask for one.
  const actor = caller.actor as Context['actor'];
  const base: Outside = {
    actor,
    caller,
    callId,
    now: ports.now(),
    ports,
    vault: ports.vault,
    definitions: ports.definitions,
  };
  let input: unknown;
  try {
    allow(ports, contract, caller);
    input = parse(contract.input, rawInput);
    if (contract.kind === 'stream') return await stream(op, base, input);
    return contract.kind === 'read' ? await read(op, base, input) : await write(op, base, input);
  } catch (error) {
    if (error instanceof Problem && error.status < 500) await noteRefusal(op, base, input, error);
    throw error;
  }
}

const standingOf = ({ grant }: Contract, { actor }: Caller): Standing =>
  grant === 'public' ? 'system' : (actor ?? 'nobody');
type Going = Partial<Pick<Context, 'asOf' | 'touch'>> & { sent?: Promise<unknown>[] };
const contextOf = (base: Outside, db: Db, { sent = [], ...more }: Going = {}): Context => ({
  ...base,
  db,
  keys: new Keyring(db, base.vault),
  withCommit: (statement) => {
    // Its refusal is the store's to tell; a call that fails before that tells of itself.
    statement.catch(() => {});
    sent.push(statement);
  },
  touch: () => {},
  ...more,
});

async function read(op: Operation, base: Outside, input: unknown): Promise<unknown> {
  const { contract } = op;
  const { store } = base.ports;
  const prepared = await op.prepare?.(base, input);
  const output = await store.read(
    standingOf(contract, base.caller),
    async (db, asOf) => op.run(contextOf(base, db, { asOf }), input, prepared),
    contract.stale && 'copy',
  );
  if (contract.reveals)
    await store.record(rowOf(op, base, { outcome: 'done', subjectId: op.subject?.(input, output) }));
  return parseOutput(contract, output);
}

/** What a stream answers: what is said beforehand, and the bytes. Whoever gets one takes them, or calls `return`. */
export class Streamed {
  readonly head: StreamHead;
  readonly bytes: AsyncGenerator<Uint8Array>;
  constructor(head: StreamHead, bytes: AsyncGenerator<Uint8Array>) {
    this.head = head;
    this.bytes = bytes;
  }
}
export interface StreamHead {
  /** Of the file. */
  name: string;
  type: string;
}

/** The first thing that comes out of the generator is the answer: from then on its end is its own to see to. */
async function stream(op: Operation, base: Outside, input: unknown): Promise<Streamed> {
  const bytes = streamed(op, base, input);
  const { value } = await bytes.next();
  return new Streamed(value as unknown as StreamHead, bytes);
}

async function* streamed(op: Operation, base: Outside, input: unknown): AsyncGenerator<Uint8Array> {
  const { ports, caller, callId } = base;
  const standing = standingOf(op.contract, caller);
  const prepared = await op.prepare?.(base, input);
  const { db, close } = await ports.store.snapshot(standing);
  let begun = false;
  let how: 'complete' | 'stopped' | 'failed' = 'stopped';
  let [rows, size] = [0, 0];
  try {
    const here = contextOf(base, db);
    const answer = parseOutput(op.contract, await op.run(here, input, prepared));
    await note(op, base, callId, input, answer);
    begun = true;
    yield answer as never;
    for await (const chunk of op.body?.(here, input, answer as never, (more) => (rows += more)) ?? []) {
      size += chunk.length;
      yield chunk;
    }
    how = 'complete';
  } catch (error) {
    how = 'failed';
    throw error;
  } finally {
    await close();
    if (begun) await note(op, base, uuidv7(ports.now().getTime()), { of: callId }, { how, rows, bytes: size });
  }
}

/** A row about a stream, durable when this resolves. */
async function note(op: Operation, base: Outside, id: string, input: unknown, answer: unknown): Promise<void> {
  const { ports, caller } = base;
  const key = caller.actor ? ports.vault.organisationKey(caller.actor.organisationId) : ports.vault.installationKey();
  const row = rowOf(
    op,
    { ...base, callId: id, now: ports.now() },
    {
      outcome: 'done',
      input: ports.vault.seal(key, `journal.input:${id}`, input),
      answer: ports.vault.seal(key, `journal.answer:${id}`, answer),
    },
  );
  try {
    await ports.store.write(standingOf(op.contract, caller), async () => ({ value: undefined, row }));
  } catch (error) {
    throw error instanceof CallTaken ? new Problem('call.reused') : error;
  }
}

async function write(op: Operation, base: Outside, input: unknown): Promise<unknown> {
  const { contract } = op;
  const { ports, caller, callId } = base;
  const digest = createDigest(ports, contract, input);
  try {
    const prepared = await op.prepare?.(base, input);
    let changed: string[] = [];
    const attempt = () =>
      ports.store.write(standingOf(contract, caller), async (db) => {
        const sent: Promise<unknown>[] = [];
        changed = [];
        const here = contextOf(base, db, { sent, touch: (...ids) => void changed.push(...ids) });
        const output = parseOutput(contract, await op.run(here, input, prepared));
        const subjectId = op.subject?.(input, output as never);
        const row = rowOf(op, base, { outcome: 'done', digest, subjectId }, op.enters?.(output as never));
        if (!contract.unkept) {
          const key = await journalKey(ports, here.keys, caller, subjectId);
          row.input = ports.vault.seal(key, `journal.input:${callId}`, op.kept ? op.kept(input) : input);
          row.answer = ports.vault.seal(key, `journal.answer:${callId}`, output);
        }
        const others = op.alsoAbout?.(input, output as never) ?? [];
        const also = others.map((about) =>
          rowOf(op, { ...base, callId: uuidv7(base.now.getTime()) }, { outcome: 'done', subjectId: about }),
        );
        changed.push(...(subjectId ? [subjectId] : []), ...others);
        return { value: output, row, also, sent };
      });
    const output = await attempt().catch((error: unknown) => {
      // Once in some tens of thousands of rows that are brought in; twice in a row, never.
      if (error instanceof NumberTaken) return attempt();
      throw error;
    });
    ports.changes.changed(changed, caller.session.tokenHash);
    return output;
  } catch (error) {
    // Whether the call is known is asked only when it failed: a first call, the usual one, pays nothing for it.
    const replayed = await replay(ports, op, caller, callId, digest);
    if (replayed) return replayed.answer;
    if (error instanceof CallTaken) throw new Problem('call.reused');
    throw error;
  }
}

/** Of strangers only tries to get in are kept: each is counted and slowed down, so that nobody can flood the journal. */
const strangersTries: readonly ProblemCode[] = ['auth.failed', 'auth.secondFactor', 'setup.code'];

/**
 * The journal's row of a refusal: who tried what, of which record, why not, and the fields by the contract's own names,
 * never what was in them. A database that is away does not hide the refusal from the caller.
 */
async function noteRefusal(op: Operation, base: Outside, input: unknown, { code, fields }: Problem): Promise<void> {
  const { ports, caller, vault } = base;
  if (!caller.actor && !strangersTries.includes(code)) return;
  try {
    const id = uuidv7(base.now.getTime());
    const key = caller.actor ? vault.organisationKey(caller.actor.organisationId) : vault.installationKey();
    const named = new Set(
      fields?.map(({ path }) => path.split('.')[0] ?? '').filter((name) => isNamed(op.contract, name)),
    );
    const answer = vault.seal(key, `journal.answer:${id}`, { code, ...(named.size > 0 && { fields: [...named] }) });
    const subjectId = input === undefined ? undefined : op.subject?.(input, undefined);
    await ports.store.record(rowOf(op, { ...base, callId: id }, { outcome: 'refused', answer, subjectId }));
  } catch {}
}

/** Whether a contract's input has a field of this name; any other name is the caller's own text. */
const isNamed = ({ input }: Contract, name: string): boolean =>
  input instanceof z.ZodMiniObject && Object.hasOwn(input.shape, name);

/** Deny by default: an operation names its grant, and a session that is too old for it is told so. */
function allow(ports: Ports, contract: Contract, caller: Caller): void {
  if (contract.grant === 'public') return;
  if (!caller.actor) throw new Problem(caller.locked ? 'account.locked' : 'auth.required');
  if (contract.grant !== 'signedIn' && !caller.actor.role.grants.includes(contract.grant))
    throw new Problem('grant.missing');
  if (contract.fresh) requireFresh(ports, caller.actor);
}

function parse<S extends z.ZodMiniType>(schema: S, raw: unknown): z.output<S> {
  const unkeepable = findUnkeepable(raw);
  if (unkeepable) throw new Problem('input.invalid', { fields: [unkeepable] });
  // The input is reported to tell a field that is missing from one of a wrong type; `fieldProblem` lets nothing of it out.
  const result = schema.safeParse(raw, { reportInput: true });
  if (result.success) return result.data;
  throw new Problem('input.invalid', { fields: result.error.issues.slice(0, 50).map(fieldProblem) });
}

/** A schema's complaint as a field problem, in the codes of the words under `field.`. */
function fieldProblem(issue: z.core.$ZodIssue): FieldProblem {
  const path = issue.path.join('.');
  if (issue.input === undefined) return { path, code: 'required' };
  switch (issue.code) {
    case 'too_big':
      return { path, code: issue.origin === 'string' ? 'tooLong' : 'tooBig', params: { most: Number(issue.maximum) } };
    case 'too_small':
      return {
        path,
        code: issue.origin === 'string' ? (issue.minimum === 1 ? 'required' : 'tooShort') : 'tooSmall',
        params: { least: Number(issue.minimum) },
      };
    case 'invalid_type':
      return { path, code: 'wrongType' };
    case 'invalid_value':
      return { path, code: typeof issue.input === typeof issue.values[0] ? 'choice' : 'wrongType' };
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
  { contract }: Operation,
  { caller: { actor }, callId, now }: Outside,
  more: Pick<JournalRow, 'outcome'> & Partial<JournalRow>,
  entered?: { userId: string; organisationId: string },
): JournalRow {
  const { userId, organisationId } = entered ?? actor ?? {};
  return { id: callId, at: now, actorId: userId, organisationId, operation: contract.name, ...more };
}

/** The journal's copy is sealed under the key of what it changed, and is erased with it. */
async function journalKey(
  ports: Ports,
  keys: Keyring,
  caller: Caller,
  subjectId: string | undefined,
): Promise<SubjectKey> {
  const key = subjectId && (await keys.find(subjectId));
  if (key) return key;
  return caller.actor ? ports.vault.organisationKey(caller.actor.organisationId) : ports.vault.installationKey();
}

const createDigest = ({ vault }: Ports, { name }: Contract, input: unknown): Buffer =>
  vault.digest('journal', `${name}\0${JSON.stringify(input)}`);

async function replay(
  ports: Ports,
  op: Operation,
  caller: Caller,
  callId: string,
  digest: Buffer,
): Promise<{ answer: unknown } | undefined> {
  const row = await ports.store.recorded(callId, caller.actor?.userId).catch(() => undefined);
  if (!row) return undefined;
  if (
    !row.own ||
    row.outcome !== 'done' ||
    row.operation !== op.contract.name ||
    !row.digest?.equals(digest) ||
    !row.answer
  )
    throw new Problem('call.reused');
  const answer = row.answer;
  const key = await ports.store.read(caller.actor ?? 'system', (db) =>
    journalKey(ports, new Keyring(db, ports.vault), caller, row.subjectId ?? undefined),
  );
  return { answer: parseOutput(op.contract, unsealed(ports.vault, key, callId, answer)) };
}

/** @throws Problem `record.absent` when what the call was about is hidden from its caller since, or erased: with its key. */
function unsealed(vault: Ports['vault'], key: SubjectKey, callId: string, answer: Buffer): unknown {
  try {
    return vault.unseal(key, `journal.answer:${callId}`, answer);
  } catch {
    throw absent();
  }
}
