import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, Id, Line, Timestamp } from '../shapes.ts';

export const send = contract({
  name: 'referral.send',
  summary: 'Ask another organisation to help with a case the person agreed to share with it',
  grant: 'referral.write',
  kind: 'write',
  input: z.object({ caseId: Id, toOrganisationId: Id, consentId: Id, purpose: Code, expiresAt: z.optional(Timestamp) }),
  output: z.object({ id: Id }),
});

export const answer = contract({
  name: 'referral.answer',
  summary: 'Accept or refuse a referral; a refusal says why',
  grant: 'referral.write',
  kind: 'write',
  input: z.object({ id: Id, accept: z.boolean(), reason: z.optional(Line) }),
  output: z.object({ status: z.enum(['accepted', 'refused']) }),
});

export const recall = contract({
  name: 'referral.recall',
  summary: 'Take a referral back: the other organisation sees the case no longer',
  grant: 'referral.write',
  kind: 'write',
  input: z.object({ id: Id }),
  output: z.object({ status: z.literal('recalled') }),
});

export const referralContracts = { send, answer, recall };
