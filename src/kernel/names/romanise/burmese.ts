/**
 * Burmese names to Latin letters, a syllable at a time: the table of usual name spellings first, rules for the rest.
 * Every spoken syllable comes back as a word of its own, because that is how the names are written in Latin letters.
 */
import table from '../data/burmese-syllables.json' with { type: 'json' };
import { sound } from '../sound.ts';

const ONSET: Readonly<Record<string, string>> = {
  က: 'k',
  ခ: 'kh',
  ဂ: 'g',
  ဃ: 'g',
  င: 'ng',
  စ: 's',
  ဆ: 's',
  ဇ: 'z',
  ဈ: 'z',
  ည: 'ny',
  ဉ: 'ny',
  ဋ: 't',
  ဌ: 'ht',
  ဍ: 'd',
  ဎ: 'd',
  ဏ: 'n',
  တ: 't',
  ထ: 'ht',
  ဒ: 'd',
  ဓ: 'd',
  န: 'n',
  ပ: 'p',
  ဖ: 'ph',
  ဗ: 'b',
  ဘ: 'b',
  မ: 'm',
  ယ: 'y',
  ရ: 'y',
  လ: 'l',
  ဝ: 'w',
  သ: 'th',
  ဟ: 'h',
  ဠ: 'l',
  အ: '',
  ဿ: 'th',
  ဣ: 'i',
  ဤ: 'i',
  ဥ: 'u',
  ဦ: 'u',
  ဧ: 'ay',
  ဩ: 'aw',
  ဪ: 'aw',
};
const VOWEL: readonly (readonly [RegExp, string, string])[] = [
  // sign, open, before a final consonant (its letter follows)
  [/\u1031[\u102b\u102c]/, 'aw', 'au'],
  [/\u102d\u102f/, 'o', 'ai'],
  [/\u102d\u1036/, 'ein', 'ei'],
  [/\u102f\u1036/, 'on', 'o'],
  [/\u1031/, 'ay', 'ay'],
  [/\u1032/, 'e', 'e'],
  [/[\u102b\u102c]/, 'a', 'a'],
  [/[\u102d\u102e]/, 'i', 'ei'],
  [/[\u102f\u1030]/, 'u', 'o'],
  [/\u1036/, 'an', 'an'],
];
/** Rhyme of a bare syllable with a final consonant, and the final as heard after a vowel sign. */
const RHYME: Readonly<Record<string, readonly [string, string]>> = {
  က: ['et', 'k'],
  ခ: ['et', 'k'],
  ဂ: ['et', 'k'],
  င: ['in', 'ng'],
  စ: ['it', 't'],
  ဇ: ['it', 't'],
  ည: ['i', ''],
  ဉ: ['in', 'n'],
  ဏ: ['an', 'n'],
  တ: ['at', 't'],
  ဒ: ['at', 't'],
  ထ: ['at', 't'],
  ဓ: ['at', 't'],
  န: ['an', 'n'],
  ပ: ['at', 't'],
  ဖ: ['at', 't'],
  ဗ: ['at', 't'],
  ဘ: ['at', 't'],
  မ: ['an', 'n'],
  ယ: ['e', ''],
  ရ: ['a', ''],
  လ: ['al', ''],
  သ: ['at', 't'],
};

const bare = (syllable: string) => syllable.replace(/[\u1037\u1038\u200b-\u200d\u00ad]/g, '');
function bySound(syllable: string): string {
  const letters = bare(syllable);
  const first = letters.charAt(0);
  let out = ONSET[first] ?? '';
  if (/[\u103b\u103c]/.test(letters)) out += 'y';
  const rounded = letters.includes('\u103d');
  const final = /(.)\u103a/u.exec(letters.slice(1))?.[1];
  const sign = VOWEL.find(([pattern]) => pattern.test(letters));
  const rhyme = final ? RHYME[final] : undefined;
  if (sign) return out + (rounded ? 'w' : '') + (rhyme ? sign[2] + rhyme[1] : sign[1]);
  if (rhyme) return out + (rounded ? rhyme[0].replace(/^a(?=[nt])/, 'u').replace(/^(?=[eiao])/, 'w') : rhyme[0]);
  return out + (rounded ? 'wa' : 'a');
}

/** Usual spelling of each syllable in the table; also without the tone marks that are often left out. */
const USUAL = new Map<string, string>();
for (const [syllable, spellings] of Object.entries(table as Record<string, readonly string[]>)) {
  // of several spellings the one that sounds like the rules say
  const heard = sound(bySound(syllable)).key;
  const usual = spellings.find((spelling) => sound(spelling).key === heard) ?? spellings[0];
  if (!usual) continue;
  USUAL.set(syllable.replace(/[\u200b-\u200d\u00ad]/g, ''), usual);
}
for (const [syllable, usual] of [...USUAL]) if (!USUAL.has(bare(syllable))) USUAL.set(bare(syllable), usual);

/** A word in Burmese script as [written, latin], one a syllable; stacked consonants keep their two syllables together. */
export function romaniseBurmese(word: string): (readonly [string, string])[] {
  const text = word.replace(/\u103a\u1037/g, '\u1037\u103a').replace(/\u1025\u103a/g, '\u1009\u103a');
  const spoken = (syllable: string) => USUAL.get(syllable) ?? USUAL.get(bare(syllable));
  return text
    .split(/(?<!\u1039)(?=[\u1000-\u102a\u103f](?![\u103a\u1039\u1037]))/u)
    .filter((syllable) => /[\u1000-\u102a\u103f]/.test(syllable))
    .map((syllable) => {
      const halves = syllable.replace(/(?<!\u103a)\u1039/gu, '\u103a\u1039').split('\u1039');
      return [
        bare(syllable),
        spoken(syllable) ?? halves.map((half) => spoken(half) ?? bySound(half)).join(''),
      ] as const;
    });
}
