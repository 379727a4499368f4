import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, Id, Line, Revision, Timestamp, Words } from '../shapes.ts';
import { encodings } from './encodings.ts';

/** A field of the standard columns (`name`, `opened`), or a question of the chosen form (`form.advice`). */
const FieldCode = z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,200}$/));
const Heading = z.string().check(z.maxLength(300));

/** How the rows of a file are read, and what becomes of them. */
export const Plan = z.object({
  becomes: z.enum(['case', 'contact']),
  programme: Code,
  /** Whose questions columns may answer. */
  form: z.optional(Code),
  /** Those that are read, by their place in the file, and the row of their headings. */
  sheets: z
    .array(z.object({ sheet: z.int().check(z.minimum(0)), heading: z.int().check(z.minimum(1)) }))
    .check(z.maxLength(40)),
  /** By heading: sheets may have them in another order. Left out, they are proposed. */
  columns: z.optional(
    z
      .array(
        z.object({
          heading: Heading,
          field: z.optional(FieldCode),
          /** Which comes first in 3/4/2024. */
          order: z.optional(z.enum(['day', 'month'])),
          /** What stands there → our code; blank to leave it out. */
          values: z.optional(z.record(z.string().check(z.maxLength(300)), z.string().check(z.maxLength(80)))),
        }),
      )
      .check(z.maxLength(256)),
  ),
  /** The code where a row says nothing. */
  every: z._default(z.record(FieldCode, Code), {}),
  /** How people agreed to be recorded, as the sender says: on paper, by word, or nobody says so. */
  consent: z._default(z.enum(['written', 'oral', 'unsaid']), 'unsaid'),
  /** Somebody who is here for certain gets the case; or the row is left out. */
  same: z._default(z.enum(['join', 'skip']), 'join'),
  /** Somebody who may be here is registered and marked; or the row is left out. */
  alike: z._default(z.enum(['mark', 'skip']), 'mark'),
});
export type Plan = z.output<typeof Plan>;

const State = z.enum(['read', 'taking', 'taken', 'undoing', 'undone']);
/** Rows by what became of them. */
const Counts = z.object({
  people: z.int(),
  cases: z.int(),
  contacts: z.int(),
  /** On somebody who was here. */
  joined: z.int(),
  /** Marked as perhaps the same as somebody. */
  alike: z.int(),
  /** For what is wrong in them. */
  wrong: z.int(),
  /** Left out because somebody is here already. */
  skipped: z.int(),
  /** Sums, and headings that come again. */
  totals: z.int(),
});
export type Counts = z.output<typeof Counts>;

const Summary = z.object({
  id: Id,
  revision: Revision,
  state: State,
  sender: z.optional(z.string()),
  file: z.optional(z.string()),
  /** In the file; and of those, how many are taken. */
  rows: z.int(),
  taken: z.int(),
  counts: Counts,
  readAt: Timestamp,
  /** Somebody worked on what they became: they stayed when the rest was taken back. */
  kept: z.int(),
});

export const upload = contract({
  name: 'intake.upload',
  summary: 'Read a register from a spreadsheet; nothing of it comes in before somebody says so',
  grant: 'case.import',
  kind: 'write',
  fresh: true,
  largest: 34 * 1024 * 1024,
  input: z.object({
    id: z.optional(Id),
    /** XLSX, XLS, ODS or CSV, told by its content. */
    file: z.string().check(z.maxLength(34 * 1024 * 1024)),
    name: Line,
    /** Whose register it is: how its columns are read is remembered by this. */
    sender: Line,
    programme: Code,
    /** Of a text, when what was guessed is wrong. */
    encoding: z.optional(z.enum(encodings)),
  }),
  output: z.object({ id: Id, rows: z.int() }),
});

const Column = z.object({
  heading: z.string(),
  /** As the spreadsheet calls it. */
  letter: z.string(),
  field: z.optional(z.string()),
  order: z.optional(z.enum(['day', 'month'])),
  /** The values tell of themselves: `mixed` when both orders are found. */
  told: z.optional(z.enum(['day', 'month', 'mixed'])),
  /** The first few, and of days how they are read. */
  samples: z.array(z.object({ text: z.string(), means: z.optional(z.string()) })),
  /** Of a code: what stands there, how often, and what it means; no code when nobody has said. */
  values: z.optional(z.array(z.object({ text: z.string(), rows: z.int(), code: z.optional(z.string()) }))),
});
export type Column = z.output<typeof Column>;

