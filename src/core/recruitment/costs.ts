import type { Insertable } from 'kysely';
import { absent, type Parsed, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import type { Loan } from '../../kernel/recruitment/index.ts';
import { belonging, type OwnCase } from '../cases/index.ts';
import { requireCode, requireRead } from '../checks.ts';
import { requireWrite } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
import type { Tables } from '../tables/index.ts';
import * as contracts from './contract.ts';
import { costRows, judge, loanRows, offerRows, raiseSigns, toLine, toLoan } from './judge.ts';
import { mayWrite } from './offers.ts';
import { asRead, openCase, openTold, sealTold, seenCase } from './row.ts';

export const setCost = operation(contracts.setCost, {
  subject: ({ caseId }) => caseId,
  run: async (context, input) => {
    const { db, now, definitions } = context;
    const { caseId, revision: seen } = input;
    if (seen !== undefined && input.id === undefined) throw absent();
    requireWrite(context, { operational: true, account: input.paidTo ?? input.note });
    const { file, key } = await openCase(context, caseId);
    const id = input.id ?? uuidv7(now.getTime());
    const found = db.selectFrom('cost_line').selectAll().where('id', '=', id);
    const old = seen === undefined ? undefined : asRead(await found.executeTakeFirst(), caseId, seen);
    // One that was retired meanwhile stays on the line that has it.
    if (input.cost !== old?.cost) requireCode(definitions, 'recruitmentCost', 'cost', input.cost);
    if (input.payer !== old?.payer) requireCode(definitions, 'costPayer', 'payer', input.payer);
    if (input.phase !== (old?.phase ?? undefined)) requireCode(definitions, 'costPhase', 'phase', input.phase);
    if (input.refunded !== undefined && input.refunded > input.amount)
      throw refuseField('refunded', 'tooBig', { most: input.amount });
    const told = { paidTo: input.paidTo, note: input.note };
    const said = {
      cost: input.cost,
      payer: input.payer,
      phase: input.phase ?? null,
      paid_on: input.on ?? null,
      amount: input.amount,
      currency: input.currency,
      receipt: input.receipt ?? null,
      deducted: input.deducted,
      refunded: input.refunded ?? null,
      told: sealTold(context, key, `cost.told:${id}`, told, old?.told ?? null),
      updated_at: now,
    };
    return keep(context, 'cost_line', file, { id, ...said }, old?.revision);
  },
});

export const setLoan = operation(contracts.setLoan, {
  subject: ({ caseId }) => caseId,
  run: async (context, input) => {
    const { db, now, definitions } = context;
    const { caseId, revision: seen } = input;
    if (seen !== undefined && input.id === undefined) throw absent();
    requireWrite(context, { operational: true, account: input.name ?? input.note });
    const { file, key } = await openCase(context, caseId);
    const id = input.id ?? uuidv7(now.getTime());
    const found = db.selectFrom('loan').selectAll().where('id', '=', id);
    const old = seen === undefined ? undefined : asRead(await found.executeTakeFirst(), caseId, seen);
    if (input.lender !== old?.lender) requireCode(definitions, 'lender', 'lender', input.lender);
    if (input.rate !== undefined && !input.per) throw refuseField('per', 'required');
    const told = { name: input.name, note: input.note };
    const said = {
      lender: input.lender,
      borrowed_on: input.on ?? null,
      principal: input.principal,
      owed: input.owed ?? null,
      currency: input.currency,
      rate: input.rate ?? null,
      per: input.rate === undefined ? null : (input.per ?? null),
      payment: input.payment ?? null,
      pledged: input.pledged ?? null,
      // What is not asked without a pledge has no answer.
      applied: input.pledged ? (input.applied ?? null) : null,
      limited: input.pledged ? (input.limited ?? null) : null,
      told: sealTold(context, key, `loan.told:${id}`, told, old?.told ?? null),
      updated_at: now,
    };
    return keep(context, 'loan', file, { id, ...said }, old?.revision);
  },
});

/** A new row, or the one that was read said anew; and what that gives reason to look at. */
async function keep<T extends 'cost_line' | 'loan'>(
  context: Context,
  table: T,
  file: OwnCase,
  said: Omit<Insertable<Tables[T]>, keyof ReturnType<typeof belonging> | 'revision' | 'set_at' | 'ended_at'> & {
    id: string;
  },
  seen: number | undefined,
) {
  const { db, now } = context;
  const revision = (seen ?? 0) + 1;
  // Kysely reads a query for one table at a time.
  const one = table as 'loan';
  const { id, ...row } = said as unknown as Insertable<Tables['loan']>;
  if (seen === undefined)
    await db
      .insertInto(one)
      .values({ id, ...row, ...belonging(file), set_at: now, ended_at: null })
      .execute();
  else {
    const { numUpdatedRows } = await db
      .updateTable(one)
      .set({ ...row, revision })
      .where('id', '=', id)
      .where('revision', '=', seen)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Problem('record.changed');
  }
  return { id, revision, flags: await raiseSigns(context, file) };
}

/** What was noted by mistake is not shown any more. A flag that it raised stays: somebody looks at it, and says so. */
async function end(
  context: Context,
  table: 'cost_line' | 'loan',
  { id, caseId, revision }: Parsed<typeof contracts.removeCost>,
): Promise<Record<string, never>> {
  const { db, now } = context;
  requireWrite(context, { operational: true });
  await openCase(context, caseId);
  const row = await db
    .selectFrom(table)
    .select(['case_id', 'revision', 'ended_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  asRead(row, caseId, revision);
  const { numUpdatedRows } = await db
    .updateTable(table)
    .set({ ended_at: now, updated_at: now, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Problem('record.changed');
  return {};
}
export const removeCost = operation(contracts.removeCost, {
  subject: ({ caseId }) => caseId,
  run: (context, input) => end(context, 'cost_line', input),
});
export const removeLoan = operation(contracts.removeLoan, {
  subject: ({ caseId }) => caseId,
  run: (context, input) => end(context, 'loan', input),
});

export const read = operation(contracts.readCosts, {
  subject: ({ caseId }) => caseId,
  run: async (context, { caseId }) => {
    requireRead(context, 'operational');
    const { db } = context;
    const [{ file, key }, offers, costs, loans] = await Promise.all([
      seenCase(context, caseId),
      offerRows(db, caseId),
      costRows(db, caseId),
      loanRows(db, caseId),
    ]);
    const { sums, pay, left, debt } = await judge(context, file, { offers, costs, loans });
    const judged = new Map(sums?.lines.map((one) => [one.id, one]));
    const { lines: _, ...summed } = sums ?? {};
    return {
      lines: costs.map((row) => {
        const { id: __, on, ...line } = toLine(row);
        const { paidTo, note } = openTold(context, key, `cost.told:${row.id}`, row.told);
        const { converted, used = [], charge = 'notWorker' as const, limit } = judged.get(row.id) ?? {};
        return {
          ...line,
          id: row.id,
          revision: row.revision,
          on,
          phase: row.phase ?? undefined,
          receipt: row.receipt ?? undefined,
          deducted: row.deducted,
          paidTo,
          note,
          converted,
          used,
          charge,
          limit,
        };
      }),
      loans: loans.map((row) => {
        const loan: Loan = toLoan(row);
        const { name, note } = openTold(context, key, `loan.told:${row.id}`, row.told);
        const { id: __, ...schedule } = debt.schedules.find(({ id }) => id === row.id)!;
        return { ...loan, revision: row.revision, on: row.borrowed_on ?? undefined, name, note, schedule };
      }),
      sums: sums && (summed as Omit<typeof sums, 'lines'>),
      pay,
      left,
      reasons: debt.reasons,
      missing: debt.missing,
      mayWrite: mayWrite(context, file),
    };
  },
});
