/**
 * Chinese names. Reading a character needs a dictionary of hundreds of kilobytes, which has no place in a browser:
 * the caller on the server injects one. Family names are known here, because one character has many spellings abroad
 * (陈: Chen, Chan, Tan); see `data/same-names.json`.
 */

/** Pinyin of each character, without tones: `小兰` → `['xiao', 'lan']`. */
export type HanReader = (characters: string) => readonly string[];

/** A run of characters as one word each, [written, latin]: family name first or last, given name of one or two. */
export function romaniseHan(run: string, read: HanReader | undefined): (readonly [string, string])[] {
  const latin = read ? read(run) : [];
  return [...run].map((character, i) => [character, (latin[i] ?? '').toLowerCase().replace(/[^a-z]/g, '')]);
}
