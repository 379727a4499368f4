import { expect, it } from 'vitest';
import { csvLines } from './table-file.ts';

it.each([
  ['commas', 'name,note\nSunflower,"a;b"\nLotus,c\n'],
  [
    'semicolons, with a comma in a heading and in cells',
    '"name";"note";"paid, in all"\nSunflower;a;1,5\nLotus;c;2,5\n',
  ],
  ['tabs', 'name\tnote\nSunflower\ta, b; c\nLotus\tc\n'],
])('%s part the columns of a table', (_, text) => {
  const lines = csvLines(text);
  expect(lines.map(({ row, cells }) => [row, cells.get('name'), cells.has('note')])).toEqual([
    [2, 'Sunflower', true],
    [3, 'Lotus', true],
  ]);
});
