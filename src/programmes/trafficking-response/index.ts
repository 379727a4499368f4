import { codeLists, forms, type Supplied } from '../supplied.ts';
import { advice } from './forms/advice.ts';
import { bestInterestsAssessment } from './forms/best-interests-assessment.ts';
import { bestInterestsDetermination } from './forms/best-interests-determination.ts';
import { formalIdentification } from './forms/formal-identification.ts';
import { guardian } from './forms/guardian.ts';
import { legalCase } from './forms/legal-case.ts';
import { safetyPlan } from './forms/safety-plan.ts';
import { serviceOffer } from './forms/service-offer.ts';
import { services } from './lists/service.ts';
import { programme } from './programme.ts';

/** The response to trafficking: from the first sign over protection and, if they want it, return, to a life of their own. */
export const traffickingResponse: Supplied[] = [
  { kind: 'programme', code: programme.code, body: programme },
  ...codeLists(services),
  ...forms(
    safetyPlan,
    guardian,
    bestInterestsAssessment,
    formalIdentification,
    advice,
    serviceOffer,
    legalCase,
    bestInterestsDetermination,
  ),
];
