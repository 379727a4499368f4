import { sql } from 'kysely';
import { requireRead } from '../checks.ts';
import { endOfDayOf } from '../local-time.ts';
import { callees } from '../people/index.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';

/** Days after today that count as soon. */
const soonDays = 7;
const mostTasks = 200;
const mostFlagged = 20;
const mostQuiet = 20;
const day = 86_400_000;
type Waits = 'answer' | 'overdue' | 'asked' | 'stop';

export const today = operation(contracts.today, {
  run: async (context, { all }) => {
    requireRead(context, 'operational');
    const { db, actor, now, keys, vault, definitions } = context;
    const mine = all !== true;
    const [tasks, referrals, counts, flagged, quiet] = await Promise.all([
      db
        .selectFrom('task as k')
        .innerJoin('case_file as c', 'c.id', 'k.case_id')
        .leftJoin('app_user as u', 'u.id', 'k.owner_id')
        .leftJoin('data_key as d', 'd.id', 'k.case_id')
        .select([
          'k.id',
          'k.kind',
          'k.note',
          'k.due_at',
          'k.case_id',
          'k.person_id',
          'k.owner_id',
          'c.number',
          'u.name as owner',
          'd.wrapped',
          'd.organisation_id as key_organisation',
          sql<'overdue' | 'today' | 'soon'>`case when k.due_at < ${now} then 'overdue'
            when k.due_at < ${endOfDayOf(now)} then 'today' else 'soon' end`.as('when'),
        ])
        .where('k.done_at', 'is', null)
        .where('k.dropped_at', 'is', null)
        .where('k.due_at', '<', endOfDayOf(now, soonDays))
        .$if(mine, (query) => query.where('k.owner_id', '=', actor.userId))
        .orderBy('k.due_at')
        .orderBy('k.id')
        .limit(mostTasks)
        .execute(),
      db
        .selectFrom('referral as r')
        .innerJoin('organisation as o', (join) =>
          join.on(
            'o.id',
            '=',
            sql`case when r.to_organisation_id = ${actor.organisationId} then r.from_organisation_id else r.to_organisation_id end`,
          ),
        )
        .select(['r.id', 'r.sent_at', 'r.purpose', 'o.name as organisation'])
        .select(sql<boolean>`r.to_organisation_id = ${actor.organisationId}`.as('incoming'))
        .select(
          sql<Waits>`case when r.status = 'recalled' then 'stop' when r.asked_at is not null
            and r.from_organisation_id = ${actor.organisationId} then 'asked'
            when r.answer_by < ${now} then 'overdue' else 'answer' end`.as('why'),
        )
        // In these words, which are those of an index: unanswered, asked back, or told to stop and not yet said that one has.
        .where(
          sql<boolean>`(r.status = 'sent' or r.asked_at is not null
            or r.status = 'recalled' and r.answered_at is not null and r.confirmed_at is null)`,
        )
        .where((eb) =>
          eb.or([
            eb('r.status', '=', 'recalled'),
            eb.and([
              eb('r.status', 'in', ['sent', 'accepted']),
              eb.or([eb('r.expires_at', 'is', null), eb('r.expires_at', '>', now)]),
            ]),
          ]),
        )
        .where(
          sql<boolean>`case when r.to_organisation_id = ${actor.organisationId}
            then r.status in ('sent', 'recalled') and actor_handles(r.taken_by)
            else r.status <> 'recalled' and (r.asked_at is not null or r.status = 'sent' and r.answer_by < ${now})
              and exists (select from case_file c where c.id = r.case_id
                and (${!mine}::boolean or c.owner_id = ${actor.userId})) end`,
        )
        .orderBy('r.sent_at')
        .limit(mostTasks)
        .execute(),
      db
        .selectNoFrom((eb) => [
          eb
            .selectFrom('enquiry')
            .select((count) => count.fn.countAll<string>().as('n'))
            .where('answered_at', 'is', null)
            .where('case_id', 'is', null)
            .as('enquiries'),
          eb
            .selectFrom('case_file')
            .select((count) => count.fn.countAll<string>().as('n'))
            .where('owner_id', 'is', null)
            .where('closed_at', 'is', null)
            .as('unassigned'),
        ])
        .executeTakeFirstOrThrow(),
      db
        .selectFrom('case_file')
        .select(['id', 'number', 'person_id', 'flags', 'opened_at'])
        .where('closed_at', 'is', null)
        .where(sql<boolean>`flags <> '[]'`)
        .$if(mine, (query) =>
          query.where((eb) => eb.or([eb('owner_id', '=', actor.userId), eb('owner_id', 'is', null)])),
        )
        .orderBy('opened_at', 'desc')
        .orderBy('id', 'desc')
        .limit(mostFlagged)
        .execute(),
      db
        .selectFrom('case_file as c')
        .select(['c.id', 'c.number', 'c.person_id', 'c.last_contact_at'])
        .where('c.closed_at', 'is', null)
        .where('c.organisation_id', '=', actor.organisationId)
        .where((eb) =>
          eb.or(
            definitions
              .programmes()
              .map(({ code, quietAfterDays }) =>
                eb.and([
                  eb('c.programme', '=', code),
                  eb('c.last_contact_at', '<', new Date(now.getTime() - quietAfterDays * day)),
                ]),
              ),
          ),
        )
        // Where something is planned, nobody is forgotten.
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('task as k')
                .select('k.id')
                .whereRef('k.case_id', '=', 'c.id')
                .where('k.done_at', 'is', null)
                .where('k.dropped_at', 'is', null),
            ),
          ),
        )
        .$if(mine, (query) => query.where('c.owner_id', '=', actor.userId))
        .orderBy('c.last_contact_at')
        .orderBy('c.id')
        .limit(mostQuiet)
        .execute(),
    ]);
    const people = await callees(context, [
      ...new Set([...tasks, ...quiet, ...flagged].map(({ person_id }) => person_id)),
    ]);
    const readsNotes = actor.role.read.includes('account');
    const kinds = definitions.codeList('taskKind')?.items ?? [];
    const atAnHour = new Set(kinds.flatMap(({ code, columns }) => (columns?.hasHour ? [code] : [])));
    const shown = (when: (typeof tasks)[number]['when']) =>
      tasks
        .filter((task) => task.when === when)
        // Whom somebody promised to call at an hour comes first on that day.
        .toSorted((a, b) => (when === 'today' ? Number(atAnHour.has(b.kind)) - Number(atAnHour.has(a.kind)) : 0))
        .map((task) => {
          const key =
            readsNotes && task.note && task.wrapped && task.key_organisation
              ? keys.learn(task.key_organisation, task.case_id, task.wrapped)
              : undefined;
          return {
            id: task.id,
            kind: task.kind,
            note: key && task.note ? vault.unseal<string>(key, `task.note:${task.id}`, task.note) : undefined,
            dueAt: task.due_at.toISOString(),
            caseId: task.case_id,
            caseNumber: task.number,
            personId: task.person_id,
            personName: people.get(task.person_id)?.name,
            safeContact: people.get(task.person_id)?.safeContact,
            owner: task.owner ?? undefined,
            mine: task.owner_id === actor.userId,
          };
        });
    return {
      overdue: shown('overdue'),
      today: shown('today'),
      soon: shown('soon'),
      referrals: referrals.map((one) => ({
        id: one.id,
        incoming: one.incoming,
        organisation: one.organisation,
        sentAt: one.sent_at.toISOString(),
        purpose: one.purpose,
        why: one.why,
      })),
      openEnquiries: Number(counts.enquiries),
      unassignedCases: Number(counts.unassigned),
      quietCases: quiet.map(({ id, number, person_id, last_contact_at }) => ({
        id,
        number,
        personName: people.get(person_id)?.name,
        lastContactAt: last_contact_at.toISOString(),
      })),
      flaggedCases: flagged.map(({ id, number, person_id, flags, opened_at }) => ({
        id,
        number,
        personName: people.get(person_id)?.name,
        flags,
        openedAt: opened_at.toISOString(),
      })),
    };
  },
});
