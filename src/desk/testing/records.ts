/** Canned answers for the pages of a person, a form, the figures and the administration. */
import type { CallOutput } from '../../core/contracts.ts';
import type { Field, FieldType, FormDefinition } from '../../kernel/form/index.ts';
import { sensitivityClasses } from '../../kernel/index.ts';
import { screening } from '../../programmes/trafficking-response/forms/screening.ts';
import type { Answers } from './fake.ts';
import { ids, lan, me } from './province.ts';

type Person = CallOutput<'person.read'>;

/** Three hundred entries over six years, three of them dangerous, one still to come. */
export const longJourney: Person['journey'] = [
  ...Array.from({ length: 300 }, (_, index): Person['journey'][number] => ({
    kind: ['entry', 'service', 'consent', 'stage'][index % 4]!,
    at: new Date(Date.UTC(2020, 0, 5 + index * 7)).toISOString(),
    place: ['Vientiane', 'Savannakhet', 'Samut Sakhon'][Math.floor(index / 40) % 3]!,
    programme: 'resource-centre',
    ...(index % 100 === 50 && { risk: true, label: { en: 'Violence reported' } }),
    ...(index % 4 === 0 && { entryId: ids.case }),
  })),
  { kind: 'callBack', at: '2199-01-01', due: true },
];

export const person: Person = {
  person: lan,
  revision: 4,
  identity: { name: 'Nguyễn Thị Lan', callMe: 'Lan', birth: { value: '2009-05', known: 'estimated' } },
  safeContact: {
    mayCall: 'onlyAsAgreed',
    hours: 'Tue, Thu 18–20',
    ifSomebodyElseAnswers: 'Say it is the sewing class.',
  },
  hasContact: true,
  facts: { sex: 'female', nationalities: ['VN'] },
  registeredAt: '2024-03-01T02:00:00Z',
  cases: [
    {
      id: ids.case,
      number: 'MR-4K7Q-2M9X',
      programme: 'resource-centre',
      stage: 'counselling',
      openedAt: '2026-01-08T03:00:00Z',
      flags: [],
    },
  ],
  consents: [
    { id: ids.consent, purpose: 'record', givenAt: '2026-01-08T03:00:00Z', withdrawnAt: '2026-02-08T03:00:00Z' },
  ],
  journey: longJourney,
  mergedFrom: [{ mergeId: ids.task, number: 'BN-1111-1111', at: '2026-05-01T00:00:00Z' }],
};

const field = (name: string, type: FieldType, label: string, more: Partial<Field> = {}): Field => ({
  kind: 'field',
  name,
  type,
  class: 'operational',
  label: { en: label },
  ...more,
});

/** A form that asks one thing because of another, has a long list, and something its reader may not see. */
export const intake: FormDefinition = {
  code: 'intake',
  version: 2,
  title: { en: 'Intake' },
  languages: ['en'],
  defaultLanguage: 'en',
  lists: {
    job: {
      choices: ['Fishing', 'Đóng gói', 'Nursing'].flatMap((job) =>
        Array.from({ length: 10 }, (_, index) => ({ code: `${job[0]}${index}`, label: { en: `${job} ${index}` } })),
      ),
    },
  },
  items: [
    field('full', 'name', 'Name', { class: 'identity', requiredIf: true }),
    field('job', 'choice', 'Work', { list: 'job' }),
    field('paid', 'yesNo', 'Was the wage paid?'),
    field('why', 'longText', 'Why not?', { class: 'account', showIf: `${['$', '{paid}'].join('')} = 'no'` }),
    field('born', 'partialDate', 'Born', { class: 'identity' }),
    field('fee', 'money', 'Fee'),
    field('secret', 'text', 'Covered', { class: 'account' }),
  ],
};

const entry: CallOutput<'entry.read'> = {
  id: ids.enquiry,
  caseId: ids.case,
  form: 'intake',
  version: 2,
  revision: 3,
  at: '2026-05-01T03:00:00Z',
  by: 'Trần Thị Hoa',
  answers: { full: { full: 'Nguyễn Thị Lan' }, job: 'N3', paid: 'yes', fee: { amount: 130_000_000, currency: 'VND' } },
  covered: ['secret'],
  definition: intake as never,
};

const cells = (counts: Record<string, number | undefined>) =>
  Object.entries(counts).map(([key, count]) => (count === undefined ? { key, hidden: true } : { key, count }));

