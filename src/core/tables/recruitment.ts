import type { Generated } from 'kysely';
import type { Licence } from '../../kernel/recruitment/index.ts';
import type { Day, Json, Numeric, OfCase, Sealed, Time } from './columns.ts';

/** What a job was said to be, cost, and left owing. */
export interface RecruitmentTables {
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
}
