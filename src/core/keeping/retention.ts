import { sql } from 'kysely';
import { absent, uuidv7 } from '../../kernel/index.ts';
import { erasePeople, lockPeople, personNames } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';

interface Due {
  person_id: string;
  due_at: Date;
  held: boolean;
}

/** Who is due now by the rules as they are published now. */
async function due({ db, definitions, now }: Context, among: readonly string[] | null): Promise<Due[]> {
  const rules = definitions
    .programmes()
    .flatMap(({ code, retention = [] }) => retention.map(({ stage, months }) => ({ programme: code, stage, months })));
  const { rows } = await sql<Due>`select person_id, due_at, held
    from due_for_erasure(${JSON.stringify(rules)}::jsonb, ${now}, ${among}::uuid[])`.execute(db);
  return rows;
}

export const listDue = operation(contracts.listDue, {
  run: async (context) => {
    const all = await due(context, null);
    const shown = all.slice(0, contracts.mostDue);
    const names = await personNames(
      context,
      shown.map(({ person_id }) => person_id),
    );
    return {
      total: all.length,
      people: shown.map(({ person_id, due_at, held }) => ({
        personId: person_id,
        personNumber: names.get(person_id)?.number ?? '',
        personName: names.get(person_id)?.name,
        dueAt: due_at.toISOString(),
        held,
      })),
    };
  },
});

/**
 * Like `person.erase`, person by person: each has a row of its own in the journal, which names no reason, for the rule is
 * the reason. Whoever came back meanwhile, or is held, is left.
 */
export const carryOut = operation(contracts.carryOut, {
  run: async (context, { ids }) => {
    const { db, actor, now } = context;
    const seen = await lockPeople(context, ids);
    if (seen.length < new Set(ids).size) throw absent();
    const going = (await due(context, ids)).filter(({ held }) => !held).map(({ person_id }) => person_id);
    const erased = await erasePeople(context, going);
    context.touch(...erased);
    for (const id of erased)
      await sql`select journal_append(${uuidv7(now.getTime())}, ${now}, ${actor.userId}, ${actor.organisationId},
        ${contracts.carryOut.name}, ${id}, 'done', null, null, null)`.execute(db);
    return { erased: erased.length, left: seen.length - erased.length };
  },
});
