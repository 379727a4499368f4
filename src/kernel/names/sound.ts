/**
 * How a romanised word sounds, coarsely enough that the spellings in use for one South-East Asian name agree.
 *
 * Aspiration (ph/p, th/t, kh/k), voicing (b/p, d/t, g/k), v/w, r/l, n/ng/nh, ch/j/dj, s/x/sh/z, silent letters and
 * final consonants that only spelling tells apart (-d/-t/-s/-ch, -l/-n) fall together; vowels keep four classes.
 */

/** `key` keeps the vowel classes (A E I O), `skeleton` only the consonants; both start with `'` before a vowel. */
export interface Sound {
  readonly key: string;
  readonly skeleton: string;
}

const VOWEL = /[aeiou]/;
const STOP = /[ptkcs]/;

/** Digraphs and letters as an onset hears them, longest first; one output letter each. */
const CONSONANTS: readonly (readonly [string, string])[] = [
  ['ngh', 'n'],
  ['tch', 'c'],
  ['chh', 'c'],
  ['sch', 's'],
  ['ng', 'n'],
  ['nh', 'n'],
  ['ny', 'n'],
  ['ch', 'c'],
  ['zh', 'c'],
  ['dj', 'c'],
  ['tj', 'c'],
  ['sh', 's'],
  ['ts', 's'],
  ['dz', 's'],
  ['ph', 'p'],
  ['fh', 'p'],
  ['bh', 'p'],
  ['th', 't'],
  ['dh', 't'],
  ['kh', 'k'],
  ['gh', 'k'],
  ['ck', 'k'],
  ['qu', 'k'],
  ['b', 'p'],
  ['f', 'p'],
  ['p', 'p'],
  ['d', 't'],
  ['t', 't'],
  ['g', 'k'],
  ['k', 'k'],
  ['j', 'c'],
  ['z', 's'],
  ['s', 's'],
  ['m', 'm'],
  ['n', 'n'],
  ['l', 'l'],
  ['r', 'r'],
  ['v', 'w'],
  ['w', 'w'],
  ['x', 's'],
  ['c', 'k'],
  ['q', 'k'],
  ['h', 'h'],
  ['y', 'y'],
];
const BY_LETTER = new Map<string, (readonly [string, string])[]>();
for (const pair of CONSONANTS) {
  const letter = pair[0].charAt(0);
  BY_LETTER.set(letter, [...(BY_LETTER.get(letter) ?? []), pair]);
}

function vowelClass(run: string): string {
  const v = run.length > 1 ? run.replace(/^y+(?=[aeiou])/, '') : run;
  if (v[0] === 'a') return /^a[iye]/.test(v) ? 'E' : /^a[uwo]/.test(v) ? 'O' : 'A';
  if (v[0] === 'e') return v[1] === 'e' ? 'I' : v[1] === 'u' ? 'O' : 'E';
  if (v[0] === 'i' || v[0] === 'y') return v[1] === 'o' ? 'O' : 'I';
  return 'O';
}

/** The sound of one romanised word: lower-case ASCII letters only (other characters are skipped). */
export function sound(word: string): Sound {
  // phone, sone, khine: the French e is not heard
  const latin = word
    .replace(/(?<=[aeiou])ine$/, 'in')
    .replace(/ine$/, 'ain')
    .replace(/one$/, 'on');
  let codes = '';
  let vowels = '';
  const flush = () => {
    if (vowels === '') return;
    codes += vowelClass(vowels);
    vowels = '';
  };
  const vowelAt = (i: number) => VOWEL.test(latin.charAt(i)) || (latin.charAt(i) === 'y' && i > 0);
  let i = 0;
  while (i < latin.length) {
    const ch = latin.charAt(i);
    if (VOWEL.test(ch)) {
      vowels += ch;
      i += 1;
      continue;
    }
    const found = BY_LETTER.get(ch)?.find(([letters]) => latin.startsWith(letters, i));
    if (!found) {
      i += 1;
      continue;
    }
    let [letters, code] = found;
    if (letters === 'ny' && !VOWEL.test(latin.charAt(i + 2))) letters = 'n';
    const next = i + letters.length;
    const beforeVowel = vowelAt(next);
    const afterVowel = vowels !== '' || i === 0;
    if (code === 'y') {
      // a glide inside a word belongs to the vowel; only a word's first y is a consonant
      if (i === 0 && VOWEL.test(latin.charAt(1))) codes += 'y';
      else vowels += 'y';
    } else if (code === 'w') {
      if (beforeVowel) {
        flush();
        codes += 'w';
      } else vowels += vowels === '' ? '' : 'w';
    } else if (code === 'h') {
      if (beforeVowel && afterVowel) {
        flush();
        codes += 'h';
      }
    } else if (code === 'r') {
      if (beforeVowel && !(vowels === '' && STOP.test(codes.at(-1) ?? ''))) {
        flush();
        codes += 'l';
      }
    } else {
      if (letters === 'c' && /[eiy]/.test(latin.charAt(next))) code = 's';
      // Kyaw, Gyi: a Burmese ky is a ch
      if ((letters === 'k' || letters === 'g') && latin.charAt(next) === 'y' && VOWEL.test(latin.charAt(next + 1)))
        code = 'c';
      if (letters === 'q' && latin.charAt(next) === 'i') code = 'c';
      if (letters === 'x' && i > 0 && !beforeVowel) code = 'k';
      flush();
      // a final hears only p, t, k, m, n
      const onset = beforeVowel || (/[rwhly]/.test(latin.charAt(next)) && vowelAt(next + 1));
      if (!onset && i > 0) {
        if (code === 's' || code === 'c') code = 't';
        if (code === 'l') code = 'n';
        // vongs, singh, myint: what follows a final nasal is not heard
        if (code === 't' && codes.endsWith('n')) code = '';
      }
      if (!codes.endsWith(code)) codes += code;
      else if (code === '') codes += '';
    }
    i = next;
  }
  flush();
  codes = codes.replace(/t(?=[sc])/g, '');
  const skeleton = codes.replace(/[AEIO]/g, '');
  return VOWELS.test(codes.charAt(0)) ? { key: codes, skeleton: `'${skeleton}` } : { key: codes, skeleton };
}
const VOWELS = /[AEIO]/;
