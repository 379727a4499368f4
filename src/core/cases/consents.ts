import { absent, type Effect, refuseField, uuidv7 } from '../../kernel/index.ts';
import { requireCode, requireRead } from '../checks.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { stands } from './gates.ts';
import { belonging, ownCase } from './row.ts';
import { hoursLater, taskOf } from './stages.ts';

/** As somebody writes an organisation's name on a consent: blanks, case and the form of accents do not matter. */
export const sameName = (a: string, b: string): boolean => plainName(a) === plainName(b);
const plainName = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * The consent of a case that stands for a purpose and this recipient: one that names it before one for anybody. Undefined
 * when none does; a recipient who is not known is covered by a consent for anybody alone.
 */
export async function covering(
  { db, keys, now, vault }: Context,
  caseId: string,
  purpose: string,
  recipient: string | undefined,
): Promise<string | undefined> {
  const [rows, key] = await Promise.all([
    db
      .selectFrom('consent')
      .select(['id', 'recipient', 'expires_at', 'withdrawn_at'])
      .where('case_id', '=', caseId)
      .where('purpose', '=', purpose)
      .execute(),
    keys.find(caseId),
  ]);
  const standing = rows.filter((one) => stands(one, now));
  const named = standing.find(
    (one) =>
      key &&
      recipient &&
      one.recipient &&
      sameName(vault.unseal<string>(key, recipientPlace(one.id), one.recipient), recipient),
  );
  return (named ?? standing.find((one) => one.recipient === null))?.id;
}

/** For whom a consent is may say where somebody is: sealed under the case. */
export const recipientPlace = (id: string): string => `consent.recipient:${id}`;

export const give = operation(contracts.giveConsent, {
  subject: ({ caseId }) => caseId,
  run: async (context, input) => {
    const { db, now, keys, vault, definitions } = context;
    requireCode(definitions, 'consentPurpose', 'purpose', input.purpose);
    if ((input.how === 'signed') !== (input.signature !== undefined)) throw refuseField('signature', 'required');
    // Whoever agrees alone has nobody to assent beside.
    if (input.assent !== undefined && input.givenBy === 'self') throw refuseField('assent', 'choice');
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
        recipient: input.recipient ? vault.seal(key, recipientPlace(id), input.recipient) : null,
        how: input.how,
        given_by: input.givenBy,
        assent: input.assent ?? null,
        language: input.language ?? null,
        signature: input.signature ? vault.seal(key, `consent.signature:${id}`, input.signature) : null,
        witness: input.witness ? vault.seal(key, `consent.witness:${id}`, input.witness) : null,
        given_at: now,
        expires_at: expires,
        withdrawn_at: null,
      })
      .execute();
    return { id };
  },
});

export const signature = operation(contracts.readSignature, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    requireRead(context, 'identity');
    const { db, keys, vault } = context;
    const consent = await db
      .selectFrom('consent')
      .select(['case_id', 'signature'])
      .where('id', '=', id)
      .executeTakeFirst();
    const key = consent?.case_id && (await keys.find(consent.case_id));
    if (!key || !consent.signature) throw absent();
    return { signature: vault.unseal<number[][]>(key, `consent.signature:${id}`, consent.signature) };
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
    .values(effects.map(({ task, within }) => taskOf(context, file, task, hoursLater(context.now, within))))
    .execute();
}
