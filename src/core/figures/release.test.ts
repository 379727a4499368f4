import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MonthCount, Release } from './release.ts';
import { threshold } from './suppress.ts';

const month = (index: number): string => `2025-${String(index + 1).padStart(2, '0')}`;
const size = { months: 4, keys: 4 };
const grids = fc.array(
  fc.array(fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 0, max: 10 }) }, fc.integer({ min: 0, max: 60 })), {
    minLength: 2,
    maxLength: size.keys,
  }),
  { minLength: 1, maxLength: size.months },
);
const countsOf = (grid: readonly (readonly number[])[]): MonthCount[] =>
  grid.flatMap((row, at) =>
    row.flatMap((count, key) => (count > 0 ? [{ month: month(at), key: `k${key}`, count }] : [])),
  );

/** Everything that can be asked: each span of months, its total and each key, as equations over month × key. */
function everything(release: Release, months: readonly string[]): { weights: number[]; sum: number }[] {
  const { keys } = release;
  const spans = months.flatMap((from, first) => months.slice(first).map((to) => [from, to] as const));
  spans.push(['2025-01', '2025-12'], ['2024-01', '2026-12']);
  return spans.flatMap(([from, to]) => {
    const inside = (at: string): boolean => at >= from && at <= to;
    const ask = (sum: number | undefined, wanted: (key: string) => boolean) =>
      sum === undefined
        ? []
        : [{ sum, weights: months.flatMap((at) => keys.map((key) => (inside(at) && wanted(key) ? 1 : 0))) }];
    return [
      ...ask(release.total(from, to), () => true),
      ...keys.flatMap((key) => ask(release.of(key, from, to), (one) => one === key)),
    ];
  });
}

/** Gauss and Jordan: what follows from the answers, with as few unknowns in each line as can be. */
function reduced(lines: { weights: number[]; sum: number }[]): { weights: number[]; sum: number }[] {
  const left = lines.map(({ weights, sum }) => [...weights, sum]);
  const width = (left[0]?.length ?? 1) - 1;
  let done = 0;
  for (let column = 0; column < width && done < left.length; column++) {
    const pivot = left.findIndex((line, index) => index >= done && Math.abs(line[column]!) > 1e-9);
    if (pivot < 0) continue;
    [left[done], left[pivot]] = [left[pivot]!, left[done]!];
    const by = left[done]![column]!;
    left[done] = left[done]!.map((value) => value / by);
    for (const [index, line] of left.entries())
      if (index !== done && Math.abs(line[column]!) > 1e-9) {
        const times = line[column]!;
        left[index] = line.map((value, at) => value - times * left[done]![at]!);
      }
    done += 1;
  }
  return left.slice(0, done).map((line) => ({ weights: line.slice(0, -1), sum: line.at(-1)! }));
}

/** The range of each unknown, none less than nought, that lines and what follows from them leave. */
function ranges(lines: { weights: number[]; sum: number }[], unknowns: number): [number, number][] {
  const found: [number, number][] = Array.from({ length: unknowns }, () => [0, Number.POSITIVE_INFINITY]);
  for (let round = 0; round < 20; round++)
    for (const { weights, sum } of lines)
      for (const [at, weight] of weights.entries()) {
        if (Math.abs(weight) < 1e-9) continue;
        let least = sum;
        let most = sum;
        for (const [other, by] of weights.entries()) {
          if (other === at || Math.abs(by) < 1e-9) continue;
          const [low, high] = found[other]!;
          least -= by > 0 ? by * high : by * low;
          most -= by > 0 ? by * low : by * high;
        }
        const [a, b] = weight > 0 ? [least / weight, most / weight] : [most / weight, least / weight];
        found[at] = [Math.max(found[at]![0], a), Math.min(found[at]![1], b)];
      }
  return found;
}

describe('Release', () => {
  it.each([
    ['a year that has ended', '2026-02'],
    ['a year that runs', '2025-06'],
  ])('leaves nobody who subtracts and solves a small count: %s', (_, running) => {
    fc.assert(
      fc.property(grids, (grid) => {
        const counts = countsOf(grid);
        const release = new Release(counts, running);
        const months = [...new Set(counts.map((one) => one.month))].sort();
        const told = everything(release, months);
        const found = ranges([...told, ...reduced(told)], months.length * release.keys.length);
        for (const [at, key] of months.flatMap((at) => release.keys.map((key) => [at, key] as const)).entries()) {
          const count = counts.find((one) => one.month === key[0] && one.key === key[1])?.count ?? 0;
          if (count === 0 || count >= threshold) continue;
          expect(found[at]![1], `${key.join(' ')} is ${count}`).toBeGreaterThanOrEqual(threshold - 1e-6);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('tells the truth, and of a month that was told never less later', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const counts = countsOf(grid);
        const before = new Release(
          counts.filter((one) => one.month < '2025-03'),
          '2025-03',
        );
        const after = new Release(counts, '2026-02');
        for (const at of ['2025-01', '2025-02'])
          for (const key of before.keys) {
            const count = counts.find((one) => one.month === at && one.key === key)?.count ?? 0;
            expect([undefined, count]).toContain(after.of(key, at, at));
            if (after.keys.length === before.keys.length) expect(after.of(key, at, at)).toBe(before.of(key, at, at));
          }
      }),
    );
  });

  it('tells a year of what its months are too small to tell', () => {
    const few = Array.from({ length: 12 }, (_, at) => ({ month: month(at), key: 'few', count: 3 }));
    const many = few.map((one) => ({ ...one, key: 'many', count: 40 }));
    const some = few.map((one) => ({ ...one, key: 'some', count: 4 }));
    const release = new Release([...few, ...many, ...some], '2026-01');
    expect(release.of('few', '2025-01', '2025-01')).toBeUndefined();
    expect(release.total('2025-03', '2025-03')).toBe(47);
    expect(release.of('few', '2025-01', '2025-12')).toBe(36);
    expect(release.total('2025-01', '2025-12')).toBe(12 * 47);
    // All but December, and then all: December is not told by it.
    expect(release.of('few', '2025-01', '2025-11')).toBeUndefined();
  });
});
