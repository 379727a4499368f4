/** Judges answers against a definition, and fills a new entry's defaults. */
import type { FieldProblem } from '../problem.ts';
import {
  type Answers,
  type Field,
  type FormContext,
  type FormDefinition,
  fieldsOf,
  type Item,
  listTypes,
} from './definition.ts';
import { evaluate, type FormState, type ItemState } from './evaluate.ts';
import { toText, toTruth } from './functions.ts';
import { itemsHere } from './split.ts';
import { Refused, type RefusedCode, readAnswer } from './values.ts';

/** Every code a field problem of a form can have: keys of the words under `field.`. */
export type FieldCode = RefusedCode | 'required' | 'constraint' | 'unknown' | 'shape';

export interface Validated {
  /** Normalised, calculations filled in, what is not shown left out. Only worth keeping when there is no problem. */
  answers: Answers;
  /** In document order, then names the form does not have. `code` is a key of the words under `field.`. */
  problems: (FieldProblem & { code: FieldCode })[];
}

const silent: readonly string[] = ['note', 'calculated', 'stamp', 'hidden'];

/** Validates untrusted answers: JSON or the texts of an HTML form. Never throws for anything in them. */
export function validate(definition: FormDefinition, answers: unknown, context: FormContext): Validated {
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) {
    return { answers: {}, problems: [{ path: '', code: 'shape' }] };
  }
  const state = evaluate(definition, answers as Record<string, unknown>, context);
  const problems: Validated['problems'] = [];
  for (const one of state.items) {
    if (one.shown && one.item.kind === 'field') judge(one, one.item, state, context, problems);
    else if (one.shown && one.refused) problems.push(problemOf(one.path, one.refused));
  }
  strangers(definition.items, answers as Record<string, unknown>, '', problems);
  return { answers: state.answers, problems };
}

const problemOf = (path: string, { code, params }: Refused): Validated['problems'][number] => ({
  path,
  code,
  ...(params && { params }),
});

function judge(
  state: ItemState,
  field: Field,
  form: FormState,
  context: FormContext,
  problems: Validated['problems'],
): void {
  const { path, value, refused, required } = state;
  if (refused) {
    problems.push(problemOf(path, refused));
  } else if (value === undefined) {
    if (required && !silent.includes(field.type)) {
      problems.push({ path, code: 'required', ...(field.requiredMessage && { message: field.requiredMessage }) });
    }
  } else {
    const foreign = notOffered(state, field, context);
    if (foreign !== undefined) problems.push({ path, code: 'choice', params: { value: foreign } });
    // A constraint that cannot be computed has not been met.
    else if (field.constraint !== undefined && !toTruth(form.result(path, 'constraint') ?? false)) {
      problems.push({ path, code: 'constraint', ...(field.constraintMessage && { message: field.constraintMessage }) });
    }
  }
}

/** The first code of an answer that is not among the choices on offer. */
function notOffered(state: ItemState, field: Field, { codeList }: FormContext): string | undefined {
  const codes = Array.isArray(state.value) ? (state.value as string[]) : [String(state.value)];
  // Countries and languages are checked against the installation's list where it keeps one of that name.
  const choices = listTypes.includes(field.type)
    ? (state.choices ?? [])
    : field.type === 'country' || field.type === 'language'
      ? codeList?.(field.type)
      : undefined;
  if (!choices) return undefined;
  const offered = new Set(choices.map(({ code }) => code));
  return codes.find((code) => !offered.has(code));
}

/** Names the form does not have at this level, and repeats of the wrong shape: said, never dropped unseen. */
function strangers(
  items: readonly Item[],
  answers: Record<string, unknown>,
  prefix: string,
  problems: Validated['problems'],
): void {
  const here = itemsHere(items);
  for (const [name, given] of Object.entries(answers)) {
    const path = prefix + name.slice(0, 128);
    const item = here.get(name);
    if (!item) problems.push({ path, code: 'unknown' });
    else if (item.kind === 'repeat' && given !== undefined && given !== null) {
      if (!Array.isArray(given)) problems.push({ path, code: 'shape' });
      else {
        for (const [index, instance] of given.entries()) {
          if (typeof instance !== 'object' || instance === null || Array.isArray(instance)) {
            problems.push({ path: `${path}.${index}`, code: 'shape' });
          } else strangers(item.items, instance as Record<string, unknown>, `${path}.${index}.`, problems);
        }
      }
    }
    if (problems.length > 1000) return;
  }
}

/** Answers of a new entry: defaults and stamps. Defaults in repeats come with each instance: `initialInstance`. */
export function initialAnswers(definition: FormDefinition, context: FormContext): Answers {
  return defaults(definition, undefined, context, {});
}

/** Answers of a new instance of a repeat, whose default expressions see the answers given so far. */
export function initialInstance(
  definition: FormDefinition,
  repeat: string,
  context: FormContext,
  answers: Answers,
): Answers {
  return defaults(definition, repeat, context, answers);
}

function defaults(
  definition: FormDefinition,
  repeat: string | undefined,
  context: FormContext,
  around: Answers,
): Answers {
  let found: Answers = {};
  for (const { item: field, repeats } of fieldsOf(definition)) {
    if (repeats.at(-1)?.name !== repeat) continue;
    let given: unknown = field.type === 'stamp' ? context.now : undefined;
    if (field.default) {
      given =
        'text' in field.default
          ? field.default.text
          : toText(evaluate(definition, { ...around, ...found }, context).result(field.name, 'default') ?? '');
    }
    const read = readAnswer(given, field, context);
    if (read !== undefined && !(read instanceof Refused)) found = { ...found, [field.name]: read };
  }
  return found;
}
