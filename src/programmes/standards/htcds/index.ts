/** The Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0, see NOTICE) as data: its 84 fields. */
import type { HtcdsField, Mappings } from '../../../kernel/form/index.ts';
import type { SensitivityClass, Text } from '../../../kernel/index.ts';
import fields from './fields.json' with { type: 'json' };

export interface HtcdsStandardField extends HtcdsField {
  section: string;
  label: Text;
  status: string;
  /** In the standard's core set. */
  core: boolean;
  repeatable: boolean;
  /** Names that the standard's own toolkit uses for the same field. */
  aliases?: string[];
  /** How sensitive we propose that it is; the standard does not say. */
  sensitivity: string;
  class: SensitivityClass;
}

export const htcdsFields: readonly HtcdsStandardField[] = fields as HtcdsStandardField[];

const byName = new Map(
  htcdsFields.flatMap((field) => [field.name, ...(field.aliases ?? [])].map((name) => [name, field])),
);

/** What the standard knows about a field of a form that bears its name, or a name that its toolkit uses for it. */
export function suggestHtcds(fieldName: string): { class: SensitivityClass; mappings: Mappings } | undefined {
  const field = byName.get(fieldName);
  return field && { class: field.class, mappings: { htcds: field.name } };
}
