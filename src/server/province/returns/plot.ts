/** What happens to somebody who returns, act by act: for the demo, and for the tests that walk it at the desk. */
import type { Answers } from '../../../kernel/form/index.ts';

/** Two organisations with a worker and whoever leads there. */
export type Player = 'host' | 'hostLead' | 'origin' | 'originLead';

/** The day `days` after the first, as `2026-11-22`. */
export type On = (days: number) => string;

export type Act = { day: number; by: Player } & (
  | { consents: readonly string[] }
  | { fill: string; answers: (on: On) => Answers }
  /** Asks a second person for the step to this stage, and gets their word. */
  | { approved: string; code: string; lead: Player }
  | { move: string }
  | { close: string }
  /** Sends what may be sent, on the consent of this purpose; a transfer is taken over by the other side. */
  | { refer: 'referral' | 'transfer'; purpose: string; checklist?: string }
  /** Steps of the shared checklist that this side has taken. */
  | { steps: readonly string[] }
  | { goal: string; wording: string }
  | { service: string; status: 'underway' | 'delivered'; rating?: number }
);

export interface Returning {
  child?: true;
  /** What was done to them: an answer of the screening. */
  kind: 'labour' | 'crime';
  /** What the person tells and wants, in their own words. */
  told: { screening: string; advice: string; plan: string; goal: string; visit: string };
  /** Somebody at home, as the search names them. */
  relative: string;
}

const yes = 'yes';
const no = 'no';
const child = (acts: readonly Act[], { child }: Returning): Act[] => (child ? [...acts] : []);

/** From the first screening to shelter, in the country where it happened. */
const protection = (who: Returning): Act[] => [
  { day: 0, by: 'host', consents: ['screening'] },
  ...child(
    [
      {
        day: 0,
        by: 'host',
        fill: 'guardian',
        answers: (on) => ({
          date: on(0),
          status: 'appointed',
          kind: 'authority',
          guardianName: 'พัชรี ศรีสุข',
          noConflict: yes,
        }),
      },
      {
        day: 0,
        by: 'host',
        fill: 'best-interests-assessment',
        answers: (on) => ({
          date: on(0),
          age: 'child',
          care: 'unaccompanied',
          childHeard: yes,
          childView: who.told.advice,
          familySafe: 'unknown',
          needs: ['safePlace', 'guardian', 'school'],
          recommendation: 'determination',
          reasons: 'ໄປໂຮງຮຽນບໍ່ໄດ້ ແລະ ບໍ່ມີຜູ້ປົກຄອງຢູ່ທີ່ນີ້.',
        }),
      },
    ],
    who,
  ),
  {
    day: 0,
    by: 'host',
    fill: 'screening',
    answers: (on) => ({
      safeNow: yes,
      date: on(0),
      spokenLanguage: 'lo',
      interpreterUsed: yes,
      ageKnown: who.child ? 'child' : 'adult',
      exploitationKind: who.kind,
      misledJob: yes,
      misledPay: yes,
      recruitDebt: yes,
      papersTaken: yes,
      confined: yes,
      heldByDebt: yes,
      wagesWithheld: yes,
      excessiveHours: yes,
      ...(who.kind === 'crime' && { forcedCrime: yes }),
      account: who.told.screening,
      conclusion: 'presumed',
      reasons: who.told.screening,
    }),
  },
  { day: 0, by: 'host', move: 'presumed' },
  {
    day: 0,
    by: 'host',
    fill: 'safety-plan',
    answers: (on) => ({
      date: on(0),
      danger: 'possible',
      dangerFrom: ['exploiter'],
      safeTonight: yes,
      measures: ['shelter', 'accompanied'],
      agreed: 'Ne sort pas seule la première semaine ; mot convenu au téléphone.',
      reviewOn: on(7),
    }),
  },
  { day: 1, by: 'host', consents: ['referral', 'service'] },
  { day: 1, by: 'host', move: 'stabilised' },
  { day: 1, by: 'host', goal: 'safety', wording: who.told.advice },
  { day: 1, by: 'host', service: 'shelterEmergency', status: 'underway' },
];

/** The decision and the help that does not depend on it. */
const assistance = (who: Returning): Act[] => [
  { day: 10, by: 'host', consents: ['authorities'] },
  {
    day: 12,
    by: 'host',
    fill: 'formal-identification',
    answers: (on) => ({
      decidedOn: on(12),
      deciderBody: 'team',
      decision: 'identified',
      reasons: 'Les trois dimensions sont réunies.',
      explained: yes,
    }),
  },
  { day: 12, by: 'host', approved: 'identified', code: 'decision', lead: 'hostLead' },
  { day: 12, by: 'host', move: 'identified' },
  { day: 14, by: 'host', move: 'assisted' },
  {
    day: 20,
    by: 'host',
    fill: 'legal-case',
    answers: (on) => ({
      date: on(20),
      claims: ['wages', 'compensation'],
      claimStage: 'filed',
      claimed: { amount: 96000, currency: 'THB' },
    }),
  },
  {
    day: 40,
    by: 'host',
    fill: 'advice',
    answers: (on) => ({
      date: on(40),
      about: ['return', 'rights'],
      given: who.told.advice,
      adviceLanguage: 'lo',
      interpreted: yes,
      understood: yes,
      wish: 'return',
      freely: yes,
    }),
  },
];

