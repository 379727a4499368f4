import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { journeyOf } from './journey.ts';
import { sameAs } from './matching.ts';
import { factsOf, identityOf, mayRead, ownPerson, safeContactOf, seenPerson, summaryOf } from './row.ts';

export const read = operation(contracts.read, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    const { db } = context;
    // Sent together, answered together; row-level security limits each by itself.
    const [row, cases, stages, consents, entries, tasks, referrals, enquiries, merges] = await Promise.all([
      seenPerson(context, id),
      db
        .selectFrom('case_file')
        .select([
          'id',
          'number',
          'programme',
          'stage',
          'topic',
          'place',
          'flags',
          'closing_reason',
          'opened_at',
          'closed_at',
        ])
        .where('person_id', '=', id)
        .orderBy('opened_at')
        .execute(),
      db
        .selectFrom('case_stage as s')
        .innerJoin('case_file as c', 'c.id', 's.case_id')
        .select(['s.case_id', 's.stage', 's.at', 'c.programme', 'c.closed_at'])
        .where('c.person_id', '=', id)
        .execute(),
      db
        .selectFrom('consent as s')
        .leftJoin('data_key as k', 'k.id', 's.case_id')
        .select(['s.id', 's.case_id', 's.programme', 's.purpose', 's.recipient', 's.given_at', 's.expires_at'])
        .select(['s.withdrawn_at', 'k.organisation_id', 'k.wrapped'])
        .where('s.person_id', '=', id)
        .orderBy('s.given_at')
        .execute(),
      db.selectFrom('entry').select(['id', 'case_id', 'programme', 'form', 'at']).where('person_id', '=', id).execute(),
      db
        .selectFrom('task')
        .select(['id', 'case_id', 'programme', 'kind', 'due_at'])
        .where('person_id', '=', id)
        .where('done_at', 'is', null)
        .where('dropped_at', 'is', null)
        .execute(),
      db
        .selectFrom('referral')
        .select(['case_id', 'purpose', 'status', 'sent_at', 'answered_at'])
        .where('person_id', '=', id)
        .execute(),
      db
        .selectFrom('enquiry')
        .select(['programme', 'topic', 'at', 'case_id', 'flags'])
        .where('person_id', '=', id)
        .execute(),
      db
        .selectFrom('merge as m')
        .innerJoin('person as p', 'p.id', 'm.merged_id')
        .select(['m.id', 'm.at', 'p.number'])
        .where('m.kept_id', '=', id)
        .where('m.undone_at', 'is', null)
        .orderBy('m.at')
        .execute(),
    ]);
    const operational = mayRead(context, 'operational');
    // A referral is its organisation's; of a case that the caller does not see, none is told.
    const told = referrals.filter(({ case_id }) => cases.some(({ id: seen }) => seen === case_id));
    return {
      person: summaryOf(context, row),
      revision: row.revision,
      identity: identityOf(context, row),
      safeContact: safeContactOf(context, row),
      hasContact: row.contact !== null,
      facts: factsOf(context, row),
      registeredAt: row.registered_at.toISOString(),
      cases: !operational
        ? []
        : cases.map((one) => ({
            id: one.id,
            number: one.number,
            programme: one.programme,
            stage: one.stage,
            openedAt: one.opened_at.toISOString(),
            closedAt: one.closed_at?.toISOString(),
            flags: one.flags,
          })),
      consents: !operational
        ? []
        : consents.map((one) => ({
            id: one.id,
            purpose: one.purpose,
            recipient: recipientOf(context, one),
            givenAt: one.given_at.toISOString(),
            expiresAt: one.expires_at?.toISOString(),
            withdrawnAt: one.withdrawn_at?.toISOString(),
          })),
      journey: !operational
        ? []
        : journeyOf(context.definitions, { row, cases, stages, consents, entries, tasks, referrals: told, enquiries }),
      mergedFrom: merges.map((one) => ({ mergeId: one.id, number: one.number, at: one.at.toISOString() })),
    };
  },
});

interface ConsentRow {
  id: string;
  case_id: string | null;
  recipient: Buffer | null;
  organisation_id: string | null;
  wrapped: Buffer | null;
}
function recipientOf({ keys, vault }: Context, one: ConsentRow): string | undefined {
  const { id, case_id, recipient, organisation_id, wrapped } = one;
  if (!recipient || !case_id || !organisation_id || !wrapped) return undefined;
  return vault.unseal(keys.learn(organisation_id, case_id, wrapped), `consent.recipient:${id}`, recipient);
}

export const duplicates = operation(contracts.duplicates, {
  run: async (context, { id }) => ({ candidates: await sameAs(context, await ownPerson(context, id), true) }),
});
