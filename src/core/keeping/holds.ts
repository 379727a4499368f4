import { sql } from 'kysely';
import { absent, refuseField, uuidv7 } from '../../kernel/index.ts';
import { lockPeople, ownPerson } from '../people/index.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';

export const setHold = operation(contracts.setHold, {
  subject: ({ personId }) => personId,
  run: async (context, { personId, reason, until }) => {
    const { db, actor, now, keys, vault } = context;
    const end = until === undefined ? null : new Date(until);
    if (end && end <= now) throw refuseField('until', 'future');
    await lockPeople(context, [personId]);
    await ownPerson(context, personId);
    const id = uuidv7(now.getTime());
    await db
      .insertInto('hold')
      .values({
        id,
        organisation_id: actor.organisationId,
        person_id: personId,
        reason: vault.seal(await keys.of(personId), `hold.reason:${id}`, reason),
        until: end,
        by_user: actor.userId,
        at: now,
        lifted_by: null,
        lifted_at: null,
      })
      .execute();
    return { id };
  },
});

// Why it was lifted is kept where the call is: sealed in the journal.
export const liftHold = operation(contracts.liftHold, {
  subject: (_, output) => output?.personId,
  run: async ({ db, actor, now }, { id }) => {
    const hold = await db.selectFrom('hold').select(['person_id', 'lifted_at']).where('id', '=', id).executeTakeFirst();
    if (!hold) throw absent();
    // Two who lift it agree.
    if (!hold.lifted_at)
      await db
        .updateTable('hold')
        .set({ lifted_at: now, lifted_by: actor.userId })
        .where('id', '=', id)
        .where('lifted_at', 'is', null)
        .execute();
    return { personId: hold.person_id, liftedAt: (hold.lifted_at ?? now).toISOString() };
  },
});

export const listHolds = operation(contracts.listHolds, {
  subject: ({ personId }) => personId,
  run: async (context, { personId }) => {
    const { db, now, keys, vault } = context;
    const [, { rows }] = await Promise.all([
      ownPerson(context, personId),
      sql<{
        id: string;
        person_id: string;
        reason: Buffer;
        until: Date | null;
        at: Date;
        by: string | null;
        lifted_at: Date | null;
        lifted_by: string | null;
      }>`with recursive one as (
          select ${personId}::uuid as id union select p.id from person p join one on p.merged_into = one.id)
        select h.id, h.person_id, h.reason, h.until, h.at, b.name as by, h.lifted_at, l.name as lifted_by
        from hold h join one on one.id = h.person_id
          left join app_user b on b.id = h.by_user left join app_user l on l.id = h.lifted_by
        order by h.at desc, h.id desc`.execute(db),
    ]);
    const holds = [];
    for (const row of rows)
      holds.push({
        id: row.id,
        reason: vault.unseal<string>(await keys.of(row.person_id), `hold.reason:${row.id}`, row.reason),
        at: row.at.toISOString(),
        by: row.by ?? '',
        ...(row.until && { until: row.until.toISOString() }),
        ...(row.lifted_at && { liftedAt: row.lifted_at.toISOString(), liftedBy: row.lifted_by ?? '' }),
        stands: !row.lifted_at && (!row.until || row.until > now),
      });
    return { holds };
  },
});
