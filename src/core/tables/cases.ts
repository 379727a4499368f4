import type { ColumnType, Generated } from 'kysely';
import type { Limit, SensitivityClass } from '../../kernel/index.ts';
import type { SafeFlag } from '../flags.ts';
import type { Json, OfCase, Owned, Sealed, Time } from './columns.ts';

/** Part of a gate that a case went without. */
export interface Waiver {
  from: string;
  to: string;
  kind: 'entry' | 'fact';
  code: string;
  at: string;
  by: string;
  /** Base64, sealed under the case's key. */
  reason: string;
  /** The step was taken: for another time it would be asked anew. */
  used?: true;
}

/** Standing still by hand. */
export interface Stop {
  at: string;
  by: string;
  /** Base64, sealed under the case's key. */
  reason: string;
  until?: string;
}

/** What is done with somebody, and what was sent to others of it. */
export interface CaseTables {
  case_file: Owned & {
    id: string;
    number: string;
    revision: Generated<number>;
    person_id: string;
    enquiry_id: string | null;
    programme: string;
    stage: string;
    channel: string | null;
    topic: string | null;
    destination: string | null;
    place: string | null;
    sex: string | null;
    age_band: string | null;
    nationality: string | null;
    flags: Json<SafeFlag[]>;
    waivers: ColumnType<Waiver[], string | undefined, string>;
    closing_reason: string | null;
    satisfaction: number | null;
    opened_at: Time;
    closed_at: Time | null;
    last_contact_at: Time;
    updated_at: Time;
  };
  case_stage: { id: string; case_id: string; stage: string; at: Time; by_user: string };
  saved_view: {
    id: string;
    organisation_id: string;
    owner_id: string;
    team_id: string | null;
    for_all: Generated<boolean>;
    revision: Generated<number>;
    about: Sealed;
    updated_at: Time;
  };
  enquiry: Owned & {
    id: string;
    programme: string;
    channel: string;
    topic: string;
    destination: string | null;
    sex: string | null;
    age_band: string | null;
    answered: boolean;
    answered_at: Time | null;
    flags: Json<SafeFlag[]>;
    signs: string[];
    person_id: string | null;
    case_id: string | null;
    note: Sealed | null;
    at: Time;
    recorded_at: Time;
  };
  entry: OfCase & {
    form: string;
    version: number;
    revision: Generated<number>;
    answers: Json<Record<string, unknown>>;
    /** Class → base64 of the sealed answers. */
    sealed: Json<Record<string, string>>;
    at: Time;
    updated_at: Time;
    by_user: string;
  };
  attachment: {
    id: string;
    case_id: string;
    entry_id: string | null;
    class: SensitivityClass;
    field: string;
    about: Sealed;
    body: Sealed;
    by_user: string;
    added_at: Time;
    changed_at: Time;
  };
  task: OfCase & {
    kind: string;
    note: Sealed | null;
    due_at: Time;
    done_at: Time | null;
    dropped_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    created_at: Time;
  };
  consent: Owned & {
    id: string;
    programme: string;
    case_id: string | null;
    person_id: string;
    purpose: string;
    recipient: Sealed | null;
    how: string;
    given_by: Generated<'self' | 'guardian'>;
    assent: 'yes' | 'no' | null;
    language: string | null;
    witness: Sealed | null;
    signature: Sealed | null;
    given_at: Time;
    expires_at: Time | null;
    withdrawn_at: Time | null;
  };
  approval: OfCase & {
    from_stage: string;
    to_stage: string;
    code: string;
    asked_by: string;
    asked_at: Time;
    note: Sealed | null;
    decided_by: string | null;
    decided_at: Time | null;
    granted: boolean | null;
    reason: Sealed | null;
    spent_at: Time | null;
  };
  deadline: OfCase & {
    timer: string;
    term: Json<Limit>;
    started_at: Time;
    warn_at: Time;
    due_at: Time;
    escalate_at: Time | null;
    paused_at: Time | null;
    remaining: number | null;
    stops: ColumnType<Stop[], string | undefined, string>;
    met_at: Time | null;
  };
  break_glass: {
    id: string;
    organisation_id: string;
    team_id: string | null;
    owner_id: string | null;
    case_id: string;
    person_id: string;
    user_id: string;
    reason: Sealed | null;
    alerted: Generated<string[]>;
    at: Time;
    ends_at: Time;
    reviewed_by: string | null;
    reviewed_at: Time | null;
    verdict: 'justified' | 'unjustified' | null;
    note: Sealed | null;
    unlocked_by: string | null;
    unlocked_at: Time | null;
  };
  referral: {
    id: string;
    from_organisation_id: string;
    to_organisation_id: string;
    case_id: string;
    person_id: string;
    consent_id: string;
    purpose: string;
    kind: Generated<string>;
    checklist: string | null;
    status: Generated<string>;
    sent_by: string;
    sent_at: Time;
    answer_by: Time | null;
    taken_by: string | null;
    asked_at: Time | null;
    answered_at: Time | null;
    ended_at: Time | null;
    confirmed_at: Time | null;
    expires_at: Time | null;
    received_case_id: string | null;
    outcome: string | null;
    outcome_at: Time | null;
  };
  /** Class → base64 of the sealed document. */
  referral_package: { referral_id: string; sealed: Json<Record<string, string>> };
  referral_note: {
    id: string;
    referral_id: string;
    organisation_id: string;
    kind: string;
    code: string | null;
    note: Sealed | null;
    by_user: string;
    at: Time;
  };
}
