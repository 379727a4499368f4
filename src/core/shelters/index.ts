import type { Operation } from '../ports.ts';
import { figures } from './figures.ts';
import { list, read, set } from './shelters.ts';
import { begin, end, list as stays } from './stays.ts';

export const shelterOperations = [list, read, set, begin, end, stays, figures] as Operation[];
