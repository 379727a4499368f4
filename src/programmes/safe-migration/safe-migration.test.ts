import { describe, expect, it } from 'vitest';
import {
  type Answers,
  evaluateExpression,
  type FormDefinition,
  fieldsOf,
  parseExpression,
  truth,
  validate,
} from '../../kernel/form/index.ts';
import { sealedClasses } from '../../kernel/index.ts';
import { suppliedDefinitions } from '../index.ts';
import { complaint } from './forms/complaint.ts';
import { contractCheck } from './forms/contract-check.ts';
import { recruitmentCosts } from './forms/recruitment-costs.ts';
import { settlement } from './forms/settlement.ts';
import { programme } from './programme.ts';

const supplied = suppliedDefinitions();
const forms = new Map(supplied.flatMap((one) => (one.kind === 'form' ? [[one.code, one.body] as const] : [])));
const listed = new Map(
  supplied.flatMap((one) => (one.kind === 'codeList' ? [[one.code, one.body.items] as const] : [])),
);
const now = '2026-11-22T09:00:00+07:00';
const judged = (form: FormDefinition, answers: Answers) => {
  const { answers: kept, problems } = validate(form, answers, { now, codeList: (code) => listed.get(code) });
  return { answers: kept, problems: problems.map(({ path }) => path) };
};
const holds = (expression: string, answers: Answers): boolean => {
  const result = evaluateExpression(expression, answers, { now });
  return result.ok && truth(result.value);
};
const raised = (answers: Answers): string[] =>
  programme.signs.filter(({ when }) => holds(when, answers)).map(({ code }) => code);
const gate = (from: string, to: string) =>
  programme.transitions.find((one) => one.from === from && one.to === to)!.gate!;
const opens = (from: string, to: string, answers: Answers): boolean =>
  gate(from, to).facts!.every(({ when }) => when === undefined || holds(when, answers));

describe('the programme', () => {
  it('comes after the resource centre, which stays the first', () => {
    const programmes = supplied.flatMap(({ kind, code }) => (kind === 'programme' ? [code] : []));
    expect(programmes.slice(0, 2)).toEqual(['resource-centre', 'safe-migration']);
  });

  it('goes the ways of prevention', () => {
    expect(programme.transitions.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
      'counselled closed',
      'counselled flagged',
      'counselled recruited',
      'employedAbroad closed',
      'employedAbroad flagged',
      'employedAbroad grievance',
      'grievance closed',
      'grievance flagged',
      'grievance remedied',
      'preDeparture closed',
      'preDeparture employedAbroad',
      'preDeparture flagged',
      'prospective closed',
      'prospective counselled',
      'recruited closed',
      'recruited preDeparture',
      'remedied closed',
    ]);
  });

  it('asks facts of forms it has, of answers that are never sealed', () => {
    const sealed: readonly string[] = sealedClasses;
    for (const { from, to, gate: one } of programme.transitions) {
      const facts = one?.facts ?? [];
      expect(new Set(facts.map(({ code }) => code)).size, `${from} ${to}`).toBe(facts.length);
      for (const { code, form, when } of facts) {
        expect(programme.forms, code).toContain(form);
        if (when === undefined) continue;
        expect(parseExpression(when), code).toMatchObject({ ok: true });
        const classes = new Map([...fieldsOf(forms.get(form)!)].map(({ item }) => [item.name, item.class]));
        for (const [, name] of when.matchAll(/\$\{(\w+)\}/g)) {
          expect(classes.has(name!), `${code}: ${name}`).toBe(true);
          expect(sealed, `${code}: ${name}`).not.toContain(classes.get(name!));
        }
      }
    }
  });

  it('leaves tasks that exist, and none on a case that is over', () => {
    const kinds = listed.get('taskKind')!.map(({ code }) => code);
    const final = programme.stages.filter((stage) => stage.final).map(({ code }) => code);
    for (const { to, effects } of programme.transitions) {
      for (const { task } of effects ?? []) expect(kinds).toContain(task);
      if (final.includes(to)) expect(effects).toBeUndefined();
    }
    expect(programme.stages.map(({ code }) => code)).toContain(programme.reopensAt);
  });
});

