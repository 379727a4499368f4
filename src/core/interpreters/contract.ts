import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, Day, Id, Line, Revision, Sex, Timestamp } from '../shapes.ts';

/** A language as ISO 639 names it, such as `lo` or `khm`. */
const Language = z.string().check(z.regex(/^[a-z]{2,3}$/));

const Interpreter = z.object({
  id: Id,
  revision: Revision,
  /** Absent when the role may not read identity. */
  name: z.optional(z.string()),
  /** Absent when the role may not read contact. */
  contact: z.optional(z.string()),
  languages: z.array(Language),
  gender: Sex,
  vettedOn: z.optional(Day),
  vettedUntil: z.optional(Day),
  vettedBy: z.optional(z.string()),
  active: z.boolean(),
  /** Vetted, and today still: may be called in. */
  offered: z.boolean(),
});

export const list = contract({
  name: 'interpreter.list',
  summary:
    'Interpreters who are vetted and may be called in, by language and gender; whoever keeps the register sees all',
  grant: 'case.write',
  kind: 'read',
  reveals: true,
  input: z.object({ language: z.optional(Language), gender: z.optional(Sex), all: z.optional(z.literal(true)) }),
  output: z.object({ interpreters: z.array(Interpreter) }),
});

export const set = contract({
  name: 'interpreter.set',
  summary: 'Add an interpreter to the register, or say anew who they are and until when they are vetted',
  grant: 'interpreter.manage',
  kind: 'write',
  input: z.object({
    id: z.optional(Id),
    /** As it was read; without it the interpreter is a new one. */
    revision: z.optional(Revision),
    name: Line,
    contact: z.optional(Line),
    languages: z.array(Language).check(z.minLength(1), z.maxLength(20)),
    gender: Sex,
    /** Without both days nobody is offered. Whoever sets them vouches for it. */
    vettedOn: z.optional(Day),
    vettedUntil: z.optional(Day),
    active: z._default(z.boolean(), true),
  }),
  output: z.object({ id: Id, revision: Revision }),
});

export const record = contract({
  name: 'interpreting.record',
  summary: 'Call an interpreter in for a case, once they were asked what ties them to anybody in it',
  grant: 'case.write',
  kind: 'write',
  input: z.object({
    caseId: Id,
    interpreterId: Id,
    /** For what: the form that is going to be filled, such as a screening. */
    form: Code,
    /** What they answered. Whoever declares an interest does not interpret. */
    conflict: z.enum(['none', 'declared']),
  }),
  output: z.object({ id: Id }),
});

export const ofCase = contract({
  name: 'interpreting.list',
  summary: 'Who interpreted for a case, for what and when',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ caseId: Id }),
  output: z.object({
    items: z.array(z.object({ id: Id, interpreterId: Id, name: z.optional(z.string()), form: Code, at: Timestamp })),
    mayWrite: z.boolean(),
  }),
});

export const interpreterContracts = { list, set, record, ofCase };
