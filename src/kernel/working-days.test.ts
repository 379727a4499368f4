import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingDays, type WorkingCalendar, workingDaysBetween } from './working-days.ts';

const plain: WorkingCalendar = { weekend: [0, 6], holidays: [] };
const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const day = fc.integer({ min: 0, max: 40_000 }).map(isoDay);
/** Days of five years, so that two of them are never far apart. */
const near = fc.integer({ min: 18_000, max: 19_800 }).map(isoDay);
const count = fc.integer({ min: 1, max: 90 });
/** At most six days of rest a week and a few holidays near any start: there is always a working day to come. */
const calendar: fc.Arbitrary<WorkingCalendar> = fc.record({
  weekend: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 6 }),
  holidays: fc.array(near, { maxLength: 20 }),
});
/** A start with holidays in the weeks after it. */
const started = fc
  .tuple(fc.integer({ min: 0, max: 40_000 }), calendar, fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 15 }))
  .map(([start, one, offsets]) => ({
    start: isoDay(start),
    calendar: { ...one, holidays: [...one.holidays, ...offsets.map((offset) => isoDay(start + offset))] },
  }));
const isWorking = (one: string, { weekend, holidays }: WorkingCalendar): boolean =>
  !weekend.includes(new Date(`${one}T12:00:00Z`).getUTCDay()) && !holidays.includes(one);
const runs = { seed: 20_261_122, numRuns: 300 };

describe('addWorkingDays', () => {
  it.each([
    ['2026-11-20', 1, plain, '2026-11-23'],
    ['2026-11-23', 4, plain, '2026-11-27'],
    ['2026-11-23', 5, plain, '2026-11-30'],
    ['2026-11-21', 1, plain, '2026-11-23'],
    ['2026-11-20', 0, plain, '2026-11-20'],
    ['2026-11-21', 0, plain, '2026-11-23'],
    // Over the turn of the year, with a holiday on a Friday.
    ['2026-12-31', 1, { weekend: [0, 6], holidays: ['2027-01-01'] }, '2027-01-04'],
    // Where the week ends on Friday and Saturday.
    ['2026-11-19', 1, { weekend: [5, 6], holidays: [] }, '2026-11-22'],
    // A leap day counts, and so do days before 1970.
    ['2028-02-28', 1, plain, '2028-02-29'],
    ['1969-12-26', 3, plain, '1969-12-31'],
  ])('%s and %i more', (start, days, within, end) => {
    expect(addWorkingDays(start, days, within)).toBe(end);
  });

  it('ends on a working day after the start', () => {
    fc.assert(
      fc.property(started, count, ({ start, calendar }, days) => {
        const end = addWorkingDays(start, days, calendar);
        expect(end > start).toBe(true);
        expect(isWorking(end, calendar)).toBe(true);
      }),
      runs,
    );
  });

  it('may be done in two steps', () => {
    fc.assert(
      fc.property(started, count, count, ({ start, calendar }, some, more) => {
        const inSteps = addWorkingDays(addWorkingDays(start, some, calendar), more, calendar);
        expect(inSteps).toBe(addWorkingDays(start, some + more, calendar));
      }),
      runs,
    );
  });

  it('comes no earlier for a holiday more', () => {
    fc.assert(
      fc.property(started, count, fc.integer({ min: 0, max: 60 }), ({ start, calendar }, days, offset) => {
        const holiday = isoDay(Date.parse(start) / 86_400_000 + offset);
        const more = { ...calendar, holidays: [...calendar.holidays, holiday] };
        expect(addWorkingDays(start, days, more) >= addWorkingDays(start, days, calendar)).toBe(true);
      }),
      runs,
    );
  });

  it('counts every day where nobody rests', () => {
    fc.assert(
      fc.property(day, count, (start, days) => {
        const end = addWorkingDays(start, days, { weekend: [], holidays: [] });
        expect(Date.parse(end) - Date.parse(start)).toBe(days * 86_400_000);
      }),
      runs,
    );
  });

  it.each([
    ['2026-02-30', 1],
    ['2026-2-3', 1],
    ['2026-11-22T00:00', 1],
    ['', 1],
    ['2026-11-22', -1],
    ['2026-11-22', 1.5],
    ['2026-11-22', Number.NaN],
  ])('refuses “%s” and %d', (start, days) => {
    expect(() => addWorkingDays(start, days, plain)).toThrow(RangeError);
  });

  it('refuses a calendar in which nobody ever works', () => {
    const never = { weekend: [0, 1, 2, 3, 4, 5, 6], holidays: [] };
    expect(() => addWorkingDays('9990-01-01', 1, never)).toThrow(RangeError);
  });
});

describe('workingDaysBetween', () => {
  it.each([
    ['2026-11-20', '2026-11-20', 0],
    ['2026-11-20', '2026-11-22', 0],
    ['2026-11-20', '2026-11-23', 1],
    ['2026-11-23', '2026-11-20', -1],
    ['2026-11-01', '2026-11-30', 21],
  ])('%s to %s', (from, to, days) => {
    expect(workingDaysBetween(from, to, plain)).toBe(days);
  });

  it('is what was added', () => {
    fc.assert(
      fc.property(started, count, ({ start, calendar }, days) => {
        expect(workingDaysBetween(start, addWorkingDays(start, days, calendar), calendar)).toBe(days);
      }),
      runs,
    );
  });

  it('adds up over any day between, and turns its sign', () => {
    fc.assert(
      fc.property(near, near, near, calendar, (a, b, c, within) => {
        const between = (from: string, to: string): number => workingDaysBetween(from, to, within);
        const [first, middle, last] = [a, b, c].sort() as [string, string, string];
        expect(between(first, middle) + between(middle, last)).toBe(between(first, last));
        expect(between(a, b) + between(b, a)).toBe(0);
      }),
      { ...runs, numRuns: 100 },
    );
  });

  it('refuses what is not a day, on either side', () => {
    expect(() => workingDaysBetween('2026-11-31', '2026-12-01', plain)).toThrow(RangeError);
    expect(() => workingDaysBetween('2026-11-01', '2026-11-31', plain)).toThrow(RangeError);
  });
});
