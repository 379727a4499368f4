/** What the desk says of the supplied resource centre: its steps, its session, and the keys of quick entry. */
import { fieldsOf } from '../../src/kernel/form/index.ts';
import type { Programme } from '../../src/kernel/index.ts';
import { suppliedDefinitions } from '../../src/programmes/index.ts';
import { suppliedForm } from './fill.ts';
import { textOf, type Visitor } from './visitor.ts';

const supplied = suppliedDefinitions();
export const programme = supplied.find(({ kind }) => kind === 'programme')!.body as Programme;
export const session = suppliedForm('counselling-session');

/** The key that chooses an item of a code list in quick entry. */
export function keyOf(list: string, code: string, language: string): string {
  const found = supplied.find((one) => one.kind === 'codeList' && one.code === list);
  const key = found?.kind === 'codeList' && found.body.items.find((item) => item.code === code)?.key;
  if (!key) throw new Error(`${list}.${code} has no key.`);
  return textOf(language, key);
}

/** A question of the counselling session, and one of its choices, as the form asks them. */
export function question(name: string, language: string): string {
  const found = fieldsOf(session).find(({ item }) => item.name === name);
  if (!found?.item.label) throw new Error(`The session does not ask ${name}.`);
  return textOf(language, found.item.label);
}
export function choice(list: string, code: string, language: string): string {
  const choices = session.lists[list];
  const label = choices && 'choices' in choices && choices.choices.find((one) => one.code === code)?.label;
  if (!label) throw new Error(`There is no ${code} in ${list}.`);
  return textOf(language, label);
}

export const moveName = ({ language }: Visitor, from: string, to: string): string => {
  const step = programme.transitions.find((one) => one.from === from && one.to === to);
  return textOf(language, step?.label ?? {});
};

/** Takes the case on the screen a step on. */
export async function move(visitor: Visitor, from: string, to: string): Promise<void> {
  await visitor.button(moveName(visitor, from, to)).click();
  await visitor.button(visitor.t('desk.stage.move'), visitor.page.getByRole('dialog')).click();
  const stage = programme.stages.find(({ code }) => code === to);
  await visitor.sees(visitor.t('desk.stage.moved', { stage: textOf(visitor.language, stage?.label ?? {}) }));
}
