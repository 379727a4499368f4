import type { ColumnType, Generated } from 'kysely';
import type { Sealed, Time } from './columns.ts';

/** Registers that come in, and files that go out. */
export interface RegisterTables {
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
}
