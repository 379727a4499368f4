import { Problem, uuidv7 } from '../../kernel/index.ts';
import { belonging } from '../cases/index.ts';
import { type Context, operation } from '../ports.ts';
import { numberDigest } from './allowed.ts';
import * as contracts from './contract.ts';

/** Days for which what comes from a number is taken for an answer. */
const answeredWithin = 30;
/**
 * What the gateway hears. A number from 1 to 5 answers the question that is open at that telephone; STOP ends all messages to
 * it. Of anything else it is noted that somebody answered, and a task says to call; what they wrote is not kept, because
 * it came unasked, from a telephone that may be anybody's by now.
 */
export const receive = operation(contracts.receive, {
  run: async (context, fields) => {
    const { caller, ports, db, now, vault } = context;
    const { gateway } = ports;
    // Not told apart from a route that is not there for this caller.
    if (!gateway || caller.proof === undefined || !gateway.knows(caller.proof)) throw new Problem('auth.required');
    const heard = gateway.understands(fields);
    if (!heard) throw new Problem('input.invalid');
    if ('id' in heard) {
      context.touch(heard.id);
      await db
        .updateTable('message')
        .set({
          state: heard.delivered ? 'delivered' : 'failed',
          changed_at: now,
          ...(!heard.delivered && { why: 'refused' }),
        })
        .where('id', '=', heard.id)
        .where('state', 'in', ['sent', 'unsure', 'sending'])
        .execute();
      return {};
    }
    const number = numberDigest(vault, heard.from);
    const word = heard.text
      .trim()
      .toLowerCase()
      .replace(/[.!\s]+$/, '');
    if (asks(context, 'stop', word)) {
      await db
        .insertInto('message_stop')
        .values({ number, at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await db
        .updateTable('message')
        .set({ state: 'stopped', why: 'stopped', content: null, changed_at: now })
        .where('number', '=', number)
        .where('state', '=', 'waiting')
        .execute();
      return {};
    }
    if (asks(context, 'start', word)) {
      await db.deleteFrom('message_stop').where('number', '=', number).execute();
      return {};
    }
    const rating = /^[1-5]$/.test(word) ? Number(word) : undefined;
    if (rating !== undefined && (await rate(context, number, rating))) return {};
    await answered(context, number);
    return {};
  },
});

/** Whether this one word asks for that, as the list of such words has it. */
const asks = ({ definitions }: Context, what: string, word: string): boolean =>
  definitions
    .codeList('messageWord')
    ?.items.some(({ code, columns }) => code === what && columns?.words?.toLowerCase().split(/\s+/).includes(word)) ??
  false;

const outThere = ['sent', 'delivered', 'unsure'] as const;

const sentTo = ({ db, now }: Context, number: Buffer) =>
  db
    .selectFrom('message')
    .select(['id', 'case_id', 'template', 'rating'])
    .where('number', '=', number)
    .where('state', 'in', outThere)
    .where('erased_at', 'is', null)
    .where('written_at', '>', new Date(now.getTime() - answeredWithin * 86_400_000))
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .forUpdate();

/** The answer to the one question that is open there. The case keeps what it was told first. */
async function rate(context: Context, number: Buffer, rating: number): Promise<boolean> {
  const { db, now } = context;
  const [open, another] = await sentTo(context, number).where('rating', '=', true).execute();
  if (!open || another) return false;
  context.touch(open.id);
  await db
    .updateTable('message')
    .set({ state: 'answered', answer: rating, answered_at: now, changed_at: now })
    .where('id', '=', open.id)
    .execute();
  if (open.case_id)
    await db
      .updateTable('case_file')
      .set({ satisfaction: rating, updated_at: now })
      .where('id', '=', open.case_id)
      .where('satisfaction', 'is', null)
      .where('closed_at', 'is not', null)
      .execute();
  return true;
}

async function answered(context: Context, number: Buffer): Promise<void> {
  const { db, now, definitions } = context;
  const [last] = await sentTo(context, number).execute();
  if (!last) return;
  context.touch(last.id);
  await db
    .updateTable('message')
    .set({ state: 'answered', answered_at: now, changed_at: now })
    .where('id', '=', last.id)
    .execute();
  const reply = definitions.message(last.template)?.onReply;
  const file =
    reply &&
    last.case_id &&
    (await db
      .selectFrom('case_file')
      .select(['id', 'organisation_id', 'team_id', 'owner_id', 'programme', 'person_id'])
      .where('id', '=', last.case_id)
      .where('erased_at', 'is', null)
      .executeTakeFirst());
  if (!reply || !file) return;
  await db
    .insertInto('task')
    .values({
      id: uuidv7(now.getTime()),
      ...belonging(file),
      kind: reply.task,
      note: null,
      due_at: new Date(now.getTime() + reply.within * 3_600_000),
      done_at: null,
      created_at: now,
    })
    .execute();
}
