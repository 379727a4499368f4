import { absent, refuseField, uuidv7 } from '../../kernel/index.ts';
import { among } from '../among.ts';
import { requireCode } from '../checks.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { mayRead, ownPerson, personRows, summaryOf } from './row.ts';

/** What the one is to the other, said the other way round. */
const turned: Readonly<Record<string, string>> = { parent: 'child', child: 'parent' };

/** Those who belong to somebody; of two whom the caller does not both see, nothing is told. */
export const relatives = operation(contracts.relatives, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    const { db } = context;
    await ownPerson(context, id);
    // What was said of a record that was merged into this one is said of this person.
    const same = await db.selectFrom('person').select('id').where('merged_into', '=', id).execute();
    const ids = new Set([id, ...same.map((one) => one.id)]);
    const rows = await db
      .selectFrom('relative')
      .select(['id', 'person_id', 'other_id', 'kind'])
      .where((eb) => eb.or([among('person_id', [...ids]), among('other_id', [...ids])]))
      .where('ended_at', 'is', null)
      .orderBy('at')
      .execute();
    const said = rows.map((row) =>
      ids.has(row.person_id)
        ? { id: row.id, other: row.other_id, kind: row.kind }
        : { id: row.id, other: row.person_id, kind: turned[row.kind] ?? row.kind },
    );
    if (said.length === 0) return { relatives: [] };
    const named = await db
      .selectFrom('person')
      .select((eb) => ['id', eb.fn.coalesce('merged_into', 'id').as('kept')])
      .where(
        among(
          'id',
          said.map(({ other }) => other),
        ),
      )
      .execute();
    const keptOf = new Map(named.map(({ id, kept }) => [id, kept]));
    const others = [...new Set(keptOf.values())];
    const [people, cases] = await Promise.all([
      personRows(db).where(among('p.id', others)).execute(),
      mayRead(context, 'operational')
        ? db
            .selectFrom('case_file')
            .select(['id', 'number', 'programme', 'stage', 'person_id'])
            .where(among('person_id', others))
            .where('closed_at', 'is', null)
            .orderBy('opened_at')
            .execute()
        : [],
    ]);
    const byId = new Map(people.map((one) => [one.id, one]));
    return {
      relatives: said.flatMap(({ id, other, kind }) => {
        const person = byId.get(keptOf.get(other) ?? '');
        if (!person) return [];
        return [
          {
            id,
            kind,
            person: summaryOf(context, person),
            cases: cases
              .filter(({ person_id }) => person_id === person.id)
              .map(({ id, number, programme, stage }) => ({ id, number, programme, stage })),
          },
        ];
      }),
    };
  },
});

export const relate = operation(contracts.relate, {
  subject: ({ id }) => id,
  run: async (context, { id, otherId, kind }) => {
    const { db, actor, now, definitions } = context;
    requireCode(definitions, 'kinship', 'kind', kind);
    if (id === otherId) throw refuseField('otherId', 'choice');
    await ownPerson(context, id);
    await ownPerson(context, otherId);
    const made = uuidv7(now.getTime());
    await db
      .insertInto('relative')
      .values({
        id: made,
        organisation_id: actor.organisationId,
        person_id: id,
        other_id: otherId,
        kind,
        by_user: actor.userId,
        at: now,
        ended_at: null,
      })
      .execute();
    return { id: made };
  },
});

export const unrelate = operation(contracts.unrelate, {
  subject: ({ personId }) => personId,
  run: async (context, { id, personId }) => {
    const { db, now } = context;
    await ownPerson(context, personId);
    const row = await db
      .selectFrom('relative as r')
      .innerJoin('person as p', (join) =>
        join.on((eb) => eb.or([eb('p.id', '=', eb.ref('r.person_id')), eb('p.id', '=', eb.ref('r.other_id'))])),
      )
      .select('r.ended_at')
      .where('r.id', '=', id)
      .where((eb) => eb.or([eb('p.id', '=', personId), eb('p.merged_into', '=', personId)]))
      .executeTakeFirst();
    if (!row) throw absent();
    if (!row.ended_at) await db.updateTable('relative').set({ ended_at: now }).where('id', '=', id).execute();
    return { endedAt: (row.ended_at ?? now).toISOString() };
  },
});
