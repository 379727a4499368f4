import { describe, expect, it } from 'vitest';
import { type Answers, evaluateExpression, fieldsOf, truth, validate } from '../../kernel/form/index.ts';
import type { Fact } from '../../kernel/index.ts';
import { suppliedDefinitions } from '../index.ts';
import { bestInterestsDetermination } from './forms/best-interests-determination.ts';
import { formalIdentification } from './forms/formal-identification.ts';
import { guardian } from './forms/guardian.ts';
import { legalCase } from './forms/legal-case.ts';
import { services } from './lists/service.ts';
import { programme } from './programme.ts';

const now = '2026-11-20T09:00:00+07:00';
const step = (from: string, to: string) => {
  const found = programme.transitions.find((one) => one.from === from && one.to === to);
  if (!found) throw new Error(`There is no way from ${from} to ${to}.`);
  return found;
};
const holds = ({ when = 'true()' }: Fact, answers: Answers): boolean => {
  const result = evaluateExpression(when, answers, { now });
  return result.ok && truth(result.value);
};
const factOf = (from: string, to: string, code: string): Fact => {
  const { gate } = step(from, to);
  const found = [...(gate?.facts ?? []), ...(gate?.child?.facts ?? [])].find((one) => one.code === code);
  if (!found) throw new Error(`${from} ${to} asks no ${code}.`);
  return found;
};
const codeList = (code: string) => (code === 'service' ? services.items : undefined);
const problems = (form: Parameters<typeof validate>[0], answers: Answers) =>
  validate(form, answers, { now, codeList }).problems.map(({ path, code }) => `${path} ${code}`);

describe('the way through the response', () => {
  it.each([
    ['flagged', 'presumed', ['screening']],
    ['presumed', 'stabilised', ['referral', 'service']],
    ['stabilised', 'identified', ['authorities']],
    ['stabilised', 'notIdentified', ['authorities']],
    ['notIdentified', 'assisted', ['service']],
    ['identified', 'assisted', ['service']],
    ['assisted', 'returnPlanning', ['return', 'familyContact']],
    ['returnPlanning', 'returnReady', ['familyContact', 'crossBorder']],
    ['returnReady', 'inTransit', ['return']],
    ['received', 'reintegrating', ['service', 'followUp']],
    ['reintegrating', 'followUp', ['followUp']],
    ['followUp', 'reintegrated', ['followUp']],
    ['followUp', 'flagged', ['screening']],
    ['closed', 'flagged', ['screening']],
  ])('asks from %s to %s for the consents %j', (from, to, consents) => {
    expect(step(from, to).gate?.consents).toEqual(consents);
  });

  it.each([
    ['flagged', 'presumed', 'best-interests-assessment'],
    ['presumed', 'stabilised', 'guardian'],
    ['stabilised', 'identified', 'guardian'],
    ['identified', 'assisted', 'best-interests-assessment'],
    ['assisted', 'returnPlanning', 'best-interests-determination'],
    ['assisted', 'stayed', 'best-interests-determination'],
    ['returnPlanning', 'returnReady', 'best-interests-determination'],
    ['returnReady', 'inTransit', 'travel-plan'],
    ['received', 'reintegrating', 'best-interests-assessment'],
  ])('asks of a child from %s to %s for %s', (from, to, form) => {
    expect(step(from, to).gate?.child?.facts.map((one) => one.form)).toEqual([form]);
  });

  it('lets adults alone decline, and asks nothing of them but the reason', () => {
    const { adultsOnly, ...rest } = step('presumed', 'closed').gate!;
    expect(adultsOnly).toBeDefined();
    expect(rest).toEqual({ closingReason: true });
    expect(programme.transitions.filter(({ gate }) => gate?.adultsOnly)).toHaveLength(1);
  });

  it('lets the four facts of a return be waived, the search for somebody who is lost, and nothing else', () => {
    const waivable = programme.transitions.filter((one) => one.waivable);
    expect(waivable.filter(({ to }) => to !== 'closed')).toEqual([step('returnPlanning', 'returnReady')]);
    for (const { gate } of waivable.filter(({ to }) => to === 'closed'))
      expect(gate?.facts?.map(({ form }) => form)).toEqual(['contact-attempt']);
    expect(step('returnPlanning', 'returnReady').gate?.facts?.map(({ code }) => code)).toEqual([
      'tracing',
      'nationality',
      'risk',
      'reception',
    ]);
  });

  it('helps whoever was not identified as well, and reviews the decision', () => {
    expect(step('notIdentified', 'assisted').gate).toEqual({ consents: ['service'] });
    expect(step('notIdentified', 'stabilised').gate).toBeUndefined();
    expect(step('identified', 'assisted').gate?.facts).toBeUndefined();
  });

  it('asks nobody to work with the police', () => {
    const { item } = [...fieldsOf(legalCase)].find(({ item }) => item.name === 'cooperation')!;
    expect(item.class).toBe('account');
    const { transitions, signs } = programme;
    const asked = [...transitions.flatMap(({ gate }) => gate?.facts ?? []), ...signs].map(({ when }) => when ?? '');
    expect(asked.filter((when) => when.includes('${cooperation}'))).toEqual([]);
    expect(transitions.flatMap(({ gate }) => gate?.facts ?? []).map(({ form }) => form)).not.toContain('legal-case');
  });

  it('plans visits 1, 3, 6 and 12 months after follow-up began, and safety within hours', () => {
    expect(programme.followUps).toEqual([
      { stage: 'followUp', task: 'followUp', afterMonths: [1, 3, 6, 12], form: 'follow-up-visit' },
    ]);
    expect(step('flagged', 'presumed').effects).toMatchObject([
      { task: 'safetyPlan', within: 4, form: 'safety-plan' },
      { task: 'urgentNeeds', within: 24 },
      { task: 'guardianSearch', within: 24, childOnly: true },
    ]);
  });

  it('asks for a second person where a decision is recorded, a return made ready, and a case ended after follow-up', () => {
    const asking = programme.transitions.filter(({ gate }) => gate?.approvals);
    expect(asking.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'stabilised identified',
      'stabilised notIdentified',
      'returnPlanning returnReady',
      'followUp closed',
      'reintegrated closed',
    ]);
  });

  it('is opened again where it began', () => expect(programme.reopensAt).toBe('flagged'));

  it('comes after the resource centre, with which the desk begins', () => {
    const supplied = suppliedDefinitions();
    expect(supplied.flatMap(({ kind, code }) => (kind === 'programme' ? [code] : []))).toEqual([
      'resource-centre',
      'safe-migration',
      'trafficking-response',
    ]);
    for (const one of supplied)
      if (one.kind === 'role' && one.body.programmes.length > 0) expect(one.body.programmes[0]).toBe('resource-centre');
  });
});

