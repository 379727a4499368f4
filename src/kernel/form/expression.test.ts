import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from './definition.ts';
import { evaluateExpression, parseExpression } from './expression.ts';

const answers: Answers = {
  age: 17,
  name: { full: 'Nguyễn Thị Lan' },
  means: ['debt', 'threat'],
  fee: { amount: 5_000_000, currency: 'VND' },
  born: { value: '2001-05', known: 'stated' },
  left: '2024-02-29',
  told: '2026-02-28T08:15:00+07:00',
  agreed: true,
  consent: 'no',
  children: [{ child_age: 4, school: 'yes' }, { child_age: 9 }, {}],
};
const value = (source: string) => {
  const result = evaluateExpression(source, answers, { now: '2026-03-01T09:30:00+07:00' });
  return result.ok ? result.value : result.error;
};

describe('values', () => {
  test.each<[string, unknown]>([
    ["${age} < 18 and selected(${means}, 'debt')", true],
    ["${age} >= 18 or ${consent} = 'yes'", false],
    ["not(selected(${means}, 'force'))", true],
    ['1 + 2 * 3 - 4 div 2', 5],
    ['-(2 + 3) mod 3', -2],
    ['7 mod 4', 3],
    ['2 - -2', 4],
    ['10-3', 7],
    ['${age}-3', 14],
    ['.5 + 0.25', 0.75],
    ['\'a\' = "a"', true],
    ["'1' = 1", true],
    ['1 != 1', false],
    ['true() and not(false())', true],
    ["'' or 'x'", true],
    ["if(${age} < 18, 'child', 'adult')", 'child'],
    ["coalesce(${nothing}, '', ${consent})", 'no'],
    ["concat(${name}, ', ', ${age})", 'Nguyễn Thị Lan, 17'],
    ["substr('banyan', 1, 4)", 'any'],
    ["substr('banyan', 3)", 'yan'],
    ["substring-before('a-b-c', '-')", 'a'],
    ["substring-after('a-b-c', '-')", 'b-c'],
    ['string-length(${name})', 14],
    ["string-length('🌳')", 1],
    ["contains(${name}, 'Thị') and starts-with(${name}, 'Ng') and ends-with(${name}, 'Lan')", true],
    ["translate('12/05/2024', '/', '-')", '12-05-2024'],
    ["translate('abc', 'bc', 'x')", 'ax'],
    ["normalize-space('  a   b ')", 'a b'],
    ["join(', ', ${child_age})", '4, 9'],
    ["join('-', 'a', 'b')", 'a-b'],
    ['selected-at(${means}, 1)', 'threat'],
    ['selected-at(${means}, 7)', ''],
    ['count-selected(${means})', 2],
    ["count-selected('')", 0],
    ['sum(${child_age})', 13],
    ['min(${child_age})', 4],
    ['max(${child_age}, 3)', 9],
    ['max(${nothing})', ''],
    ['count(${children})', 3],
    ['count-non-empty(${child_age})', 2],
    ['${child_age} = 9', true],
    ['round(2.5)', 3],
    ['round(-2.5)', -2],
    ['round(1.005, 2)', 1.01],
    ['round(1234.5, -2)', 1200],
    ['int(7.9)', 7],
    ["number('12.50')", 12.5],
    ["number('0x10')", Number.NaN],
    ['pow(2, 10)', 1024],
    ['string(1 div 4)', '0.25'],
    ["regex(${name}, '[^0-9]+')", true],
    ["regex('abc', 'ab')", false],
    ['today()', '2026-03-01'],
    ['now()', '2026-03-01T09:30:00+07:00'],
    ['today() > ${left}', true],
    ['${told} < now()', true],
    ["date('2024-02-29') = ${left}", true],
    ["date('2023-02-29')", ''],
    ['date(today() + 30)', '2026-03-31'],
    ['int((today() - ${left}) div 365.25)', 2],
    ["format-date(${left}, '%d/%m/%Y')", '29/02/2024'],
    ["format-date(${left}, '%e %b %y %n')", '29 Feb 24 2'],
    ["format-date(${nothing}, '%Y')", ''],
    ["format-date-time(${told}, '%H:%M')", '08:15'],
    ["decimal-date-time('1970-01-02T12:00:00Z')", 1.5],
    ["'09:30' < '10:00'", true],
    ['${fee} * 2', 10_000_000],
    ["${born} < '2008-03-01'", true],
    ["${agreed} = 'OK'", true],
    ["once('x')", 'x'],
    ["boolean-from-string('1')", true],
    ["jr:choice-name(${consent}, '${consent}')", 'no'],
    ['count(${missing}) = 1', true],
    ['(((1)))', 1],
  ])('%s', (source, expected) => expect(value(source)).toEqual(expected));

  test('a blank is neither a no, nor a zero, nor under age', () => {
    expect(value("${nothing} = 'no'")).toBe(false);
    expect(value('${nothing} < 18')).toBe(false);
    expect(value('${nothing} >= 18')).toBe(false);
    expect(value('${nothing} = 0')).toBe(false);
    expect(value("${nothing} = ''")).toBe(true);
  });
});

