import { type AliasedRawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import { type Actor, absent } from '../../kernel/index.ts';
import type { personNames } from '../people/index.ts';
import type { Context, Db } from '../ports.ts';
import { prepared } from '../prepared.ts';
import type { Facts } from '../rows.ts';
import type { Tables } from '../tables/index.ts';
import type { CaseRow } from './contract.ts';

type Names = Awaited<ReturnType<typeof personNames>>;

/** Cases with the names of team and owner, which are blank where row-level security hides them: another organisation's. */
export const caseRows = (
  db: Db,
  of: AliasedRawBuilder<Tables['case_file'], 'c'> = sql<Tables['case_file']>`case_file`.as('c'),
) =>
  db
    .selectFrom(of)
    .leftJoin('team as t', 't.id', 'c.team_id')
    .leftJoin('app_user as o', 'o.id', 'c.owner_id')
    .select([
      'c.id',
      'c.number',
      'c.organisation_id',
      'c.revision',
      'c.person_id',
      'c.programme',
      'c.stage',
      'c.channel',
      'c.topic',
      'c.destination',
      'c.sex',
      'c.age_band',
      'c.flags',
      'c.closing_reason',
      'c.satisfaction',
      'c.opened_at',
      'c.closed_at',
      't.name as team',
      'o.name as owner',
    ]);
export type CaseData = Awaited<ReturnType<ReturnType<typeof caseRows>['execute']>>[number];

/** A case as a caller reads it who reads what is operational (`requireRead`). */
export function toCaseRow({ actor }: Context, row: CaseData, names: Names): z.input<typeof CaseRow> {
  const person = names.get(row.person_id);
  const counted = actor.role.read.includes('statistical');
  return {
    id: row.id,
    number: row.number,
    programme: row.programme,
    stage: row.stage,
    personId: row.person_id,
    personName: person?.name,
    personNumber: person?.number ?? '',
    channel: row.channel ?? undefined,
    topic: row.topic ?? undefined,
    destination: row.destination ?? undefined,
    sex: counted ? ((row.sex ?? undefined) as Facts['sex']) : undefined,
    ageBand: counted ? ((row.age_band ?? undefined) as Facts['ageBand']) : undefined,
    team: row.team ?? undefined,
    owner: row.owner ?? undefined,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString(),
    closingReason: row.closing_reason ?? undefined,
    satisfaction: row.satisfaction ?? undefined,
    flags: row.flags,
  };
}

/** Whether a case is within the caller's reach, as row-level security has it, or merely shown: by a referral or a glass. */
export function reaches(
  { organisationId, userId, teamIds, role }: Actor,
  row: { organisation_id: string; team_id: string | null; owner_id: string | null },
): boolean {
  if (row.organisation_id !== organisationId) return false;
  if (role.scope === 'organisation' || row.owner_id === userId) return true;
  return role.scope === 'team' && row.team_id !== null && teamIds.includes(row.team_id);
}

/**
 * A case of one's own organisation, to change it or what hangs on it. One that is only shown is read, not written. With `hold`, nobody else takes a step with it before this transaction ends.
 *
 * @throws Problem `record.absent` when not seen or not one's own.
 */
export async function ownCase({ db, actor }: Context, id: string, { hold = false } = {}) {
  const { rows } = await (hold ? findHeld : find)(db, { id });
  const row = rows[0];
  if (!row || row.organisation_id !== actor.organisationId) throw absent();
  return row;
}
const ownFacts = [
  'id',
  'organisation_id',
  'team_id',
  'owner_id',
  'person_id',
  'programme',
  'stage',
  'destination',
  'nationality',
  'place',
  'revision',
  'closed_at',
  'waivers',
] as const;
const ofCase = (db: Db, { id }: { id: string }) => db.selectFrom('case_file').select(ownFacts).where('id', '=', id);
const find = prepared(ofCase);
const findHeld = prepared((db, given: { id: string }) => ofCase(db, given).forUpdate());
export type OwnCase = Awaited<ReturnType<typeof ownCase>>;

export type Belonging = Pick<OwnCase, 'id' | 'organisation_id' | 'team_id' | 'owner_id' | 'programme' | 'person_id'>;

/** What belongs to a case is seen by whoever sees the case. */
export const belonging = (row: Belonging) => ({
  organisation_id: row.organisation_id,
  team_id: row.team_id,
  owner_id: row.owner_id,
  programme: row.programme,
  case_id: row.id,
  person_id: row.person_id,
});
