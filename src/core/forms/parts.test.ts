import { describe, expect, it } from 'vitest';
import type { Answers, Field, FormDefinition } from '../../kernel/form/index.ts';
import { split } from '../../kernel/form/index.ts';
import { Problem, type Role, type SensitivityClass, sensitivityClasses } from '../../kernel/index.ts';
import { mergeParts } from './parts.ts';

const field = (name: string, one: SensitivityClass, more: Partial<Field> = {}): Field => ({
  kind: 'field',
  type: 'text',
  name,
  class: one,
  ...more,
});
const form: FormDefinition = {
  code: 'f',
  version: 1,
  title: { en: 'F' },
  languages: ['en'],
  defaultLanguage: 'en',
  lists: {},
  items: [
    field('name', 'identity'),
    field('told', 'account'),
    field('sector', 'statistical'),
    field('length', 'account', { type: 'calculated', calculation: 'string-length(${told})' }),
    { kind: 'repeat', name: 'children', items: [field('childName', 'identity'), field('age', 'statistical')] },
  ],
};
const role = (read: SensitivityClass[], write = read): Role => ({
  code: 'r',
  label: {},
  grants: [],
  scope: 'team',
  programmes: [],
  read,
  write,
});
const old: Answers = {
  name: 'Lan',
  told: 'Much.',
  sector: 'fishing',
  children: [
    { childName: 'Mai', age: '4' },
    { childName: 'An', age: '6' },
  ],
};
const merge = (who: Role, given: Answers): Answers => mergeParts(form, who, given, split(form, old));
const all = [...sensitivityClasses];

describe('what is kept of an entry', () => {
  it('is what was given, when everything may be written', () => {
    expect(merge(role(all), { sector: 'care' })).toEqual({ sector: 'care' });
  });

  it('is what was there, in classes that are covered, at the places where it was', () => {
    const given = { sector: 'care', children: [{ age: '5' }, { age: '6' }, { age: '1' }] };
    expect(merge(role(['statistical']), given)).toEqual({
      name: 'Lan',
      told: 'Much.',
      sector: 'care',
      children: [{ childName: 'Mai', age: '5' }, { childName: 'An', age: '6' }, { age: '1' }],
    });
  });

  it('is added to where the role may write without reading', () => {
    expect(
      merge(role(['statistical', 'account'], all), {
        told: 'More.',
        sector: 'care',
        children: [{}, { childName: 'Ân' }],
      }),
    ).toEqual({
      name: 'Lan',
      told: 'More.',
      sector: 'care',
      children: [{ childName: 'Mai' }, { childName: 'Ân' }],
    });
  });

  it('takes back what was only shown, computed answers aside', () => {
    const reader = role(all, ['statistical']);
    expect(merge(reader, { ...old, length: 99 })).toEqual(old);
    expect(merge(reader, { sector: 'care', children: [{}, {}] })).toMatchObject({
      name: 'Lan',
      told: 'Much.',
      sector: 'care',
    });
  });

  it.each([
    ['another answer where the role may only read', role(all, ['statistical']), { ...old, told: 'Other.' }],
    ['an answer in a covered class', role(['statistical']), { name: 'Lan', children: [{}, {}] }],
    ['an answer in a covered class of a repeat', role(['statistical']), { children: [{ childName: 'Mai' }, {}] }],
    ['fewer instances than hold covered answers', role(['statistical']), { children: [{ age: '6' }] }],
    [
      'an answer that the form does not know, which counts as an account',
      role(['statistical']),
      { strange: 'x', children: [{}, {}] },
    ],
  ])('refuses %s', (_, who, given) => {
    expect(() => merge(who, given as Answers)).toThrow(Problem);
  });
});
