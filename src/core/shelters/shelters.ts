import { sql } from 'kysely';
import { absent, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { requireRead } from '../checks.ts';
import { type Context, type Db, operation } from '../ports.ts';
import * as contracts from './contract.ts';

/** Of each shelter of the caller's organisation, how many stay there: people of whom the caller may see no case as well. */
export async function takenNow(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ shelter_id: string; taken: number }>`
    select shelter_id, taken from shelter_taken(array['infinity'::timestamptz])`.execute(db);
  return new Map(rows.map(({ shelter_id, taken }) => [shelter_id, taken]));
}

export const list = operation(contracts.list, {
  run: async ({ db }) => {
    const [rows, taken] = await Promise.all([
      db.selectFrom('shelter').selectAll().orderBy('active', 'desc').orderBy('name').orderBy('id').execute(),
      takenNow(db),
    ]);
    return {
      shelters: rows.map((one) => ({
        id: one.id,
        revision: one.revision,
        name: one.name,
        capacity: one.capacity,
        free: Math.max(0, one.capacity - (taken.get(one.id) ?? 0)),
        sexes: one.sexes as ('female' | 'male' | 'other')[],
        ageFrom: one.age_from,
        ageTo: one.age_to,
        childrenWithMother: one.children_with_mother,
        active: one.active,
      })),
    };
  },
});

export const read = operation(contracts.read, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    requireRead(context, 'contact');
    const { db, actor, vault } = context;
    const [shelter, stay] = await Promise.all([
      db.selectFrom('shelter').select('location').where('id', '=', id).executeTakeFirst(),
      db
        .selectFrom('stay')
        .select('id')
        .where('shelter_id', '=', id)
        .where('ends_at', 'is', null)
        .limit(1)
        .executeTakeFirst(),
    ]);
    if (!shelter || !(stay || actor.role.grants.includes('shelter.manage'))) throw absent();
    const key = vault.organisationKey(actor.organisationId);
    return { location: vault.unseal<string>(key, `shelter.location:${id}`, shelter.location) };
  },
});

export const set = operation(contracts.set, {
  // Sealed in the journal under the organisation's key: a shelter has none of its own.
  run: async (context, input) => {
    const { db, actor, vault, now } = context;
    if (input.ageTo < input.ageFrom) throw refuseField('ageTo', 'tooSmall', { least: input.ageFrom });
    const id = input.id ?? uuidv7(now.getTime());
    const place = `shelter.location:${id}`;
    const sealed = input.location && vault.seal(vault.organisationKey(actor.organisationId), place, input.location);
    const said = {
      name: input.name,
      capacity: input.capacity,
      sexes: [...new Set(input.sexes)],
      age_from: input.ageFrom,
      age_to: input.ageTo,
      children_with_mother: input.childrenWithMother,
      active: input.active,
      updated_at: now,
    };
    if (input.revision === undefined) {
      if (!sealed) throw refuseField('location', 'required');
      await db
        .insertInto('shelter')
        .values({ id, organisation_id: actor.organisationId, ...said, location: sealed })
        .execute();
      return { id, revision: 1 };
    }
    return {
      id,
      revision: await change(context, id, input.revision, { ...said, ...(sealed && { location: sealed }) }),
    };
  },
});

async function change({ db }: Context, id: string, revision: number, said: object): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('shelter')
    .set({ ...said, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return revision + 1;
  const now = await db.selectFrom('shelter').select('revision').where('id', '=', id).executeTakeFirst();
  throw now ? new Problem('record.changed', { params: { revision: now.revision } }) : absent();
}
