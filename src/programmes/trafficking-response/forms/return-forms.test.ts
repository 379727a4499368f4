import { describe, expect, it } from 'vitest';
import { type Answers, check, type FormDefinition, fieldsOf, validate, walk } from '../../../kernel/form/index.ts';
import { FormDefinitionSchema } from '../../../kernel/form/schema.ts';
import { sealedClasses } from '../../../kernel/index.ts';
import { languages } from '../../text.ts';
import { contactAttempt } from './contact-attempt.ts';
import { familyTracing } from './family-tracing.ts';
import { followUpVisit } from './follow-up-visit.ts';
import { handover } from './handover.ts';
import { nationalityAndPapers } from './nationality-and-papers.ts';
import { reception } from './reception.ts';
import { reintegrationPlan } from './reintegration-plan.ts';
import { riskAssessment } from './risk-assessment.ts';
import { travelPlan } from './travel-plan.ts';

const forms: FormDefinition[] = [
  familyTracing,
  nationalityAndPapers,
  riskAssessment,
  reception,
  travelPlan,
  handover,
  reintegrationPlan,
  followUpVisit,
  contactAttempt,
];
const now = '2026-11-22T09:00:00+07:00';
const judged = (form: FormDefinition, answers: Answers) => {
  const result = validate(form, answers, { now });
  return {
    answers: result.answers,
    problems: Object.fromEntries(result.problems.map(({ path, code }) => [path, code])) as Record<string, string>,
  };
};

