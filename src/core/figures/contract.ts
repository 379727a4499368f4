import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, Id, Words } from '../shapes.ts';

const Month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
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
  input: z.object({ programme: Code, from: Month, to: Month, teamId: z.optional(Id) }),
  output: z.object({
    /** One that is absent may not be shown: it is small, and the caller's role does not read identity. */
    totals: z.object({
      casesOpened: z.optional(z.int()),
      casesClosed: z.optional(z.int()),
      casesOpen: z.optional(z.int()),
      people: z.optional(z.int()),
      enquiries: z.optional(z.int()),
      answeredAtFirstContact: z.optional(z.number()),
      medianDaysToClose: z.optional(z.number()),
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

export const figureContracts = { read };
