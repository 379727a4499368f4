import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Id, Revision, Timestamp } from '../shapes.ts';

/** What somebody, a team or nobody has in hand, of open cases and open tasks. */
const Load = {
  cases: z.int(),
  flagged: z.int(),
  /** Without contact for too long. */
  quiet: z.int(),
  tasks: z.int(),
  overdue: z.int(),
};

/** A case by its number alone: the board names nobody. */
const Numbered = z.object({
  id: Id,
  number: z.string(),
  revision: Revision,
  team: z.optional(z.string()),
  owner: z.optional(z.string()),
  /** When it was opened, or last in contact. */
  since: Timestamp,
});

export const board = contract({
  name: 'board.read',
  summary:
    'How work lies within one’s reach: overdue by team, load of each worker, cases nobody has or nobody heard of',
  grant: 'board.read',
  kind: 'read',
  input: z.object({
    /** Days without contact that are too long, in place of what each programme says. */
    quietDays: z.optional(z.int().check(z.minimum(1), z.maximum(3_650))),
  }),
  output: z.object({
    teams: z.array(z.object({ id: Id, name: z.string(), ...Load, unassigned: z.int() })),
    /** Whoever belongs to these teams or has something of theirs in hand. */
    workers: z.array(
      z.object({
        id: Id,
        name: z.string(),
        teams: z.array(z.string()),
        /** False when somebody left, and what they had waits for another. */
        active: z.boolean(),
        ...Load,
      }),
    ),
    unassigned: z.object({ count: z.int(), oldest: z.array(Numbered) }),
    quiet: z.object({ count: z.int(), longest: z.array(Numbered) }),
  }),
});

export const boardContracts = { board };
