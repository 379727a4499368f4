import type { ColumnType, Generated } from 'kysely';
import type { Limit, SensitivityClass } from '../kernel/index.ts';
import type { Licence } from '../kernel/recruitment/index.ts';
import type { SafeFlag } from './flags.ts';

/** The tables as Kysely sees them. The migrations are the truth; a test compares both. */
type Time = ColumnType<Date, Date | string, Date | string>;
/** `YYYY-MM-DD`. */
type Day = string;
type Sealed = Buffer;
type Json<T> = ColumnType<T, string, string>;
/** A bigint or a numeric: PostgreSQL answers both as text. */
type Numeric = ColumnType<string, number, number>;

/** What hangs on a case, and goes where it goes. */
interface OfCase extends Owned {
  id: string;
  programme: string;
  case_id: string;
  person_id: string;
}

interface Owned {
  organisation_id: string;
  team_id: string | null;
  owner_id: string | null;
  erased_at: ColumnType<Date | null, never, Date>;
}

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

export interface Tables {
  organisation: {
    id: string;
    name: string;
    kind: string;
    wrapped_key: Sealed;
    created_at: Time;
    duty_user_id: string | null;
  };
  team: { id: string; organisation_id: string; name: string; place: string | null; created_at: Time };
  app_user: {
    id: string;
    organisation_id: string;
    login: string;
    name: string;
    role: string;
    language: Generated<string>;
    password_hash: string;
    password_given: Generated<boolean>;
    totp_sealed: Sealed | null;
    totp_pending: Sealed | null;
    totp_step: Generated<string>;
    active: Generated<boolean>;
    last_seen_at: Time | null;
    created_at: Time;
  };
  team_member: { user_id: string; team_id: string };
  passkey: {
    id: string;
    user_id: string;
    name: string;
    credential_id: string;
    public_key: Buffer;
    counter: string;
    transports: string[];
    created_at: Time;
    used_at: Time | null;
  };
  passkey_challenge: { id: string; user_id: string | null; challenge: string; expires_at: Time };
  session: {
    token_hash: Buffer;
    user_id: string;
    created_at: Time;
    seen_at: Time;
    ends_at: Time;
    authenticated_at: Time;
  };
  sign_in_attempt: { subject: Buffer; failures: number; first_at: Time; blocked_until: Time | null };
  setting: { key: string; value: Json<unknown> };
  definition: {
    kind: string;
    code: string;
    version: number;
    body: Json<unknown>;
    published_at: Time;
    published_by: string | null;
  };
  data_key: { id: string; organisation_id: string; wrapped: Sealed | null; erased_at: Time | null };
  person: Owned & {
    id: string;
    number: string;
    revision: Generated<number>;
    identity: Sealed;
    contact: Sealed | null;
    safe_contact: Sealed | null;
    sex: string | null;
    birth_year: number | null;
    nationalities: string[];
    place: string | null;
    merged_into: string | null;
    registered_at: Time;
    updated_at: Time;
  };
  person_index: {
    person_id: string;
    organisation_id: string;
    team_id: string | null;
    owner_id: string | null;
    /** Signed 64-bit decimals. */
    tokens: string[];
    scheme: Generated<number>;
  };
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
  case_stage: { id: string; case_id: string; stage: string; at: Time; by_user: string };
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
  entry: Owned & {
    id: string;
    programme: string;
    case_id: string;
    person_id: string;
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
  task: Owned & {
    id: string;
    programme: string;
    case_id: string;
    person_id: string;
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
  approval: Owned & {
    id: string;
    programme: string;
    case_id: string;
    person_id: string;
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
  deadline: Owned & {
    id: string;
    programme: string;
    case_id: string;
    person_id: string;
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
  plan_goal: OfCase & {
    revision: Generated<number>;
    kind: string;
    wording: Sealed | null;
    due_on: Day | null;
    outcome: string | null;
    outcome_note: Sealed | null;
    set_at: Time;
    updated_at: Time;
  };
  service: OfCase & {
    revision: Generated<number>;
    goal_id: string | null;
    service: string;
    status: string;
    provider_id: string | null;
    provider: Sealed | null;
    user_id: string | null;
    due_on: Day | null;
    started_on: Day | null;
    ended_on: Day | null;
    quantity: number | null;
    /** A bigint; PostgreSQL answers it as text. */
    cost: ColumnType<string | null, number | null, number | null>;
    currency: string | null;
    funder: Sealed | null;
    consent_id: string | null;
    rating: number | null;
    unavailable: string | null;
    requested_at: Time;
    updated_at: Time;
  };
  shelter: {
    id: string;
    organisation_id: string;
    revision: Generated<number>;
    name: string;
    capacity: number;
    sexes: string[];
    age_from: number;
    age_to: number;
    children_with_mother: boolean;
    location: Sealed;
    active: boolean;
    updated_at: Time;
  };
  message: Owned & {
    id: string;
    case_id: string | null;
    enquiry_id: string | null;
    person_id: string;
    key_id: string;
    template: string;
    language: string;
    content: Sealed | null;
    number: Buffer | null;
    state: string;
    why: string | null;
    tries: Generated<number>;
    not_before: Time;
    not_after: Time | null;
    written_at: Time;
    by_user: string | null;
    changed_at: Time;
    sent_at: Time | null;
    rating: boolean;
    answer: number | null;
    answered_at: Time | null;
  };
  message_stop: { number: Buffer; at: Time };
  message_sender: {
    organisation_id: string;
    revision: Generated<number>;
    name: string;
    phone: string;
    updated_at: Time;
  };
  profile: {
    id: string;
    organisation_id: string;
    revision: Generated<number>;
    destination: string;
    owner_id: string | null;
    updated_at: Time;
  };
  profile_section: {
    id: string;
    organisation_id: string;
    profile_id: string;
    kind: string;
    origin: string | null;
    version: number;
    text: Json<Record<string, string>>;
    sources: Json<{ name: string; link?: string; date?: Day }[]>;
    public: boolean;
    by_user: string;
    written_at: Time;
    published_at: Time | null;
    reviewed_on: Day | null;
    reviewed_by: string | null;
    review_due: Day | null;
  };
  stay: OfCase & { shelter_id: string; begins_at: Time; ends_at: Time | null; by_user: string };
  interpreter: {
    id: string;
    organisation_id: string;
    revision: Generated<number>;
    about: Sealed;
    languages: string[];
    gender: string;
    vetted_on: Day | null;
    vetted_until: Day | null;
    vetted_by: string | null;
    active: boolean;
    updated_at: Time;
  };
  interpreting: OfCase & { interpreter_id: string; form: string; at: Time; by_user: string };
  recruiter: {
    id: string;
    revision: Generated<number>;
    name: string;
    other_names: string[];
    kind: string;
    country: string;
    website: string | null;
    phone: string | null;
    licences: Json<Licence[]>;
    updated_at: Time;
  };
  /** A rate is a numeric; PostgreSQL answers it as text. */
  exchange_rate: {
    currency: string;
    base: string;
    day: Day;
    rate: Numeric;
    source: string;
    uploaded_at: Time;
  };
  job_offer: OfCase & {
    revision: Generated<number>;
    version: string;
    said_on: Day;
    recruiter_id: string | null;
    currency: string | null;
    terms: Json<Record<string, number | string>>;
    told: Sealed | null;
    set_at: Time;
    updated_at: Time;
  };
  cost_line: OfCase & {
    revision: Generated<number>;
    cost: string;
    payer: string;
    phase: string | null;
    paid_on: Day | null;
    amount: Numeric;
    currency: string;
    receipt: boolean | null;
    deducted: boolean;
    refunded: Numeric | null;
    told: Sealed | null;
    set_at: Time;
    updated_at: Time;
    ended_at: Time | null;
  };
  loan: OfCase & {
    revision: Generated<number>;
    lender: string;
    borrowed_on: Day | null;
    principal: Numeric;
    owed: Numeric | null;
    currency: string;
    rate: Numeric | null;
    per: string | null;
    payment: Numeric | null;
    pledged: boolean | null;
    applied: boolean | null;
    limited: boolean | null;
    told: Sealed | null;
    set_at: Time;
    updated_at: Time;
    ended_at: Time | null;
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
  merge: {
    id: string;
    organisation_id: string;
    kept_id: string;
    merged_id: string;
    moved: Json<Record<string, string[]>>;
    reason: Sealed | null;
    by_user: string;
    at: Time;
    undone_at: Time | null;
  };
  relative: {
    id: string;
    organisation_id: string;
    person_id: string;
    other_id: string;
    kind: string;
    by_user: string;
    at: Time;
    ended_at: Time | null;
  };
  hold: {
    id: string;
    organisation_id: string;
    person_id: string;
    reason: Sealed;
    until: Time | null;
    by_user: string;
    at: Time;
    lifted_by: string | null;
    lifted_at: Time | null;
  };
  figure_sum: {
    organisation_id: string;
    team_id: string | null;
    programme: string;
    month: Day;
    measure: string;
    key: string;
    count: number;
  };
  figure_change: {
    organisation_id: string;
    team_id: string | null;
    programme: string;
    month: Day;
    count: number;
    keys: Json<Record<string, string>>;
  };
  /** A view: both of them together. */
  figure_count: Tables['figure_sum'];
  centre_cost: {
    id: string;
    organisation_id: string;
    team_id: string;
    month: Day;
    revision: Generated<number>;
    amount: string;
    currency: string;
    by_user: string;
    updated_at: Time;
  };
  workload: {
    id: string;
    organisation_id: string;
    programme: string;
    revision: Generated<number>;
    hours_per_case: string;
    hours_per_month: string;
    source: string;
    by_user: string;
    updated_at: Time;
  };
  report_form: {
    id: string;
    organisation_id: string;
    programme: string;
    revision: Generated<number>;
    name: string;
    body: Buffer;
    by_user: string;
    updated_at: Time;
  };
  intake: {
    id: string;
    organisation_id: string;
    team_id: string | null;
    owner_id: string | null;
    revision: Generated<number>;
    about: Sealed | null;
    plan: Sealed | null;
    state: 'read' | 'taking' | 'taken' | 'undoing' | 'undone';
    rows: number;
    counts: ColumnType<Record<string, number>, string | undefined, string>;
    read_at: Time;
    touched_at: Time;
  };
  intake_part: {
    intake_id: string;
    seq: number;
    sheet: number;
    rows: number;
    body: Sealed | null;
    taken_at: Time | null;
  };
  intake_row: {
    intake_id: string;
    seq: number;
    sheet: number;
    row: number;
    person_id: string | null;
    case_id: string | null;
    enquiry_id: string | null;
    alike_id: string | null;
    made: string[];
    kept: Generated<boolean>;
  };
  intake_mapping: { organisation_id: string; sender: Buffer; body: Sealed; updated_at: Time };
  made_file: { id: string; user_id: string; name: string; type: string; body: Sealed; made_at: Time };
  journal: {
    shard: number;
    seq: string;
    id: string;
    at: Time;
    actor_id: string | null;
    organisation_id: string | null;
    operation: string;
    subject_id: string | null;
    outcome: string;
    input: Buffer | null;
    digest: Buffer | null;
    answer: Buffer | null;
    hash: Buffer;
  };
  journal_head: { shard: number; seq: string; hash: Buffer };
  journal_checkpoint: { id: string; at: Time; heads: string; signature: Buffer };
}
