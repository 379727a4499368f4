import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { SafeContact } from '../people/contract.ts';
import { Band, Code, CountryCode, Flag, Id, Line, Note, Revision, Sex, Timestamp, Words } from '../shapes.ts';
import { approvalContracts } from './approval-contract.ts';
import { deadlineContracts } from './deadline-contract.ts';
import { CaseRow, registerContracts } from './register-contract.ts';

export { CaseRow, descending, Filters, registerContracts, sort } from './register-contract.ts';

/** Who agreed; for a child its guardian does, and whether the child agrees as well stands beside it. */
const GivenBy = z.enum(['self', 'guardian']);
const Assent = z.enum(['yes', 'no']);

/** What was drawn with a pen or a finger: strokes of points (x, y, x, y, …) on a sheet of 1000 × 300. */
export const Signature = z
  .array(z.array(z.int().check(z.minimum(0), z.maximum(1000))).check(z.minLength(4), z.maxLength(1000)))
  .check(z.minLength(1), z.maxLength(60));

const Consent = z.object({
  id: Id,
  purpose: Code,
  recipient: z.optional(z.string()),
  /** `carried`: given to the organisation that sent the case here. */
  how: z.enum(['oral', 'written', 'signed', 'carried']),
  givenBy: GivenBy,
  assent: z.optional(Assent),
  /** In which language it was explained. */
  language: z.optional(Code),
  witness: z.optional(z.string()),
  givenAt: Timestamp,
  expiresAt: z.optional(Timestamp),
  withdrawnAt: z.optional(Timestamp),
});

const Task = z.object({
  id: Id,
  /** A key of the words under `task.kind.`. */
  kind: Code,
  note: z.optional(z.string()),
  dueAt: Timestamp,
  doneAt: z.optional(Timestamp),
  caseId: z.optional(Id),
  caseNumber: z.optional(z.string()),
  personId: z.optional(Id),
  personName: z.optional(z.string()),
  /** The rules of calling, on Today: whoever works from the list must see them there. */
  safeContact: z.optional(SafeContact),
  owner: z.optional(z.string()),
  mine: z.boolean(),
});

const EntrySummary = z.object({
  id: Id,
  form: Code,
  version: z.int(),
  title: Words,
  at: Timestamp,
  by: z.string(),
  revision: Revision,
});

/**
 * What moving to a stage still needs: each is a key of the words under `gate.` with what it concerns. `what` says it in
 * the programme's own words; what is `waivable` may be gone without by whoever may `case.waive`.
 */
const Missing = z.object({
  kind: z.enum(['consent', 'entry', 'fact', 'childFact', 'adultsOnly', 'approval', 'closingReason']),
  code: z.string(),
  what: z.optional(Words),
  waivable: z.optional(z.literal(true)),
});

/** Part of a gate that was gone without. */
const Waived = z.object({
  from: Code,
  to: Code,
  kind: z.enum(['entry', 'fact']),
  code: z.string(),
  at: Timestamp,
  by: z.string(),
  /** Absent when the role may not read accounts. */
  reason: z.optional(z.string()),
});

export const open = contract({
  name: 'case.open',
  summary: 'Open a case for a registered person who agreed to be recorded',
  grant: 'case.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({
    id: z.optional(Id),
    personId: Id,
    programme: Code,
    channel: z.optional(Code),
    topic: z.optional(Code),
    destination: z.optional(CountryCode),
    place: z.optional(Code),
    consent: z.object({ how: z.enum(['oral', 'written']), witness: z.optional(z.string().check(z.maxLength(200))) }),
  }),
  output: z.object({ id: Id, number: z.string(), revision: Revision }),
});

export const read = contract({
  name: 'case.read',
  summary: 'One case: stage and what the next one needs, entries, tasks, consents, referrals',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ id: Id }),
  output: z.object({
    case: CaseRow,
    revision: Revision,
    transitions: z.array(z.object({ to: Code, label: Words, missing: z.array(Missing) })),
    waivers: z.array(Waived),
    entries: z.array(EntrySummary),
    tasks: z.array(Task),
    consents: z.array(Consent),
    referrals: z.array(
      z.object({
        id: Id,
        to: z.string(),
        status: z.enum(['sent', 'accepted', 'refused', 'recalled']),
        sentAt: Timestamp,
        purpose: Code,
      }),
    ),
    /** What this caller may do with it. */
    may: z.object({
      write: z.boolean(),
      assign: z.boolean(),
      close: z.boolean(),
      refer: z.boolean(),
      waive: z.boolean(),
    }),
  }),
});

export const meeting = contract({
  name: 'case.meeting',
  summary:
    'What two sides of a corridor go through: open cases, how long they wait, what comes next and what is missing',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({
    programme: Code,
    nationality: z.optional(CountryCode),
    destination: z.optional(CountryCode),
    stage: z.optional(Code),
    /** With names, where the role reads them: the list leaves the house, so they are asked for. */
    names: z.optional(z.boolean()),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        number: z.string(),
        personName: z.optional(z.string()),
        sex: z.optional(Sex),
        ageBand: z.optional(Band),
        stage: Code,
        /** Since it came to this stage. */
        days: z.int(),
        lastContactAt: Timestamp,
        next: z.array(z.object({ to: Code, label: Words, missing: z.array(Missing) })),
      }),
    ),
    /** There are more than one list takes. */
    beyond: z.boolean(),
  }),
});

export const move = contract({
  name: 'case.move',
  summary: 'Move a case to another stage when its gate is met',
  grant: 'case.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({ id: Id, revision: Revision, to: Code, note: z.optional(Note) }),
  output: z.object({ revision: Revision, stage: Code }),
});

