import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { absent, Problem, parseReadableNumber, uuidv7 } from '../../kernel/index.ts';
import { announceUser } from '../access/index.ts';
import { type Context, type Operation, operation } from '../ports.ts';
import { Id } from '../shapes.ts';
import type { Tables } from '../tables/index.ts';
import * as contracts from './contract.ts';

type Glass = Selectable<Tables['break_glass']>;

const hour = 3_600_000;
/** As `account_locked` in the database has it. */
const reviewWithin = 72 * hour;
/** In an hour: whoever needs more needs another role. */
const mostGlasses = 3;
const mostShown = 50;

const reviewBy = (at: Date): string => new Date(at.getTime() + reviewWithin).toISOString();

const breakGlass = operation(contracts.breakGlass, {
  subject: (_, output) => output?.caseId,
  run: async (context, { case: which, reason, minutes }) => {
    const { db, actor, now, keys, vault } = context;
    const id = uuidv7(now.getTime());
    const caseId = Id.safeParse(which).success ? which.toLowerCase() : null;
    const number = caseId ? null : parseReadableNumber(which);
    if (!caseId && !number) throw absent();
    // One's own calls wait for one another, or the last of the quota would be given twice.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`glass.break ${actor.userId}`}, 0))`.execute(db);
    const seen = await db
      .selectFrom('case_file')
      .select('id')
      .where((eb) => eb.or([eb('id', '=', caseId), eb('number', '=', number ?? null)]))
      .where('organisation_id', '=', actor.organisationId)
      .executeTakeFirst();
    if (seen) throw new Problem('glass.needless');
    const glass = await openGlass(context, { id, caseId, number: number ?? null, minutes });
    if (!glass) throw absent();
    const [key, told, lately] = await Promise.all([
      keys.of(glass.case_id),
      judgesOf(context, glass),
      db
        .selectFrom('break_glass')
        .select(['case_id', 'ends_at'])
        .where('user_id', '=', actor.userId)
        .where('at', '>', new Date(now.getTime() - hour))
        .where('id', '<>', id)
        .execute(),
    ]);
    if (lately.some(({ case_id, ends_at }) => case_id === glass.case_id && ends_at > now))
      throw new Problem('glass.needless');
    if (lately.length >= mostGlasses) throw new Problem('quota.reached', { params: { most: mostGlasses } });
    // Where nobody else would know, nothing is broken; and nobody learns that there was something to break.
    if (told.length === 0) throw absent();
    await db
      .updateTable('break_glass')
      .set({ reason: vault.seal(key, `glass.reason:${id}`, reason), alerted: told.map((one) => one.id) })
      .where('id', '=', id)
      .execute();
    return {
      id,
      caseId: glass.case_id,
      endsAt: glass.ends_at.toISOString(),
      told: told.map(({ name }) => name),
    };
  },
});

async function openGlass(
  { db, now }: Context,
  glass: { id: string; caseId: string | null; number: string | null; minutes: number },
): Promise<Glass | undefined> {
  const until = new Date(now.getTime() + glass.minutes * 60_000);
  const { rows } = await sql<Glass>`
    select * from open_glass(${glass.id}, ${glass.caseId}, ${glass.number}, ${now}, ${until})`.execute(db);
  return rows[0];
}

/** Who is told and may judge: whoever has the right and reaches the case, but not who broke the glass. */
async function judgesOf({ db, actor, definitions }: Context, glass: Glass): Promise<{ id: string; name: string }[]> {
  const roles = new Map(
    definitions
      .roles()
      .filter(({ grants }) => grants.includes('glass.review'))
      .map((role) => [role.code, role.scope]),
  );
  if (roles.size === 0) return [];
  const users = await db
    .selectFrom('app_user as u')
    .select(['u.id', 'u.name', 'u.role'])
    .select(sql<string[]>`array(select m.team_id from team_member m where m.user_id = u.id)`.as('teams'))
    .where('u.organisation_id', '=', glass.organisation_id)
    .where('u.active', '=', true)
    .where('u.role', 'in', [...roles.keys()])
    .where('u.id', '<>', actor.userId)
    .orderBy('u.name')
    .execute();
  return users.filter(({ id, role, teams }) => {
    const scope = roles.get(role);
    if (scope === 'organisation') return true;
    if (scope !== 'team' && scope !== 'own') return false;
    return glass.owner_id === id || (scope === 'team' && glass.team_id !== null && teams.includes(glass.team_id));
  });
}

