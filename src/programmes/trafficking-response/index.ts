import { checklists, codeLists, forms, type Supplied } from '../supplied.ts';
import { advice } from './forms/advice.ts';
import { bestInterestsAssessment } from './forms/best-interests-assessment.ts';
import { bestInterestsDetermination } from './forms/best-interests-determination.ts';
import { contactAttempt } from './forms/contact-attempt.ts';
import { familyTracing } from './forms/family-tracing.ts';
import { followUpVisit } from './forms/follow-up-visit.ts';
import { formalIdentification } from './forms/formal-identification.ts';
import { guardian } from './forms/guardian.ts';
import { handover } from './forms/handover.ts';
import { legalCase } from './forms/legal-case.ts';
import { nationalityAndPapers } from './forms/nationality-and-papers.ts';
import { reception } from './forms/reception.ts';
import { reintegrationPlan } from './forms/reintegration-plan.ts';
import { riskAssessment } from './forms/risk-assessment.ts';
import { safetyPlan } from './forms/safety-plan.ts';
import { screening } from './forms/screening.ts';
import { serviceOffer } from './forms/service-offer.ts';
import { travelPlan } from './forms/travel-plan.ts';
import { services } from './lists/service.ts';
import { programme } from './programme.ts';
import { returnSteps } from './return-steps.ts';

/** The response to trafficking: from the first sign over protection and, if they want it, return, to a life of their own. */
export const traffickingResponse: Supplied[] = [
  { kind: 'programme', code: programme.code, body: programme },
  ...codeLists(services),
  ...checklists(returnSteps),
  ...forms(
    screening,
    safetyPlan,
    guardian,
    bestInterestsAssessment,
    formalIdentification,
    advice,
    serviceOffer,
    legalCase,
    bestInterestsDetermination,
    familyTracing,
    nationalityAndPapers,
    riskAssessment,
    reception,
    travelPlan,
    handover,
    reintegrationPlan,
    followUpVisit,
    contactAttempt,
  ),
];
