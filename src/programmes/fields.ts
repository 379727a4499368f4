import type { Choice, ChoiceList, Field } from '../kernel/form/index.ts';
import type { Text } from '../kernel/index.ts';
import { item, text } from './text.ts';

/** Choices that a form carries itself, so that it travels whole. */
export const choices = (...items: Choice[]): ChoiceList => ({ choices: items });

/** A choice with the code that the HTCDS has for it. */
export const asHtcds = (choice: Choice, htcds: string): Choice => ({ ...choice, mappings: { htcds } });

export const other = item('other', text('Other', 'Autre', 'Khác', 'Lainnya'));

/** Said where a day that is past is asked for. */
export const stillToCome = text(
  'The day is still to come.',
  'Ce jour n’est pas encore venu.',
  'Ngày này chưa tới.',
  'Hari ini belum tiba.',
);

/** Said where an amount is asked for. */
export const fromZero = text(
  'An amount from 0.',
  'Un montant à partir de 0.',
  'Số tiền từ 0 trở lên.',
  'Jumlah mulai dari 0.',
);

/** The step that ends a case. */
export const close = text('Close', 'Clore', 'Đóng hồ sơ', 'Tutup');

/** The day something was done: today unless another is said, and never one to come. */
export const day = (name: string, label: Text): Field => ({
  kind: 'field',
  name,
  type: 'date',
  class: 'operational',
  requiredIf: true,
  default: { expression: 'today()' },
  constraint: '. <= today()',
  constraintMessage: stillToCome,
  label,
});
