/** Answers of an entry by sensitivity class: sealed and opened, covered, and put together by who may write what. */
import {
  type Answers,
  type Field,
  type FormDefinition,
  fieldsOf,
  join,
  type SplitAnswers,
  split,
} from '../../kernel/form/index.ts';
import { Problem, type Role, type SensitivityClass, sealedClasses, sensitivityClasses } from '../../kernel/index.ts';
import { isSame } from '../canonical.ts';
import type { SubjectKey, Vault } from '../ports.ts';

interface Stored {
  id: string;
  answers: Record<string, unknown>;
  /** Class → base64 of the sealed answers. */
  sealed: Record<string, string>;
}

const placeOf = (one: SensitivityClass, id: string): string => `entry.${one}:${id}`;

/** How an entry's answers are kept: what may be counted in clear, the rest sealed class by class. */
export function sealParts(
  vault: Vault,
  key: SubjectKey,
  id: string,
  parts: SplitAnswers,
): Pick<Stored, 'answers' | 'sealed'> {
  const sealed = sealedClasses.flatMap((one) => {
    const part = parts[one];
    return part && Object.keys(part).length > 0
      ? [[one, vault.seal(key, placeOf(one, id), part).toString('base64')]]
      : [];
  });
  return { answers: join([parts.operational, parts.statistical]), sealed: Object.fromEntries(sealed) };
}

/** The parts of an entry that are asked for, opened; the others stay sealed. */
export function openParts(
  vault: Vault,
  key: SubjectKey,
  definition: FormDefinition,
  entry: Stored,
  wanted: readonly SensitivityClass[],
): SplitAnswers {
  const clear = split(definition, entry.answers as Answers);
  const parts: SplitAnswers = {};
  for (const one of wanted) {
    const sealed = entry.sealed[one];
    if (sealed !== undefined)
      parts[one] = vault.unseal<Answers>(key, placeOf(one, entry.id), Buffer.from(sealed, 'base64'));
    else if (clear[one]) parts[one] = clear[one];
  }
  return parts;
}

/** Names of the questions whose answers are covered for a role. */
export const coveredFields = (definition: FormDefinition, role: Role): string[] =>
  fieldsOf(definition)
    .filter(({ item }) => item.type !== 'note' && !role.read.includes(item.class))
    .map(({ item }) => item.name);

/**
 * What is to be kept when `given` comes from somebody who may write only some classes, over what was there: the classes
 * that they may not write stay, and those that they may write without reading are added to.
 *
 * @throws Problem `class.missing` when an answer was given or changed in a class the role may not write, or when instances
 *   of a repeat went away that hold such answers: what was covered would be lost, or attached to another instance.
 */
export function mergeParts(definition: FormDefinition, role: Role, given: Answers, old: SplitAnswers): Answers {
  const incoming = split(definition, withoutComputed(definition, given));
  const parts = sensitivityClasses.map((one): Answers | undefined => {
    const [now, before] = [incoming[one], old[one]];
    const mayWrite = role.write.includes(one);
    if (mayWrite && role.read.includes(one)) return now;
    if (before) refuseLost(before, given);
    if (mayWrite) return join([before, now]);
    const echoed = role.read.includes(one) && isSame(withoutComputed(definition, before ?? {}), now ?? {});
    if (!echoed && holdsAnswers(now)) throw new Problem('class.missing', { params: { class: one } });
    return before;
  });
  return join(parts);
}

/** Without what the form computes by itself: nobody wrote that. */
function withoutComputed(definition: FormDefinition, answers: Answers): Answers {
  const computed = new Set(
    fieldsOf(definition)
      .filter(({ item }) => isComputed(item))
      .map(({ item }) => item.name),
  );
  const strip = (level: Answers): Answers =>
    Object.fromEntries(
      Object.entries(level).flatMap(([name, answer]) =>
        computed.has(name) ? [] : [[name, isInstances(answer) ? answer.map(strip) : answer]],
      ),
    );
  return computed.size === 0 ? answers : strip(answers);
}

const isComputed = (field: Field): boolean =>
  field.type === 'calculated' || (field.calculation !== undefined && field.readOnly === true);

const isInstances = (answer: unknown): answer is Answers[] =>
  Array.isArray(answer) &&
  answer.length > 0 &&
  answer.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));

const holdsAnswers = (part: Answers | undefined): boolean =>
  Object.values(part ?? {}).some((answer) => !isInstances(answer) || answer.some(holdsAnswers));

function refuseLost(before: Answers, given: Answers): void {
  for (const [name, answer] of Object.entries(before)) {
    if (!isInstances(answer) || !answer.some(holdsAnswers)) continue;
    const now = given[name];
    if (!Array.isArray(now) || now.length < answer.length)
      throw new Problem('class.missing', { params: { field: name } });
  }
}
