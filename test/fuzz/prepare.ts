import type pg from 'pg';
import { operations } from '../../src/core/index.ts';
import { sealPackage } from '../../src/core/referrals/index.ts';
import type { TestHouse } from '../../src/server/testing.ts';

/**
 * So many cases that wait for the answer of the smallest other organisation, that some are left when somebody there answers;
 * every third was accepted, and every third of those taken back.
 */
export async function waitingReferrals(house: TestHouse, system: pg.Client): Promise<void> {
  await system.query(`
    with other as (select t.organisation_id as id from team t group by 1 order by count(*), min(t.name) limit 1)
    insert into referral (id, from_organisation_id, to_organisation_id, case_id, person_id, consent_id, purpose, sent_by, sent_at,
      checklist, status, answered_at)
    select overlay(overlay(md5(c.id::text) placing '4' from 13) placing '8' from 17)::uuid, c.organisation_id, other.id, c.case_id, c.person_id, c.id, 'referral', f.owner_id, c.given_at,
      'return-steps', case when n % 9 = 0 then 'recalled' when n % 3 = 0 then 'accepted' else 'sent' end,
      case when n % 3 = 0 then c.given_at end
    from (select *, row_number() over (order by id) as n from consent) c join case_file f on f.id = c.case_id cross join other
    where f.owner_id is not null and c.organisation_id <> other.id order by c.id limit 200`);
  const { rows } = await system.query<{ id: string; from: string }>(
    `select id, from_organisation_id as from from referral where checklist = 'return-steps'`,
  );
  const { vault } = house.ports;
  for (const { id, from } of rows) {
    const { key, wrapped } = vault.newKey(from, id);
    const sealed = sealPackage(vault, key, id, [
      { key: 'person', items: [{ path: 'person.name', class: 'identity', value: 'Somebody' }] },
    ]);
    await system.query('insert into data_key values ($1, $2, $3, null)', [id, from, wrapped]);
    await system.query('insert into referral_package values ($1, $2)', [id, sealed]);
  }
}

/** The province has neither: some in each organisation, and somebody who stays. */
export async function housesAndInterpreters(house: TestHouse, system: pg.Client): Promise<void> {
  const { rows } = await system.query<{ organisation: string; cases: string[] }>(
    `select organisation_id as organisation, (array_agg(id order by id) filter (where closed_at is null))[1:5] as cases
     from case_file group by 1 order by 1`,
  );
  for (const { organisation, cases } of rows) {
    const manager = await house.user('centre-manager', organisation);
    const everybody = { sexes: ['female' as const, 'male' as const, 'other' as const], ageFrom: 0, ageTo: 120 };
    const { id: shelterId } = await house.call(operations, manager, 'shelter.set', {
      name: 'A house',
      location: 'Somewhere',
      capacity: 5_000,
      childrenWithMother: true,
      ...everybody,
    });
    await house.call(operations, manager, 'profile.write', {
      destination: 'TH',
      kind: 'costs',
      version: 0,
      text: { en: 'Nobody pays for a job.' },
      sources: [{ name: 'A ministry' }],
      public: true,
      publish: true,
    });
    const vetted = { vettedOn: '2026-01-01', vettedUntil: '2030-01-01' };
    const about = { name: 'Noy', languages: ['lo'], gender: 'female' as const };
    await house.call(operations, manager, 'interpreter.set', { ...about, ...vetted });
    for (const caseId of cases ?? [])
      await house.call(operations, manager, 'stay.begin', { caseId, shelterId }).catch(() => undefined);
  }
}
