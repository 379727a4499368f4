import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Id, Line, Timestamp } from '../shapes.ts';

const Hold = z.object({
  id: Id,
  reason: z.string(),
  at: Timestamp,
  by: z.string(),
  /** It ends by itself then. */
  until: z.optional(Timestamp),
  liftedAt: z.optional(Timestamp),
  liftedBy: z.optional(z.string()),
  stands: z.boolean(),
});

export const setHold = contract({
  name: 'hold.set',
  summary: 'Nobody may erase this person while the hold stands',
  grant: 'person.erase',
  kind: 'write',
  input: z.object({ personId: Id, reason: Line, until: z.optional(Timestamp) }),
  output: z.object({ id: Id }),
});

export const liftHold = contract({
  name: 'hold.lift',
  summary: 'End a hold; erasing is possible again',
  grant: 'person.erase',
  kind: 'write',
  fresh: true,
  input: z.object({ id: Id, reason: Line }),
  output: z.object({ personId: Id, liftedAt: Timestamp }),
});

export const listHolds = contract({
  name: 'hold.list',
  summary: 'Holds on a person and on the records merged into it, with their reasons; newest first',
  grant: 'person.erase',
  kind: 'read',
  reveals: true,
  input: z.object({ personId: Id }),
  output: z.object({ holds: z.array(Hold) }),
});

/** How many people are shown, and erased, at once. */
const most = 200;

export const listDue = contract({
  name: 'retention.list',
  summary: 'People whom the rules of the programmes no longer keep, longest due first',
  grant: 'person.erase',
  kind: 'read',
  reveals: true,
  input: z.object({}),
  output: z.object({
    people: z
      .array(
        z.object({
          personId: Id,
          personNumber: z.string(),
          /** Absent when the role may not read identity. */
          personName: z.optional(z.string()),
          dueAt: Timestamp,
          /** May not be erased all the same. */
          held: z.boolean(),
        }),
      )
      .check(z.maxLength(most)),
    total: z.int(),
  }),
});

export const carryOut = contract({
  name: 'retention.carryOut',
  summary: 'Erase people who are due; who is held, or is due no more, is left',
  grant: 'person.erase',
  kind: 'write',
  fresh: true,
  input: z.object({ ids: z.array(Id).check(z.minLength(1), z.maxLength(most)) }),
  output: z.object({ erased: z.int(), left: z.int() }),
});

export const keepingContracts = { setHold, liftHold, listHolds, listDue, carryOut };
export { most as mostDue };
