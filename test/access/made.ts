import type { Insertable } from 'kysely';
import type { SubjectKey } from '../../src/core/ports.ts';
import type { Tables } from '../../src/core/tables/index.ts';
import type { SensitivityClass } from '../../src/kernel/index.ts';
import type { TestHouse } from '../../src/server/testing.ts';
import type { Relation, Town } from './world.ts';

/** The same records in one relation: a person with two cases and everything that hangs on the open one. */
export interface Bundle {
  relation: Relation;
  organisation: string;
  team: string;
  owner: string | null;
  name: string;
  number: string;
  person: string;
  /** Somebody else, of the same relation. */
  spare: string;
  caseNumber: string;
  case: string;
  closedCase: string;
  enquiry: string;
  consent: string;
  approval: string;
  deadline: string;
  task: string;
  /** To the person's telephone; it waits. */
  message: string;
  entry: string;
  attachment: string;
  stage: string;
  /** Of the register, shown to the team. */
  view: string;
  merge: string;
  relative: string;
  goal: string;
  service: string;
  /** Of the organisation; the one erased has none. */
  shelter: string;
  interpreter: string;
  /** Of the organisation as well: a country, and what is said of it. */
  destination: string;
  profile: string;
  section: string;
  /** Of the closed case, so that somebody of the open one can be placed. */
  stay: string;
  interpreting: string;
  /** Named in the offer; the register is the whole house’s. */
  recruiter: string;
  offer: string;
  cost: string;
  loan: string;
  /** That ended by itself. */
  hold: string;
  /** A register that is to come in. */
  intake: string;
  /** To the third organisation; of the relation `referred` the others are to the caller's. */
  sent: string;
  offered: string;
  accepted: string;
  recalled: string;
  /** Both sides of the accepted one said something. */
  note: string;
  /** A call on the person, in the journal. */
  journal: string;
  /** A glass on the case that a counsellor of its organisation broke, who is not the caller, and nobody has judged. */
  glass: string;
  glassBy: string;
  /** The month in which the case was opened: no two relations share one. */
  month: string;
}

export type Rows = { [T in keyof Tables]?: Insertable<Tables[T]>[] };

/** A bundle while its rows are written: whose they are, and the keys under which they are sealed. */
export interface Made {
  town: Town;
  caller: string;
  bundle: Bundle;
  vault: TestHouse['ports']['vault'];
  mark: Record<SensitivityClass, string>;
  now: Date;
  /** In the month of the bundle. */
  opened: Date;
  owned: { organisation_id: string; team_id: string; owner_id: string | null };
  by_user: string;
  /** What is nobody's who can be erased: in the relation `erased` others than the bundle names. */
  register: string;
  houses: { shelter: string; view: string; about: string; profile: string; section: string; destination: string };
  key: ReadonlyMap<string, SubjectKey>;
  seal(subject: string, place: string, value: unknown): Buffer;
}
