import { absent, Problem } from '../../kernel/index.ts';
import { requireRead } from '../checks.ts';
import { personNames } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
import { type Clock, isStoppedByHand, keepClocks, paused, reckoningOf, resumed, rowOf, stateOf } from './clocks.ts';
import { deadlineContracts as contracts } from './deadline-contract.ts';
import { type OwnCase, ownCase } from './row.ts';

const mostDue = 200;

export const list = operation(contracts.listDeadlines, {
  subject: ({ caseId }) => caseId,
  run: async (context, { caseId }) => {
    requireRead(context, 'operational');
    const { db, actor, now, keys, vault } = context;
    const [row, key, clocks] = await Promise.all([
      ownCase(context, caseId),
      keys.find(caseId),
      db.selectFrom('deadline').selectAll().where('case_id', '=', caseId).orderBy('started_at').orderBy('id').execute(),
    ]);
    if (!key) throw absent();
    const by = [...new Set(clocks.flatMap(({ stops }) => stops.map((one) => one.by)))];
    const users =
      by.length > 0 ? await db.selectFrom('app_user').select(['id', 'name']).where('id', 'in', by).execute() : [];
    const names = new Map(users.map(({ id, name }) => [id, name]));
    const timers = context.definitions.timers(row.programme);
    const readsReasons = actor.role.read.includes('account');
    const open = new Set(clocks.filter(({ met_at }) => !met_at).map(({ timer }) => timer));
    return {
      items: clocks.map((clock) => ({
        id: clock.id,
        timer: clock.timer,
        title: titleOf(context, row, clock.timer),
        state: stateOf(clock, now),
        startedAt: clock.started_at.toISOString(),
        warnAt: clock.warn_at.toISOString(),
        dueAt: clock.due_at.toISOString(),
        escalateAt: clock.escalate_at?.toISOString(),
        amount: clock.term.amount,
        unit: clock.term.unit,
        source: clock.term.source,
        pausedAt: clock.paused_at?.toISOString(),
        left: clock.remaining ?? undefined,
        metAt: clock.met_at?.toISOString(),
        byHand: isStoppedByHand(clock),
        stops: clock.stops.map((stop) => ({
          at: stop.at,
          until: stop.until,
          by: names.get(stop.by) ?? '',
          reason: readsReasons
            ? vault.unseal<string>(key, `deadline.stop:${clock.id}`, Buffer.from(stop.reason, 'base64'))
            : undefined,
        })),
      })),
      unset: timers
        .filter(({ code, from }) => from.includes(row.stage) && !open.has(code))
        .map(({ code, title }) => ({ timer: code, title })),
      mayStop: !row.closed_at && actor.role.grants.includes('gate.waive'),
    };
  },
});

export const due = operation(contracts.dueDeadlines, {
  run: async (context) => {
    requireRead(context, 'operational');
    const { db, actor, now } = context;
    const hears = actor.role.grants.includes('approval.decide');
    const rows = await db
      .selectFrom('deadline as d')
      .innerJoin('case_file as c', 'c.id', 'd.case_id')
      .leftJoin('app_user as u', 'u.id', 'd.owner_id')
      .selectAll('d')
      .select(['c.number', 'u.name as owner'])
      .where('d.organisation_id', '=', actor.organisationId)
      .where('d.met_at', 'is', null)
      .where('d.paused_at', 'is', null)
      .where('d.warn_at', '<=', now)
      .where((eb) =>
        eb.or([
          eb('d.owner_id', '=', actor.userId),
          eb('d.owner_id', 'is', null),
          ...(hears ? [eb('d.escalate_at', '<=', now)] : []),
        ]),
      )
      .orderBy('d.due_at')
      .orderBy('d.id')
      .limit(mostDue)
      .execute();
    const names = await personNames(context, [...new Set(rows.map(({ person_id }) => person_id))]);
    return {
      items: rows.map((row) => ({
        id: row.id,
        caseId: row.case_id,
        caseNumber: row.number,
        personName: names.get(row.person_id)?.name,
        title: titleOf(context, row, row.timer),
        state: stateOf(row, now),
        dueAt: row.due_at.toISOString(),
        owner: row.owner ?? undefined,
        mine: row.owner_id === actor.userId,
      })),
    };
  },
});

export const pause = operation(contracts.pauseDeadline, {
  subject: (_, output) => output?.caseId,
  run: async (context, { id, reason }) => {
    const { actor, now, keys, vault } = context;
    const { clock, row } = await openClock(context, id);
    if (clock.paused_at) throw changed(clock, now);
    if (clock.due_at <= now) throw new Problem('deadline.over');
    const [key, reckoning] = await Promise.all([keys.of(row.id), reckoningOf(context)]);
    const stop = {
      at: now.toISOString(),
      by: actor.userId,
      reason: vault.seal(key, `deadline.stop:${id}`, reason).toString('base64'),
    };
    const next = { ...paused(clock, now, reckoning(clock.term)), stops: [...clock.stops, stop] };
    await keepClocks(context, [rowOf(next)]);
    return { caseId: row.id, state: stateOf(next, now), dueAt: next.due_at.toISOString() };
  },
});

// Why it goes on is kept where the call is: sealed in the journal.
export const resume = operation(contracts.resumeDeadline, {
  subject: (_, output) => output?.caseId,
  run: async (context, { id }) => {
    const { now, definitions } = context;
    const { clock, row } = await openClock(context, id);
    if (!isStoppedByHand(clock)) throw changed(clock, now);
    const reckoning = await reckoningOf(context);
    const stops = clock.stops.map((stop) => (stop.until ? stop : { ...stop, until: now.toISOString() }));
    const timer = definitions.timers(row.programme).find(({ code }) => code === clock.timer);
    // Where the stage would have stopped it, it stands still for the stage from now on.
    const still = timer?.pausedIn?.includes(row.stage) ?? false;
    const next = { ...(still ? clock : resumed(clock, now, reckoning(clock.term))), stops };
    await keepClocks(context, [rowOf(next)]);
    return { caseId: row.id, state: stateOf(next, now), dueAt: next.due_at.toISOString() };
  },
});

/** A clock that nobody else moves meanwhile, with its case. */
async function openClock(context: Context, id: string): Promise<{ clock: Clock; row: OwnCase }> {
  const { db, now } = context;
  const found = await db.selectFrom('deadline').select('case_id').where('id', '=', id).executeTakeFirst();
  if (!found) throw absent();
  const row = await ownCase(context, found.case_id, { hold: true });
  if (row.closed_at) throw new Problem('record.closed');
  const clock = await db.selectFrom('deadline').selectAll().where('id', '=', id).executeTakeFirst();
  if (!clock) throw absent();
  if (clock.met_at) throw changed(clock, now);
  return { clock, row };
}

const changed = (clock: Clock, now: Date): Problem =>
  new Problem('record.changed', { params: { state: stateOf(clock, now) } });

const titleOf = ({ definitions }: Context, { programme }: { programme: string }, timer: string) =>
  definitions.timers(programme).find(({ code }) => code === timer)?.title ?? { en: timer };
