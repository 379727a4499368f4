/** Whether two records may be one person, and what speaks for and against it, for a human to decide. */
import { fold, type Word } from './fold.ts';
import { numberKey, phoneKey } from './numbers.ts';
import type { HanReader } from './romanise/han.ts';
import { distance, scoreWords, wholeLikeness, wordLikeness } from './score.ts';

/** A date as far as it is known, in the common era. */
export interface Birth {
  readonly year: number;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  /** the person or an officer guessed it */
  readonly estimated?: boolean | undefined;
}

/** What is compared of a person; leave out what is not known. */
export interface Compared {
  readonly names: readonly string[];
  readonly sex?: string | undefined;
  readonly birth?: Birth | undefined;
  readonly phones?: readonly string[] | undefined;
  readonly documents?: readonly { readonly type: string; readonly number: string }[] | undefined;
  /** code of the place of origin, as fine as known */
  readonly place?: string | undefined;
}

/** A reason as a code with its parameters; the words are the catalogue's. `weight` is the evidence in nats, always above 0. */
export type Reason = { readonly weight: number } & (
  | {
      readonly code: 'same-name' | 'similar-name' | 'different-name';
      readonly a: string;
      readonly b: string;
      readonly likeness: number;
    }
  | { readonly code: 'same-phone'; readonly phone: string }
  | {
      readonly code: 'same-document' | 'similar-document' | 'different-document';
      readonly type: string;
      readonly a: string;
      readonly b: string;
    }
  | {
      readonly code: 'same-birth-date' | 'same-birth-year' | 'birth-near' | 'different-birth-year';
      readonly years: number;
    }
  | { readonly code: 'day-month-swapped' }
  | { readonly code: 'different-birth-day' }
  | { readonly code: 'same-sex' | 'different-sex'; readonly a: string; readonly b: string }
  | { readonly code: 'same-place'; readonly place: string }
);

export interface Comparison {
  /** 0..1; from about 0.5 worth a look */
  readonly score: number;
  /** strongest first */
  readonly for: readonly Reason[];
  readonly against: readonly Reason[];
}

/** Evidence that two records drawn at random are one person, before anything is compared. */
const PRIOR = -4.5;

function likeness(a: readonly Word[], b: readonly Word[]): number {
  const aligned = (x: readonly Word[], y: readonly Word[]) =>
    scoreWords(x, y, (q, c) => wordLikeness(x[q] as Word, c, false)).score;
  return Math.max(Math.min(aligned(a, b), aligned(b, a)), wholeLikeness(a, b));
}

function compareNames(a: Compared, b: Compared, han: HanReader | undefined): Reason | undefined {
  let best: { readonly a: string; readonly b: string; readonly likeness: number; readonly words: number } | undefined;
  const others = b.names.map((name) => ({ name, words: fold(name, han) }));
  for (const name of a.names) {
    const words = fold(name, han);
    for (const other of others) {
      const like = likeness(words, other.words);
      if (!best || like > best.likeness)
        best = { a: name, b: other.name, likeness: like, words: Math.min(words.length, other.words.length) };
    }
  }
  if (!best) return undefined;
  const { words, ...shown } = best;
  // a name of one word is shared by many
  const most = words > 1 ? 4.5 : 2.5;
  if (best.likeness >= 0.93) return { code: 'same-name', ...shown, weight: most };
  if (best.likeness >= 0.72)
    return { code: 'similar-name', ...shown, weight: Math.max(0.2, most * (best.likeness - 0.68) * 3.2) };
  return { code: 'different-name', ...shown, weight: 6 * (0.78 - best.likeness) };
}

function compareBirth(a: Birth, b: Birth): { reason: Reason; speaksFor: boolean } {
  const years = Math.abs(a.year - b.year);
  const guessed = a.estimated === true || b.estimated === true;
  const full = a.month !== undefined && b.month !== undefined && a.day !== undefined && b.day !== undefined;
  if (years === 0 && full && a.month === b.month && a.day === b.day) {
    // the first of January stands for "some day that year"
    const stock = a.month === 1 && a.day === 1;
    return { reason: { code: 'same-birth-date', years, weight: stock ? 1.5 : 4 }, speaksFor: true };
  }
  if (years === 0 && full && a.month === b.day && a.day === b.month)
    return { reason: { code: 'day-month-swapped', weight: 3 }, speaksFor: true };
  if (years === 0) {
    const stock = full && ((a.month === 1 && a.day === 1) || (b.month === 1 && b.day === 1));
    if (!full || guessed || stock) return { reason: { code: 'same-birth-year', years, weight: 1.6 }, speaksFor: true };
    return { reason: { code: 'different-birth-day', weight: 0.8 }, speaksFor: false };
  }
  if (years <= 1 || (years <= 3 && (guessed || !full)))
    return { reason: { code: 'birth-near', years, weight: 0.6 }, speaksFor: true };
  return {
    reason: { code: 'different-birth-year', years, weight: years <= 3 ? 1 : Math.min(5, 0.5 * years) },
    speaksFor: false,
  };
}

/** Compares two people. Hidden nowhere: every reason that moved the score is listed. */
export function compare(a: Compared, b: Compared, han?: HanReader): Comparison {
  const pro: Reason[] = [];
  const con: Reason[] = [];
  const name = compareNames(a, b, han);
  if (name) (name.code === 'different-name' ? con : pro).push(name);
  const phones = new Map((a.phones ?? []).map((phone) => [phoneKey(phone), phone] as const));
  const shared = (b.phones ?? []).find((phone) => phoneKey(phone) !== '' && phones.has(phoneKey(phone)));
  if (shared) pro.push({ code: 'same-phone', phone: shared, weight: 3 });
  for (const mine of a.documents ?? []) {
    for (const other of b.documents ?? []) {
      const slips = distance(numberKey(mine.number), numberKey(other.number));
      const about = { type: mine.type, a: mine.number, b: other.number };
      if (slips === 0) pro.push({ code: 'same-document', ...about, weight: 5 });
      else if (mine.type === other.type && slips === 1) pro.push({ code: 'similar-document', ...about, weight: 3 });
      else if (mine.type === other.type) con.push({ code: 'different-document', ...about, weight: 3 });
    }
  }
  if (a.birth && b.birth) {
    const { reason, speaksFor } = compareBirth(a.birth, b.birth);
    (speaksFor ? pro : con).push(reason);
  }
  if (a.sex && b.sex) {
    if (a.sex === b.sex) pro.push({ code: 'same-sex', a: a.sex, b: b.sex, weight: 0.6 });
    else con.push({ code: 'different-sex', a: a.sex, b: b.sex, weight: 4 });
  }
  if (a.place && a.place === b.place) pro.push({ code: 'same-place', place: a.place, weight: 1 });
  const sum = (reasons: readonly Reason[]) => reasons.reduce((total, reason) => total + reason.weight, 0);
  const odds = PRIOR + sum(pro) - sum(con);
  const heaviest = (x: Reason, y: Reason) => y.weight - x.weight;
  return { score: 1 / (1 + Math.exp(-odds)), for: pro.sort(heaviest), against: con.sort(heaviest) };
}
