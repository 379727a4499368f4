/**
 * From a name as somebody wrote it, in any script, to comparable words.
 */
import groups from './data/same-names.json' with { type: 'json' };
import titles from './data/titles.json' with { type: 'json' };
import { romaniseBurmese } from './romanise/burmese.ts';
import { type HanReader, romaniseHan } from './romanise/han.ts';
import { romaniseKhmer } from './romanise/khmer.ts';
import { romaniseLao } from './romanise/lao.ts';
import { romaniseThai } from './romanise/thai.ts';
import { sound } from './sound.ts';

/** One word of a name, ready to compare. */
export interface Word {
  /** as written, normalised (NFKD, lower case, without Latin marks) */
  readonly written: string;
  /** Latin letters a-z only; empty for a script that nothing here reads */
  readonly latin: string;
  /** tone and vowel marks that Latin letters carried, sorted; '-' for a bare word among marked ones: Dung, Dũng, Dụng differ here only */
  readonly marks: string;
  readonly key: string;
  readonly skeleton: string;
  /** names that are the same name under this spelling (Wong = 王 or 黄, Md. = Muhammad) */
  readonly groups: readonly string[];
  /** a form of address in front of the name; it may still be part of the name (Ma, Nang) */
  readonly title: boolean;
  /** how much the word says about who it is: 1 for most, less for Nguyễn, Thị, Siti */
  readonly weight: number;
}

/** Zero digits of the decimal systems met in documents (Arabic, Persian, Devanagari, Bengali, Thai, Lao, Khmer, Burmese, Shan). */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xed0, 0x17e0, 0x1040, 0x1090];

/** Native decimal digits as 0-9; everything else unchanged. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((start) => code >= start && code < start + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

const MARKS = /[\u0300-\u036f]/g;
const BARRED = '\u0335';

/** Compatibility decomposition, lower case, invisible characters gone, digits 0-9. đ is d with a bar. */
export function plain(text: string): string {
  return asciiDigits(text.normalize('NFKD').toLowerCase())
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff'’‘ʼ`´]/g, '')
    .replace(/[đð]/g, `d${BARRED}`)
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o')
    .replace(/ı/g, 'i')
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae');
}

const GROUPS = new Map<string, string[]>();
for (const [id, spellings] of Object.entries(groups as Record<string, string>))
  for (const spelling of spellings.split(' ')) GROUPS.set(spelling, [...(GROUPS.get(spelling) ?? []), id]);
const TITLES = new Set((titles.before as string).split(' '));
const COMMON = new Map(Object.entries(titles.common as Record<string, number>));

const RUNS =
  /[a-z](?:[a-z]|[\u0300-\u036f]|[01](?=[a-z]))*|[\u0e00-\u0e7f]+|[\u0e80-\u0eff]+|[\u1780-\u17ff]+|[\u1000-\u109f\uaa60-\uaa7f]+|\p{Script=Han}+|[\p{L}\p{M}]+/gu;
const MOST_WORDS = 8;

function spellings(run: string, han: HanReader | undefined): (readonly [string, string])[] {
  const code = run.codePointAt(0) ?? 0;
  if (code < 0x80) {
    // S0mchai, A1ice: read from paper by a machine
    const letters = run.replace(MARKS, '').replace(/0/g, 'o').replace(/1/g, 'l');
    return [[letters, letters]];
  }
  if (code >= 0xe00 && code < 0xe80) return [[run, romaniseThai(run)]];
  if (code >= 0xe80 && code < 0xf00) return [[run, romaniseLao(run)]];
  if (code >= 0x1780 && code < 0x1800) return [[run, romaniseKhmer(run)]];
  if (code >= 0x1000 && code < 0x10a0) return romaniseBurmese(run);
  if (/^\p{Script=Han}/u.test(run)) return romaniseHan(run, han);
  return [[run, '']];
}

function word(written: string, latin: string, marks: string): Word {
  const { key, skeleton } = latin === '' ? { key: written, skeleton: written } : sound(latin);
  const same = GROUPS.get(latin) ?? [];
  const own = GROUPS.get(written);
  return {
    written,
    latin,
    marks,
    key,
    skeleton,
    groups: own && written !== latin ? own : same,
    title: false,
    weight: latin.length === 1 ? 0.4 : (COMMON.get(latin) ?? 1),
  };
}

/**
 * Words that were read, by reader and as they were written: a million people share a few hundred. Of names nothing is
 * remembered but their words.
 */
const memories = new WeakMap<object, Map<string, readonly Word[]>>();
const withoutReader = {};
const MOST_REMEMBERED = 5_000;
function readWords(run: string, han: HanReader | undefined): readonly Word[] {
  const reader = han ?? withoutReader;
  const memory = memories.get(reader) ?? new Map<string, readonly Word[]>();
  memories.set(reader, memory);
  let words = memory.get(run);
  if (!words) {
    const marks = [...(run.match(MARKS) ?? [])].sort().join('');
    words = spellings(run, han).map(([written, latin]) => word(written, latin, marks));
    if (memory.size >= MOST_REMEMBERED) memory.clear();
    memory.set(run, words);
  }
  return words;
}

let pairs = new WeakMap<Word, WeakMap<Word, Word>>();
let remembered = 0;

/** Two neighbouring words written as one: Kim Anh, Kimanh. */
export function joined(a: Word, b: Word): Word {
  const known = pairs.get(a)?.get(b);
  if (known) return known;
  const read = a.latin !== '' && b.latin !== '';
  const { key, skeleton } = read ? sound(a.latin + b.latin) : { key: a.key + b.key, skeleton: a.skeleton + b.skeleton };
  const one: Word = {
    written: a.written + b.written,
    latin: a.latin + b.latin,
    marks: [...a.marks, ...b.marks].sort().join(''),
    key,
    skeleton,
    groups: [],
    title: false,
    weight: a.weight + b.weight,
  };
  if (++remembered > MOST_REMEMBERED) {
    pairs = new WeakMap();
    remembered = 0;
  }
  const seen = pairs.get(a);
  if (seen) seen.set(b, one);
  else pairs.set(a, new WeakMap([[b, one]]));
  return one;
}

/**
 * The words of a name in the order written, forms of address first found marked as such.
 * @param han reads Chinese characters (see `HanReader`); without it only family names meet their spellings
 */
export function fold(name: string, han?: HanReader): Word[] {
  const words: Word[] = [];
  let leading = true;
  const text = plain(name);
  const marked = /[\u0300-\u036f]/.test(text);
  for (const [run] of text.matchAll(RUNS)) {
    for (const one of readWords(run, han)) {
      if (words.length >= MOST_WORDS) break;
      leading = leading && (TITLES.has(one.written) || TITLES.has(one.latin));
      if (!leading && !(marked && one.marks === '')) words.push(one);
      else
        words.push({
          ...one,
          marks: marked ? one.marks || '-' : '',
          title: leading,
          weight: leading ? 0.2 : one.weight,
        });
    }
  }
  const last = words.at(-1);
  // somebody called only "Ma" has a name, not a title
  if (last?.title) words[words.length - 1] = { ...last, title: false, weight: 1 };
  return words;
}
