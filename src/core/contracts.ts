/** Every contract of the house: what the typed client, the API document and the access table are made from. */
import type { Input, Output } from '../kernel/index.ts';
import { accessContracts } from './access/contract.ts';
import { attachmentContracts } from './attachments/contract.ts';
import { boardContracts } from './board/contract.ts';
import { caseContracts } from './cases/contract.ts';
import { definitionContracts } from './definitions/contract.ts';
import { enquiryContracts } from './enquiries/contract.ts';
import { exchangeContracts } from './exchange/contract.ts';
import { figureContracts } from './figures/contract.ts';
import { formContracts } from './forms/contract.ts';
import { glassContracts } from './glass/contract.ts';
import { intakeContracts } from './intake/contract.ts';
import { interpreterContracts } from './interpreters/contract.ts';
import { journalContracts } from './journal/contract.ts';
import { keepingContracts } from './keeping/contract.ts';
import { messageContracts } from './messages/contract.ts';
import { paperContracts } from './papers/contract.ts';
import { peopleContracts } from './people/contract.ts';
import { planContracts } from './plans/contract.ts';
import { profileContracts } from './profiles/contract.ts';
import { rateContracts } from './rates/contract.ts';
import { recruiterContracts } from './recruiters/contract.ts';
import { recruitmentContracts } from './recruitment/contract.ts';
import { referralContracts } from './referrals/contract.ts';
import { shelterContracts } from './shelters/contract.ts';

export const contracts = [
  ...Object.values(accessContracts),
  ...Object.values(peopleContracts),
  ...Object.values(keepingContracts),
  ...Object.values(enquiryContracts),
  ...Object.values(caseContracts),
  ...Object.values(planContracts),
  ...Object.values(shelterContracts),
  ...Object.values(interpreterContracts),
  ...Object.values(profileContracts),
  ...Object.values(recruiterContracts),
  ...Object.values(recruitmentContracts),
  ...Object.values(rateContracts),
  ...Object.values(messageContracts),
  ...Object.values(boardContracts),
  ...Object.values(glassContracts),
  ...Object.values(referralContracts),
  ...Object.values(formContracts),
  ...Object.values(attachmentContracts),
  ...Object.values(paperContracts),
  ...Object.values(exchangeContracts),
  ...Object.values(intakeContracts),
  ...Object.values(definitionContracts),
  ...Object.values(figureContracts),
  ...Object.values(journalContracts),
] as const;

type AnyContract = (typeof contracts)[number];
export type CallName = AnyContract['name'];
type Named<N extends CallName> = Extract<AnyContract, { name: N }>;

/** What a call takes and answers, by its name: `CallInput<'case.open'>`. The desk's client is typed by these two. */
export type CallInput<N extends CallName> = Input<Named<N>>;
export type CallOutput<N extends CallName> = Output<Named<N>>;
