import type { HtcdsField } from '../../kernel/form/index.ts';
import type { Suggestion } from './xlsform/index.ts';

/** The standard in which cases are handed on (HTCDS), as data: its fields, and what it knows about a form's field by name. */
export interface RecordStandard {
  code: string;
  fields: readonly HtcdsField[];
  suggest: (fieldName: string) => Suggestion | undefined;
}

let kept: RecordStandard = { code: 'none', fields: [], suggest: () => undefined };

/** Called once, where the house is put together: the core knows no standard by name. */
export function keepStandard(standard: RecordStandard): void {
  kept = standard;
}

export const recordStandard = (): RecordStandard => kept;
