import type * as z from 'zod/mini';
import type { Licence } from '../../kernel/recruitment/index.ts';
import { licenceState, standing } from '../../kernel/recruitment/index.ts';
import type { Db } from '../ports.ts';
import type { recruiterContracts } from './contract.ts';

export const allRecruiters = (db: Db) =>
  db
    .selectFrom('recruiter')
    .select(['id', 'revision', 'name', 'other_names', 'kind', 'country', 'website', 'phone', 'licences']);
export type RecruiterRow = Awaited<ReturnType<ReturnType<typeof allRecruiters>['execute']>>[number];

type Shown = z.input<typeof recruiterContracts.list.output>['recruiters'][number];

/** How licences stand on a day, and the day that it turns on. */
export function standsOn(licences: readonly Licence[], today: string, destination?: string) {
  const { state, licence } = standing(licences, today, destination);
  const until = state === 'notYet' ? licence?.from : state === 'valid' || state === 'expired' ? licence?.to : undefined;
  return { state, ...(until && { until }) };
}

/** A recruiter as it is read on a day, or on the way to a country. */
export function shown(row: RecruiterRow, today: string, destination?: string): Shown {
  return {
    id: row.id,
    revision: row.revision,
    name: row.name,
    otherNames: row.other_names,
    kind: row.kind,
    country: row.country,
    website: row.website ?? undefined,
    phone: row.phone ?? undefined,
    licences: row.licences.map((one: Licence) => ({ ...one, state: licenceState(one, today) })),
    ...standsOn(row.licences, today, destination),
  };
}
