import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Id, Line, Note, Timestamp } from '../shapes.ts';

export const breakGlass = contract({
  name: 'glass.break',
  summary:
    'See one case that is out of one’s reach, for minutes and read only; somebody else is told at once and judges it',
  grant: 'glass.break',
  kind: 'write',
  fresh: true,
  input: z.object({
    /** Its identifier, or its number as somebody reads it out. */
    case: z.string().check(z.trim(), z.minLength(1), z.maxLength(40)),
    reason: Line,
    minutes: z._default(z.int().check(z.minimum(1), z.maximum(30)), 30),
  }),
  output: z.object({ id: Id, caseId: Id, endsAt: Timestamp, told: z.array(z.string()) }),
});

export const mine = contract({
  name: 'glass.mine',
  summary: 'The glasses one broke lately: until when each shows its case, and what was found',
  grant: 'glass.break',
  kind: 'read',
  input: z.object({ caseId: z.optional(Id) }),
  output: z.object({
    glasses: z.array(
      z.object({
        id: Id,
        caseId: Id,
        endsAt: Timestamp,
        /** When the account locks unless somebody has judged it. */
        reviewBy: Timestamp,
        verdict: z.optional(z.enum(['justified', 'unjustified'])),
      }),
    ),
  }),
});

export const waiting = contract({
  name: 'glass.waiting',
  summary: 'Glasses that colleagues broke and nobody has judged: by whom, why, and what was opened',
  grant: 'glass.review',
  kind: 'read',
  reveals: true,
  input: z.object({}),
  output: z.object({
    glasses: z.array(
      z.object({
        id: Id,
        caseId: Id,
        /** Absent when the case was erased. */
        caseNumber: z.optional(z.string()),
        by: z.string(),
        /** Absent when the role may not read accounts, or the case was erased. */
        reason: z.optional(z.string()),
        at: Timestamp,
        endsAt: Timestamp,
        reviewBy: Timestamp,
        /** Keys of the words under `operation.`, in the order in which it was done. */
        opened: z.array(z.object({ operation: z.string(), at: Timestamp })),
      }),
    ),
  }),
});

export const review = contract({
  name: 'glass.review',
  summary: 'Judge a glass that somebody else broke; without cause, the account is locked',
  grant: 'glass.review',
  kind: 'write',
  input: z.object({ id: Id, verdict: z.enum(['justified', 'unjustified']), note: z.optional(Note) }),
  output: z.object({ caseId: Id, reviewedAt: Timestamp }),
});

export const glassContracts = { breakGlass, mine, waiting, review };
