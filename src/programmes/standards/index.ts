import { codeLists, placeTrees, roles, type Supplied } from '../supplied.ts';
import { countries } from './countries.ts';
import { channel } from './lists/channel.ts';
import { consentPurpose } from './lists/consent-purpose.ts';
import { country } from './lists/country.ts';
import { documentType } from './lists/document-type.ts';
import { referralOutcome } from './lists/referral-outcome.ts';
import { sector } from './lists/sector.ts';
import { sign } from './lists/sign.ts';
import { taskKind } from './lists/task-kind.ts';
import { suppliedRoles } from './roles.ts';

/** What programmes share. */
export const standards: Supplied[] = [
  ...codeLists(channel, sign, consentPurpose, referralOutcome, taskKind, documentType, sector, country),
  ...placeTrees(countries),
  ...roles(...suppliedRoles),
];
