/**
 * What is stored to be found by, and what is looked up. Tokens are opaque strings for the caller to key (HMAC); equal
 * tokens meet, nothing else is compared in the database, so every tolerance has to be spent here.
 *
 * Most are of the whole name, for those are rare: a million people share a few hundred words, and looking words up to
 * intersect them is what costs. Kinds, by what stands before the colon:
 * m letters with their marks · w letters · v sound · c consonants · o sounds in any order · e letters less one ·
 * d consonants less one · b beginning of the letters · 2 sounds of two words · 3 consonants of two words ·
 * i sounds with one word as its initial · x letters of a word · s its sound · t end of a phone · n document or case number · y birth year · z the years beside it.
 */
import { fold, joined, type Word } from './fold.ts';
import { numberKey, type Parts, phoneKey } from './numbers.ts';
import type { HanReader } from './romanise/han.ts';

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
  /** people found by it and those before it who are enough: nobody who answers better is found by those after it */
  readonly enough: number;
}

/** Raised whenever somebody would get other tokens than before, for those who are indexed to be indexed anew. */
export const TOKEN_SCHEME = 2;
/** The most tokens one person gets; the least telling kinds are left out first. */
export const MOST_TOKENS = 96;
/** Beginnings are stored from so many letters on, and up to so many. */
const SHORTEST_START = 2;
const LONGEST_START = 16;
/** Stands for the year of birth of those of whom none is known. */
const NO_YEAR = 'z:';
/** Words whose pairs are stored; of a longer name the first ones. */
const PAIRED = 5;

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
const less = (text: string): string[] => unique([...text].map((_, i) => text.slice(0, i) + text.slice(i + 1)));
const letters = (word: Word): string => word.latin || word.written;
const initial = (word: Word): boolean => word.latin.length === 1;

/** The ways in which a word may be written in a pair: by its sound, or as the name that it is one spelling of. */
const ways = (word: Word): string[] => [word.key, ...word.groups];
const pairsOf = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((b, j) => items.slice(0, j).map((a): [T, T] => [a, b]));
const soundPair = (a: Word, b: Word): string[] =>
  ways(a).flatMap((one) => ways(b).map((other) => `2:${[one, other].sort().join('|')}`));
const consonantPair = (a: Word, b: Word): string => `3:${[a.skeleton, b.skeleton].sort().join('|')}`;

/** The whole name run together: finds it however its words are parted. */
interface Whole {
  readonly letters: string;
  readonly sound: string;
  readonly consonants: string;
  readonly marked: string | undefined;
  /** its words by sound, in any order */
  readonly orderless: readonly string[];
}
function wholeOf(words: readonly Word[]): Whole | undefined {
  if (words.length === 0) return undefined;
  const all = words.reduce(joined);
  const spelt = words.map((word) => word.written + word.marks).join(' ');
  const named = words.some((word) => word.groups.length > 0);
  const sorted = (list: string[]) => list.sort().join('|');
  return {
    letters: letters(all),
    sound: all.key,
    consonants: all.skeleton,
    marked: spelt === words.map(letters).join(' ') ? undefined : spelt,
    orderless:
      words.length < 2 && !named
        ? []
        : [
            sorted(words.map((word) => word.key)),
            ...(named ? [sorted(words.map((word) => word.groups[0] ?? word.key))] : []),
          ],
  };
}
/** A name of three words or more with one of them as an initial; one that has initials already, as it is. */
function initialled(words: readonly Word[]): string[] {
  if (words.length < 3) return [];
  const one = (at: number) =>
    `i:${words.map((word, i) => (i === at || initial(word) ? word.latin.charAt(0) : word.key)).join('|')}`;
  return words.some(initial) ? [one(-1)] : words.map((_, i) => one(i)).slice(0, PAIRED);
}
const exact = (whole: Whole): string[] => [
  ...(whole.marked === undefined ? [] : [`m:${whole.marked}`]),
  `w:${whole.letters}`,
  `v:${whole.sound}`,
  ...whole.orderless.map((one) => `o:${one}`),
];
const lessLetters = (whole: Whole): string[] => less(whole.letters).map((one) => `e:${one}`);
const lessConsonants = (whole: Whole): string[] =>
  whole.consonants.length < 3 ? [] : less(whole.consonants).map((one) => `d:${one}`);

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
  const year = person.birthYear;
  put(0, ...(year === undefined ? [NO_YEAR] : [`y:${year}`, ...[-1, 0, 1].map((step) => `z:${year + step}`)]));
  for (const words of names) {
    const content = words.filter((word) => !word.title && word.written !== '');
    const whole = wholeOf(content);
    if (!whole) continue;
    put(0, ...exact(whole), `c:${whole.consonants}`);
    const titled = content.length < words.length ? wholeOf(words) : undefined;
    if (titled) put(0, `w:${titled.letters}`, `v:${titled.sound}`);
    for (const word of words)
      if (!initial(word)) put(1, `x:${letters(word)}`, `s:${word.key}`, ...word.groups.map((group) => `s:${group}`));
    for (const [a, b] of pairsOf(words.slice(0, PAIRED))) put(1, ...soundPair(a, b));
    put(1, ...initialled(content));
    put(2, ...lessLetters(whole), ...lessConsonants(whole));
    for (const [a, b] of pairsOf(words.slice(0, PAIRED))) put(3, consonantPair(a, b));
    for (let n = SHORTEST_START; n < Math.min(whole.letters.length, LONGEST_START); n += 1)
      put(4, `b:${whole.letters.slice(0, n)}`);
  }
  return unique(ranks.flat()).slice(0, MOST_TOKENS);
}

