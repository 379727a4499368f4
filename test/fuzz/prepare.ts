import { devNull } from 'node:os';
import type pg from 'pg';
import { oral, programme } from '../../src/core/cases/testing.ts';
import { operations } from '../../src/core/index.ts';
import { sealPackage } from '../../src/core/referrals/index.ts';
import { FileGateway } from '../../src/platform/messages/index.ts';
import type { TestHouse } from '../../src/server/testing.ts';
import type { Row } from './known.ts';

/** What the house's gateway shows when it tells something. */
export const secret = 'agreed with the gateway';
const fields = { from: 'from', text: 'text', id: 'id', state: 'status', delivered: 'delivered' };
export const gateway = new FileGateway(devNull, { secret, fields });

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

/** The province has neither: two in each organisation, of which no call changes the first, and somebody who stays. */
export async function housesAndInterpreters(house: TestHouse, system: pg.Client): Promise<void> {
  const { rows } = await system.query<{ organisation: string; cases: string[] }>(
    `select organisation_id as organisation, (array_agg(id order by id) filter (where closed_at is null))[1:5] as cases
     from case_file group by 1 order by 1`,
  );
  for (const { organisation, cases } of rows) {
    const manager = await house.user('centre-manager', organisation);
    const everybody = { sexes: ['female' as const, 'male' as const, 'other' as const], ageFrom: 0, ageTo: 120 };
    const wide = { location: 'Somewhere', capacity: 5_000, childrenWithMother: true, ...everybody };
    const { id: shelterId } = await house.call(operations, manager, 'shelter.set', { name: 'A house', ...wide });
    await house.call(operations, manager, 'shelter.set', { name: 'Another house', ...wide });
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
    for (let n = 0; n < 2; n++) await house.call(operations, manager, 'interpreter.set', { ...about, ...vetted });
    for (const caseId of cases ?? [])
      await house.call(operations, manager, 'stay.begin', { caseId, shelterId }).catch(() => undefined);
  }
}

/** In each team some cases of people who may be written to; and each organisation has a name under which it writes. */
export async function peopleToWriteTo(house: TestHouse, system: pg.Client): Promise<Row[]> {
  const { rows: teams } = await system.query<{ id: string; organisation_id: string }>(
    'select id, organisation_id from team order by id',
  );
  for (const organisation of new Set(teams.map(({ organisation_id }) => organisation_id)))
    await house.call(operations, await house.user('administrator', organisation), 'message.setSender', {
      name: 'Lotus',
      phone: '024 1234 567',
    });
  const made: Row[] = [];
  for (const { id: team, organisation_id } of teams) {
    const counsellor = await house.user('counsellor', organisation_id, [team]);
    for (let n = 0; n < 4; n++) {
      const { person } = await house.call(operations, counsellor, 'person.register', {
        identity: { name: 'Trần Thị Mai' },
        contact: { phones: [{ number: `+8490${1_000_000 + made.length}` }] },
        safeContact: { mayCall: 'yes', messages: { language: 'vi', from: '08:00', until: '20:00' } },
      });
      const about = { personId: person.id, programme, consent: oral };
      const { id } = await house.call(operations, counsellor, 'case.open', about);
      await house.call(operations, counsellor, 'consent.give', { caseId: id, purpose: 'followUp', ...oral });
      made.push({ id, team_id: team, organisation_id });
    }
  }
  return made;
}
