import fc from 'fast-check';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { type Field, type FieldType, type FormDefinition, fieldTypes, validate } from '../../kernel/form/index.ts';
import {
  AnswersView,
  FormView,
  type FormViewProps,
  readPlainForm,
  reconcileAnswers,
  sayAnswer,
  valueAt,
  withValue,
} from './index.ts';

const field = (name: string, type: FieldType, more: Partial<Field> = {}): Field => ({
  kind: 'field',
  name,
  type,
  class: 'operational',
  label: { en: `Question ${name}` },
  ...more,
});
/** A reference to another question, as XLSForm writes it. */
const ref = (name: string): string => ['$', '{', name, '}'].join('');
const choices = (count: number) => ({
  choices: Array.from({ length: count }, (_, index) => ({ code: `c${index}`, label: { en: `Choice ${index}` } })),
});

/** A form with every type of field, each once in the open and once in a repeat. */
const every = (): FormDefinition => {
  const fields = (suffix: string): Field[] =>
    fieldTypes.map((type) =>
      field(`${type}${suffix}`, type, {
        ...(['choice', 'choices', 'rank'].includes(type) && { list: 'few' }),
        ...(type === 'range' && { range: { start: 0, end: 10, step: 1 } }),
        ...(type === 'calculated' && { calculation: '1 + 1' }),
      }),
    );
  return {
    code: 'every',
    version: 1,
    title: { en: 'Every kind of question' },
    languages: ['en', 'vi'],
    defaultLanguage: 'en',
    lists: { few: choices(3), many: choices(60) },
    items: [
      { kind: 'group', name: 'open', label: { en: 'In the open' }, items: fields('') },
      { kind: 'repeat', name: 'again', label: { en: 'Again' }, items: fields('_again') },
      field('many', 'choice', { list: 'many' }),
      field('manyOf', 'choices', { list: 'many' }),
    ],
  };
};

const draw = (definition: FormDefinition, more: Partial<FormViewProps> = {}): string =>
  render(
    <FormView
      definition={definition}
      typed={{ again: [{}] }}
      context={{ now: '2026-11-22T09:30:00+07:00' }}
      t={(key) => key}
      language="en"
      formLanguage="en"
      {...more}
    />,
  );
const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map((match) => match[1]!);

describe('FormView', () => {
  it.each([
    ['plain', {}],
    ['living', { onChange: () => undefined }],
  ])('names, labels and ties every control (%s)', (_, more) => {
    const html = draw(every(), more);
    for (const type of fieldTypes) {
      if (['hidden', 'stamp'].includes(type)) continue;
      expect(html, type).toContain(`id="field-${type}"`);
      if (type !== 'note') expect(html, type).toContain(`id="form-${type}"`);
    }
    const ids = attributes(html, 'id');
    expect(new Set(ids).size).toBe(ids.length);
    for (const target of attributes(html, 'for')) expect(ids).toContain(target);
    for (const described of attributes(html, 'aria-describedby')) {
      for (const id of described.split(' ')) expect(ids).toContain(id);
    }
    expect(html).not.toContain('style=');
  });

  it('without script submits names that are read back as answers of the form, and of nothing else', () => {
    const definition = every();
    const names = attributes(draw(definition), 'name').filter((name) => !/^_(action|language)/.test(name));
    const pairs = names.map((name): [string, string] => [name, name.startsWith('_count') ? '1' : 'x']);
    const { typed } = readPlainForm(definition, [
      ...pairs,
      ['__proto__', 'x'],
      ['again.0.__proto__', 'x'],
      ['foreign', 'x'],
    ]);
    const { problems } = validate(definition, typed, { now: '2026-11-22T09:30:00+07:00' });
    expect(problems.filter(({ code }) => code === 'unknown' || code === 'shape')).toEqual([]);
    expect(Object.keys(typed)).not.toContain('foreign');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(valueAt(typed, 'money')).toEqual({ amount: 'x', currency: 'x' });
    expect(valueAt(typed, 'again.0.name_again')).toEqual({ full: 'x', called: 'x', romanised: 'x' });
  });

  it('asks what the answers call for, and nothing else', () => {
    const definition: FormDefinition = {
      ...every(),
      items: [field('paid', 'yesNo'), field('why', 'text', { showIf: `${ref('paid')} = 'no'`, requiredIf: true })],
    };
    expect(draw(definition, { typed: { paid: 'yes' } })).not.toContain('Question why');
    expect(draw(definition, { typed: { paid: 'no' } })).toContain('Question why');
  });

  it('computes and fills texts with answers while they are given', () => {
    const definition: FormDefinition = {
      ...every(),
      items: [
        field('age', 'integer'),
        field('double', 'calculated', { calculation: `${ref('age')} * 2` }),
        field('said', 'note', { label: { en: `So you are **${ref('age')}**` } }),
      ],
    };
    const html = draw(definition, { typed: { age: '21' } });
    expect(html).toContain('>42<');
    expect(html).toContain('So you are <strong>21</strong>');
  });

  it('says what is wrong at the top and beside the field, in the author’s words where there are some', () => {
    const definition: FormDefinition = { ...every(), items: [field('age', 'integer', { requiredIf: true })] };
    const html = draw(definition, {
      problems: [{ path: 'age', code: 'required', message: { en: 'How old are they?' } }],
    });
    expect(html.match(/How old are they\?/g)).toHaveLength(2);
    expect(html).toContain('href="#field-age"');
    expect(html).toContain('aria-describedby="form-age-error"');
  });

  it('marks what is sealed and covers what the role may not read', () => {
    const definition: FormDefinition = { ...every(), items: [field('story', 'longText', { class: 'account' })] };
    expect(draw(definition)).toContain('form.class.account');
    const covered = draw(definition, { covered: ['story'], typed: { story: 'secret' } });
    expect(covered).toContain('form.covered');
    expect(covered).not.toContain('secret');
  });

  it('obeys no HTML of an uploaded form', () => {
    const label = { en: '<img src=x onerror=alert(1)> Say <b>it</b> *softly*' };
    const html = draw({ ...every(), items: [field('a', 'text', { label })] });
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<b>');
    expect(html).toContain('<em>softly</em>');
  });

  it('shows a list of sixty as a field to look through, and natively without script', () => {
    expect(draw(every(), { onChange: () => undefined })).toMatch(/<input[^>]+id="form-many"[^>]+role="combobox"/);
    expect(draw(every())).toMatch(/<select[^>]+id="form-many"/);
  });
});

