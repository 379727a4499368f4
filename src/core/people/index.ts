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
// What people are indexed by and known again, for whoever writes rows in bulk.
export { birthOf, comparedOf, followMerges, indexedOf, matcher, tokensOf, worthShowing } from './matching.ts';
export { register, registerPerson } from './register.ts';
export { reindexSome } from './reindex.ts';
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
  type PersonRow,
  personNames,
  personParts,
  personRows,
  type Reached,
  reachOf,
  requireWrite,
  type Safely,
  safeContactOf,
  summaryOf,
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
