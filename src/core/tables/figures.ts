import type { Generated } from 'kysely';
import type { Day, Json, Time } from './columns.ts';

/** What is counted, and what counting needs. */
export interface FigureTables {
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
  figure_count: FigureTables['figure_sum'];
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
}
