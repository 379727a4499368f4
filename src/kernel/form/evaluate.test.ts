import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersTo, definitions } from '../../../test/forms/arbitrary.ts';
import type { Field, FormDefinition, Item } from './definition.ts';
import { evaluate } from './evaluate.ts';
import { initialAnswers, initialInstance, validate } from './validate.ts';

const context = { now: '2026-03-01T09:30:00+07:00' };
const field = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  kind: 'field',
  name,
  type,
  class: 'operational',
  label: { en: name },
  ...more,
});
const form = (items: Item[], lists: FormDefinition['lists'] = {}): FormDefinition => ({
  code: 'test',
  version: 1,
  title: { en: 'Test' },
  languages: ['en', 'fr'],
  defaultLanguage: 'en',
  lists,
  items,
});
const judged = (definition: FormDefinition, answers: unknown) => validate(definition, answers, context);

describe('what is shown', () => {
  const definition = form([
    field('age', 'integer'),
    {
      kind: 'group',
      name: 'child',
      showIf: '${age} < 18',
      items: [
        field('guardian', 'name', { requiredIf: true }),
        field('school', 'yesNo', { showIf: "${guardian} != ''" }),
      ],
    },
    field('after', 'text', { showIf: "${school} = 'yes'" }),
  ]);

  test('a hidden answer is dropped, not asked for, and blank to the others', () => {
    const answers = { age: 30, guardian: { full: 'Lan' }, school: 'yes', after: 'x' };
    expect(judged(definition, answers)).toEqual({ answers: { age: 30 }, problems: [] });
  });

  test('a shown one is asked for', () => {
    expect(judged(definition, { age: 12 }).problems).toEqual([{ path: 'guardian', code: 'required' }]);
    expect(judged(definition, { age: 12, guardian: 'Lan', school: 'yes', after: 'x' })).toEqual({
      answers: { age: 12, guardian: { full: 'Lan' }, school: 'yes', after: 'x' },
      problems: [],
    });
  });

  test('a blank is not a no: nothing is shown, required or stored for it', () => {
    const blank = judged(definition, { age: '', school: null, after: '   ' });
    expect(blank).toEqual({ answers: {}, problems: [] });
  });
});

describe('calculations', () => {
  test('follow each other whatever their order in the form', () => {
    const definition = form([
      field('total', 'calculated', { calculation: '${twice} + 1' }),
      field('twice', 'calculated', { calculation: '${n} * 2' }),
      field('n', 'integer'),
      field('shown', 'note', { showIf: '${total} > 10' }),
    ]);
    const state = evaluate(definition, { n: 5, total: 999 }, context);
    expect(state.answers).toEqual({ total: 11, twice: 10, n: 5 });
    expect(state.at('shown')?.shown).toBe(true);
    expect(evaluate(definition, {}, context).answers).toEqual({});
  });

  test('fill an editable field only while it is blank, and a read-only one always', () => {
    const definition = form([
      field('a', 'integer', { calculation: '40 + 2' }),
      field('b', 'integer', { calculation: '40 + 2', readOnly: true }),
      field('c', 'text', { calculation: "once('first')", readOnly: true }),
    ]);
    expect(evaluate(definition, { a: 7, b: 7, c: 'kept' }, context).answers).toEqual({ a: 7, b: 42, c: 'kept' });
    expect(evaluate(definition, {}, context).answers).toEqual({ a: 42, b: 42, c: 'first' });
  });

  test('a cycle leaves blanks and ends', () => {
    const definition = form([
      field('a', 'calculated', { calculation: '${b} + 1' }),
      field('b', 'calculated', { calculation: '${a} + 1' }),
    ]);
    expect(evaluate(definition, {}, context).answers).toEqual({});
  });
});

