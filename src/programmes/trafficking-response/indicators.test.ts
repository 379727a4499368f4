import { describe, expect, it } from 'vitest';
import { exportXlsForm, importXlsForm } from '../../core/forms/xlsform/index.ts';
import { assess } from '../../kernel/assessment/index.ts';
import { type Answers, check, evaluate, fieldsOf, validate } from '../../kernel/form/index.ts';
import { FormDefinitionSchema } from '../../kernel/form/schema.ts';
import { languages } from '../text.ts';
import { screening } from './forms/screening.ts';
import { operationalAssessment, operationalIndicators } from './indicators.ts';

const now = '2026-11-22T09:00:00+07:00';
const fieldOf = (code: string): string =>
  operationalIndicators.find(({ indicator }) => indicator.code === code)!.indicator.field;
const given = (age: string, kind: string, ...codes: string[]): Answers => ({
  ageKnown: age,
  exploitationKind: kind,
  ...Object.fromEntries(codes.map((code) => [fieldOf(code), 'yes'])),
});
const weigh = (...args: Parameters<typeof given>) => assess(screening, given(...args), { now })!;

describe('the screening form', () => {
  it('can be published, and speaks all its languages wherever it says anything', () => {
    expect(FormDefinitionSchema.safeParse(screening).success).toBe(true);
    expect(check(screening)).toEqual([]);
    const look = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('en' in value)
        for (const language of languages) expect((value as Record<string, unknown>)[language]).toBeTruthy();
      else for (const inner of Object.values(value)) look(inner);
    };
    look(screening);
  });

  it('comes back from its workbook as it was', async () => {
    const again = await importXlsForm(await exportXlsForm(screening));
    expect(again.unsupported).toEqual([]);
    expect(again.definition).toEqual(screening);
  });

  it('asks whether it is safe before anything else, and says what to do when it is not', () => {
    expect([...fieldsOf(screening)][0]?.item.name).toBe('safeNow');
    const told = (safeNow: string) => evaluate(screening, { safeNow }, { now }).at('notSafe')?.shown;
    expect(['yes', 'no', 'unknown'].map(told)).toEqual([false, true, true]);
    expect(validate(screening, {}, { now }).problems.map(({ path }) => path)).toContain('safeNow');
  });

  it('seals what was told, and keeps open what gates and weights ask', () => {
    const classes = new Map([...fieldsOf(screening)].map(({ item }) => [item.name, item.class]));
    for (const name of ['account', 'reasons']) expect(classes.get(name)).toBe('account');
    for (const { indicator } of operationalIndicators) expect(classes.get(indicator.field)).toBe('account');
    for (const name of ['safeNow', 'ageKnown', 'exploitationKind', 'conclusion'])
      expect(classes.get(name)).toBe('operational');
  });
});

describe('the operational indicators', () => {
  it('are as many in each dimension as were published, beside those of the region', () => {
    const count = (prefix: string) =>
      operationalIndicators.filter(({ indicator: { code } }) => code.startsWith(prefix));
    expect(['DR', 'CR', 'VR', 'EX', 'CD', 'VD', 'FC'].map((prefix) => count(prefix).length)).toEqual([
      10, 10, 16, 9, 15, 7, 3,
    ]);
    expect(operationalAssessment.themes?.items).toHaveLength(11);
  });

  it.each<[string, string[], string, boolean]>([
    ['two strong in one dimension', ['CD-01', 'CD-02'], 'coercionAtDestination', true],
    ['one strong alone', ['EX-01'], 'exploitation', false],
    ['strong and weak', ['DR-01', 'DR-10'], 'deceptiveRecruitment', true],
    ['two medium and one weak', ['VR-08', 'VR-04', 'VR-15'], 'abuseOfVulnerabilityRecruitment', true],
    ['two medium only', ['VR-08', 'VR-04'], 'abuseOfVulnerabilityRecruitment', false],
    ['three medium', ['EX-02', 'EX-04', 'EX-08'], 'exploitation', true],
    ['signs of forced crime without weights', ['FC-01', 'FC-02', 'DR-01'], 'deceptiveRecruitment', false],
  ])('of an adult: %s', (_, codes, dimension, positive) => {
    const found = weigh('adult', 'labour', ...codes).dimensions.find((one) => one.dimension.code === dimension);
    expect(found?.state).toBe(positive ? 'positive' : 'notPositive');
  });

  it.each<[string, string, string[], string]>([
    ['adult', 'labour', ['CD-01'], 'notReached'],
    ['adult', 'labour', ['EX-02', 'EX-04', 'EX-08'], 'exploitedLabourRightsCase'],
    ['adult', 'labour', ['DR-01', 'DR-02', 'EX-01', 'EX-04'], 'deceptionAndExploitation'],
    ['adult', 'labour', ['VD-01', 'VD-03', 'VD-05', 'EX-01', 'EX-04'], 'meansAndExploitation'],
    ['adult', 'labour', ['DR-01', 'DR-02', 'EX-01', 'EX-04', 'CD-01', 'CD-02'], 'traffickingForForcedLabour'],
    ['adult', 'crime', ['DR-01', 'DR-08', 'EX-01', 'EX-04', 'CD-03', 'CD-05'], 'traffickingForForcedLabour'],
    ['adult', 'labour', ['CD-01', 'CD-02'], 'meansOnly'],
    ['child', 'labour', ['EX-01', 'EX-04'], 'childExploitation'],
    ['doubtful', 'labour', ['EX-01', 'EX-04'], 'childExploitation'],
    ['child', 'labour', ['EX-04'], 'notReached'],
  ])('%s, %s, %j: %s', (age, kind, codes, outcome) => {
    expect(weigh(age, kind, ...codes).classified?.outcome.code).toBe(outcome);
  });

  it('weigh a child’s answers by the weights for children', () => {
    const alone = (age: string) =>
      weigh(age, 'labour', 'CD-11', 'CD-12').dimensions.find(
        ({ dimension }) => dimension.code === 'coercionAtDestination',
      );
    expect([alone('adult')?.state, alone('child')?.state]).toEqual(['notPositive', 'positive']);
  });

  it.each(['adult', 'child', 'doubtful'])('classify no sexual exploitation (%s): its weights are not known', (age) => {
    const all = operationalIndicators.map(({ indicator }) => indicator.code);
    expect(weigh(age, 'sexual', ...all)).toMatchObject({ status: 'unweighted' });
    expect(weigh(age, 'sexual', ...all).classified).toBeUndefined();
    expect(weigh(age, 'sexual', ...all).themes).toHaveLength(11);
  });

  it.each(['other', 'notKnown'])('classify nothing while the kind is “%s”', (kind) => {
    expect(weigh('adult', kind, 'CD-01', 'CD-02')).toMatchObject({ status: 'noProfile' });
  });
});
