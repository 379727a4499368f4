/** The records of the table of access: the same in each relation to one caller. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { SubjectKey } from '../../src/core/ports.ts';
import { readableNumber, uuidv7 } from '../../src/kernel/index.ts';
import { rowsOfCases } from './cases.ts';
import { rowsOfHouses } from './houses.ts';
import type { Bundle, Made, Rows } from './made.ts';
import { rowsOfPeople } from './people.ts';
import { inventName, marks, type Relation, relations, type Town } from './world.ts';

export type { Bundle } from './made.ts';
export { registerPlan } from './people.ts';

function ownership({ home, away, teams, colleague, neighbour, stranger }: Town, caller: string, relation: Relation) {
  switch (relation) {
    case 'own':
    case 'erased':
      return { organisation_id: home, team_id: teams.mine, owner_id: caller };
    case 'team':
      return { organisation_id: home, team_id: teams.mine, owner_id: colleague.userId };
    case 'organisation':
      return { organisation_id: home, team_id: teams.next, owner_id: neighbour.userId };
    case 'unassigned':
      return { organisation_id: home, team_id: teams.mine, owner_id: null };
    case 'other':
    case 'referred':
      return { organisation_id: away, team_id: teams.far, owner_id: stranger.userId };
  }
}

/** Makes a bundle in every relation to this caller. */
export async function makeBundles(town: Town, caller: string): Promise<Record<Relation, Bundle>> {
  const { house } = town;
  const made = relations.map((relation) => makeBundle(town, caller, relation));
  await house.ports.store.write('system', async (db) => {
    // In the order in which rows refer to one another; sent together.
    const tables = [
      'data_key',
      'person',
      'person_index',
      'case_file',
      'case_stage',
      'consent',
      'approval',
      'deadline',
      'enquiry',
      'entry',
      'attachment',
      'task',
      'message',
      'referral',
      'referral_package',
      'referral_note',
      'merge',
      'relative',
      'plan_goal',
      'service',
      'profile',
      'profile_section',
      'shelter',
      'stay',
      'interpreter',
      'interpreting',
      'recruiter',
      'job_offer',
      'cost_line',
      'loan',
      'hold',
      'intake',
      'intake_part',
      'intake_row',
      'intake_mapping',
      'saved_view',
    ] as const;
    const erased = made.find(({ bundle }) => bundle.relation === 'erased')!.bundle;
    await Promise.all([
      ...tables.map((table) => {
        const rows: object[] = made.flatMap(({ rows }): object[] => rows[table] ?? []);
        return db
          .insertInto(table)
          .values(rows as never)
          .execute();
      }),
      ...made.map(({ bundle }) =>
        sql`select journal_append(${bundle.journal}, ${house.clock.now}, ${bundle.owner}, ${bundle.organisation},
          'person.read', ${bundle.person}, 'done', null, null, null)`.execute(db),
      ),
      sql`select set_config('app.scope', 'organisation', true), set_config('app.organisation', ${town.home}, true)`.execute(
        db,
      ),
      ...[erased.person, erased.spare].map((person) =>
        sql`select erase_person(${person}, ${house.clock.now})`.execute(db),
      ),
    ]);
    return { value: undefined };
  });
  for (const { bundle } of made) await breakGlass(town, bundle);
  return Object.fromEntries(made.map(({ bundle }) => [bundle.relation, bundle])) as Record<Relation, Bundle>;
}

/** As the owner: the application can break a glass for its caller alone. */
const breakGlass = ({ house: { owner, clock } }: Town, bundle: Bundle) =>
  owner.query(
    `insert into break_glass (id, organisation_id, team_id, owner_id, case_id, person_id, user_id, reason, at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, null, $8, $8::timestamptz + interval '30 minutes')`,
    [
      bundle.glass,
      bundle.organisation,
      bundle.team,
      bundle.owner,
      bundle.case,
      bundle.person,
      bundle.glassBy,
      clock.now,
    ],
  );

function makeBundle(town: Town, caller: string, relation: Relation): { bundle: Bundle; rows: Rows } {
  const { house } = town;
  const { vault } = house.ports;
  const now = house.clock.now;
  const owned = ownership(town, caller, relation);
  const organisation = owned.organisation_id;
  const name = inventName();
  const month = `2026-0${relations.indexOf(relation) + 1}`;
  const opened = new Date(`${month}-10T05:00:00Z`);
  const id = () => uuidv7();
  const bundle: Bundle = {
    relation,
    organisation,
    team: owned.team_id,
    owner: owned.owner_id,
    name,
    number: readableNumber('BN'),
    person: id(),
    spare: id(),
    caseNumber: readableNumber('BC'),
    case: id(),
    closedCase: id(),
    enquiry: id(),
    consent: id(),
    approval: id(),
    deadline: id(),
    task: id(),
    message: id(),
    entry: id(),
    attachment: id(),
    stage: id(),
    view: id(),
    merge: id(),
    relative: id(),
    goal: id(),
    service: id(),
    shelter: id(),
    interpreter: id(),
    destination: `of-${id()}`,
    profile: id(),
    section: id(),
    stay: id(),
    interpreting: id(),
    recruiter: id(),
    offer: id(),
    cost: id(),
    loan: id(),
    hold: id(),
    intake: id(),
    sent: id(),
    offered: id(),
    accepted: id(),
    recalled: id(),
    note: id(),
    journal: randomUUID(),
    glass: id(),
    glassBy: organisation === town.home ? town.colleague.userId : town.stranger.userId,
    month,
  };
  // A register is of nobody who can be erased.
  const register = relation === 'erased' ? id() : bundle.intake;
  const key = new Map<string, SubjectKey>();
  const subjects = [bundle.person, bundle.spare, bundle.case, bundle.closedCase, bundle.enquiry, register];
  const sentOut = [bundle.sent, bundle.offered, bundle.accepted, bundle.recalled];
  const data_key = [...subjects, ...sentOut].map((subject) => {
    const made = vault.newKey(organisation, subject);
    key.set(subject, made.key);
    return { id: subject, organisation_id: organisation, wrapped: made.wrapped, erased_at: null };
  });
  const seal = (subject: string, place: string, value: unknown) => vault.seal(key.get(subject)!, place, value);
  const by_user = owned.owner_id ?? town.colleague.userId;
  // A house and who interprets belong to nobody who can be erased.
  const houses = {
    shelter: relation === 'erased' ? id() : bundle.shelter,
    view: relation === 'erased' ? id() : bundle.view,
    about: relation === 'erased' ? id() : bundle.interpreter,
    profile: relation === 'erased' ? id() : bundle.profile,
    section: relation === 'erased' ? id() : bundle.section,
    destination: relation === 'erased' ? `of-${id()}` : bundle.destination,
  };
  const made: Made = {
    town,
    caller,
    bundle,
    vault,
    mark: marks(name),
    now,
    opened,
    owned,
    by_user,
    register,
    houses,
    key,
    seal,
  };
  return { bundle, rows: { data_key, ...rowsOfPeople(made), ...rowsOfCases(made), ...rowsOfHouses(made) } };
}
