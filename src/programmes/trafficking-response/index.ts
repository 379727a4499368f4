import { checklists, codeLists, forms, placeTrees, type Supplied } from '../supplied.ts';
import { advice } from './forms/advice.ts';
import { bestInterestsAssessment } from './forms/best-interests-assessment.ts';
import { bestInterestsDetermination } from './forms/best-interests-determination.ts';
import { caseConference } from './forms/case-conference.ts';
import { contactAttempt } from './forms/contact-attempt.ts';
import { familyTracing } from './forms/family-tracing.ts';
import { followUpVisit } from './forms/follow-up-visit.ts';
import { formalIdentification } from './forms/formal-identification.ts';
import { guardian } from './forms/guardian.ts';
import { handover } from './forms/handover.ts';
import { traffickingHistory } from './forms/history.ts';
import { legalCase } from './forms/legal-case.ts';
import { nationalityAndPapers } from './forms/nationality-and-papers.ts';
import { reception } from './forms/reception.ts';
import { reintegrationPlan } from './forms/reintegration-plan.ts';
import { riskAssessment } from './forms/risk-assessment.ts';
import { safetyPlan } from './forms/safety-plan.ts';
import { screening } from './forms/screening.ts';
import { travelPlan } from './forms/travel-plan.ts';
import { goalKinds } from './lists/goal-kind.ts';
import { services } from './lists/service.ts';
import { serviceGroups } from './lists/service-group.ts';
import { serviceUnavailable } from './lists/service-unavailable.ts';
import { laoPdr } from './places.ts';
import { programme } from './programme.ts';
import { returnSteps } from './return-steps.ts';
import { timers } from './timers.ts';

/** The response to trafficking: from the first sign over protection and, if they want it, return, to a life of their own. */
export const traffickingResponse: Supplied[] = [
  { kind: 'programme', code: programme.code, body: programme },
  ...timers.map((body): Supplied => ({ kind: 'timer', code: body.code, body })),
  ...codeLists(services, serviceGroups, serviceUnavailable, goalKinds),
  ...placeTrees(laoPdr),
  ...checklists(returnSteps),
  ...forms(
    screening,
    safetyPlan,
    guardian,
    bestInterestsAssessment,
    formalIdentification,
    advice,
    caseConference,
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
    traffickingHistory,
  ),
];
