import type { Generated } from 'kysely';
import type { Day, Json, Numeric, OfCase, Owned, Sealed, Time } from './columns.ts';

/** Who helps, and what somebody is told. */
export interface AssistanceTables {
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
    cost: Numeric | null;
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
}
