/** Answers while they are typed: texts as they stand in the controls, by the paths of `ItemState`. */
import {
  type Answers,
  type FormContext,
  type FormDefinition,
  type Item,
  initialInstance,
} from '../../kernel/form/index.ts';

/** What is held while filling: not yet read, also where it is hidden now. */
export type Typed = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at `children.0.age`; undefined where there is nothing. */
export function valueAt(typed: Typed, path: string): unknown {
  let here: unknown = typed;
  for (const part of path.split('.')) {
    if (Array.isArray(here)) here = here[Number(part)];
    else if (isRecord(here) && Object.hasOwn(here, part)) here = here[part];
    else return undefined;
  }
  return here;
}

/** The answers with one changed; blank takes the name away. Nothing given is changed. */
export function withValue(typed: Typed, path: string, value: unknown): Typed {
  const [first, ...rest] = path.split('.') as [string, ...string[]];
  const { [first]: before, ...others } = typed;
  if (rest.length === 0) return isBlank(value) ? others : { ...typed, [first]: value };
  const list: unknown[] = Array.isArray(before) ? [...before] : [];
  const [index, ...inner] = rest as [string, ...string[]];
  const instance = list[Number(index)];
  list[Number(index)] = withValue(isRecord(instance) ? instance : {}, inner.join('.'), value);
  return { ...typed, [first]: list };
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The instances of a repeat at its path. */
export function instancesAt(typed: Typed, path: string): readonly unknown[] {
  const found = valueAt(typed, path);
  return Array.isArray(found) ? found : [];
}

/** One more instance of a repeat, with its defaults. */
export function withInstance(typed: Typed, path: string, definition: FormDefinition, context: FormContext): Typed {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const fresh = initialInstance(definition, name, context, typed as Answers);
  return withValue(typed, path, [...instancesAt(typed, path), fresh]);
}

export const withoutInstance = (typed: Typed, path: string, index: number): Typed =>
  withValue(
    typed,
    path,
    instancesAt(typed, path).filter((_, other) => other !== index),
  );

/** What somebody pressed in a form without script, besides saving. */
export type PlainAction =
  | { kind: 'save' | 'update' }
  | { kind: 'add'; path: string }
  | { kind: 'remove'; path: string; index: number };

const several: readonly string[] = ['choices', 'rank'];

/**
 * Reads a submitted HTML form: names are paths (`salary.amount`, `children.0.age`), a name given twice is a list.
 * Names that the form does not have are left out, so that nothing but the form's own fields gets in.
 */
export function readPlainForm(
  definition: FormDefinition,
  pairs: Iterable<readonly [string, string]>,
): { typed: Typed; action: PlainAction } {
  const given = new Map<string, string[]>();
  for (const [name, value] of pairs) given.set(name, [...(given.get(name) ?? []), value]);
  const typed = collect(definition.items, given, '');
  return { typed, action: actionOf(given.get('_action')?.[0] ?? 'save') };
}

function collect(
  items: readonly Item[],
  given: ReadonlyMap<string, string[]>,
  prefix: string,
): Record<string, unknown> {
  const found: [string, unknown][] = [];
  for (const item of items) {
    const path = prefix + item.name;
    if (item.kind === 'group') found.push(...Object.entries(collect(item.items, given, prefix)));
    else if (item.kind === 'repeat') {
      const count = instanceCount(given, path);
      if (count > 0) {
        found.push([
          item.name,
          Array.from({ length: count }, (_, index) => collect(item.items, given, `${path}.${index}.`)),
        ]);
      }
    } else {
      const value = several.includes(item.type)
        ? given.get(path)?.filter(Boolean)
        : (given.get(path)?.[0] ?? partsOf(given, path));
      if (!isBlank(value)) found.push([item.name, value]);
    }
  }
  return Object.fromEntries(found);
}

const mostInstances = 500;

function instanceCount(given: ReadonlyMap<string, string[]>, path: string): number {
  let count = Number(given.get(`_count.${path}`)?.[0] ?? 0);
  if (!Number.isInteger(count) || count < 0) count = 0;
  return Math.min(count, mostInstances);
}

const partNames = [
  'amount',
  'currency',
  'value',
  'known',
  'full',
  'called',
  'romanised',
  'name',
  'id',
  'number',
  'type',
  'country',
  'latitude',
  'longitude',
];

function partsOf(given: ReadonlyMap<string, string[]>, path: string): Record<string, string> | undefined {
  const found = partNames.flatMap((part) => {
    const value = given.get(`${path}.${part}`)?.[0];
    return value ? [[part, value] as const] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function actionOf(text: string): PlainAction {
  const [, kind, path, index] = /^(add|remove) ([^ ]+)(?: (\d+))?$/.exec(text) ?? [];
  if (kind === 'add' && path) return { kind, path };
  if (kind === 'remove' && path && index !== undefined) return { kind, path, index: Number(index) };
  return { kind: text === 'update' ? 'update' : 'save' };
}
