import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Band, Birth, Code, CountryCode, Flag, Id, Line, Note, Revision, Sex, Timestamp, Words } from '../shapes.ts';

/** Who somebody is: sealed as `identity`. A family name is never asked for; the name is as the person gives it. */
export const Identity = z.object({
  name: Line,
  romanised: z.optional(Line),
  callMe: z.optional(Line),
  aliases: z.optional(z.array(Line).check(z.maxLength(20))),
  birth: z.optional(Birth),
  documents: z.optional(
    z.array(z.object({ type: Code, number: Line, country: z.optional(CountryCode) })).check(z.maxLength(10)),
  ),
});

const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** Whether, when and how somebody may be called; always shown before any number. */
export const SafeContact = z.object({
  mayCall: z.enum(['yes', 'onlyAsAgreed', 'no']),
  hours: z.optional(Line),
  ifSomebodyElseAnswers: z.optional(Line),
  until: z.optional(z.iso.date()),
  /** Neutral messages may be sent, in this language and between these hours of the day, which may span midnight. Absent: none. */
  messages: z.optional(z.object({ language: Code, from: TimeOfDay, until: TimeOfDay })),
});

/** How somebody is reached: sealed as `contact`. */
export const Contact = z.object({
  phones: z.optional(
    z
      .array(
        z.object({
          number: Line,
          whose: z.optional(Line),
          /** Of several, the one that messages may go to. */
          messages: z.optional(z.literal(true)),
        }),
      )
      .check(z.maxLength(10)),
  ),
  email: z.optional(Line),
  address: z.optional(Line),
});

/** What statistics need and names nobody. */
export const Facts = z.object({
  sex: z.optional(Sex),
  nationalities: z.optional(z.array(CountryCode).check(z.maxLength(5))),
  place: z.optional(Code),
});

export const PersonSummary = z.object({
  id: Id,
  number: z.string(),
  /** Absent when the role may not read identity. */
  name: z.optional(z.string()),
  romanised: z.optional(z.string()),
  callMe: z.optional(z.string()),
  birth: z.optional(Birth),
  sex: z.optional(Sex),
  ageBand: z.optional(Band),
  nationalities: z.array(z.string()),
});

const Reason = z.object({
  code: z.string(),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});

export const search = contract({
  name: 'person.search',
  summary: 'Find people by a name in any script or spelling, a telephone number, a document or a case number',
  grant: 'person.read',
  kind: 'read',
  input: z.object({ query: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) }),
  output: z.object({
    results: z.array(z.object({ person: PersonSummary, score: z.number(), why: z.array(Reason), cases: z.int() })),
  }),
});

export const register = contract({
  name: 'person.register',
  summary: 'Register a person after a search',
  grant: 'person.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({
    id: z.optional(Id),
    identity: Identity,
    contact: z.optional(Contact),
    safeContact: z.optional(SafeContact),
    facts: z.optional(Facts),
  }),
  output: z.object({
    person: PersonSummary,
    revision: Revision,
    /** People who may be the same, with what speaks for and against. */
    possibleDuplicates: z.array(
      z.object({ person: PersonSummary, score: z.number(), for: z.array(Reason), against: z.array(Reason) }),
    ),
  }),
});

export const read = contract({
  name: 'person.read',
  summary: 'One person: identity, safe-contact rules, cases, journey; telephone numbers stay covered',
  grant: 'person.read',
  kind: 'read',
  reveals: true,
  input: z.object({ id: Id }),
  output: z.object({
    person: PersonSummary,
    revision: Revision,
    identity: z.optional(Identity),
    safeContact: z.optional(SafeContact),
    hasContact: z.boolean(),
    facts: Facts,
    registeredAt: Timestamp,
    cases: z.array(
      z.object({
        id: Id,
        number: z.string(),
        programme: Code,
        stage: Code,
        openedAt: Timestamp,
        closedAt: z.optional(Timestamp),
        flags: z.array(Flag),
      }),
    ),
    consents: z.array(
      z.object({
        id: Id,
        purpose: Code,
        recipient: z.optional(z.string()),
        givenAt: Timestamp,
        expiresAt: z.optional(Timestamp),
        withdrawnAt: z.optional(Timestamp),
      }),
    ),
    /** Oldest first; `at` may be partial, `due` has not happened yet. `kind` is a key of the words under `journey.`. */
    journey: z.array(
      z.object({
        kind: Code,
        at: z.string(),
        place: z.optional(z.string()),
        programme: z.optional(Code),
        /** Name of what happened from a definition (a stage, a form, a purpose), when `kind` alone does not say it. */
        label: z.optional(Words),
        due: z.optional(z.boolean()),
        risk: z.optional(z.boolean()),
        caseId: z.optional(Id),
        entryId: z.optional(Id),
      }),
    ),
    mergedFrom: z.array(z.object({ mergeId: Id, number: z.string(), at: Timestamp })),
  }),
});

