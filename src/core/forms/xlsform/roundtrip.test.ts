import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { definitions } from '../../../../test/forms/arbitrary.ts';
import { check } from '../../../kernel/form/index.ts';
import { exportXlsForm, importXlsForm } from './index.ts';

test('the random forms weigh their answers often enough to try the sheet', () => {
  const drawn = fc.sample(definitions, { numRuns: 150, seed: 2026 });
  expect(drawn.filter(({ assessment }) => assessment).length).toBeGreaterThan(20);
  expect(drawn.filter(({ assessment }) => assessment?.themes).length).toBeGreaterThan(5);
});

test('a checked definition comes back from its workbook as it was, with nothing to report', async () => {
  await fc.assert(
    fc.asyncProperty(definitions, async (definition) => {
      expect(check(definition)).toEqual([]);
      const again = await importXlsForm(await exportXlsForm(definition), { defaultClass: 'identity' });
      expect(again.unsupported).toEqual([]);
      expect(again.definition).toStrictEqual(definition);
      expect(again.problems).toEqual([]);
    }),
    { numRuns: 150, seed: 2026 },
  );
}, 120_000);