describe('mistakes are values with a position', () => {
  test.each<[string, string, number]>([
    ['${age} <', 'incomplete', 8],
    ['', 'incomplete', 0],
    ['(1', 'incomplete', 2],
    ['1 2', 'unexpected', 2],
    ["'open", 'unclosed', 0],
    ['a and b', 'bareName', 0],
    ['${age} && 1', 'unexpected', 7],
    ['{age}', 'unexpected', 0],
    ['nonsense(1)', 'unknownFunction', 0],
    ["pulldata('x', 'y', 'z', 'q')", 'unsupportedFunction', 0],
    ['1 + random()', 'unsupportedFunction', 4],
    ["instance('cities')/root/item", 'unsupportedFunction', 0],
    ['/data/age', 'path', 0],
    ['../age', 'path', 0],
    ['${a}/..', 'path', 4],
    ['${a}[1]', 'path', 4],
    ['${a} | ${b}', 'path', 5],
    ['if(1, 2)', 'arguments', 0],
    ['true(1)', 'arguments', 0],
    ['position()', 'arguments', 0],
    ['indexed-repeat(1, 2, 3)', 'arguments', 0],
    ["regex(., '(?=a)')", 'patternUnsupported', 0],
    ['1 + '.repeat(3000), 'tooLong', 8000],
    [`${'1+'.repeat(2500)}1`, 'tooLong', 2001],
    ['('.repeat(100), 'tooDeep', 60],
    [`${'-'.repeat(100)}1`, 'tooDeep', 60],
  ])('%s', (source, code, position) => {
    const parsed = parseExpression(source);
    expect(parsed.ok ? parsed : parsed.error).toMatchObject({ code, position });
  });
});

test('names reach no prototype', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    expect(value(`\${${name}}`)).toBe('');
    expect(value(`${name}(1)`)).toMatchObject({ code: 'unknownFunction' });
  }
});

test('whatever is typed, parsing and evaluating end without throwing', () => {
  const fragments = fc.constantFrom(
    ...'${age} ${children} . .. + - * div mod = != < <= and or not( selected( if( regex( coalesce( , ) ( \'a\' "b" 3 -1 today() date( round( join( [ ] / // | @ :: position(..) indexed-repeat( jr:choice-name( sum( substr( 1e400 ∞ 🌳'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 60 }),
        fc.array(fragments, { maxLength: 25 }).map((parts) => parts.join(' ')),
      ),
      (source) => {
        const result = evaluateExpression(source, answers, { now: '2026-03-01T09:30:00+07:00' });
        if (!result.ok) expect(result.error.position).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 5000, seed: 11 },
  );
});
