import { Problem, uuidv7 } from '../../kernel/index.ts';
import { requireProgramme } from '../checks.ts';
import { type Context, type Operation, operation } from '../ports.ts';
import * as contracts from './office-contract.ts';
import { requireSpan } from './span.ts';

const listCosts = operation(contracts.costs, {
  run: async ({ db, actor }, { from, to }) => {
    requireSpan(from, to);
    const rows = await db
      .selectFrom('centre_cost')
      .select(['id', 'team_id', 'month', 'amount', 'currency', 'revision'])
      .where('organisation_id', '=', actor.organisationId)
      .where('month', '>=', `${from}-01`)
      .where('month', '<=', `${to}-01`)
      .orderBy('month', 'desc')
      .execute();
    return {
      costs: rows.map(({ team_id: teamId, month, amount, ...row }) => ({
        ...row,
        teamId,
        month: month.slice(0, 7),
        amount: Number(amount),
      })),
    };
  },
});

const saveCost = operation(contracts.saveCost, {
  run: async (context, { teamId, month, currency, amount, revision }) => {
    const { db } = context;
    requireSpan(month, month);
    // Hidden, another organisation's and none look alike.
    await db
      .selectFrom('team')
      .select('id')
      .where('id', '=', teamId)
      .executeTakeFirstOrThrow(() => new Problem('record.absent'));
    return save(
      context,
      'centre_cost',
      { team_id: teamId, month: `${month}-01`, currency },
      { amount: String(amount) },
      revision,
    );
  },
});

const saveWorkload = operation(contracts.saveWorkload, {
  run: async (context, { programme, hoursPerCase, hoursPerMonth, source, revision }) => {
    requireProgramme(context, programme);
    const said = { hours_per_case: String(hoursPerCase), hours_per_month: String(hoursPerMonth), source };
    return save(context, 'workload', { programme }, said, revision);
  },
});

/** A row that is known by what it is about; with the revision that was read it is said anew. */
async function save(
  { db, actor, now }: Context,
  table: 'centre_cost' | 'workload',
  about: Record<string, string>,
  said: Record<string, string>,
  revision: number | undefined,
): Promise<{ revision: number }> {
  const made = { ...said, by_user: actor.userId, updated_at: now };
  if (revision === undefined) {
    await db
      .insertInto(table)
      .values({ id: uuidv7(now.getTime()), organisation_id: actor.organisationId, ...about, ...made } as never)
      .execute();
    return { revision: 1 };
  }
  let update = db
    .updateTable(table)
    .set({ ...made, revision: revision + 1 } as never)
    .where('organisation_id', '=', actor.organisationId)
    .where('revision', '=', revision);
  for (const [column, value] of Object.entries(about)) update = update.where(column as never, '=', value as never);
  const { numUpdatedRows } = await update.executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Problem('record.changed');
  return { revision: revision + 1 };
}

export const officeOperations = [listCosts, saveCost, saveWorkload] as Operation[];
