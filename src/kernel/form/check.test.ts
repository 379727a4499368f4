import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { definitions } from '../../../test/forms/arbitrary.ts';
import { check } from './check.ts';
import { compareDefinitions } from './compare.ts';
import type { Field, FormDefinition, Item } from './definition.ts';
import { FormDefinitionSchema } from './schema.ts';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  kind: 'field',
  name,
  type: 'text',
  class: 'operational',
  label: { en: name },
  ...more,
});
const form = (items: Item[], more: Partial<FormDefinition> = {}): FormDefinition => ({
  code: 'test',
  version: 1,
  title: { en: 'Test' },
  languages: ['en'],
  defaultLanguage: 'en',
  lists: { sex: { choices: [{ code: 'f', label: { en: 'Female' }, columns: { kind: 'a' } }] } },
  items,
  ...more,
});
const found = (definition: FormDefinition) =>
  check(definition).map(({ path, property, code }) => `${path} ${property} ${code}`);

describe('check', () => {
  test.each<[string, FormDefinition, string[]]>([
    ['a sound form', form([field('a'), field('b', { showIf: "${a} = 'x'" })]), []],
    ['a name twice', form([field('a'), { kind: 'group', name: 'g', items: [field('a')] }]), ['a name duplicate']],
    ['a name with a dot', form([field('a.b')]), ['a.b name name']],
    ['a name that is a trap', form([field('__proto__')]), ['__proto__ name name']],
    ['an unknown reference', form([field('a', { requiredIf: '${nobody} = 1' })]), ['a requiredIf reference']],
    [
      'an unknown reference in a label',
      form([field('a', { label: { en: 'Hello ${nobody}' } })]),
      ['a label reference'],
    ],
    [
      'a reference to a group',
      form([{ kind: 'group', name: 'g', items: [field('a')] }, field('b', { showIf: '${g} = 1' })]),
      ['b showIf referenceGroup'],
    ],
    ['a broken expression', form([field('a', { constraint: '. >' })]), ['a constraint expression.incomplete']],
    [
      'an unsupported function',
      form([field('a', { calculation: 'random()' })]),
      ['a calculation expression.unsupportedFunction'],
    ],
    [
      'a cycle, without what only hangs on it',
      form([
        field('a', { calculation: '${b}' }),
        field('b', { showIf: '${a} = 1' }),
        field('c', { showIf: '${b} = 1' }),
        field('d', { constraint: '${d} = 1' }),
      ]),
      ['a calculation cycle', 'b calculation cycle'],
    ],
    [
      'a group that hangs on what is in it',
      form([{ kind: 'group', name: 'g', showIf: '${a} = 1', items: [field('a')] }]),
      ['g calculation cycle', 'a calculation cycle'],
    ],
    ['a list that is not there', form([field('a', { type: 'choice', list: 'toString' })]), ['a list listUnknown']],
    ['no list', form([field('a', { type: 'choices' })]), ['a list listMissing']],
    ['a list where none belongs', form([field('a', { list: 'sex' })]), ['a list unused']],
    [
      'an unknown column',
      form([field('a', { type: 'choice', list: 'sex', choiceFilter: 'kind = 1 and other = 2' })]),
      ['a choiceFilter column'],
    ],
    ['a column outside a filter', form([field('a', { showIf: 'kind = 1' })]), ['a showIf expression.bareName']],
    [
      'a default that is no answer',
      form([field('a', { type: 'integer', default: { text: 'x' } })]),
      ['a default default'],
    ],
    [
      'a default off the list',
      form([field('a', { type: 'choice', list: 'sex', default: { text: 'm' } })]),
      ['a default default'],
    ],
    ['a calculation that is none', form([field('a', { type: 'calculated' })]), ['a calculation calculationMissing']],
    ['a range without bounds', form([field('a', { type: 'range' })]), ['a range rangeMissing']],
    ['a stamp of nothing', form([field('a', { type: 'stamp' })]), ['a stamp stampMissing']],
    [
      'a question without words',
      form([{ kind: 'field', name: 'a', type: 'text', class: 'account' }]),
      ['a label labelMissing'],
    ],
    ['words in another language', form([field('a', { hint: { vi: 'x' } })]), ['a hint language']],
    ['an appearance that is a type', form([field('a', { appearance: 'w1 multiline' })]), ['a appearance appearance']],
    [
      'indexed-repeat past its repeat',
      form([
        { kind: 'repeat', name: 'r', items: [field('a')] },
        field('b', { calculation: 'indexed-repeat(${b}, ${r}, 1)' }),
      ]),
      ['b calculation indexedRepeat', 'b calculation cycle'],
    ],
    [
      'a form that is none',
      form([], { code: '1', version: 0, title: {}, defaultLanguage: 'fr', lists: { x: { choices: [] } } }),
      [' code name', ' version version', ' title titleMissing', ' defaultLanguage language', 'x choices listEmpty'],
    ],
    [
      'choices that cannot be told apart',
      form([], {
        lists: {
          banyan_x: {
            choices: [
              { code: 'a b', label: {} },
              { code: 'c', label: {}, columns: { Label: 'x' } },
              { code: 'c', label: { fr: 'C' } },
            ],
          },
        },
      }),
      [
        'banyan_x name name',
        'banyan_x choices choiceCode',
        'banyan_x choices choiceColumn',
        'banyan_x choices choiceTwice',
        'banyan_x choices language',
      ],
    ],
  ])('%s', (_, definition, expected) => expect(found(definition)).toEqual(expected));

  test('says where in the expression', () => {
    expect(check(form([field('a', { showIf: '1 = 1 and ${b} = 2' })]))[0]).toMatchObject({
      position: 10,
      params: { name: 'b' },
    });
  });

  test('long chains and large forms end', () => {
    const chain = Array.from({ length: 3000 }, (_, n) =>
      field(`a${n}`, { calculation: n === 2999 ? '1' : `\${a${n + 1}} + 1` }),
    );
    expect(check(form(chain))).toEqual([]);
    expect(found(form([...chain, field('more')]))).toContain(' items tooLarge');
  });
});

