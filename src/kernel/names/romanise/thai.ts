/**
 * Thai (and Thai-script) names to Latin letters, near the Royal Thai General System without tones.
 * Rules for syllables, plus the few spellings common in names that no rule reaches.
 */

const INITIAL: Readonly<Record<string, string>> = {
  ก: 'k',
  ข: 'kh',
  ฃ: 'kh',
  ค: 'kh',
  ฅ: 'kh',
  ฆ: 'kh',
  ง: 'ng',
  จ: 'ch',
  ฉ: 'ch',
  ช: 'ch',
  ซ: 's',
  ฌ: 'ch',
  ญ: 'y',
  ฎ: 'd',
  ฏ: 't',
  ฐ: 'th',
  ฑ: 'th',
  ฒ: 'th',
  ณ: 'n',
  ด: 'd',
  ต: 't',
  ถ: 'th',
  ท: 'th',
  ธ: 'th',
  น: 'n',
  บ: 'b',
  ป: 'p',
  ผ: 'ph',
  ฝ: 'f',
  พ: 'ph',
  ฟ: 'f',
  ภ: 'ph',
  ม: 'm',
  ย: 'y',
  ร: 'r',
  ล: 'l',
  ว: 'w',
  ศ: 's',
  ษ: 's',
  ส: 's',
  ห: 'h',
  ฬ: 'l',
  อ: '',
  ฮ: 'h',
};
const FINAL: Readonly<Record<string, string>> = {
  ก: 'k',
  ข: 'k',
  ค: 'k',
  ฆ: 'k',
  ง: 'ng',
  จ: 't',
  ช: 't',
  ซ: 't',
  ฌ: 't',
  ญ: 'n',
  ฎ: 't',
  ฏ: 't',
  ฐ: 't',
  ฑ: 't',
  ฒ: 't',
  ณ: 'n',
  ด: 't',
  ต: 't',
  ถ: 't',
  ท: 't',
  ธ: 't',
  น: 'n',
  บ: 'p',
  ป: 'p',
  พ: 'p',
  ฟ: 'p',
  ภ: 'p',
  ม: 'm',
  ย: 'i',
  ร: 'n',
  ล: 'n',
  ว: 'o',
  ศ: 't',
  ษ: 't',
  ส: 't',
  ฬ: 'n',
};
/** Elements of names whose spelling keeps Sanskrit letters that are not spoken; the silencer is often left out. */
const SPELT: readonly (readonly [RegExp, string])[] = [
  [/พรหม/g, 'พฺรม'],
  [/เพชร/g, 'เพด'],
  [/เจริญ/g, 'จะเรอน'],
  [/เสริฐ/g, 'เสอด'],
  [/ทร(?=ง|ัพ|าย)/g, 'ซ'],
  [/ศรี/g, 'สี'],
  [/สร(?=อย|าง|ะ)/g, 'ส'],
  [/ณรงค์?/g, 'นะรง'],
  [/(จัน|อิน)ทร์?(?![ะ-ู])/g, '$1'],
  [/สวัสดิ์?/g, 'สะวัด'],
  [/ศักดิ์?/g, 'สัก'],
  [/(พง|วง)[ศษ]์?(?![ะ-ู])/g, '$1'],
  [/กมล/g, 'กะมน'],
  [/ชนก/g, 'ชะนก'],
  [/ลักษณ์?/g, 'ลัก'],
  [/ห(?=[งญนมยรลว][ะัาิีึืุูํ็])/g, ''],
  [/([ก-ฮ])รร(?=[ก-ฮ](?![ะ-ู]))/g, '$1ั'],
  [/([ก-ฮ])รร/g, '$1ัน'],
  // chak(r), but(r), mit(r)
  [/([ัาิุ][กตท]|เ[ก-ฮ][ต])ร(?![ะ-ูอ์])/g, '$1'],
];

