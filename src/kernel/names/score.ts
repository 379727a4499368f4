/** How well a written name answers to another, for ranking a few hundred unsealed candidates. */
import { joined, type Word } from './fold.ts';

export type WhyName =
  | {
      readonly kind: 'same-name' | 'similar-name' | 'initial' | 'beginning' | 'order' | 'joined';
      readonly query: string;
      readonly name: string;
    }
  | { readonly kind: 'missing'; readonly query: string };

const LONGEST = 64;
const rows = [new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1)] as const;

/** Damerau-Levenshtein distance (adjacent transpositions count one) of the first 64 letters. */
export function distance(a: string, b: string): number {
  if (a === b) return 0;
  const m = Math.min(a.length, LONGEST);
  const n = Math.min(b.length, LONGEST);
  let [before, above, row]: Uint8Array[] = rows as unknown as Uint8Array[];
  if (!before || !above || !row) return 0;
  for (let j = 0; j <= n; j += 1) above[j] = j;
  for (let i = 1; i <= m; i += 1) {
    row[0] = i;
    const ca = a.charCodeAt(i - 1);
    for (let j = 1; j <= n; j += 1) {
      const cb = b.charCodeAt(j - 1);
      let best = above[j - 1]! + (ca === cb ? 0 : 1);
      if (above[j]! + 1 < best) best = above[j]! + 1;
      if (row[j - 1]! + 1 < best) best = row[j - 1]! + 1;
      if (i > 1 && j > 1 && ca === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === cb && before[j - 2]! + 1 < best)
        best = before[j - 2]! + 1;
      row[j] = best;
    }
    [before, above, row] = [above, row, before];
  }
  return above[n]!;
}

const likeness = (a: string, b: string): number => 1 - distance(a, b) / Math.max(a.length, b.length, 1);

/** 0..1: how likely two words are one name. `typing`: `a` may be only the beginning of its word. */
export function wordLikeness(a: Word, b: Word, typing: boolean): number {
  if (a.written === b.written) return a.marks === b.marks ? 1 : a.marks !== '' && b.marks !== '' ? 0.9 : 0.985;
  if (a.latin === '' || b.latin === '') return a.latin === b.latin ? likeness(a.written, b.written) : 0;
  // two spellings in one script other than Latin: the letters say more than the sound
  const a0 = a.written.charCodeAt(0);
  const b0 = b.written.charCodeAt(0);
  const script = a0 > 0xff && a0 >> 7 === b0 >> 7 ? likeness(a.written, b.written) : 1;
  if (a.latin === b.latin) return 0.98 * (0.8 + 0.2 * script);
  if (a.groups.some((group) => b.groups.includes(group))) return 0.93;
  if (a.key === b.key) return (0.94 + 0.05 * likeness(a.latin, b.latin)) * (0.8 + 0.2 * script);
  const initial = a.latin.length === 1 || b.latin.length === 1;
  if (initial) return a.latin[0] === b.latin[0] ? (typing && a.latin.length === 1 ? 0.85 : 0.7) : 0;
  const letters = likeness(a.latin, b.latin);
  let best = Math.max(letters * 0.97, likeness(a.key, b.key) * 0.95);
  if (a.skeleton === b.skeleton)
    best = Math.max(best, a.skeleton.length > 2 ? 0.82 + 0.12 * letters : 0.6 + 0.3 * letters);
  if (typing && b.latin.startsWith(a.latin)) best = Math.max(best, 0.9);
  else if (typing && a.key !== '' && b.key.startsWith(a.key)) best = Math.max(best, 0.85);
  return best;
}

/** Likeness below this is no likeness: two unrelated names share half their letters easily. */
const FLOOR = 0.55;

export interface NameScore {
  readonly score: number;
  readonly why: readonly WhyName[];
}

interface Link {
  readonly q: number;
  readonly c: number;
  readonly qn: number;
  readonly cn: number;
  readonly like: number;
}

