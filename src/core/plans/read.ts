import { absent, restsOnConsent, type ServiceStatus } from '../../kernel/index.ts';
import { stands } from '../cases/index.ts';
import { requireRead } from '../checks.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { mayRead } from './row.ts';

export const read = operation(contracts.read, {
  subject: ({ caseId }) => caseId,
  run: async (context, { caseId }) => {
    requireRead(context, 'operational');
    const { db, actor, keys, vault, now } = context;
    const [file, key, goals, services] = await Promise.all([
      db.selectFrom('case_file').select(['organisation_id', 'closed_at']).where('id', '=', caseId).executeTakeFirst(),
      keys.find(caseId),
      db.selectFrom('plan_goal').selectAll().where('case_id', '=', caseId).orderBy('set_at').orderBy('id').execute(),
      db
        .selectFrom('service as s')
        .leftJoin('organisation as o', 'o.id', 's.provider_id')
        .leftJoin('app_user as u', 'u.id', 's.user_id')
        .leftJoin('consent as c', 'c.id', 's.consent_id')
        .selectAll('s')
        .select(['o.name as provider_name', 'u.name as user', 'c.expires_at', 'c.withdrawn_at'])
        .where('s.case_id', '=', caseId)
        .orderBy('s.requested_at')
        .orderBy('s.id')
        .execute(),
    ]);
    if (!file || !key) throw absent();
    const told = (place: string, sealed: Buffer | null): string | undefined =>
      sealed && mayRead(context, 'account') ? vault.unseal<string>(key, place, sealed) : undefined;
    return {
      goals: goals.map((one) => ({
        id: one.id,
        revision: one.revision,
        kind: one.kind,
        wording: told(`goal.wording:${one.id}`, one.wording),
        dueOn: one.due_on ?? undefined,
        outcome: (one.outcome ?? undefined) as 'reached' | 'changed' | 'dropped' | undefined,
        note: told(`goal.note:${one.id}`, one.outcome_note),
      })),
      services: services.map((one) => {
        const status = one.status as ServiceStatus;
        const goesOn = restsOnConsent(status) && status !== 'delivered';
        const provider = one.provider_name ?? told(`service.provider:${one.id}`, one.provider);
        return {
          id: one.id,
          revision: one.revision,
          goalId: one.goal_id ?? undefined,
          service: one.service,
          status,
          ...(provider !== undefined && { provider: { id: one.provider_id ?? undefined, name: provider } }),
          userId: one.user_id ?? undefined,
          user: one.user ?? undefined,
          dueOn: one.due_on ?? undefined,
          startedOn: one.started_on ?? undefined,
          endedOn: one.ended_on ?? undefined,
          quantity: one.quantity ?? undefined,
          ...(one.cost !== null && one.currency && { cost: { amount: Number(one.cost), currency: one.currency } }),
          funder: told(`service.funder:${one.id}`, one.funder),
          rating: one.rating ?? undefined,
          unavailable: one.unavailable ?? undefined,
          ...(goesOn && !stands(one, now) && { consentEnded: true as const }),
        };
      }),
      mayWrite:
        file.organisation_id === actor.organisationId && !file.closed_at && actor.role.grants.includes('case.write'),
    };
  },
});
