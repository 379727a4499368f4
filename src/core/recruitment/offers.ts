import { type Parsed, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { clausesOf, type OfferVersion } from '../../kernel/recruitment/index.ts';
import { belonging } from '../cases/index.ts';
import { requireCode, requireRead } from '../checks.ts';
import { requireWrite } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
import { standsOn } from '../recruiters/index.ts';
import * as contracts from './contract.ts';
import { destinationOf, judge, offerRows, raiseSigns } from './judge.ts';
import { asRead, openCase, openTold, sealTold, seenCase } from './row.ts';

type Input = Parsed<typeof contracts.setOffer>;

export const set = operation(contracts.setOffer, {
  subject: ({ caseId }) => caseId,
  run: async (context, input) => {
    const { db, now } = context;
    const { caseId, version, revision: seen } = input;
    requireWrite(context, { operational: true, account: input.employer ?? input.note });
    const { file, key } = await openCase(context, caseId);
    const old = await db
      .selectFrom('job_offer')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('version', '=', version)
      .executeTakeFirst();
    if (seen !== undefined) asRead(old, caseId, seen);
    else if (old) throw new Problem('record.changed', { params: { revision: old.revision } });
    if (input.recruiterId) {
      const found = await db
        .selectFrom('recruiter')
        .select('id')
        .where('id', '=', input.recruiterId)
        .executeTakeFirst();
      if (!found) throw refuseField('recruiterId', 'choice');
    }
    checkTerms(context, input, old?.terms ?? {});
    const id = old?.id ?? uuidv7(now.getTime());
    const told = { employer: input.employer, note: input.note };
    const said = {
      said_on: input.on,
      recruiter_id: input.recruiterId ?? null,
      currency: input.currency ?? null,
      terms: JSON.stringify(input.terms),
      told: sealTold(context, key, `offer.told:${id}`, told, old?.told ?? null),
      updated_at: now,
    };
    if (old) {
      const { numUpdatedRows } = await db
        .updateTable('job_offer')
        .set({ ...said, revision: old.revision + 1 })
        .where('id', '=', id)
        .where('revision', '=', old.revision)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new Problem('record.changed');
    } else {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('job_offer')
        .values({ id, ...belonging(file), version, ...said, set_at: now })
        // Of two who begin the same version, the second is told.
        .onConflict((conflict) => conflict.columns(['case_id', 'version']).doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) throw new Problem('record.changed');
    }
    return { revision: (old?.revision ?? 0) + 1, flags: await raiseSigns(context, file) };
  },
});

/** What is said must be what its clause takes. A clause or a code that was retired meanwhile stays where it is. */
function checkTerms({ definitions }: Context, { terms, currency }: Input, before: Record<string, unknown>): void {
  const list = definitions.codeList('contractClause');
  const clauses = new Map(clausesOf(list).map((one) => [one.code, one]));
  for (const [code, said] of Object.entries(terms)) {
    const path = `terms.${code}`;
    const clause = clauses.get(code);
    if (before[code] === said && clause) continue;
    if (!clause) throw refuseField(path, 'unknownCode');
    requireCode(definitions, 'contractClause', path, code);
    if (clause.kind === 'choice') {
      if (typeof said !== 'string') throw refuseField(path, 'choice');
      requireCode(definitions, clause.list ?? '', path, said);
    } else if (typeof said !== 'number') throw refuseField(path, 'number');
    else if (clause.kind === 'money' && !Number.isInteger(said)) throw refuseField(path, 'number');
    else if (clause.most !== undefined && said > clause.most) throw refuseField(path, 'tooBig', { most: clause.most });
  }
  const anyMoney = Object.keys(terms).some((code) => clauses.get(code)?.kind === 'money');
  if (anyMoney && !currency) throw refuseField('currency', 'required');
}

export const read = operation(contracts.readOffer, {
  subject: ({ caseId }) => caseId,
  run: async (context, { caseId }) => {
    requireRead(context, 'operational');
    const { db, now } = context;
    const today = now.toISOString().slice(0, 10);
    const [{ file, key }, rows, recruiters] = await Promise.all([
      seenCase(context, caseId),
      offerRows(db, caseId),
      db
        .selectFrom('recruiter as r')
        .innerJoin('job_offer as j', 'j.recruiter_id', 'r.id')
        .select(['j.id as offer', 'r.id', 'r.name', 'r.licences'])
        .where('j.case_id', '=', caseId)
        .execute(),
    ]);
    const { clauses, compared, rates } = await judge(context, file, { offers: rows, costs: [], loans: [] });
    return {
      offers: rows.map((row) => {
        const { employer, note } = openTold(context, key, `offer.told:${row.id}`, row.told);
        const recruiter = recruiters.find(({ offer }) => offer === row.id);
        const way = destinationOf(clauses, row.terms);
        return {
          revision: row.revision,
          version: row.version as OfferVersion,
          on: row.said_on,
          ...(recruiter && {
            recruiter: {
              id: recruiter.id,
              name: recruiter.name,
              onThatDay: standsOn(recruiter.licences, row.said_on, way).state,
              ...standsOn(recruiter.licences, today, way),
            },
          }),
          currency: row.currency ?? undefined,
          terms: row.terms,
          employer,
          note,
        };
      }),
      compared,
      rates: rates.map((rate) => ({
        ...rate,
        age: Math.max(0, Math.round((Date.parse(today) - Date.parse(rate.day)) / 86_400_000)),
      })),
      mayWrite: mayWrite(context, file),
    };
  },
});

export const mayWrite = ({ actor }: Context, file: { organisation_id: string; closed_at: Date | null }): boolean =>
  file.organisation_id === actor.organisationId && !file.closed_at && actor.role.grants.includes('case.write');