export const reveal = contract({
  name: 'person.reveal',
  summary: 'Uncover telephone numbers and address, with a reason',
  grant: 'person.reveal',
  kind: 'write',
  input: z.object({ id: Id, reason: Line }),
  output: z.object({ safeContact: z.optional(SafeContact), contact: Contact }),
});

export const amend = contract({
  name: 'person.amend',
  summary: 'Change what is held of a person; what is left out stays',
  grant: 'person.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({
    id: Id,
    /** The revision that was read; another one means that a colleague changed it since. */
    revision: Revision,
    identity: z.optional(Identity),
    contact: z.optional(Contact),
    safeContact: z.optional(SafeContact),
    facts: z.optional(Facts),
  }),
  output: z.object({ revision: Revision }),
});

export const duplicates = contract({
  name: 'person.duplicates',
  summary: 'People who may be the same, with what speaks for and against',
  grant: 'person.read',
  kind: 'read',
  input: z.object({ id: Id }),
  output: z.object({
    candidates: z.array(
      z.object({ person: PersonSummary, score: z.number(), for: z.array(Reason), against: z.array(Reason) }),
    ),
  }),
});

export const merge = contract({
  name: 'person.merge',
  summary: 'Two records are one person: both histories are kept, and it can be undone',
  grant: 'person.merge',
  kind: 'write',
  input: z.object({ keep: Id, merge: Id, reason: Note }),
  output: z.object({ mergeId: Id, revision: Revision }),
});

export const unmerge = contract({
  name: 'person.unmerge',
  summary: 'Undo a merge: both records stand again with what was theirs',
  grant: 'person.merge',
  kind: 'write',
  input: z.object({ mergeId: Id, reason: Note }),
  output: z.object({ restored: Id }),
});

export const erase = contract({
  name: 'person.erase',
  summary: 'Erase a person with cases, entries and enquiries: the keys are destroyed, and it cannot be undone',
  grant: 'person.erase',
  kind: 'write',
  fresh: true,
  input: z.object({ id: Id, reason: Line }),
  output: z.object({}),
});

export const relatives = contract({
  name: 'person.relatives',
  summary: 'Who belongs to a person, such as sisters, with their open cases',
  grant: 'person.read',
  kind: 'read',
  reveals: true,
  input: z.object({ id: Id }),
  output: z.object({
    relatives: z.array(
      z.object({
        id: Id,
        /** Who the other is to this person: from the list `kinship`. */
        kind: Code,
        person: PersonSummary,
        cases: z.array(z.object({ id: Id, number: z.string(), programme: Code, stage: Code })),
      }),
    ),
  }),
});

export const relate = contract({
  name: 'person.relate',
  summary: 'Say that two people belong together, and who the other is to the one',
  grant: 'person.write',
  kind: 'write',
  input: z.object({ id: Id, otherId: Id, kind: Code }),
  output: z.object({ id: Id }),
});

export const unrelate = contract({
  name: 'person.unrelate',
  summary: 'Two people do not belong together after all',
  grant: 'person.write',
  kind: 'write',
  input: z.object({ id: Id, personId: Id }),
  output: z.object({ endedAt: Timestamp }),
});

export const peopleContracts = {
  search,
  register,
  read,
  reveal,
  amend,
  duplicates,
  merge,
  unmerge,
  erase,
  relatives,
  relate,
  unrelate,
};
