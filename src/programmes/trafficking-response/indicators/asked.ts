import type { Indicator, Strength } from '../../../kernel/assessment/index.ts';
import type { Text } from '../../../kernel/index.ts';

/** An indicator with the question, in plain words, that asks for it. */
export interface Asked {
  indicator: Indicator;
  question: Text;
}

/** By profile. Those of sexual exploitation are not supplied: see `../indicators.ts`. */
type Weights = readonly [adultLabour: Strength | null, childLabour: Strength | null];

/** Indicators of one dimension; weights for adults and for children, and the eleven indicators that each one touches. */
export const asked =
  (dimension: string) =>
  (code: string, field: string, [adult, child]: Weights, themes: string, label: Text, question: Text): Asked => ({
    indicator: {
      code,
      label,
      field,
      dimension,
      weights: { adultLabour: adult, childLabour: child, adultSexual: null, childSexual: null },
      themes: themes.split(' ').filter(Boolean),
    },
    question,
  });

export const strong: Weights = ['strong', 'strong'];
export const medium: Weights = ['medium', 'medium'];
/** Heavier for a child. */
export const mediumStrong: Weights = ['medium', 'strong'];
export const weakMedium: Weights = ['weak', 'medium'];
/** Foreseen for adults alone. */
export const mediumNone: Weights = ['medium', null];
/** Noted for the region; no source weighs it, so it never counts. */
export const unweighted: Weights = [null, null];
