import { describe, expect, it } from 'vitest';
import { type Corridor, type Limit, leftOf, limitFor, momentsOf, type Reckoning } from './deadlines.ts';

const source = { en: 'A decree' };
const here: Reckoning = { timeZone: 'Asia/Bangkok', calendar: { weekend: [0, 6], holidays: ['2026-12-10'] } };
const limit = (amount: number, unit: Limit['unit'], more: Partial<Limit> = {}): Limit => ({
  amount,
  unit,
  source,
  warnBefore: { amount: 0, unit: 'hours' },
  ...more,
});
/** As it is said in Bangkok, seven hours before UTC. */
const at = (local: string): Date => new Date(`${local}:00+07:00`);
const dueOf = (one: Limit, from: string, left = one.amount) => momentsOf(one, at(from), left, here).dueAt;

describe('a clock', () => {
  it.each<[number, Limit['unit'], string, string]>([
    [4, 'hours', '2026-12-04T22:00', '2026-12-05T02:00'],
    [1, 'days', '2026-12-04T00:30', '2026-12-06T00:00'],
    [15, 'days', '2026-12-04T23:59', '2026-12-20T00:00'],
    // Friday: the weekend does not count, nor the holiday of the Thursday.
    [1, 'workingDays', '2026-12-04T09:00', '2026-12-08T00:00'],
    [3, 'workingDays', '2026-12-04T09:00', '2026-12-10T00:00'],
    [4, 'workingDays', '2026-12-04T09:00', '2026-12-12T00:00'],
    // Begun on a Sunday.
    [1, 'workingDays', '2026-12-06T09:00', '2026-12-08T00:00'],
  ])('of %i %s that starts at %s is due at %s', (amount, unit, from, due) => {
    expect(dueOf(limit(amount, unit), from)).toEqual(at(due));
  });

  it('ends its days where the installation is, also where the clocks change', () => {
    const paris = { ...here, timeZone: 'Europe/Paris' };
    const moment = (iso: string) => momentsOf(limit(1, 'days'), new Date(iso), 1, paris).dueAt.toISOString();
    expect(moment('2026-10-23T12:00:00Z')).toBe('2026-10-24T22:00:00.000Z');
    expect(moment('2026-10-24T12:00:00Z')).toBe('2026-10-25T23:00:00.000Z');
  });

  it('warns and escalates by hours, days and working days around what is due', () => {
    const both = (unit: Limit['unit'], amount: number) =>
      momentsOf(
        limit(3, 'workingDays', { warnBefore: { amount, unit }, escalateAfter: { amount, unit } }),
        at('2026-12-04T09:00'),
        3,
        here,
      );
    expect(both('hours', 6)).toMatchObject({ warnAt: at('2026-12-09T18:00'), escalateAt: at('2026-12-10T06:00') });
    expect(both('days', 2)).toMatchObject({ warnAt: at('2026-12-08T00:00'), escalateAt: at('2026-12-12T00:00') });
    // Three whole ones before it, Monday to Wednesday; three after it, over the holiday and the weekend.
    expect(both('workingDays', 3)).toMatchObject({
      warnAt: at('2026-12-07T00:00'),
      escalateAt: at('2026-12-16T00:00'),
    });
  });

  it('has left what it gives back: stopped and set going in the same hour, it is due as before', () => {
    for (const unit of ['hours', 'days', 'workingDays'] as const)
      for (const from of ['2026-12-04T09:00', '2026-12-05T23:59', '2026-12-10T00:00']) {
        const one = limit(7, unit);
        const due = dueOf(one, from);
        const left = leftOf(one, at('2026-12-11T12:00'), due, here);
        if (due > at('2026-12-11T12:00')) expect(dueOf(one, '2026-12-11T12:00', left), `${unit} ${from}`).toEqual(due);
        else expect(left).toBe(0);
      }
  });
});

describe('of several limits', () => {
  const timer = (...limits: Limit[]) => ({
    code: 't',
    title: source,
    programme: 'p',
    from: ['a'],
    until: ['b'],
    limits,
  });
  const corridor: Corridor = { destination: 'TH', nationality: 'LA', places: ['TH-10-x', 'TH-10', 'TH'] };
  const where = (amount: number, place?: Limit['where']) => limit(amount, 'days', place && { where: place });

  it('the one that says most counts, then the narrower place, then the first', () => {
    const chosen = (...limits: Limit[]) => limitFor(timer(...limits), corridor)?.amount;
    expect(chosen(where(1), where(2, { destination: 'TH' }))).toBe(2);
    expect(chosen(where(2, { destination: 'TH' }), where(3, { destination: 'TH', nationality: 'LA' }))).toBe(3);
    expect(chosen(where(4, { place: 'TH' }), where(5, { place: 'TH-10' }))).toBe(5);
    expect(chosen(where(4, { place: 'TH-10-x' }), where(5, { place: 'TH', destination: 'TH' }))).toBe(5);
    expect(chosen(where(6, { destination: 'TH' }), where(7, { nationality: 'LA' }))).toBe(6);
  });

  it('none counts that is for somebody else', () => {
    for (const other of [
      { destination: 'MY' },
      { nationality: 'KH' },
      { place: 'LA' },
      { destination: 'TH', place: 'LA' },
    ])
      expect(limitFor(timer(where(1, other)), corridor)).toBeUndefined();
    expect(limitFor(timer(where(1, { place: 'TH' })), { ...corridor, places: [] })).toBeUndefined();
  });
});
