import { sql } from 'kysely';
import { absent, Problem, uuidv7 } from '../../kernel/index.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { lockPeople, ownPerson } from './row.ts';

const impossible = () => new Problem('merge.impossible');

/**
 * The merged record stays as it was and points to the kept one, in which its history goes on: it is still found by its
 * own names (search follows the pointer), and undoing needs nothing but the list of what moved.
 */
export const merge = operation(contracts.merge, {
  subject: ({ keep }) => keep,
  run: async (context, { keep, merge: merged, reason }) => {
    const { db, actor, now, keys, vault } = context;
    if (keep === merged) throw impossible();
    await lockPeople(context, [keep, merged]);
    const kept = await ownPerson(context, keep);
    await ownPerson(context, merged);
    const { rows } = await sql<{
      moved: Record<string, string[]>;
    }>`select move_history(${merged}, ${keep}) as moved`.execute(db);
    const id = uuidv7(now.getTime());
    await db
      .with('pointed', (one) =>
        one
          .updateTable('person')
          .set((eb) => ({ merged_into: keep, revision: eb('revision', '+', 1), updated_at: now }))
          .where('id', '=', merged),
      )
      .with('counted', (one) =>
        one
          .updateTable('person')
          .set({ revision: kept.revision + 1, updated_at: now })
          .where('id', '=', keep),
      )
      .insertInto('merge')
      .values({
        id,
        organisation_id: actor.organisationId,
        kept_id: keep,
        merged_id: merged,
        moved: JSON.stringify(rows[0]?.moved ?? {}),
        reason: vault.seal(await keys.of(keep), `merge.reason:${id}`, reason),
        by_user: actor.userId,
        at: now,
        undone_at: null,
      })
      .execute();
    return { mergeId: id, revision: kept.revision + 1 };
  },
});

/** What came to the kept record after the merge stays there; what moved goes back. */
export const unmerge = operation(contracts.unmerge, {
  subject: (_, output) => output?.restored,
  run: async (context, { mergeId }) => {
    const { db, now } = context;
    const done = await db
      .selectFrom('merge')
      .select(['kept_id', 'merged_id', 'moved', 'undone_at'])
      .where('id', '=', mergeId)
      .forUpdate()
      .executeTakeFirst();
    if (!done) throw absent();
    if (done.undone_at) throw impossible();
    const { kept_id: kept, merged_id: merged } = done;
    await lockPeople(context, [kept, merged]);
    // Who may not see the kept record may not take it apart; one that was merged on is undone from the last merge back.
    await ownPerson(context, kept);
    await sql`select move_history(${kept}, ${merged}, ${JSON.stringify(done.moved)}::jsonb)`.execute(db);
    await db
      .with('restored', (one) =>
        one
          .updateTable('person')
          .set((eb) => ({ merged_into: null, revision: eb('revision', '+', 1), updated_at: now }))
          .where('id', '=', merged),
      )
      .with('counted', (one) =>
        one
          .updateTable('person')
          .set((eb) => ({ revision: eb('revision', '+', 1), updated_at: now }))
          .where('id', '=', kept),
      )
      .updateTable('merge')
      .set({ undone_at: now })
      .where('id', '=', mergeId)
      .execute();
    return { restored: merged };
  },
});