export const read = contract({
  name: 'intake.read',
  summary: 'One register that is being brought in: its sheets, how its columns are read, how far it is',
  grant: 'case.import',
  kind: 'read',
  reveals: true,
  input: z.object({ id: Id }),
  output: z.object({
    ...Summary.shape,
    encoding: z.optional(z.string()),
    sheets: z.array(
      z.object({
        name: z.string(),
        rows: z.int(),
        top: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })),
      }),
    ),
    plan: z.optional(Plan),
    columns: z.array(Column),
    /** What a column may hold. */
    fields: z.array(
      z.object({
        code: z.string(),
        label: Words,
        choices: z.optional(z.array(z.object({ code: z.string(), label: Words }))),
      }),
    ),
    /** Who was registered and may be somebody who was here. */
    alike: z.array(
      z.object({
        sheet: z.string(),
        row: z.int(),
        personId: Id,
        name: z.optional(z.string()),
        otherId: Id,
        otherName: z.optional(z.string()),
      }),
    ),
    /** Rows that stay. */
    keptRows: z.array(z.object({ sheet: z.string(), row: z.int(), caseId: z.optional(Id) })),
  }),
});

export const map = contract({
  name: 'intake.map',
  summary: 'Say how the columns of a register are read; remembered for the next file of the same sender',
  grant: 'case.import',
  kind: 'write',
  input: z.object({ id: Id, revision: Revision, plan: Plan }),
  output: z.object({ revision: Revision }),
});

const CellProblem = z.object({
  sheet: z.string(),
  /** Such as `D17`. */
  cell: z.string(),
  row: z.int(),
  heading: z.string(),
  /** A key of the words under `field.`. */
  code: z.string(),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});
export type CellProblem = z.output<typeof CellProblem>;

export const check = contract({
  name: 'intake.check',
  summary: 'What a register would become, and what is wrong in it, cell by cell; changes nothing',
  grant: 'case.import',
  kind: 'read',
  reveals: true,
  input: z.object({ id: Id }),
  output: z.object({
    counts: Counts,
    /** The first two thousand. */
    problems: z.array(CellProblem),
    problemCount: z.int(),
    /** Rows of somebody who is here, or in the file more than once: the first two hundred. */
    known: z.array(
      z.object({
        sheet: z.string(),
        row: z.int(),
        certain: z.boolean(),
        /** Somebody who is registered. */
        personId: z.optional(Id),
        number: z.optional(z.string()),
        name: z.optional(z.string()),
        /** Or a row before it. */
        like: z.optional(z.object({ sheet: z.string(), row: z.int() })),
      }),
    ),
    /** Of the same person as a row before. */
    twice: z.int(),
  }),
});

export const report = contract({
  name: 'intake.report',
  summary: 'What is wrong in a register as a spreadsheet, with the address of each cell',
  grant: 'case.import',
  kind: 'write',
  input: z.object({
    id: Id,
    /** Headings of the columns `sheet`, `cell`, `heading`, `wrong`. */
    words: z.record(z.string().check(z.maxLength(20)), Line),
    /** As the reader was told each of them. */
    lines: z.array(z.tuple([Line, Line, z.string().check(z.maxLength(300)), Line])).check(z.maxLength(2_000)),
  }),
  output: z.object({ file: z.string(), name: z.string() }),
});

export const take = contract({
  name: 'intake.take',
  summary: 'Bring in the next thousand rows of a register, in one transaction',
  grant: 'case.import',
  kind: 'write',
  input: z.object({ id: Id }),
  output: z.object({ state: State, rows: z.int(), taken: z.int(), counts: Counts, made: z.array(Id) }),
});

export const undo = contract({
  name: 'intake.undo',
  summary: 'Take back what a register became, a thousand rows at a time, but for what somebody worked on since',
  grant: 'case.import',
  kind: 'write',
  fresh: true,
  input: z.object({ id: Id }),
  output: z.object({ state: State, undone: z.int(), left: z.int(), kept: z.int() }),
});

export const list = contract({
  name: 'intake.list',
  summary: 'Registers that were brought in, newest first',
  grant: 'case.import',
  kind: 'read',
  input: z.object({}),
  output: z.object({ items: z.array(Summary) }),
});

export const intakeContracts = { upload, read, map, check, report, take, undo, list };
