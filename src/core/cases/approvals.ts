import { absent, type Output, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { requireRead } from '../checks.ts';
import { personNames } from '../people/index.ts';
import { operation } from '../ports.ts';
import { approvalContracts as contracts } from './approval-contract.ts';
import { transitionsFrom } from './gates.ts';
import { belonging, ownCase } from './row.ts';

const mostListed = 200;
type State = Output<typeof contracts.listApprovals>['items'][number]['state'];

export const ask = operation(contracts.askApproval, {
  subject: ({ caseId }) => caseId,
  run: async (context, { caseId, to, code, note }) => {
    const { db, actor, now, keys, vault, definitions } = context;
    // Held, or what was asked for one stay in a stage might come to count for another.
    const [row, key] = await Promise.all([ownCase(context, caseId, { hold: true }), keys.find(caseId)]);
    if (!key) throw absent();
    const programme = definitions.programme(row.programme);
    const way = programme && transitionsFrom(programme, row.stage).find((one) => one.to === to);
    if (!way?.gate?.approvals?.some((one) => one.code === code))
      throw row.closed_at ? new Problem('record.closed') : new Problem('stage.refused', { params: { missing: [] } });
    const open = await db
      .selectFrom('approval')
      .select('id')
      .where('case_id', '=', caseId)
      .where('to_stage', '=', to)
      .where('code', '=', code)
      .where('spent_at', 'is', null)
      .where('granted', 'is distinct from', false)
      .executeTakeFirst();
    // Two who ask the same agree; what was granted already is not asked again.
    if (open) return { id: open.id };
    const id = uuidv7(now.getTime());
    await db
      .insertInto('approval')
      .values({
        id,
        ...belonging(row),
        from_stage: row.stage,
        to_stage: to,
        code,
        asked_by: actor.userId,
        asked_at: now,
        note: note ? vault.seal(key, `approval.note:${id}`, note) : null,
      })
      .execute();
    return { id };
  },
});

export const decide = operation(contracts.decideApproval, {
  subject: (_, output) => output?.caseId,
  run: async (context, { id, granted, reason }) => {
    const { db, actor, now, keys, vault } = context;
    if (!granted && !reason) throw refuseField('reason', 'required');
    const asked = await db
      .selectFrom('approval')
      .select(['organisation_id', 'case_id', 'asked_by'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!asked || asked.organisation_id !== actor.organisationId) throw absent();
    const [row, key] = await Promise.all([ownCase(context, asked.case_id, { hold: true }), keys.of(asked.case_id)]);
    if (actor.userId === asked.asked_by || actor.userId === row.owner_id) throw new Problem('approval.own');
    const { numUpdatedRows } = await db
      .updateTable('approval')
      .set({
        decided_by: actor.userId,
        decided_at: now,
        granted,
        reason: reason ? vault.seal(key, `approval.reason:${id}`, reason) : null,
      })
      .where('id', '=', id)
      .where('decided_at', 'is', null)
      .where('spent_at', 'is', null)
      .executeTakeFirst();
    // Another was first, or the case went on.
    if (numUpdatedRows !== 1n) throw new Problem('record.changed', { params: { stage: row.stage } });
    return { caseId: row.id, decidedAt: now.toISOString() };
  },
});

export const list = operation(contracts.listApprovals, {
  subject: ({ caseId }) => caseId,
  run: async (context, { caseId }) => {
    requireRead(context, 'operational');
    const { db, actor, keys, vault, definitions } = context;
    const decides = actor.role.grants.includes('approval.decide');
    if (caseId !== undefined) await ownCase(context, caseId);
    else if (!decides) return { items: [] };
    const rows = await db
      .selectFrom('approval as a')
      .innerJoin('case_file as c', 'c.id', 'a.case_id')
      .leftJoin('app_user as q', 'q.id', 'a.asked_by')
      .leftJoin('app_user as d', 'd.id', 'a.decided_by')
      .leftJoin('data_key as k', 'k.id', 'a.case_id')
      .selectAll('a')
      .select(['c.number', 'c.owner_id as holder', 'q.name as asker', 'd.name as decider', 'k.wrapped'])
      .where('a.organisation_id', '=', actor.organisationId)
      .$if(caseId !== undefined, (query) => query.where('a.case_id', '=', caseId as string))
      .$if(caseId === undefined, (query) =>
        query
          .where('a.decided_at', 'is', null)
          .where('a.spent_at', 'is', null)
          .where('a.asked_by', '!=', actor.userId)
          .where('c.owner_id', 'is distinct from', actor.userId),
      )
      .orderBy('a.asked_at')
      .orderBy('a.id')
      .limit(mostListed)
      .execute();
    const names = await personNames(context, [...new Set(rows.map(({ person_id }) => person_id))]);
    const opened = (row: (typeof rows)[number], part: 'note' | 'reason'): string | undefined => {
      const sealed = row[part];
      if (!sealed || !row.wrapped || !actor.role.read.includes('account')) return undefined;
      const key = keys.learn(row.organisation_id, row.case_id, row.wrapped);
      return vault.unseal<string>(key, `approval.${part}:${row.id}`, sealed);
    };
    return {
      items: rows.map((row) => {
        const programme = definitions.programme(row.programme);
        const way = programme && transitionsFrom(programme, row.from_stage).find(({ to }) => to === row.to_stage);
        const waits = !row.decided_at && !row.spent_at;
        return {
          id: row.id,
          caseId: row.case_id,
          caseNumber: row.number,
          personName: names.get(row.person_id)?.name,
          from: row.from_stage,
          to: row.to_stage,
          code: row.code,
          step: way?.label,
          what: way?.gate?.approvals?.find(({ code }) => code === row.code)?.label,
          state: stateOf(row),
          askedBy: row.asker ?? '',
          askedAt: row.asked_at.toISOString(),
          decidedBy: row.decider ?? undefined,
          decidedAt: row.decided_at?.toISOString(),
          note: opened(row, 'note'),
          reason: opened(row, 'reason'),
          mayDecide: decides && waits && actor.userId !== row.asked_by && actor.userId !== row.holder,
        };
      }),
    };
  },
});

function stateOf({ granted, spent_at }: { granted: boolean | null; spent_at: Date | null }): State {
  if (granted === false) return 'refused';
  if (granted) return spent_at ? 'used' : 'granted';
  return spent_at ? 'lapsed' : 'waiting';
}
