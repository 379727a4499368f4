import {
  absent,
  firstStatuses,
  mayBeRated,
  mayBeUnavailable,
  type Parsed,
  Problem,
  refuseField,
  restsOnConsent,
  type ServiceStatus,
  serviceMoves,
  uuidv7,
} from '../../kernel/index.ts';
import { belonging, covering, servicePurpose } from '../cases/index.ts';
import { requireCode } from '../checks.ts';
import { requireWrite } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { asRead, mayRead, openCase } from './row.ts';

type Said = Parsed<typeof contracts.setService>;

export const set = operation(contracts.setService, {
  subject: ({ caseId }) => caseId,
  run: async (context, input) => {
    const { db, now, vault } = context;
    const { caseId, status, revision: seen } = input;
    if (seen !== undefined && input.id === undefined) throw absent();
    requireWrite(context, { operational: true, account: input.provider });
    const { file, key } = await openCase(context, caseId);
    const id = input.id ?? uuidv7(now.getTime());
    const old =
      seen === undefined
        ? undefined
        : asRead(await db.selectFrom('service').selectAll().where('id', '=', id).executeTakeFirst(), caseId, seen);
    const from = old && (old.status as ServiceStatus);
    const mayBe = from === undefined ? firstStatuses : [from, ...serviceMoves[from]];
    if (!mayBe.includes(status)) throw refuseField('status', 'move');
    requireCodes(context, input, old);

    const organisation = await named(context, input);
    const place = `service.provider:${id}`;
    const nameBefore = old?.provider ? vault.unseal<string>(key, place, old.provider) : undefined;
    // Who may not read the name cannot have meant to blank it.
    const unsaid = mayRead(context, 'account') ? undefined : nameBefore;
    const name = input.providerId ? undefined : (input.provider ?? unsaid);
    const another = (input.providerId ?? null) !== (old?.provider_id ?? null) || name !== nameBefore;
    // What was done under a consent that has ended stays told; to go further, or to somebody else, asks for one anew.
    let consentId = old?.consent_id ?? null;
    if (restsOnConsent(status) && (status !== from || another)) {
      consentId = (await covering(context, caseId, servicePurpose, organisation ?? name)) ?? null;
      if (!consentId) throw new Problem('consent.missing');
    }
    const said = {
      goal_id: input.goalId ?? null,
      service: input.service,
      status,
      provider_id: input.providerId ?? null,
      provider: name ? vault.seal(key, place, name) : null,
      user_id: input.userId ?? null,
      due_on: input.dueOn ?? null,
      started_on: input.startedOn ?? null,
      ended_on: input.endedOn ?? null,
      quantity: input.quantity ?? null,
      cost: input.cost?.amount ?? null,
      currency: input.cost?.currency ?? null,
      // Who cannot read accounts has not seen it, and blanks nothing.
      funder: input.funder
        ? vault.seal(key, `service.funder:${id}`, input.funder)
        : mayRead(context, 'account')
          ? null
          : (old?.funder ?? null),
      consent_id: consentId,
      // What is not asked in this status has no answer.
      rating: mayBeRated(status) ? (input.rating ?? null) : null,
      unavailable: mayBeUnavailable(status) ? (input.unavailable ?? null) : null,
      updated_at: now,
    };
    if (!old) {
      await db
        .insertInto('service')
        .values({ id, ...belonging(file), ...said, requested_at: now })
        .execute();
      return { id, revision: 1 };
    }
    const { numUpdatedRows } = await db
      .updateTable('service')
      .set({ ...said, revision: old.revision + 1 })
      .where('id', '=', id)
      .where('revision', '=', old.revision)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Problem('record.changed');
    return { id, revision: old.revision + 1 };
  },
});

/** A code that was retired meanwhile stays where it is. */
function requireCodes(
  { definitions }: Context,
  input: Said,
  old: { service: string; unavailable: string | null } | undefined,
): void {
  if (input.service !== old?.service) requireCode(definitions, 'service', 'service', input.service);
  if (input.unavailable !== old?.unavailable)
    requireCode(definitions, 'serviceUnavailable', 'unavailable', input.unavailable);
  if (input.startedOn && input.endedOn && input.endedOn < input.startedOn)
    throw refuseField('endedOn', 'tooSmall', { least: input.startedOn });
}

/** What a service names is there, and is the caller's to name; answers what the organisation is called that gives it. */
async function named({ db, actor }: Context, input: Said): Promise<string | undefined> {
  const [goal, user, provider] = await Promise.all([
    input.goalId
      ? db.selectFrom('plan_goal').select('case_id').where('id', '=', input.goalId).executeTakeFirst()
      : undefined,
    input.userId
      ? db.selectFrom('app_user').select('organisation_id').where('id', '=', input.userId).executeTakeFirst()
      : undefined,
    input.providerId
      ? db.selectFrom('organisation').select('name').where('id', '=', input.providerId).executeTakeFirst()
      : undefined,
  ]);
  if (input.goalId && goal?.case_id !== input.caseId) throw refuseField('goalId', 'choice');
  if (input.userId && user?.organisation_id !== actor.organisationId) throw refuseField('userId', 'choice');
  if (input.providerId && !provider) throw refuseField('providerId', 'choice');
  return provider?.name;
}