export const close = contract({
  name: 'case.close',
  summary: 'Close a case with its reason and how satisfied the person was (1 to 5)',
  grant: 'case.close',
  kind: 'write',
  input: z.object({
    id: Id,
    revision: Revision,
    /** Which end: to be said where several are open. */
    to: z.optional(Code),
    reason: Code,
    satisfaction: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
    note: z.optional(Note),
  }),
  output: z.object({ revision: Revision, stage: Code }),
});

export const reopen = contract({
  name: 'case.reopen',
  summary: 'Open a closed case again',
  grant: 'case.close',
  kind: 'write',
  input: z.object({ id: Id, revision: Revision, note: z.optional(Note) }),
  output: z.object({ revision: Revision, stage: Code }),
});

export const waive = contract({
  name: 'case.waive',
  summary: 'Go without part of a gate, with a reason that stays on the case',
  grant: 'gate.waive',
  kind: 'write',
  input: z.object({
    id: Id,
    revision: Revision,
    to: Code,
    kind: z.enum(['entry', 'fact']),
    code: z.string().check(z.minLength(1), z.maxLength(128)),
    reason: Note.check(z.minLength(1)),
  }),
  output: z.object({ revision: Revision }),
});

export const assign = contract({
  name: 'case.assign',
  summary: 'Give a case to a colleague or a team',
  grant: 'case.assign',
  kind: 'write',
  input: z.object({ id: Id, revision: Revision, ownerId: z.optional(Id), teamId: z.optional(Id) }),
  output: z.object({ revision: Revision }),
});

export const assignMany = contract({
  name: 'case.assignMany',
  summary: 'Give many cases at once to a colleague or a team; what changed meanwhile stays as it is',
  grant: 'case.assign',
  kind: 'write',
  input: z.object({
    cases: z.array(z.object({ id: Id, revision: Revision })).check(z.minLength(1), z.maxLength(200)),
    ownerId: z.optional(Id),
    teamId: z.optional(Id),
  }),
  output: z.object({
    /** `changed` also when it went out of sight. */
    cases: z.array(z.object({ id: Id, outcome: z.enum(['done', 'changed']), revision: z.optional(Revision) })),
  }),
});

export const today = contract({
  name: 'task.today',
  summary: 'What is due, what is overdue, what waits for me, in the order in which it hurts to be late',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ all: z.optional(z.boolean()) }),
  output: z.object({
    overdue: z.array(Task),
    today: z.array(Task),
    soon: z.array(Task),
    /** Between organisations, what waits for this one: an answer to give, one that is late, a question, to stop. */
    referrals: z.array(
      z.object({
        id: Id,
        incoming: z.boolean(),
        /** The other one. */
        organisation: z.string(),
        sentAt: Timestamp,
        purpose: Code,
        why: z.enum(['answer', 'overdue', 'asked', 'stop']),
      }),
    ),
    openEnquiries: z.int(),
    unassignedCases: z.int(),
    /** Open, nothing planned, and without contact for longer than the programme lets pass; longest first. */
    quietCases: z.array(
      z.object({ id: Id, number: z.string(), personName: z.optional(z.string()), lastContactAt: Timestamp }),
    ),
    flaggedCases: z.array(
      z.object({
        id: Id,
        number: z.string(),
        personName: z.optional(z.string()),
        flags: z.array(Flag),
        openedAt: Timestamp,
      }),
    ),
  }),
});

export const addTask = contract({
  name: 'task.add',
  summary: 'Something to do for a case by a time, such as calling back',
  grant: 'task.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({ id: z.optional(Id), caseId: Id, kind: Code, note: z.optional(Note), dueAt: Timestamp }),
  output: z.object({ id: Id }),
});

export const finishTask = contract({
  name: 'task.finish',
  summary: 'Something was done',
  grant: 'task.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({ id: Id, note: z.optional(Note) }),
  output: z.object({ caseId: Id, doneAt: Timestamp }),
});

export const postponeTask = contract({
  name: 'task.postpone',
  summary: 'Something is to be done later',
  grant: 'task.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({ id: Id, dueAt: Timestamp }),
  output: z.object({ caseId: Id, dueAt: Timestamp }),
});

export const giveConsent = contract({
  name: 'consent.give',
  summary: 'Record that somebody agreed, to what and for whom',
  grant: 'consent.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({
    caseId: Id,
    purpose: Code,
    recipient: z.optional(Line),
    how: z.enum(['oral', 'written', 'signed']),
    givenBy: z._default(GivenBy, 'self'),
    assent: z.optional(Assent),
    language: z.optional(Code),
    witness: z.optional(z.string().check(z.maxLength(200))),
    /** With `signed`, and with nothing else. */
    signature: z.optional(Signature),
    expiresAt: z.optional(Timestamp),
  }),
  output: z.object({ id: Id }),
});

export const readSignature = contract({
  name: 'consent.signature',
  summary: 'The signature under a consent that was signed on the screen',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ id: Id }),
  output: z.object({ signature: Signature }),
});

export const withdrawConsent = contract({
  name: 'consent.withdraw',
  summary: 'Record that somebody withdrew an agreement; what rests on it stops',
  grant: 'consent.write',
  kind: 'write',
  offline: 'queue',
  input: z.object({ id: Id }),
  output: z.object({ withdrawnAt: Timestamp, stoppedReferrals: z.int() }),
});

export const caseContracts = {
  open,
  read,
  meeting,
  ...registerContracts,
  move,
  close,
  reopen,
  waive,
  assign,
  assignMany,
  today,
  addTask,
  finishTask,
  postponeTask,
  giveConsent,
  readSignature,
  withdrawConsent,
  ...approvalContracts,
  ...deadlineContracts,
};
