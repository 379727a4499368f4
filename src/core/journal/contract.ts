import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Id, Page, pageOf, Timestamp } from '../shapes.ts';

export const history = contract({
  name: 'journal.history',
  summary: 'Who did what with a person, a case or an enquiry, and when',
  grant: 'journal.read',
  kind: 'read',
  input: z.object({ ...Page, subject: Id }),
  output: pageOf(
    z.object({
      at: Timestamp,
      by: z.string(),
      operation: z.string(),
      outcome: z.enum(['done', 'refused']),
      seal: z.string(),
    }),
  ),
});

export const journalContracts = { history };
