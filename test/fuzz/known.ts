import type pg from 'pg';
import { writeConfiguration } from '../../src/core/definitions/configuration.ts';
import { World } from '../../src/core/definitions/judge.ts';
import type { FormDefinition } from '../../src/kernel/form/index.ts';
import type { CodeList, Programme } from '../../src/kernel/index.ts';
import { suppliedDefinitions } from '../../src/programmes/index.ts';
import { generateProvince } from '../../src/server/province/index.ts';
import type { Random } from '../../src/server/province/random.ts';
import { type TestHouse, testPassword } from '../../src/server/testing.ts';
import { type Hint, uuid } from './shapes.ts';

type Row = { id: string; team_id: string | null; organisation_id: string; revision?: number; stage?: string };

/** What is in the house: the identifiers and codes with which a call has a chance to be done. */
export interface Known {
  /** By table. */
  rows: Map<string, Row[]>;
  revisions: Map<string, number>;
  codes: Map<string, string[]>;
  entries: { form: string; answers: unknown }[];
  files: string[];
  /** Consents on which an open case may be referred. */
  agreed: (Row & { case_id: string; purpose: string; to_id: string })[];
}

const tables: Record<string, string> = {
  person: 'select id, team_id, organisation_id, revision from person',
  case: 'select id, team_id, organisation_id, revision from case_file',
  moving: `select id, team_id, organisation_id, stage from case_file where closed_at is null and stage <> 'opened'`,
  enquiry: 'select id, team_id, organisation_id from enquiry where case_id is null',
  entry: 'select id, team_id, organisation_id, revision from entry',
  task: 'select id, team_id, organisation_id from task where done_at is null',
  consent: 'select id, team_id, organisation_id from consent where withdrawn_at is null',
  referral: `select id, null::uuid as team_id, to_organisation_id as organisation_id from referral where status = 'sent'`,
  accepted: `select id, null::uuid as team_id, to_organisation_id as organisation_id from referral where status = 'accepted'`,
  recalled: `select id, null::uuid as team_id, to_organisation_id as organisation_id from referral where status = 'recalled'`,
  user: 'select id, null::uuid as team_id, organisation_id from app_user',
  team: 'select id, id as team_id, organisation_id from team',
  sent: `select id, null::uuid as team_id, from_organisation_id as organisation_id from referral where status in ('sent', 'accepted')`,
  shelter: 'select id, null::uuid as team_id, organisation_id, revision from shelter',
  profile: 'select id, null::uuid as team_id, organisation_id from profile_section where published_at is not null',
  recruiter: 'select id, null::uuid as team_id, null::uuid as organisation_id, revision from recruiter',
  cost: 'select id, team_id, organisation_id, revision from cost_line',
  loan: 'select id, team_id, organisation_id, revision from loan',
  // The showcase tells of one case what it cost.
  recruited: 'select distinct case_id as id, team_id, organisation_id from cost_line',
  interpreter: 'select id, null::uuid as team_id, organisation_id, revision from interpreter',
  stay: 'select id, team_id, organisation_id from stay where ends_at is null',
  organisation: 'select id, null::uuid as team_id, id as organisation_id from organisation',
};

const consents = `
  select c.id, c.team_id, c.organisation_id, c.case_id, c.purpose, o.id as to_id
  from consent c join case_file f on f.id = c.case_id join organisation o on o.id <> c.organisation_id
  where c.withdrawn_at is null and f.closed_at is null and (c.recipient is null
    or exists (select from referral r where r.consent_id = c.id and r.to_organisation_id = o.id))
  order by c.id, o.id`;

const supplied = suppliedDefinitions();
const consentPurpose = supplied.find(({ code }) => code === 'consentPurpose')!.body as CodeList;
const programme = supplied.find(({ kind }) => kind === 'programme')!.body as Programme;

