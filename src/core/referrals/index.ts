import { absent, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { ownCase, ownPurposes, sameName, stands } from '../cases/index.ts';
import { requireCode } from '../checks.ts';
import { type Context, type Operation, operation } from '../ports.ts';
import * as contracts from './contract.ts';

const send = operation(contracts.send, {
  subject: ({ caseId }) => caseId,
  run: async (context, input) => {
    const { db, actor, now, keys, vault, definitions } = context;
    requireCode(definitions, 'consentPurpose', 'purpose', input.purpose);
    const [file, key, to, consent] = await Promise.all([
      ownCase(context, input.caseId),
      keys.find(input.caseId),
      db.selectFrom('organisation').select('name').where('id', '=', input.toOrganisationId).executeTakeFirst(),
      db
        .selectFrom('consent')
        .select(['case_id', 'purpose', 'recipient', 'expires_at', 'withdrawn_at'])
        .where('id', '=', input.consentId)
        .executeTakeFirst(),
    ]);
    if (!to || input.toOrganisationId === actor.organisationId) throw refuseField('toOrganisationId', 'choice');
    if (file.closed_at) throw new Problem('record.closed');
    const recipient =
      key && consent?.recipient && consent.case_id === file.id
        ? vault.unseal<string>(key, `consent.recipient:${input.consentId}`, consent.recipient)
        : undefined;
    const covered =
      consent !== undefined &&
      consent.case_id === file.id &&
      consent.purpose === input.purpose &&
      !ownPurposes.has(consent.purpose) &&
      (!consent.recipient || (recipient !== undefined && sameName(recipient, to.name))) &&
      stands(consent, now);
    if (!covered) throw new Problem('consent.missing');
    const until = input.expiresAt === undefined ? null : new Date(input.expiresAt);
    if (until && until <= now) throw refuseField('expiresAt', 'future');
    const id = uuidv7(now.getTime());
    await db
      .insertInto('referral')
      .values({
        id,
        from_organisation_id: actor.organisationId,
        to_organisation_id: input.toOrganisationId,
        case_id: file.id,
        person_id: file.person_id,
        consent_id: input.consentId,
        purpose: input.purpose,
        reason: null,
        sent_by: actor.userId,
        sent_at: now,
        answered_at: null,
        // A referral never outlives the consent it rests on.
        expires_at: earlier(until, consent.expires_at),
      })
      .execute();
    return { id };
  },
});

const earlier = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));

const answer = operation(contracts.answer, {
  subject: (input) => input.id,
  run: async (context, { id, accept, reason }) => {
    if (!accept && reason === undefined) throw refuseField('reason', 'required');
    const { now, actor } = context;
    const referral = await find(context, id);
    if (referral?.to_organisation_id !== actor.organisationId) throw absent();
    if (referral.status !== 'sent') throw changed(referral.status);
    if (referral.expires_at && referral.expires_at <= now) throw new Problem('consent.missing');
    const status = accept ? ('accepted' as const) : ('refused' as const);
    // Why it was refused is kept where the call is: sealed in the journal.
    await change(context, id, ['sent'], { status, answered_at: now });
    return { status };
  },
});

const recall = operation(contracts.recall, {
  subject: (input) => input.id,
  run: async (context, { id }) => {
    const referral = await find(context, id);
    if (referral?.from_organisation_id !== context.actor.organisationId) throw absent();
    await ownCase(context, referral.case_id);
    await change(context, id, ['sent', 'accepted'], { status: 'recalled', answered_at: context.now });
    return { status: 'recalled' as const };
  },
});

const find = ({ db }: Context, id: string) =>
  db
    .selectFrom('referral')
    .select(['from_organisation_id', 'to_organisation_id', 'case_id', 'status', 'expires_at'])
    .where('id', '=', id)
    .executeTakeFirst();

const changed = (status: string): Problem => new Problem('record.changed', { params: { status } });

/** Of an answer and a recall at once, the one that comes second is told. */
async function change(
  context: Context,
  id: string,
  from: readonly string[],
  set: { status: string; answered_at: Date },
): Promise<void> {
  const { numUpdatedRows } = await context.db
    .updateTable('referral')
    .set(set)
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw changed((await find(context, id))?.status ?? '');
}

export const referralOperations = [send, answer, recall] as Operation[];