describe.each(forms.map((form) => [form.code, form] as const))('%s', (_, form) => {
  it('can be published', () => {
    expect(FormDefinitionSchema.safeParse(form).success).toBe(true);
    expect(check(form)).toEqual([]);
  });

  it('speaks all its languages, wherever it says anything', () => {
    const missing: string[] = [];
    const look = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('en' in value) {
        for (const language of languages)
          if (!String((value as Record<string, unknown>)[language] ?? '').trim()) missing.push(`${path}.${language}`);
      } else for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`);
    };
    look(form, form.code);
    expect(missing).toEqual([]);
    for (const { item } of walk(form.items)) expect(item.label, item.name).toBeDefined();
  });

  it('seals names, papers, contacts and free text', () => {
    const sealed: readonly string[] = sealedClasses;
    const sensitive = ['name', 'document', 'phone', 'email', 'text', 'longText', 'organisation', 'file', 'photo'];
    const open = [...fieldsOf(form)]
      .filter(({ item }) => sensitive.includes(item.type) && !sealed.includes(item.class))
      .map(({ item }) => item.name);
    expect(open).toEqual([]);
  });
});

describe('what gates ask', () => {
  it('is never sealed', () => {
    const asked: [FormDefinition, string[]][] = [
      [familyTracing, ['result']],
      [nationalityAndPapers, ['nationalityConfirmed', 'documentIssued']],
      [riskAssessment, ['riskToPerson', 'riskToFamily', 'riskToStaff', 'overall']],
      [reception, ['agreed', 'needsPrepared']],
      [travelPlan, ['travelDate', 'arrivalDate', 'escorted', 'consentAskedAgain']],
      [handover, ['receiptSigned', 'arrivalConfirmed']],
      [reintegrationPlan, ['agreedByPerson']],
      [followUpVisit, ['score', 'safeNow', 'reTrafficking', 'openRisk', 'nextVisit']],
      [contactAttempt, ['attempt', 'result']],
    ];
    for (const [form, names] of asked) {
      const classes = new Map([...fieldsOf(form)].map(({ item }) => [item.name, item.class]));
      for (const name of names)
        expect(['operational', 'statistical'], `${form.code}.${name}`).toContain(classes.get(name));
    }
  });

  it('is not whether a relative took part: that is sealed', () => {
    const field = [...fieldsOf(familyTracing)].find(({ item }) => item.name === 'familyInvolved')!;
    expect(field.item.class).toBe('account');
  });
});

describe('family tracing', () => {
  const found = { requestedOn: '2026-11-02', answeredOn: '2026-11-20', result: 'found' };

  it.each(['yes', 'unknown', undefined])(
    'does not call contact safe when a relative took part: %s',
    (familyInvolved) => {
      const answers = { ...found, ...(familyInvolved && { familyInvolved }) };
      expect(judged(familyTracing, answers).problems).toHaveProperty('result');
    },
  );

  it('takes it when nobody did, and a relative who is not safe with the reason', () => {
    expect(judged(familyTracing, { ...found, familyInvolved: 'no' }).problems).toEqual({});
    const unsafe = { ...found, familyInvolved: 'yes', result: 'unsafe' };
    expect(judged(familyTracing, unsafe).problems).toHaveProperty('findings');
    expect(judged(familyTracing, { ...unsafe, findings: 'Told in confidence.' }).problems).toEqual({});
  });
});

describe('risk assessment', () => {
  const low = { date: '2026-11-20', riskToPerson: 'low', riskToFamily: 'low', riskToStaff: 'low' };

  it('asks for measures once a risk is not low', () => {
    expect(judged(riskAssessment, { ...low, overall: 'acceptable' }).problems).toEqual({});
    const medium = { ...low, riskToFamily: 'medium', overall: 'acceptable' };
    expect(judged(riskAssessment, medium).problems).toHaveProperty('measures');
    expect(judged(riskAssessment, { ...medium, measures: 'The family moves.' }).problems).toEqual({});
  });

  it.each(['riskToPerson', 'riskToFamily', 'riskToStaff'])('is not acceptable while %s is high', (risk) => {
    const high = { ...low, [risk]: 'high', measures: 'None that helps.', overall: 'acceptable' };
    expect(judged(riskAssessment, high).problems).toHaveProperty('overall');
    expect(judged(riskAssessment, { ...high, overall: 'tooHigh' }).problems).toEqual({});
  });
});

describe('travel plan', () => {
  const plan = { travelDate: '2026-12-01', route: 'By the bridge.', escorted: 'no' };

  it('arrives on the day of travel unless it says otherwise, and never before', () => {
    expect(judged(travelPlan, plan)).toMatchObject({ problems: {}, answers: { arrivalDate: '2026-12-01' } });
    expect(judged(travelPlan, { ...plan, arrivalDate: '2026-11-30' }).problems).toHaveProperty('arrivalDate');
  });

  it('names whose escort it is', () => {
    expect(judged(travelPlan, { ...plan, escorted: 'yes' }).problems).toHaveProperty('escortOrganisation');
  });
});

describe('follow-up visit', () => {
  const visit = {
    date: '2026-11-20',
    month: 'month3',
    met: 'home',
    safeNow: 'yes',
    reTrafficking: 'no',
    openRisk: 'no',
  };
  const economic = { income: 2, work: 3, debts: 1 };
  const social = { housing: 4, services: 4, papers: 4 };
  const psychosocial = { support: 0, belonging: 0, wellbeing: 0 };

  it('scores each part and the whole from 0 to 100', () => {
    expect(judged(followUpVisit, { ...visit, ...economic, ...social, ...psychosocial }).answers).toMatchObject({
      economicScore: 50,
      socialScore: 100,
      psychosocialScore: 0,
      score: 50,
    });
  });

  it('scores nothing that was not answered: a blank is not a zero', () => {
    const { answers, problems } = judged(followUpVisit, { ...visit, ...economic, ...social, support: 4, belonging: 4 });
    expect(problems).toEqual({});
    expect(answers).toMatchObject({ economicScore: 50, socialScore: 100 });
    expect(answers).not.toHaveProperty('psychosocialScore');
    expect(answers).not.toHaveProperty('score');
  });

  it('follows weights that an administrator changes', () => {
    const heavier = structuredClone(followUpVisit);
    const field = [...fieldsOf(heavier)].find(({ item }) => item.name === 'economicScore')!.item;
    field.calculation = field.calculation!.replace('1 * ${work}', '2 * ${work}').replace('(1 + 1 + 1)', '(1 + 2 + 1)');
    expect(check(heavier)).toEqual([]);
    expect(judged(heavier, { ...visit, ...economic }).answers).toMatchObject({ economicScore: 56 });
  });

  it.each([{ safeNow: 'no' }, { safeNow: 'unknown' }, { reTrafficking: 'yes' }, { reTrafficking: 'unknown' }])(
    'leaves a risk open with %j',
    (change) => {
      expect(judged(followUpVisit, { ...visit, ...change }).problems).toHaveProperty('openRisk');
      const open = { ...visit, ...change, openRisk: 'yes' };
      expect(Object.keys(judged(followUpVisit, open).problems).sort()).toEqual(['nextVisit', 'riskAccount']);
    },
  );
});

describe('reintegration plan', () => {
  it('asks for a receipt once the grant is paid', () => {
    const plan = { date: '2026-11-20', agreedByPerson: 'yes', grantAmount: { amount: 300, currency: 'USD' } };
    expect(judged(reintegrationPlan, plan).problems).toEqual({});
    expect(judged(reintegrationPlan, { ...plan, grantPaidOn: '2026-11-21' }).problems).toHaveProperty(
      'grantReceiptSigned',
    );
    expect(
      judged(reintegrationPlan, { ...plan, grantAmount: { amount: -1, currency: 'USD' } }).problems,
    ).toHaveProperty('grantAmount');
  });
});
