import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from './index.ts';

test('writes what spreadsheets read: a mark, a header, one line a row, several values by semicolon', () => {
  expect(
    toCsv(
      ['a', 'b', 'c'],
      [
        { a: 'x, "y"', b: ['p', 'q'], c: -5 },
        { b: null, a: true },
      ],
    ),
  ).toBe('\ufeffa,b,c\r\n"x, ""y""",p;q,-5\r\ntrue,,\r\n');
});

test('no cell of text is ever a formula, and nothing is lost', () => {
  const cell = fc.oneof(
    fc.constantFrom('=1+1', '+84', '-x', '@SUM(A1)', '\t=1', '\r=1', "'=1", '＝1'),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ a: cell, b: cell }), { maxLength: 5 }), (rows) => {
      const [, ...read] = parse(toCsv(['a', 'b'], rows), { bom: true, record_delimiter: '\r\n' }) as string[][];
      for (const [index, row] of rows.entries()) {
        for (const [column, text] of [row.a, row.b].entries()) {
          const written = read[index]![column]!;
          expect(written).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
          expect([text, `'${text}`]).toContain(written);
        }
      }
    }),
    { numRuns: 500, seed: 9 },
  );
});
