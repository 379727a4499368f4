/** Limits of time that law or procedure sets, as data: which clock runs, for whom, how long, and who says so. */
import type { Text } from './programme.ts';
import { addWorkingDays, type WorkingCalendar, workingDaysBetween } from './working-days.ts';

/** A country's or a house's working days, with where they were taken from. */
export interface Calendar {
  code: string;
  title: Text;
  /** Days of the week on which nobody works: 0 is Sunday, 6 is Saturday. */
  weekend: number[];
  holidays: { day: string; name: Text }[];
  source: Text;
}

export const spanUnits = ['hours', 'days', 'workingDays'] as const;
export interface Span {
  amount: number;
  unit: (typeof spanUnits)[number];
}

/** How long a clock runs, for the cases that it is for. */
export interface Limit extends Span {
  /** What a case must be for this limit; of several that fit, the one that says most counts. */
  where?: {
    destination?: string;
    nationality?: string;
    /** Where the case is handled, or a place above it. */
    place?: string;
  };
  /** Code of the calendar, where working days are counted. */
  calendar?: string;
  /** The law or procedure that sets it. */
  source: Text;
  warnBefore: Span;
  /** After it is due. */
  escalateAfter?: Span;
}

export interface Timer {
  code: string;
  title: Text;
  programme: string;
  /** Stages whose arrival starts it. */
  from: string[];
  /** Stages whose arrival meets it; so does a final one. */
  until: string[];
  /** Stages in which it stands still. */
  pausedIn?: string[];
  limits: Limit[];
}

export interface Corridor {
  destination: string | null;
  nationality: string | null;
  /** Where the case is handled, then every place above it. */
  places: readonly string[];
}

/**
 * The limit that counts for a case: of those whose conditions all hold the one with most of them, then the one of the
 * narrower place, then the first. Undefined when none fits: then no clock runs.
 */
export function limitFor({ limits }: Timer, { destination, nationality, places }: Corridor): Limit | undefined {
  const weight = ({ where = {} }: Limit): number => {
    const nearness = where.place === undefined ? 0 : places.indexOf(where.place);
    const fits =
      (where.destination === undefined || where.destination === destination) &&
      (where.nationality === undefined || where.nationality === nationality) &&
      nearness >= 0;
    return fits ? 100 * Object.keys(where).length - nearness : -1;
  };
  let best: Limit | undefined;
  for (const limit of limits) if (weight(limit) > (best ? weight(best) : -1)) best = limit;
  return best;
}

/** What a clock is read with: the local days of the installation, and the working days of a limit. */
export interface Reckoning {
  timeZone: string;
  calendar: WorkingCalendar;
}

export interface Moments {
  warnAt: Date;
  dueAt: Date;
  escalateAt: Date | null;
}

const hour = 3_600_000;
const day = 24 * hour;

/**
 * When a clock warns, is due and escalates that has `left` of its unit from now on. Hours are exact. Days end with the local
 * day, and the day on which it starts does not count.
 */
export function momentsOf(limit: Limit, now: Date, left: number, reckoning: Reckoning): Moments {
  const today = dayOf(now, reckoning.timeZone);
  const dueAt =
    limit.unit === 'hours'
      ? new Date(now.getTime() + left * hour)
      : endOf(
          limit.unit === 'days' ? plusDays(today, left) : addWorkingDays(today, left, reckoning.calendar),
          reckoning,
        );
  const { warnBefore, escalateAfter } = limit;
  return {
    warnAt: new Date(dueAt.getTime() - lengthOf(warnBefore, dueAt, -1, reckoning)),
    dueAt,
    escalateAt: escalateAfter ? new Date(dueAt.getTime() + lengthOf(escalateAfter, dueAt, 1, reckoning)) : null,
  };
}

/** How much a clock has left, in the unit of its limit; nothing less than nothing. */
export function leftOf({ unit }: Span, now: Date, dueAt: Date, { timeZone, calendar }: Reckoning): number {
  if (unit === 'hours') return Math.max(0, (dueAt.getTime() - now.getTime()) / hour);
  const [today, last] = [dayOf(now, timeZone), lastDayOf(dueAt, timeZone)];
  const left =
    unit === 'days' ? (Date.parse(last) - Date.parse(today)) / day : workingDaysBetween(today, last, calendar);
  return Math.max(0, left);
}

/** In milliseconds from a moment on, or back from it: working days are as long as what lies between them. */
function lengthOf({ amount, unit }: Span, from: Date, way: 1 | -1, { timeZone, calendar }: Reckoning): number {
  if (unit === 'hours') return amount * hour;
  if (unit === 'days') return amount * day;
  const start = lastDayOf(from, timeZone);
  let days = 0;
  for (let left = amount; left > 0; ) {
    days += 1;
    const [before, after] = [plusDays(start, way > 0 ? days - 1 : -days), plusDays(start, way > 0 ? days : 1 - days)];
    left -= workingDaysBetween(before, after, calendar);
  }
  return days * day;
}

const plusDays = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * day).toISOString().slice(0, 10);

/** The local day of a moment. */
export const dayOf = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);
/** The end of a day is the last moment of that day, not the first of the next. */
const lastDayOf = (moment: Date, timeZone: string): string => dayOf(new Date(moment.getTime() - 1), timeZone);

/** When a local day ends. Asked twice, for the clocks may be changed between midnight there and in UTC. */
function endOf(local: string, { timeZone }: Reckoning): Date {
  const midnight = Date.parse(`${plusDays(local, 1)}T00:00:00Z`);
  let at = midnight;
  for (let nth = 0; nth < 2; nth++) at = midnight - offsetAt(at, timeZone);
  return new Date(at);
}

function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '00';
  const local = `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}Z`;
  return Date.parse(local) - Math.floor(at / 1000) * 1000;
}
