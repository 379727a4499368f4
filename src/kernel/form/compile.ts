/** A definition made ready to run: expressions parsed once, items in the order in which they depend on each other. */
import { type Expression, type FormDefinition, type Group, type Item, type Repeat, walk } from './definition.ts';
import { type Node, parseExpression, referencesOf } from './expression.ts';

export interface Compiled<T extends Item = Item> {
  item: T;
  repeats: readonly Repeat[];
  parent: Group | Repeat | undefined;
  /** Parsed expressions by property; a broken one is missing here and reported by `check`. */
  nodes: Partial<Record<ExpressionProperty, Node>>;
}

export const expressionProperties = [
  'showIf',
  'calculation',
  'count',
  'requiredIf',
  'constraint',
  'choiceFilter',
  'default',
] as const;
export type ExpressionProperty = (typeof expressionProperties)[number];

/** Properties whose result decides whether an item has a value and which; the others only judge it. */
export const valueProperties: readonly ExpressionProperty[] = ['showIf', 'calculation', 'count'];

export interface Program {
  byName: ReadonlyMap<string, Compiled>;
  /** Every item after those it depends on. */
  order: readonly Compiled[];
  /** Names of items that depend on themselves, in document order. */
  cycle: readonly string[];
}

/** The expression of an item's property, if it has one. */
export function expressionOf(item: Item, property: ExpressionProperty): Expression | undefined {
  const value: unknown = Object.hasOwn(item, property) ? item[property as keyof Item] : undefined;
  if (typeof value === 'string') return value;
  if (property === 'default' && typeof value === 'object' && value !== null && 'expression' in value) {
    return String(value.expression);
  }
  return undefined;
}

const programs = new WeakMap<FormDefinition, Program>();

/** Compiles a definition, once for each object: a definition is never changed in place. */
export function compile(definition: FormDefinition): Program {
  const known = programs.get(definition);
  if (known) return known;
  const byName = new Map<string, Compiled>();
  for (const { item, repeats, parent } of walk(definition.items)) {
    const nodes: Compiled['nodes'] = {};
    for (const property of expressionProperties) {
      const source = expressionOf(item, property);
      const parsed =
        source === undefined ? undefined : parseExpression(source, { columns: property === 'choiceFilter' });
      if (parsed?.ok) nodes[property] = parsed.node;
    }
    if (!byName.has(item.name)) byName.set(item.name, { item, repeats, parent, nodes });
  }
  const program = { byName, ...sort(byName) };
  programs.set(definition, program);
  return program;
}

/** Kahn's algorithm: what is left when nothing more is free depends on itself. */
function sort(byName: ReadonlyMap<string, Compiled>): { order: Compiled[]; cycle: string[] } {
  const waiting = new Map<string, Set<string>>();
  const dependents = new Map<string, string[]>();
  for (const [name, { parent, nodes }] of byName) {
    const needs = new Set(parent ? [parent.name] : []);
    for (const property of valueProperties) {
      const node = nodes[property];
      if (node) for (const reference of referencesOf(node)) if (byName.has(reference.name)) needs.add(reference.name);
    }
    waiting.set(name, needs);
    for (const need of needs) dependents.set(need, [...(dependents.get(need) ?? []), name]);
  }
  const free = [...byName.keys()].filter((name) => waiting.get(name)!.size === 0);
  const order: Compiled[] = [];
  for (let next = 0; next < free.length; next++) {
    order.push(byName.get(free[next]!)!);
    for (const dependent of dependents.get(free[next]!) ?? []) {
      const needs = waiting.get(dependent)!;
      needs.delete(free[next]!);
      if (needs.size === 0) free.push(dependent);
    }
  }
  const placed = new Set(free);
  const left = [...byName.keys()].filter((name) => !placed.has(name));
  // What only hangs behind a cycle is not part of it.
  let cycle = left;
  for (let before = -1; before !== cycle.length; ) {
    before = cycle.length;
    const among = new Set(cycle);
    cycle = cycle.filter((name) => dependents.get(name)?.some((dependent) => among.has(dependent)));
  }
  return { order: [...order, ...left.map((name) => byName.get(name)!)], cycle };
}
