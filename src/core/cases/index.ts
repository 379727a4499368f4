import type { Operation } from '../ports.ts';
import { list } from './list.ts';
import { open } from './open.ts';
import { read } from './read.ts';
import { today } from './today.ts';

export { newCase } from './open.ts';

export const caseOperations = [open, read, list, today] as Operation[];
