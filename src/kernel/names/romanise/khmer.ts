/** Khmer names to Latin letters, as identity papers spell them (vowels follow the consonant's series). */

const CONSONANT: Readonly<Record<string, string>> = {
  ក: 'k',
  ខ: 'kh',
  គ: 'k',
  ឃ: 'kh',
  ង: 'ng',
  ច: 'ch',
  ឆ: 'chh',
  ជ: 'ch',
  ឈ: 'chh',
  ញ: 'nh',
  ដ: 'd',
  ឋ: 'th',
  ឌ: 'd',
  ឍ: 'th',
  ណ: 'n',
  ត: 't',
  ថ: 'th',
  ទ: 't',
  ធ: 'th',
  ន: 'n',
  ប: 'b',
  ផ: 'ph',
  ព: 'p',
  ភ: 'ph',
  ម: 'm',
  យ: 'y',
  រ: 'r',
  ល: 'l',
  វ: 'v',
  ស: 's',
  ហ: 'h',
  ឡ: 'l',
  អ: '',
};
const SECOND_SERIES = new Set('គឃងជឈញឌឍទធនពភមយរលវ');
const INDEPENDENT: Readonly<Record<string, string>> = {
  ឥ: 'i',
  ឦ: 'i',
  ឧ: 'o',
  ឩ: 'ou',
  ឪ: 'ov',
  ឫ: 'rue',
  ឬ: 'rue',
  ឭ: 'lue',
  ឮ: 'lue',
  ឯ: 'e',
  ឰ: 'ai',
  ឱ: 'ao',
  ឲ: 'ao',
  ឳ: 'au',
};
/** Vowel signs by code point: first series, second series. */
const VOWEL: Readonly<Record<string, readonly [string, string]>> = {
  '\u17b6': ['a', 'ea'],
  '\u17b7': ['e', 'i'],
  '\u17b8': ['ei', 'i'],
  '\u17b9': ['i', 'i'],
  '\u17ba': ['eu', 'eu'],
  '\u17bb': ['o', 'u'],
  '\u17bc': ['ou', 'u'],
  '\u17bd': ['uo', 'uo'],
  '\u17be': ['oeu', 'oeu'],
  '\u17bf': ['oeu', 'oeu'],
  '\u17c0': ['ie', 'ie'],
  '\u17c1': ['e', 'e'],
  '\u17c2': ['ae', 'e'],
  '\u17c3': ['ai', 'ey'],
  '\u17c4': ['ao', 'o'],
  '\u17c5': ['ao', 'ov'],
};
const SONORANT = /[ងញនមយរលវ]/;
const UNIT = /([ក-អ])((?:\u17d2[ក-អ])*)([\u17c9\u17ca]?)([\u17b6-\u17c5]*)([\u17c6-\u17d1]*)|([ឥ-ឳ])/gu;

/** One word in Khmer script, romanised; letters it does not know are dropped. */
export function romaniseKhmer(word: string): string {
  const text = word.replace(/រស្មី/g, 'រាក់ស្មី').replace(/(\u17c6|[\u17b6-\u17c5])([\u17c9\u17ca])/g, '$2$1');
  let out = '';
  let open = false; // the syllable so far can still take a final consonant
  const units = [...text.matchAll(UNIT)];
  const bare = (unit: RegExpMatchArray | undefined) => !!unit?.[1] && !unit[4] && !unit[5];
  for (const [index, unit] of units.entries()) {
    const [, base = '', below = '', shift = '', vowels = '', signs = '', alone] = unit;
    if (alone) {
      out += INDEPENDENT[alone] ?? '';
      open = true;
      continue;
    }
    if (signs.includes('\u17cd')) continue; // toandakhiat: not spoken
    const last = below.at(-1) ?? base;
    // a nasal or liquid written below takes the series of the letter above it
    const ruling = SONORANT.test(last) ? base : last;
    const second = shift === '\u17ca' || (shift === '' && SECOND_SERIES.has(ruling));
    const nasal = signs.includes('\u17c6');
    const after = units[index + 1];
    const doubled = after !== undefined && after[1] !== undefined && after[2] === `\u17d2${after[1]}`; // វណ្ណ: vann
    let heard = base === 'ប' && shift === '\u17c9' ? 'p' : (CONSONANT[base] ?? '');
    const short = signs.includes('\u17d0');
    // of two bare consonants in a row the first opens a syllable that the second closes
    if (vowels === '' && !nasal && !short && open && !(bare(units[index + 1]) && !bare(units[index + 2]))) {
      // a bare consonant closes the syllable; what is written below it is not spoken
      out += heard.replace(/(?<=[kpt])h$/, '');
      open = false;
      continue;
    }
    for (const sub of below) heard += CONSONANT[sub] ?? '';
    out += heard;
    for (const sign of vowels) out += VOWEL[sign]?.[second ? 1 : 0] ?? '';
    const velar = text.charAt(unit.index + unit[0].length) === 'ង'; // ាំង is spoken ang
    if (nasal) out += vowels === '' ? (second ? 'um' : 'am') : velar ? '' : 'm';
    else if (vowels === '') out += short ? 'ea' : second && !doubled ? 'o' : 'a';
    open = !nasal || velar;
  }
  return out;
}
