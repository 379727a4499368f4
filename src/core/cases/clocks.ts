/** The clocks of a case as it goes its way: started, standing still, going on and met, as its programme's timers say. */
import type { Insertable, Selectable } from 'kysely';
import { type Corridor, leftOf, limitFor, momentsOf, type Reckoning, type Timer, uuidv7 } from '../../kernel/index.ts';
import { timeZone } from '../local-time.ts';
import type { Context, Definitions } from '../ports.ts';
import type { Tables } from '../tables/index.ts';
import { isFinal } from './gates.ts';
import { type Belonging, belonging, type OwnCase } from './row.ts';

export type Clock = Selectable<Tables['deadline']>;
export type ClockState = 'running' | 'warning' | 'overdue' | 'escalated' | 'paused' | 'met';

export function stateOf(clock: Clock, now: Date): ClockState {
  if (clock.met_at) return 'met';
  if (clock.paused_at) return 'paused';
  if (clock.escalate_at && clock.escalate_at <= now) return 'escalated';
  if (clock.due_at <= now) return 'overdue';
  return clock.warn_at <= now ? 'warning' : 'running';
}

/** Stopped by a person; what a stage stopped, another stage sets going again. */
export const isStoppedByHand = ({ paused_at, stops }: Clock): boolean => {
  const last = stops.at(-1);
  return paused_at !== null && last !== undefined && last.until === undefined;
};

/** Stands still with what is left. What was missed stays missed: a clock that is over is not stopped. */
export const paused = (clock: Clock, now: Date, reckoning: Reckoning): Clock => ({
  ...clock,
  paused_at: now,
  remaining: leftOf(clock.term, now, clock.due_at, reckoning),
});

/** Goes on with what was left. */
export function resumed(clock: Clock, now: Date, reckoning: Reckoning): Clock {
  const { warnAt, dueAt, escalateAt } = momentsOf(clock.term, now, clock.remaining ?? 0, reckoning);
  return { ...clock, paused_at: null, remaining: null, warn_at: warnAt, due_at: dueAt, escalate_at: escalateAt };
}

/** Reckons as the installation lives and as each limit counts its days. */
export async function reckoningOf({ db, definitions }: Context): Promise<(limit: { calendar?: string }) => Reckoning> {
  const { zone } = await db.selectNoFrom(timeZone.as('zone')).executeTakeFirstOrThrow();
  return ({ calendar }) => {
    const { weekend = [], holidays = [] } = (calendar && definitions.calendar(calendar)) || {};
    return { timeZone: zone, calendar: { weekend, holidays: holidays.map(({ day }) => day) } };
  };
}

type Timed = Belonging & Pick<OwnCase, 'destination' | 'nationality' | 'place'>;

/**
 * What the arrival at a stage does to the clocks of a case: nothing at all, without a query, where the programme has no
 * timers. The case is held by whoever calls, so that nobody stops a clock meanwhile.
 */
export async function stepClocks(context: Context, row: Timed, stage: string): Promise<void> {
  const { db, now, definitions } = context;
  const timers = definitions.timers(row.programme);
  if (timers.length === 0) return;
  const programme = definitions.programme(row.programme);
  const ends = programme !== undefined && isFinal(programme, stage);
  const [open, reckoning] = await Promise.all([
    db.selectFrom('deadline').selectAll().where('case_id', '=', row.id).where('met_at', 'is', null).execute(),
    reckoningOf(context),
  ]);
  const changed: Insertable<Tables['deadline']>[] = [];
  for (const clock of open) {
    const timer = timers.find(({ code }) => code === clock.timer);
    const next = stepped(clock, timer, stage, ends, now, reckoning(clock.term));
    if (next !== clock) changed.push(rowOf(next));
  }
  changed.push(
    ...startedClocks(context, row, stage, reckoning).filter(
      ({ timer }) => !open.some((clock) => clock.timer === timer),
    ),
  );
  if (changed.length > 0) await keepClocks(context, changed);
}

/** The clocks that begin to run when a case comes to a stage: rows to be kept. */
export function startedClocks(
  { definitions, now }: Pick<Context, 'definitions' | 'now'>,
  row: Timed,
  stage: string,
  reckoning: (limit: { calendar?: string }) => Reckoning,
): Insertable<Tables['deadline']>[] {
  const corridor = corridorOf(definitions, row);
  return definitions.timers(row.programme).flatMap((timer) => {
    const limit = limitFor(timer, corridor);
    if (!limit || !timer.from.includes(stage)) return [];
    const { warnAt, dueAt, escalateAt } = momentsOf(limit, now, limit.amount, reckoning(limit));
    return [
      {
        id: uuidv7(now.getTime()),
        ...belonging(row),
        timer: timer.code,
        term: JSON.stringify(limit),
        started_at: now,
        warn_at: warnAt,
        due_at: dueAt,
        escalate_at: escalateAt,
      },
    ];
  });
}

function stepped(
  clock: Clock,
  timer: Timer | undefined,
  stage: string,
  ends: boolean,
  now: Date,
  reckoning: Reckoning,
): Clock {
  if (ends || timer?.until.includes(stage)) return { ...clock, met_at: now };
  if (isStoppedByHand(clock)) return clock;
  const still = timer?.pausedIn?.includes(stage) ?? false;
  if (still && !clock.paused_at && clock.due_at > now) return paused(clock, now, reckoning);
  return !still && clock.paused_at ? resumed(clock, now, reckoning) : clock;
}

export const rowOf = ({ term, stops, erased_at: _, ...clock }: Clock): Insertable<Tables['deadline']> => ({
  ...clock,
  term: JSON.stringify(term),
  stops: JSON.stringify(stops),
});

/** New clocks and changed ones, in one statement. */
export async function keepClocks({ db }: Context, rows: readonly Insertable<Tables['deadline']>[]): Promise<void> {
  await db
    .insertInto('deadline')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        warn_at: ref('excluded.warn_at'),
        due_at: ref('excluded.due_at'),
        escalate_at: ref('excluded.escalate_at'),
        paused_at: ref('excluded.paused_at'),
        remaining: ref('excluded.remaining'),
        stops: ref('excluded.stops'),
        met_at: ref('excluded.met_at'),
      })),
    )
    .execute();
}

/** Where somebody worked, of which country they are, and where the case is handled, with every place above. */
function corridorOf(definitions: Definitions, { destination, nationality, place }: Timed): Corridor {
  const places: string[] = [];
  for (let at = place ?? undefined; at !== undefined && !places.includes(at); at = definitions.place(at)?.parent)
    places.push(at);
  return { destination, nationality, places };
}
