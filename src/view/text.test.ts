import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, textWidth, wrapText } from './text.ts';

describe('fitText', () => {
  it('fits, and never parts a letter from its marks', () => {
    expect(fitText('Hà Nội', 200, 12)).toBe('Hà Nội');
    expect(fitText('Trung tâm dịch vụ việc làm', 80, 12)).toMatch(/^Trung t.*…$/u);
    // NO NU is one consonant with a vowel sign: half of it would be another word.
    expect(fitText('ບຸບຸບຸບຸ', 20, 12)).toBe('ບຸ…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 20, max: 300 }), (text, most) => {
        expect(textWidth(fitText(text, most, 12), 12)).toBeLessThanOrEqual(most);
      }),
      { seed: 8 },
    );
  });
});

describe('wrapText', () => {
  it('breaks between words and loses none of what it shows', () => {
    expect(wrapText('Samut Sakhon, Thailand', 100, 12.5, 2)).toEqual(['Samut Sakhon,', 'Thailand']);
    expect(wrapText('Hà Nội', 100, 12.5, 2)).toEqual(['Hà Nội']);
    expect(wrapText('one two three four five six', 60, 12, 2).at(-1)).toMatch(/…$/);
  });
});