export async function lookAround({ clock }: TestHouse, system: pg.Client, people: number): Promise<Known> {
  const rows = new Map<string, Row[]>();
  const revisions = new Map<string, number>();
  for (const [name, sql] of Object.entries(tables)) {
    const found = (await system.query<Row>(`${sql} order by 1`)).rows;
    rows.set(name, found);
    for (const { id, revision } of found) if (revision !== undefined) revisions.set(id, revision);
  }
  const codes = new Map<string, string[]>();
  for (const { kind, code, body } of supplied) {
    codes.set(kind, [...(codes.get(kind) ?? []), code]);
    if (kind === 'codeList')
      codes.set(
        `list ${code}`,
        body.items.map((item) => item.code),
      );
    if (kind === 'places')
      codes.set(
        'place',
        body.places.slice(0, 50).map((place) => place.code),
      );
  }
  const { bundles } = generateProvince({ people, seed: 'banyan', now: clock.now, programme });
  const entries = [...bundles].flatMap((bundle) => bundle.entries.map(({ form, answers }) => ({ form, answers })));
  const given = (await system.query<Known['agreed'][number]>(consents)).rows;
  const shared = new Set(consentPurpose.items.flatMap(({ code, sharing }) => (sharing ? [code] : [])));
  const agreed = given.filter(({ purpose }) => shared.has(purpose));
  return { rows, revisions, codes, entries, files: [], agreed };
}

const base64 = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64');

/** A code list under a name of its own: publishing it takes nothing away from the house. */
const someList = (random: Random, code: string) => ({
  code,
  title: { en: `List ${code}` },
  items: Array.from({ length: random.between(1, 4) }, (_, at) => ({ code: `one${at}`, label: { en: `One ${at}` } })),
});

