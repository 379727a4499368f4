import { sql } from 'kysely';
import type { Actor } from '../../kernel/index.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { placeOfNote } from './notes.ts';
import { formsOf } from './offer.ts';
import { openPackage } from './package.ts';
import { isIncoming, type ReferralRow, referralOf, referralRows, type Status, statusOf, waitsFor } from './row.ts';
import { shown } from './send.ts';

const most = 200;

export const list = operation(contracts.list, {
  run: async (context, { caseId }) => {
    const rows = await referralRows(context)
      .$if(caseId !== undefined, (query) =>
        query.where((eb) => eb.or([eb('r.case_id', '=', caseId!), eb('r.received_case_id', '=', caseId!)])),
      )
      .orderBy(
        sql`r.status = 'sent' or r.status = 'recalled' and r.confirmed_at is null or r.asked_at is not null`,
        'desc',
      )
      .orderBy('r.sent_at', 'desc')
      .limit(most)
      .execute();
    const items = rows.map((row) => summaryOf(context, row));
    return { items: [...items.filter(({ why }) => why), ...items.filter(({ why }) => !why)] };
  },
});

function summaryOf(context: Context, row: ReferralRow) {
  const incoming = isIncoming(context, row);
  return {
    id: row.id,
    incoming,
    organisation: incoming ? row.from : row.to,
    kind: row.kind as 'referral' | 'transfer',
    purpose: row.purpose,
    status: statusOf(context, row),
    sentAt: row.sent_at.toISOString(),
    answerBy: row.answer_by?.toISOString(),
    answeredAt: row.answered_at?.toISOString(),
    endedAt: row.ended_at?.toISOString(),
    expiresAt: row.expires_at?.toISOString(),
    outcome: row.outcome ?? undefined,
    outcomeAt: row.outcome_at?.toISOString(),
    why: waitsFor(context, row),
    handler: row.handler ?? undefined,
    caseId: (incoming ? row.received_number && row.received_case_id : row.case_id) ?? undefined,
    caseNumber: (incoming ? row.received_number : row.sent_number) ?? undefined,
  };
}

export const read = operation(contracts.read, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    const { actor } = context;
    const row = await referralOf(context, id);
    const incoming = isIncoming(context, row);
    const status = statusOf(context, row);
    const told =
      incoming && status !== 'accepted' ? undefined : await openPackage(context, id, readable(actor, incoming));
    const over = incoming && (status === 'recalled' || status === 'expired');
    const said = over ? [] : await notesOf(context, id);
    const checklist = row.checklist === null ? undefined : context.definitions.checklist(row.checklist);
    return {
      referral: summaryOf(context, row),
      ...(told && {
        groups: told.groups.map((group) => ({ ...group, items: group.items.map((item) => shown(item, !incoming)) })),
      }),
      forms: told ? await formsOf(context, told.groups) : [],
      covered: told?.covered ?? [],
      notes: said.filter(({ kind }) => kind !== 'step').map(({ code: _code, ...note }) => note) as Output['notes'],
      ...(checklist && {
        checklist: {
          title: checklist.title,
          steps: checklist.steps.map(({ code, label, side, shared }) => {
            const ours = side === (incoming ? 'recipient' : 'sender');
            const done = said.find((note) => note.kind === 'step' && note.code === code);
            return { code, label, ours, doneAt: done?.at, note: ours || shared ? done?.text : undefined };
          }),
        },
      }),
      may: mayDo(context, row, { incoming, status }),
    };
  },
});
type Output = (typeof contracts.read.output)['_zod']['input'];

/** Of a package that came in, how somebody is reached takes the right to uncover it; of one's own it is withheld anyhow. */
const readable = ({ role }: Actor, incoming: boolean) =>
  role.read.filter((one) => one !== 'contact' || !incoming || role.grants.includes('person.reveal'));

async function notesOf({ db, actor, keys, vault }: Context, id: string) {
  const [rows, key] = await Promise.all([
    db
      .selectFrom('referral_note as n')
      .leftJoin('app_user as u', 'u.id', 'n.by_user')
      .select(['n.id', 'n.organisation_id', 'n.kind', 'n.code', 'n.note', 'n.at', 'u.name as by'])
      .where('n.referral_id', '=', id)
      .orderBy('n.at')
      .orderBy('n.id')
      .execute(),
    keys.find(id),
  ]);
  const may = actor.role.read.includes('account');
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    code: row.code,
    ours: row.organisation_id === actor.organisationId,
    at: row.at.toISOString(),
    by: row.by ?? undefined,
    text: may && key && row.note ? vault.unseal<string>(key, placeOfNote(row.id), row.note) : undefined,
  }));
}

function mayDo({ actor }: Context, row: ReferralRow, { incoming, status }: { incoming: boolean; status: Status }) {
  const stands = status === 'sent' || status === 'accepted';
  return {
    answer: incoming && status === 'sent',
    take: incoming && stands && row.taken_by !== actor.userId,
    say: stands,
    report: incoming && status === 'accepted',
    open:
      incoming &&
      status === 'accepted' &&
      row.received_case_id === null &&
      actor.role.grants.includes('case.write') &&
      actor.role.grants.includes('person.write'),
    mark: row.checklist !== null && (incoming ? status === 'accepted' : stands),
    recall: !incoming && (stands || status === 'expired'),
    confirm: incoming && status === 'recalled' && row.answered_at !== null && row.confirmed_at === null,
  };
}
