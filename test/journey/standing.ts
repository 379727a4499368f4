/** What a case needs for every gate of the two programmes that make up the journey, and the journey itself. */

/** From, to: prevention first, then protection and solution. */
export const journey = {
  'safe-migration': [
    ['prospective', 'counselled'],
    ['counselled', 'recruited'],
    ['counselled', 'closed'],
    ['recruited', 'preDeparture'],
    ['preDeparture', 'employedAbroad'],
    ['employedAbroad', 'grievance'],
    ['grievance', 'remedied'],
    ['grievance', 'flagged'],
    ['counselled', 'flagged'],
    ['preDeparture', 'flagged'],
    ['employedAbroad', 'flagged'],
    ['remedied', 'closed'],
  ],
  'trafficking-response': [
    ['flagged', 'presumed'],
    ['flagged', 'closed'],
    ['presumed', 'stabilised'],
    ['presumed', 'closed'],
    ['stabilised', 'identified'],
    ['stabilised', 'notIdentified'],
    ['notIdentified', 'stabilised'],
    ['notIdentified', 'assisted'],
    ['notIdentified', 'closed'],
    ['identified', 'assisted'],
    ['assisted', 'returnPlanning'],
    ['assisted', 'stayed'],
    ['returnPlanning', 'returnReady'],
    ['returnPlanning', 'assisted'],
    ['returnReady', 'inTransit'],
    ['inTransit', 'received'],
    ['received', 'reintegrating'],
    ['reintegrating', 'followUp'],
    ['followUp', 'reintegrated'],
    ['followUp', 'flagged'],
    ['followUp', 'closed'],
    ['reintegrated', 'closed'],
    ['stayed', 'closed'],
    ['closed', 'flagged'],
  ],
} as const;

const stays = { wish: 'stay', freely: 'yes' };
const staying = { decision: 'approved', solution: 'stay' };
/** What a form has to say for a step; where steps want different things of a form, by the stage they lead to. */
const said: Record<string, Record<string, unknown>> = {
  screening: { conclusion: 'presumed' },
  advice: { wish: 'return', freely: 'yes' },
  'safety-plan': { safeTonight: 'yes' },
  'formal-identification': {
    decision: 'identified',
    deciderBody: 'police',
    decidedOn: '2026-11-02',
    explained: 'yes',
    reviewExplained: 'yes',
    reviewUntil: '2027-02-02',
  },
  'family-tracing': { result: 'found' },
  'nationality-and-papers': { nationalityConfirmed: 'yes', documentIssued: 'yes' },
  'risk-assessment': { overall: 'acceptable' },
  reception: { agreed: 'yes' },
  'travel-plan': { consentAskedAgain: 'yes', escorted: 'yes' },
  handover: { receiptSigned: 'yes' },
  'reintegration-plan': { agreedByPerson: 'yes' },
  'follow-up-visit': { score: 80, safeNow: 'yes', reTrafficking: 'no', openRisk: 'no' },
  'contact-attempt': { attempt: 3, result: 'noAnswer' },
  guardian: { status: 'appointed', noConflict: 'yes' },
  'best-interests-assessment': { recommendation: 'care' },
  'best-interests-determination': { decision: 'approved', solution: 'return' },
  'recruiter-check': { licenceValid: 'no' },
  'contract-check': { inOwnLanguage: 'yes' },
  settlement: { outcome: 'agreed', amount: 100 },
  complaint: { positiveDimensions: 1 },
};
const saidFor: Record<string, Record<string, Record<string, unknown>>> = {
  notIdentified: { 'formal-identification': { ...said['formal-identification'], decision: 'notIdentified' } },
  stayed: { advice: stays, 'best-interests-determination': staying },
};

export const answersFor = (form: string, to: string): Record<string, unknown> =>
  saidFor[to]?.[form] ?? said[form] ?? {};
