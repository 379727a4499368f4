/** A programme as data: its words, stages, gates, signs and closing reasons. `core/` knows no programme by name. */
export type Text = Record<string, string>;

export interface CodeListItem {
  code: string;
  label: Text;
  /** Retired items stay readable in old entries and are not offered. */
  retired?: true;
  /** Key that selects it in quick entry, per language. */
  key?: Text;
}
export interface CodeList {
  code: string;
  title: Text;
  items: CodeListItem[];
}

export interface Stage {
  code: string;
  label: Text;
  /** No further stage follows; the case counts as closed. */
  final?: true;
}

export interface Gate {
  /** Purposes for which a consent must stand. */
  consents?: string[];
  /** Forms of which at least one entry must exist. */
  entries?: string[];
  /** A closing reason from the programme's list must be given. */
  closingReason?: true;
}

export interface Transition {
  from: string;
  to: string;
  label: Text;
  gate?: Gate;
}

/** A sign in routine answers: `when` is an expression over the answers of an enquiry or an entry. */
export interface Sign {
  code: string;
  when: string;
  reason: Text;
}

export interface Programme {
  code: string;
  title: Text;
  stages: Stage[];
  firstStage: string;
  transitions: Transition[];
  /** Forms that may be filled for a case, in the order in which they are offered. */
  forms: string[];
  signs: Sign[];
  closingReasons: CodeListItem[];
  /** Days until a case without contact and without a task is shown on Today as quiet. */
  quietAfterDays: number;
}
