import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { answersTo, definitions } from '../../../test/forms/arbitrary.ts';
import type { SensitivityClass } from '../sensitivity.ts';
import { type Answers, type FormDefinition, fieldsOf } from './definition.ts';
import { join, split } from './split.ts';

const cases = definitions.chain((definition) =>
  fc.record({
    definition: fc.constant(definition),
    answers: answersTo(definition.items, definition).map((found) => found as Answers),
  }),
);

/** Every answer with the name of its field, however deep. */
function* leaves(answers: Answers): Generator<string> {
  for (const [name, answer] of Object.entries(answers)) {
    if (Array.isArray(answer) && typeof answer[0] === 'object') for (const one of answer) yield* leaves(one as Answers);
    else yield name;
  }
}

test('join undoes split', () => {
  fc.assert(
    fc.property(cases, ({ definition, answers }) => {
      expect(join(Object.values(split(definition, answers)))).toEqual(answers);
    }),
    { numRuns: 120, seed: 3 },
  );
});

test('every answer is in the part of its class and in no other', () => {
  fc.assert(
    fc.property(cases, ({ definition, answers }) => {
      const classes = new Map([...fieldsOf(definition)].map(({ item }) => [item.name, item.class]));
      const parts = Object.entries(split(definition, answers)) as [SensitivityClass, Answers][];
      for (const [name, part] of parts) for (const leaf of leaves(part)) expect(classes.get(leaf)).toBe(name);
      const count = parts.reduce((sum, [, part]) => sum + [...leaves(part)].length, 0);
      expect(count).toBe([...leaves(answers)].length);
    }),
    { numRuns: 120, seed: 4 },
  );
});

test('a part that is withheld leaves the others in their places; a stranger is sealed', () => {
  const definition: FormDefinition = {
    code: 'a',
    version: 1,
    title: { en: 'A' },
    languages: ['en'],
    defaultLanguage: 'en',
    lists: {},
    items: [
      {
        kind: 'repeat',
        name: 'children',
        items: [
          { kind: 'field', name: 'child', type: 'name', class: 'identity' },
          { kind: 'group', name: 'g', items: [{ kind: 'field', name: 'age', type: 'integer', class: 'statistical' }] },
        ],
      },
    ],
  };
  const parts = split(definition, { children: [{ child: { full: 'Mai' } }, { age: 4 }], odd: 'x' });
  expect(parts).toEqual({
    identity: { children: [{ child: { full: 'Mai' } }, {}] },
    statistical: { children: [{}, { age: 4 }] },
    account: { odd: 'x' },
  });
  expect(join([parts.statistical])).toEqual({ children: [{}, { age: 4 }] });
});
