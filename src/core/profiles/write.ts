import { sql } from 'kysely';
import { absent, monthsLater, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { requireCode } from '../checks.ts';
import { localDay } from '../local-time.ts';
import { type Context, type Db, operation } from '../ports.ts';
import * as contracts from './contract.ts';

/** Months until a section is looked at again, where its kind does not say. */
const usualMonths = 6;

/** Checked today: by whom, and when again. How often is data, the column `reviewMonths` of the list of sections. */
async function checkedToday(context: Context, kind: string) {
  const item = context.definitions.codeList('profileSection')?.items.find(({ code }) => code === kind);
  const months = Number(item?.columns?.reviewMonths) || usualMonths;
  const day = await localDay(context.db, context.now);
  const due = monthsLater(new Date(`${day}T12:00:00Z`), months)
    .toISOString()
    .slice(0, 10);
  return { reviewed_on: day, reviewed_by: context.actor.userId, review_due: due };
}

export const profileOf = (db: Db, destination: string) =>
  db.selectFrom('profile as p').select(['p.id', 'p.revision', 'p.owner_id']).where('p.destination', '=', destination);

async function begin({ db, actor, now }: Context, destination: string, ownerId: string | null) {
  await db
    .insertInto('profile')
    .values({
      id: uuidv7(now.getTime()),
      organisation_id: actor.organisationId,
      destination,
      owner_id: ownerId,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'destination']).doNothing())
    .execute();
  return profileOf(db, destination).executeTakeFirstOrThrow();
}

/** Somebody who could not write it could not review it either, and it would be nobody's. */
async function requireWriter({ db, actor, definitions }: Context, id: string): Promise<void> {
  const user = await db
    .selectFrom('app_user')
    .select('role')
    .where('id', '=', id)
    .where('organisation_id', '=', actor.organisationId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!user || !definitions.role(user.role)?.grants.includes('profile.write'))
    throw refuseField('ownerId', 'unknownCode');
}

// Sealed in the journal under the organisation's key: a country has none of its own.

export const set = operation(contracts.set, {
  subject: (_, output) => output?.id,
  run: async (context, { destination, revision, ownerId }) => {
    const { db, now, definitions } = context;
    requireCode(definitions, 'destination', 'destination', destination);
    if (ownerId) await requireWriter(context, ownerId);
    if (revision === undefined) {
      const there = await profileOf(db, destination).executeTakeFirst();
      if (there) throw new Problem('record.changed', { params: { revision: there.revision } });
      const { id, revision: first } = await begin(context, destination, ownerId);
      return { id, revision: first };
    }
    const changed = await db
      .updateTable('profile')
      .set({ owner_id: ownerId, revision: revision + 1, updated_at: now })
      .where('destination', '=', destination)
      .where('revision', '=', revision)
      .returning(['id', 'revision'])
      .executeTakeFirst();
    if (changed) return changed;
    const there = await profileOf(db, destination).executeTakeFirst();
    throw there ? new Problem('record.changed', { params: { revision: there.revision } }) : absent();
  },
});

export const write = operation(contracts.write, {
  subject: (_, output) => output?.id,
  run: async (context, input) => {
    const { db, actor, now, definitions } = context;
    const { destination, kind, origin, sources } = input;
    requireCode(definitions, 'destination', 'destination', destination);
    requireCode(definitions, 'profileSection', 'kind', kind);
    requireCode(definitions, 'country', 'origin', origin);
    const text = Object.fromEntries(Object.entries(input.text).filter(([, said]) => said !== ''));
    // What is told to people as a fact says where it is from.
    if (input.publish && sources.length === 0 && Object.keys(text).length > 0) throw refuseField('sources', 'required');
    const profile =
      (await profileOf(db, destination).executeTakeFirst()) ?? (await begin(context, destination, actor.userId));
    const newest = await db
      .selectFrom('profile_section')
      .select('version')
      .where('profile_id', '=', profile.id)
      .where('kind', '=', kind)
      .where(sql<boolean>`origin is not distinct from ${origin ?? null}`)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    const changed = new Problem('record.changed', { params: { revision: newest?.version ?? 0 } });
    if ((newest?.version ?? 0) !== input.version) throw changed;
    const id = uuidv7(now.getTime());
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('profile_section')
      .values({
        id,
        organisation_id: actor.organisationId,
        profile_id: profile.id,
        kind,
        origin: origin ?? null,
        version: input.version + 1,
        text: JSON.stringify(text),
        sources: JSON.stringify(sources),
        public: input.public,
        by_user: actor.userId,
        written_at: now,
        published_at: input.publish ? now : null,
        ...(input.publish
          ? await checkedToday(context, kind)
          : { reviewed_on: null, reviewed_by: null, review_due: null }),
      })
      .onConflict((conflict) => conflict.columns(['profile_id', 'kind', 'origin', 'version']).doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) throw changed;
    return { id, version: input.version + 1 };
  },
});

export const review = operation(contracts.review, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    const { db } = context;
    const row = await db
      .selectFrom('profile_section as s')
      .select((eb) => [
        's.kind',
        's.published_at',
        's.version',
        eb
          .selectFrom('profile_section as n')
          .select((newer) => newer.fn.max('n.version').as('version'))
          .whereRef('n.profile_id', '=', 's.profile_id')
          .whereRef('n.kind', '=', 's.kind')
          .where(sql<boolean>`n.origin is not distinct from s.origin`)
          .where('n.published_at', 'is not', null)
          .as('stands'),
      ])
      .where('s.id', '=', id)
      .executeTakeFirst();
    if (!row) throw absent();
    // A colleague published another text meanwhile: that one is to be reviewed.
    if (!row.published_at || row.stands !== row.version)
      throw new Problem('record.changed', { params: { revision: row.stands ?? 0 } });
    const checked = await checkedToday(context, row.kind);
    await db.updateTable('profile_section').set(checked).where('id', '=', id).execute();
    return { reviewedOn: checked.reviewed_on, reviewDue: checked.review_due };
  },
});
