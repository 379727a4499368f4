import type { Operation } from '../ports.ts';
import { liftHold, listHolds, setHold } from './holds.ts';
import { carryOut, listDue } from './retention.ts';

/** How long records are kept: who may not be erased, and who is due. */
export const keepingOperations = [setHold, liftHold, listHolds, listDue, carryOut] as Operation[];
