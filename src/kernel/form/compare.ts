/** What changes between two versions of a form, for the person who is about to publish the second. */
import { type ChoiceList, type FormDefinition, type Item, walk } from './definition.ts';

export interface Change {
  kind: 'added' | 'removed' | 'changed';
  what: 'form' | 'field' | 'group' | 'repeat' | 'list' | 'choice';
  /** Name of the item or list; `list.code` for a choice; '' for the form. */
  path: string;
  /** What of it changed: a property of the definition, or `place` when it moved into or out of a group or repeat. */
  property?: string;
  from?: unknown;
  to?: unknown;
  /** Old entries are not read by the new version as they were meant: an answer has gone, or means something else. */
  touches: boolean;
}

/** Properties after whose change an old answer no longer means the same. */
const touching: readonly string[] = ['type', 'class', 'list', 'kind', 'repeat'];
const formProperties = ['title', 'languages', 'defaultLanguage', 'assessment'] as const;

/** Lists the changes from `before` to `after`: the form, then items, then lists, each in document order. */
export function compareDefinitions(before: FormDefinition, after: FormDefinition): Change[] {
  const changes: Change[] = [];
  for (const property of formProperties) {
    if (!same(before[property], after[property])) {
      changes.push({
        kind: 'changed',
        what: 'form',
        path: '',
        property,
        from: before[property],
        to: after[property],
        touches: false,
      });
    }
  }
  return [...changes, ...compareItems(before, after), ...compareLists(before.lists, after.lists)];
}

function compareItems(before: FormDefinition, after: FormDefinition): Change[] {
  const old = flatten(before);
  const now = flatten(after);
  const changes: Change[] = [];
  for (const [name, { item }] of old) {
    if (!now.has(name)) changes.push({ kind: 'removed', what: item.kind, path: name, touches: item.kind !== 'group' });
  }
  for (const [name, { item, facts }] of now) {
    const was = old.get(name);
    if (!was) {
      changes.push({ kind: 'added', what: item.kind, path: name, touches: false });
      continue;
    }
    for (const property of new Set([...Object.keys(was.facts), ...Object.keys(facts)])) {
      const [from, to] = [was.facts[property], facts[property]];
      if (same(from, to)) continue;
      const touches = touching.includes(property);
      changes.push({
        kind: 'changed',
        what: item.kind,
        path: name,
        property,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        touches,
      });
    }
  }
  const order = (map: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string =>
    [...map.keys()].filter((name) => other.has(name)).join(' ');
  if (order(old, now) !== order(now, old)) {
    changes.push({ kind: 'changed', what: 'form', path: '', property: 'order', touches: false });
  }
  return changes;
}

/** Items by name with what can be compared: their own properties and where they stand. */
function flatten(definition: FormDefinition): Map<string, { item: Item; facts: Record<string, unknown> }> {
  const found = new Map<string, { item: Item; facts: Record<string, unknown> }>();
  for (const { item, parent, repeats } of walk(definition.items)) {
    const { name: _, ...own } = item;
    if ('items' in own) own.items = [];
    found.set(item.name, { item, facts: { ...own, place: parent?.name, repeat: repeats.at(-1)?.name } });
  }
  return found;
}

function compareLists(before: FormDefinition['lists'], after: FormDefinition['lists']): Change[] {
  const changes: Change[] = [];
  for (const [name, was] of Object.entries(before)) {
    const now = Object.hasOwn(after, name) ? after[name]! : undefined;
    if (!now) changes.push({ kind: 'removed', what: 'list', path: name, touches: false });
    else changes.push(...compareChoices(name, was, now));
  }
  for (const name of Object.keys(after)) {
    if (!Object.hasOwn(before, name)) changes.push({ kind: 'added', what: 'list', path: name, touches: false });
  }
  return changes;
}

function compareChoices(list: string, before: ChoiceList, after: ChoiceList): Change[] {
  if (!('choices' in before && 'choices' in after)) {
    return same(before, after)
      ? []
      : [
          {
            kind: 'changed',
            what: 'list',
            path: list,
            property: 'codeList',
            from: sourceOf(before),
            to: sourceOf(after),
            touches: true,
          },
        ];
  }
  const now = new Map(after.choices.map((choice) => [choice.code, choice]));
  const old = new Map(before.choices.map((choice) => [choice.code, choice]));
  const changes: Change[] = [];
  for (const [code, was] of old) {
    const choice = now.get(code);
    const path = `${list}.${code}`;
    if (!choice) changes.push({ kind: 'removed', what: 'choice', path, touches: true });
    else if (!same(was, choice))
      changes.push({ kind: 'changed', what: 'choice', path, from: was, to: choice, touches: false });
  }
  for (const code of now.keys()) {
    if (!old.has(code)) changes.push({ kind: 'added', what: 'choice', path: `${list}.${code}`, touches: false });
  }
  return changes;
}

const sourceOf = (list: ChoiceList): string | undefined => ('codeList' in list ? list.codeList : undefined);

/** Deep equality of JSON, whatever the order of keys. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(x);
  return keys.length === Object.keys(y).length && keys.every((key) => Object.hasOwn(y, key) && same(x[key], y[key]));
}