/** Home: asked for, prepared on both sides, travelled, received. */
const returning = (who: Returning): Act[] => [
  { day: 40, by: 'host', consents: ['return', 'familyContact', 'crossBorder'] },
  ...child(
    [
      {
        day: 45,
        by: 'host',
        fill: 'best-interests-determination',
        answers: (on) => ({
          date: on(45),
          panel: ['guardian', 'childProtection', 'socialWelfare'],
          solution: 'return',
          childWish: 'wants',
          decision: 'approved',
          familyAssessed: yes,
          reasons: who.told.advice,
        }),
      },
    ],
    who,
  ),
  { day: 46, by: 'host', move: 'returnPlanning' },
  { day: 46, by: 'host', refer: 'referral', purpose: 'crossBorder', checklist: 'return-steps' },
  { day: 46, by: 'host', steps: ['interview', 'request'] },
  { day: 50, by: 'origin', steps: ['passedToProvince', 'familyAssessment'] },
  { day: 58, by: 'origin', steps: ['resultsSent', 'familyPrepared'] },
  {
    day: 60,
    by: 'host',
    fill: 'family-tracing',
    answers: (on) => ({
      requestedOn: on(46),
      relatives: [{ relativeName: who.relative }],
      answeredOn: on(60),
      familyInvolved: no,
      result: 'found',
    }),
  },
  {
    day: 61,
    by: 'host',
    fill: 'nationality-and-papers',
    answers: (on) => ({
      requestedOn: on(46),
      nationality: 'LA',
      nationalityConfirmed: yes,
      decidedOn: on(61),
      documentIssued: yes,
      travelDocument: { number: 'XX2087399' },
    }),
  },
  {
    day: 62,
    by: 'host',
    fill: 'risk-assessment',
    answers: (on) => ({
      date: on(62),
      riskToPerson: 'low',
      riskToFamily: 'low',
      riskToStaff: 'low',
      overall: 'acceptable',
    }),
  },
  {
    day: 63,
    by: 'host',
    fill: 'reception',
    answers: (on) => ({ date: on(76), receiverKind: 'welfare', agreed: yes, needsPrepared: yes }),
  },
  { day: 64, by: 'host', approved: 'returnReady', code: 'return', lead: 'hostLead' },
  { day: 64, by: 'host', move: 'returnReady' },
  { day: 64, by: 'host', steps: ['personPrepared'] },
  {
    day: 74,
    by: 'host',
    fill: 'travel-plan',
    answers: (on) => ({
      travelDate: on(75),
      arrivalDate: on(75),
      means: ['road'],
      route: 'หนองคาย – ທ່ານາແລ້ງ',
      escorted: yes,
      escortOrganisation: { name: 'ກົມສະຫວັດດີການສັງຄົມ' },
      consentAskedAgain: yes,
    }),
  },
  { day: 75, by: 'host', move: 'inTransit' },
  { day: 75, by: 'host', steps: ['travel'] },
  { day: 75, by: 'origin', steps: ['met'] },
  {
    day: 75,
    by: 'host',
    fill: 'handover',
    answers: (on) => ({
      date: on(75),
      handedOverBy: { name: 'บ้านริมโขง' },
      handedOverTo: { name: 'ກົມສະຫວັດດີການສັງຄົມ' },
      receiptSigned: yes,
      arrivalConfirmed: yes,
    }),
  },
  { day: 75, by: 'host', move: 'received' },
  { day: 76, by: 'host', refer: 'transfer', purpose: 'crossBorder' },
  { day: 78, by: 'origin', steps: ['recovery', 'escort'] },
];

const visit = (who: Returning, day: number, month: string, level: number): Act => ({
  day,
  by: 'origin',
  fill: 'follow-up-visit',
  answers: (on) => ({
    date: on(day),
    month,
    met: 'home',
    income: level,
    work: level,
    debts: level,
    housing: level,
    services: level,
    papers: level,
    support: level,
    belonging: level,
    wellbeing: level,
    safeNow: yes,
    reTrafficking: no,
    openRisk: no,
    account: who.told.visit,
  }),
});

/** A life of one's own, visited after 1, 3, 6 and 12 months. */
const reintegration = (who: Returning): Act[] => [
  { day: 82, by: 'origin', consents: ['service', 'followUp'] },
  ...child(
    [
      {
        day: 82,
        by: 'origin',
        fill: 'best-interests-assessment',
        answers: (on) => ({
          date: on(82),
          age: 'child',
          care: 'parents',
          childHeard: yes,
          childView: who.told.plan,
          familySafe: yes,
          recommendation: 'family',
          reasons: who.told.plan,
        }),
      },
    ],
    who,
  ),
  {
    day: 85,
    by: 'origin',
    fill: 'reintegration-plan',
    answers: (on) => ({
      date: on(85),
      wishes: who.told.plan,
      agreedByPerson: yes,
      firstVisitOn: on(120),
    }),
  },
  { day: 85, by: 'origin', move: 'reintegrating' },
  { day: 85, by: 'origin', goal: 'livelihood', wording: who.told.goal },
  { day: 86, by: 'origin', service: 'learningVocational', status: 'underway' },
  { day: 90, by: 'origin', move: 'followUp' },
  visit(who, 120, 'month1', 1),
  visit(who, 181, 'month3', 2),
  visit(who, 272, 'month6', 3),
  visit(who, 455, 'month12', 4),
  { day: 456, by: 'origin', move: 'reintegrated' },
  { day: 456, by: 'origin', steps: ['reintegration', 'feedback'] },
  { day: 456, by: 'origin', approved: 'closed', code: 'end', lead: 'originLead' },
  { day: 456, by: 'origin', close: 'completed' },
];

/** Everything, from the first screening to the visit after twelve months, in its order. */
export const acts = (who: Returning): Act[] => [
  ...protection(who),
  ...assistance(who),
  ...returning(who),
  ...reintegration(who),
];
