import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, Id } from '../shapes.ts';

export const add = contract({
  name: 'attachment.add',
  summary: 'Keep a file for a question of a form; it waits a day for an entry of the case to name it',
  grant: 'case.write',
  kind: 'write',
  // 8 MB as base64, with what is around it.
  largest: 12 * 1024 * 1024,
  input: z.object({
    caseId: Id,
    form: Code,
    version: z.optional(z.int()),
    /** The question that it answers: what it may be, and who may read it, is the question's. */
    field: z.string().check(z.maxLength(128)),
    name: z.string().check(z.maxLength(300)),
    /** Base64. */
    bytes: z.string(),
  }),
  output: z.object({ id: Id, name: z.string(), type: z.string(), size: z.int() }),
});

export const read = contract({
  name: 'attachment.read',
  summary: 'One file, where the role reads the question that it answers',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ id: Id }),
  output: z.object({
    caseId: Id,
    /** For the download: the case and the question, and nothing that names somebody. */
    name: z.string(),
    type: z.string(),
    size: z.int(),
    /** Base64. */
    bytes: z.string(),
  }),
});

export const attachmentContracts = { add, read };
