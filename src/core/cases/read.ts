import { absent, type Grant } from '../../kernel/index.ts';
import { requireRead } from '../checks.ts';
import { personNames } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
import { prepared } from '../prepared.ts';
import * as contracts from './contract.ts';
import { missingFor, standing, transitionsFrom } from './gates.ts';
import { caseRows, reaches, toCaseRow } from './row.ts';

export const read = operation(contracts.read, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    requireRead(context, 'operational');
    const { db, actor, keys, vault, definitions } = context;
    // Sent together, answered together; each is limited by row-level security by itself.
    const of = { id };
    const [{ rows: found }, names, { rows: entries }, { rows: tasks }, { rows: consents }, { rows: referrals }] =
      await Promise.all([
        theCase(db, of),
        personNames(context, { caseId: id }),
        entriesOf(db, of),
        tasksOf(db, of),
        consentsOf(db, of),
        referralsOf(db, of),
      ]);
    const row = found[0];
    if (!row) throw absent();
    const key = row.wrapped && row.key_organisation && keys.learn(row.key_organisation, id, row.wrapped);
    const unsealed = (place: string, sealed: Buffer | null, may: boolean): string | undefined =>
      may && key && sealed ? vault.unseal<string>(key, place, sealed) : undefined;
    const { read: classes, grants } = actor.role;
    const reached = reaches(actor, row);
    const may = (grant: Grant): boolean => reached && grants.includes(grant);
    const programme = definitions.programme(row.programme);
    const transitions = programme && !row.closed_at ? transitionsFrom(programme, row.stage) : [];
    const has = await standing(context, row, transitions, { consents, forms: entries.map(({ form }) => form) });
    const waivedBy = await userNames(
      context,
      row.waivers.map(({ by }) => by),
    );
    const titles = new Map(definitions.forms().map(({ code, title }) => [code, title]));
    return {
      case: toCaseRow(context, row, names),
      revision: row.revision,
      transitions: transitions.map((one) => ({
        to: one.to,
        label: one.label,
        missing: missingFor(one, has),
      })),
      waivers: row.waivers.map(({ from, to, kind, code, at, by, reason }) => ({
        from,
        to,
        kind,
        code,
        at,
        by: waivedBy.get(by) ?? '',
        reason: unsealed(`case.waiver:${id}`, Buffer.from(reason, 'base64'), classes.includes('account')),
      })),
      entries: entries.map((entry) => ({
        id: entry.id,
        form: entry.form,
        version: entry.version,
        title: titles.get(entry.form) ?? { en: entry.form },
        at: entry.at.toISOString(),
        by: entry.by ?? '',
        revision: entry.revision,
      })),
      tasks: tasks.map((task) => ({
        id: task.id,
        kind: task.kind,
        note: unsealed(`task.note:${task.id}`, task.note, classes.includes('account')),
        dueAt: task.due_at.toISOString(),
        doneAt: task.done_at?.toISOString(),
        owner: task.owner ?? undefined,
        mine: task.owner_id === actor.userId,
      })),
      consents: consents.map((consent) => ({
        id: consent.id,
        purpose: consent.purpose,
        recipient: unsealed(`consent.recipient:${consent.id}`, consent.recipient, true),
        how: consent.how as 'oral' | 'written' | 'signed' | 'carried',
        givenBy: consent.given_by,
        assent: consent.assent ?? undefined,
        language: consent.language ?? undefined,
        witness: unsealed(`consent.witness:${consent.id}`, consent.witness, classes.includes('identity')),
        givenAt: consent.given_at.toISOString(),
        expiresAt: consent.expires_at?.toISOString(),
        withdrawnAt: consent.withdrawn_at?.toISOString(),
      })),
      referrals: referrals.map((referral) => ({
        id: referral.id,
        to: referral.to,
        status: referral.status as 'sent' | 'accepted' | 'refused' | 'recalled',
        sentAt: referral.sent_at.toISOString(),
        purpose: referral.purpose,
      })),
      may: {
        write: may('case.write'),
        assign: may('case.assign'),
        close: may('case.close'),
        refer: may('referral.write') && !row.closed_at,
        waive: may('gate.waive') && !row.closed_at,
      },
    };
  },
});

interface Of {
  id: string;
}
const theCase = prepared((db, { id }: Of) =>
  caseRows(db)
    .leftJoin('data_key as k', 'k.id', 'c.id')
    .select(['c.team_id', 'c.owner_id', 'c.waivers', 'k.wrapped', 'k.organisation_id as key_organisation'])
    .where('c.id', '=', id),
);
const entriesOf = prepared((db, { id }: Of) =>
  db
    .selectFrom('entry as e')
    .leftJoin('app_user as u', 'u.id', 'e.by_user')
    .select(['e.id', 'e.form', 'e.version', 'e.at', 'e.revision', 'u.name as by'])
    .where('e.case_id', '=', id)
    .orderBy('e.at', 'desc'),
);
const tasksOf = prepared((db, { id }: Of) =>
  db
    .selectFrom('task as k')
    .leftJoin('app_user as u', 'u.id', 'k.owner_id')
    .select(['k.id', 'k.kind', 'k.note', 'k.due_at', 'k.done_at', 'k.owner_id', 'u.name as owner'])
    .where('k.case_id', '=', id)
    .where('k.dropped_at', 'is', null)
    .orderBy('k.due_at'),
);
const consentsOf = prepared((db, { id }: Of) =>
  db
    .selectFrom('consent')
    .select(['id', 'purpose', 'recipient', 'how', 'given_by', 'assent', 'language', 'witness'])
    .select(['given_at', 'expires_at', 'withdrawn_at'])
    .where('case_id', '=', id)
    .orderBy('given_at'),
);
const referralsOf = prepared((db, { id }: Of) =>
  db
    .selectFrom('referral as r')
    .innerJoin('organisation as o', 'o.id', 'r.to_organisation_id')
    .select(['r.id', 'r.status', 'r.sent_at', 'r.purpose', 'o.name as to'])
    .where('r.case_id', '=', id)
    .orderBy('r.sent_at'),
);

async function userNames({ db }: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('app_user').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