describe('recruitment fees and related costs', () => {
  const cost = (costAmount: number, costPaidBy: string, currency = 'VND') => ({
    costItem: 'medical',
    costAmount: { amount: costAmount, currency },
    costPaidBy,
  });
  const base = { date: '2026-11-20', anyCosts: 'yes', monthlyPay: { amount: 20_000_000, currency: 'VND' } };

  it('adds up, and says what the worker bore in months of pay', () => {
    const costs = [cost(30_000_000, 'worker'), cost(5_000_000, 'worker'), cost(9_000_000, 'employer')];
    expect(judged(recruitmentCosts, { ...base, oneCurrency: 'yes', costs })).toMatchObject({
      problems: [],
      answers: { total: 44_000_000, totalByWorker: 35_000_000, monthsOfPay: 1.8 },
    });
  });

  it('never adds one currency to another', () => {
    const costs: Answers[] = [cost(30_000_000, 'worker'), cost(1000, 'worker', 'USD')];
    const open = judged(recruitmentCosts, { ...base, oneCurrency: 'no', costs });
    expect(open.problems).toEqual(['costs.0.costConverted', 'costs.1.costConverted']);
    expect(open.answers).toMatchObject({ total: 0 });
    const converted = costs.map((one, index) => ({ ...one, costConverted: [30_000_000, 26_000_000][index]! }));
    expect(judged(recruitmentCosts, { ...base, oneCurrency: 'no', costs: converted })).toMatchObject({
      problems: [],
      answers: { total: 56_000_000, totalByWorker: 56_000_000 },
    });
  });

  it('is recorded when there is nothing, and has no months without a pay', () => {
    const { answers, problems } = judged(recruitmentCosts, { date: '2026-11-20', anyCosts: 'no' });
    expect(problems).toEqual([]);
    expect(answers).toMatchObject({ total: 0, totalByWorker: 0 });
    expect(answers).not.toHaveProperty('monthsOfPay');
  });

  it('takes nothing below zero', () => {
    const costs = [cost(-1, 'worker')];
    expect(judged(recruitmentCosts, { ...base, oneCurrency: 'yes', costs }).problems).toEqual(['costs.0.costAmount']);
  });
});

