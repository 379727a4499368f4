import * as z from 'zod/mini';
import { contract, sensitivityClasses } from '../../kernel/index.ts';
import { Code, Id, Note, Timestamp, Words } from '../shapes.ts';

const Class = z.enum(sensitivityClasses);
const Kind = z.enum(['referral', 'transfer']);
/** `person.name`, `case.topic`, `entry.<id>.<class>.<question>`. */
const Path = z.string().check(z.minLength(1), z.maxLength(300));

const Item = z.object({
  path: Path,
  class: Class,
  value: z.optional(z.json()),
  /** How somebody is reached is sent without being shown to who sends it. */
  withheld: z.optional(z.literal(true)),
});
/** What is told of the person, of the case, or was answered in one form. */
const groupOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({
    key: z.string(),
    form: z.optional(Code),
    version: z.optional(z.int()),
    at: z.optional(Timestamp),
    items: z.array(item),
  });
/** The definitions of the forms that groups name, as they were published. */
const Forms = z.array(z.object({ form: Code, version: z.int(), definition: z.record(z.string(), z.unknown()) }));

const Summary = z.object({
  id: Id,
  incoming: z.boolean(),
  /** The other one. */
  organisation: z.string(),
  kind: Kind,
  purpose: Code,
  status: z.enum(['sent', 'accepted', 'refused', 'recalled', 'expired']),
  sentAt: Timestamp,
  answerBy: z.optional(Timestamp),
  answeredAt: z.optional(Timestamp),
  endedAt: z.optional(Timestamp),
  expiresAt: z.optional(Timestamp),
  outcome: z.optional(Code),
  outcomeAt: z.optional(Timestamp),
  /** What it waits for here: a key of the words under `referral.why.`. */
  why: z.optional(z.enum(['answer', 'overdue', 'asked', 'stop'])),
  /** Who sees to it, of the own organisation. */
  handler: z.optional(z.string()),
  /** The case here that it is about: the sender's, or the one that the recipient opened. */
  caseId: z.optional(Id),
  caseNumber: z.optional(z.string()),
});

export const preview = contract({
  name: 'referral.preview',
  summary: 'What may be sent on this consent, field by field, and what is suggested',
  grant: 'referral.write',
  kind: 'read',
  reveals: true,
  input: z.object({ caseId: Id, purpose: Code, consentId: Id, toOrganisationId: Id }),
  output: z.object({
    groups: z.array(groupOf(z.extend(Item, { suggested: z.boolean(), required: z.optional(z.literal(true)) }))),
    forms: Forms,
    mayTransfer: z.boolean(),
  }),
});

export const send = contract({
  name: 'referral.send',
  summary:
    'Send chosen fields of a case to another organisation, as far as the person agreed; a transfer moves the case',
  grant: 'referral.write',
  kind: 'write',
  input: z.object({
    caseId: Id,
    toOrganisationId: Id,
    consentId: Id,
    purpose: Code,
    kind: z._default(Kind, 'referral'),
    fields: z.array(Path).check(z.minLength(1), z.maxLength(5_000)),
    message: z.optional(Note),
    checklist: z.optional(Code),
    expiresAt: z.optional(Timestamp),
  }),
  output: z.object({ id: Id }),
});

export const list = contract({
  name: 'referral.list',
  summary: 'Referrals that came in or went out, those that wait first',
  grant: 'referral.write',
  kind: 'read',
  input: z.object({ caseId: z.optional(Id) }),
  output: z.object({ items: z.array(Summary) }),
});

