import { threshold } from './suppress.ts';

/** How often a key had something in a month, `2026-03`. */
export interface MonthCount {
  month: string;
  key: string;
  count: number;
}

/** What may be told of one calendar year. */
interface YearRelease {
  months: ReadonlyMap<string, number>;
  /** Months whose total is told. */
  shownMonths: ReadonlySet<string>;
  /** `month key` of what is not told. */
  hidden: ReadonlySet<string>;
  counts: ReadonlyMap<string, number>;
  year: boolean;
  /** Keys whose total of the year is told. */
  keys: ReadonlySet<string>;
}

const known = new Map<string, YearRelease>();
const mostKnown = 1_000;

/**
 * What may be told, to whoever may not see people, of one way to split what happened. Everything that is answered is a sum
 * of bricks: months that have ended, keys in them, and whole years that have; and which bricks may be told is decided once,
 * from the counts alone, and never from the question. So no question tells more than the bricks do, whatever it is
 * subtracted from: a later span, another year, a part.
 *
 * A month that was told stays told: its bricks depend on nothing that comes after. A year then tells of a key what leaves every
 * small brick free to be as large as the threshold, with all other bricks as they are told; that is computed, as a
 * flow through what is hidden, and not guessed.
 */
export class Release {
  readonly #years = new Map<string, YearRelease>();
  readonly #keys: string[];
  readonly #running: string;

  /** @param counts of whole calendar years. @param running the month it is: of it nothing is told. */
  constructor(counts: readonly MonthCount[], running: string) {
    this.#running = running;
    const ended = counts.filter(({ month }) => month < running);
    this.#keys = [...new Set(ended.map(({ key }) => key))].sort();
    for (const year of new Set(ended.map(({ month }) => month.slice(0, 4)))) {
      const some = ended.filter(({ month }) => month.startsWith(year));
      const text = JSON.stringify([
        year < running.slice(0, 4),
        this.#keys,
        some.map((one) => [one.month, one.key, one.count]).sort(),
      ]);
      let release = known.get(text);
      if (!release) {
        release = releaseYear(some, this.#keys, year < running.slice(0, 4));
        if (known.size >= mostKnown) known.delete(known.keys().next().value!);
        known.set(text, release);
      }
      this.#years.set(year, release);
    }
  }

  get keys(): readonly string[] {
    return this.#keys;
  }

  /** Everything of these months, or undefined when it is not told. */
  total(from: string, to: string): number | undefined {
    return this.#sum(
      from,
      to,
      (year) => (year.year ? sumOf(year.months.values()) : undefined),
      (year, month) => (year.shownMonths.has(month) ? (year.months.get(month) ?? 0) : undefined),
    );
  }

  /** Of one key in these months, or undefined when it is not told. */
  of(key: string, from: string, to: string): number | undefined {
    return this.#sum(
      from,
      to,
      (year) =>
        year.keys.has(key)
          ? sumOf([...year.months.keys()].map((month) => year.counts.get(`${month} ${key}`) ?? 0))
          : undefined,
      (year, month) => (year.hidden.has(`${month} ${key}`) ? undefined : (year.counts.get(`${month} ${key}`) ?? 0)),
    );
  }

  #sum(
    from: string,
    to: string,
    ofYear: (year: YearRelease) => number | undefined,
    ofMonth: (year: YearRelease, month: string) => number | undefined,
  ): number | undefined {
    let sum = 0;
    for (const [name, year] of this.#years) {
      const [first, last] = [`${name}-01`, `${name}-12`];
      if (last < from || first > to) continue;
      const whole = from <= first && to >= last && last < this.#running ? ofYear(year) : undefined;
      if (whole !== undefined) {
        sum += whole;
        continue;
      }
      for (const month of year.months.keys()) {
        if (month < from || month > to) continue;
        const brick = ofMonth(year, month);
        if (brick === undefined) return undefined;
        sum += brick;
      }
    }
    return sum;
  }
}

const sumOf = (counts: Iterable<number>): number => [...counts].reduce((sum, count) => sum + count, 0);
const isSmall = (count: number): boolean => count > 0 && count < threshold;

function releaseYear(some: readonly MonthCount[], keys: readonly string[], ended: boolean): YearRelease {
  const counts = new Map<string, number>();
  for (const { month, key, count } of some) counts.set(`${month} ${key}`, (counts.get(`${month} ${key}`) ?? 0) + count);
  const months = new Map<string, number>();
  for (const { month, count } of some) months.set(month, (months.get(month) ?? 0) + count);
  const names = [...months.keys()].sort();
  const shownMonths = new Set(names.filter((month) => !isSmall(months.get(month)!)));
  const table = names.map((month) => keys.map((key) => counts.get(`${month} ${key}`) ?? 0));
  const hidden = table.map((row, index) => (shownMonths.has(names[index]!) ? hide(row) : row.map(() => true)));
  const grid: Grid = { counts: table, hidden, freeRows: names.map((month) => !shownMonths.has(month)) };
  const columns = keys.map((_, column) => sumOf(table.map((row) => row[column]!)));
  const open = new Set(keys.flatMap((_, column) => (hidden.some((row) => row[column]) ? [column] : [])));
  const year = ended && (grid.freeRows.every((free) => !free) || isSafe(grid, open, true));
  if (year) {
    // The largest first: they are asked for, and have the most to hide in.
    for (const column of [...open].sort((a, b) => columns[b]! - columns[a]!)) {
      if (isSmall(columns[column]!)) continue;
      const without = new Set(open);
      without.delete(column);
      if (isSafe(grid, without, true)) open.delete(column);
    }
  }
  return {
    months,
    shownMonths,
    counts,
    hidden: new Set(
      names.flatMap((month, row) => keys.flatMap((key, column) => (hidden[row]![column] ? [`${month} ${key}`] : []))),
    ),
    year,
    keys: new Set(year ? keys.filter((_, column) => !open.has(column)) : []),
  };
}

