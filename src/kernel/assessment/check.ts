/** What is wrong with an assessment; `check` of the form asks it, and judges its expressions itself. */
import { type Assessment, ruleParts, strengths } from './definition.ts';

export type AssessmentCode =
  | 'assessment.code'
  | 'assessment.twice'
  | 'assessment.empty'
  | 'assessment.field'
  | 'assessment.dimension'
  | 'assessment.theme'
  | 'assessment.profile'
  | 'assessment.weightMissing'
  | 'assessment.rule'
  | 'assessment.group';

export interface AssessmentProblem {
  /** Code of the part; '' for the assessment itself. */
  path: string;
  code: AssessmentCode;
  params?: Record<string, string | number>;
}

const codePattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const parts = ['profiles', 'dimensions', 'indicators', 'rules', 'outcomes'] as const;

/** `asks` says whether a name is a yes/no question that is asked once. */
export function checkAssessment(assessment: Assessment, asks: (field: string) => boolean): AssessmentProblem[] {
  const { profiles, dimensions, indicators, rules, outcomes } = assessment;
  const themes = assessment.themes?.items ?? [];
  const problems: AssessmentProblem[] = [];
  const report = (path: string, code: AssessmentCode, params?: AssessmentProblem['params']): void => {
    problems.push({ path, code, ...(params && { params }) });
  };
  for (const part of parts) if (assessment[part].length === 0) report('', 'assessment.empty', { part });
  for (const list of [profiles, dimensions, themes, indicators, outcomes]) {
    const seen = new Set<string>();
    for (const { code } of list) {
      if (!codePattern.test(code)) report(code, 'assessment.code', { code });
      if (seen.has(code)) report(code, 'assessment.twice', { code });
      seen.add(code);
    }
  }
  const has = (list: readonly { code: string }[], code: string): boolean => list.some((one) => one.code === code);
  const fields = new Set<string>();
  for (const { code, field, dimension, weights, themes: own } of indicators) {
    if (!asks(field)) report(code, 'assessment.field', { name: field });
    // One answer under two indicators would count twice.
    if (fields.has(field)) report(code, 'assessment.twice', { code: field });
    fields.add(field);
    if (!has(dimensions, dimension)) report(code, 'assessment.dimension', { code: dimension });
    for (const theme of own) if (!has(themes, theme)) report(code, 'assessment.theme', { code: theme });
    for (const profile of profiles) {
      const weight = Object.hasOwn(weights, profile.code) ? weights[profile.code] : undefined;
      if (weight === undefined || (weight !== null && !strengths.includes(weight)))
        report(code, 'assessment.weightMissing', { profile: profile.code });
    }
    for (const profile of Object.keys(weights))
      if (!has(profiles, profile)) report(code, 'assessment.profile', { code: profile });
  }
  for (const [index, rule] of rules.entries()) {
    const asked = ruleParts.flatMap((part) => rule[part] ?? []);
    if (asked.length === 0 || asked.some((least) => !Number.isSafeInteger(least) || least < 1))
      report('', 'assessment.rule', { number: index + 1 });
  }
  for (const { code, positive, negative } of outcomes) {
    if (positive.some((group) => group.length === 0)) report(code, 'assessment.group');
    for (const named of [...positive.flat(), ...negative])
      if (!has(dimensions, named)) report(code, 'assessment.dimension', { code: named });
  }
  return problems;
}
