import { sql, type UpdateObject } from 'kysely';
import {
  absent,
  type Effect,
  monthsLater,
  Problem,
  type Programme,
  refuseField,
  type Transition,
  uuidv7,
} from '../../kernel/index.ts';
import { type Context, type Db, operation } from '../ports.ts';
import type { Tables, Waiver } from '../tables/index.ts';
import { stepClocks } from './clocks.ts';
import * as contracts from './contract.ts';
import { isFinal, type Missing, missingFor, type Standing, standing, transitionsFrom } from './gates.ts';
import { belonging, type OwnCase, ownCase } from './row.ts';

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
 * history; then what is to be done once it is there, what was approved before is used up, and clocks go on. Answers the
 * new revision.
 */
async function toStage(
  context: Context,
  row: OwnCase,
  programme: Programme,
  stage: string,
  { set = {}, effects = [] }: { set?: UpdateObject<Tables, 'case_file'>; effects?: readonly Effect[] } = {},
): Promise<number> {
  const { db, actor, now } = context;
  const revision = row.revision + 1;
  const used = row.waivers.map((one) => ({ ...one, used: true as const }));
  const { numInsertedOrUpdatedRows } = await db
    .with('moved', (one) =>
      one
        .updateTable('case_file')
        .set({ ...set, stage, revision, updated_at: now, ...(used.length > 0 && { waivers: JSON.stringify(used) }) })
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
  const tasks = [
    ...effects.map(({ task, within }) => taskOf(context, row, task, hoursLater(now, within))),
    ...followUpsIn(context, row.programme, stage).map(({ task, due }) => taskOf(context, row, task, due)),
  ];
  // What was still to be done ends with the case, and goes on when it is opened again.
  if (isFinal(programme, stage)) await undone(db, row.id).set({ dropped_at: now }).execute();
  else if (row.closed_at) await undone(db, row.id).set({ dropped_at: null }).execute();
  if (tasks.length > 0) await db.insertInto('task').values(tasks).execute();
  if (programme.transitions.some(({ gate }) => gate?.approvals))
    await db
      .updateTable('approval')
      .set({ spent_at: now })
      .where('case_id', '=', row.id)
      .where('spent_at', 'is', null)
      .execute();
  await stepClocks(context, row, stage);
  return revision;
}

const undone = (db: Db, caseId: string) =>
  db.updateTable('task').where('case_id', '=', caseId).where('done_at', 'is', null);

/** What is to be done so many months after a case has arrived in this stage. */
const followUpsIn = ({ definitions, now }: Context, programme: string, stage: string) =>
  (definitions.programme(programme)?.followUps ?? [])
    .filter((one) => one.stage === stage)
    .flatMap(({ task, afterMonths }) => afterMonths.map((months) => ({ task, due: monthsLater(now, months) })));

export const hoursLater = (now: Date, hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

export const taskOf = ({ actor, now }: Context, row: OwnCase, task: string, due: Date) => ({
  id: uuidv7(now.getTime()),
  ...belonging(row),
  owner_id: row.owner_id ?? actor.userId,
  kind: task,
  note: null,
  due_at: due,
  done_at: null,
  created_at: now,
});

/** What follows from a step: for an adult without what is a child's alone. */
const effectsOf = ({ effects = [] }: Transition, { mayBeChild }: Standing): Effect[] =>
  effects.filter(({ childOnly }) => !childOnly || mayBeChild);

// The notes of these calls are kept where the calls are: sealed in the journal.

export const move = operation(contracts.move, {
  subject: ({ id }) => id,
  run: async (context, input) => {
    const row = await unchangedCase(context, input);
    if (row.closed_at) throw new Problem('record.closed');
    const programme = context.definitions.programme(row.programme);
    const transition = programme && transitionsFrom(programme, row.stage).find(({ to }) => to === input.to);
    if (!programme || !transition) throw refused([]);
    const has = await standing(context, row, [transition]);
    const missing = missingFor(transition, has);
    // The end is reached by closing, which asks for the reason.
    if (isFinal(programme, input.to))
      throw refused([...missing.filter(({ kind }) => kind !== 'closingReason'), { kind: 'closingReason', code: '' }]);
    if (missing.length > 0) throw refused(missing);
    const revision = await toStage(context, row, programme, input.to, { effects: effectsOf(transition, has) });
    return { revision, stage: input.to };
  },
});

export const close = operation(contracts.close, {
  subject: ({ id }) => id,
  run: async (context, input) => {
    const row = await unchangedCase(context, input);
    if (row.closed_at) throw new Problem('record.closed');
    const programme = context.definitions.programme(row.programme);
    const reason = programme?.closingReasons.find(({ code }) => code === input.reason);
    if (!programme || !reason || reason.retired) throw refuseField('reason', 'unknownCode');
    const ways = transitionsFrom(programme, row.stage).filter(
      ({ to }) => isFinal(programme, to) && (input.to === undefined || to === input.to),
    );
    const has = { ...(await standing(context, row, ways)), closingReason: true };
    const ends = ways.map((one) => ({ one, missing: missingFor(one, has) }));
    const [end, another] = ends.filter(({ missing }) => missing.length === 0).map(({ one }) => one);
    if (!end) throw refused(ends[0]?.missing ?? []);
    // Which of several ends it is, nobody guesses.
    if (another) throw refuseField('to', 'required');
    const set = { closing_reason: input.reason, satisfaction: input.satisfaction ?? null, closed_at: context.now };
    const revision = await toStage(context, row, programme, end.to, { set, effects: effectsOf(end, has) });
    return { revision, stage: end.to };
  },
});

export const reopen = operation(contracts.reopen, {
  subject: ({ id }) => id,
  run: async (context, input) => {
    const row = await unchangedCase(context, input);
    const programme = context.definitions.programme(row.programme);
    if (!row.closed_at || !programme) throw refused([]);
    const stage = programme.reopensAt ?? programme.firstStage;
    // A programme may ask something of those who come back; one that names no such way asks nothing.
    const way = transitionsFrom(programme, row.stage).find(({ to }) => to === stage);
    const has = way && (await standing(context, row, [way]));
    const missing = way && has ? missingFor(way, has) : [];
    if (missing.length > 0) throw refused(missing);
    const set = { closing_reason: null, satisfaction: null, closed_at: null };
    const revision = await toStage(context, row, programme, stage, {
      set,
      effects: way && has ? effectsOf(way, has) : [],
    });
    return { revision, stage };
  },
});

/** Goes without part of a gate for the next time the case takes this step. It stays on the case for ever. */
export const waive = operation(contracts.waive, {
  subject: ({ id }) => id,
  run: async (context, input) => {
    const { db, actor, now, keys, vault } = context;
    const [row, key] = await Promise.all([unchangedCase(context, input), keys.find(input.id)]);
    if (!key) throw absent();
    if (row.closed_at) throw new Problem('record.closed');
    const programme = context.definitions.programme(row.programme);
    const transition = programme && transitionsFrom(programme, row.stage).find(({ to }) => to === input.to);
    if (!transition) throw refused([]);
    const missing = missingFor(transition, await standing(context, row, [transition]));
    const part = missing.find(({ kind, code }) => kind === input.kind && code === input.code);
    // What is not asked, or may not be waived, cannot be.
    if (!part?.waivable) throw refused(missing);
    const waiver: Waiver = {
      from: row.stage,
      to: input.to,
      kind: input.kind,
      code: input.code,
      at: now.toISOString(),
      by: actor.userId,
      reason: vault.seal(key, `case.waiver:${input.id}`, input.reason).toString('base64'),
    };
    const revision = row.revision + 1;
    const { numUpdatedRows } = await db
      .updateTable('case_file')
      .set({ waivers: JSON.stringify([...row.waivers, waiver]), revision, updated_at: now })
      .where('id', '=', row.id)
      .where('revision', '=', row.revision)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw changed(await ownCase(context, row.id));
    return { revision };
  },
});
