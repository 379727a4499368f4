/** Months as the figures count them: `2026-03`. Pure. */

export const addMonths = (month: string, count: number): string => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
};

/** The last day of a month, `2026-02-28`. */
export const lastDayOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

export const monthOf = (day: string): string => day.slice(0, 7);

/** The last `count` months up to and with `last`, newest first. */
export const monthsBack = (last: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => addMonths(last, -index));

export interface Span {
  from: string;
  to: string;
}

/** Spans people ask for, by the month it is now. A month that still runs is in none of them except `thisMonth`. */
export function spans(now: string): Record<'thisMonth' | 'lastMonth' | 'thisYear' | 'year' | 'twoYears', Span> {
  const last = addMonths(now, -1);
  return {
    thisMonth: { from: now, to: now },
    lastMonth: { from: last, to: last },
    thisYear: { from: `${now.slice(0, 4)}-01`, to: now },
    year: { from: addMonths(last, -11), to: last },
    twoYears: { from: addMonths(last, -23), to: last },
  };
}

const shape = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The span an address asks for, put the right way round; the last year when it asks for none. */
export function spanOf(from: string | null, to: string | null, now: string): Span {
  const usual = spans(now).year;
  const a = from && shape.test(from) ? from : usual.from;
  const b = to && shape.test(to) ? to : usual.to;
  return a <= b ? { from: a, to: b } : { from: b, to: a };
}
