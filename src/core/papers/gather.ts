import { sql } from 'kysely';
import { type FormDefinition, join } from '../../kernel/form/index.ts';
import { among } from '../among.ts';
import { coveredFields, openParts } from '../forms/index.ts';
import { timeZone } from '../local-time.ts';
import type { PaperCase, PaperEntry, PaperHead } from '../paper.ts';
import type { Context } from '../ports.ts';
import { heldOfJob } from '../recruitment/index.ts';

/** Who has it made, where, and what for. */
export async function headOf(context: Context, language: string, reason: string): Promise<PaperHead> {
  const { db, actor, now } = context;
  const [zone, organisation] = await Promise.all([
    sql<{ zone: string }>`select ${timeZone} as zone`.execute(db),
    db.selectFrom('organisation').select('name').where('id', '=', actor.organisationId).executeTakeFirstOrThrow(),
  ]);
  return {
    language,
    at: now,
    timeZone: zone.rows[0]?.zone ?? 'UTC',
    organisation: organisation.name,
    by: actor.name,
    reason,
  };
}

/** Cases with all that hangs on them, oldest first, each cut down to what the role may read. */
export async function casesOf(context: Context, ids: readonly string[]): Promise<PaperCase[]> {
  if (ids.length === 0) return [];
  const { db, actor, definitions, keys, vault } = context;
  const accounts = actor.role.read.includes('account');
  const [files, stages, consents, referrals, tasks, goals, services, stays, entries] = await Promise.all([
    db
      .selectFrom('case_file as c')
      .leftJoin('team as t', 't.id', 'c.team_id')
      .leftJoin('app_user as o', 'o.id', 'c.owner_id')
      .selectAll('c')
      .select(['t.name as team', 'o.name as owner'])
      .where(among('c.id', ids))
      .orderBy('c.opened_at')
      .execute(),
    db.selectFrom('case_stage').selectAll().where(among('case_id', ids)).orderBy('at').execute(),
    db.selectFrom('consent').selectAll().where(among('case_id', ids)).orderBy('given_at').execute(),
    db
      .selectFrom('referral as r')
      .innerJoin('organisation as o', 'o.id', 'r.to_organisation_id')
      .select(['r.case_id', 'r.purpose', 'r.status', 'r.sent_at', 'o.name as to'])
      .where(among('r.case_id', ids))
      .orderBy('r.sent_at')
      .execute(),
    db
      .selectFrom('task')
      .select(['id', 'case_id', 'kind', 'due_at', 'note'])
      .where(among('case_id', ids))
      .where('done_at', 'is', null)
      .where('dropped_at', 'is', null)
      .orderBy('due_at')
      .execute(),
    db.selectFrom('plan_goal').selectAll().where(among('case_id', ids)).orderBy('set_at').orderBy('id').execute(),
    db
      .selectFrom('service as s')
      .leftJoin('organisation as o', 'o.id', 's.provider_id')
      .select(['s.id', 's.case_id', 's.service', 's.status', 's.provider', 's.started_on', 's.ended_on', 's.rating'])
      .select('o.name as provider_name')
      .where(among('s.case_id', ids))
      .orderBy('s.requested_at')
      .orderBy('s.id')
      .execute(),
    db
      .selectFrom('stay as s')
      .innerJoin('shelter as h', 'h.id', 's.shelter_id')
      .select(['s.case_id', 's.begins_at', 's.ends_at', 'h.name'])
      .where(among('s.case_id', ids))
      .orderBy('s.begins_at')
      .execute(),
    db
      .selectFrom('entry as e')
      .leftJoin('app_user as u', 'u.id', 'e.by_user')
      .select(['e.id', 'e.case_id', 'e.form', 'e.version', 'e.answers', 'e.sealed', 'e.at', 'u.name as by'])
      .where(among('e.case_id', ids))
      .orderBy('e.at')
      .orderBy('e.id')
      .execute(),
  ]);
  const forms = await formsOf(context, entries);
  const made: PaperCase[] = [];
  for (const file of files) {
    const key = await keys.of(file.id);
    const here = <T extends { case_id: string | null }>(rows: readonly T[]): T[] =>
      rows.filter(({ case_id }) => case_id === file.id);
    const told = (place: string, sealed: Uint8Array | null): string | undefined =>
      accounts && sealed ? vault.unseal<string>(key, place, sealed) : undefined;
    made.push({
      number: file.number,
      programme: file.programme,
      team: file.team ?? undefined,
      owner: file.owner ?? undefined,
      channel: file.channel ?? undefined,
      topic: file.topic ?? undefined,
      destination: file.destination ?? undefined,
      closingReason: file.closing_reason ?? undefined,
      closedAt: file.closed_at ?? undefined,
      flags: file.flags.map(({ reason }) => reason),
      stages: [
        { stage: definitions.programme(file.programme)?.firstStage ?? file.stage, at: file.opened_at },
        ...here(stages).map(({ stage, at }) => ({ stage, at })),
      ],
      waivers: file.waivers.map(({ to, at, reason }) => ({
        to,
        at: new Date(at),
        reason: told(`case.waiver:${file.id}`, Buffer.from(reason, 'base64')),
      })),
      consents: here(consents).map((one) => ({
        purpose: one.purpose,
        recipient: one.recipient ? vault.unseal<string>(key, `consent.recipient:${one.id}`, one.recipient) : undefined,
        how: one.how,
        givenAt: one.given_at,
        expiresAt: one.expires_at ?? undefined,
        withdrawnAt: one.withdrawn_at ?? undefined,
      })),
      referrals: here(referrals).map(({ to, purpose, status, sent_at: sentAt }) => ({ to, purpose, status, sentAt })),
      goals: here(goals).map((one) => ({
        kind: one.kind,
        wording: told(`goal.wording:${one.id}`, one.wording),
        dueOn: one.due_on ?? undefined,
        outcome: one.outcome ?? undefined,
        note: told(`goal.note:${one.id}`, one.outcome_note),
      })),
      services: here(services).map((one) => ({
        service: one.service,
        status: one.status,
        provider: one.provider_name ?? told(`service.provider:${one.id}`, one.provider),
        startedOn: one.started_on ?? undefined,
        endedOn: one.ended_on ?? undefined,
        rating: one.rating ?? undefined,
      })),
      stays: here(stays).map(({ name, begins_at: from, ends_at: to }) => ({
        shelter: name,
        from,
        to: to ?? undefined,
      })),
      ...(await heldOfJob(context, file.id, key)),
      tasks: here(tasks).map(({ id, kind, due_at: dueAt, note }) => ({
        kind,
        dueAt,
        note: told(`task.note:${id}`, note),
      })),
      entries: here(entries).map((entry): PaperEntry => {
        const definition = forms.get(`${entry.form} ${entry.version}`);
        if (!definition) throw new Error(`entry ${entry.id} is of a form that was never published`);
        return {
          definition,
          at: entry.at,
          by: entry.by ?? '',
          answers: join(Object.values(openParts(vault, key, definition, entry, actor.role.read))),
          covered: coveredFields(definition, actor.role),
        };
      }),
    });
  }
  return made;
}

async function formsOf(
  { definitions }: Context,
  entries: readonly { form: string; version: number }[],
): Promise<Map<string, FormDefinition>> {
  const found = new Map<string, FormDefinition>();
  for (const { form, version } of entries) {
    if (found.has(`${form} ${version}`)) continue;
    const one = await definitions.form(form, version);
    if (one) found.set(`${form} ${version}`, one.definition);
  }
  return found;
}
