import type { AccessTables } from './access.ts';
import type { AssistanceTables } from './assistance.ts';
import type { CaseTables } from './cases.ts';
import type { FigureTables } from './figures.ts';
import type { JournalTables } from './journal.ts';
import type { PeopleTables } from './people.ts';
import type { RecruitmentTables } from './recruitment.ts';
import type { RegisterTables } from './registers.ts';

export type { Stop, Waiver } from './cases.ts';

/** The tables as Kysely sees them. The migrations are the truth; a test compares both. */
export interface Tables
  extends AccessTables,
    PeopleTables,
    CaseTables,
    AssistanceTables,
    RecruitmentTables,
    FigureTables,
    RegisterTables,
    JournalTables {}
