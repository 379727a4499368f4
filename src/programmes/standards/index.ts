import { codeLists, messages, placeTrees, roles, type Supplied } from '../supplied.ts';
import { sevenDays } from './calendar.ts';
import { countries } from './countries.ts';
import { channel } from './lists/channel.ts';
import { consentPurpose } from './lists/consent-purpose.ts';
import { consentStatement } from './lists/consent-statement.ts';
import { contractClause, documentKeeper, housing } from './lists/contract-clause.ts';
import { country } from './lists/country.ts';
import { debtReason, lender } from './lists/debt.ts';
import { documentType } from './lists/document-type.ts';
import { kinship } from './lists/kinship.ts';
import { messageWord } from './lists/message-word.ts';
import { profileSection } from './lists/profile-section.ts';
import { recruiterKind } from './lists/recruiter-kind.ts';
import { costLimit, costPayer, costPhase, recruitmentCost } from './lists/recruitment-cost.ts';
import { referralOutcome } from './lists/referral-outcome.ts';
import { registerColumn, registerValue } from './lists/register.ts';
import { sector } from './lists/sector.ts';
import { sign } from './lists/sign.ts';
import { taskKind } from './lists/task-kind.ts';
import { suppliedMessages } from './messages.ts';
import { suppliedRoles } from './roles.ts';

/** What programmes share. */
export const standards: Supplied[] = [
  ...codeLists(channel, sign, consentPurpose, consentStatement, referralOutcome),
  ...codeLists(taskKind, documentType, kinship, sector, country, profileSection),
  ...codeLists(recruiterKind, contractClause, housing, documentKeeper),
  ...codeLists(recruitmentCost, costPayer, costPhase, costLimit, lender, debtReason),
  ...codeLists(registerColumn, registerValue, messageWord),
  ...placeTrees(countries),
  ...roles(...suppliedRoles),
  ...messages(...suppliedMessages),
  { kind: 'calendar', code: sevenDays.code, body: sevenDays },
];
