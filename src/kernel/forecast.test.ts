import { describe, expect, it } from 'vitest';
import { counsellorsFor, forecast } from './forecast.ts';

/** Counts that scatter like chance (Knuth), the same for the same seed. */
function chance(seed: number): (mean: number) => number {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return (mean) => {
    let [count, left] = [-1, mean];
    while (left > 0) {
      left += Math.log(next());
      count += 1;
    }
    return Math.max(0, count);
  };
}

describe('forecast', () => {
  it('goes on with a trend that is plainly there', () => {
    const mean = (month: number) => 60 * Math.exp(0.04 * month);
    const found = forecast(
      Array.from({ length: 36 }, (_, month) => Math.round(mean(month))),
      6,
    )!;
    for (const { ahead, expected, ninetyFive } of found) {
      expect(Math.abs(expected / mean(35 + ahead) - 1)).toBeLessThan(0.02);
      expect(ninetyFive[0]).toBeLessThan(mean(35 + ahead));
      expect(ninetyFive[1]).toBeGreaterThan(mean(35 + ahead));
    }
  });

  it('has intervals that hold as often as they say', () => {
    let [eighty, ninetyFive, all] = [0, 0, 0];
    for (let seed = 1; seed <= 400; seed++) {
      const draw = chance(seed);
      const mean = (month: number) => 30 * Math.exp(0.03 * month);
      const found = forecast(
        Array.from({ length: 30 }, (_, month) => draw(mean(month))),
        3,
      )!;
      for (const one of found) {
        const came = draw(mean(29 + one.ahead));
        all += 1;
        if (came >= one.eighty[0] && came <= one.eighty[1]) eighty += 1;
        if (came >= one.ninetyFive[0] && came <= one.ninetyFive[1]) ninetyFive += 1;
      }
    }
    expect(eighty / all).toBeGreaterThan(0.77);
    expect(eighty / all).toBeLessThan(0.9);
    expect(ninetyFive / all).toBeGreaterThan(0.93);
  });

  it('says nothing of too few months, or of none', () => {
    expect(forecast(Array(11).fill(20), 3)).toBeUndefined();
    expect(forecast(Array(30).fill(0), 3)).toBeUndefined();
    expect(forecast([...Array(20).fill(0), 1, 0, 2, 1], 2)!.every(({ expected }) => Number.isFinite(expected))).toBe(
      true,
    );
  });

  it('asks for the counsellors that so many hours take', () => {
    expect(counsellorsFor(200, { perCase: 6, perMonth: 120 })).toBe(10);
  });
});
