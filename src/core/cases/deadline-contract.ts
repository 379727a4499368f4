import * as z from 'zod/mini';
import { contract, spanUnits } from '../../kernel/index.ts';
import { Code, Id, Note, Timestamp, Words } from '../shapes.ts';

const State = z.enum(['running', 'warning', 'overdue', 'escalated', 'paused', 'met']);

const Clock = z.object({
  id: Id,
  timer: Code,
  title: Words,
  state: State,
  startedAt: Timestamp,
  warnAt: Timestamp,
  dueAt: Timestamp,
  escalateAt: z.optional(Timestamp),
  /** The limit as it was when the clock started, and who says so. */
  amount: z.number(),
  unit: z.enum(spanUnits),
  source: Words,
  /** While it stands still: since when, with how much left of its unit. */
  pausedAt: z.optional(Timestamp),
  left: z.optional(z.number()),
  metAt: z.optional(Timestamp),
  /** Stopped by a person, who alone, or another, sets it going again. */
  byHand: z.boolean(),
  stops: z.array(
    z.object({
      at: Timestamp,
      until: z.optional(Timestamp),
      by: z.string(),
      /** Absent when the role may not read accounts. */
      reason: z.optional(z.string()),
    }),
  ),
});

const list = contract({
  name: 'deadline.list',
  summary: 'The deadlines of a case, and which of its stage have no limit set for it',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ caseId: Id }),
  output: z.object({
    items: z.array(Clock),
    /** Timers that this stage would start, had somebody set a limit for such a case. */
    unset: z.array(z.object({ timer: Code, title: Words })),
    mayStop: z.boolean(),
  }),
});

const due = contract({
  name: 'deadline.due',
  summary: 'Deadlines that warn or are over: mine and nobody’s; escalated ones also for whoever approves',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        caseId: Id,
        caseNumber: z.string(),
        /** Absent when the role may not read identity. */
        personName: z.optional(z.string()),
        title: Words,
        state: State,
        dueAt: Timestamp,
        owner: z.optional(z.string()),
        mine: z.boolean(),
      }),
    ),
  }),
});

const stopping = {
  input: z.object({ id: Id, reason: Note.check(z.minLength(1)) }),
  output: z.object({ caseId: Id, state: State, dueAt: Timestamp }),
};

const pause = contract({
  name: 'deadline.pause',
  summary: 'Stop a clock by hand, with a reason that stays on the case',
  grant: 'gate.waive',
  kind: 'write',
  ...stopping,
});

const resume = contract({
  name: 'deadline.resume',
  summary: 'Set a clock going again that was stopped by hand',
  grant: 'gate.waive',
  kind: 'write',
  ...stopping,
});

export const deadlineContracts = {
  listDeadlines: list,
  dueDeadlines: due,
  pauseDeadline: pause,
  resumeDeadline: resume,
};
