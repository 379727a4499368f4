import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, Id, Line, Revision, Timestamp, Words } from '../shapes.ts';

/** What it is about: a case, or an enquiry that names somebody. */
const About = { caseId: z.optional(Id), enquiryId: z.optional(Id) };

export const options = contract({
  name: 'message.options',
  summary: 'Whether a message may be sent to somebody, why not, and which there are',
  grant: 'message.send',
  kind: 'read',
  input: z.object(About),
  output: z.object({
    /** Where the house has a gateway: nothing of this is offered without one. */
    gateway: z.boolean(),
    templates: z.array(
      z.object({
        code: Code,
        title: Words,
        /** As it would go out, in the person’s language. */
        preview: z.optional(z.string()),
        segments: z.optional(z.int()),
        /** It names a time. */
        asksTime: z.boolean(),
        /** Why it may not be sent now: a word of the words under `message.why.` */
        why: z.optional(Code),
      }),
    ),
    hours: z.optional(z.object({ from: z.string(), until: z.string() })),
  }),
});

export const send = contract({
  name: 'message.send',
  summary: 'Send somebody a neutral message, if they agreed to it, and within the hours that they named',
  grant: 'message.send',
  kind: 'write',
  input: z.object({
    ...About,
    template: Code,
    /** The time that the message names; a task is made for it where the template says so. */
    at: z.optional(Timestamp),
  }),
  output: z.object({
    id: Id,
    /** When it goes out at the earliest. */
    notBefore: Timestamp,
    segments: z.int(),
    taskId: z.optional(Id),
  }),
});

export const list = contract({
  name: 'message.list',
  summary: 'Messages about a case or an enquiry: when, which, and what became of them; never a number or a text',
  grant: 'case.read',
  kind: 'read',
  input: z.object(About),
  output: z.object({
    messages: z.array(
      z.object({
        id: Id,
        template: Code,
        title: z.optional(Words),
        /** A word of the words under `message.state.` */
        state: Code,
        why: z.optional(Code),
        writtenAt: Timestamp,
        /** While it waits. */
        notBefore: z.optional(Timestamp),
        sentAt: z.optional(Timestamp),
        answeredAt: z.optional(Timestamp),
        answer: z.optional(z.int()),
        /** Absent when the house asked by itself. */
        by: z.optional(z.string()),
      }),
    ),
  }),
});

export const cancel = contract({
  name: 'message.cancel',
  summary: 'Take back a message that has not gone out yet',
  grant: 'message.send',
  kind: 'write',
  input: z.object({ id: Id }),
  output: z.object({ state: Code }),
});

export const gateway = contract({
  name: 'message.gateway',
  summary: 'Whether the house can send messages, by what name, and how they went',
  grant: 'user.manage',
  kind: 'read',
  input: z.object({}),
  output: z.object({
    /** Absent without a gateway. */
    name: z.optional(z.string()),
    sender: z.optional(z.object({ name: z.string(), phone: z.string(), revision: Revision })),
    states: z.array(z.object({ state: Code, number: z.int(), last: Timestamp })),
    templates: z.array(
      z.object({
        code: Code,
        title: Words,
        sizes: z.array(z.object({ language: z.string(), units: z.int(), segments: z.int() })),
      }),
    ),
  }),
});

export const setSender = contract({
  name: 'message.setSender',
  summary: 'By what name one’s organisation writes, and at which number it is called back',
  grant: 'user.manage',
  kind: 'write',
  input: z.object({
    /** As it was read; without it it is said for the first time. */
    revision: z.optional(Revision),
    /** Read by whoever looks at the telephone. */
    name: Line.check(z.maxLength(30)),
    phone: Line.check(z.maxLength(30)),
  }),
  output: z.object({ revision: Revision }),
});

export const test = contract({
  name: 'message.test',
  summary: 'Send a template to a number that is typed in, to see that the gateway works',
  grant: 'user.manage',
  kind: 'write',
  fresh: true,
  input: z.object({ to: Line.check(z.maxLength(30)), template: Code, language: Code }),
  output: z.object({ outcome: z.enum(['accepted', 'refused', 'later', 'unknown']) }),
});

/** Numbers and texts of strangers: the journal keeps neither. */
export const receive = contract({
  name: 'message.receive',
  summary: 'For the gateway: somebody answered, or a message was delivered; with its secret as bearer',
  grant: 'public',
  kind: 'write',
  machine: true,
  unkept: true,
  input: z.record(
    z.string().check(z.maxLength(60)),
    z.union([z.string().check(z.maxLength(2_000)), z.number(), z.boolean(), z.null()]),
  ),
  output: z.object({}),
});

export const messageContracts = { options, send, list, cancel, gateway, setSender, test, receive };
