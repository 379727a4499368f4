import { Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { belonging, ownCase } from '../cases/index.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { aboutOf, isOffered } from './interpreters.ts';

export const record = operation(contracts.record, {
  subject: ({ caseId }) => caseId,
  run: async (context, { caseId, interpreterId, form, conflict }) => {
    const { db, actor, now, definitions } = context;
    const file = await ownCase(context, caseId);
    if (file.closed_at) throw new Problem('record.closed');
    if (!definitions.forms().some(({ code }) => code === form)) throw refuseField('form', 'unknownCode');
    const interpreter = await db
      .selectFrom('interpreter')
      .select(['active', 'vetted_on', 'vetted_until'])
      .where('id', '=', interpreterId)
      .executeTakeFirst();
    if (!interpreter || !isOffered(interpreter, now)) throw refuseField('interpreterId', 'choice');
    // The refusal is in the journal: that somebody was asked, and did not interpret.
    if (conflict === 'declared') throw new Problem('interpreter.conflict');
    const id = uuidv7(now.getTime());
    await db
      .insertInto('interpreting')
      .values({ id, ...belonging(file), interpreter_id: interpreterId, form, at: now, by_user: actor.userId })
      .execute();
    return { id };
  },
});

export const ofCase = operation(contracts.ofCase, {
  subject: ({ caseId }) => caseId,
  run: async (context, { caseId }) => {
    const { db, actor } = context;
    const file = await ownCase(context, caseId);
    const rows = await db
      .selectFrom('interpreting as g')
      .innerJoin('interpreter as i', 'i.id', 'g.interpreter_id')
      .select(['g.id', 'g.form', 'g.at', 'g.interpreter_id', 'i.about'])
      .where('g.case_id', '=', caseId)
      .orderBy('g.at', 'desc')
      .execute();
    const named = actor.role.read.includes('identity');
    return {
      items: rows.map((one) => ({
        id: one.id,
        interpreterId: one.interpreter_id,
        name: named ? aboutOf(context, { id: one.interpreter_id, about: one.about }).name : undefined,
        form: one.form,
        at: one.at.toISOString(),
      })),
      mayWrite: !file.closed_at && actor.role.grants.includes('case.write'),
    };
  },
});
