/** What a form needs of the desk around it. */
import { useMemo } from 'preact/hooks';
import { type Choice, type FormContext, type FormDefinition, type Item, walk } from '../../../kernel/form/index.ts';
import { definitions } from '../../state/definitions.ts';

/** The installation's code lists, retired items too: old entries still name them. */
export const codeList = (code: string): readonly Choice[] | undefined =>
  definitions.get()?.codeLists.find((one) => one.code === code)?.items;

/** The reader's language where the form speaks it, else the form's own. */
export const formLanguageOf = (definition: FormDefinition, wanted: string): string =>
  definition.languages.includes(wanted) ? wanted : definition.defaultLanguage;

/** A moment with the offset of the place, as forms count time: `2026-03-01T09:30:00+07:00`. */
export function momentHere(moment: Date): string {
  const offset = -moment.getTimezoneOffset();
  const pad = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, '0');
  const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, 19);
  return `${local}${offset < 0 ? '-' : '+'}${pad(offset / 60)}:${pad(offset % 60)}`;
}

/** One moment for as long as the form is on the screen. */
export const useContextNow = (): Omit<FormContext, 'lang'> =>
  useMemo(() => ({ now: momentHere(new Date()), codeList }), []);

export function fieldNamed(definition: FormDefinition, name: string): Item | undefined {
  for (const { item } of walk(definition.items)) if (item.name === name) return item;
  return undefined;
}
