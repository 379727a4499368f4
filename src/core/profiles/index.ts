import type { Operation } from '../ports.ts';
import { due, list, read, readProfile, versions } from './read.ts';
import { review, set, write } from './write.ts';

export { readProfile };

export const profileOperations = [read, list, set, write, review, versions, due] as Operation[];
