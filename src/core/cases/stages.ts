import { sql, type UpdateObject } from 'kysely';
import { Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { type Context, operation } from '../ports.ts';
import type { Tables } from '../tables.ts';
import * as contracts from './contract.ts';
import { isFinal, type Missing, missingFor, standing, transitionsFrom } from './gates.ts';
import { type OwnCase, ownCase } from './row.ts';

const refused = (missing: readonly Missing[]): Problem => new Problem('stage.refused', { params: { missing } });

/** What a colleague made of it meanwhile, so that both can be shown. */
export const changed = (row: OwnCase): Problem =>
  new Problem('record.changed', {
    params: {
      revision: row.revision,
      stage: row.stage,
      ...(row.closed_at && { closedAt: row.closed_at.toISOString() }),
      ...(row.owner_id && { ownerId: row.owner_id }),
      ...(row.team_id && { teamId: row.team_id }),
    },
  });

/** A case as it was read by whoever wants to change it. */
export async function unchangedCase(
  context: Context,
  { id, revision }: { id: string; revision: number },
): Promise<OwnCase> {
  const row = await ownCase(context, id);
  if (row.revision !== revision) throw changed(row);
  return row;
}

/**
 * Moves a case from the revision it was read at; of two at once the second is told. One statement with the row of its
 * history. Answers the new revision.
 */
async function toStage(
  context: Context,
  row: OwnCase,
  stage: string,
  set: UpdateObject<Tables, 'case_file'> = {},
): Promise<number> {
  const { db, actor, now } = context;
  const revision = row.revision + 1;
  const { numInsertedOrUpdatedRows } = await db
    .with('moved', (one) =>
      one
        .updateTable('case_file')
        .set({ ...set, stage, revision, updated_at: now })
        .where('id', '=', row.id)
        .where('revision', '=', row.revision)
        .returning('id'),
    )
    .insertInto('case_stage')
    .columns(['id', 'case_id', 'stage', 'at', 'by_user'])
    .expression((eb) =>
      eb
        .selectFrom('moved')
        .select([
          sql<string>`${uuidv7(now.getTime())}::uuid`.as('id'),
          'moved.id as case_id',
          sql<string>`${stage}::text`.as('stage'),
          sql<Date>`${now}::timestamptz`.as('at'),
          sql<string>`${actor.userId}::uuid`.as('by_user'),
        ]),
    )
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw changed(await ownCase(context, row.id));
  return revision;
}

// The notes of these calls are kept where the calls are: sealed in the journal.

export const move = operation(contracts.move, {
  subject: ({ id }) => id,
  run: async (context, input) => {
    const [row, has] = await Promise.all([unchangedCase(context, input), standing(context, input.id)]);
    if (row.closed_at) throw new Problem('record.closed');
    const programme = context.definitions.programme(row.programme);
    const transition = programme && transitionsFrom(programme, row.stage).find(({ to }) => to === input.to);
    if (!programme || !transition) throw refused([]);
    const missing = missingFor(transition, has);
    // The end is reached by closing, which asks for the reason.
    if (isFinal(programme, input.to))
      throw refused([...missing.filter(({ kind }) => kind !== 'closingReason'), { kind: 'closingReason', code: '' }]);
    if (missing.length > 0) throw refused(missing);
    return { revision: await toStage(context, row, input.to), stage: input.to };
  },
});

export const close = operation(contracts.close, {
  subject: ({ id }) => id,
  run: async (context, input) => {
    const [row, has] = await Promise.all([unchangedCase(context, input), standing(context, input.id)]);
    if (row.closed_at) throw new Problem('record.closed');
    const programme = context.definitions.programme(row.programme);
    const reason = programme?.closingReasons.find(({ code }) => code === input.reason);
    if (!programme || !reason || reason.retired) throw refuseField('reason', 'unknownCode');
    const ends = transitionsFrom(programme, row.stage)
      .filter(({ to }) => isFinal(programme, to))
      .map((one) => ({ to: one.to, missing: missingFor(one, { ...has, closingReason: true }) }));
    const end = ends.find(({ missing }) => missing.length === 0);
    if (!end) throw refused(ends[0]?.missing ?? []);
    const revision = await toStage(context, row, end.to, {
      closing_reason: input.reason,
      satisfaction: input.satisfaction ?? null,
      closed_at: context.now,
    });
    return { revision, stage: end.to };
  },
});

export const reopen = operation(contracts.reopen, {
  subject: ({ id }) => id,
  run: async (context, input) => {
    const row = await unchangedCase(context, input);
    const programme = context.definitions.programme(row.programme);
    if (!row.closed_at || !programme) throw refused([]);
    const stage = programme.firstStage;
    const revision = await toStage(context, row, stage, {
      closing_reason: null,
      satisfaction: null,
      closed_at: null,
    });
    return { revision, stage };
  },
});
