/**
 * Names of people in South-East Asia: what is stored to find them by, how a query is put, how answers rank.
 * Pure and safe for the browser. See README.md for the search it is made for.
 */
import { type Birth, type Compared, type Comparison, compare, type Reason } from './compare.ts';
import { fold, type Word } from './fold.ts';
import { numberKey, type Parts, phoneKey, takeApart } from './numbers.ts';
import type { HanReader } from './romanise/han.ts';
import { type NameScore, scoreWords, type WhyName, wholeLikeness, wordLikeness } from './score.ts';
import { type Indexed, indexTokens, MOST_TOKENS, type Probe, probesFor, TOKEN_SCHEME } from './tokens.ts';

export type { Birth, Compared, Comparison, HanReader, Indexed, NameScore, Probe, Reason, WhyName, Word };
export { MOST_TOKENS, numberKey, phoneKey, TOKEN_SCHEME };

export type Why =
  | WhyName
  | { readonly kind: 'same-phone' | 'same-number' }
  | { readonly kind: 'birth-year'; readonly years: number };

/** A text typed into the search box, ready to look up and to rank. Short-lived: it remembers what it compared. */
export interface Query {
  readonly parts: Parts;
  readonly words: readonly Word[];
  /** look-ups for the database, see README.md */
  readonly probes: readonly Probe[];
  /** how well a person answers, with the reasons */
  score(person: Indexed): Answer;
}

export interface Answer {
  /** 0..1 */
  readonly score: number;
  readonly why: readonly Why[];
}

export interface NameMatcher {
  fold(name: string): Word[];
  indexTokens(person: Indexed): string[];
  query(text: string): Query;
  /** whether two records may be one person, with the reasons */
  compare(a: Compared, b: Compared): Comparison;
}

/**
 * @param han reads Chinese characters; the same reader must serve indexing and asking
 */
export function nameMatcher(han?: HanReader): NameMatcher {
  return {
    fold: (name) => fold(name, han),
    indexTokens: (person) => indexTokens(person, han),
    compare: (a, b) => compare(a, b, han),
    query(text) {
      const parts = takeApart(text);
      const words = fold(parts.name, han);
      return { parts, words, probes: probesFor(parts, words), score: scorer(parts, words, han) };
    },
  };
}

/** Candidates share most of their words, so each word is compared once a query. */
function scorer(parts: Parts, words: readonly Word[], han: HanReader | undefined): (person: Indexed) => Answer {
  const folded = new Map<string, Word[]>();
  const known = (name: string): Word[] => {
    const found = folded.get(name) ?? fold(name, han);
    folded.set(name, found);
    return found;
  };
  const likes = words.map(() => new Map<string, number>());
  const like = (q: number, c: Word): number => {
    const memo = likes[q];
    const spelt = c.written + c.marks;
    const found = memo?.get(spelt) ?? wordLikeness(words[q] as Word, c, q === words.length - 1);
    memo?.set(spelt, found);
    return found;
  };
  return (person) => score(parts, words, person, known, like);
}

function score(
  parts: Parts,
  words: readonly Word[],
  person: Indexed,
  known: (name: string) => Word[],
  like: (q: number, c: Word) => number,
): Answer {
  const phones = (person.phones ?? []).map(phoneKey);
  if (parts.phones.some((phone) => phones.some((own) => own.endsWith(phoneKey(phone)))))
    return { score: 1, why: [{ kind: 'same-phone' }] };
  const numbers = new Set([...(person.documents ?? []), ...(person.numbers ?? [])].map(numberKey));
  if (parts.numbers.some((number) => numbers.has(number))) return { score: 1, why: [{ kind: 'same-number' }] };
  let best: NameScore = { score: 0, why: [] };
  const names = person.names.map(known);
  for (const name of names) {
    const found = scoreWords(words, name, like);
    if (found.score > best.score) best = found;
    const whole = found.score < 0.9 ? wholeLikeness(words, name) : 0;
    if (whole > best.score) best = { score: whole, why: found.why };
  }
  if (names.length > 1 && best.score < 0.9) {
    // what to call her, with the family name
    const found = scoreWords(words, names.flat(), like);
    if (found.score * 0.97 > best.score) best = { score: found.score * 0.97, why: found.why };
  }
  if (parts.birthYear === undefined) return best;
  // behind those who were born in that year, before those who were not
  if (person.birthYear === undefined) return { ...best, score: best.score * 0.96 };
  const years = Math.abs(parts.birthYear - person.birthYear);
  return {
    score: best.score * (years === 0 ? 1 : years <= 1 ? 0.97 : years <= 3 ? 0.9 : 0.75),
    why: [...best.why, { kind: 'birth-year', years }],
  };
}
