/** Lao names to Latin letters as Lao offices write them (French habit: ou, x for ຊ and ໄຊ is left to sound folding). */

const INITIAL: Readonly<Record<string, string>> = {
  ກ: 'k',
  ຂ: 'kh',
  ຄ: 'kh',
  ງ: 'ng',
  ຈ: 'ch',
  ສ: 's',
  ຊ: 's',
  ຍ: 'y',
  ດ: 'd',
  ຕ: 't',
  ຖ: 'th',
  ທ: 'th',
  ນ: 'n',
  ບ: 'b',
  ປ: 'p',
  ຜ: 'ph',
  ຝ: 'f',
  ພ: 'ph',
  ຟ: 'f',
  ມ: 'm',
  ຢ: 'y',
  ຣ: 'r',
  ລ: 'l',
  ວ: 'v',
  ຫ: 'h',
  ອ: '',
  ຮ: 'h',
  '\u0ebc': 'l',
};
const FINAL: Readonly<Record<string, string>> = {
  ກ: 'k',
  ງ: 'ng',
  ຍ: 'y',
  '\u0ebd': 'y',
  ດ: 't',
  ຕ: 't',
  ທ: 't',
  ນ: 'n',
  ບ: 'p',
  ປ: 'p',
  ມ: 'm',
  ຢ: 'y',
  ວ: 'o',
  ລ: 'n',
  ຣ: 'n',
  ສ: 't',
  ຈ: 't',
};
const C = '[ກ-ຮ]';
const VOWEL = '[ະ-ຽ]';
const ONSET = `(?:ຫ[ງຍນມລຣວຼ](?=${VOWEL}|ໍ|${C})|[ກຂຄປຜພຕ][ຣລຼ]|[ກຂຄ]ວ(?=[ະັາິີ])|${C})`;
const FREE = `(?!${VOWEL}|ໍ|ອ(?!${VOWEL}|ໍ)|ວ${C}(?!${VOWEL}|ໍ))`;
const F = `(${C}${FREE})?`;
const RULES: readonly (readonly [RegExp, string])[] = (
  [
    [`ເ(${ONSET})ົາ`, 'ao'],
    [`ເ(${ONSET})[ັ]?[ຍຽ]${F}`, 'ia'],
    [`ເ(${ONSET})ືອ${F}`, 'eua'],
    [`ເ(${ONSET})າະ`, 'o'],
    [`ເ(${ONSET})[ິີື]${F}`, 'eu'],
    [`ເ(${ONSET})[ະັ]?${F}`, 'e'],
    [`ແ(${ONSET})[ະັ]?${F}`, 'ae'],
    [`ໂ(${ONSET})ະ?${F}`, 'o'],
    [`[ໃໄ](ຫ[ງຍນມລຣວຼ]|${ONSET})`, 'ai'],
    [`(${ONSET})ົວ`, 'oua'],
    [`(${ONSET})ວ(${C}${FREE})`, 'oua'],
    [`(${ONSET})ັວ`, 'oua'],
    [`(${ONSET})ົ${F}`, 'o'],
    [`(${ONSET})ໍາ`, 'am'],
    [`(${ONSET})ໍ${F}`, 'o'],
    [`(${ONSET})ອ${F}`, 'o'],
    [`(${ONSET})ຽ${F}`, 'ia'],
    [`(${ONSET})[ັາະ]${F}`, 'a'],
    [`(${ONSET})[ິີ]${F}`, 'i'],
    [`(${ONSET})[ຶື]${F}`, 'eu'],
    [`(${ONSET})[ຸູ]${F}`, 'ou'],
    [`(${ONSET})(${C}${FREE})`, 'o'],
    [`(${ONSET})`, 'a'],
  ] as const
).map(([source, vowel]) => [new RegExp(source, 'y'), vowel]);

/** One word in Lao script, romanised; letters it does not know are dropped. */
export function romaniseLao(word: string): string {
  const text = word.replace(/[່-໌ໆ]/g, '').replace(/ຳ/g, 'ໍາ').replace(/ໜ/g, 'ຫນ').replace(/ໝ/g, 'ຫມ');
  let out = '';
  let at = 0;
  while (at < text.length) {
    let moved = false;
    for (const [rule, vowel] of RULES) {
      rule.lastIndex = at;
      const hit = rule.exec(text);
      if (!hit) continue;
      const head = hit[1] ?? '';
      // ຫ before a nasal or liquid only marks the tone
      const heard = head.length > 1 && head[0] === 'ຫ' ? head.slice(1) : head;
      for (const letter of heard) out += INITIAL[letter] ?? '';
      out += vowel + (hit[2] ? (FINAL[hit[2]] ?? '') : '');
      at += hit[0].length;
      moved = true;
      break;
    }
    if (!moved) at += 1;
  }
  return out;
}