/** Everything these pages ask. */
export const records: Answers = {
  'person.read': () => person,
  'person.duplicates': () => ({
    candidates: [{ person: { ...lan, id: ids.bounmy, number: 'BN-2222-2222' }, score: 0.9, for: [], against: [] }],
  }),
  'hold.list': () => ({
    holds: [
      { id: ids.task, reason: 'Trial at Savannakhet', at: '2026-11-03T02:00:00Z', by: 'Phương Trần', stands: true },
    ],
  }),
  'retention.list': () => ({
    people: [
      {
        personId: ids.lan,
        personNumber: lan.number,
        personName: 'Nguyễn Thị Lan',
        dueAt: '2026-10-03T02:00:00Z',
        held: false,
      },
      { personId: ids.bounmy, personNumber: 'BN-2222-2222', dueAt: '2026-11-03T02:00:00Z', held: true },
    ],
    total: 2,
  }),
  'figures.read': () => ({
    totals: {
      casesOpened: 207,
      casesClosed: 12,
      casesOpen: 90,
      people: 200,
      enquiries: 1946,
      answeredAtFirstContact: 0.71,
    },
    tables: [
      {
        of: 'cases',
        by: 'month',
        definition: 'cases',
        cells: cells({ '2026-01': 60, '2026-02': 71, '2026-03': 80 }),
      },
      { of: 'cases', by: 'topic', definition: 'cases', cells: cells({ fees: 54, danger: undefined }), threshold: 11 },
    ],
  }),
  'case.meeting': ({ names }) => ({
    items: [
      {
        id: ids.case,
        number: 'BC-2222-2222',
        ...(names && { personName: 'Nguyễn Thị Lan' }),
        sex: 'female' as const,
        ageBand: '25-34' as const,
        stage: 'opened',
        days: 41,
        lastContactAt: '2026-10-01T00:00:00Z',
        next: [
          {
            to: 'advising',
            label: { en: 'Advise' },
            missing: [{ kind: 'fact' as const, code: 'x', what: { en: 'Have the papers issued.' } }],
          },
        ],
      },
    ],
    beyond: false,
  }),
  'indicator.read': () => ({
    indicators: [
      {
        code: 'followedUp3',
        title: { en: 'Followed up after 3 months' },
        definition: { en: 'Of those who were due.' },
        unit: 'share' as const,
        threshold: 11,
        total: { of: 120, value: 0.75 },
        tables: [
          {
            by: 'sex' as const,
            cells: [
              { key: 'female', of: 80, value: 0.8 },
              { key: 'male', hidden: true },
            ],
          },
          { by: 'year' as const, cells: [{ key: '2026', of: 120, value: 0.75 }] },
        ],
      },
    ],
  }),
  'assistance.figures': () => ({
    sexes: [
      {
        sex: 'female',
        services: 120,
        people: 60,
        delivered: 0.71,
        medianRating: 4,
        tables: [{ by: 'group', cells: cells({ shelter: 70, legal: 50 }) }],
      },
      { sex: 'male', hidden: true, tables: [{ by: 'group', cells: cells({ legal: undefined }) }] },
    ],
    threshold: 11,
  }),
  'shelter.figures': () => ({
    places: 12,
    months: [
      { month: '2026-01', nights: 200, share: 0.54 },
      { month: '2026-02', nights: 310, share: 0.92 },
    ],
  }),
  'definition.read': ({ kind, code }) => ({
    kind,
    code,
    version: 2,
    body: (kind === 'form'
      ? code === screening.code
        ? screening
        : intake
      : kind === 'role'
        ? me.role
        : { code, title: { en: 'Topics' }, items: [] }) as never,
  }),
  'definition.list': () => ({
    items: [
      {
        kind: 'form',
        code: 'intake',
        version: 2,
        title: intake.title,
        publishedAt: '2026-05-01T00:00:00Z',
        entries: 3,
      },
    ],
  }),
  'definition.preview': ({ kind, code }) => ({
    code: code ?? 'intake',
    version: 3,
    body: (kind === 'form' ? intake : { ...me.role, read: [...sensitivityClasses] }) as never,
    changes: [{ kind: 'changed', path: 'job', before: 'Work', after: 'Job' }],
    faults: [],
    unsupported: [{ sheet: 'survey', row: 12, code: 'media' }],
    entriesTouched: 3,
    publishable: true,
  }),
  'definition.publish': () => ({ version: 3 }),
  'user.list': () => ({
    users: [
      {
        id: ids.me,
        name: me.name,
        login: me.login,
        role: 'counsellor',
        teamIds: [],
        active: true,
        totp: true,
        passkeys: 0,
        locked: false,
      },
    ],
  }),
  'entry.read': () => entry,
  'entry.save': () => ({ id: ids.enquiry, revision: 4, flags: [] }),
};
