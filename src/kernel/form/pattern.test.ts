import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern, matchesPattern, type PatternCode, PatternError } from './pattern.ts';

/** Patterns in the part of the syntax that both engines share. */
const patterns: fc.Arbitrary<string> = fc.letrec<{ whole: string; part: string }>((tie) => ({
  whole: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\d',
      '\\w',
      '\\s',
      '\\.',
      '^',
      '$',
      '\\b',
      '\\B',
      '[0-9-]',
      '\\u0061',
    ),
    fc
      .tuple(tie('whole'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}', '*?', ''))
      .map(([inner, times]) => `(?:${inner})${times}`),
    fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(${a}|${b})`),
  ),
})).whole;

test('agrees with the engine of the language on every pattern that both know', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '.', '-', '\n'), maxLength: 8 });
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      fc.pre(pattern.length <= 60);
      expect(matchesPattern(text, pattern)).toBe(new RegExp(`^(?:${pattern})$`).test(text));
    }),
    { numRuns: 3000, seed: 7 },
  );
});

test.each([
  ['^\\w+([.-]?\\w+)*@\\w+([.-]?\\w+)*(\\.\\w{2,3})+$', 'lan.nguyen@mail.example.org', true],
  ['^(\\+84|0)[0-9]{9}$', '0901234567', true],
  ['[0-9]{10}', '09012345678', false],
  ['[A-Z]{1,2}\\d{6,7}', 'C1234567', true],
  ['\\p{L}+', 'Nguyễn', true],
  ['[\\p{Script=Lao} ]+', 'ສົມໃຈ', true],
  ['.', '🌳', true],
  ['[\\-\\_a]+', '-_a', true],
  ['', '', true],
])('%s over %s', (pattern, text, expected) => expect(matchesPattern(text, pattern)).toBe(expected));

test('patterns that stop a backtracking engine are answered', () => {
  for (const pattern of ['(a+)+$', '(a|a)*b', '(a|aa)+b', '(.*)*(.*)*x', '^\\w+([.-]?\\w+)*@x$']) {
    expect(matchesPattern('a'.repeat(900), pattern)).toBe(pattern === '(a+)+$');
  }
});

test.each<[string, PatternCode]>([
  ['(?=a)', 'patternUnsupported'],
  ['(?<!a)b', 'patternUnsupported'],
  ['(a)\\1', 'patternUnsupported'],
  ['(?i)a', 'patternUnsupported'],
  ['a++', 'patternUnsupported'],
  ['[a', 'patternSyntax'],
  ['(a', 'patternSyntax'],
  ['a)', 'patternSyntax'],
  ['*a', 'patternSyntax'],
  ['a{3,1}', 'patternSyntax'],
  ['\\', 'patternSyntax'],
  ['(((a{30}){30}){30})', 'patternTooLong'],
  ['a{9999}', 'patternTooLong'],
  ['a'.repeat(501), 'patternTooLong'],
  [`${'('.repeat(40)}a${')'.repeat(40)}`, 'patternTooDeep'],
])('%s is refused as %s', (pattern, code) => expect(() => compilePattern(pattern)).toThrow(new PatternError(code)));

test('a text beyond the limit is refused, not cut', () => {
  expect(() => matchesPattern('a'.repeat(1001), 'a*')).toThrow(new PatternError('textTooLong'));
});
