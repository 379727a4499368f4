import type { Insertable } from 'kysely';
import { absent, Problem, uuidv7 } from '../../kernel/index.ts';
import { requireCode } from '../checks.ts';
import { type Context, operation } from '../ports.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables/index.ts';
import * as contracts from './contract.ts';
import { belonging, ownCase } from './row.ts';

export const add = operation(contracts.addTask, {
  subject: ({ caseId }) => caseId,
  run: async (context, input) => {
    const { db, actor, now, keys, vault, definitions } = context;
    // Kinds have words of their own; a house that publishes a list holds to it.
    if (definitions.codeList('taskKind')) requireCode(definitions, 'taskKind', 'kind', input.kind);
    const [file, key] = await Promise.all([ownCase(context, input.caseId), keys.find(input.caseId)]);
    if (!key) throw absent();
    if (file.closed_at) throw new Problem('record.closed');
    const id = input.id ?? uuidv7(now.getTime());
    context.withCommit(
      insert(db, {
        id,
        ...belonging(file),
        owner_id: file.owner_id ?? actor.userId,
        kind: input.kind,
        note: input.note ? vault.seal(key, `task.note:${id}`, input.note) : null,
        due_at: new Date(input.dueAt),
        done_at: null,
        created_at: now,
      }),
    );
    return { id };
  },
});
const insert = prepared((db, row: Insertable<Tables['task']>) => db.insertInto('task').values(row));

async function ownTask({ db, actor }: Context, id: string) {
  const { rows } = await find(db, { id });
  const task = rows[0];
  if (!task || task.organisation_id !== actor.organisationId) throw absent();
  return task;
}
const find = prepared((db, { id }: { id: string }) =>
  db.selectFrom('task').select(['organisation_id', 'case_id', 'note', 'done_at', 'due_at']).where('id', '=', id),
);

// Told of the case, and sealed under its key: what was noted is erased with it.
export const finish = operation(contracts.finishTask, {
  subject: (_, output) => output?.caseId,
  run: async (context, { id, note }) => {
    const { db, now, keys, vault } = context;
    const task = await ownTask(context, id);
    // Two who did the same thing agree.
    if (task.done_at) return { caseId: task.case_id, doneAt: task.done_at.toISOString() };
    let kept: Buffer | null = task.note;
    if (note) {
      const key = await keys.of(task.case_id);
      const before = task.note ? `${vault.unseal<string>(key, `task.note:${id}`, task.note)}\n\n` : '';
      kept = vault.seal(key, `task.note:${id}`, before + note);
    }
    context.withCommit(noteDone(db, { id, caseId: task.case_id, now, kept }));
    return { caseId: task.case_id, doneAt: now.toISOString() };
  },
});
// What was done for a case was contact with it.
const noteDone = prepared((db, one: { id: string; caseId: string; now: Date; kept: Buffer | null }) =>
  db
    .with('touched', (touch) =>
      touch.updateTable('case_file').set({ last_contact_at: one.now }).where('id', '=', one.caseId),
    )
    .updateTable('task')
    .set({ done_at: one.now, note: one.kept })
    .where('id', '=', one.id),
);

export const postpone = operation(contracts.postponeTask, {
  subject: (_, output) => output?.caseId,
  run: async (context, { id, dueAt }) => {
    const task = await ownTask(context, id);
    if (task.done_at) throw new Problem('record.changed', { params: { doneAt: task.done_at.toISOString() } });
    const due = new Date(dueAt);
    await context.db.updateTable('task').set({ due_at: due }).where('id', '=', id).execute();
    return { caseId: task.case_id, dueAt: due.toISOString() };
  },
});
