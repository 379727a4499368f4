/** Random form definitions that `check` accepts, and answers to them, for property tests. */
import * as fc from 'fast-check';
import { type Assessment, strengths } from '../../src/kernel/assessment/index.ts';
import {
  attachmentTypes,
  type Choice,
  type ChoiceList,
  type Field,
  type FieldType,
  type FormDefinition,
  fieldsOf,
  fieldTypes,
  type Item,
  listTypes,
} from '../../src/kernel/form/index.ts';
import { sensitivityClasses } from '../../src/kernel/index.ts';

const languages = ['en', 'fr', 'vi', 'id', 'lo', 'zh-Hans', 'x-tetun'];
/** Texts as cells keep them: trimmed, no bare carriage return, nothing that looks like a reference. */
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((text) => text.replaceAll('$', '§').replace(/\r\n?/g, '\n').trim())
  .filter((text) => text !== '');
const trap = fc.constantFrom(
  '=1+1',
  '+84',
  '-5',
  '@x',
  "'quoted'",
  'a\nb',
  '_x000D_',
  'TRUE',
  '007',
  '1e3',
  '2001-05-17',
  'ຊື່',
  'សួស្តី',
);
const anyLine = fc.oneof({ weight: 4, arbitrary: line }, { weight: 1, arbitrary: trap });

const text = (among: readonly string[]) =>
  fc
    .dictionary(fc.constantFrom(...among), anyLine, { minKeys: 1, noNullPrototype: true })
    .map((found) => found as Record<string, string>);

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
/** Absent and undefined are different to `exactOptionalPropertyTypes` and to deep equality. */
const pruned = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

/** fast-check's records have no prototype; JSON's have one. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const code = fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/);
const mappings = fc.oneof(
  fc.record({ htcds: fc.constantFrom('vic_MethodsOfControl', 'hte_Latitude hte_Longitude') }),
  fc.record({ icTip: fc.constant('victim.sex'), htcds: fc.constant('prs_Gender') }),
);

const choice = (among: readonly string[]): fc.Arbitrary<Choice> =>
  fc
    .record({
      code,
      label: text(among),
      retired: optional(fc.constant(true as const)),
      columns: optional(
        fc.dictionary(fc.constantFrom('province', 'Kind', 'count'), anyLine, { minKeys: 1, noNullPrototype: true }),
      ),
      mappings: optional(mappings),
    })
    .map((one) => pruned(one) as Choice);

const list = (among: readonly string[]): fc.Arbitrary<ChoiceList> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        choices: fc.uniqueArray(choice(among), { minLength: 1, maxLength: 5, selector: (one) => one.code }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ codeList: fc.constantFrom('country', 'topic') }) },
  );

/** Expressions that name only what is there. */
const expression = (names: readonly string[]): fc.Arbitrary<string> => {
  const reference = names.length > 0 ? fc.constantFrom(...names).map((name) => `\${${name}}`) : fc.constant("''");
  return fc.oneof(
    reference.map((ref) => `${ref} = 'a'`),
    reference.map((ref) => `not(selected(${ref}, "b")) and ${ref} != ''`),
    reference.map((ref) => `(${ref} + 1) * 2 >= 18 or today() > date('2020-01-01')`),
    reference.map((ref) => `if(string-length(${ref}) > 3, true(), false())`),
    reference.map((ref) => `regex(${ref}, '^[A-Z]{2}\\d+$')`),
    fc.constant('1 = 1'),
  );
};

interface Shape {
  type: FieldType;
  name: string;
}

function field(
  shape: Shape,
  before: readonly string[],
  among: readonly string[],
  lists: readonly string[],
): fc.Arbitrary<Field> {
  const { type, name } = shape;
  const isList = listTypes.includes(type);
  const computes = type === 'calculated' || !['note', 'stamp', ...attachmentTypes].includes(type);
  return fc
    .record({
      class: fc.constantFrom(...sensitivityClasses),
      label: ['calculated', 'hidden', 'stamp'].includes(type) ? optional(text(among)) : text(among),
      hint: optional(text(among)),
      guidance: optional(text(among)),
      list: isList ? fc.constantFrom(...lists) : fc.constant(undefined),
      choiceFilter: isList ? optional(fc.constant("name != 'zz'")) : fc.constant(undefined),
      showIf: optional(expression(before)),
      requiredIf: optional(fc.oneof(fc.constant(true as const), expression(before))),
      requiredMessage: optional(text(among)),
      constraint: optional(fc.constantFrom(". != 'x'", 'string-length(.) < 900')),
      constraintMessage: optional(text(among)),
      calculation:
        type === 'calculated' ? expression(before) : computes ? optional(expression(before)) : fc.constant(undefined),
      default: ['text', 'longText', 'hidden'].includes(type)
        ? optional(
            fc.oneof(
              anyLine.map((one) => ({ text: one })),
              fc.constantFrom('today()', '5', 'hello', "'x'").map((one) => ({ text: one })),
              fc.oneof(expression(before), fc.constantFrom('5', "'x'", 'today()')).map((one) => ({ expression: one })),
            ),
          )
        : fc.constant(undefined),
      readOnly: optional(fc.constant(true as const)),
      appearance: optional(fc.constantFrom('minimal', 'w1 minimal', 'numbers')),
      range:
        type === 'range'
          ? fc.constantFrom({ start: 0, end: 10, step: 2 }, { start: -1.5, end: 1.5, step: 0.5 })
          : fc.constant(undefined),
      stamp:
        type === 'stamp' ? fc.constantFrom('start' as const, 'end' as const, 'today' as const) : fc.constant(undefined),
      mappings: optional(mappings),
    })
    .map((one) => pruned({ kind: 'field' as const, name, type, ...one }) as Field);
}

