import { absent, type Effect, refuseField, uuidv7 } from '../../kernel/index.ts';
import { requireCode } from '../checks.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { belonging, ownCase } from './row.ts';
import { taskOf } from './stages.ts';

export const give = operation(contracts.giveConsent, {
  subject: ({ caseId }) => caseId,
  run: async (context, input) => {
    const { db, now, keys, vault, definitions } = context;
    requireCode(definitions, 'consentPurpose', 'purpose', input.purpose);
    const expires = input.expiresAt === undefined ? null : new Date(input.expiresAt);
    if (expires && expires <= now) throw refuseField('expiresAt', 'future');
    const [file, key] = await Promise.all([ownCase(context, input.caseId), keys.find(input.caseId)]);
    if (!key) throw absent();
    const id = uuidv7(now.getTime());
    await db
      .insertInto('consent')
      .values({
        id,
        ...belonging(file),
        purpose: input.purpose,
        recipient: input.recipient ?? null,
        how: input.how,
        witness: input.witness ? vault.seal(key, `consent.witness:${id}`, input.witness) : null,
        given_at: now,
        expires_at: expires,
        withdrawn_at: null,
      })
      .execute();
    return { id };
  },
});

export const withdraw = operation(contracts.withdrawConsent, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    const { db, actor, now, definitions } = context;
    const consent = await db
      .selectFrom('consent')
      .select(['organisation_id', 'case_id', 'purpose', 'withdrawn_at'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!consent || consent.organisation_id !== actor.organisationId) throw absent();
    if (consent.withdrawn_at) return { withdrawnAt: consent.withdrawn_at.toISOString(), stoppedReferrals: 0 };
    const { numUpdatedRows } = await db
      .with('withdrawn', (one) => one.updateTable('consent').set({ withdrawn_at: now }).where('id', '=', id))
      .updateTable('referral')
      .set({ status: 'recalled', ended_at: now })
      .where('consent_id', '=', id)
      .where('status', 'in', ['sent', 'accepted'])
      .executeTakeFirst();
    const purpose = definitions.codeList('consentPurpose')?.items.find(({ code }) => code === consent.purpose);
    await todo(context, consent.case_id, purpose?.sharing?.onWithdrawal ?? []);
    return { withdrawnAt: now.toISOString(), stoppedReferrals: Number(numUpdatedRows) };
  },
});

/** What has to be done outside this system as well. */
async function todo(context: Context, caseId: string | null, effects: readonly Effect[]): Promise<void> {
  if (!caseId || effects.length === 0) return;
  const file = await ownCase(context, caseId);
  await context.db
    .insertInto('task')
    .values(effects.map((one) => taskOf(context, file, one)))
    .execute();
}
