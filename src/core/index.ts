import { accessOperations } from './access/index.ts';
import { attachmentOperations } from './attachments/index.ts';
import { boardOperations } from './board/index.ts';
import { caseOperations } from './cases/index.ts';
import { definitionOperations } from './definitions/index.ts';
import { enquiryOperations } from './enquiries/index.ts';
import { exchangeOperations } from './exchange/index.ts';
import { figuresOperations } from './figures/index.ts';
import { formOperations } from './forms/index.ts';
import { glassOperations } from './glass/index.ts';
import { intakeOperations } from './intake/index.ts';
import { interpreterOperations } from './interpreters/index.ts';
import { journalOperations } from './journal/index.ts';
import { keepingOperations } from './keeping/index.ts';
import { messageOperations } from './messages/index.ts';
import { paperOperations } from './papers/index.ts';
import { peopleOperations } from './people/index.ts';
import { planOperations } from './plans/index.ts';
import type { Operation } from './ports.ts';
import { profileOperations } from './profiles/index.ts';
import { rateOperations } from './rates/index.ts';
import { recruiterOperations } from './recruiters/index.ts';
import { recruitmentOperations } from './recruitment/index.ts';
import { referralOperations } from './referrals/index.ts';
import { shelterOperations } from './shelters/index.ts';

export { type Heard, Live, type LiveStream } from './live/index.ts';
export type { Paper } from './paper.ts';
export { perform, Streamed } from './perform.ts';
export * from './ports.ts';

/** Every operation of the house: routes, API document, access table and bench are made from this list. */
export const operations: Operation[] = [
  ...accessOperations,
  ...peopleOperations,
  ...keepingOperations,
  ...enquiryOperations,
  ...caseOperations,
  ...planOperations,
  ...shelterOperations,
  ...interpreterOperations,
  ...profileOperations,
  ...recruiterOperations,
  ...recruitmentOperations,
  ...rateOperations,
  ...messageOperations,
  ...boardOperations,
  ...glassOperations,
  ...referralOperations,
  ...formOperations,
  ...attachmentOperations,
  ...paperOperations,
  ...exchangeOperations,
  ...intakeOperations,
  ...definitionOperations,
  ...figuresOperations,
  ...journalOperations,
] as Operation[];
