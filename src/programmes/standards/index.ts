import { codeLists, messages, placeTrees, roles, type Supplied } from '../supplied.ts';
import { sevenDays } from './calendar.ts';
import { countries } from './countries.ts';
import { channel } from './lists/channel.ts';
import { consentPurpose } from './lists/consent-purpose.ts';
import { consentStatement } from './lists/consent-statement.ts';
import { country } from './lists/country.ts';
import { documentType } from './lists/document-type.ts';
import { kinship } from './lists/kinship.ts';
import { profileSection } from './lists/profile-section.ts';
import { referralOutcome } from './lists/referral-outcome.ts';
import { sector } from './lists/sector.ts';
import { sign } from './lists/sign.ts';
import { taskKind } from './lists/task-kind.ts';
import { suppliedMessages } from './messages.ts';
import { suppliedRoles } from './roles.ts';

/** What programmes share. */
export const standards: Supplied[] = [
  ...codeLists(channel, sign, consentPurpose, consentStatement, referralOutcome),
  ...codeLists(taskKind, documentType, kinship, sector, country, profileSection),
  ...placeTrees(countries),
  ...roles(...suppliedRoles),
  ...messages(...suppliedMessages),
  { kind: 'calendar', code: sevenDays.code, body: sevenDays },
];
