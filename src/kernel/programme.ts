import type { Indicator } from './indicator.ts';
import type { SensitivityClass } from './sensitivity.ts';

/** A programme as data: its words, stages, gates, signs and closing reasons. `core/` knows no programme by name. */
export type Text = Record<string, string>;

export interface CodeListItem {
  code: string;
  label: Text;
  /** Retired items stay readable in old entries and are not offered. */
  retired?: true;
  /** Key that selects it in quick entry, per language. */
  key?: Text;
  /** What else is known of it, such as the group it is counted in. */
  columns?: Record<string, string>;
  /** Of a purpose of consent: what may be told to another organisation. Without it the consent is for this house alone. */
  sharing?: Sharing;
}

/** What a consent lets another organisation be told, field by field, and what follows when it is withdrawn. */
export interface Sharing {
  /** Nothing of another class is ever sent. */
  classes: SensitivityClass[];
  /** Ticked before the sender looks; the rest is sent only when the sender ticks it. */
  suggested: SensitivityClass[];
  /** Of these forms alone; without it, of every form. */
  forms?: string[];
  /** Questions that are never sent, as `form.question`: where somebody is hidden. */
  never?: string[];
  /** Hours until the other side has waited too long with its answer. */
  answerWithin: number;
  /** What is to be done when the consent is withdrawn. */
  onWithdrawal?: Effect[];
}

/** Steps that two organisations take together; each marks its own. */
export interface Checklist {
  code: string;
  title: Text;
  steps: {
    code: string;
    label: Text;
    side: 'sender' | 'recipient';
    /** The other side reads the note as well, not only the day. */
    shared?: true;
  }[];
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

/** What the newest entry of a form must say. */
export interface Fact {
  /** Unique within its transition: what a waiver names. */
  code: string;
  form: string;
  /** An expression over that entry's operational and statistical answers; without it, any entry will do. */
  when?: string;
  /** Said when it is missing, in the language of whoever asks: what is to be done, not what is wrong. */
  missing: Text;
}

/** A second person's word on a step: asked for on the case, never given by who asked or by the case's owner. */
export interface Approval {
  /** Unique within its transition. */
  code: string;
  /** What is approved, said while it is missing. */
  label: Text;
}

export interface Gate {
  /** Purposes for which a consent must stand. Nobody waives a consent. */
  consents?: string[];
  /** Forms of which at least one entry must exist. */
  entries?: string[];
  facts?: Fact[];
  /** Each counts for one step, and only while the case stays where it was asked. Nobody waives one. */
  approvals?: Approval[];
  /** A closing reason from the programme's list must be given. */
  closingReason?: true;
  /** Asked besides of a child, and of everybody whose age is not known for certain to be an adult's. Not waived either. */
  child?: { facts: Fact[] };
  /** Not open to a child: what is meant for adults' own decisions. */
  adultsOnly?: Text;
}

/** What is to be done once a case has arrived. */
export interface Effect {
  /** From the list `taskKind`. */
  task: string;
  /** Hours until it is due. */
  within: number;
  /** For a child alone. */
  childOnly?: true;
  /** The task is done by an entry of this form, in which `when` holds. */
  form?: string;
  when?: string;
}

/** Tasks that are made when a case arrives in a stage, each due so many calendar months later. */
export interface FollowUps {
  stage: string;
  /** From the list `taskKind`. */
  task: string;
  afterMonths: number[];
  /** Each is done by an entry of this form. */
  form?: string;
}

export interface Transition {
  from: string;
  to: string;
  label: Text;
  gate?: Gate;
  /** Forms and facts may be waived by whoever has the right `gate.waive`, with a reason that stays on the case. */
  waivable?: true;
  effects?: Effect[];
}

/** A sign in routine answers: `when` is an expression over the answers of an enquiry or an entry. */
export interface Sign {
  code: string;
  when: string;
  reason: Text;
}

/** How long a closed case is kept before its person is due for erasure. */
export interface Retention {
  /** A last stage; without it, for every end that no other rule names. */
  stage?: string;
  /** After the case was closed. */
  months: number;
  /** Law or order that says so. */
  basis: Text;
}

export interface Programme {
  code: string;
  title: Text;
  stages: Stage[];
  firstStage: string;
  /** Where a case goes that is opened again; the first stage unless it is named. */
  reopensAt?: string;
  transitions: Transition[];
  followUps?: FollowUps[];
  /** Forms that may be filled for a case, in the order in which they are offered. */
  forms: string[];
  signs: Sign[];
  closingReasons: CodeListItem[];
  /** What it counts of itself, beside what is counted of every programme. */
  indicators?: Indicator[];
  /** The closing reason of a case that another organisation took over; without it no case is transferred. */
  transferReason?: string;
  /** Days until a case without contact and without a task is shown on Today as quiet. */
  quietAfterDays: number;
  /** Who is content with it is asked by a message, so many days after a case has ended; without it nobody is asked. */
  satisfaction?: { template: string; afterDays: number };
  /** Without a rule a case is kept. */
  retention?: Retention[];
}
