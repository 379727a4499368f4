import { type Actor, readableNumber, uuidv7 } from '../../kernel/index.ts';
import type { TestHouse } from '../../server/testing.ts';

export interface TestPerson {
  name?: string;
  sex?: string;
  birthYear?: number | null;
  /** As it was said; the register keeps it sealed. */
  birth?: { value: string; known: 'stated' | 'document' | 'estimated' };
  nationalities?: string[];
}

/** A registered person of this actor's team, put in as the system. */
export async function testPerson(
  house: TestHouse,
  { userId, organisationId, teamIds }: Actor,
  person: TestPerson = {},
) {
  const { name = 'Nguyễn Thị Lan', sex = 'female', birthYear = 1998, birth, nationalities = ['VN'] } = person;
  const { vault, store } = house.ports;
  const id = uuidv7();
  const now = house.clock.now;
  const { key, wrapped } = vault.newKey(organisationId, id);
  await store.write('system', async (db) => {
    await db.insertInto('data_key').values({ id, organisation_id: organisationId, wrapped, erased_at: null }).execute();
    await db
      .insertInto('person')
      .values({
        id,
        number: readableNumber('BN'),
        organisation_id: organisationId,
        team_id: teamIds[0] ?? null,
        owner_id: userId,
        identity: vault.seal(key, `person.identity:${id}`, { name, ...(birth && { birth }) }),
        contact: null,
        safe_contact: null,
        sex,
        birth_year: birthYear,
        nationalities,
        place: null,
        merged_into: null,
        registered_at: now,
        updated_at: now,
      })
      .execute();
    await db
      .insertInto('person_index')
      .values({
        person_id: id,
        organisation_id: organisationId,
        team_id: teamIds[0] ?? null,
        owner_id: userId,
        tokens: [],
      })
      .execute();
    return { value: undefined };
  });
  return id;
}

/** A case of somebody whom `testPerson` registered, of this actor's team, put in as the system. */
export async function testCase(
  house: TestHouse,
  actor: Actor,
  facts: { stage?: string; topic?: string; age_band?: string } = {},
): Promise<string> {
  const { vault, store } = house.ports;
  const { userId, organisationId, teamIds } = actor;
  const personId = await testPerson(house, actor);
  const id = uuidv7();
  const now = house.clock.now;
  const { wrapped } = vault.newKey(organisationId, id);
  await store.write('system', async (db) => {
    await db.insertInto('data_key').values({ id, organisation_id: organisationId, wrapped, erased_at: null }).execute();
    await db
      .insertInto('case_file')
      .values({
        id,
        number: readableNumber('MR'),
        organisation_id: organisationId,
        team_id: teamIds[0] ?? null,
        owner_id: userId,
        person_id: personId,
        programme,
        stage: 'opened',
        flags: '[]',
        opened_at: now,
        last_contact_at: now,
        updated_at: now,
        ...facts,
      })
      .execute();
    return { value: undefined };
  });
  return id;
}

/** A filled form of a case, as far as gates ask. */
export async function testEntry(
  house: TestHouse,
  { userId }: Actor,
  caseId: string,
  form: string,
  answers: Record<string, unknown> = {},
): Promise<void> {
  await house.ports.store.write('system', async (db) => {
    const file = await db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow();
    await db
      .insertInto('entry')
      .values({
        id: uuidv7(),
        organisation_id: file.organisation_id,
        team_id: file.team_id,
        owner_id: file.owner_id,
        programme: file.programme,
        case_id: caseId,
        person_id: file.person_id,
        form,
        version: 1,
        answers: JSON.stringify(answers),
        sealed: '{}',
        at: house.clock.now,
        updated_at: house.clock.now,
        by_user: userId,
      })
      .execute();
    return { value: undefined };
  });
}

export const programme = 'resource-centre';
export const oral = { how: 'oral' as const };

/** A counsellor each of two organisations, each with a team of their own. */
export async function twoCounsellors(house: TestHouse): Promise<{ ours: Actor; theirs: Actor }> {
  const counsellorOf = async (name: string) => {
    const organisation = await house.organisation(name);
    return house.user('counsellor', organisation, [await house.team(organisation)]);
  };
  return { ours: await counsellorOf('MRC'), theirs: await counsellorOf('Legal Aid Centre') };
}

/** Publishes definitions that nobody has, so that the engine cannot know them. */
export async function publishTest(
  house: TestHouse,
  ...definitions: { kind: string; code: string; body: unknown; version?: number }[]
): Promise<void> {
  await house.ports.store.write('system', async (db) => ({
    value: await db
      .insertInto('definition')
      .values(
        definitions.map(({ kind, code, body, version = 1 }) => ({
          kind,
          code,
          version,
          body: JSON.stringify(body),
          published_at: house.clock.now,
          published_by: null,
        })),
      )
      .execute(),
  }));
  await house.ports.definitions.refresh();
}
