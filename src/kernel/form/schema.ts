/** The shape of a definition that comes from outside: configuration files, uploads. Server only: it brings zod along. */
import * as z from 'zod/mini';
import { strengths } from '../assessment/index.ts';
import { sensitivityClasses } from '../sensitivity.ts';
import { type FormDefinition, fieldTypes, type Item } from './definition.ts';

const short = z.string().check(z.minLength(1), z.maxLength(128));
const text = z.record(z.string().check(z.maxLength(35)), z.string().check(z.maxLength(20_000)));
const expression = z.string().check(z.maxLength(8000));
const mappings = z.strictObject({ htcds: z.optional(short), icTip: z.optional(short) });

const choice = z.strictObject({
  code: short,
  label: text,
  retired: z.optional(z.literal(true)),
  columns: z.optional(z.record(short, z.string().check(z.maxLength(1000)))),
  mappings: z.optional(mappings),
});

const list = z.union([
  z.strictObject({ choices: z.array(choice).check(z.maxLength(20_000)) }),
  z.strictObject({ codeList: short }),
]);

const named = {
  name: short,
  label: z.optional(text),
  showIf: z.optional(expression),
  appearance: z.optional(z.string().check(z.maxLength(200))),
};

const field = z.strictObject({
  kind: z.literal('field'),
  ...named,
  type: z.enum(fieldTypes),
  class: z.enum(sensitivityClasses),
  hint: z.optional(text),
  guidance: z.optional(text),
  list: z.optional(short),
  choiceFilter: z.optional(expression),
  requiredIf: z.optional(z.union([z.literal(true), expression])),
  requiredMessage: z.optional(text),
  constraint: z.optional(expression),
  constraintMessage: z.optional(text),
  calculation: z.optional(expression),
  default: z.optional(
    z.union([z.strictObject({ text: z.string().check(z.maxLength(20_000)) }), z.strictObject({ expression })]),
  ),
  readOnly: z.optional(z.literal(true)),
  range: z.optional(z.strictObject({ start: z.number(), end: z.number(), step: z.number() })),
  stamp: z.optional(z.enum(['start', 'end', 'today'])),
  mappings: z.optional(mappings),
});

/** Levels of groups and repeats are bounded, so that nothing that walks a definition can be driven too deep. */
const deepest = 12;

function itemAt(depth: number): z.ZodMiniType<unknown> {
  if (depth === 0) return field;
  const items = z.array(itemAt(depth - 1)).check(z.maxLength(3000));
  return z.discriminatedUnion('kind', [
    field,
    z.strictObject({ kind: z.literal('group'), ...named, items }),
    z.strictObject({ kind: z.literal('repeat'), ...named, count: z.optional(expression), items }),
  ]);
}

const codes = z.array(short).check(z.maxLength(100));
const least = z.optional(z.int().check(z.positive(), z.maximum(1000)));
const coded = { code: short, label: text };
const assessment = z.strictObject({
  source: text,
  profiles: z.array(z.strictObject({ ...coded, when: expression })).check(z.maxLength(50)),
  dimensions: z.array(z.strictObject({ ...coded, element: z.enum(['means', 'purpose']) })).check(z.maxLength(100)),
  themes: z.optional(z.strictObject({ title: text, items: z.array(z.strictObject(coded)).check(z.maxLength(100)) })),
  indicators: z
    .array(
      z.strictObject({
        ...coded,
        field: short,
        dimension: short,
        weights: z.record(short, z.nullable(z.enum(strengths))),
        themes: codes,
      }),
    )
    .check(z.maxLength(500)),
  rules: z
    .array(z.strictObject({ strong: least, medium: least, weak: least, mediumOrWeak: least }))
    .check(z.maxLength(50)),
  outcomes: z
    .array(
      z.strictObject({
        ...coded,
        hint: z.optional(text),
        when: z.optional(expression),
        positive: z.array(codes).check(z.maxLength(100)),
        negative: codes,
      }),
    )
    .check(z.maxLength(100)),
});

const schema = z.strictObject({
  code: short,
  version: z.int().check(z.positive()),
  title: text,
  languages: z.array(z.string().check(z.minLength(1), z.maxLength(35))).check(z.minLength(1), z.maxLength(50)),
  defaultLanguage: short,
  lists: z.record(short, list),
  items: z.array(itemAt(deepest)).check(z.maxLength(3000)),
  assessment: z.optional(assessment),
});

/** Reads a definition from untrusted JSON; `check` judges it further. Error paths are zod's. */
export const FormDefinitionSchema: z.ZodMiniType<FormDefinition> = schema as unknown as z.ZodMiniType<FormDefinition>;

export type { FormDefinition, Item };
