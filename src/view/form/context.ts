import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Attachment, Field, FormContext, FormDefinition, FormState, ItemState } from '../../kernel/form/index.ts';
import type { FieldProblem } from '../../kernel/index.ts';
import type { Translate } from '../words.ts';
import type { Attach } from './attaching.ts';
import type { Typed } from './paths.ts';

/** A place of the installation's tree. */
export interface PlaceNode {
  code: string;
  parent?: string | undefined;
  level: string;
  name: Record<string, string>;
}

/** What every control of a form can reach. */
export interface Filling {
  definition: FormDefinition;
  context: FormContext;
  state: FormState;
  typed: Typed;
  problems: readonly FieldProblem[];
  t: Translate;
  /** Of the reader: numbers and dates. */
  language: string;
  /** Of the form: labels and choices. */
  formLanguage: string;
  places: readonly PlaceNode[];
  /** Names of the fields that the role may not read. */
  covered: readonly string[];
  marks: 'required' | 'optional';
  /** Absent without script: controls are then plain and submit by their names. */
  change: ((typed: Typed) => void) | undefined;
  /** Keeps a file and answers how it is known; absent where none can be kept. */
  attach: Attach | undefined;
  /** Draws a file that is kept, with the way to open it; absent, its name is all that is shown. */
  drawFile: ((file: Attachment) => ComponentChildren) | undefined;
}

export const FillingContext = createContext<Filling | undefined>(undefined);

export function useFilling(): Filling {
  const filling = useContext(FillingContext);
  if (!filling) throw new Error('a control was drawn outside a form');
  return filling;
}

/** What a control is given: how the field stands, what is typed, and how to tell it from others. */
export interface ControlProps {
  state: ItemState;
  field: Field;
  /** As typed, or as answered before. */
  value: unknown;
  set: (value: unknown) => void;
  /** Ties the control to its label, hint and error. */
  tied: Tied;
}
export interface Tied {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  'aria-required': boolean | undefined;
  disabled: boolean;
}

/** A text of what is typed, for a control that shows text. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** One part of a composite answer as text. */
export const partOf = (value: unknown, part: string): string =>
  typeof value === 'object' && value !== null ? textOf((value as Record<string, unknown>)[part]) : '';

/** A composite answer with one part changed; without any part it is blank. */
export function withPart(value: unknown, part: string, text: string): Record<string, unknown> | undefined {
  const before = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const { [part]: _, ...others } = before;
  const next = text === '' ? others : { ...others, [part]: text };
  return Object.keys(next).length > 0 ? next : undefined;
}

/** Text made ready to be looked through: no marks, no case, so that `viet` finds `Việt`. */
export const findable = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase().replaceAll('đ', 'd');
