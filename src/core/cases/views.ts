import type * as z from 'zod/mini';
import { absent, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { type Context, operation } from '../ports.ts';
import { allColumns } from './columns.ts';
import * as contracts from './register-contract.ts';

type Look = z.output<typeof contracts.saveView.input>['look'];
interface About {
  name: string;
  look: Look;
}

/** As many as somebody finds their way in. */
const mostViews = 100;

const sealed = ({ vault, actor }: Context, id: string, about: About) =>
  vault.seal(vault.organisationKey(actor.organisationId), `saved_view:${id}`, about);

export const listViews = operation(contracts.listViews, {
  run: async (context) => {
    const { db, vault, actor, definitions } = context;
    const [rows, columns] = await Promise.all([
      db
        .selectFrom('saved_view as v')
        .leftJoin('app_user as u', 'u.id', 'v.owner_id')
        .select(['v.id', 'v.revision', 'v.owner_id', 'v.team_id', 'v.for_all', 'v.about', 'u.name as by'])
        .orderBy('v.id')
        .execute(),
      allColumns(definitions),
    ]);
    const known = new Set(columns.map(({ code }) => code));
    const key = vault.organisationKey(actor.organisationId);
    const views = rows.map((row) => {
      const { name, look } = vault.unseal<About>(key, `saved_view:${row.id}`, row.about);
      const named = [...(look.columns ?? []), ...(look.where ?? []).map(({ field }) => field)];
      return {
        id: row.id,
        revision: row.revision,
        name,
        mine: row.owner_id === actor.userId,
        by: row.by ?? undefined,
        shared: row.for_all ? ('organisation' as const) : row.team_id ? ('team' as const) : ('nobody' as const),
        teamId: row.team_id ?? undefined,
        look,
        gone: [...new Set(named)].filter((code) => !known.has(code)),
      };
    });
    return { views: views.toSorted((a, b) => Number(b.mine) - Number(a.mine) || a.name.localeCompare(b.name)) };
  },
});

export const saveView = operation(contracts.saveView, {
  run: async (context, { id: old, revision, name, look }) => {
    const { db, actor, now } = context;
    if (old) {
      if (revision === undefined) throw refuseField('revision', 'required');
      const about = sealed(context, old, { name, look });
      return { id: old, revision: await change(context, old, revision, { about }) };
    }
    const { count } = await db
      .selectFrom('saved_view')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('owner_id', '=', actor.userId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= mostViews) throw new Problem('input.tooLarge', { params: { most: mostViews } });
    const id = uuidv7(now.getTime());
    await db
      .insertInto('saved_view')
      .values({
        id,
        organisation_id: actor.organisationId,
        owner_id: actor.userId,
        team_id: null,
        about: sealed(context, id, { name, look }),
        updated_at: now,
      })
      .execute();
    return { id, revision: 1 };
  },
});

export const shareView = operation(contracts.shareView, {
  run: async (context, { id, revision, shared, teamId }) => {
    const { teamIds } = context.actor;
    const team = shared === 'team' ? (teamId ?? (teamIds.length === 1 ? teamIds[0] : undefined)) : undefined;
    if (shared === 'team' && !team) throw refuseField('teamId', 'required');
    // Whoever is not of a team cannot show it anything.
    if (team && !teamIds.includes(team)) throw refuseField('teamId', 'unknownCode');
    return {
      revision: await change(context, id, revision, { team_id: team ?? null, for_all: shared === 'organisation' }),
    };
  },
});

export const removeView = operation(contracts.removeView, {
  run: async ({ db, actor }, { id }) => {
    const gone = await db
      .deleteFrom('saved_view')
      .where('id', '=', id)
      .where('owner_id', '=', actor.userId)
      .returning('id')
      .executeTakeFirst();
    if (!gone) throw absent();
    return gone;
  },
});

/** @throws Problem `record.absent` for what is not one's own, `record.changed` when it is another revision by now. */
async function change(
  { db, actor, now }: Context,
  id: string,
  revision: number,
  values: { about?: Buffer; team_id?: string | null; for_all?: boolean },
): Promise<number> {
  const own = await db
    .selectFrom('saved_view')
    .select('revision')
    .where('id', '=', id)
    .where('owner_id', '=', actor.userId)
    .forUpdate()
    .executeTakeFirst();
  if (!own) throw absent();
  if (own.revision !== revision) throw new Problem('record.changed');
  await db
    .updateTable('saved_view')
    .set({ ...values, revision: revision + 1, updated_at: now })
    .where('id', '=', id)
    .execute();
  return revision + 1;
}
