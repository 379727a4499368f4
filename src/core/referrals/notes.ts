import { absent, uuidv7 } from '../../kernel/index.ts';
import { requireCode } from '../checks.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { changed, isIncoming, receivedReferral, referralOf, requireStatus } from './row.ts';

export const placeOfNote = (id: string): string => `referral.note:${id}`;

interface Said {
  kind: 'said' | 'refused' | 'outcome' | 'step';
  code?: string;
  text?: string | undefined;
}

/** Writes down what one's own side said. Answers false when the step was done already, maybe a moment ago. */
export async function addNote(context: Context, referralId: string, { kind, code, text }: Said): Promise<boolean> {
  const { db, actor, now, keys, vault } = context;
  const id = uuidv7(now.getTime());
  const key = await keys.of(referralId);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('referral_note')
    .values({
      id,
      referral_id: referralId,
      organisation_id: actor.organisationId,
      kind,
      code: code ?? null,
      note: text ? vault.seal(key, placeOfNote(id), text) : null,
      by_user: actor.userId,
      at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The other side's question waits until this side has said something. */
export const say = operation(contracts.say, {
  subject: ({ id }) => id,
  run: async (context, { id, text }) => {
    const row = await referralOf(context, id);
    requireStatus(context, row, ['sent', 'accepted']);
    await addNote(context, id, { kind: 'said', text });
    await context.db
      .updateTable('referral')
      .set({ asked_at: isIncoming(context, row) ? context.now : null })
      .where('id', '=', id)
      .execute();
    return { id };
  },
});

/** A later report takes the place of one before; the notes of both stay. */
export const report = operation(contracts.report, {
  subject: ({ id }) => id,
  run: async (context, { id, outcome, note }) => {
    requireCode(context.definitions, 'referralOutcome', 'outcome', outcome);
    requireStatus(context, await receivedReferral(context, id), ['accepted']);
    await addNote(context, id, { kind: 'outcome', code: outcome, text: note });
    await context.db.updateTable('referral').set({ outcome, outcome_at: context.now }).where('id', '=', id).execute();
    return {};
  },
});

export const mark = operation(contracts.mark, {
  subject: ({ id }) => id,
  run: async (context, { id, step, note }) => {
    const row = await referralOf(context, id);
    const incoming = isIncoming(context, row);
    // Who sends may be at work before the other side has answered.
    requireStatus(context, row, incoming ? ['accepted'] : ['sent', 'accepted']);
    const steps = row.checklist === null ? [] : (context.definitions.checklist(row.checklist)?.steps ?? []);
    const side = steps.find(({ code }) => code === step)?.side;
    if (side !== (incoming ? 'recipient' : 'sender')) throw absent();
    if (!(await addNote(context, id, { kind: 'step', code: step, text: note }))) throw changed(row.status);
    return { doneAt: context.now.toISOString() };
  },
});

export const take = operation(contracts.take, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    requireStatus(context, await receivedReferral(context, id), ['sent', 'accepted']);
    await context.db.updateTable('referral').set({ taken_by: context.actor.userId }).where('id', '=', id).execute();
    return {};
  },
});

export const confirm = operation(contracts.confirm, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    const row = await receivedReferral(context, id);
    if (row.status !== 'recalled' || !row.answered_at) throw changed(row.status);
    const { numUpdatedRows } = await context.db
      .updateTable('referral')
      .set({ confirmed_at: row.confirmed_at ?? context.now })
      .where('id', '=', id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw absent();
    return {};
  },
});
