import type { Operation } from '../ports.ts';
import { list, set } from './interpreters.ts';
import { ofCase, record } from './interpreting.ts';

export const interpreterOperations = [list, set, record, ofCase] as Operation[];
