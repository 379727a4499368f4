import * as z from 'zod/mini';
import { contract, serviceStatuses } from '../../kernel/index.ts';
import { asOf, Code, Day, Id, Line, Note, Revision } from '../shapes.ts';

const Outcome = z.enum(['reached', 'changed', 'dropped']);
/** In the smallest unit of the currency: 25 000 is 25 000 đồng, or 250.00 dollars. */
const Cost = z.object({
  amount: z.int().check(z.minimum(0), z.maximum(1e15)),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
});
const Rating = z.int().check(z.minimum(1), z.maximum(5));
const Status = z.enum(serviceStatuses);

const Goal = z.object({
  id: Id,
  revision: Revision,
  kind: Code,
  /** Absent when the role may not read accounts. */
  wording: z.optional(z.string()),
  dueOn: z.optional(Day),
  outcome: z.optional(Outcome),
  note: z.optional(z.string()),
});

const Service = z.object({
  id: Id,
  revision: Revision,
  goalId: z.optional(Id),
  service: Code,
  status: Status,
  /** An organisation of this house has an id; the name of another is absent when the role may not read accounts. */
  provider: z.optional(z.object({ id: z.optional(Id), name: z.string() })),
  userId: z.optional(Id),
  user: z.optional(z.string()),
  dueOn: z.optional(Day),
  startedOn: z.optional(Day),
  endedOn: z.optional(Day),
  quantity: z.optional(z.int()),
  cost: z.optional(Cost),
  funder: z.optional(z.string()),
  rating: z.optional(z.int()),
  unavailable: z.optional(Code),
  /** It goes on, and the consent that it rests on no longer stands. */
  consentEnded: z.optional(z.literal(true)),
});

export const read = contract({
  name: 'plan.read',
  summary: 'The plan of a case: goals in the person’s words, services and how each stands',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ caseId: Id }),
  output: z.object({ goals: z.array(Goal), services: z.array(Service), mayWrite: z.boolean() }),
});

export const setGoal = contract({
  name: 'goal.set',
  summary: 'Add a goal to a plan, or say anew what it is and what became of it',
  grant: 'case.write',
  kind: 'write',
  input: z.object({
    id: z.optional(Id),
    caseId: Id,
    /** As it was read; without it the goal is a new one. */
    revision: z.optional(Revision),
    kind: Code,
    wording: z.optional(Note),
    dueOn: z.optional(Day),
    outcome: z.optional(Outcome),
    note: z.optional(Note),
  }),
  output: z.object({ id: Id, revision: Revision }),
});

export const setService = contract({
  name: 'service.set',
  summary: 'Add a service to a plan, or say anew how it stands; beyond a need it rests on a consent',
  grant: 'case.write',
  kind: 'write',
  input: z.object({
    id: z.optional(Id),
    caseId: Id,
    /** As it was read; without it the service is a new one. What is left out is blank from now on. */
    revision: z.optional(Revision),
    goalId: z.optional(Id),
    service: Code,
    status: Status,
    /** An organisation of this house, or else a name. */
    providerId: z.optional(Id),
    provider: z.optional(Line),
    userId: z.optional(Id),
    dueOn: z.optional(Day),
    startedOn: z.optional(Day),
    endedOn: z.optional(Day),
    quantity: z.optional(z.int().check(z.minimum(1), z.maximum(100_000))),
    cost: z.optional(Cost),
    funder: z.optional(Line),
    rating: z.optional(Rating),
    unavailable: z.optional(Code),
  }),
  output: z.object({ id: Id, revision: Revision }),
});

const Month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const Cell = z.object({ key: z.string(), count: z.optional(z.int()), hidden: z.optional(z.boolean()) });

export const figures = contract({
  name: 'assistance.figures',
  summary:
    'Services noted in some months, for each sex by kind, status and age; what was delivered, and how it was rated',
  grant: 'figures.read',
  kind: 'read',
  stale: true,
  input: z.object({ programme: Code, from: Month, to: Month, teamId: z.optional(Id) }),
  output: z.object({
    ...asOf,
    /** One row for each sex, '' where it is not known. What may not be shown is absent. */
    sexes: z.array(
      z.object({
        sex: z.string(),
        services: z.optional(z.int()),
        hidden: z.optional(z.boolean()),
        people: z.optional(z.int()),
        /** Of those that did not stay a need. */
        delivered: z.optional(z.number()),
        medianRating: z.optional(z.number()),
        tables: z.array(z.object({ by: z.enum(['group', 'status', 'ageBand']), cells: z.array(Cell) })),
      }),
    ),
    threshold: z.optional(z.int()),
  }),
});

export const planContracts = { read, setGoal, setService, figures };
