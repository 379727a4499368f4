import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, CountryCode, Day, Id, Line, Revision, Timestamp } from '../shapes.ts';

/** Paragraphs, lists (lines that begin with “- ”) and addresses (https://…), language by language: nothing is markup. */
const Text = z.record(
  z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/)),
  z.string().check(z.trim(), z.maxLength(8_000)),
);
const Source = z.object({
  name: Line,
  link: z.optional(z.string().check(z.maxLength(500), z.regex(/^https?:\/\/[^\s]+$/))),
  date: z.optional(Day),
});
const Sources = z.array(Source).check(z.maxLength(20));

/** Which section: of a destination, of a kind from the list `profileSection`, for all or for who comes from one country. */
const Which = { destination: Code, kind: Code, origin: z.optional(CountryCode) };

const Version = z.object({
  id: Id,
  version: Revision,
  text: Text,
  sources: Sources,
  public: z.boolean(),
  by: z.optional(z.string()),
  writtenAt: Timestamp,
  /** Absent for a draft. */
  publishedAt: z.optional(Timestamp),
  reviewedOn: z.optional(Day),
  reviewedBy: z.optional(z.string()),
  reviewDue: z.optional(Day),
});

const Section = z.object({
  kind: Code,
  origin: z.optional(CountryCode),
  /** What stands; absent while there is only a draft. */
  published: z.optional(Version),
  /** A newer version that is not published; for who may write. */
  draft: z.optional(Version),
  /** The day by which it was to be reviewed has passed. */
  stale: z.boolean(),
});

export const read = contract({
  name: 'profile.read',
  summary: 'What is known of a country: each section with its sources and when it was reviewed',
  grant: 'case.read',
  kind: 'read',
  input: z.object({
    destination: Code,
    /** With what is said to people from there alone; without it, with what is said to people from anywhere. */
    origin: z.optional(CountryCode),
  }),
  output: z.object({
    /** Absent when nobody began one. */
    profile: z.optional(
      z.object({ id: Id, revision: Revision, ownerId: z.optional(Id), owner: z.optional(z.string()) }),
    ),
    sections: z.array(Section),
  }),
});

export const list = contract({
  name: 'profile.list',
  summary: 'Countries of which something is written, and where in it some words occur',
  grant: 'case.read',
  kind: 'read',
  input: z.object({ query: z.optional(z.string().check(z.trim(), z.minLength(2), z.maxLength(100))) }),
  output: z.object({
    profiles: z.array(
      z.object({
        destination: Code,
        owner: z.optional(z.string()),
        sections: z.int(),
        stale: z.int(),
        /** The next day by which something is to be reviewed. */
        reviewDue: z.optional(Day),
      }),
    ),
    found: z.array(z.object({ ...Which, language: z.string(), excerpt: z.string() })),
  }),
});

export const set = contract({
  name: 'profile.set',
  summary: 'Begin a country’s profile, or say who answers for it',
  grant: 'profile.write',
  kind: 'write',
  input: z.object({
    destination: Code,
    /** As it was read; without it the profile is a new one. */
    revision: z.optional(Revision),
    /** Somebody who may write it; nobody, and whoever may write is asked to review. */
    ownerId: z.nullable(Id),
  }),
  output: z.object({ id: Id, revision: Revision }),
});

export const write = contract({
  name: 'profile.write',
  summary: 'Write a section as its next version, as a draft or published; what stood before is kept',
  grant: 'profile.write',
  kind: 'write',
  input: z.object({
    ...Which,
    /** The newest version that was read, draft or not; 0 for a section that is new. */
    version: z.int().check(z.minimum(0)),
    /** Empty: the section is taken out. */
    text: Text,
    sources: Sources,
    public: z.boolean(),
    publish: z.boolean(),
  }),
  output: z.object({ id: Id, version: Revision }),
});

export const review = contract({
  name: 'profile.review',
  summary: 'What stands was checked today, and nothing has changed',
  grant: 'profile.write',
  kind: 'write',
  input: z.object({ /** The published version that was read. */ id: Id }),
  output: z.object({ reviewedOn: Day, reviewDue: Day }),
});

export const versions = contract({
  name: 'profile.versions',
  summary: 'Every version of a section, newest first',
  grant: 'profile.write',
  kind: 'read',
  input: z.object(Which),
  output: z.object({ versions: z.array(Version) }),
});

export const due = contract({
  name: 'profile.due',
  summary: 'Sections that are to be reviewed: one’s own, and those for which nobody answers',
  grant: 'profile.write',
  kind: 'read',
  input: z.object({ /** Those of others as well. */ all: z.optional(z.boolean()) }),
  output: z.object({
    items: z.array(z.object({ id: Id, ...Which, reviewDue: Day, owner: z.optional(z.string()), mine: z.boolean() })),
  }),
});

export const profileContracts = { read, list, set, write, review, versions, due };
