/** People and organisations for the table of access, and how a record may stand to one caller. */
import { createHash, randomBytes } from 'node:crypto';
import { DefinitionCache, installSupplied } from '../../src/core/definitions/index.ts';
import type { Field, FormDefinition } from '../../src/kernel/form/index.ts';
import {
  type Actor,
  ageBand,
  grants,
  type Role,
  type SensitivityClass,
  sensitivityClasses,
  uuidv7,
} from '../../src/kernel/index.ts';
import { recordStandard, suppliedDefinitions } from '../../src/programmes/index.ts';
import { type TestHouse, testPassword } from '../../src/server/testing.ts';

/** Of a record to the caller. `team`: a colleague's; `unassigned`: the team's and nobody's; `erased` was the caller's. */
export const relations = ['own', 'team', 'organisation', 'other', 'referred', 'unassigned', 'erased'] as const;
export type Relation = (typeof relations)[number];

export const roleCodes = suppliedDefinitions().flatMap(({ kind, code }) => (kind === 'role' ? [code] : []));
export const programme = 'resource-centre';
export const formCode = 'golden';
export const pdf = Buffer.from('%PDF-1.7\n%%EOF');

/** Whoever has this role may do and read everything, in one organisation. */
export const everything: Role = {
  code: 'everything',
  label: { en: 'Everything' },
  grants: [...grants],
  scope: 'organisation',
  programmes: ['resource-centre', 'safe-migration', 'trafficking-response'],
  read: [...sensitivityClasses],
  write: [...sensitivityClasses],
};

const texts = recordStandard.fields.filter(({ type }) => type === 'Text');

/** One question of each class, each mapped to a field of the standard, and a place for a file. */
const form: FormDefinition = {
  code: formCode,
  version: 1,
  title: { en: 'Golden' },
  languages: ['en'],
  defaultLanguage: 'en',
  lists: {},
  items: [
    ...sensitivityClasses.map(
      (one): Field => ({
        kind: 'field',
        name: `${one}Answer`,
        type: 'text',
        class: one,
        label: { en: one },
        mappings: { htcds: texts.find((field) => field.class === one)?.name ?? texts.at(-1)!.name },
      }),
    ),
    { kind: 'field', name: 'paper', type: 'file', class: 'account', label: { en: 'Paper' } },
  ],
};

/** Publishes what the table needs beside what is supplied. */
export async function publish({ ports, clock }: TestHouse, roles: readonly Role[] = []): Promise<void> {
  await installSupplied(ports.store, clock.now, [
    { kind: 'form', code: form.code, body: form },
    ...roles.map((role) => ({ kind: 'role', code: role.code, body: role })),
  ]);
  if (ports.definitions instanceof DefinitionCache) await ports.definitions.refresh();
}

/** Two organisations that know each other, and a third one to which things are referred. */
export interface Town {
  house: TestHouse;
  home: string;
  away: string;
  third: string;
  /** The caller's team, another of the same organisation, one of the other. */
  teams: { mine: string; next: string; far: string };
  head: Actor;
  colleague: Actor;
  neighbour: Actor;
  stranger: Actor;
}

export async function foundTown(house: TestHouse): Promise<Town> {
  const now = house.clock.now;
  const [home, away, third] = [uuidv7(), uuidv7(), uuidv7()];
  const teams = { mine: uuidv7(), next: uuidv7(), far: uuidv7() };
  await house.ports.store.write('system', async (db) => {
    const organisation = (id: string) => {
      const wrapped_key = Buffer.from(house.ports.vault.newOrganisationKey(id));
      return { id, name: `Organisation ${id}`, kind: 'mrc', wrapped_key, created_at: now };
    };
    await db.insertInto('organisation').values([home, away, third].map(organisation)).execute();
    const team = (id: string, organisation_id: string) => ({
      id,
      organisation_id,
      name: id,
      place: null,
      created_at: now,
    });
    const made = [team(teams.mine, home), team(teams.next, home), team(teams.far, away)];
    return { value: await db.insertInto('team').values(made).execute() };
  });
  return {
    house,
    home,
    away,
    third,
    teams,
    // Somebody who is told when a glass is broken.
    head: await addUser(house, 'centre-manager', home, []),
    colleague: await addUser(house, 'counsellor', home, [teams.mine]),
    neighbour: await addUser(house, 'counsellor', home, [teams.next]),
    stranger: await addUser(house, 'counsellor', away, [teams.far]),
  };
}

/** Like `house.user`, for several at the same time. */
export async function addUser(
  house: TestHouse,
  roleCode: string,
  organisationId: string,
  teamIds: string[],
): Promise<Actor> {
  const { store, definitions } = house.ports;
  const now = house.clock.now;
  const userId = uuidv7();
  const user = { id: userId, organisation_id: organisationId, name: userId, role: roleCode, created_at: now };
  const key = { id: uuidv7(), user_id: userId, name: 'A key', credential_id: userId, public_key: Buffer.from('key') };
  await store.write('system', async (db) => ({
    value: await Promise.all([
      db
        .insertInto('app_user')
        .values({ ...user, login: `user-${userId}`, password_hash: `plain:${testPassword}` })
        .execute(),
      ...teamIds.map((team_id) => db.insertInto('team_member').values({ user_id: userId, team_id }).execute()),
      db
        .insertInto('passkey')
        .values({ ...key, counter: '0', transports: [], created_at: now, used_at: null })
        .execute(),
    ]),
  }));
  const role = definitions.role(roleCode)!;
  return { userId, name: userId, organisationId, teamIds, role, language: 'en', authenticatedAt: now };
}

const digest = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 12);

/** What can be read of a bundle, by the class under which it may be. */
export const marks = (name: string): Record<SensitivityClass, string> => ({
  identity: name,
  contact: `contact-${digest(name)}`,
  account: `account-${digest(name)}`,
  operational: `topic-${digest(name)}`,
  statistical: ageBand('1951', '2026-11-16') ?? '',
});

/** A word that sounds like nobody's name and is found by no other. */
export function inventName(): string {
  const syllables = ['ba', 'ke', 'di', 'fo', 'gu', 'ha', 'je', 'li', 'mo', 'nu', 'pa', 're', 'si', 'to', 'vu', 'za'];
  const word = () => [...randomBytes(4)].map((byte) => syllables[byte % 16]).join('');
  return `${word()} ${word()}`;
}
