import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, Id, Note, Timestamp, Words } from '../shapes.ts';

const Approval = z.object({
  id: Id,
  caseId: Id,
  caseNumber: z.string(),
  /** Absent when the role may not read identity. */
  personName: z.optional(z.string()),
  from: Code,
  to: Code,
  code: Code,
  /** The step and what is approved, in the programme's words; blank when it asks for this no more. */
  step: z.optional(Words),
  what: z.optional(Words),
  /** `used`: granted, and the case has gone on since. `lapsed`: it went on before anybody answered. */
  state: z.enum(['waiting', 'granted', 'refused', 'used', 'lapsed']),
  askedBy: z.string(),
  askedAt: Timestamp,
  decidedBy: z.optional(z.string()),
  decidedAt: z.optional(Timestamp),
  /** Both absent when the role may not read accounts. */
  note: z.optional(z.string()),
  reason: z.optional(z.string()),
  /** Whether it waits for this caller. */
  mayDecide: z.boolean(),
});

const ask = contract({
  name: 'approval.ask',
  summary: 'Ask a second person to approve a step that needs it; asked twice, it is one question',
  grant: 'case.write',
  kind: 'write',
  input: z.object({ caseId: Id, to: Code, code: Code, note: z.optional(Note) }),
  output: z.object({ id: Id }),
});

const decide = contract({
  name: 'approval.decide',
  summary: 'Approve a step of another’s case, or refuse it with a reason',
  grant: 'approval.decide',
  kind: 'write',
  input: z.object({ id: Id, granted: z.boolean(), reason: z.optional(Note) }),
  output: z.object({ caseId: Id, decidedAt: Timestamp }),
});

const list = contract({
  name: 'approval.list',
  summary: 'The approvals of a case, or without one all that wait for me',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ caseId: z.optional(Id) }),
  output: z.object({ items: z.array(Approval) }),
});

export const approvalContracts = { askApproval: ask, decideApproval: decide, listApprovals: list };
