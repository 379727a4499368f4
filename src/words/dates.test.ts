import { describe, expect, it } from 'vitest';
import {
  countsBuddhistEra,
  daysBetween,
  formatDate,
  formatMoney,
  formatPartialDate,
  formatRelativeDay,
  otherEraYear,
} from './index.ts';

describe('dates in words', () => {
  it('say as much of a partial date as is known', () => {
    expect(formatPartialDate('en', '2001')).toBe('2001');
    expect(formatPartialDate('en', '2001-05')).toBe('May 2001');
    expect(formatPartialDate('fr', '2001-05-17')).toBe('17 mai 2001');
    expect(formatPartialDate('en', 'soon')).toBe('soon');
  });

  it('count in the common era in every language, and know the other', () => {
    expect(formatPartialDate('th', '2001')).toBe('2001');
    expect(formatDate('th', '2001-05-17T05:00:00Z')).toContain('2001');
    expect(otherEraYear('2001-05')).toBe(2544);
    expect(otherEraYear('2001-5')).toBeUndefined();
    expect([countsBuddhistEra('th'), countsBuddhistEra('lo'), countsBuddhistEra('vi')]).toEqual([true, true, false]);
  });

  it('say near days by their distance', () => {
    const now = new Date(2026, 10, 22, 23, 30);
    const at = (days: number) => new Date(2026, 10, 22 + days, 0, 10);
    expect(daysBetween(now, at(1))).toBe(1);
    expect([0, 1, -1, 3].map((days) => formatRelativeDay('en', at(days), now))).toEqual([
      'today',
      'tomorrow',
      'yesterday',
      'in 3 days',
    ]);
    expect(formatRelativeDay('en', at(-30), now)).toBe('23 Oct 2026');
  });

  it('keep the currency of money', () => {
    expect(formatMoney('en', 130_000_000, 'VND')).toBe('₫130,000,000');
    expect(formatMoney('vi', 130_000_000, 'VND').replaceAll('\u00a0', ' ')).toBe('130.000.000 ₫');
  });
});
