import * as z from 'zod/mini';
import { refuseField } from '../../kernel/index.ts';

/**
 * How another system's file says what the standard says. A column is named as in the file, with dots for what lies inside
 * another (`name.first`); a record of a list inside a record is a row of its own.
 */
const Mapping = z.object({
  /** For whoever reads the file. */
  about: z.optional(z.string()),
  /** The column that tells which rows are of one case; without it each row is a case. */
  case: z.optional(z.string()),
  columns: z.record(
    z.string(),
    z.union([
      z.string(),
      z.object({
        /** A field of the standard. */
        to: z.string(),
        /** Their value → ours; one that is not here stays. A blank leaves the cell out. */
        values: z.optional(z.record(z.string(), z.string())),
      }),
    ]),
  ),
  /** Columns that are known and not wanted: identifiers and times of the other system. */
  ignore: z._default(z.array(z.string()), []),
});
export type Mapping = z.output<typeof Mapping>;

/** @throws Problem `input.invalid` for what is not a mapping. */
export function readMapping(text: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuseField('mapping', 'wrongFormat');
  }
  const read = Mapping.safeParse(json);
  if (!read.success) throw refuseField('mapping', 'wrongFormat', { path: read.error.issues[0]?.path.join('.') ?? '' });
  return read.data;
}