describe('repeats', () => {
  const definition = form([
    {
      kind: 'repeat',
      name: 'payments',
      items: [
        field('paid', 'money'),
        field('share', 'calculated', { calculation: '${paid} div ${all}' }),
        field('number', 'calculated', { calculation: 'position(..)' }),
        field('before', 'calculated', { calculation: 'indexed-repeat(${paid}, ${payments}, position(..) - 1)' }),
        {
          kind: 'repeat',
          name: 'receipts',
          items: [field('page', 'integer'), field('of', 'calculated', { calculation: '${paid}' })],
        },
      ],
    },
    field('all', 'calculated', { calculation: 'sum(${paid})' }),
    field('pages', 'calculated', { calculation: 'sum(${page})' }),
    field('many', 'calculated', { calculation: 'count(${payments})' }),
  ]);
  const vnd = (amount: number) => ({ amount, currency: 'VND' });

  test('expressions see their own instance inside and every instance outside', () => {
    const answers = {
      payments: [
        { paid: vnd(30), receipts: [{ page: 1 }, { page: 2 }] },
        { paid: vnd(10), receipts: [{ page: 5 }] },
      ],
    };
    const { answers: cleaned, problems } = judged(definition, answers);
    expect(problems).toEqual([]);
    expect(cleaned).toEqual({
      payments: [
        {
          paid: vnd(30),
          share: 0.75,
          number: 1,
          receipts: [
            { page: 1, of: 30 },
            { page: 2, of: 30 },
          ],
        },
        { paid: vnd(10), share: 0.25, number: 2, before: 30, receipts: [{ page: 5, of: 10 }] },
      ],
      all: 40,
      pages: 8,
      many: 2,
    });
  });

  test('problems name the instance', () => {
    expect(judged(definition, { payments: [{}, { paid: 'x', receipts: [{ page: 1.5 }] }] }).problems).toEqual([
      { path: 'payments.1.paid', code: 'number' },
      { path: 'payments.1.receipts.0.page', code: 'integer' },
    ]);
  });

  test('a count fixes the number of instances', () => {
    const counted = form([
      field('n', 'integer'),
      { kind: 'repeat', name: 'child', count: '${n}', items: [field('name', 'text', { requiredIf: true })] },
    ]);
    expect(judged(counted, { n: 2, child: [{ name: 'Mai' }] }).problems).toEqual([
      { path: 'child.1.name', code: 'required' },
    ]);
    expect(judged(counted, { n: 1, child: [{ name: 'Mai' }, { name: 'Tuấn' }] }).answers).toEqual({
      n: 1,
      child: [{ name: 'Mai' }],
    });
    expect(evaluate(counted, { n: 1e9 }, context).at('child')?.instances).toBe(500);
    expect(evaluate(counted, { n: -4 }, context).at('child')?.instances).toBe(0);
    expect(judged(counted, { n: 501, child: [] }).problems[0]).toEqual({
      path: 'child',
      code: 'tooMany',
      params: { most: 500 },
    });
  });

  test('a count of counts does not grow without end', () => {
    const inner: Item = { kind: 'repeat', name: 'c', count: '500', items: [field('x', 'text')] };
    const outer: Item = {
      kind: 'repeat',
      name: 'a',
      count: '500',
      items: [{ kind: 'repeat', name: 'b', count: '500', items: [inner] }],
    };
    const { problems } = judged(form([outer]), {});
    expect(problems.some(({ code }) => code === 'tooMany')).toBe(true);
  });
});

describe('choices', () => {
  const places: FormDefinition['lists'] = {
    province: {
      choices: [
        { code: 'HN', label: { en: 'Hanoi', fr: 'Hanoï' } },
        { code: 'NA', label: { en: 'Nghe An' } },
      ],
    },
    district: {
      choices: [
        { code: 'BD', label: { en: 'Ba Dinh' }, columns: { province: 'HN' } },
        { code: 'VI', label: { en: 'Vinh' }, columns: { province: 'NA' } },
        { code: 'OLD', label: { en: 'Old' }, retired: true, columns: { province: 'HN' } },
      ],
    },
    topic: { codeList: 'topic' },
  };
  const definition = form(
    [
      field('province', 'choice', { list: 'province' }),
      field('district', 'choice', { list: 'district', choiceFilter: 'province = ${province}' }),
      field('said', 'calculated', { calculation: "jr:choice-name(${province}, '${province}')" }),
      field('topics', 'choices', { list: 'topic' }),
      field('hello', 'note', { label: { en: 'In ${province}: ${district}', fr: 'À ${province}' } }),
    ],
    places,
  );

  test('a filter decides what is offered and what is taken', () => {
    const state = evaluate(definition, { province: 'HN' }, context);
    expect(state.at('district')?.choices?.map(({ code }) => code)).toEqual(['BD']);
    expect(judged(definition, { province: 'HN', district: 'VI' }).problems).toEqual([
      { path: 'district', code: 'choice', params: { value: 'VI' } },
    ]);
  });

  test('a retired choice is not offered, and stays where it was chosen', () => {
    expect(judged(definition, { province: 'HN', district: 'OLD' }).problems).toEqual([]);
  });

  test('labels stand for codes in the language asked for', () => {
    const state = evaluate(definition, { province: 'HN', district: 'BD' }, { ...context, lang: 'fr' });
    expect(state.answers.said).toBe('Hanoï');
    const note = state.at('hello')!;
    expect(state.say(note.item.label, note.path)).toBe('À Hanoï');
    const english = evaluate(definition, { province: 'HN', district: 'BD' }, context);
    expect(english.say(note.item.label)).toBe('In Hanoi: Ba Dinh');
  });

  test("the installation's lists are asked; a list that is nowhere takes nothing", () => {
    const codeList = (code: string) => (code === 'topic' ? [{ code: 'licence', label: { en: 'Licence' } }] : undefined);
    expect(validate(definition, { topics: ['licence'] }, { ...context, codeList }).problems).toEqual([]);
    expect(validate(definition, { topics: 'licence fees' }, { ...context, codeList }).problems).toEqual([
      { path: 'topics', code: 'choice', params: { value: 'fees' } },
    ]);
    expect(judged(definition, { topics: ['licence'] }).problems).toHaveLength(1);
  });
});

