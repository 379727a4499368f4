const hour = 3_600_000;

/** One of the sixty months and the running one: `share` of all people register in it. */
export interface Month {
  start: number;
  /** Exclusive; the running month ends now. */
  end: number;
  share: number;
}

/** With so many people the six centres open about 60 cases in the first of the last 24 full months and 207 in the last. */
export const trueSize = 4_850;

/**
 * Five years of months up to `now`: slow growth, then from 60 to 207 cases a month in the last 24 full ones. Months are
 * those of UTC+7; what happens in them happens in office hours.
 */
export function monthsUntil(now: Date): Month[] {
  const local = new Date(now.getTime() + 7 * hour);
  const at = (back: number) => Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - back, 1) - 7 * hour;
  const months = Array.from({ length: 61 }, (_, index) => {
    const back = 60 - index;
    const [start, whole] = [at(back), at(back - 1)];
    const end = Math.min(whole, now.getTime());
    // The wave is seasonal: few come around the lunar new year, many after it.
    const wave = 1 + 0.05 * Math.sin(index * 2.1);
    const height =
      back > 24 ? 26 + 32 * (index / 36) : back === 24 ? 60 : back <= 1 ? 207 : 60 + 147 * ((24 - back) / 23);
    const steady = back === 24 || back <= 1 ? 1 : wave;
    return { start, end, share: height * steady * ((end - start) / (whole - start)) };
  });
  const sum = months.reduce((total, { share }) => total + share, 0);
  return months.map((month) => ({ ...month, share: month.share / sum }));
}

/** Whole numbers that add up to `total` exactly, each near its share. */
export function portions(total: number, months: readonly Month[]): number[] {
  let given = 0;
  let due = 0;
  return months.map(({ share }) => {
    due += share * total;
    const portion = Math.round(due) - given;
    given += portion;
    return portion;
  });
}
