import { absent, Problem, uuidv7 } from '../../kernel/index.ts';
import { belonging } from '../cases/index.ts';
import { requireCode } from '../checks.ts';
import { requireWrite } from '../people/index.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { asRead, openCase, sealedText } from './row.ts';

export const set = operation(contracts.setGoal, {
  subject: ({ caseId }) => caseId,
  run: async (context, input) => {
    const { db, now, definitions } = context;
    const { caseId, revision: seen } = input;
    if (seen !== undefined && input.id === undefined) throw absent();
    requireWrite(context, { operational: true, account: input.wording || input.note || undefined });
    const { file, key } = await openCase(context, caseId);
    const id = input.id ?? uuidv7(now.getTime());
    const old =
      seen === undefined
        ? undefined
        : asRead(
            await db
              .selectFrom('plan_goal')
              .select(['case_id', 'revision', 'kind', 'wording', 'outcome_note'])
              .where('id', '=', id)
              .executeTakeFirst(),
            caseId,
            seen,
          );
    // One that was retired meanwhile stays on the goal that has it.
    if (input.kind !== old?.kind) requireCode(definitions, 'goalKind', 'kind', input.kind);
    const said = {
      kind: input.kind,
      wording: sealedText(context, key, `goal.wording:${id}`, input.wording, old?.wording ?? null),
      due_on: input.dueOn ?? null,
      outcome: input.outcome ?? null,
      outcome_note: sealedText(context, key, `goal.note:${id}`, input.note, old?.outcome_note ?? null),
      updated_at: now,
    };
    if (!old) {
      await db
        .insertInto('plan_goal')
        .values({ id, ...belonging(file), ...said, set_at: now })
        .execute();
      return { id, revision: 1 };
    }
    const { numUpdatedRows } = await db
      .updateTable('plan_goal')
      .set({ ...said, revision: old.revision + 1 })
      .where('id', '=', id)
      .where('revision', '=', old.revision)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Problem('record.changed');
    return { id, revision: old.revision + 1 };
  },
});
