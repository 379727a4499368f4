/** Answers by sensitivity class, and together again. The three sealed classes are encrypted apart, each for its readers. */
import type { SensitivityClass } from '../sensitivity.ts';
import type { Answer, Answers, FormDefinition, Item } from './definition.ts';

export type SplitAnswers = Partial<Record<SensitivityClass, Answers>>;

/**
 * Splits answers by the class of their fields. The instances of a repeat keep their places in every class that has a
 * field in it, `{}` where one has nothing. What the definition does not know goes where the most is hidden: account.
 */
export function split(definition: FormDefinition, answers: Answers): SplitAnswers {
  return splitLevel(definition.items, answers);
}

function splitLevel(items: readonly Item[], answers: Answers): SplitAnswers {
  const here = itemsHere(items);
  const parts = new Map<SensitivityClass, [string, Answer][]>();
  const put = (name: string, answer: Answer, to: SensitivityClass): void => {
    const part = parts.get(to);
    if (part) part.push([name, answer]);
    else parts.set(to, [[name, answer]]);
  };
  for (const [name, answer] of Object.entries(answers)) {
    const item = here.get(name);
    if (item?.kind !== 'repeat' || !isInstances(answer)) {
      put(name, answer, item?.kind === 'field' ? item.class : 'account');
      continue;
    }
    const instances = answer.map((instance) => splitLevel(item.items, instance));
    const classes = new Set([
      ...classesOf(item.items),
      ...instances.flatMap((one) => Object.keys(one) as SensitivityClass[]),
    ]);
    for (const one of classes.size > 0 ? classes : (['account'] as const)) {
      put(
        name,
        instances.map((instance) => instance[one] ?? {}),
        one,
      );
    }
  }
  return Object.fromEntries([...parts].map(([name, entries]) => [name, Object.fromEntries(entries)]));
}

/** Puts parts together again; a part that the reader may not see is left out and its answers are simply absent. */
export function join(parts: readonly (Answers | undefined)[]): Answers {
  const found = new Map<string, Answer>();
  for (const part of parts) {
    for (const [name, answer] of Object.entries(part ?? {})) {
      const before = found.get(name);
      if (before !== undefined && isInstances(before) && isInstances(answer)) {
        const length = Math.max(before.length, answer.length);
        found.set(
          name,
          Array.from({ length }, (_, index) => join([before[index], answer[index]])),
        );
      } else found.set(name, answer);
    }
  }
  return Object.fromEntries(found);
}

const isInstances = (answer: Answer): answer is Answers[] =>
  Array.isArray(answer) && answer.length > 0 && typeof answer[0] === 'object';

const levels = new WeakMap<readonly Item[], ReadonlyMap<string, Item>>();

/** Items at this level of answers: groups do not make a level. Looked for once for each list. */
export function itemsHere(items: readonly Item[]): ReadonlyMap<string, Item> {
  const known = levels.get(items);
  if (known) return known;
  const here = new Map<string, Item>();
  for (const item of items) {
    if (item.kind === 'group') for (const [name, inner] of itemsHere(item.items)) here.set(name, inner);
    else here.set(item.name, item);
  }
  levels.set(items, here);
  return here;
}

function classesOf(items: readonly Item[]): SensitivityClass[] {
  return items.flatMap((item) => (item.kind === 'field' ? [item.class] : classesOf(item.items)));
}
