import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { licenceStates, licenceStatuses } from '../../kernel/recruitment/index.ts';
import { Code, CountryCode, Day, Id, Line, Revision, TableProblem } from '../shapes.ts';

const Destinations = z.array(CountryCode).check(z.maxLength(250));

/** A web address that a browser opens, and nothing that it runs. */
const Website = z.string().check(z.trim(), z.maxLength(300), z.regex(/^https?:\/\/\S+$/i));

const Licence = z.object({
  number: Line,
  issuer: Line,
  from: z.optional(Day),
  to: z.optional(Day),
  origin: z.optional(CountryCode),
  /** None is any. */
  destinations: Destinations,
  status: z.enum(licenceStatuses),
  /** Where it was looked up, and when. */
  source: Line,
  checkedOn: Day,
});

const About = {
  name: Line,
  otherNames: z.array(Line).check(z.maxLength(20)),
  /** From the list `recruiterKind`. */
  kind: Code,
  country: CountryCode,
  /** Of the office: what its own sign says. */
  website: z.optional(Website),
  phone: z.optional(Line),
};

const Recruiter = z.object({
  id: Id,
  revision: Revision,
  ...About,
  website: z.optional(z.string()),
  licences: z.array(z.object({ ...Licence.shape, state: z.enum(licenceStates) })),
  /** Today, by the best of its licences; `none`: none is known here. */
  state: z.enum(licenceStates),
  /** The day that the state turns on: until when it is valid, or since when it is not any more. */
  until: z.optional(Day),
});

export const list = contract({
  name: 'recruiter.list',
  summary: 'The register of recruiters and their licences, by name however it is spelt, or by the number of a licence',
  grant: 'case.read',
  kind: 'read',
  input: z.object({
    query: z.optional(z.string().check(z.trim(), z.maxLength(200))),
    country: z.optional(CountryCode),
    /** Then a licence for another country does not count. */
    destination: z.optional(CountryCode),
    limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), 50),
  }),
  output: z.object({ recruiters: z.array(Recruiter), more: z.boolean() }),
});

export const set = contract({
  name: 'recruiter.set',
  summary: 'Add a recruiter to the register, or say anew who they are and which licences they have',
  grant: 'recruiter.write',
  kind: 'write',
  input: z.object({
    id: z.optional(Id),
    /** As it was read; without it the recruiter is a new one. */
    revision: z.optional(Revision),
    ...About,
    licences: z.array(Licence).check(z.maxLength(50)),
  }),
  output: z.object({ id: Id, revision: Revision }),
});

export const upload = contract({
  name: 'recruiter.upload',
  summary: 'Recruiters and licences from a ministry’s list, CSV or XLSX; it comes in whole or not at all',
  grant: 'recruiter.write',
  kind: 'write',
  largest: 7 * 1024 * 1024,
  input: z.object({
    file: z.string().check(z.maxLength(7 * 1024 * 1024)),
    /** Changes nothing, and answers what would be. */
    dryRun: z.boolean(),
  }),
  output: z.object({ rows: z.int(), added: z.int(), changed: z.int(), problems: z.array(TableProblem) }),
});

export const figures = contract({
  name: 'recruiter.figures',
  summary: 'How many cases name each recruiter, where that is enough of them to say so',
  grant: 'figures.read',
  kind: 'read',
  input: z.object({ programme: Code }),
  output: z.object({
    recruiters: z.array(
      z.object({ id: Id, name: z.string(), cases: z.optional(z.int()), hidden: z.optional(z.boolean()) }),
    ),
    threshold: z.optional(z.int()),
  }),
});

export const recruiterContracts = { list, set, upload, figures };
