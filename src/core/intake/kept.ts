/** A register as it is kept while it comes in: opened, step by step, and put away again. */
import { absent } from '../../kernel/index.ts';
import type { Context, Outside, SubjectKey, Vault } from '../ports.ts';
import { type Counts, Plan } from './contract.ts';
import { plain } from './fields.ts';
import type { About, Memory } from './plan.ts';
import type { SheetRow } from './sheets.ts';

/** Rows of one step. */
export const stepRows = 1_000;

export const sealRows = (vault: Vault, key: SubjectKey, id: string, seq: number, rows: readonly SheetRow[]): Buffer =>
  vault.seal(key, `intake.part:${id}:${seq}`, rows);

/**
 * A register that the caller reaches. With `hold`, nobody else takes a step with it before this transaction ends.
 *
 * @throws Problem `record.absent` when hidden, not there, or forgotten.
 */
export async function openIntake(context: Context, id: string, { hold = false } = {}) {
  const { db, vault, actor } = context;
  const row = await db
    .selectFrom('intake')
    .selectAll()
    .where('id', '=', id)
    .where('organisation_id', '=', actor.organisationId)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst();
  const key = row?.about ? await context.keys.find(id) : undefined;
  if (!row?.about || !key) throw absent();
  const about = vault.unseal<About>(key, `intake.about:${id}`, row.about);
  const plan = row.plan ? Plan.parse(vault.unseal(key, `intake.plan:${id}`, row.plan)) : undefined;
  return { row, key, about, plan };
}
export type Opened = Awaited<ReturnType<typeof openIntake>>;

/** The rows of the steps that are not taken, in the order of the file, one step in memory at a time. */
export async function* stepsOf({ db, vault }: Context, { row: { id }, key }: Opened) {
  let after = -1;
  for (;;) {
    const part = await db
      .selectFrom('intake_part')
      .select(['seq', 'sheet', 'body', 'rows'])
      .where('intake_id', '=', id)
      .where('seq', '>', after)
      .where('taken_at', 'is', null)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst();
    if (!part) return;
    after = part.seq;
    if (part.body) yield { ...part, lines: vault.unseal<SheetRow[]>(key, `intake.part:${id}:${part.seq}`, part.body) };
  }
}

/** What is remembered of a sender is found by a digest of who it is. */
const senderOf = ({ vault, actor }: Pick<Outside, 'vault' | 'actor'>, sender: string): Buffer =>
  vault.digest('intake.sender', `${actor.organisationId} ${plain(sender)}`);
const memoryPlace = (sender: Buffer): string => `intake.mapping:${sender.toString('base64url')}`;

export async function recall(context: Context, sender: string): Promise<Memory> {
  const { db, vault, actor } = context;
  const by = senderOf(context, sender);
  const row = await db
    .selectFrom('intake_mapping')
    .select('body')
    .where('organisation_id', '=', actor.organisationId)
    .where('sender', '=', by)
    .executeTakeFirst();
  return row ? vault.unseal<Memory>(vault.organisationKey(actor.organisationId), memoryPlace(by), row.body) : {};
}

export async function remember(context: Context, sender: string, memory: Memory): Promise<void> {
  const { db, vault, actor, now } = context;
  const by = senderOf(context, sender);
  const body = vault.seal(vault.organisationKey(actor.organisationId), memoryPlace(by), memory);
  await db
    .insertInto('intake_mapping')
    .values({ organisation_id: actor.organisationId, sender: by, body, updated_at: now })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'sender']).doUpdateSet({ body, updated_at: now }))
    .execute();
}

export const noCounts = (): Counts => ({
  people: 0,
  cases: 0,
  contacts: 0,
  joined: 0,
  alike: 0,
  wrong: 0,
  skipped: 0,
  totals: 0,
});
export const addCounts = (a: Partial<Counts>, b: Counts): Counts =>
  Object.fromEntries(
    Object.entries(b).map(([name, count]) => [name, count + (a[name as keyof Counts] ?? 0)]),
  ) as unknown as Counts;
