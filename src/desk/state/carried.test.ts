import { expect, it } from 'vitest';
import { carryFile, carryName, takeFile, takeName } from './carried.ts';

it('what is carried is taken once', () => {
  carryName('Lan');
  expect([takeName(), takeName()]).toEqual(['Lan', '']);
  const file = new File(['Name\n'], 'names.csv');
  carryFile('one', file);
  expect([takeFile('one'), takeFile('one')]).toEqual([file, undefined]);
});

it('a file is for the register that was read from it, and gone when another is opened', () => {
  carryFile('one', new File(['Name\n'], 'names.csv'));
  expect([takeFile('another'), takeFile('one')]).toEqual([undefined, undefined]);
});
