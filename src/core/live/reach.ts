import { sql } from 'kysely';
import type { Actor } from '../../kernel/index.ts';
import type { Db } from '../ports.ts';

/**
 * Whom a change concerns, as short keys that a desk either listens to or not: `u` somebody's own, `t` a team’s, `o` what
 * is of a whole organisation, `w` everybody who works in one, `c` a case that is open in front of somebody. They repeat
 * `reach_rule` and the policy of referrals, and decide what is asked anew, never what is seen.
 */
export type Key = string;

/** What this actor's own reach covers. */
export function heardBy({ userId, organisationId, teamIds, role: { scope } }: Actor): Key[] {
  if (scope === 'none' || scope === 'programme') return [];
  return [
    `w${organisationId}`,
    `u${userId}`,
    ...(scope === 'organisation' ? [`o${organisationId}`] : []),
    ...(scope === 'team' ? teamIds.map((id) => `t${id}`) : []),
  ];
}

interface Place {
  id: string;
  organisation_id: string;
  team_id: string | null;
  owner_id: string | null;
  cases: string[];
}
interface Sent {
  id: string;
  organisations: string[];
  cases: string[];
}

/** What belongs to a case, as the database says it; another version may know more, and this one learns of them when it starts. */
let parts: readonly string[] | undefined;
async function partsOf(db: Db): Promise<readonly string[]> {
  parts ??= (await sql<{ name: string }>`select unnest(case_parts()) as name`.execute(db)).rows.map(({ name }) => name);
  return parts;
}

/**
 * The keys of each of these records: people, cases and what belongs to them, enquiries, referrals; of any other there are
 * none. A case is changed with its person and its parts, a referral with the consent it rests on. Needs the standing `system`.
 */
export async function keysOf(db: Db, ids: readonly string[]): Promise<[id: string, key: Key][]> {
  const part = (name: string) =>
    sql`union all select p.id, p.case_id from ${sql.table(name)} p where p.id = any (${ids}::uuid[])`;
  const named = sql.join((await partsOf(db)).map(part), sql` `);
  const [places, sent] = await Promise.all([
    sql<Place>`
      with named (id, case_id) as (
        select c.id, c.id from case_file c where c.id = any (${ids}::uuid[])
        union all select c.person_id, c.id from case_file c where c.person_id = any (${ids}::uuid[])
        ${named})
      select n.id, c.organisation_id, c.team_id, c.owner_id, array[c.id] as cases
        from named n join case_file c on c.id = n.case_id
      union all select p.id, p.organisation_id, p.team_id, p.owner_id, '{}' from person p where p.id = any (${ids}::uuid[])
      union all select e.id, e.organisation_id, e.team_id, e.owner_id, array_remove(array[e.case_id], null)
        from enquiry e where e.id = any (${ids}::uuid[])`.execute(db),
    sql<Sent>`
      with named as (
        select r.id as named_id, r.* from referral r where r.id = any (${ids}::uuid[])
        union all select p.id, r.* from consent p join referral r on r.case_id = p.case_id and r.consent_id = p.id
          where p.id = any (${ids}::uuid[]))
      select n.named_id as id, array[n.from_organisation_id, n.to_organisation_id] as organisations,
        array_remove(array[n.case_id, n.received_case_id], null) as cases from named n`.execute(db),
  ]);
  return [
    ...places.rows.flatMap(({ id, organisation_id, team_id, owner_id, cases }) => [
      pair(id, `o${organisation_id}`),
      ...(team_id ? [pair(id, `t${team_id}`)] : []),
      ...(owner_id ? [pair(id, `u${owner_id}`)] : []),
      ...cases.map((one) => pair(id, `c${one}`)),
    ]),
    ...sent.rows.flatMap(({ id, organisations, cases }) => [
      ...organisations.map((one) => pair(id, `w${one}`)),
      ...cases.map((one) => pair(id, `c${one}`)),
    ]),
  ];
}
const pair = (id: string, key: Key): [string, Key] => [id, key];

/** Whether the actor of this transaction sees a case: row-level security says so, and a glass that he broke counts. */
export async function seesCase(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('case_file').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}
