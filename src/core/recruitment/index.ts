import type { Operation } from '../ports.ts';
import { read as readCosts, removeCost, removeLoan, setCost, setLoan } from './costs.ts';
import { read as readOffer, set as setOffer } from './offers.ts';

export { heldOfJob } from './held.ts';

export const recruitmentOperations = [
  readOffer,
  setOffer,
  readCosts,
  setCost,
  removeCost,
  setLoan,
  removeLoan,
] as Operation[];
