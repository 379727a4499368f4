import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppress, threshold } from './suppress.ts';

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
