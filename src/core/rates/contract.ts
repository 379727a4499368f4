import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { CurrencyCode, Day, Line, TableProblem } from '../shapes.ts';

/** How many units of the currency one of the base currency is worth. */
const Value = z.number().check(z.positive(), z.maximum(1e12));
const Rate = z.object({ currency: CurrencyCode, base: CurrencyCode, day: Day, rate: Value, source: z.string() });

export const list = contract({
  name: 'rate.list',
  summary: 'The last exchange rate of each currency that the office uploaded, with its age, and how many there are',
  grant: 'rates.write',
  kind: 'read',
  input: z.object({}),
  output: z.object({
    rates: z.array(
      z.object({
        ...Rate.shape,
        /** Days since. */
        age: z.int(),
        old: z.boolean(),
        count: z.int(),
      }),
    ),
  }),
});

export const set = contract({
  name: 'rate.set',
  summary: 'Enter one exchange rate, or say anew what it was on that day',
  grant: 'rates.write',
  kind: 'write',
  input: z.object({ currency: CurrencyCode, base: CurrencyCode, day: Day, rate: Value, source: Line }),
  output: z.object({}),
});

export const upload = contract({
  name: 'rate.upload',
  summary:
    'Exchange rates from a table (currency, base, day, rate, source), CSV or XLSX; it comes in whole or not at all',
  grant: 'rates.write',
  kind: 'write',
  largest: 3 * 1024 * 1024,
  input: z.object({
    file: z.string().check(z.maxLength(3 * 1024 * 1024)),
    /** Changes nothing, and answers what would be. */
    dryRun: z.boolean(),
  }),
  output: z.object({ rows: z.int(), kept: z.int(), problems: z.array(TableProblem) }),
});

export const rateContracts = { list, set, upload };
