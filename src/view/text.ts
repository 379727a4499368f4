/**
 * How wide a text will be, without a browser: layouts are computed on the server and in tests too.
 * The estimate errs on the wide side, because a label that is a little too short is better than two that overlap.
 */

/** Widths in em, measured on Noto Sans and rounded up. */
const widths: readonly [RegExp, number][] = [
  [/\p{Mn}|\p{Me}|\p{Cf}/u, 0],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u, 1],
  [/[\p{Script=Myanmar}\p{Script=Khmer}]/u, 0.9],
  [/[\p{Script=Thai}\p{Script=Lao}]/u, 0.66],
  [/[ijl.,:;'|!ıìíîïỉĩị·’]/u, 0.32],
  [/[ftr() -]/u, 0.42],
  [/[mwMW—…%@]/u, 0.98],
  [/\p{Lu}/u, 0.73],
  [/\p{Nd}/u, 0.6],
];

/** Estimated width of one line of text in pixels at a font size of `size` pixels. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += widths.find(([pattern]) => pattern.test(character))?.[1] ?? 0.6;
  return em * size;
}

/** The text shortened with an ellipsis to fit `most` pixels; whole letters with their marks, never half of one. */
export function fitText(text: string, most: number, size: number): string {
  if (textWidth(text, size) <= most) return text;
  let fitted = '';
  for (const letter of text.match(/\P{M}?\p{M}*/gu) ?? []) {
    if (textWidth(`${fitted + letter}…`, size) > most) break;
    fitted += letter;
  }
  return `${fitted.trimEnd()}…`;
}

/** The text on at most `lines` lines of `most` pixels, broken between words where the script has them. */
export function wrapText(text: string, most: number, size: number, lines: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (found.length < lines - 1 && textWidth(rest, size) > most) {
    let line = '';
    for (const word of wordsOf(rest)) {
      if (textWidth((line + word).trimEnd(), size) > most) break;
      line += word;
    }
    if (line.trim() === '') break;
    found.push(line.trim());
    rest = rest.slice(line.length).trimStart();
  }
  if (rest !== '' || found.length === 0) found.push(fitText(rest, most, size));
  return found;
}

/** Words with the blanks after them. Older browsers cannot tell words that are written without blanks. */
function wordsOf(text: string): string[] {
  if (!('Segmenter' in Intl)) return text.match(/\S+\s*|\s+/g) ?? [];
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), ({ segment }) => segment);
}
