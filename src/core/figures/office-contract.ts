import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, Id, Language, Line, Revision } from '../shapes.ts';

export const Month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const Currency = z.string().check(z.regex(/^[A-Z]{3}$/));
/** In the smallest unit of its currency. */
const Amount = z.int().check(z.minimum(0), z.maximum(1_000_000_000_000_000));
const Hours = z.number().check(z.minimum(0.1), z.maximum(1_000));

/** What is absent may not be told, or there is nothing to tell. */
const measures = {
  opened: z.optional(z.int()),
  closed: z.optional(z.int()),
  /** Now, whenever they were opened. */
  open: z.optional(z.int()),
  enquiries: z.optional(z.int()),
  /** Between 0 and 1. */
  answered: z.optional(z.number()),
  /** Quartiles of the days to closing. */
  days: z.optional(z.tuple([z.int(), z.int(), z.int()])),
  /** What was spent in the months whose cost is known, and that divided by the cases opened in them. */
  costs: z.array(z.object({ currency: Currency, amount: Amount, months: z.int(), perCase: z.optional(Amount) })),
};

export const centres = contract({
  name: 'figures.centres',
  summary: 'The centres beside one another, and all together, over some months',
  grant: 'figures.read',
  kind: 'read',
  input: z.object({ programme: Code, from: Month, to: Month }),
  output: z.object({
    centres: z.array(z.object({ teamId: z.optional(Id), name: z.string(), ...measures })),
    all: z.object(measures),
    threshold: z.optional(z.int()),
  }),
});

const Interval = z.tuple([z.int(), z.int()]);
const Staff = z.object({ expected: z.number(), low: z.number(), high: z.number() });
const Workload = { hoursPerCase: Hours, hoursPerMonth: Hours, source: Line };

export const ahead = contract({
  name: 'figures.forecast',
  summary: 'How many cases the coming months may bring, and how many counsellors they take',
  grant: 'figures.read',
  kind: 'read',
  input: z.object({ programme: Code, teamId: z.optional(Id) }),
  output: z.object({
    /** What it was made from: whole months. */
    months: z.array(z.object({ month: Month, count: z.int() })),
    /** Absent when the months are too few, or may not be told. */
    forecast: z.optional(
      z.array(
        z.object({
          month: Month,
          expected: z.number(),
          eighty: Interval,
          ninetyFive: Interval,
          staff: z.optional(Staff),
        }),
      ),
    ),
    leastMonths: z.int(),
    workload: z.optional(z.object({ ...Workload, revision: Revision })),
  }),
});

export const costs = contract({
  name: 'cost.list',
  summary: 'What the centres cost, month by month',
  grant: 'figures.write',
  kind: 'read',
  input: z.object({ from: Month, to: Month }),
  output: z.object({
    costs: z.array(
      z.object({ id: Id, teamId: Id, month: Month, amount: Amount, currency: Currency, revision: Revision }),
    ),
  }),
});

export const saveCost = contract({
  name: 'cost.save',
  summary: 'Say what a centre cost in a month',
  grant: 'figures.write',
  kind: 'write',
  input: z.object({
    teamId: Id,
    month: Month,
    currency: Currency,
    amount: Amount,
    /** As it was read; without it the cost is a new one. */
    revision: z.optional(Revision),
  }),
  output: z.object({ revision: Revision }),
});

export const saveWorkload = contract({
  name: 'workload.save',
  summary: 'Say how much work a case is, and a counsellor’s month, and how that is known',
  grant: 'figures.write',
  kind: 'write',
  input: z.object({ programme: Code, ...Workload, revision: z.optional(Revision) }),
  output: z.object({ revision: Revision }),
});

const reportWords = z._default(z.record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(500))), {});

export const reports = contract({
  name: 'report.list',
  summary: 'The forms of tables that the office sends, as it keeps them',
  grant: 'figures.read',
  kind: 'read',
  input: z.object({ programme: Code }),
  output: z.object({ forms: z.array(z.object({ id: Id, name: z.string(), revision: Revision })) }),
});

export const saveReport = contract({
  name: 'report.save',
  summary: 'Keep a form of a table: a workbook with placeholders',
  grant: 'figures.write',
  kind: 'write',
  input: z.object({
    programme: Code,
    id: z.optional(Id),
    revision: z.optional(Revision),
    name: Line,
    /** Base64. */
    file: z.string().check(z.maxLength(3_000_000)),
  }),
  output: z.object({ id: Id, revision: Revision }),
});

export const makeReport = contract({
  name: 'report.make',
  summary: 'The table of a month, as a workbook or on paper; or its form, to be changed',
  grant: 'figures.read',
  kind: 'write',
  input: z.object({
    programme: Code,
    month: Month,
    /** The supplied form without it. */
    formId: z.optional(Id),
    format: z.enum(['xlsx', 'pdf', 'form']),
    language: z._default(Language, 'en'),
    /** The reader's words for what no definition names. */
    words: reportWords,
  }),
  output: z.object({ file: z.string(), name: z.string(), size: z.int() }),
});

export const officeContracts = { centres, ahead, costs, saveCost, saveWorkload, reports, saveReport, makeReport };