/** Nests a flat list of fields into groups and repeats, by a number for each. */
function nest(
  fields: readonly Item[],
  turns: readonly number[],
  labels: readonly (Record<string, string> | undefined)[],
): Item[] {
  const top: Item[] = [];
  const open: Item[][] = [top];
  for (const [index, one] of fields.entries()) {
    const turn = turns[index % Math.max(1, turns.length)] ?? 0;
    const label = labels[index % Math.max(1, labels.length)];
    if (turn === 1 && open.length < 4) {
      const items: Item[] = [];
      open.at(-1)!.push(pruned({ kind: 'group' as const, name: `g_${index}`, label, items }) as Item);
      open.push(items);
    } else if (turn === 2 && open.length < 4) {
      const items: Item[] = [];
      const count = index % 2 ? '2' : undefined;
      open.at(-1)!.push(pruned({ kind: 'repeat' as const, name: `r_${index}`, label, count, items }) as Item);
      open.push(items);
    } else if (turn === 3 && open.length > 1) open.pop();
    open.at(-1)!.push(one);
  }
  return top;
}

/** An assessment over the yes/no questions of a form that are asked once. */
function assessment(questions: readonly string[], among: readonly string[]): fc.Arbitrary<Assessment> {
  const when = expression(questions);
  const profiles = ['grown', 'Young-1'];
  const dimensions = ['one', 'two', 'three'];
  const themes = ['AA', 'B_b'];
  const weight = fc.option(fc.constantFrom(...strengths), { freq: 3 });
  const least = optional(fc.integer({ min: 1, max: 12 }));
  return fc
    .record({
      source: text(among),
      profiles: fc.tuple(...profiles.map((code) => fc.record({ code: fc.constant(code), label: text(among), when }))),
      dimensions: fc.tuple(
        ...dimensions.map((code) =>
          fc.record({
            code: fc.constant(code),
            label: text(among),
            element: fc.constantFrom('means' as const, 'purpose' as const),
          }),
        ),
      ),
      themes: optional(
        fc.record({
          title: text(among),
          items: fc.tuple(...themes.map((code) => fc.record({ code: fc.constant(code), label: text(among) }))),
        }),
      ),
      indicators: fc.tuple(
        ...questions.map((field, index) =>
          fc.record({
            code: fc.constant(`I-${index}`),
            label: text(among),
            field: fc.constant(field),
            dimension: fc.constantFrom(...dimensions),
            weights: fc.tuple(weight, weight).map(([first, second]) => ({ grown: first, 'Young-1': second })),
            themes: fc.subarray(themes),
          }),
        ),
      ),
      rules: fc.array(
        fc
          .record({ strong: least, medium: least, weak: least, mediumOrWeak: least })
          .map(pruned)
          .filter((rule) => Object.keys(rule).length > 0),
        { minLength: 1, maxLength: 4 },
      ),
      outcomes: fc.uniqueArray(
        fc
          .record({
            code: fc.constantFrom('a', 'b-2', 'c_3'),
            label: text(among),
            hint: optional(text(among)),
            when: optional(when),
            positive: fc.array(fc.subarray(dimensions, { minLength: 1 }), { maxLength: 3 }),
            negative: fc.subarray(dimensions),
          })
          .map(pruned),
        { minLength: 1, maxLength: 3, selector: ({ code: one }) => one },
      ),
    })
    .map((one): Assessment => {
      const { themes: second, ...rest } = one;
      // Without themes, no indicator names one.
      if (second) return { ...rest, themes: second } as Assessment;
      return { ...rest, indicators: rest.indicators.map((each) => ({ ...each, themes: [] })) } as Assessment;
    });
}

/** Half of the forms that have something to weigh weigh it. */
function weighed(definition: FormDefinition): fc.Arbitrary<FormDefinition> {
  const questions = [...fieldsOf(definition)]
    .filter(({ item, repeats }) => item.type === 'yesNo' && repeats.length === 0)
    .map(({ item }) => item.name);
  if (questions.length === 0) return fc.constant(definition);
  return fc
    .option(assessment(questions, definition.languages), { freq: 2 })
    .map((found) => (found ? plain({ ...definition, assessment: found }) : definition));
}

