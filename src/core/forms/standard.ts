import type { HtcdsField, HtcdsHolding } from '../../kernel/form/index.ts';
import type { Suggestion } from './xlsform/index.ts';

/** The standard in which cases are handed on (HTCDS), as data: its fields, and what it knows about a form's field by name. */
export interface RecordStandard {
  code: string;
  fields: readonly HtcdsField[];
  /** What no form asks: by the name of the field, where else it is held, or why it is not. */
  holdings: Readonly<Record<string, HtcdsHolding>>;
  /** The form in which records that come in are kept; it asks nothing that the standard does not require. */
  form: string;
  suggest: (fieldName: string) => Suggestion | undefined;
}

let kept: RecordStandard = { code: 'none', fields: [], holdings: {}, form: '', suggest: () => undefined };

/** Called once, where the house is put together: the core knows no standard by name. */
export function keepStandard(standard: RecordStandard): void {
  kept = standard;
}

export const recordStandard = (): RecordStandard => kept;
