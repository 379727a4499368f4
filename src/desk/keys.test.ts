import { expect, it } from 'vitest';
import { signOf } from './keys.ts';

it.each([
  ['the letter that is written', 'N', 'KeyN', false, 'n'],
  ['the letter, not its place, where Latin is written', 'a', 'KeyQ', false, 'a'],
  ['what an accented key writes', 'é', 'Digit2', false, 'é'],
  ['the Latin letter at the place of a Lao one', 'ກ', 'KeyD', false, 'd'],
  ['the Latin letter at the place of a Lao vowel sign', 'ົ', 'Digit6', false, '6'],
  ['the sign at the place of a Lao letter', 'ຝ', 'Slash', false, '/'],
  ['the upper sign at the place of a Thai letter', 'ฦ', 'Slash', true, '?'],
  ['itself where no place is told', 'ກ', '', false, 'ກ'],
  ['a key that writes nothing', 'Enter', 'Enter', false, 'enter'],
])('a key stands for %s', (_, key, code, shiftKey, sign) => {
  expect(signOf({ key, code, shiftKey })).toBe(sign);
});