/** Scores one written name against the words of a query; both as `fold` gives them. */
export function scoreWords(
  query: readonly Word[],
  name: readonly Word[],
  like: (q: number, c: Word) => number,
): NameScore {
  const links: Link[] = [];
  query.forEach((_, q) => {
    name.forEach((b, c) => {
      const alike = like(q, b);
      if (alike > FLOOR) links.push({ q, c, qn: 1, cn: 1, like: alike });
    });
  });
  // one word here may be two there
  const join = (list: readonly Word[], i: number): Word | undefined => {
    const [a, b] = [list[i], list[i + 1]];
    return a && b && !a.title && !b.title ? joined(a, b) : undefined;
  };
  if (query.length !== name.length) {
    query.forEach((a, q) => {
      name.forEach((b, c) => {
        const ab = query.length > name.length ? join(query, q) : undefined;
        const split = ab ? wordLikeness(ab, b, false) : 0;
        if (split > 0.8) links.push({ q, c, qn: 2, cn: 1, like: split * 0.98 });
        const bb = name.length > query.length ? join(name, c) : undefined;
        const other = bb ? wordLikeness(a, bb, false) : 0;
        if (other > 0.8) links.push({ q, c, qn: 1, cn: 2, like: other * 0.98 });
      });
    });
  }
  links.sort((x, y) => y.like * (y.qn + y.cn) - x.like * (x.qn + x.cn) || Math.abs(x.q - x.c) - Math.abs(y.q - y.c));
  const usedQ = new Uint8Array(query.length + 1);
  const usedC = new Uint8Array(name.length + 1);
  const why: WhyName[] = [];
  let gotQ = 0;
  let gotC = 0;
  const taken: Link[] = [];
  for (const link of links) {
    const { q, c, qn, cn } = link;
    if (usedQ[q] || usedC[c] || (qn === 2 && usedQ[q + 1]) || (cn === 2 && usedC[c + 1])) continue;
    usedQ.fill(1, q, q + qn);
    usedC.fill(1, c, c + cn);
    taken.push(link);
    const worth = link.like ** 2;
    let weightQ = 0;
    for (let i = q; i < q + qn; i += 1) weightQ += query[i]?.weight ?? 0;
    let weightC = 0;
    for (let i = c; i < c + cn; i += 1) weightC += name[i]?.weight ?? 0;
    gotQ += worth * weightQ;
    gotC += worth * weightC;
    const [from, to] = [query[q]?.written ?? '', name[c]?.written ?? ''];
    why.push({
      kind: qn + cn > 2 ? 'joined' : link.like >= 0.93 ? 'same-name' : 'similar-name',
      query: from,
      name: to,
    });
  }
  const total = (words: readonly Word[]) => words.reduce((sum, word) => sum + (word.title ? 0 : word.weight), 0);
  const credit = (got: number, words: readonly Word[]) => Math.min(1, got / Math.max(total(words), 0.3));
  query.forEach((word, q) => {
    if (!usedQ[q] && !word.title) why.push({ kind: 'missing', query: word.written });
  });
  let score = 0.7 * credit(gotQ, query) + 0.3 * credit(gotC, name);
  taken.sort((x, y) => x.q - y.q);
  const inOrder = taken.every((link, i) => i === 0 || link.c > (taken[i - 1]?.c ?? -1));
  if (!inOrder) {
    score *= 0.97;
    why.push({ kind: 'order', query: '', name: '' });
  }
  return { score, why };
}

/** The whole name as one string of sounds, for words split or joined out of all recognition; 0 where they can be paired. */
export function wholeLikeness(query: readonly Word[], name: readonly Word[]): number {
  if (query.length === name.length) return 0;
  const run = (words: readonly Word[]) =>
    words
      .filter((word) => !word.title)
      .map((word) => word.key)
      .join('');
  const [a, b] = [run(query), run(name)];
  if (a === '' || b === '' || Math.abs(a.length - b.length) > Math.max(a.length, b.length) / 2) return 0;
  return likeness(a, b) ** 1.5 * 0.95;
}