/** What the fields of this operation may say, for a caller of this organisation and team. */
export function hintsFor(
  name: string,
  known: Known,
  who: { organisationId: string; teamIds: string[]; login: string },
): Hint {
  const subject = name.split('.')[0]!;
  const makes = [
    'person.register',
    'case.open',
    'enquiry.record',
    'task.add',
    'entry.save',
    'goal.set',
    'service.set',
    'cost.set',
    'loan.set',
    'recruiter.set',
  ].includes(name);
  const idOf = (table: string, random: Random): string => {
    const all = known.rows.get(table) ?? [];
    const near = all.filter(
      (row) => row.organisation_id === who.organisationId && (!row.team_id || who.teamIds.includes(row.team_id)),
    );
    return random.pick(near.length > 0 && random.chance(0.85) ? near : all)?.id ?? uuid(random);
  };
  const code = (list: string) => (_: string, random: Random) => random.pick(known.codes.get(list) ?? ['none']);
  const counts = ['figures.read', 'assistance.figures', 'shelter.figures'].includes(name);
  let lastId = '';
  const fields: Record<string, (field: string, random: Random) => unknown> = {
    id: (_, random) => {
      lastId = makes && random.chance(0.9) ? uuid(random) : idOf(subject, random);
      return lastId;
    },
    subject: (_, random) => idOf(random.pick(['person', 'case', 'enquiry']), random),
    personId: (_, random) => idOf('person', random),
    keep: (_, random) => idOf('person', random),
    merge: (_, random) => idOf('person', random),
    otherId: (_, random) => idOf('person', random),
    caseId: (_, random) => (name === 'enquiry.openCase' ? uuid(random) : idOf('case', random)),
    enquiryId: (_, random) => idOf('enquiry', random),
    consentId: (_, random) => idOf('consent', random),
    mergeId: (_, random) => idOf('merge', random),
    toOrganisationId: (_, random) => idOf('organisation', random),
    teamId: (_, random) => idOf('team', random),
    ownerId: (_, random) => idOf('user', random),
    teamIds: () => who.teamIds,
    revision: (_, random) => (random.chance(0.9) ? known.revisions.get(lastId) : undefined),
    programme: code('programme'),
    channel: code('list channel'),
    topic: code('list topic'),
    destination: code('list destination'),
    signs: (_, random) => [random.pick(known.codes.get('list sign')!)],
    purpose: code('list consentPurpose'),
    place: code('place'),
    stage: (_, random) => random.pick(programme.stages).code,
    to: (_, random) => (name === 'case.move' ? random.pick(programme.stages).code : counts ? '2026-11' : undefined),
    from: () => (counts ? '2026-01' : undefined),
    reason: (_, random) => (name === 'case.close' ? random.pick(programme.closingReasons).code : undefined),
    role: code('role'),
    language: (_, random) => random.pick(['en', 'fr', 'vi', 'id']),
    login: (_, random) => (name === 'session.signIn' ? who.login : `new-${uuid(random)}`),
    password: () => testPassword,
    current: () => testPassword,
    next: () => testPassword,
    dueAt: () => '2026-12-01T08:00:00Z',
    at: () => '2026-11-01T08:00:00Z',
    openedFrom: () => '2026-01-01',
    expiresAt: () => '2027-12-01T08:00:00Z',
    after: (_, random) => (random.chance(0.5) ? base64(['2026-11-01', uuid(random)]) : undefined),
    query: (_, random) => random.pick(['lan', 'nguyen', '0901', 'HN-', 'ສົມ', 'Trần Thị']),
    until: () => '2027-01-01',
    shelterId: (_, random) => idOf('shelter', random),
    interpreterId: (_, random) => idOf('interpreter', random),
    providerId: (_, random) => idOf('organisation', random),
    userId: (_, random) => idOf('user', random),
    languages: () => ['lo', 'th'],
    ageFrom: () => 0,
    ageTo: () => 120,
    startedOn: () => '2026-11-01',
    endedOn: () => '2026-11-09',
    currency: () => 'VND',
    vettedOn: () => '2026-01-01',
    vettedUntil: () => '2027-01-01',
    value: () => (subject === 'person' ? '1999-05-17' : undefined),
    ...(name === 'case.move' && moveFields(known, who)),
    ...(name === 'referral.recall' && { id: (_: string, random: Random) => idOf('sent', random) }),
    ...(['referral.send', 'referral.preview'].includes(name) && referralFields(known, who)),
    ...(['referral.openCase', 'referral.report', 'referral.mark'].includes(name) && {
      id: (_: string, random: Random) => idOf('accepted', random),
      personId: () => undefined,
    }),
    ...(name === 'referral.confirm' && { id: (_: string, random: Random) => idOf('recalled', random) }),
    ...(name === 'referral.mark' && {
      step: (_: string, random: Random) => random.pick(['familyAssessment', 'escort', 'met', 'feedback']),
    }),
    outcome: code('list referralOutcome'),
    ...(name === 'person.relate' && { kind: code('list kinship') }),
    ...(name === 'person.unrelate' && { id: (_: string, random: Random) => idOf('relative', random) }),
    ...(subject === 'goal' && { kind: code('list goalKind') }),
    ...(name === 'service.set' && {
      service: code('list service'),
      unavailable: () => undefined,
      status: (_: string, random: Random) => random.pick(['needed', 'declined']),
      ...Object.fromEntries(
        ['id', 'revision', 'goalId', 'cost', 'providerId', 'userId', 'rating', 'endedOn'].map((one) => [
          one,
          () => undefined,
        ]),
      ),
    }),
    ...(subject === 'profile' && {
      kind: code('list profileSection'),
      origin: () => undefined,
      version: () => 0,
      ownerId: () => null,
      text: () => ({ en: 'Nobody pays for a job.' }),
      sources: () => [{ name: 'A ministry' }],
    }),
    ...(['cost', 'loan', 'offer', 'recruiter', 'rate'].includes(subject) && recruitmentFields(name, idOf, code)),
    ...(name === 'interpreting.record' && { form: () => papers.code, conflict: () => 'none' }),
    ...(subject === 'task' && { kind: code('list taskKind') }),
    ...(name === 'entry.save' && { ...entryFields(known) }),
    ...(subject === 'definition' && { ...definitionFields() }),
    ...(subject === 'attachment' && { ...attachmentFields(idOf) }),
    ...(name === 'configuration.import' && {
      file: (_: string, random: Random) => {
        const body = someList(random, `fuzz-${random.digits(6)}`);
        return base64(
          writeConfiguration(new World([{ kind: 'codeList', code: body.code, version: 1, body }]), new Date(0)),
        );
      },
    }),
  };
  return (field, random) => (Object.hasOwn(fields, field) ? fields[field]!(field, random) : undefined);
}