const C = '[ก-ฮ]';
/** A consonant closes a syllable when no vowel follows it and it does not leave one bare consonant over. */
const FREE = `(?![ะัาิีึืุูํ็]|อ(?!${C}?[ะัาิีึืุู])|${C}(?:$|[เแโใไ]))`;
const F = `(${C}${FREE})?(?:${C}$)?`;
const RA = `(?!ร${C})`;
const CLUSTER = `(?:[กขคตปผพบดฟ][รล](?=[ะัาิีึืุูํ็อว])|[กขค]ว(?=[ะัาิีึืุู])|ห[งญนมยรลว](?=[ะัาิีึืุูํ็]|${C})|อย(?=[าู])|พฺร|${C})`;
const PRE = `(?:[กขคตปผพบดฟ][รล](?!$)|ห[งญนมยรลว](?=${C})|${C})`;
const RULES: readonly (readonly [RegExp, string])[] = (
  [
    [`เ(${PRE})ียว`, 'iao'],
    [`เ(${PRE})ีย${F}`, 'ia'],
    [`เ(${PRE})ือ${F}`, 'uea'],
    [`เ(${PRE})าะ`, 'o'],
    [`เ(${PRE})า`, 'ao'],
    [`เ(${PRE})[ิี]${F}`, 'oe'],
    [`เ(${PRE})ย`, 'oei'],
    [`เ(${PRE})อ${F}`, 'oe'],
    [`เ(${PRE})[ะ็]?${F}`, 'e'],
    [`แ(${PRE})[ะ็]?${F}`, 'ae'],
    [`โ(${PRE})ะ?${F}`, 'o'],
    [`[ใไ](ห[งญนมยรลว]|[กขคตปผพบดฟ][รล]|${C})ย?(?![ะ-ู])`, 'ai'],
    [`[ใไ](${C})`, 'ai'],
    [`(${CLUSTER})ัวะ?${F}`, 'ua'],
    [`(${CLUSTER})ัย`, 'ai'],
    [`(${CLUSTER})ั(${C})(?:${C}$)?`, 'a'],
    [`(${CLUSTER})ะ`, 'a'],
    [`(${CLUSTER})ํา`, 'am'],
    [`(${CLUSTER})า${F}`, 'a'],
    [`(${CLUSTER})[ิี]${RA}${F}`, 'i'],
    [`(${CLUSTER})[ิี]`, 'i'],
    [`(${CLUSTER})ือ`, 'ue'],
    [`(${CLUSTER})[ึื]${F}`, 'ue'],
    [`(${CLUSTER})[ุู]${RA}${F}`, 'u'],
    [`(${CLUSTER})[ุู]`, 'u'],
    [`(${CLUSTER})็?อ${F}`, 'o'],
    [`(${C})ว(${C}${FREE})`, 'ua'],
    [`([วอ])ร(?=${C}[ะัาิีึืุูํ])`, 'ora'],
    [`(${C})ร(?![ะัาิีึืุูํ็])`, 'on'],
    // of bare consonants two close a syllable; the first of three stands open
    [`(${C})(?=${C}${C}(?:$|[เแโใไ]|${C}[ะัาิีึืุูํ]))`, 'a'],
    [`(${CLUSTER})(${C}(?![ะัาิีึืุูํ็]))`, 'o'],
    [`(${CLUSTER})`, 'a'],
  ] as const
).map(([source, vowel]) => [new RegExp(source, 'y'), vowel]);

function onset(letters: string): string {
  if (/^ห[งญนมยรลว]/.test(letters)) return INITIAL[letters.charAt(1)] ?? '';
  let out = '';
  for (const letter of letters) out += INITIAL[letter] ?? '';
  return out;
}

/** One word in Thai script, romanised; letters it does not know are dropped. */
export function romaniseThai(word: string): string {
  let text = word.replace(/เเ/g, 'แ').replace(/ำ/g, 'ํา').replace(/[่้๊๋ๆฯ]/g, '');
  for (const [spelt, spoken] of SPELT) text = text.replace(spelt, spoken);
  text = text
    .replace(/[ก-ฮ][ิุ]?์/g, '')
    // yut(th), lak(s)
    .replace(/([ทกงต])[ธษศสหต]$/, '$1')
    // chat(i), phum(i), wut(thi): a short vowel that ends the word after a final is not spoken
    .replace(/([าูุัเ][ก-ฮ]?)([ตมฒธ])[ิุ]$/, '$1$2');
  let out = '';
  let at = 0;
  while (at < text.length) {
    let moved = false;
    for (const [rule, vowel] of RULES) {
      rule.lastIndex = at;
      const hit = rule.exec(text);
      if (!hit) continue;
      const last = hit[2];
      out += onset(hit[1] ?? '') + vowel;
      if (last) out += /[สศษ]/.test(last) && at + hit[0].length < text.length ? 'tsa' : (FINAL[last] ?? '');
      at += hit[0].length;
      moved = true;
      break;
    }
    if (!moved) at += 1;
  }
  return out;
}
