import type { Operation } from '../ports.ts';
import { amend } from './amend.ts';
import { erase } from './erase.ts';
import { merge, unmerge } from './merge.ts';
import { duplicates, read } from './read.ts';
import { register } from './register.ts';
import { relate, relatives, unrelate } from './relatives.ts';
import { reveal } from './reveal.ts';
import { search } from './search.ts';

export { erasePeople } from './erase.ts';
// What people are indexed by, for whoever writes rows in bulk.
export { indexedOf, matcher } from './matching.ts';
export { register, registerPerson } from './register.ts';
export {
  type AgeKnown,
  adultAge,
  ageOf,
  callees,
  contactOf,
  factsOf,
  type Identified,
  identityOf,
  lockPeople,
  mayBeChild,
  ownPerson,
  personNames,
  personParts,
  personRows,
  type Reached,
  reachOf,
  requireWrite,
  type Safely,
  safeContactOf,
} from './row.ts';

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
  relatives,
  relate,
  unrelate,
] as Operation[];
