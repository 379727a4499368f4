import { describe, expect, it } from 'vitest';
import {
  countsBuddhistEra,
  dateFormat,
  daysBetween,
  formatDate,
  formatMoney,
  formatNumber,
  formatPartialDate,
  formatRelativeDay,
  listFormat,
  otherEraYear,
} from './index.ts';
import { sayDays } from './own.ts';

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

  it('say in a language that a browser may not know what Unicode says in it', () => {
    for (const month of ['long', 'short'] as const) {
      const known = new Intl.DateTimeFormat('lo', { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
      const said = dateFormat('lo', { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
      for (let nth = 0; nth < 12; nth++) expect(said.format(Date.UTC(2026, nth))).toBe(known.format(Date.UTC(2026, nth)));
    }
    const week = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
    for (let day = 1; day < 8; day++)
      expect(dateFormat('lo', week).format(Date.UTC(2026, 10, day))).toBe(
        new Intl.DateTimeFormat('lo', week).format(Date.UTC(2026, 10, day)),
      );
    const relative = new Intl.RelativeTimeFormat('lo', { numeric: 'auto' });
    for (const days of [-9, -1, 0, 1, 9]) expect(sayDays('lo', days)).toBe(relative.format(days, 'day'));
    expect(formatNumber('lo', 1_234_567.5)).toBe(new Intl.NumberFormat('lo').format(1_234_567.5));
    const months = dateFormat('lo', { year: 'numeric', month: 'short', timeZone: 'UTC' });
    expect(months.formatRange(Date.UTC(2025, 2), Date.UTC(2025, 4)).replaceAll('\u2009', ' ')).toBe('ມ.ນ. – ພ.ພ. 2025');
    const rules = ['a', 'b', 'c'];
    expect(listFormat('lo', { type: 'disjunction' }).format(rules)).toBe('a, b ຫຼື c');
    expect(listFormat('lo', { type: 'unit' }).format(rules)).toBe('a, b, c');
    expect(listFormat('lo').format(['a'])).toBe('a');
  });

  it('keep the currency of money', () => {
    expect(formatMoney('en', 130_000_000, 'VND')).toBe('₫130,000,000');
    expect(formatMoney('vi', 130_000_000, 'VND').replaceAll('\u00a0', ' ')).toBe('130.000.000 ₫');
  });
});
