/** People, organisations and records for the table of access: each kind of record in each relation to one caller. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import { sealFile } from '../../src/core/attachments/sealed.ts';
import { DefinitionCache, installSupplied } from '../../src/core/definitions/index.ts';
import { sealParts } from '../../src/core/forms/parts.ts';
import { sealRows } from '../../src/core/intake/kept.ts';
import type { SheetRow } from '../../src/core/intake/sheets.ts';
import { indexedOf, matcher } from '../../src/core/people/index.ts';
import type { SubjectKey } from '../../src/core/ports.ts';
import { sealPackage } from '../../src/core/referrals/index.ts';
import type { Tables } from '../../src/core/tables.ts';
import type { Field, FormDefinition } from '../../src/kernel/form/index.ts';
import {
  type Actor,
  ageBand,
  type Role,
  readableNumber,
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

/** How the register of a bundle is read. */
export const registerPlan = {
  becomes: 'case' as const,
  programme,
  sheets: [{ sheet: 0, heading: 1 }],
  columns: [{ heading: 'Full name', field: 'name' }],
};
const registerRows = (name: string): SheetRow[] => [
  [1, 'Full name'],
  [2, name],
];

type Rows = { [T in keyof Tables]?: Insertable<Tables[T]>[] };

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

/** A word that sounds like nobody's name and is found by no other. */
function inventName(): string {
  const syllables = ['ba', 'ke', 'di', 'fo', 'gu', 'ha', 'je', 'li', 'mo', 'nu', 'pa', 're', 'si', 'to', 'vu', 'za'];
  const word = () => [...randomBytes(4)].map((byte) => syllables[byte % 16]).join('');
  return `${word()} ${word()}`;
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
  const mark = marks(name);
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
  const ofCase = { ...owned, programme, case_id: bundle.case, person_id: bundle.person };
  const tokens = (named: string) =>
    vault.searchTokens(organisation, matcher.indexTokens(indexedOf({ name: named }, undefined)));
  const person = (which: string, number: string, named: string) => ({
    id: which,
    number,
    ...owned,
    identity: seal(which, `person.identity:${which}`, { name: named, birth: { value: '1951', known: 'stated' } }),
    contact: seal(which, `person.contact:${which}`, { address: mark.contact }),
    safe_contact: seal(which, `person.safe_contact:${which}`, { mayCall: 'yes', hours: mark.contact }),
    sex: 'other',
    birth_year: 1951,
    nationalities: ['VN'],
    place: null,
    merged_into: null,
    registered_at: now,
    updated_at: now,
  });
  const file = (which: string, number: string, closed: boolean) => ({
    id: which,
    number,
    ...owned,
    person_id: bundle.person,
    enquiry_id: null,
    programme,
    stage: closed ? 'closed' : 'opened',
    channel: 'phone',
    topic: mark.operational,
    destination: null,
    place: null,
    sex: 'other',
    age_band: mark.statistical,
    nationality: 'VN',
    flags: JSON.stringify([{ sign: 'sign', reason: { en: mark.operational } }]),
    closing_reason: closed ? 'resolved' : null,
    satisfaction: null,
    opened_at: opened,
    closed_at: closed ? opened : null,
    last_contact_at: opened,
    updated_at: opened,
  });
  const referral = (which: string, to: string, status: string, caseId = bundle.case) => ({
    id: which,
    from_organisation_id: organisation,
    to_organisation_id: to,
    case_id: caseId,
    person_id: bundle.person,
    consent_id: bundle.consent,
    purpose: 'referral',
    status,
    sent_by: by_user,
    // Accepted ones are the caller's to see to.
    taken_by: to === town.home ? caller : null,
    sent_at: now,
    answered_at: status === 'sent' ? null : now,
    expires_at: null,
    checklist: 'return-steps',
  });
  // A house and who interprets belong to nobody who can be erased.
  const houses = {
    shelter: relation === 'erased' ? id() : bundle.shelter,
    view: relation === 'erased' ? id() : bundle.view,
    about: relation === 'erased' ? id() : bundle.interpreter,
    profile: relation === 'erased' ? id() : bundle.profile,
    section: relation === 'erased' ? id() : bundle.section,
    destination: relation === 'erased' ? `of-${id()}` : bundle.destination,
  };
  const ofHouse = (place: string, value: unknown) => vault.seal(vault.organisationKey(organisation), place, value);
  const told = relation === 'referred' ? town.home : town.third;
  const answers = Object.fromEntries(sensitivityClasses.map((one) => [one, { [`${one}Answer`]: mark[one] }]));
  const parts = sealParts(vault, key.get(bundle.case)!, bundle.entry, answers);
  const rows: Rows = {
    data_key,
    person: [person(bundle.person, bundle.number, name), person(bundle.spare, readableNumber('BN'), inventName())],
    person_index: [
      { person_id: bundle.person, ...owned, tokens: tokens(name) },
      { person_id: bundle.spare, ...owned, tokens: tokens('nobody else') },
    ],
    case_file: [file(bundle.case, bundle.caseNumber, false), file(bundle.closedCase, readableNumber('BC'), true)],
    case_stage: [{ id: bundle.stage, case_id: bundle.case, stage: 'opened', at: opened, by_user }],
    consent: [
      { id: bundle.consent, purpose: 'referral' },
      { id: id(), purpose: 'record' },
    ].map((one) => ({
      ...ofCase,
      ...one,
      recipient: null,
      how: 'signed',
      witness: seal(bundle.case, `consent.witness:${one.id}`, mark.identity),
      signature: seal(bundle.case, `consent.signature:${one.id}`, [[0, 0, 9, 9]]),
      given_at: now,
      expires_at: null,
      withdrawn_at: null,
    })),
    approval: [
      {
        id: bundle.approval,
        ...ofCase,
        from_stage: 'opened',
        to_stage: 'advising',
        code: 'none',
        asked_by: by_user,
        asked_at: now,
        note: seal(bundle.case, `approval.note:${bundle.approval}`, mark.account),
      },
    ],
    deadline: [
      {
        id: bundle.deadline,
        ...ofCase,
        timer: 'golden',
        term: JSON.stringify({
          amount: 1,
          unit: 'days',
          source: { en: 'x' },
          warnBefore: { amount: 1, unit: 'hours' },
        }),
        started_at: now,
        warn_at: now,
        due_at: new Date(now.getTime() + 86_400_000),
      },
    ],
    enquiry: [
      {
        id: bundle.enquiry,
        ...owned,
        programme,
        channel: 'phone',
        topic: mark.operational,
        destination: null,
        sex: 'other',
        age_band: mark.statistical,
        answered: false,
        flags: '[]',
        signs: [],
        person_id: bundle.person,
        case_id: null,
        note: seal(bundle.enquiry, `enquiry.note:${bundle.enquiry}`, mark.account),
        at: opened,
        recorded_at: now,
      },
    ],
    entry: [
      {
        id: bundle.entry,
        ...ofCase,
        form: formCode,
        version: 1,
        answers: JSON.stringify(parts.answers),
        sealed: JSON.stringify(parts.sealed),
        at: now,
        updated_at: now,
        by_user,
      },
    ],
    attachment: [
      {
        id: bundle.attachment,
        case_id: bundle.case,
        entry_id: bundle.entry,
        class: 'account',
        field: 'paper',
        ...sealFile(
          vault,
          key.get(bundle.case)!,
          bundle.attachment,
          { name: 'paper.pdf', type: 'application/pdf', extension: 'pdf', size: pdf.length },
          Buffer.from(mark.account),
        ),
        by_user,
        added_at: now,
        changed_at: now,
      },
    ],
    task: [
      {
        id: bundle.task,
        ...ofCase,
        kind: 'callBack',
        note: seal(bundle.case, `task.note:${bundle.task}`, mark.account),
        due_at: now,
        done_at: null,
        created_at: now,
      },
    ],
    message: [
      {
        id: bundle.message,
        ...owned,
        case_id: bundle.case,
        enquiry_id: null,
        person_id: bundle.person,
        key_id: bundle.person,
        template: 'please-call',
        language: 'en',
        content: seal(bundle.person, `message.content:${bundle.message}`, { to: mark.contact, text: mark.account }),
        number: null,
        state: 'waiting',
        why: null,
        not_before: now,
        not_after: null,
        written_at: now,
        by_user,
        changed_at: now,
        sent_at: null,
        rating: false,
        answer: null,
        answered_at: null,
      },
    ],
    referral: [
      referral(bundle.sent, town.third, 'sent'),
      referral(bundle.offered, told, 'sent'),
      referral(bundle.accepted, told, 'accepted'),
      referral(bundle.recalled, told, 'recalled'),
    ],
    referral_package: sentOut.map((one) => ({
      referral_id: one,
      sealed: JSON.stringify(
        sealPackage(vault, key.get(one)!, one, [
          { key: 'person', items: [{ path: 'person.name', class: 'identity', value: name }] },
          {
            key: 'case',
            items: [
              { path: 'case.programme', class: 'operational', value: programme },
              { path: 'case.topic', class: 'operational', value: mark.operational },
            ],
          },
          {
            key: bundle.entry,
            form: formCode,
            version: 1,
            at: now.toISOString(),
            items: sensitivityClasses.map((of) => ({
              path: `entry.${bundle.entry}.${of}.${of}Answer`,
              class: of,
              value: mark[of],
            })),
          },
        ]),
      ),
    })),
    referral_note: [
      {
        id: bundle.note,
        referral_id: bundle.accepted,
        organisation_id: organisation,
        kind: 'said',
        code: null,
        note: seal(bundle.accepted, `referral.note:${bundle.note}`, mark.account),
        by_user,
        at: now,
      },
    ],
    plan_goal: [
      {
        id: bundle.goal,
        ...ofCase,
        kind: 'housing',
        wording: seal(bundle.case, `goal.wording:${bundle.goal}`, mark.account),
        due_on: null,
        outcome: null,
        outcome_note: null,
        set_at: opened,
        updated_at: opened,
      },
    ],
    service: [
      {
        id: bundle.service,
        ...ofCase,
        goal_id: bundle.goal,
        service: 'legalInformation',
        status: 'needed',
        provider_id: null,
        provider: seal(bundle.case, `service.provider:${bundle.service}`, mark.account),
        user_id: null,
        due_on: null,
        started_on: null,
        ended_on: null,
        quantity: null,
        cost: null,
        currency: null,
        funder: seal(bundle.case, `service.funder:${bundle.service}`, mark.account),
        consent_id: null,
        rating: null,
        unavailable: null,
        requested_at: opened,
        updated_at: opened,
      },
    ],
    profile: [
      {
        id: houses.profile,
        organisation_id: organisation,
        destination: houses.destination,
        owner_id: null,
        updated_at: now,
      },
    ],
    profile_section: [
      {
        id: houses.section,
        organisation_id: organisation,
        profile_id: houses.profile,
        kind: 'costs',
        origin: null,
        version: 1,
        text: JSON.stringify({ en: 'Nobody pays for a job.' }),
        sources: '[]',
        public: true,
        by_user,
        written_at: opened,
        published_at: opened,
        reviewed_on: '2026-01-01',
        reviewed_by: by_user,
        review_due: '2026-02-01',
      },
    ],
    shelter: [
      {
        id: houses.shelter,
        organisation_id: organisation,
        name: 'A house',
        capacity: 1000,
        sexes: ['female', 'male', 'other'],
        age_from: 0,
        age_to: 120,
        children_with_mother: true,
        location: ofHouse(`shelter.location:${houses.shelter}`, mark.contact),
        active: true,
        updated_at: now,
      },
    ],
    stay: [
      {
        id: bundle.stay,
        ...ofCase,
        case_id: bundle.closedCase,
        shelter_id: houses.shelter,
        begins_at: opened,
        ends_at: null,
        by_user,
      },
    ],
    saved_view: [
      {
        id: houses.view,
        organisation_id: organisation,
        owner_id: by_user,
        team_id: bundle.team,
        about: ofHouse(`saved_view:${houses.view}`, { name, look: { sort: 'openedAt', descending: true } }),
        updated_at: now,
      },
    ],
    interpreter: [
      {
        id: houses.about,
        organisation_id: organisation,
        about: ofHouse(`interpreter.about:${houses.about}`, { name, contact: mark.contact }),
        languages: ['lo'],
        gender: 'other',
        vetted_on: '2026-01-01',
        vetted_until: '2030-01-01',
        vetted_by: null,
        active: true,
        updated_at: now,
      },
    ],
    interpreting: [
      { id: bundle.interpreting, ...ofCase, interpreter_id: houses.about, form: formCode, at: now, by_user },
    ],
    recruiter: [
      {
        id: bundle.recruiter,
        name: 'Green Lotus',
        other_names: [],
        kind: 'agency',
        country: 'VN',
        website: null,
        phone: null,
        licences: '[]',
        updated_at: now,
      },
    ],
    job_offer: [
      {
        id: bundle.offer,
        ...ofCase,
        version: 'offered',
        said_on: '2026-01-05',
        recruiter_id: bundle.recruiter,
        currency: 'VND',
        terms: '{"pay": 9000000}',
        told: seal(bundle.case, `offer.told:${bundle.offer}`, { employer: mark.account }),
        set_at: opened,
        updated_at: opened,
      },
    ],
    cost_line: [
      {
        id: bundle.cost,
        ...ofCase,
        cost: 'matching',
        payer: 'worker',
        phase: null,
        paid_on: null,
        amount: 1_000_000,
        currency: 'VND',
        receipt: null,
        deducted: false,
        refunded: null,
        told: seal(bundle.case, `cost.told:${bundle.cost}`, { paidTo: mark.account }),
        set_at: opened,
        updated_at: opened,
        ended_at: null,
      },
    ],
    loan: [
      {
        id: bundle.loan,
        ...ofCase,
        lender: 'bank',
        borrowed_on: null,
        principal: 1_000_000,
        owed: null,
        currency: 'VND',
        rate: null,
        per: null,
        payment: null,
        pledged: null,
        applied: null,
        limited: null,
        told: seal(bundle.case, `loan.told:${bundle.loan}`, { name: mark.account }),
        set_at: opened,
        updated_at: opened,
        ended_at: null,
      },
    ],
    merge: [
      {
        id: bundle.merge,
        organisation_id: organisation,
        kept_id: bundle.person,
        merged_id: bundle.spare,
        moved: '{}',
        reason: null,
        by_user,
        at: now,
        undone_at: null,
      },
    ],
    relative: [
      {
        id: bundle.relative,
        organisation_id: organisation,
        person_id: bundle.person,
        other_id: bundle.spare,
        kind: 'sibling',
        by_user,
        at: now,
        ended_at: null,
      },
    ],
    hold: [
      {
        id: bundle.hold,
        organisation_id: organisation,
        person_id: bundle.person,
        reason: seal(bundle.person, `hold.reason:${bundle.hold}`, mark.account),
        until: opened,
        by_user,
        at: opened,
        lifted_by: null,
        lifted_at: null,
      },
    ],
    intake: [
      {
        id: register,
        ...owned,
        about: seal(register, `intake.about:${register}`, {
          sender: mark.identity,
          file: 'register.csv',
          from1904: false,
          sheets: [{ name: '', rows: 2, top: registerRows(mark.identity) }],
        }),
        plan: seal(register, `intake.plan:${register}`, registerPlan),
        state: 'read',
        rows: 2,
        read_at: now,
        touched_at: now,
      },
    ],
    intake_part: [
      {
        intake_id: register,
        seq: 0,
        sheet: 0,
        rows: 2,
        body: sealRows(vault, key.get(register)!, register, 0, registerRows(mark.identity)),
        taken_at: null,
      },
    ],
    intake_row: [
      {
        intake_id: register,
        seq: 0,
        sheet: 1,
        row: 1,
        person_id: null,
        case_id: null,
        enquiry_id: null,
        alike_id: null,
        made: [],
      },
    ],
    intake_mapping: [
      { organisation_id: organisation, sender: Buffer.from(bundle.intake), body: Buffer.from('x'), updated_at: now },
    ],
  };
  return { bundle, rows };
}
