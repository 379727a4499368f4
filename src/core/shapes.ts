import * as z from 'zod/mini';
import { ageBands } from '../kernel/index.ts';

/**
 * Shapes that several contracts share. Lengths are in characters; every text has an end. What no text may hold (control
 * characters, halves of characters) is refused for the whole input: see `unkeepable.ts`.
 */
export const Id = z.uuid();
export const Code = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/));
/** Line ends and tabs, as they come from a spreadsheet or a letter, become blanks. */
export const Line = z.string().check(
  z.overwrite((text) => text.replace(/[\t\n\r]+/g, ' ')),
  z.trim(),
  z.minLength(1),
  z.maxLength(300),
);
export const Note = z.string().check(z.trim(), z.maxLength(20_000));
export const Timestamp = z.iso.datetime();
/** Of an answer that may come from a copy: of when it is. Absent where it is of now. */
export const asOf = { asOf: z.optional(Timestamp) };
/** Not before 1900: PostgreSQL knows no year 0, and nothing that is recorded here was before. */
export const Day = z.iso.date().check(z.refine((day) => day >= '1900'));
/** What a cell of an uploaded table cannot be. */
export const TableProblem = z.object({
  /** As the file counts: the header is line 1. */
  row: z.int(),
  column: z.string(),
  /** A key of the words under `field.`. */
  code: z.string(),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});
/** A language that a paper is set in. */
export const Language = z.string().check(z.regex(/^[a-z]{2,3}$/));
/** As large as the column that keeps it. */
export const Revision = z.int().check(z.minimum(1), z.maximum(2_147_483_647));
export const Words = z.record(z.string().check(z.maxLength(12)), z.string().check(z.maxLength(2_000)));

export const Sex = z.enum(['female', 'male', 'other']);
export const Band = z.enum(ageBands);
/** ISO 3166-1 alpha-2, as the browsers name it in every language. */
export const CountryCode = z.string().check(z.regex(/^[A-Z]{2}$/));

/** ISO 4217. */
export const CurrencyCode = z.string().check(z.regex(/^[A-Z]{3}$/));

export const Birth = z.object({
  /** `2001`, `2001-05` or `2001-05-17` as typed: other orders, native digits and Buddhist-era years are understood. */
  value: z.string().check(z.trim(), z.minLength(4), z.maxLength(30)),
  known: z.enum(['stated', 'document', 'estimated']),
});

/** Keyset pages: `after` is the cursor of the page before. */
export const Page = {
  limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), 50),
  after: z.optional(z.string().check(z.maxLength(200))),
};
export const pageOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), next: z.optional(z.string()) });

/** Why the system raised a flag, in the words of the programme's definition. */
export const Flag = z.object({ sign: Code, reason: Words });
