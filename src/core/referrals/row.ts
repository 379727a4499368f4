import { sql } from 'kysely';
import { absent, Problem } from '../../kernel/index.ts';
import type { Context } from '../ports.ts';

export type Status = 'sent' | 'accepted' | 'refused' | 'recalled' | 'expired';

/** Referrals with the caller's side: who sees the case of one sent it; who handles it received it; nobody else reads it. */
export const referralRows = ({ db, actor }: Context) =>
  db
    .selectFrom('referral as r')
    .innerJoin('organisation as f', 'f.id', 'r.from_organisation_id')
    .innerJoin('organisation as t', 't.id', 'r.to_organisation_id')
    .leftJoin('case_file as c', 'c.id', 'r.case_id')
    .leftJoin('case_file as m', 'm.id', 'r.received_case_id')
    .leftJoin('app_user as h', 'h.id', 'r.taken_by')
    .select([
      'r.id',
      'r.from_organisation_id',
      'r.to_organisation_id',
      'r.case_id',
      'r.consent_id',
      'r.purpose',
      'r.kind',
      'r.checklist',
      'r.status',
      'r.sent_by',
      'r.sent_at',
      'r.answer_by',
      'r.taken_by',
      'r.asked_at',
      'r.answered_at',
      'r.ended_at',
      'r.confirmed_at',
      'r.expires_at',
      'r.received_case_id',
      'r.outcome',
      'r.outcome_at',
      'f.name as from',
      't.name as to',
      'c.number as sent_number',
      'm.number as received_number',
      'h.name as handler',
    ])
    .where((eb) =>
      eb.or([
        eb.and([eb('r.from_organisation_id', '=', actor.organisationId), eb('c.id', 'is not', null)]),
        eb.and([eb('r.to_organisation_id', '=', actor.organisationId), sql<boolean>`actor_handles(r.taken_by)`]),
      ]),
    );
export type ReferralRow = Awaited<ReturnType<ReturnType<typeof referralRows>['execute']>>[number];

/** @throws Problem `record.absent` when it is neither of the caller's cases nor the caller's to see to. */
export async function referralOf(context: Context, id: string): Promise<ReferralRow> {
  const row = await referralRows(context).where('r.id', '=', id).executeTakeFirst();
  if (!row) throw absent();
  return row;
}

/** @throws Problem `record.absent` unless it came to the caller's organisation. */
export async function receivedReferral(context: Context, id: string): Promise<ReferralRow> {
  const row = await referralOf(context, id);
  if (!isIncoming(context, row)) throw absent();
  return row;
}

export const isIncoming = ({ actor }: Context, row: ReferralRow): boolean =>
  row.to_organisation_id === actor.organisationId;

export const statusOf = ({ now }: Context, row: ReferralRow): Status =>
  ['sent', 'accepted'].includes(row.status) && row.expires_at && row.expires_at <= now
    ? 'expired'
    : (row.status as Status);

/** What it waits for on the caller's side. */
export function waitsFor(context: Context, row: ReferralRow): 'answer' | 'overdue' | 'asked' | 'stop' | undefined {
  const status = statusOf(context, row);
  const late = status === 'sent' && row.answer_by !== null && row.answer_by < context.now;
  if (isIncoming(context, row)) {
    if (status === 'recalled' && row.answered_at && !row.confirmed_at) return 'stop';
    return status !== 'sent' ? undefined : late ? 'overdue' : 'answer';
  }
  if (row.asked_at && (status === 'sent' || status === 'accepted')) return 'asked';
  return late ? 'overdue' : undefined;
}

/** @throws Problem `record.changed` unless it stands as one of these, `consent.missing` when its time is over. */
export function requireStatus(context: Context, row: ReferralRow, wanted: readonly Status[]): void {
  const status = statusOf(context, row);
  if (wanted.includes(status)) return;
  throw status === 'expired' ? new Problem('consent.missing') : changed(status);
}

export const changed = (status: string): Problem => new Problem('record.changed', { params: { status } });