type Pick = (field: string, random: Random) => unknown;
/** Jobs, costs, loans, recruiters, rates. */
function recruitmentFields(
  name: string,
  idOf: (table: string, random: Random) => string,
  code: (list: string) => Pick,
): Record<string, Pick> {
  const csv = (...lines: string[]): string => Buffer.from(lines.join('\n')).toString('base64');
  return {
    ...(name.endsWith('.remove') && { caseId: (_: string, random: Random) => idOf('recruited', random) }),
    cost: code('list recruitmentCost'),
    payer: code('list costPayer'),
    phase: code('list costPhase'),
    lender: code('list lender'),
    kind: code('list recruiterKind'),
    amount: () => 5_000,
    principal: () => 5_000,
    refunded: () => undefined,
    per: () => 'month',
    rate: () => 3,
    on: () => '2026-10-01',
    terms: () => ({ pay: 5_000 }),
    recruiterId: (_, random) => idOf('recruiter', random),
    country: () => 'VN',
    origin: () => 'VN',
    destination: () => 'JP',
    destinations: () => ['JP'],
    otherNames: () => ['Other'],
    website: () => 'https://example.org',
    licences: () => [],
    base: () => 'USD',
    day: () => '2026-10-01',
    file: () =>
      name === 'rate.upload'
        ? csv('currency,base,day,rate,source', 'VND,USD,2026-10-01,26000,Bank')
        : csv('name,country,licence,issuer,source', 'Ban Mai,VN,1,DOLAB,List'),
    ...(name === 'offer.set' && { revision: () => undefined }),
  };
}

function moveFields({ rows, revisions }: Known, { teamIds }: { teamIds: string[] }) {
  const all = rows.get('moving')!;
  const near = all.filter((row) => teamIds.includes(row.team_id ?? ''));
  let chosen = all[0]!;
  return {
    id: (_: string, random: Random) => {
      chosen = random.pick(near.length > 0 ? near : all);
      return chosen.id;
    },
    revision: () => revisions.get(chosen.id),
    to: (_: string, random: Random) =>
      random.pick(programme.transitions.filter(({ from }) => from === chosen.stage))?.to ?? chosen.stage,
  };
}

function referralFields({ agreed }: Known, { organisationId, teamIds }: { organisationId: string; teamIds: string[] }) {
  const near = agreed.filter((one) => one.organisation_id === organisationId && teamIds.includes(one.team_id ?? ''));
  let chosen = agreed[0]!;
  return {
    caseId: (_: string, random: Random) => {
      chosen = random.pick(near.length > 0 ? near : agreed);
      return chosen.case_id;
    },
    consentId: () => chosen.id,
    purpose: () => chosen.purpose,
    toOrganisationId: () => chosen.to_id,
    expiresAt: () => '2027-12-01T08:00:00Z',
    kind: () => 'referral',
    checklist: () => 'return-steps',
    fields: () => ['case.programme', 'person.name'],
  };
}

function entryFields(known: Known) {
  let entry = known.entries[0]!;
  return {
    form: (_: string, random: Random) => {
      entry = random.pick(known.entries);
      return entry.form;
    },
    id: (_: string, random: Random) => uuid(random),
    version: () => 1,
    revision: (_: string, random: Random) => (random.chance(0.05) ? 1 : undefined),
    answers: () => entry.answers,
  };
}

/** What to publish is chosen with the kind, so that kind, code, body and file belong together. */
function definitionFields() {
  let chosen = { kind: 'codeList', code: 'channel', body: supplied[0]!.body as unknown };
  return {
    kind: (_: string, random: Random) => {
      const own = { kind: 'codeList', code: `fuzz-${random.digits(6)}` };
      chosen = random.chance(0.3) ? { ...own, body: someList(random, own.code) } : random.pick(supplied);
      return chosen.kind;
    },
    code: () => chosen.code,
    version: () => 1,
    body: () => chosen.body,
    file: (_: string, random: Random) =>
      base64(chosen.kind === 'codeList' && random.chance(0.3) ? 'code,label::en\na,A\n"b","=1+1"\n' : chosen.body),
    fileName: () => `${chosen.code}.json`,
    format: (_: string, random: Random) => random.pick(['json', 'csv', 'xlsx']),
  };
}

/** The smallest PNG that is one. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function attachmentFields(idOf: (table: string, random: Random) => string) {
  return {
    id: (_: string, random: Random) => idOf('attachment', random),
    form: () => papers.code,
    field: () => 'passport',
    version: () => 1,
    name: () => 'passport.png',
    bytes: () => dot,
  };
}

/** A form that takes a file, which none of the supplied ones does. */
export const papers: FormDefinition = {
  code: 'papers',
  version: 1,
  title: { en: 'Papers' },
  languages: ['en'],
  defaultLanguage: 'en',
  lists: {},
  items: [{ kind: 'field', name: 'passport', type: 'photo', class: 'operational', label: { en: 'Passport' } }],
};
