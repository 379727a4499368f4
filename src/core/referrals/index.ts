import type { Operation } from '../ports.ts';
import { answer, openCase } from './answer.ts';
import { confirm, mark, report, say, take } from './notes.ts';
import { list, read } from './read.ts';
import { preview, recall, send } from './send.ts';

// What a package is sealed as, for whoever writes rows in bulk.
export { sealPackage } from './package.ts';

export const referralOperations = [
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
] as Operation[];
