import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Id, Line, Revision, Sex, Timestamp } from '../shapes.ts';

const Age = z.int().check(z.minimum(0), z.maximum(120));
/** Whom a shelter takes. A child who comes with the mother may be taken whatever the child's own sex and age. */
const Takes = {
  capacity: z.int().check(z.minimum(1), z.maximum(10_000)),
  sexes: z.array(Sex).check(z.minLength(1), z.maxLength(3)),
  ageFrom: Age,
  ageTo: Age,
  childrenWithMother: z.boolean(),
};
/** What it is called among colleagues; a name that does not say where it is. */
const Name = Line.check(z.maxLength(100));

const Shelter = z.object({
  id: Id,
  revision: Revision,
  name: z.string(),
  ...Takes,
  /** None, rather than fewer than none, when it was made smaller meanwhile. */
  free: z.int(),
  /** False for one that takes nobody any more. */
  active: z.boolean(),
});

export const list = contract({
  name: 'shelter.list',
  summary: 'Shelters of one’s own organisation: free places and whom each takes, and not where it is',
  grant: 'case.read',
  kind: 'read',
  input: z.object({}),
  output: z.object({ shelters: z.array(Shelter) }),
});

export const read = contract({
  name: 'shelter.read',
  summary: 'Where a shelter is, for those who run it or work with somebody who stays there',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ id: Id }),
  output: z.object({ location: z.string() }),
});

export const set = contract({
  name: 'shelter.set',
  summary: 'Add a shelter, or say anew how many places it has, whom it takes and where it is',
  grant: 'shelter.manage',
  kind: 'write',
  input: z.object({
    id: z.optional(Id),
    /** As it was read; without it the shelter is a new one. */
    revision: z.optional(Revision),
    name: Name,
    ...Takes,
    /** Left out, it stays what it was. */
    location: z.optional(Line),
    active: z._default(z.boolean(), true),
  }),
  output: z.object({ id: Id, revision: Revision }),
});

export const begin = contract({
  name: 'stay.begin',
  summary: 'Place somebody in a shelter that has room and takes people of their sex and age',
  grant: 'case.write',
  kind: 'write',
  input: z.object({
    caseId: Id,
    shelterId: Id,
    /** When it began, if not now. */
    at: z.optional(Timestamp),
    /** A child who comes with the mother. */
    withMother: z.optional(z.literal(true)),
  }),
  output: z.object({ id: Id }),
});

export const end = contract({
  name: 'stay.end',
  summary: 'Somebody has left a shelter',
  grant: 'case.write',
  kind: 'write',
  input: z.object({ id: Id, at: z.optional(Timestamp) }),
  output: z.object({ endedAt: Timestamp }),
});

export const stays = contract({
  name: 'stay.list',
  summary: 'Where somebody has stayed, by the shelters’ names',
  grant: 'case.read',
  kind: 'read',
  input: z.object({ caseId: Id }),
  output: z.object({
    stays: z.array(
      z.object({ id: Id, shelterId: Id, shelter: z.string(), from: Timestamp, until: z.optional(Timestamp) }),
    ),
    mayWrite: z.boolean(),
  }),
});

const Month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));

export const figures = contract({
  name: 'shelter.figures',
  summary: 'How full the shelters of one’s own organisation were: nights slept there, month by month',
  grant: 'figures.read',
  kind: 'read',
  input: z.object({ from: Month, to: Month }),
  output: z.object({
    /** Places there are today, in shelters that take people. */
    places: z.int(),
    months: z.array(
      z.object({
        month: z.string(),
        /** Nights that have passed, of all people together. */
        nights: z.optional(z.int()),
        hidden: z.optional(z.boolean()),
        /** Nights over nights of all places; absent when hidden. */
        share: z.optional(z.number()),
      }),
    ),
    threshold: z.optional(z.int()),
  }),
});

export const shelterContracts = { list, read, set, begin, end, stays, figures };
