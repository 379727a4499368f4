import fc from 'fast-check';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Figure } from './Figure.tsx';
import { type Cell, labelled, roundScale } from './scale.ts';

const draw = (cells: Cell[], form: 'columns' | 'bars'): string =>
  render(
    <Figure
      title="Cases by topic"
      definition="Cases opened."
      cells={cells}
      form={form}
      threshold={11}
      head="Topic"
      unit="Cases"
      language="en"
      t={(key) => key}
    />,
  );

describe('Figure', () => {
  const shown: Cell[] = [
    { key: 'a', label: 'Contract', count: 61 },
    { key: 'b', label: 'Papers', count: 20 },
  ];

  it.each(['columns', 'bars'] as const)('draws the same whatever a hidden number is (%s)', (form) => {
    const withHidden = (count: number): string =>
      draw([...shown, { key: 'c', label: 'Danger', count, hidden: true }], form);
    // The server leaves a hidden count out; should it ever be there, nothing of it may reach the page.
    expect(withHidden(9)).toBe(withHidden(9_000));
    expect(withHidden(9)).toBe(draw([...shown, { key: 'c', label: 'Danger', hidden: true }], form));
    expect(withHidden(9).match(/<rect/g)).toHaveLength(2);
    expect(withHidden(9)).not.toContain('charts.total');
  });

  it('gives a total only where nothing is hidden', () => {
    expect(draw(shown, 'bars')).toContain('81');
  });

  it('says a missing number and a zero differently, and draws a bar for neither', () => {
    const page = draw(
      [
        { key: 'a', label: 'A', count: 0 },
        { key: 'b', label: 'B' },
      ],
      'bars',
    );
    expect(page).toContain('>0<');
    expect(page).toContain('charts.none');
    expect(page).not.toContain('<rect');
  });

  it('says so when there is nothing', () => {
    expect(draw([], 'columns')).toContain('charts.empty');
  });

  it('writes no style attribute, which the content policy refuses', () => {
    expect(draw(shown, 'bars') + draw(shown, 'columns')).not.toContain('style=');
  });
});

describe('roundScale', () => {
  it('reaches over the greatest value with few whole steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), (most) => {
        const { top, ticks } = roundScale(most);
        expect(top).toBeGreaterThanOrEqual(most);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.every(Number.isInteger)).toBe(true);
        if (most > 4) expect(top).toBeLessThanOrEqual(most * 2);
      }),
      { seed: 3 },
    );
    expect(roundScale(207).ticks).toEqual([0, 50, 100, 150, 200, 250]);
  });
});

describe('labelled', () => {
  it('keeps the last and leaves each the room it needs', () => {
    expect([...labelled(24, 10, 45)]).toEqual([23, 18, 13, 8, 3]);
    expect(labelled(3, 100, 45).size).toBe(3);
  });
});
