/** Forecasts of monthly counts. Pure. */

export interface Forecast {
  /** 1 for the month after the last. */
  ahead: number;
  expected: number;
  /** Between these the count falls four times in five, and nineteen times in twenty. */
  eighty: readonly [low: number, high: number];
  ninetyFive: readonly [low: number, high: number];
}

/** Fewer months say nothing of a trend. */
export const leastMonths = 12;
/** After so many months a month says half as much of what comes: growth is seldom the same for years. */
const halfLife = 6;

/**
 * Counts of the months to come, by a log-linear trend: a quasi-Poisson regression (McCullagh and Nelder, Generalized Linear
 * Models, 1989, chapters 2 and 9), in which a month weighs the less the further back it lies (Brown, Smoothing, Forecasting and
 * Prediction, 1963), fitted by weighted least squares again and again. The interval holds the scatter of counts around their
 * mean, wider than Poisson's where the past was, and how little the months say of that mean; on the logarithm, by Student's t.
 *
 * No wave of the year: tried on five years of months, it made the forecast worse.
 *
 * @param counts of whole months one after another, the oldest first, none less than nought.
 * @returns undefined when there are fewer than `leastMonths`, or when there was nothing to count.
 */
export function forecast(counts: readonly number[], months: number): Forecast[] | undefined {
  const n = counts.length;
  if (n < leastMonths || counts.every((count) => count === 0)) return undefined;
  /** Time in years, from the last month: what is multiplied stays near one. */
  const rowOf = (month: number): number[] => [1, (month + 1 - n) / 12];
  const rows = counts.map((_, month) => rowOf(month));
  const worth = counts.map((_, month) => 0.5 ** ((n - 1 - month) / halfLife));
  let means = counts.map((count) => Math.max(count, 0.5));
  let slope = solve(rows, means.map(Math.log), weigh(means, worth)).slope;
  for (let round = 0; round < 50; round++) {
    means = rows.map((row) => Math.max(Math.exp(dot(row, slope)), 1e-6));
    const next = solve(
      rows,
      means.map((mean, at) => Math.log(mean) + (counts[at]! - mean) / mean),
      weigh(means, worth),
    ).slope;
    const moved = Math.max(...next.map((value, at) => Math.abs(value - slope[at]!)));
    slope = next;
    if (moved < 1e-9) break;
  }
  const { inverse } = solve(rows, means, weigh(means, worth));
  const middle = rows[0]!.map((_, a) =>
    rows[0]!.map((_, b) => sum(rows.map((row, at) => means[at]! * worth[at]! ** 2 * row[a]! * row[b]!))),
  );
  // As many months as these weights are worth together, less what was fitted to them.
  const enough = sum(worth) ** 2 / sum(worth.map((one) => one ** 2));
  const free = Math.max(3, enough - rows[0]!.length);
  const far = sum(counts.map((count, at) => (worth[at]! * (count - means[at]!) ** 2) / means[at]!)) / sum(worth);
  // Never narrower than chance alone would have it.
  const scatter = Math.max(1, (far * enough) / free);
  return Array.from({ length: months }, (_, index) => {
    const row = rowOf(n + index);
    const expected = Math.exp(dot(row, slope));
    const lean = inverse.map((line) => dot(line, row));
    const spread = Math.sqrt(
      scatter *
        (1 / Math.max(expected, 0.5) +
          dot(
            lean,
            middle.map((line) => dot(line, lean)),
          )),
    );
    const between = (z: number): readonly [number, number] => {
      const by = Math.exp(studentOf(z, free) * spread);
      return [Math.floor(expected / by), Math.ceil(expected * by)];
    };
    return { ahead: index + 1, expected, eighty: between(1.281_552), ninetyFive: between(1.959_964) };
  });
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const weigh = (means: readonly number[], worth: readonly number[]): number[] =>
  means.map((mean, at) => mean * worth[at]!);
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0);

/** Weighted least squares, by Gauss and Jordan: the coefficients, and the inverse of the normal matrix. */
function solve(
  rows: readonly number[][],
  values: readonly number[],
  weights: readonly number[],
): { slope: number[]; inverse: number[][] } {
  const size = rows[0]!.length;
  const left = Array.from({ length: size }, (_, a) => [
    ...Array.from({ length: size }, (_, b) => rows.reduce((sum, row, at) => sum + weights[at]! * row[a]! * row[b]!, 0)),
    ...Array.from({ length: size }, (_, b) => (a === b ? 1 : 0)),
  ]);
  for (let column = 0; column < size; column++) {
    const pivot = left
      .slice(column)
      .reduce(
        (best, line, at) => (Math.abs(line[column]!) > Math.abs(left[best]![column]!) ? at + column : best),
        column,
      );
    [left[column], left[pivot]] = [left[pivot]!, left[column]!];
    const by = left[column]![column]!;
    left[column] = left[column]!.map((value) => value / by);
    for (const [at, line] of left.entries()) {
      const times = line[column]!;
      if (at !== column) left[at] = line.map((value, index) => value - times * left[column]![index]!);
    }
  }
  const inverse = left.map((line) => line.slice(size));
  const right = Array.from({ length: size }, (_, a) =>
    rows.reduce((sum, row, at) => sum + weights[at]! * row[a]! * values[at]!, 0),
  );
  return { slope: inverse.map((line) => dot(line, right)), inverse };
}

/** The quantile of Student’s t beside that of the normal distribution (Abramowitz and Stegun, 26.7.5). */
const studentOf = (z: number, free: number): number =>
  z + (z ** 3 + z) / (4 * free) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * free ** 2);

/**
 * How many counsellors so many cases take.
 *
 * @param hours of work for one case, and of work with cases in one counsellor’s month.
 */
export const counsellorsFor = (cases: number, hours: { perCase: number; perMonth: number }): number =>
  (cases * hours.perCase) / hours.perMonth;
