import { Problem, refuseField, type Sharing, uuidv7 } from '../../kernel/index.ts';
import { ownCase, recipientPlace, sameName, stands } from '../cases/index.ts';
import { requireCode } from '../checks.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { addNote } from './notes.ts';
import { always, formsOf, type Group, offerOf, reached, rules } from './offer.ts';
import { sealPackage } from './package.ts';
import { changed, referralOf } from './row.ts';

interface Wish {
  caseId: string;
  toOrganisationId: string;
  consentId: string;
  purpose: string;
}

/**
 * A case with the consent that lets it be told to this organisation, and how far.
 *
 * @throws Problem `input.invalid`, `record.absent`, `record.closed`, `consent.missing`.
 */
async function covered(context: Context, wish: Wish) {
  const { db, actor, now, keys, vault, definitions } = context;
  requireCode(definitions, 'consentPurpose', 'purpose', wish.purpose);
  const [file, key, to, consent] = await Promise.all([
    ownCase(context, wish.caseId),
    keys.find(wish.caseId),
    db.selectFrom('organisation').select('name').where('id', '=', wish.toOrganisationId).executeTakeFirst(),
    db
      .selectFrom('consent')
      .select(['case_id', 'purpose', 'recipient', 'expires_at', 'withdrawn_at'])
      .where('id', '=', wish.consentId)
      .executeTakeFirst(),
  ]);
  if (!to || wish.toOrganisationId === actor.organisationId) throw refuseField('toOrganisationId', 'choice');
  if (file.closed_at) throw new Problem('record.closed');
  // A purpose that says nothing of sharing is for this house alone.
  const sharing = definitions.codeList('consentPurpose')?.items.find(({ code }) => code === wish.purpose)?.sharing;
  const isFor = (sealed: Buffer | null): boolean =>
    !sealed || (!!key && sameName(vault.unseal<string>(key, recipientPlace(wish.consentId), sealed), to.name));
  if (
    !sharing ||
    consent?.case_id !== file.id ||
    consent.purpose !== wish.purpose ||
    !isFor(consent.recipient) ||
    !stands(consent, now)
  )
    throw new Problem('consent.missing');
  return { file, consent, sharing };
}

const mayTransfer = ({ definitions, actor }: Context, programme: string): boolean =>
  definitions.programme(programme)?.transferReason !== undefined && actor.role.grants.includes('case.close');

export const preview = operation(contracts.preview, {
  subject: ({ caseId }) => caseId,
  run: async (context, input) => {
    const { file, sharing } = await covered(context, input);
    const groups = await offerOf(context, file, sharing);
    return {
      groups: groups.map((group) => ({ ...group, items: group.items.map((item) => proposed(item, sharing)) })),
      forms: await formsOf(context, groups),
      mayTransfer: mayTransfer(context, file.programme),
    };
  },
});

type Json = NonNullable<(typeof contracts.read.output)['_zod']['input']['groups']>[number]['items'][number]['value'];

/** A field as it leaves to the desk; how somebody is reached is withheld where one only sends it. */
export const shown = ({ path, class: one, value }: Group['items'][number], withhold: boolean) =>
  withhold && reached.includes(path)
    ? { path, class: one, withheld: true as const }
    : { path, class: one, value: value as Json };

const proposed = (item: Group['items'][number], sharing: Sharing) => ({
  ...shown(item, true),
  suggested: item.path === always || sharing.suggested.includes(item.class),
  ...(item.path === always && { required: true as const }),
});

export const send = operation(contracts.send, {
  subject: ({ caseId }) => caseId,
  run: async (context, input) => {
    const { db, actor, now, keys, vault, definitions } = context;
    const { file, consent, sharing } = await covered(context, input);
    if (input.kind === 'transfer' && !mayTransfer(context, file.programme)) throw refuseField('kind', 'choice');
    if (input.checklist !== undefined && !definitions.checklist(input.checklist))
      throw refuseField('checklist', 'unknownCode');
    const until = input.expiresAt === undefined ? null : new Date(input.expiresAt);
    if (until && until <= now) throw refuseField('expiresAt', 'future');
    const groups = chosen(await offerOf(context, file, sharing), input.fields);
    const id = uuidv7(now.getTime());
    const { key, wrapped } = keys.make(actor.organisationId, id);
    await db
      .with('made_key', (one) =>
        one.insertInto('data_key').values({ id, organisation_id: actor.organisationId, wrapped, erased_at: null }),
      )
      .insertInto('referral')
      .values({
        id,
        from_organisation_id: actor.organisationId,
        to_organisation_id: input.toOrganisationId,
        case_id: file.id,
        person_id: file.person_id,
        consent_id: input.consentId,
        purpose: input.purpose,
        kind: input.kind,
        checklist: input.checklist ?? null,
        sent_by: actor.userId,
        sent_at: now,
        answer_by: new Date(now.getTime() + sharing.answerWithin * 3_600_000),
        // A referral never outlives the consent it rests on.
        expires_at: earlier(until, consent.expires_at),
      })
      .execute();
    const sealed = sealPackage(vault, key, id, groups);
    await db
      .insertInto('referral_package')
      .values({ referral_id: id, sealed: JSON.stringify(sealed) })
      .execute();
    if (input.message) await addNote(context, id, { kind: 'said', text: input.message });
    context.touch(id);
    return { id };
  },
});

/**
 * The fields that go out, of those that may: the list the sender ticked is nothing but a choice among them.
 *
 * @throws Problem `input.invalid` on the path of each that may not.
 */
function chosen(offer: readonly Group[], fields: readonly string[]): Group[] {
  const offered = new Set(offer.flatMap(({ items }) => items.map(({ path }) => path)));
  const wrong = fields.flatMap((path, index) =>
    offered.has(path) ? [] : [{ path: `fields.${index}`, code: 'choice' }],
  );
  if (wrong.length > 0) throw new Problem('input.invalid', { fields: wrong.slice(0, 50) });
  const wanted = new Set([...fields, always]);
  // Nobody gets a number without the rules of calling it.
  if (reached.some((path) => wanted.has(path))) wanted.add(rules);
  return offer
    .map((group) => ({ ...group, items: group.items.filter(({ path }) => wanted.has(path)) }))
    .filter(({ items }) => items.length > 0);
}

const earlier = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));

export const recall = operation(contracts.recall, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    const row = await referralOf(context, id);
    await ownCase(context, row.case_id);
    const { numUpdatedRows } = await context.db
      .updateTable('referral')
      .set({ status: 'recalled', ended_at: context.now })
      .where('id', '=', id)
      .where('status', 'in', ['sent', 'accepted'])
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw changed((await referralOf(context, id)).status);
    return { status: 'recalled' as const };
  },
});
