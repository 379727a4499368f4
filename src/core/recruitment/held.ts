import type { PaperCase } from '../paper.ts';
import type { Context, SubjectKey } from '../ports.ts';
import { costRows, loanRows, offerRows, toLine, toLoan, toOffer } from './judge.ts';
import { openTold } from './row.ts';

/** What is held of somebody’s job, for paper: as it was told, without what the house makes of it. */
export async function heldOfJob(
  context: Context,
  caseId: string,
  key: SubjectKey,
): Promise<Pick<PaperCase, 'offers' | 'costs' | 'loans'>> {
  const { db } = context;
  const [offers, recruiters, costs, loans] = await Promise.all([
    offerRows(db, caseId),
    db
      .selectFrom('recruiter as r')
      .innerJoin('job_offer as j', 'j.recruiter_id', 'r.id')
      .select(['j.id as offer', 'r.name'])
      .where('j.case_id', '=', caseId)
      .execute(),
    costRows(db, caseId),
    loanRows(db, caseId),
  ]);
  return {
    offers: offers.map((row) => ({
      ...toOffer(row),
      recruiter: recruiters.find(({ offer }) => offer === row.id)?.name,
      ...openTold(context, key, `offer.told:${row.id}`, row.told),
    })),
    costs: costs.map((row) => ({
      ...toLine(row),
      phase: row.phase ?? undefined,
      receipt: row.receipt ?? undefined,
      deducted: row.deducted,
      ...openTold(context, key, `cost.told:${row.id}`, row.told),
    })),
    loans: loans.map((row) => ({
      ...toLoan(row),
      on: row.borrowed_on ?? undefined,
      ...openTold(context, key, `loan.told:${row.id}`, row.told),
    })),
  };
}
