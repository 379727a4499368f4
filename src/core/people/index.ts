import type { Operation } from '../ports.ts';
import { amend } from './amend.ts';
import { erase } from './erase.ts';
import { merge, unmerge } from './merge.ts';
import { duplicates, read } from './read.ts';
import { register } from './register.ts';
import { reveal } from './reveal.ts';
import { search } from './search.ts';

// What people are indexed by, for whoever writes rows in bulk.
export { indexedOf, matcher } from './matching.ts';
export { registerPerson } from './register.ts';
export { callees, type Identified, mayBeChild, personNames, personParts, type Reached, type Safely } from './row.ts';

/** Everything that is done with people. */
export const peopleOperations = [
  search,
  register,
  read,
  reveal,
  amend,
  duplicates,
  merge,
  unmerge,
  erase,
] as Operation[];
