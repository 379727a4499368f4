import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Band, Code, CountryCode, Flag, Id, Note, Page, pageOf, Sex, Timestamp } from '../shapes.ts';

/** A contact that is not a case: who wrote or came, about what, and whether the first answer was enough. */
export const EnquiryInput = z.object({
  id: z.optional(Id),
  programme: Code,
  channel: Code,
  topic: Code,
  destination: z.optional(CountryCode),
  sex: z.optional(Sex),
  ageBand: z.optional(Band),
  /** At first contact. */
  answered: z.boolean(),
  /** Absent means anonymous. */
  personId: z.optional(Id),
  /** What was noticed in passing, from the programme's list of signs. */
  signs: z.optional(z.array(Code).check(z.maxLength(30))),
  note: z.optional(Note),
  /** When it happened, if not now: an outreach day is entered in the evening. */
  at: z.optional(Timestamp),
});

export const EnquiryRow = z.object({
  id: Id,
  at: Timestamp,
  programme: Code,
  channel: Code,
  topic: Code,
  destination: z.optional(z.string()),
  sex: z.optional(Sex),
  ageBand: z.optional(Band),
  answered: z.boolean(),
  /** When it was answered, then or later; absent while somebody waits. */
  answeredAt: z.optional(Timestamp),
  team: z.optional(z.string()),
  personId: z.optional(Id),
  caseId: z.optional(Id),
  flags: z.array(Flag),
  note: z.optional(z.string()),
});

export const record = contract({
  name: 'enquiry.record',
  summary: 'Record a contact in half a minute',
  grant: 'enquiry.write',
  kind: 'write',
  offline: 'queue',
  input: EnquiryInput,
  output: z.object({ id: Id, flags: z.array(Flag) }),
});

/** A sign's expression compares words, numbers and lists of codes. */
const Given = z.union([z.string().check(z.maxLength(2_000)), z.number(), z.boolean(), z.array(Code)]);

/** Says, while it is typed, what the signs mean; nothing is kept. */
export const weigh = contract({
  name: 'enquiry.weigh',
  summary: 'Which flags the answers would raise, and why',
  grant: 'enquiry.write',
  kind: 'read',
  input: z.object({ programme: Code, answers: z.record(z.string().check(z.maxLength(200)), Given) }),
  output: z.object({ flags: z.array(Flag) }),
});

export const answer = contract({
  name: 'enquiry.answer',
  summary: 'Say that who waited has been answered; at first contact it was not, and stays so in the figures',
  grant: 'enquiry.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({ id: Id }),
  output: z.object({ answeredAt: Timestamp }),
});

export const openCase = contract({
  name: 'enquiry.openCase',
  summary: 'Make a case of an enquiry: it is counted as a case from then on, and once',
  grant: 'case.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({
    enquiryId: Id,
    personId: Id,
    caseId: z.optional(Id),
    consent: z.object({ how: z.enum(['oral', 'written']), witness: z.optional(z.string().check(z.maxLength(200))) }),
  }),
  output: z.object({ caseId: Id, number: z.string() }),
});

export const list = contract({
  name: 'enquiry.list',
  summary: 'Enquiries, newest first, in keyset pages',
  grant: 'enquiry.read',
  kind: 'read',
  input: z.object({
    ...Page,
    channel: z.optional(Code),
    topic: z.optional(Code),
    answered: z.optional(z.boolean()),
    open: z.optional(z.boolean()),
  }),
  output: pageOf(EnquiryRow),
});

export const enquiryContracts = { record, weigh, answer, openCase, list };
