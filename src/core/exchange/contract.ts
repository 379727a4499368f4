import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { descending, Filters, sort } from '../cases/contract.ts';
import { Code, Line } from '../shapes.ts';

export const exportCases = contract({
  name: 'case.exportStandard',
  summary:
    'What the register shows in the record standard (HTCDS 2.0), as JSON, CSV or XLSX; names only when asked for',
  grant: 'register.export',
  kind: 'write',
  fresh: true,
  input: z.object({
    ...Filters,
    sort,
    descending,
    format: z.enum(['json', 'csv', 'xlsx']),
    /** With names, documents and how to reach people, as far as the role reads them. */
    named: z._default(z.boolean(), false),
    reason: Line,
  }),
  output: z.object({
    file: z.string(),
    name: z.string(),
    cases: z.int(),
    rows: z.int(),
    size: z.int(),
    /** Values that the standard's own lists do not have; they are in the file all the same. */
    unknownCodes: z.int(),
  }),
});

const Cell = z.object({
  /** As the file counts: the first line of a table is 1, the first record of a JSON file too. */
  row: z.int(),
  column: z.string(),
  /** A key of the words under `field.` or `exchange.`. */
  code: z.string(),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});

export const importCases = contract({
  name: 'case.import',
  summary:
    'People and cases from a file of the record standard, or of another system by a mapping; tried without change first',
  grant: 'case.import',
  kind: 'write',
  fresh: true,
  largest: 14 * 1024 * 1024,
  input: z.object({
    /** JSON, CSV or XLSX, told by its content. */
    file: z.string().check(z.maxLength(14 * 1024 * 1024)),
    /** A mapping file (JSON), where the file does not speak the standard: see docs/htcds.md. */
    mapping: z.optional(z.string().check(z.maxLength(200_000))),
    programme: Code,
    /** How people agreed to be recorded, where their row does not say that they did not. */
    consent: z.enum(['oral', 'written']),
    /** Numbers of rows to leave out, such as those of people who are known. */
    without: z._default(z.array(z.int()).check(z.maxLength(5_000)), []),
    /** Changes nothing, and answers what would be. */
    dryRun: z.boolean(),
  }),
  output: z.object({
    /** Cases in the file; created, or what would be. */
    cases: z.int(),
    created: z.int(),
    /** Whatever keeps the file from coming in: with one of them, nothing does. The first thousand. */
    problems: z.array(Cell),
    /** Filled, and kept nowhere here. */
    notHeld: z.array(z.object({ column: z.string(), cells: z.int(), why: z.string() })),
    /** Columns that nothing is known about. */
    unknownColumns: z.array(z.string()),
    /** Who may be here already; the name is absent when the role may not read it. */
    duplicates: z.array(
      z.object({ row: z.int(), number: z.string(), name: z.optional(z.string()), score: z.number() }),
    ),
  }),
});

export const exchangeContracts = { exportCases, importCases };
