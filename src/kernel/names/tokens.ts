/**
 * What is stored to be found by, and what is looked up. Tokens are opaque strings for the caller to key (HMAC); equal
 * tokens meet, nothing else is compared in the database, so every tolerance has to be spent here.
 *
 * Kinds, by first letter: x a word's Latin letters · s its sound · k consonants · w consonants of the whole name · d consonants less one ·
 * e sound less one (short words) · p, b first consonants, first letters · g same-name group · t end of a phone · n document or case number · y birth year.
 */
import { fold, joined, type Word } from './fold.ts';
import { numberKey, type Parts, phoneKey } from './numbers.ts';
import type { HanReader } from './romanise/han.ts';
import { sound } from './sound.ts';

export interface Indexed {
  /** every name in any script: as given, aliases, romanisations, what to call the person */
  readonly names: readonly string[];
  readonly birthYear?: number | undefined;
  readonly phones?: readonly string[] | undefined;
  readonly documents?: readonly string[] | undefined;
  /** case numbers and the like */
  readonly numbers?: readonly string[] | undefined;
}

/** Rows that carry every token of `all` and at least one of `any` (an empty `any` asks nothing). */
export interface Probe {
  readonly all: readonly string[];
  readonly any: readonly string[];
  /** how much a row found by this probe is worth; the weights of all probes that find it add up */
  readonly weight: number;
  /** the most rows worth fetching for this probe */
  readonly limit: number;
}

/** The most tokens one person gets; the least selective kinds are left out first. */
export const MOST_TOKENS = 64;
const PREFIX = 3;

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
const less = (text: string): string[] => unique([...text].map((_, i) => text.slice(0, i) + text.slice(i + 1)));
const long = (word: Word): boolean => word.skeleton.length >= 3;
const letters = (word: Word): string => word.latin || word.written;
/** The whole name run together: finds the name however its words are parted, and the mononym before its namesakes. */
const whole = (words: readonly Word[]): string[] => {
  if (words.length === 0) return [];
  const all = words.reduce(joined);
  return [`w:${letters(all)}`, `v:${all.key}`];
};

/** A word with one consonant missing, where it has enough of them. */
const lessSound = (word: Word): string[] => (long(word) ? less(word.skeleton).map((x) => `d:${x}`) : []);
/** A word with one letter missing. */
const lessLetters = (word: Word): string[] =>
  less(letters(word))
    .filter((x) => x.length > 1)
    .map((x) => `e:${x}`);
const beginnings = (word: Word): string[] => [
  ...[1, 2, PREFIX].map((n) => `p:${word.skeleton.slice(0, n)}`),
  ...(letters(word).length >= PREFIX ? [`b:${letters(word).slice(0, PREFIX)}`] : []),
];

/** Tokens of one person, at most `MOST_TOKENS`, no token twice. */
export function indexTokens(person: Indexed, han?: HanReader): string[] {
  const names = person.names.map((name) => fold(name, han));
  const ranks: string[][] = [[], [], [], [], []];
  const put = (rank: number, ...tokens: string[]) => ranks[rank]?.push(...tokens);
  for (const phone of person.phones ?? []) {
    const key = phoneKey(phone);
    if (key !== '') put(0, `t:${key}`, `t:${key.slice(-6)}`);
  }
  for (const number of [...(person.documents ?? []), ...(person.numbers ?? [])]) {
    const key = numberKey(number);
    if (key !== '') put(0, `n:${key}`);
  }
  if (person.birthYear !== undefined) put(1, `y:${person.birthYear}`);
  for (const words of names) {
    const content = words.filter((word) => !word.title);
    put(0, ...whole(content), ...whole(words));
    for (const word of words) {
      if (word.written === '') continue;
      if (word.latin.length !== 1) put(1, `x:${letters(word)}`, `s:${word.key}`, `k:${word.skeleton}`);
      put(2, ...word.groups.map((group) => `g:${group}`), ...beginnings(word));
      if (word.title || word.latin.length === 1) continue;
      put(3, ...lessSound(word));
      // letters are many: for short words, and for the name that has nothing else to go by
      if (!long(word) || content.length === 1) put(3, ...lessLetters(word));
    }
    content.slice(1).forEach((word, i) => {
      const pair = joined(content[i] as Word, word);
      put(4, `x:${letters(pair)}`, `s:${pair.key}`, `k:${pair.skeleton}`);
    });
  }
  return unique(ranks.flat()).slice(0, MOST_TOKENS);
}

const EXACT = 150;
const NEAR = 100;
const LAST = 60;

