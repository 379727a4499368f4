/** An assessment as data: how the answers to a form's yes/no questions are weighed. No standard is known here by name. */
import type { Text } from '../programme.ts';

/** How heavily a present indicator counts. */
export const strengths = ['strong', 'medium', 'weak'] as const;
export type Strength = (typeof strengths)[number];

/** Whom a set of weights is for. The first profile whose expression holds is taken. */
export interface Profile {
  code: string;
  label: Text;
  /** Over the answers, in the language of forms. */
  when: string;
}

/** What indicators are counted together for. */
export interface Dimension {
  code: string;
  label: Text;
  /** Which element of the definition it speaks to: how somebody was brought there, or what for. */
  element: 'means' | 'purpose';
}

/** A second order of the same indicators, shown where a present one touches it; it decides nothing. */
export interface Theme {
  code: string;
  label: Text;
}

export interface Indicator {
  code: string;
  label: Text;
  /** The yes/no question that answers it: present by a yes, and by nothing else. */
  field: string;
  dimension: string;
  /** For every profile: null is a weight that is not known or not foreseen, and never counts. */
  weights: Record<string, Strength | null>;
  /** Codes of themes. */
  themes: string[];
}

/** Least counts that together make a dimension positive; any one rule suffices. */
export interface Rule {
  strong?: number;
  medium?: number;
  weak?: number;
  mediumOrWeak?: number;
}
export const ruleParts = ['strong', 'medium', 'weak', 'mediumOrWeak'] as const;

/** What positive dimensions amount to. The first outcome whose conditions all hold is taken. */
export interface Outcome {
  code: string;
  label: Text;
  /** What it means, and what it does not. */
  hint?: Text;
  /** Over the answers; absent, it is for everybody. */
  when?: string;
  /** Of each group of dimensions at least one is positive. */
  positive: string[][];
  /** None of these is positive. */
  negative: string[];
}

export interface Assessment {
  /** Where weights and rules come from, and how sure they are; shown with every result. */
  source: Text;
  profiles: Profile[];
  dimensions: Dimension[];
  themes?: { title: Text; items: Theme[] };
  indicators: Indicator[];
  rules: Rule[];
  outcomes: Outcome[];
}
