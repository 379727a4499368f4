import { requireProgramme } from '../checks.ts';
import { countErased, suppress, threshold } from '../figures/index.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';

/**
 * Cases that name a recruiter in an offer, as far as the caller reaches. A number says nothing of what the recruiter did, and a
 * small one points at whoever complained: hidden from everybody.
 */
export const figures = operation(contracts.figures, {
  run: async (context, { programme }) => {
    requireProgramme(context, programme);
    const { db } = context;
    await countErased(db);
    const rows = await db
      .selectFrom('job_offer as j')
      .innerJoin('recruiter as r', 'r.id', 'j.recruiter_id')
      .select((eb) => ['r.id', 'r.name', eb.fn.count<string>('j.case_id').distinct().as('cases')])
      .where('j.programme', '=', programme)
      .groupBy(['r.id', 'r.name'])
      .orderBy('r.name')
      .execute();
    const cells = suppress(rows.map(({ id, cases }) => ({ key: id, count: Number(cases) })));
    return {
      recruiters: rows.map(({ id, name }, index) => {
        const { count, hidden } = cells[index]!;
        return { id, name, ...(count !== undefined && { cases: count }), ...(hidden && { hidden }) };
      }),
      threshold,
    };
  },
});