describe('what an answer may be', () => {
  test.each<[Field['type'], unknown, unknown]>([
    ['text', ' a\r\nb\u0000\tc ', 'a b c'],
    ['longText', ' a\r\nb\u0007 ', 'a\nb'],
    ['text', 'Nguye\u0302\u0303n', 'Nguyễn'],
    ['integer', '๑๒', 12],
    ['decimal', '2.50', 2.5],
    ['range', '4', 4],
    ['date', '17/5/2544', '2001-05-17'],
    ['partialDate', '2544', { value: '2001', known: 'stated' }],
    ['partialDate', { value: '2001-05', known: 'document' }, { value: '2001-05', known: 'document' }],
    ['time', '09:30', '09:30'],
    ['dateTime', '2026-03-01T09:30', '2026-03-01T09:30+07:00'],
    ['dateTime', '2026-03-01T09:30:00Z', '2026-03-01T09:30:00Z'],
    ['yesNo', 'unknown', 'unknown'],
    ['money', { amount: '5000000', currency: 'vnd' }, { amount: 5_000_000, currency: 'VND' }],
    ['phone', '+84 90-123.45.67', '+84901234567'],
    ['email', 'lan@example.org', 'lan@example.org'],
    ['name', { full: 'ສົມໃຈ', called: '', other: 'x' }, { full: 'ສົມໃຈ' }],
    ['organisation', 'Sông Hồng', { name: 'Sông Hồng' }],
    ['country', 'vn', 'VN'],
    ['language', 'zh-Hans', 'zh-Hans'],
    ['document', { number: 'C123', type: 'passport' }, { number: 'C123', type: 'passport' }],
    ['geopoint', '21.03 105.85 0 5', { latitude: 21.03, longitude: 105.85, altitude: 0, accuracy: 5 }],
    ['photo', { id: 'a-1', name: 'x.jpg' }, { id: 'a-1', name: 'x.jpg' }],
    ['acknowledge', 'on', true],
    ['acknowledge', false, undefined],
    ['note', 'anything', undefined],
    ['money', { amount: '', currency: 'VND' }, undefined],
    ['name', { full: ' ' }, undefined],
    ['choices', [], undefined],
  ])('%s takes %j', (type, raw, expected) => {
    const definition = form([field('x', type, type === 'range' ? { range: { start: 0, end: 10, step: 2 } } : {})]);
    expect(judged(definition, { x: raw })).toEqual({
      answers: expected === undefined ? {} : { x: expected },
      problems: [],
    });
  });

  test.each<[Field['type'], unknown, string]>([
    ['text', { a: 1 }, 'text'],
    ['text', 'x'.repeat(2001), 'tooLong'],
    ['integer', 1.5, 'integer'],
    ['integer', '0x10', 'number'],
    ['decimal', 'Infinity', 'number'],
    ['decimal', 1e300, 'number'],
    ['range', 11, 'range'],
    ['range', 3, 'step'],
    ['date', '2023-02-29', 'date'],
    ['date', '2023-02', 'date'],
    ['partialDate', { value: '2001', known: 'guessed' }, 'date'],
    ['partialDate', [], 'date'],
    ['time', '24:00', 'time'],
    ['dateTime', '2026-03-01', 'dateTime'],
    ['yesNo', 'maybe', 'yesNo'],
    ['choice', { code: 'a' }, 'choice'],
    ['choices', [1], 'choice'],
    ['money', { amount: 5 }, 'currency'],
    ['money', 5, 'number'],
    ['phone', 'call me', 'phone'],
    ['email', 'nobody', 'email'],
    ['name', { called: 'Lan' }, 'name'],
    ['country', 'Viet Nam', 'country'],
    ['language', 'Vietnamese!', 'language'],
    ['geopoint', { latitude: 91, longitude: 0 }, 'geopoint'],
    ['photo', { id: '../../etc/passwd' }, 'attachment'],
    ['acknowledge', 'perhaps', 'acknowledge'],
    ['place', 'a b', 'place'],
  ])('%s refuses %j', (type, raw, code) => {
    const definition = form([field('x', type, type === 'range' ? { range: { start: 0, end: 10, step: 2 } } : {})]);
    const { answers, problems } = judged(definition, { x: raw });
    expect(problems).toMatchObject([{ path: 'x', code }]);
    expect(answers).toEqual({});
  });

  test('constraints have the words of the form, and do not test a blank', () => {
    const definition = form([
      field('age', 'integer', { constraint: '. >= 0 and . < 120', constraintMessage: { en: 'An age', fr: 'Un âge' } }),
      field('code', 'text', { constraint: "regex(., '[A-Z]{3}')" }),
      field('must', 'text', { requiredIf: '${age} > 10', requiredMessage: { en: 'Say why' } }),
    ]);
    expect(judged(definition, {}).problems).toEqual([]);
    expect(judged(definition, { age: 130, code: 'x'.repeat(1500) }).problems).toEqual([
      { path: 'age', code: 'constraint', message: { en: 'An age', fr: 'Un âge' } },
      { path: 'code', code: 'constraint' },
      { path: 'must', code: 'required', message: { en: 'Say why' } },
    ]);
  });

  test('names the form does not have are said', () => {
    const definition = form([field('a', 'text'), { kind: 'repeat', name: 'r', items: [field('b', 'text')] }]);
    const hostile = JSON.parse(
      '{"a":"x","__proto__":{"polluted":1},"constructor":1,"b":"up here","r":[{"b":"y","c":1},7]}',
    );
    expect(judged(definition, hostile)).toEqual({
      answers: { a: 'x', r: [{ b: 'y' }, {}] },
      problems: [
        { path: '__proto__', code: 'unknown' },
        { path: 'constructor', code: 'unknown' },
        { path: 'b', code: 'unknown' },
        { path: 'r.0.c', code: 'unknown' },
        { path: 'r.1', code: 'shape' },
      ],
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(judged(definition, [1]).problems).toEqual([{ path: '', code: 'shape' }]);
    expect(judged(definition, { r: 'x' }).problems).toEqual([{ path: 'r', code: 'shape' }]);
    expect(judged(definition, { r: Array(501).fill({}) }).problems).toEqual([
      { path: 'r', code: 'tooMany', params: { most: 500 } },
    ]);
  });
});

describe('a new entry', () => {
  test('has its defaults and stamps; a cleared default stays cleared', () => {
    const definition = form([
      field('began', 'stamp', { stamp: 'start' }),
      field('ended', 'stamp', { stamp: 'end' }),
      field('day', 'date', { default: { expression: 'today()' } }),
      field('channel', 'text', { default: { text: 'counter' } }),
      field('again', 'text', { default: { expression: "concat(${channel}, '!')" } }),
      { kind: 'repeat', name: 'r', items: [field('note_of', 'text', { default: { expression: '${channel}' } })] },
    ]);
    const fresh = initialAnswers(definition, context);
    expect(fresh).toEqual({
      began: context.now,
      ended: context.now,
      day: '2026-03-01',
      channel: 'counter',
      again: 'counter!',
    });
    expect(initialInstance(definition, 'r', context, fresh)).toEqual({ note_of: 'counter' });
    const later = { now: '2026-03-01T09:45:00+07:00' };
    expect(validate(definition, { ...fresh, channel: '' }, later).answers).toEqual({
      began: context.now,
      ended: later.now,
      day: '2026-03-01',
      again: 'counter!',
    });
  });
});

const cases = definitions.chain((definition) =>
  fc.record({ definition: fc.constant(definition), answers: answersTo(definition.items, definition) }),
);

test('what validation returns, it returns again', () => {
  const codeList = () => [{ code: 'x', label: {} }];
  fc.assert(
    fc.property(cases, ({ definition, answers }) => {
      const once = validate(definition, answers, { ...context, codeList });
      expect(validate(definition, once.answers, { ...context, codeList }).answers).toEqual(once.answers);
    }),
    { numRuns: 120, seed: 5 },
  );
});

test('no answers, however wrong, make it throw, and what it returns has the names of the form only', () => {
  fc.assert(
    fc.property(
      definitions,
      fc.dictionary(fc.constantFrom('q_0', 'q_1', 'q_2', 'q_3', 'r_1', 'r_2', '__proto__', 'x'), fc.jsonValue()),
      (definition, answers) => {
        const { answers: cleaned } = validate(definition, answers, context);
        expect(Object.keys(cleaned).every((name) => /^[qr]_/.test(name))).toBe(true);
      },
    ),
    { numRuns: 150, seed: 6 },
  );
});