/** The look-ups that answer a query, most telling first. */
export function probesFor(parts: Parts, words: readonly Word[]): Probe[] {
  const probes: Probe[] = [];
  const ask = (weight: number, limit: number, all: readonly string[], any: readonly string[] = []) => {
    if (all.length + any.length > 0) probes.push({ all: unique(all), any: unique(any), weight, limit });
  };
  for (const phone of parts.phones) {
    const key = phoneKey(phone);
    ask(20, LAST, [`t:${key.length >= 8 ? key : key.slice(-6)}`]);
  }
  if (parts.numbers.length > 0)
    ask(
      20,
      LAST,
      [],
      parts.numbers.map((number) => `n:${number}`),
    );

  const x = (word: Word) => `x:${letters(word)}`;
  const s = (word: Word) => `s:${word.key}`;
  const k = (word: Word) => `k:${word.skeleton}`;
  const g = (word: Word) => word.groups.map((group) => `g:${group}`);
  /** words that begin so; a consonant typed last is not a final yet: vis is the beginning of visal, not of vit */
  const begins = (word: Word): string[] => {
    const open = word.latin === '' ? word.skeleton : sound(`${word.latin}a`).skeleton;
    return unique(
      [word.skeleton, open, word.skeleton.slice(0, -1)]
        .filter((start) => start !== '')
        .map((start) => `p:${start.slice(0, PREFIX)}`),
    );
  };
  const startsWith = (word: Word): string[] =>
    letters(word).length >= PREFIX ? [`b:${letters(word).slice(0, PREFIX)}`] : begins(word);
  const initial = (word: Word) => word.latin.length === 1;
  /** one letter wrong in a short word */
  const slip = (word: Word): string[] => {
    const own = letters(word);
    return [
      `x:${own}`,
      `e:${own}`,
      ...less(own)
        .filter((part) => part.length > 1)
        .flatMap((part) => [`x:${part}`, `e:${part}`]),
    ];
  };
  /** every token that one slip away from the word would carry */
  const fuzzy = (word: Word): string[] => {
    if (initial(word)) return begins(word);
    const own = [x(word), s(word), k(word), ...g(word), `d:${word.skeleton}`];
    if (long(word)) own.push(...less(word.skeleton).flatMap((x) => [`k:${x}`, `d:${x}`]));
    else own.push(...slip(word));
    return own;
  };

  const oneWord = (word: Word) => {
    ask(6, NEAR, [], slip(word));
    ask(6, EXACT, [x(word)]);
    ask(5, EXACT, [s(word)]);
    ask(4, EXACT, [], g(word));
    ask(4, EXACT, [k(word)]);
    ask(2, EXACT, [], fuzzy(word));
    ask(2, NEAR, [], startsWith(word));
    ask(1, NEAR, [], begins(word));
  };
  const manyWords = (name: readonly Word[], last: Word) => {
    // words that are whole and sure enough to be asked for together
    const full = name.filter((word) => !initial(word));
    const others = (word: Word) => full.filter((other) => other !== word);
    if (full.length > 1) ask(6, EXACT, full.map(x));
    if (others(last).length > 0) ask(5, NEAR, others(last).map(x), startsWith(last));
    for (const word of name) if (others(word).length > 0 && !long(word)) ask(5, EXACT, others(word).map(x), slip(word));
    for (const word of name) if (others(word).length > 0) ask(4, EXACT, others(word).map(x), fuzzy(word));
    if (others(last).length > 0) ask(3, EXACT, others(last).map(x), begins(last));
    if (full.length > 1) ask(4, EXACT, full.map(s));
    // pairs of the most telling words: one is missing there, or here
    const telling = [...full].sort((a, b) => b.weight - a.weight || b.skeleton.length - a.skeleton.length).slice(0, 4);
    const pairs = telling.flatMap((b, j) => telling.slice(0, j).map((a) => [a, b] as const));
    if (full.length > 2) for (const [a, b] of pairs) ask(4, EXACT, [x(a), x(b)]);
    for (const [a, b] of pairs) {
      for (const group of g(a)) if (g(b).length > 0) ask(3, NEAR, [group], g(b));
      if (g(a).length > 0) ask(3, NEAR, [s(b)], g(a));
      if (g(b).length > 0) ask(3, NEAR, [s(a)], g(b));
    }
    // two words that the record has as one
    name.slice(1).forEach((b, i) => {
      const a = name[i] as Word;
      const pair = joined(a, b);
      const rest = name.filter((word) => word !== a && word !== b && !initial(word));
      if (rest.length === 0) ask(3, NEAR, [], [x(pair), s(pair), k(pair)]);
      for (const other of rest.slice(0, 2)) ask(3, NEAR, [k(other)], [x(pair), s(pair), k(pair)]);
    });
    for (const word of name) if (others(word).length > 0) ask(3, EXACT, others(word).map(s), fuzzy(word));
    for (const word of name) if (others(word).length > 0) ask(2, EXACT, others(word).map(k), fuzzy(word));
    if (full.length > 2) for (const [a, b] of pairs) ask(3, NEAR, [s(a), s(b)]);
    if (full.length > 2) for (const [a, b] of pairs) ask(2, NEAR, [k(a), k(b)]);
    for (const word of telling) ask(1, LAST, [x(word)]);
  };

  const spoken = words.filter((word) => word.written !== '');
  const content = spoken.filter((word) => !word.title);
  const name = content.length > 0 ? content : spoken;
  const last = name.at(-1);
  if (!last) return probes;
  for (const list of name.length < spoken.length ? [name, spoken] : [name])
    for (const [i, token] of whole(list).entries()) ask(8 - i, EXACT, [token]);
  if (parts.birthYear !== undefined) {
    const near = [0, -1, 1].map((step) => `y:${(parts.birthYear ?? 0) + step}`);
    const full = name.filter((word) => !initial(word));
    ask(5, EXACT, full.map(k), near);
    // one word slipped or missing: the year stands in for it
    if (full.length > 2) for (const word of full) ask(3, NEAR, full.filter((other) => other !== word).map(k), near);
  }
  // Ko Myint: a form of address, or half the name
  if (name.length > 1) manyWords(name, last);
  else if (spoken.length > 1) manyWords(spoken.slice(-3), last);
  if (name.length === 1) oneWord(last);
  return probes;
}
