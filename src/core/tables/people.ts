import type { Generated } from 'kysely';
import type { Json, Owned, Sealed, Time } from './columns.ts';

/** Who the records are about. */
export interface PeopleTables {
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
}