/** The look-ups that answer a query, most telling first. */
export function probesFor(parts: Parts, words: readonly Word[]): Probe[] {
  const probes: Probe[] = [];
  const ask = (weight: number, limit: number, enough: number, any: readonly string[], all: readonly string[] = []) => {
    if (any.length > 0) probes.push({ all, any: unique(any), weight, limit, enough });
  };
  for (const phone of parts.phones) {
    const key = phoneKey(phone);
    ask(20, 30, 30, [`t:${key.length >= 8 ? key : key.slice(-6)}`]);
  }
  ask(
    20,
    30,
    30,
    parts.numbers.map((number) => `n:${number}`),
  );

  const spoken = words.filter((word) => word.written !== '');
  const content = spoken.filter((word) => !word.title);
  const name = content.length > 0 ? content : spoken;
  const whole = wholeOf(name);
  if (!whole) return probes;
  const titled = name.length < spoken.length ? wholeOf(spoken) : undefined;
  const full = name.filter((word) => !initial(word));
  const paired = (titled ? spoken : name).filter((word) => !initial(word)).slice(0, PAIRED);
  // a common word says little, also with another one: the pairs of the most telling word
  const pairs = pairsOf(paired);
  const most = Math.max(...pairs.map(([a, b]) => a.weight + b.weight));
  const telling = pairs.filter(([a, b]) => a.weight + b.weight >= Math.min(most, 1.4));
  const slips = [
    `w:${whole.letters}`,
    `e:${whole.letters}`,
    ...lessLetters(whole),
    ...less(whole.letters).map((one) => `w:${one}`),
  ];
  const near = [`c:${whole.consonants}`];
  const consonants = [
    `d:${whole.consonants}`,
    ...lessConsonants(whole),
    ...(whole.consonants.length < 3 ? [] : less(whole.consonants).map((one) => `c:${one}`)),
  ];
  const same = [...exact(whole), ...(titled ? [`w:${titled.letters}`, `v:${titled.sound}`] : [])];
  const sounds = telling.flatMap(([a, b]) => soundPair(a, b));
  const looser = telling.map(([a, b]) => consonantPair(a, b));

  const turned = name.slice(1, 4).flatMap((_, i) => wholeOf([...name.slice(i + 1), ...name.slice(0, i + 1)]) ?? []);
  const turns = turned.flatMap((one) => [`w:${one.letters}`, `v:${one.sound}`, `c:${one.consonants}`]);
  const initials = initialled(name);
  const long = full.filter((word) => word.skeleton.length > 3).map((word) => `s:${word.key}`);
  const start = whole.letters.slice(0, LONGEST_START - 1);
  const starts = /^[a-z]/.test(name.at(-1)!.written) ? [] : [`b:${start.slice(0, -1)}`];

  const inexact = same.filter((token) => !token.startsWith('m:') && !token.startsWith('w:'));

  if (parts.birthYear !== undefined) {
    const year = [`z:${parts.birthYear}`];
    ask(9, 24, 24, same, year);
    ask(9, 15, 24, same, [NO_YEAR]);
    ask(8, 20, 36, [...turns, ...initials], year);
    ask(8, 24, 36, sounds, year);
    ask(8, 24, 40, [...slips, ...near], year);
    ask(7, 20, 44, long, year);
    ask(7, 20, 44, consonants, year);
    ask(6, 20, 44, looser, year);
    if (name.length === 1) ask(5, 20, 44, [`x:${letters(name[0]!)}`, `s:${name[0]!.key}`], year);
  }
  if (whole.marked !== undefined) ask(6, 20, 16, [`m:${whole.marked}`]);
  for (const one of titled ? [whole, titled] : [whole]) ask(6, 24, 20, [`w:${one.letters}`]);
  ask(5, 40, 40, inexact);
  ask(5, 20, 40, initials);
  ask(5, 24, 44, [`b:${start}`]);
  ask(5, 20, 44, turns);
  ask(4, 30, 48, slips);
  ask(4, 20, 52, near);
  ask(3, 20, 52, sounds);
  ask(3, 10, 52, starts);
  ask(3, 10, 52, long);
  ask(3, 20, 52, consonants);
  ask(2, 20, 52, looser);
  for (const word of full.slice(-2)) ask(1, 20, 30, [`x:${letters(word)}`]);
  for (const word of full.slice(-2)) ask(1, 20, 30, [`s:${word.key}`, ...word.groups.map((group) => `s:${group}`)]);
  return probes;
}
