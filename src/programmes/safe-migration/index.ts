import { forms, type Supplied } from '../supplied.ts';
import { complaint } from './forms/complaint.ts';
import { contractCheck } from './forms/contract-check.ts';
import { departureOrientation } from './forms/departure-orientation.ts';
import { recruiterCheck } from './forms/recruiter-check.ts';
import { recruitmentCosts } from './forms/recruitment-costs.ts';
import { settlement } from './forms/settlement.ts';
import { programme } from './programme.ts';

/** Safe migration and complaint: from the wish to leave to work abroad, and to a remedy when it goes wrong. */
export const safeMigration: Supplied[] = [
  { kind: 'programme', code: programme.code, body: programme },
  ...forms(recruiterCheck, recruitmentCosts, contractCheck, departureOrientation, complaint, settlement),
];