export const read = contract({
  name: 'referral.read',
  summary: 'One referral: what was sent, as far as the role may read it, what was said, and the steps',
  grant: 'referral.write',
  kind: 'read',
  reveals: true,
  input: z.object({ id: Id }),
  output: z.object({
    referral: Summary,
    /** Absent until the referral is accepted, and when it is over. */
    groups: z.optional(z.array(groupOf(Item))),
    forms: Forms,
    /** How many fields were sent of the classes that the role may not read. */
    covered: z.array(z.object({ class: Class, count: z.int() })),
    notes: z.array(
      z.object({
        id: Id,
        kind: z.enum(['said', 'refused', 'outcome']),
        ours: z.boolean(),
        at: Timestamp,
        /** Of the own organisation. */
        by: z.optional(z.string()),
        /** Absent when there is none, or the role may not read accounts. */
        text: z.optional(z.string()),
      }),
    ),
    checklist: z.optional(
      z.object({
        title: Words,
        steps: z.array(
          z.object({
            code: Code,
            label: Words,
            ours: z.boolean(),
            doneAt: z.optional(Timestamp),
            note: z.optional(z.string()),
          }),
        ),
      }),
    ),
    /** What this caller may do with it. */
    may: z.object({
      answer: z.boolean(),
      take: z.boolean(),
      say: z.boolean(),
      report: z.boolean(),
      open: z.boolean(),
      mark: z.boolean(),
      recall: z.boolean(),
      confirm: z.boolean(),
    }),
  }),
});

/** Somebody who is registered here already; without, the person is registered from what was sent. */
const Opened = z.object({ programme: Code, personId: z.optional(Id) });
const Made = { caseId: z.optional(Id), personId: z.optional(Id), possibleDuplicates: z.optional(z.int()) };

export const answer = contract({
  name: 'referral.answer',
  summary: 'Accept or refuse a referral; a refusal says why, and a transfer is accepted by opening its case',
  grant: 'referral.write',
  kind: 'write',
  input: z.object({ id: Id, accept: z.boolean(), reason: z.optional(Note), open: z.optional(Opened) }),
  output: z.object({ status: z.enum(['accepted', 'refused']), ...Made }),
});

export const openCase = contract({
  name: 'referral.openCase',
  summary: 'Open a case of one’s own from what an accepted referral told',
  grant: 'referral.write',
  kind: 'write',
  input: z.extend(Opened, { id: Id }),
  output: z.object({ ...Made, caseId: Id, personId: Id }),
});

export const take = contract({
  name: 'referral.take',
  summary: 'See to a referral that came in',
  grant: 'referral.write',
  kind: 'write',
  input: z.object({ id: Id }),
  output: z.object({}),
});

export const say = contract({
  name: 'referral.say',
  summary: 'Ask back, or answer a question of the other organisation',
  grant: 'referral.write',
  kind: 'write',
  input: z.object({ id: Id, text: Note.check(z.minLength(1)) }),
  output: z.object({ id: Id }),
});

export const report = contract({
  name: 'referral.report',
  summary: 'Tell who sent a referral what came of it',
  grant: 'referral.write',
  kind: 'write',
  input: z.object({ id: Id, outcome: Code, note: z.optional(Note) }),
  output: z.object({}),
});

export const mark = contract({
  name: 'referral.mark',
  summary: 'A step of one’s own on the shared checklist was done',
  grant: 'referral.write',
  kind: 'write',
  input: z.object({ id: Id, step: Code, note: z.optional(Note) }),
  output: z.object({ doneAt: Timestamp }),
});

export const recall = contract({
  name: 'referral.recall',
  summary: 'Take a referral back: what was sent cannot be read any longer',
  grant: 'referral.write',
  kind: 'write',
  input: z.object({ id: Id }),
  output: z.object({ status: z.literal('recalled') }),
});

export const confirm = contract({
  name: 'referral.confirm',
  summary: 'Say that one has stopped using what a referral told that was taken back',
  grant: 'referral.write',
  kind: 'write',
  input: z.object({ id: Id }),
  output: z.object({}),
});

export const referralContracts = {
  preview,
  send,
  list,
  read,
  answer,
  openCase,
  take,
  say,
  report,
  mark,
  recall,
  confirm,
};
