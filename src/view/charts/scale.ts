/** What a chart needs of arithmetic. */

/** One number of a table. A `hidden` one may not be shown: it has no count, and nothing drawn may depend on it. */
export interface Cell {
  key: string;
  label: string;
  count?: number;
  hidden?: boolean;
}

/** A round greatest value at or above `most` and the ticks up to it; up to 5 steps, whole numbers only. */
export function roundScale(most: number): { top: number; ticks: number[] } {
  const wanted = Math.max(1, most) / 5;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= wanted) ?? 10) * power);
  const whole = Math.ceil(step);
  const count = Math.max(1, Math.ceil(most / whole));
  return { top: count * whole, ticks: Array.from({ length: count + 1 }, (_, index) => index * whole) };
}

/** The counts that may be shown; the scale is made from these alone. */
export const shownCounts = (cells: readonly Cell[]): number[] =>
  cells.flatMap(({ count, hidden }) => (hidden || count === undefined ? [] : [count]));

/** Which of `count` labels to write so that each has `room` pixels: the last always, the others evenly before it. */
export function labelled(count: number, step: number, room: number): Set<number> {
  const every = Math.max(1, Math.ceil(room / Math.max(step, 0.1)));
  const found = new Set<number>();
  for (let index = count - 1; index >= 0; index -= every) found.add(index);
  return found;
}
