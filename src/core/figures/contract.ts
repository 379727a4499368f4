import * as z from 'zod/mini';
import { contract, indicatorDimensions, indicatorUnits } from '../../kernel/index.ts';
import { asOf, Code, Id, Words } from '../shapes.ts';
import { Month, officeContracts } from './office-contract.ts';

/** A count that may not be shown is `hidden`, never 0 and never a bar. */
const Cell = z.object({
  key: z.string(),
  label: z.optional(Words),
  count: z.optional(z.int()),
  hidden: z.optional(z.boolean()),
});

export const dimensions = [
  'month',
  'channel',
  'topic',
  'destination',
  'sex',
  'ageBand',
  'stage',
  'status',
  'team',
] as const;

export const read = contract({
  name: 'figures.read',
  summary: 'Cases and enquiries of some months, by every dimension, each with its definition',
  grant: 'figures.read',
  kind: 'read',
  stale: true,
  input: z.object({ programme: Code, from: Month, to: Month, teamId: z.optional(Id) }),
  output: z.object({
    ...asOf,
    /** One that is absent may not be shown: it is small, and the caller's role does not read identity. */
    totals: z.object({
      casesOpened: z.optional(z.int()),
      casesClosed: z.optional(z.int()),
      casesOpen: z.optional(z.int()),
      people: z.optional(z.int()),
      enquiries: z.optional(z.int()),
      answeredAtFirstContact: z.optional(z.number()),
      medianDaysToClose: z.optional(z.number()),
      /** Of those whose case was closed: how content they were, 1 to 5, and which share of them said so. */
      satisfaction: z.optional(z.object({ mean: z.number(), share: z.number() })),
      flagged: z.optional(z.int()),
    }),
    /** `of` is what is counted; `definition` is a key of the words under `figures.definition.`. */
    tables: z.array(
      z.object({
        of: z.enum(['cases', 'enquiries']),
        by: z.enum(dimensions),
        definition: z.string(),
        cells: z.array(Cell),
        threshold: z.optional(z.int()),
      }),
    ),
  }),
});

/**
 * A number and the cases it is about. Without a value there is nothing to measure; `hidden` says that it may not be shown.
 * A share is between 0 and 1; a median has its quartiles.
 */
const reading = {
  of: z.optional(z.int()),
  value: z.optional(z.number()),
  low: z.optional(z.number()),
  high: z.optional(z.number()),
  hidden: z.optional(z.boolean()),
};
export const Reading = z.object(reading);

export const readIndicators = contract({
  name: 'indicator.read',
  summary: 'What a programme counts of itself over some months, each with its definition and the cases it is about',
  grant: 'figures.read',
  kind: 'read',
  stale: true,
  input: z.object({
    programme: Code,
    from: Month,
    to: Month,
    teamId: z.optional(Id),
    /** One of them; all without it. */
    code: z.optional(Code),
    /** Of the dimensions that an indicator has, these; all without it. */
    by: z.optional(z.array(z.enum(indicatorDimensions)).check(z.maxLength(indicatorDimensions.length))),
  }),
  output: z.object({
    ...asOf,
    indicators: z.array(
      z.object({
        code: Code,
        title: Words,
        definition: Words,
        unit: z.enum(indicatorUnits),
        threshold: z.optional(z.int()),
        total: Reading,
        tables: z.array(
          z.object({ by: z.enum(indicatorDimensions), cells: z.array(z.object({ key: z.string(), ...reading })) }),
        ),
      }),
    ),
  }),
});

export const figureContracts = { read, readIndicators, ...officeContracts };