/**
 * Which of the parts of a total that is told are hidden: with a small one all that are, those that are nought (so that what is
 * hidden says not even that somebody is), and the next smallest, until they are two and reach the threshold together.
 */
function hide(parts: readonly number[]): boolean[] {
  const hidden = parts.map(() => false);
  if (!parts.some(isSmall)) return hidden;
  let sum = 0;
  let several = 0;
  for (const index of parts.map((_, index) => index).sort((a, b) => parts[a]! - parts[b]! || a - b)) {
    if (parts[index]! >= threshold && several >= 2 && sum >= threshold) break;
    hidden[index] = true;
    sum += parts[index]!;
    several += 1;
  }
  return hidden;
}

/** Months as rows, keys as columns. A row is free when its total is not told. */
interface Grid {
  counts: readonly (readonly number[])[];
  hidden: readonly (readonly boolean[])[];
  freeRows: readonly boolean[];
}

/**
 * Whether everything small could be as large as the threshold: every small brick, every small total of a hidden month and of a
 * hidden key, with what is told as it is. What can change in a table with fixed sums is a circulation, so how much one brick
 * can grow is a largest flow from its column back to its row, through the other hidden bricks; they shrink by no more than
 * they are.
 *
 * @param open the columns whose sum is not told. @param fixed whether the sum of everything is.
 */
function isSafe({ counts, hidden, freeRows }: Grid, open: ReadonlySet<number>, fixed: boolean): boolean {
  const rows = counts.length;
  const columns = counts[0]?.length ?? 0;
  const anyRow = rows + columns;
  const anyColumn = anyRow + 1;
  const size = anyColumn + 1;
  const bare = Array.from({ length: size }, () => new Float64Array(size));
  const join = (a: number, b: number): void => {
    bare[a]![b] = bare[b]![a] = Number.POSITIVE_INFINITY;
  };
  for (let row = 0; row < rows; row++) {
    if (freeRows[row]) join(row, anyRow);
    for (let column = 0; column < columns; column++) {
      if (!hidden[row]![column]) continue;
      bare[row]![rows + column] = Number.POSITIVE_INFINITY;
      bare[rows + column]![row] = counts[row]![column]!;
    }
  }
  for (const column of open) join(rows + column, anyColumn);
  if (!fixed) join(anyRow, anyColumn);
  const grows = (from: number, to: number, by: number): boolean => {
    const left = bare.map((line) => Float64Array.from(line));
    left[from]![to] = left[to]![from] = 0;
    return flows(left, from, to, by);
  };
  for (let row = 0; row < rows; row++) {
    const total = sumOf(counts[row]!);
    if (freeRows[row] && isSmall(total) && !grows(row, anyRow, threshold - total)) return false;
    for (let column = 0; column < columns; column++) {
      const count = counts[row]![column]!;
      if (hidden[row]![column] && isSmall(count) && !grows(rows + column, row, threshold - count)) return false;
    }
  }
  for (const column of open) {
    const total = sumOf(counts.map((row) => row[column]!));
    if (isSmall(total) && !grows(anyColumn, rows + column, threshold - total)) return false;
  }
  return true;
}

/** Whether so much flows from one node to another: along the shortest path with room, until there is none. Uses up `left`. */
function flows(left: Float64Array[], from: number, to: number, wanted: number): boolean {
  for (let flowed = 0; flowed < wanted; ) {
    const before = new Int32Array(left.length).fill(-1);
    before[from] = from;
    const waiting = [from];
    for (let at = waiting.shift(); at !== undefined && before[to] === -1; at = waiting.shift())
      for (let next = 0; next < left.length; next++)
        if (before[next] === -1 && left[at]![next]! > 0) {
          before[next] = at;
          waiting.push(next);
        }
    if (before[to] === -1) return false;
    let room = wanted - flowed;
    for (let at = to; at !== from; at = before[at]!) room = Math.min(room, left[before[at]!]![at]!);
    for (let at = to; at !== from; at = before[at]!) {
      left[before[at]!]![at]! -= room;
      left[at]![before[at]!]! += room;
    }
    flowed += room;
  }
  return true;
}
