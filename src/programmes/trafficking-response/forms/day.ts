import type { Choice, ChoiceList, Field } from '../../../kernel/form/index.ts';
import type { Text } from '../../../kernel/index.ts';
import { text } from '../../text.ts';

/** The day something was done: today unless another is said, and never one to come. */
export const day = (name: string, label: Text): Field => ({
  kind: 'field',
  name,
  type: 'date',
  class: 'operational',
  requiredIf: true,
  default: { expression: 'today()' },
  constraint: '. <= today()',
  constraintMessage: text(
    'The day is still to come.',
    'Ce jour n’est pas encore venu.',
    'Ngày này chưa tới.',
    'Hari ini belum tiba.',
  ),
  label,
});

/** Choices that a form carries itself, so that it travels whole. */
export const choices = (...items: Choice[]): ChoiceList => ({ choices: items });

/** A choice with the code that the HTCDS has for it. */
export const asHtcds = (choice: Choice, htcds: string): Choice => ({ ...choice, mappings: { htcds } });
