import type { Text } from './programme.ts';

/** Something that happens to a case, at a time. */
export type Moment =
  /** It arrives there; in the first stage also by being opened. */
  | { stage: string }
  /** A form is filled; with an answer to this question; which is, or has among several, one of these. */
  | { form: string; question?: string; is?: string[] }
  /** A consent to this purpose is given, and was not withdrawn since. */
  | { consent: string };

export const indicatorUnits = ['cases', 'people', 'days', 'share', 'rating'] as const;
export type IndicatorUnit = (typeof indicatorUnits)[number];

export const indicatorDimensions = ['sex', 'ageBand', 'nationality', 'destination', 'place', 'month', 'year'] as const;
export type IndicatorDimension = (typeof indicatorDimensions)[number];

/**
 * A figure that a programme keeps of itself, as data. It is about the cases in which something happened in the months asked
 * for, each once, at its last time in them; what it says of them goes by the unit:
 *
 * - `cases`, `people`: how many they are, or how many of them `has`;
 * - `share`: how many of a hundred `has`;
 * - `days`: median and quartiles of the time since the last `has` before it;
 * - `rating`: median and quartiles of the number that answers the question of `of`.
 */
export interface Indicator {
  code: string;
  title: Text;
  /** What is counted and what is not, for whoever reads the number. */
  definition: Text;
  unit: IndicatorUnit;
  of: Moment;
  /** Counts this many months after it happened, once they are over: whoever is due for something by then. */
  monthsAfter?: number;
  /** Of these alone. */
  only?: { sex?: string[]; ageBand?: string[] };
  has?: Moment;
  /** What it has counts only up to the moment that it is about; of days, always. */
  before?: true;
  by: IndicatorDimension[];
}