describe('a complaint', () => {
  const base = {
    date: '2026-11-20',
    against: 'employer',
    about: ['wages'],
    account: 'Told at the counter.',
    wanted: ['wages'],
    mayBeNamed: 'no',
  };
  const weighed = (answers: Answers) => {
    const result = judged(complaint, { ...base, ...answers });
    expect(result.problems).toEqual([]);
    return result.answers;
  };

  it.each<[string, Answers]>([
    ['nothing', {}],
    ['one strong sign', { documentsHeldBy: 'employer' }],
    ['papers that the worker or an authority holds', { documentsHeldBy: 'authority', canLeave: 'no' }],
    ['what is not known', { debtWorkedOff: 'unknown', canLeave: 'unknown', threatened: 'unknown', hurt: 'unknown' }],
    ['two of medium weight', { threatened: 'yes', unpaidMonths: 3 }],
    ['the same sign noted twice', { documentsHeldBy: 'employer', signs: ['documentsHeld'] }],
    ['overtime alone', { signs: ['excessiveOvertime'] }],
  ])('does not weigh enough with %s', (_, answers) => {
    const kept = weighed(answers);
    expect(kept.positiveDimensions).toBe(0);
    expect(opens('grievance', 'flagged', kept)).toBe(false);
  });

  it.each<[string, Answers, number]>([
    ['two strong signs', { documentsHeldBy: 'agency', debtWorkedOff: 'yes' }, 1],
    ['two strong signs that were noticed', { signs: ['isolation', 'violence'] }, 1],
    ['one strong sign and threats', { canLeave: 'no', threatened: 'yes' }, 1],
    ['one strong sign and withheld wages', { hurt: 'yes', unpaidMonths: 2 }, 1],
    ['overtime in abusive conditions', { signs: ['excessiveOvertime', 'abusiveConditions'] }, 1],
    ['both', { canLeave: 'no', unpaidMonths: 2, signs: ['excessiveOvertime'] }, 2],
  ])('weighs enough with %s', (_, answers, dimensions) => {
    const kept = weighed(answers);
    expect(kept.positiveDimensions).toBe(dimensions);
    expect(opens('grievance', 'flagged', kept)).toBe(true);
  });

  it('is weighed here, whatever was sent', () => {
    expect(weighed({ positiveDimensions: 2 }).positiveDimensions).toBe(0);
  });

  it.each<[Answers, string[]]>([
    [{}, []],
    [{ documentsHeldBy: 'self' }, []],
    [{ documentsHeldBy: 'employer' }, ['documentsHeld']],
    [{ debtWorkedOff: 'yes' }, ['debtBondage']],
    [{ monthsOfPay: 3 }, []],
    [{ monthsOfPay: 3.1 }, ['debtBondage']],
    [{ threatened: 'yes' }, ['threats']],
    [{ hurt: 'yes' }, ['threats']],
    [{ substitution: 'yes' }, ['deception']],
    [{ against: 'employer', ageBand: '25-34' }, []],
    [{ against: 'employer', ageBand: '0-17' }, ['childRecruited']],
    [{ ageBand: '0-17' }, []],
  ])('with %j raises %j', (answers, codes) => {
    expect(raised(answers)).toEqual(codes);
  });
});

describe('gates', () => {
  it.each([
    ['yes', true],
    ['no', true],
    ['unknown', false],
  ])('take a licence that was looked up: %s', (licenceValid, open) => {
    expect(opens('counselled', 'recruited', { licenceValid })).toBe(open);
  });

  it('ask for a contract that the worker understands', () => {
    expect(opens('recruited', 'preDeparture', { inOwnLanguage: 'yes' })).toBe(true);
    expect(opens('recruited', 'preDeparture', { inOwnLanguage: 'no' })).toBe(false);
  });

  it('ask for an outcome with its amount, which may be nothing', () => {
    const amount = { amount: 0, currency: 'USD' };
    const answers = judged(settlement, { date: '2026-11-20', outcome: 'agreed', remedies: ['documents'], amount });
    expect(answers.problems).toEqual([]);
    expect(opens('grievance', 'remedied', answers.answers)).toBe(true);
    expect(opens('grievance', 'remedied', { outcome: 'agreed' })).toBe(false);
    const refused = judged(settlement, { date: '2026-11-20', outcome: 'refused', amount, remarks: 'No proof.' });
    expect(opens('grievance', 'remedied', refused.answers)).toBe(false);
  });
});

describe('a settlement and a contract', () => {
  it('ask whether the money came', () => {
    const agreed = {
      date: '2026-11-20',
      outcome: 'agreed',
      remedies: ['refund'],
      amount: { amount: 500, currency: 'USD' },
    };
    expect(judged(settlement, agreed).problems).toEqual(['paid']);
    expect(judged(settlement, { ...agreed, paid: 'yes' }).problems).toEqual(['paidOn']);
    expect(judged(settlement, { ...agreed, paid: 'no' }).problems).toEqual([]);
  });

  it('say what was substituted', () => {
    const answers: Answers = { date: '2026-11-20', inOwnLanguage: 'no', substitution: 'yes' };
    expect(judged(contractCheck, answers).problems).toEqual(['differences']);
    const languages = [{ contractLanguage: 'ja' }, { contractLanguage: 'vi' }];
    expect(
      judged(contractCheck, { ...answers, contractLanguages: languages, differences: 'Less pay.' }).problems,
    ).toEqual([]);
  });
});