const mine = operation(contracts.mine, {
  run: async ({ db, actor }, { caseId }) => {
    let query = db
      .selectFrom('break_glass')
      .select(['id', 'case_id', 'at', 'ends_at', 'verdict'])
      .where('user_id', '=', actor.userId)
      .orderBy('at', 'desc')
      .limit(mostShown);
    if (caseId) query = query.where('case_id', '=', caseId);
    const glasses = await query.execute();
    return {
      glasses: glasses.map(({ id, case_id, at, ends_at, verdict }) => ({
        id,
        caseId: case_id,
        endsAt: ends_at.toISOString(),
        reviewBy: reviewBy(at),
        verdict: verdict ?? undefined,
      })),
    };
  },
});

const waiting = operation(contracts.waiting, {
  run: async (context) => {
    const { db, actor, keys, vault } = context;
    const glasses = await db
      .selectFrom('break_glass as g')
      .innerJoin('app_user as u', 'u.id', 'g.user_id')
      .leftJoin('case_file as c', 'c.id', 'g.case_id')
      .leftJoin('data_key as k', 'k.id', 'g.case_id')
      .select(['g.id', 'g.case_id', 'g.person_id', 'g.user_id', 'g.reason', 'g.at', 'g.ends_at'])
      .select(['u.name as by', 'c.number', 'k.wrapped'])
      .where('g.organisation_id', '=', actor.organisationId)
      .where('g.user_id', '<>', actor.userId)
      .where('g.verdict', 'is', null)
      .orderBy('g.at')
      .limit(mostShown)
      .execute();
    const opened = await openedThrough(
      context,
      glasses.map(({ id }) => id),
    );
    const readsAccounts = actor.role.read.includes('account');
    return {
      glasses: glasses.map((one) => ({
        id: one.id,
        caseId: one.case_id,
        caseNumber: one.number ?? undefined,
        by: one.by,
        reason:
          readsAccounts && one.reason && one.wrapped
            ? vault.unseal<string>(
                keys.learn(actor.organisationId, one.case_id, one.wrapped),
                `glass.reason:${one.id}`,
                one.reason,
              )
            : undefined,
        at: one.at.toISOString(),
        endsAt: one.ends_at.toISOString(),
        reviewBy: reviewBy(one.at),
        opened: opened.get(one.id) ?? [],
      })),
    };
  },
});

/** What the journal says of the case, its person and its forms while each glass was broken, by whoever broke it. */
async function openedThrough({ db }: Context, ids: readonly string[]) {
  const found = new Map<string, { operation: string; at: string }[]>();
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom('break_glass as g')
    .innerJoin('journal as j', (join) =>
      join.on(sql<boolean>`j.subject_id = any (array[g.case_id, g.person_id]
        || array(select e.id from entry e where e.case_id = g.case_id)) and j.at between g.at and g.ends_at`),
    )
    .select(['g.id', 'j.operation', 'j.at'])
    .whereRef('j.actor_id', '=', 'g.user_id')
    .where('j.outcome', '=', 'done')
    .where('j.operation', '<>', contracts.breakGlass.name)
    .where('g.id', 'in', ids)
    .orderBy('j.at')
    .limit(mostShown * 10)
    .execute();
  for (const { id, operation: name, at } of rows)
    found.set(id, [...(found.get(id) ?? []), { operation: name, at: at.toISOString() }]);
  return found;
}

const review = operation(contracts.review, {
  subject: (_, output) => output?.caseId,
  run: async (context, { id, verdict, note }) => {
    const { db, actor, now, keys, vault } = context;
    const glass = await db
      .selectFrom('break_glass')
      .select(['case_id', 'user_id', 'verdict'])
      .where('id', '=', id)
      .executeTakeFirst();
    // One's own is nobody's to judge: it answers like one that is not there.
    if (!glass || glass.user_id === actor.userId) throw absent();
    if (glass.verdict) throw new Problem('record.changed', { params: { verdict: glass.verdict } });
    const key = note ? await keys.find(glass.case_id) : undefined;
    const { numUpdatedRows } = await db
      .updateTable('break_glass')
      .set({
        verdict,
        reviewed_by: actor.userId,
        reviewed_at: now,
        note: key && note ? vault.seal(key, `glass.note:${id}`, note) : null,
      })
      .where('id', '=', id)
      .where('verdict', 'is', null)
      .executeTakeFirst();
    // Of two at once the second is told.
    if (numUpdatedRows !== 1n) throw new Problem('record.changed');
    await announceUser(context, glass.user_id);
    return { caseId: glass.case_id, reviewedAt: now.toISOString() };
  },
});

/** In need, one case; and whoever judges it afterwards. */
export const glassOperations = [breakGlass, mine, waiting, review] as Operation[];
