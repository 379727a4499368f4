import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, Flag, Id, Revision, Timestamp } from '../shapes.ts';

/** Answers as a form's fields name them; the form's own definition says what each must be. */
export const Answers = z.record(z.string().check(z.maxLength(200)), z.json());

export const save = contract({
  name: 'entry.save',
  summary: 'Fill a form for a case, or change an entry in the version it was filled in',
  grant: 'case.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({
    id: z.optional(Id),
    caseId: Id,
    form: Code,
    version: z.optional(z.int()),
    /** With an existing entry: the revision that was read. */
    revision: z.optional(Revision),
    answers: Answers,
  }),
  output: z.object({ id: Id, revision: Revision, flags: z.array(Flag) }),
});

export const read = contract({
  name: 'entry.read',
  summary: 'One filled form, with the definition it was filled in; covers what the role may not read',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ id: Id }),
  output: z.object({
    id: Id,
    caseId: Id,
    form: Code,
    version: z.int(),
    revision: Revision,
    at: Timestamp,
    by: z.string(),
    answers: Answers,
    covered: z.array(z.string()),
    /** As it was published: it was checked then, and is not walked again for every reader. */
    definition: z.record(z.string(), z.unknown()),
  }),
});

export const exportEntries = contract({
  name: 'entry.export',
  summary: 'A case in the record standard its form is mapped to (HTCDS 2.0), as JSON or CSV',
  grant: 'register.export',
  kind: 'write',
  fresh: true,
  input: z.object({ caseId: Id, format: z.enum(['json', 'csv']) }),
  output: z.object({ file: z.string(), name: z.string(), rows: z.int() }),
});

export const formContracts = { save, read, exportEntries };
