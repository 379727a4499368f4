/** Weighs answers by a form's assessment. An aid for whoever decides, never a finding. */
import { type Answers, evaluateExpression, type FormDefinition, truth } from '../form/index.ts';
import {
  type Assessment,
  type Dimension,
  type Indicator,
  type Outcome,
  type Profile,
  type Rule,
  ruleParts,
  type Strength,
  strengths,
  type Theme,
} from './definition.ts';

export type Counts = Record<Strength, number>;

export interface DimensionResult {
  dimension: Dimension;
  /** Not judged where no profile, or one without weights, was chosen. */
  state: 'positive' | 'notPositive' | 'notJudged';
  counts: Counts;
  /** Answered yes, with their weight here; null does not count. */
  present: { indicator: Indicator; strength: Strength | null }[];
  /** The first rule that is met. */
  rule?: Rule;
  /** Not answered, or not known: these could still make it positive. */
  open: Indicator[];
}

export interface Classified {
  outcome: Outcome;
  /** Positive dimensions that it asks for. */
  rests: DimensionResult[];
  /** Dimensions that it asks not to be positive. */
  without: DimensionResult[];
  /** Whether no question that is open could still lead to another outcome. */
  settled: boolean;
}

export interface Assessed {
  /** `unweighted`: no weights are known for the profile. `blank`: no question that counts is answered. */
  status: 'noProfile' | 'unweighted' | 'blank' | 'assessed';
  profile?: Profile;
  dimensions: DimensionResult[];
  /** Themes that a present indicator touches, whatever the profile. */
  themes: { theme: Theme; indicators: Indicator[] }[];
  /** Only of `assessed`. */
  classified?: Classified;
}

/**
 * Weighs answers as they are validated or evaluated, without what is not shown. Only a yes counts: a blank and
 * "not known" are neither for nor against. Undefined for a form without an assessment.
 */
export function assess(
  definition: FormDefinition,
  answers: Answers,
  { now = new Date().toISOString() }: { now?: string } = {},
): Assessed | undefined {
  const { assessment } = definition;
  if (!assessment) return undefined;
  const holds = (when: string | undefined): boolean => {
    if (when === undefined) return true;
    const evaluated = evaluateExpression(when, answers, { now });
    return evaluated.ok && truth(evaluated.value);
  };
  const answerTo = ({ field }: Indicator) => (Object.hasOwn(answers, field) ? answers[field] : undefined);
  const present = new Set(assessment.indicators.filter((one) => answerTo(one) === 'yes'));
  const open = new Set(assessment.indicators.filter((one) => !['yes', 'no'].includes(String(answerTo(one)))));
  const profile = assessment.profiles.find(({ when }) => holds(when));
  const weightOf = ({ weights }: Indicator): Strength | null =>
    profile && Object.hasOwn(weights, profile.code) ? (weights[profile.code] ?? null) : null;
  const counting = assessment.indicators.filter((one) => weightOf(one) !== null);

  const dimensions = assessment.dimensions.map((dimension): DimensionResult => {
    const own = assessment.indicators.filter((one) => one.dimension === dimension.code);
    const here = own.filter((one) => present.has(one));
    const counts = count(here.map(weightOf));
    const listed = here.map((indicator) => ({ indicator, strength: weightOf(indicator) }));
    if (counting.length === 0) return { dimension, state: 'notJudged', counts, present: listed, open: [] };
    const rule = assessment.rules.find((one) => meets(one, counts));
    if (rule) return { dimension, state: 'positive', counts, present: listed, rule, open: [] };
    const asked = own.filter((one) => open.has(one) && weightOf(one) !== null);
    const most = count([...here, ...asked].map(weightOf));
    const helpful = asked.filter((one) =>
      assessment.rules.some((each) => meets(each, most) && helps(each, weightOf(one)!, counts)),
    );
    return { dimension, state: 'notPositive', counts, present: listed, open: helpful };
  });

  const themes = (assessment.themes?.items ?? []).flatMap((theme) => {
    const indicators = [...present].filter((one) => one.themes.includes(theme.code));
    return indicators.length > 0 ? [{ theme, indicators }] : [];
  });
  const found = { dimensions, themes, ...(profile && { profile }) };
  if (!profile) return { status: 'noProfile', ...found };
  if (counting.length === 0) return { status: 'unweighted', ...found };
  if (counting.every((one) => answerTo(one) === undefined)) return { status: 'blank', ...found };
  const classified = classify(assessment, dimensions, holds);
  return { status: 'assessed', ...found, ...(classified && { classified }) };
}

function count(weights: readonly (Strength | null)[]): Counts {
  const [strong, medium, weak] = strengths.map((strength) => weights.filter((one) => one === strength).length);
  return { strong: strong!, medium: medium!, weak: weak! };
}

const tally = (counts: Counts, part: (typeof ruleParts)[number]): number =>
  part === 'mediumOrWeak' ? counts.medium + counts.weak : counts[part];

/** Whether counts reach every least count of a rule. A rule that asks nothing is met by nothing. */
export function meets(rule: Rule, counts: Counts): boolean {
  const asked = ruleParts.filter((part) => rule[part] !== undefined);
  return asked.length > 0 && asked.every((part) => tally(counts, part) >= rule[part]!);
}

/** Whether one more of this weight brings counts nearer to a rule. */
const helps = (rule: Rule, strength: Strength, counts: Counts): boolean =>
  ruleParts.some(
    (part) =>
      (part === strength || (part === 'mediumOrWeak' && strength !== 'strong')) &&
      rule[part] !== undefined &&
      tally(counts, part) < rule[part],
  );

function classify(
  { outcomes }: Assessment,
  dimensions: readonly DimensionResult[],
  holds: (when: string | undefined) => boolean,
): Classified | undefined {
  const by = new Map(dimensions.map((one) => [one.dimension.code, one]));
  const isPositive = (code: string): boolean => by.get(code)?.state === 'positive';
  const isOpen = (code: string): boolean => (by.get(code)?.open.length ?? 0) > 0;
  /** Whether it is reached when these count as positive; what is positive stays so. */
  const reached = (one: Outcome, counts: (code: string) => boolean): boolean =>
    holds(one.when) && one.positive.every((group) => group.some(counts)) && !one.negative.some(isPositive);
  const index = outcomes.findIndex((one) => reached(one, isPositive));
  const outcome = outcomes[index];
  if (!outcome) return undefined;
  const earlier = outcomes.slice(0, index).some((one) => reached(one, (code) => isPositive(code) || isOpen(code)));
  const named = new Set(outcome.positive.flat());
  return {
    outcome,
    rests: dimensions.filter(({ dimension, state }) => named.has(dimension.code) && state === 'positive'),
    without: dimensions.filter(({ dimension }) => outcome.negative.includes(dimension.code)),
    settled: !earlier && !outcome.negative.some(isOpen),
  };
}
