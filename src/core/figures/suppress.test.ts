import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppress, suppressParts, threshold } from './suppress.ts';

const tables = fc
  .array(fc.integer({ min: 1, max: 60 }), { maxLength: 12 })
  .map((counts) => counts.map((count, index) => ({ key: `k${index}`, count })));

describe('suppress', () => {
  it('never shows a small count, and leaves the others as they are', () => {
    fc.assert(
      fc.property(tables, (cells) => {
        const shown = suppress(cells);
        expect(shown.map(({ key }) => key)).toEqual(cells.map(({ key }) => key));
        for (const [index, cell] of shown.entries()) {
          if (cell.hidden) expect(cell).not.toHaveProperty('count');
          else expect(cell.count).toBe(cells[index]!.count);
          if (cells[index]!.count < threshold) expect(cell.hidden).toBe(true);
        }
      }),
    );
  });

  it('leaves nothing to subtract: what is hidden is several cells that add up to no small number, or everything', () => {
    fc.assert(
      fc.property(tables, (cells) => {
        const hidden = suppress(cells).flatMap((cell, index) => (cell.hidden ? [cells[index]!.count] : []));
        const sum = hidden.reduce((all, count) => all + count, 0);
        if (hidden.length > 0 && hidden.length < cells.length) {
          expect(hidden.length).toBeGreaterThan(1);
          expect(sum).toBeGreaterThanOrEqual(threshold);
        }
      }),
    );
  });

  it('hides nothing where nothing is small', () => {
    expect(suppress([{ key: 'a', count: 11 }])).toEqual([{ key: 'a', count: 11 }]);
  });
});

const splits = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), { maxLength: 9 })
  .map((rows) => rows.map(([having, not]) => [having + not, having, not]));

describe('suppressParts', () => {
  it('shows no row with a small part, and leaves none to be had by subtraction', () => {
    fc.assert(
      fc.property(splits, (rows) => {
        const hidden = suppressParts(rows);
        for (const [index, row] of rows.entries())
          if (!hidden[index]) for (const part of row) expect(part === 0 || part >= threshold).toBe(true);
        if (hidden.every((one) => one) || !hidden.includes(true)) return;
        for (const part of [0, 1, 2]) {
          const under = rows.flatMap((row, index) => (hidden[index] && row[part]! > 0 ? [row[part]!] : []));
          if (under.length === 0) continue;
          expect(under.length).toBeGreaterThan(1);
          expect(under.reduce((all, count) => all + count)).toBeGreaterThanOrEqual(threshold);
        }
      }),
    );
  });

  it('hides nothing where everybody is enough, or none', () => {
    expect(
      suppressParts([
        [20, 20, 0],
        [22, 11, 11],
      ]),
    ).toEqual([false, false]);
    expect(suppressParts([[20, 2, 18]])).toEqual([true]);
  });
});