describe('withValue', () => {
  it('is read back by valueAt, changes nothing else and nothing given', () => {
    const path = fc.oneof(
      fc.constantFrom('a', 'b'),
      fc.tuple(fc.constantFrom('r', 's'), fc.nat(3), fc.constantFrom('x', 'y')).map((parts) => parts.join('.')),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(path, fc.string({ minLength: 1 }))),
        path,
        fc.string({ minLength: 1 }),
        (steps, at, value) => {
          const before = steps.reduce((typed, [where, what]) => withValue(typed, where, what), {});
          const copy = structuredClone(before);
          const after = withValue(before, at, value);
          expect(before).toEqual(copy);
          expect(valueAt(after, at)).toBe(value);
          for (const [where] of steps) if (where !== at) expect(valueAt(after, where)).toBe(valueAt(before, where));
        },
      ),
      { seed: 5 },
    );
  });

  it('takes a blank away: absent is not empty', () => {
    expect(withValue({ a: 'x', b: 'y' }, 'a', '')).toEqual({ b: 'y' });
    expect(withValue({ a: ['x'] }, 'a', [])).toEqual({});
  });
});

describe('readPlainForm', () => {
  it('tells which button was pressed', () => {
    const press = (text: string) => readPlainForm(every(), [['_action', text]]).action;
    expect(press('add again')).toEqual({ kind: 'add', path: 'again' });
    expect(press('remove again 2')).toEqual({ kind: 'remove', path: 'again', index: 2 });
    expect(press('update')).toEqual({ kind: 'update' });
    expect(press('anything')).toEqual({ kind: 'save' });
  });

  it('takes a list from a name given several times, and no more instances than a form may have', () => {
    const { typed } = readPlainForm(every(), [
      ['choices', 'c0'],
      ['choices', 'c2'],
      ['_count.again', '999999'],
      ['_count.again.x', '-1'],
    ]);
    expect(typed.choices).toEqual(['c0', 'c2']);
    expect(typed.again).toHaveLength(500);
  });
});

describe('AnswersView', () => {
  it('says every answer in words, a blank as one, and nothing of what is covered', () => {
    const definition: FormDefinition = {
      ...every(),
      items: [
        field('job', 'choice', { list: 'few' }),
        field('fee', 'money'),
        field('story', 'longText'),
        field('more', 'text'),
      ],
    };
    const html = render(
      <AnswersView
        definition={definition}
        answers={{ job: 'c1', fee: { amount: 1200, currency: 'USD' }, story: 'secret' }}
        context={{ now: '2026-11-22T09:30:00+07:00' }}
        t={(key) => key}
        language="en"
        formLanguage="en"
        covered={['story']}
      />,
    );
    expect(html).toContain('Choice 1');
    expect(html).toContain('$1,200.00');
    expect(html).toContain('form.blank');
    expect(html).not.toContain('secret');
  });

  it('has words for an answer of every type', () => {
    const saying = { definition: every(), t: (key: string) => key, language: 'en', formLanguage: 'en' };
    for (const type of fieldTypes) expect(sayAnswer(field('a', type), undefined, saying)).toBe('form.blank');
    expect(sayAnswer(field('a', 'partialDate'), { value: '2001-05', known: 'stated' }, saying)).toContain(
      'form.date.stated',
    );
    expect(sayAnswer(field('a', 'money'), { amount: 5, currency: 'XQ' }, saying)).toBe('5 XQ');
  });
});

describe('reconcileAnswers', () => {
  it('loses no answer of anybody: what is not taken is a conflict', () => {
    const answers = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y', 'z'));
    fc.assert(
      fc.property(answers, answers, answers, (base, mine, theirs) => {
        const { merged, conflicts } = reconcileAnswers(base, mine, theirs);
        for (const name of ['a', 'b', 'c', 'd']) {
          if (conflicts.includes(name)) {
            expect(new Set([base[name], mine[name], theirs[name]]).size).toBe(3);
          } else if (mine[name] !== base[name]) expect(merged[name]).toBe(mine[name]);
          else expect(merged[name]).toBe(theirs[name]);
        }
      }),
      { seed: 4 },
    );
  });
});
