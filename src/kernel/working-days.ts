/** Working days of a country's calendar. Days are ISO dates: what day it is somewhere is asked before, not here. */
export interface WorkingCalendar {
  /** Days of the week on which nobody works: 0 is Sunday, 6 is Saturday. */
  weekend: readonly number[];
  /** ISO dates on which nobody works either. */
  holidays: readonly string[];
}

const dayMs = 86_400_000;
/** 9999-12-31: the last day that ISO 8601 writes with four digits. */
const lastDay = 2_932_896;

/**
 * The day that is `days` working days after `startDay`, which itself does not count. With 0 it is `startDay`, or the
 * next working day when that is none. Throws a RangeError for a day that does not exist, for anything but a whole
 * number from 0, and when no such day comes before the year 10000 (a calendar without working days).
 */
export function addWorkingDays(startDay: string, days: number, calendar: WorkingCalendar): string {
  if (!Number.isSafeInteger(days) || days < 0) throw new RangeError(`${days} is not a number of working days`);
  const isWorking = workingDays(calendar);
  let day = numberOf(startDay);
  if (days === 0 && isWorking(day)) return startDay;
  for (let left = Math.max(days, 1); left > 0; ) {
    day += 1;
    if (day > lastDay) throw new RangeError(`No ${days} working days after ${startDay}`);
    if (isWorking(day)) left -= 1;
  }
  return textOf(day);
}

/**
 * How many working days come after `from`, up to `to` and with it; negative when `to` is earlier. So
 * `workingDaysBetween(start, addWorkingDays(start, n))` is `n` for every n from 1.
 */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar): number {
  if (to < from) return 0 - workingDaysBetween(to, from, calendar);
  const isWorking = workingDays(calendar);
  const last = numberOf(to);
  let count = 0;
  for (let day = numberOf(from) + 1; day <= last; day++) if (isWorking(day)) count += 1;
  return count;
}

function workingDays({ weekend, holidays }: WorkingCalendar): (day: number) => boolean {
  const off = new Set(holidays);
  // Day 0, 1 January 1970, was a Thursday; days before it are negative.
  return (day) => !weekend.includes((((day + 4) % 7) + 7) % 7) && !(off.size > 0 && off.has(textOf(day)));
}

function numberOf(text: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) / dayMs : Number.NaN;
  // What is no day is refused or, as 30 February, moved on to another one.
  if (Number.isNaN(day) || textOf(day) !== text) throw new RangeError(`${text} is not a day`);
  return day;
}

const textOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