test('the schema takes what check takes, and refuses what is no definition', () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      expect(FormDefinitionSchema.parse(definition)).toEqual(definition);
    }),
    { numRuns: 60, seed: 8 },
  );
  const sound = form([field('a')]);
  let deep: Item = field('x');
  for (let n = 0; n < 20; n++) deep = { kind: 'group', name: `g${n}`, items: [deep] };
  for (const wrong of [
    null,
    {},
    { ...sound, extra: 1 },
    { ...sound, items: [{ ...field('a'), type: 'spell' }] },
    { ...sound, items: [{ ...field('a'), class: 'public' }] },
    { ...sound, items: [{ ...field('a'), showIf: 'x'.repeat(8001) }] },
    { ...sound, items: [deep] },
    { ...sound, version: 1.5 },
  ]) {
    expect(FormDefinitionSchema.safeParse(wrong).success).toBe(false);
  }
});

describe('compareDefinitions', () => {
  const before = form([
    field('a'),
    field('b', { type: 'integer' }),
    { kind: 'repeat', name: 'r', items: [field('c')] },
  ]);

  test('nothing changes nothing, whatever the order of keys', () => {
    expect(compareDefinitions(before, JSON.parse(JSON.stringify(before)))).toEqual([]);
    const { items, ...rest } = before;
    expect(compareDefinitions(before, { items, ...rest })).toEqual([]);
  });

  test('says what changes and what touches old entries', () => {
    const after = form(
      [
        field('c', { class: 'account' }),
        field('a', { label: { en: 'A?' }, requiredIf: true }),
        field('new'),
        { kind: 'repeat', name: 'r', items: [] },
      ],
      {
        languages: ['en', 'fr'],
        lists: { sex: { choices: [{ code: 'x', label: { en: 'Other' } }] }, more: { codeList: 'topic' } },
      },
    );
    const short = compareDefinitions(before, after).map(
      ({ kind, what, path, property = '', touches }) => `${kind} ${what} ${path} ${property}${touches ? ' !' : ''}`,
    );
    expect(short).toEqual([
      'changed form  languages',
      'removed field b  !',
      'changed field c class !',
      'changed field c place',
      'changed field c repeat !',
      'changed field a label',
      'changed field a requiredIf',
      'added field new ',
      'changed form  order',
      'removed choice sex.f  !',
      'added choice sex.x ',
      'added list more ',
    ]);
  });
});
