import { writeXlsx } from 'hucre';
import type pg from 'pg';
import { writeConfiguration } from '../../src/core/definitions/configuration.ts';
import { World } from '../../src/core/definitions/judge.ts';
import type { CodeList } from '../../src/kernel/index.ts';
import { generateProvince } from '../../src/server/province/index.ts';
import type { Random } from '../../src/server/province/random.ts';
import { type TestHouse, testPassword } from '../../src/server/testing.ts';
import {
  attachmentFields,
  base64,
  definitionFields,
  entryFields,
  messageFields,
  moveFields,
  papers,
  programme,
  recruitmentFields,
  referralFields,
  someList,
  supplied,
} from './fields.ts';
import { type Hint, uuid } from './shapes.ts';

export interface Row {
  id: string;
  team_id: string | null;
  organisation_id: string;
  /** Whose alone it is. */
  owner_id?: string;
  revision?: number;
  stage?: string;
}

/** What is in the house: the identifiers and codes with which a call has a chance to be done. */
export interface Known {
  /** By table. */
  rows: Map<string, Row[]>;
  revisions: Map<string, number>;
  codes: Map<string, string[]>;
  entries: { form: string; answers: unknown }[];
  files: string[];
  /** A form of a table, as it is uploaded. */
  book: string;
  /** Consents on which an open case may be referred. */
  agreed: (Row & { case_id: string; purpose: string; to_id: string })[];
}

const tables: Record<string, string> = {
  person: 'select id, team_id, organisation_id, revision from person',
  case: 'select id, team_id, organisation_id, revision from case_file',
  moving: `select id, team_id, organisation_id, stage from case_file where closed_at is null and stage <> 'opened'`,
  open: 'select id, team_id, organisation_id from case_file where closed_at is null',
  placeable: `select id, team_id, organisation_id from case_file f where closed_at is null
    and not exists (select from stay s where s.case_id = f.id and s.ends_at is null)`,
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
  sender: 'select organisation_id as id, null::uuid as team_id, organisation_id, revision from message_sender',
  organisation: 'select id, null::uuid as team_id, id as organisation_id from organisation',
};

const consents = `
  select c.id, c.team_id, c.organisation_id, c.case_id, c.purpose, o.id as to_id
  from consent c join case_file f on f.id = c.case_id join organisation o on o.id <> c.organisation_id
  where c.withdrawn_at is null and f.closed_at is null and (c.recipient is null
    or exists (select from referral r where r.consent_id = c.id and r.to_organisation_id = o.id))
  order by c.id, o.id`;

const consentPurpose = supplied.find(({ code }) => code === 'consentPurpose')!.body as CodeList;
export async function lookAround({ clock }: TestHouse, system: pg.Client, people: number): Promise<Known> {
  const rows = new Map<string, Row[]>();
  const revisions = new Map<string, number>();
  for (const [name, sql] of Object.entries(tables)) {
    const found = (await system.query<Row>(`${sql} order by 1`)).rows;
    rows.set(name, found);
    for (const { id, revision } of found) if (revision !== undefined) revisions.set(id, revision);
  }
  // The first of each organisation no call changes: what needs one finds it.
  for (const table of ['shelter', 'interpreter']) {
    const all = rows.get(table)!;
    const first = new Map(all.toReversed().map((row) => [row.organisation_id, row]));
    rows.set(`kept ${table}`, [...first.values()]);
    rows.set(
      table,
      all.filter((row) => first.get(row.organisation_id) !== row),
    );
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
  const sheet = { name: 'Form', rows: [['{{month}}', '{{cases.opened}}']] };
  const book = Buffer.from(await writeXlsx({ sheets: [sheet] })).toString('base64');
  return { rows, revisions, codes, entries, files: [], book, agreed };
}

/** What the fields of this operation may say, for a caller of this organisation and team. */
export function hintsFor(
  name: string,
  known: Known,
  who: { userId: string; organisationId: string; teamIds: string[]; login: string },
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
      (row) =>
        row.organisation_id === who.organisationId &&
        (!row.team_id || who.teamIds.includes(row.team_id)) &&
        (!row.owner_id || row.owner_id === who.userId),
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
    ...(name === 'stay.begin' && {
      caseId: (_: string, random: Random) => idOf('placeable', random),
      shelterId: (_: string, random: Random) => idOf('kept shelter', random),
    }),
    ...(name === 'interpreting.record' && {
      caseId: (_: string, random: Random) => idOf('open', random),
      interpreterId: (_: string, random: Random) => idOf('kept interpreter', random),
      form: () => papers.code,
      conflict: () => 'none',
    }),
    ...(subject === 'message' && { ...messageFields(name, known, who, idOf) }),
    ...(subject === 'report' && {
      file: () => known.book,
      formId: (_: string, random: Random) => idOf('report', random),
      month: () => '2026-11',
    }),
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
