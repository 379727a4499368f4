import { expect, it } from 'vitest';
import { forecast } from '../../kernel/index.ts';
import { testHouse } from '../testing.ts';
import { generateProvince } from './generate.ts';
import { trueSize } from './months.ts';

/** Each month of the last two years, forecast one to three months before it, from what was known then. */
it('forecasts the province nearer than the last month or the same month last year, within the interval it says', async () => {
  const house = await testHouse();
  const programme = house.ports.definitions.programme('resource-centre')!;
  const now = new Date('2026-11-16T03:00:00Z');
  const { bundles } = generateProvince({ people: trueSize, seed: 'banyan', now, programme });
  const counts = new Map<string, number>();
  for (const { cases } of bundles)
    for (const { openedAt } of cases) {
      const month = new Date(new Date(openedAt).getTime() + 7 * 3_600_000).toISOString().slice(0, 7);
      counts.set(month, (counts.get(month) ?? 0) + 1);
    }
  await house.close();
  const series = [...counts]
    .sort()
    .slice(0, -1)
    .map(([, count]) => count);
  const missed = { model: 0, last: 0, lastYear: 0 };
  let [eighty, ninetyFive, all] = [0, 0, 0];
  for (let from = series.length - 24; from < series.length; from++)
    for (const { ahead, expected, eighty: inner, ninetyFive: outer } of forecast(series.slice(0, from), 3)!) {
      const came = series[from + ahead - 1];
      if (came === undefined) continue;
      all += 1;
      missed.model += Math.abs(came - expected);
      missed.last += Math.abs(came - series[from - 1]!);
      missed.lastYear += Math.abs(came - series[from + ahead - 13]!);
      if (came >= inner[0] && came <= inner[1]) eighty += 1;
      if (came >= outer[0] && came <= outer[1]) ninetyFive += 1;
    }
  const mean = Object.fromEntries(
    Object.entries(missed).map(([name, sum]) => [name, Math.round((sum / all) * 10) / 10]),
  );
  // As the user's guide says.
  expect(mean).toEqual({ model: 11.2, last: 14.8, lastYear: 62.7 });
  expect([eighty, ninetyFive].map((held) => Math.round((100 * held) / all))).toEqual([81, 100]);
});
