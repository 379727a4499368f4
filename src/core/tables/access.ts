import type { Generated } from 'kysely';
import type { Json, Sealed, Time } from './columns.ts';

/** Who works in the house, what it is set to, and the keys. */
export interface AccessTables {
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
}
