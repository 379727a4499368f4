import type { Operation } from '../ports.ts';
import { assign } from './assign.ts';
import { give, withdraw } from './consents.ts';
import { exportRegister } from './export.ts';
import { list } from './list.ts';
import { meeting } from './meeting.ts';
import { open } from './open.ts';
import { read } from './read.ts';
import { close, move, reopen, waive } from './stages.ts';
import { add, finish, postpone } from './tasks.ts';
import { today } from './today.ts';

export { readFile } from './files.ts';
export { stands } from './gates.ts';
export { newCase, ownPurposes } from './open.ts';
export { ownCase } from './row.ts';

export const caseOperations = [
  open,
  read,
  list,
  meeting,
  exportRegister,
  move,
  close,
  reopen,
  waive,
  assign,
  today,
  add,
  finish,
  postpone,
  give,
  withdraw,
] as Operation[];
