import { Problem, refuseField } from '../../kernel/index.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { addNote } from './notes.ts';
import { receive } from './receive.ts';
import { changed, receivedReferral, requireStatus } from './row.ts';

export const answer = operation(contracts.answer, {
  subject: ({ id }) => id,
  run: async (context, { id, accept, reason, open }) => {
    if (!accept && !reason) throw refuseField('reason', 'required');
    const row = await receivedReferral(context, id);
    requireStatus(context, row, ['sent']);
    if (!accept) {
      await addNote(context, id, { kind: 'refused', text: reason });
      await settle(context, id, { status: 'refused', answered_at: null, ended_at: context.now });
      return { status: 'refused' as const };
    }
    if (row.kind === 'transfer' && !open) throw refuseField('open', 'required');
    await settle(context, id, {
      status: 'accepted',
      answered_at: context.now,
      taken_by: row.taken_by ?? context.actor.userId,
    });
    return { status: 'accepted' as const, ...(open && (await receive(context, row, open))) };
  },
});

/** Of an answer and a recall at once, the one that comes second is told. */
async function settle(
  context: Context,
  id: string,
  set: { status: string; answered_at: Date | null; ended_at?: Date; taken_by?: string },
): Promise<void> {
  const { numUpdatedRows } = await context.db
    .updateTable('referral')
    .set(set)
    .where('id', '=', id)
    .where('status', '=', 'sent')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw changed((await receivedReferral(context, id)).status);
}

export const openCase = operation(contracts.openCase, {
  subject: ({ id }) => id,
  run: async (context, { id, ...open }) => {
    const row = await receivedReferral(context, id);
    requireStatus(context, row, ['accepted']);
    if (row.received_case_id) throw new Problem('record.changed', { params: { caseId: row.received_case_id } });
    return receive(context, row, open);
  },
});