export const definitions: fc.Arbitrary<FormDefinition> = fc
  .uniqueArray(fc.constantFrom(...languages), { minLength: 1, maxLength: 3 })
  .chain((among) =>
    fc
      .record({
        code: fc.stringMatching(/^[a-z][a-z0-9_-]{0,10}$/),
        version: fc.integer({ min: 1, max: 2_026_031_501 }),
        title: text(among),
        defaultLanguage: fc.constantFrom(...among),
        lists: fc.tuple(list(among), list(among)),
        types: fc.array(
          fc.oneof(
            { weight: 4, arbitrary: fc.constantFrom(...fieldTypes) },
            { weight: 1, arbitrary: fc.constant('yesNo' as const) },
          ),
          { minLength: 1, maxLength: 14 },
        ),
        turns: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 }),
        labels: fc.array(optional(text(among)), { minLength: 1, maxLength: 3 }),
      })
      .chain(({ types, turns, labels, lists, ...form }) =>
        fc
          .tuple(
            ...types.map((type, index) =>
              field(
                { type, name: `q_${index}` },
                types.slice(0, index).map((_, earlier) => `q_${earlier}`),
                among,
                ['first', 'second'],
              ),
            ),
          )
          .map((fields) =>
            plain({
              ...form,
              languages: among,
              lists: { first: lists[0], second: lists[1] },
              items: nest(fields, turns, labels),
            }),
          ),
      ),
  )
  .chain(weighed);

/** Answers that fit a field's type; not yet whether the form shows it or its constraint holds. */
export function answerTo(one: Field, definition: FormDefinition): fc.Arbitrary<unknown> {
  const found = one.list === undefined ? undefined : definition.lists[one.list];
  const codes =
    found && 'choices' in found ? found.choices.filter(({ retired }) => !retired).map((choice) => choice.code) : [];
  const pick = codes.length > 0 ? fc.constantFrom(...codes) : fc.constant(undefined);
  const date = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
  switch (one.type) {
    case 'note':
    case 'calculated':
      return fc.constant(undefined);
    case 'integer':
      return fc.integer({ min: -1000, max: 1_000_000 });
    case 'decimal':
      return fc.integer({ min: -100_000, max: 100_000 }).map((cents) => cents / 100);
    case 'range':
      return fc.constantFrom(one.range!.start, one.range!.start + one.range!.step);
    case 'date':
      return date;
    case 'partialDate':
      return fc
        .tuple(date, fc.constantFrom(4, 7, 10), fc.constantFrom('stated', 'document', 'estimated'))
        .map(([day, length, known]) => ({ value: day.slice(0, length), known }));
    case 'time':
      return fc.constantFrom('00:00', '09:30', '23:59:59');
    case 'dateTime':
      return date.map((day) => `${day}T09:30:00+07:00`);
    case 'yesNo':
      return fc.constantFrom('yes', 'no', 'unknown');
    case 'choice':
      return pick;
    case 'choices':
    case 'rank':
      return codes.length > 0 ? fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1 }) : fc.constant(undefined);
    case 'place':
      return fc.constantFrom('VN', 'VN-01', 'VN-HN.001');
    case 'money':
      return fc.record({ amount: fc.integer({ min: 0, max: 1e9 }), currency: fc.constantFrom('VND', 'THB') });
    case 'phone':
      return fc.constantFrom('+84901234567', '111');
    case 'email':
      return fc.constant('lan@example.org');
    case 'name':
      return anyLine.map((full) => ({ full }));
    case 'organisation':
      return anyLine.map((name) => ({ name }));
    case 'country':
      return fc.constantFrom('VN', 'TH', 'LA');
    case 'language':
      return fc.constantFrom('vi', 'lo', 'zh-Hans');
    case 'document':
      return fc.record({ number: fc.constant('C1234567'), type: fc.constant('passport'), country: fc.constant('VN') });
    case 'geopoint':
      return fc.record({ latitude: fc.integer({ min: -90, max: 90 }), longitude: fc.integer({ min: -180, max: 180 }) });
    case 'acknowledge':
      return fc.constant(true);
    case 'stamp':
      return fc.constant('2026-03-01T09:00:00+07:00');
    case 'photo':
    case 'audio':
    case 'video':
    case 'file':
    case 'signature':
      return fc.uuid().map((id) => ({ id }));
    default:
      return anyLine;
  }
}

/** Answers to the items of one level; each may be blank. */
export function answersTo(items: readonly Item[], definition: FormDefinition): fc.Arbitrary<Record<string, unknown>> {
  const parts = items.map((item): fc.Arbitrary<Record<string, unknown>> => {
    if (item.kind === 'group') return answersTo(item.items, definition);
    if (item.kind === 'repeat') {
      return fc
        .array(answersTo(item.items, definition), { maxLength: 3 })
        .map((instances) => (instances.length > 0 ? { [item.name]: instances } : {}));
    }
    return fc
      .option(answerTo(item, definition), { nil: undefined, freq: 4 })
      .map((answer) => (answer === undefined ? {} : { [item.name]: answer }));
  });
  return fc.tuple(...parts).map((found) => plain(Object.assign({}, ...found) as Record<string, unknown>));
}
