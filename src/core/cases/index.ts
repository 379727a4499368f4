import type { Operation } from '../ports.ts';
import { ask, decide, list as listApprovals } from './approvals.ts';
import { assign, assignMany } from './assign.ts';
import { give, signature, withdraw } from './consents.ts';
import { due, list as listDeadlines, pause, resume } from './deadlines.ts';
import { exportRegister } from './export.ts';
import { columns, list } from './list.ts';
import { meeting } from './meeting.ts';
import { open } from './open.ts';
import { read } from './read.ts';
import { close, move, reopen, waive } from './stages.ts';
import { add, finish, postpone } from './tasks.ts';
import { today } from './today.ts';
import { listViews, removeView, saveView, shareView } from './views.ts';

export { reckoningOf, startedClocks } from './clocks.ts';
export { covering, recipientPlace, sameName } from './consents.ts';
export { readFile } from './files.ts';
export { isFinal, stands } from './gates.ts';
export { type Register, registerPage } from './list.ts';
export { newCase, open, recordPurpose, screeningWithin, servicePurpose } from './open.ts';
export { raiseFlags } from './raise.ts';
export { belonging, type OwnCase, ownCase } from './row.ts';

export const caseOperations = [
  open,
  read,
  list,
  columns,
  meeting,
  exportRegister,
  listViews,
  saveView,
  shareView,
  removeView,
  move,
  close,
  reopen,
  waive,
  assign,
  assignMany,
  today,
  add,
  finish,
  postpone,
  give,
  signature,
  withdraw,
  ask,
  decide,
  listApprovals,
  listDeadlines,
  due,
  pause,
  resume,
] as Operation[];
