import { describe, expect, it } from 'vitest';
import { monthsBack, spanOf, spans } from './months.ts';

describe('spans', () => {
  it('cross the turn of the year', () => {
    expect(monthsBack('2026-02', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
    expect(spans('2026-01')).toEqual({
      thisMonth: { from: '2026-01', to: '2026-01' },
      lastMonth: { from: '2025-12', to: '2025-12' },
      thisYear: { from: '2026-01', to: '2026-01' },
      year: { from: '2025-01', to: '2025-12' },
      twoYears: { from: '2024-01', to: '2025-12' },
    });
  });

  it('are read from an address, whatever stands in it', () => {
    expect(spanOf('2026-03', '2026-01', '2026-11')).toEqual({ from: '2026-01', to: '2026-03' });
    expect(spanOf('2026-13', null, '2026-11')).toEqual(spans('2026-11').year);
  });
});