describe('what the gates hear', () => {
  it.each<[string, string, string, Answers, boolean]>([
    ['flagged', 'presumed', 'presumed', { conclusion: 'presumed' }, true],
    ['flagged', 'presumed', 'presumed', { conclusion: 'moreInformation' }, false],
    ['presumed', 'stabilised', 'safetyPlan', { danger: 'possible', safeTonight: 'no' }, false],
    ['presumed', 'stabilised', 'safetyPlan', { danger: 'possible', safeTonight: 'yes' }, true],
    ['presumed', 'stabilised', 'guardian', { status: 'searching' }, false],
    ['presumed', 'stabilised', 'guardian', { status: 'appointed', noConflict: 'unknown' }, false],
    ['presumed', 'stabilised', 'guardian', { status: 'appointed', noConflict: 'yes' }, true],
    ['assisted', 'returnPlanning', 'voluntary', { wish: 'return', freely: 'no' }, false],
    ['assisted', 'returnPlanning', 'voluntary', { wish: 'return', freely: 'yes' }, true],
    ['assisted', 'returnPlanning', 'voluntary', { wish: 'stay', freely: 'yes' }, false],
    ['assisted', 'stayed', 'voluntary', { wish: 'thirdCountry', freely: 'yes' }, true],
    ['assisted', 'stayed', 'bestInterestsDetermination', { decision: 'refused', solution: 'stay' }, false],
    ['assisted', 'stayed', 'bestInterestsDetermination', { decision: 'approved', solution: 'return' }, false],
    ['assisted', 'stayed', 'bestInterestsDetermination', { decision: 'approved', solution: 'stay' }, true],
    ['returnReady', 'inTransit', 'askedAgain', {}, false],
    ['returnReady', 'inTransit', 'askedAgain', { consentAskedAgain: 'yes' }, true],
    ['followUp', 'reintegrated', 'score', {}, false],
    ['followUp', 'reintegrated', 'score', { score: 59 }, false],
    ['followUp', 'reintegrated', 'score', { score: 60 }, true],
    ['followUp', 'reintegrated', 'safety', { safeNow: 'yes', reTrafficking: 'unknown' }, false],
    ['followUp', 'closed', 'attempts', { attempt: 2, result: 'noAnswer' }, false],
    ['followUp', 'closed', 'attempts', { attempt: 3, result: 'reached' }, false],
    ['followUp', 'closed', 'attempts', { attempt: 3, result: 'noAnswer' }, true],
  ])('from %s to %s, %s of %j is %s', (from, to, code, answers, expected) => {
    expect(holds(factOf(from, to, code), answers)).toBe(expected);
  });

  it('keeps a decision against somebody from standing until it was explained and can be reviewed', () => {
    const base = { decidedOn: '2026-11-18', deciderBody: 'police', decision: 'notIdentified', reasons: 'x' };
    expect(problems(formalIdentification, { ...base, explained: 'yes' })).toEqual([
      'reviewUntil required',
      'reviewExplained required',
    ]);
    const whole = { ...base, explained: 'yes', reviewUntil: '2026-12-18', reviewExplained: 'yes' };
    expect(problems(formalIdentification, whole)).toEqual([]);
    expect(holds(factOf('stabilised', 'notIdentified', 'reviewExplained'), whole)).toBe(true);
    expect(holds(factOf('stabilised', 'notIdentified', 'reviewExplained'), { ...whole, explained: 'no' })).toBe(false);
  });
});

describe('the forms', () => {
  it('approve no return against a child’s will, and no decision by one alone', () => {
    const decision = {
      date: '2026-11-18',
      panel: ['guardian', 'socialWelfare'],
      solution: 'return',
      childWish: 'against',
      decision: 'approved',
      familyAssessed: 'yes',
      reasons: 'x',
    };
    expect(problems(bestInterestsDetermination, decision)).toEqual(['decision constraint']);
    expect(problems(bestInterestsDetermination, { ...decision, decision: 'refused' })).toEqual([]);
    expect(problems(bestInterestsDetermination, { ...decision, childWish: 'wants' })).toEqual([]);
    expect(problems(bestInterestsDetermination, { ...decision, childWish: 'wants', panel: ['guardian'] })).toEqual([
      'panel constraint',
    ]);
  });

  it('appoint no guardian without a name and a check', () => {
    expect(problems(guardian, { date: '2026-11-18', status: 'searching' })).toEqual([]);
    expect(problems(guardian, { date: '2026-11-18', status: 'appointed', kind: 'relative' })).toEqual([
      'guardianName required',
      'noConflict required',
    ]);
  });
});
