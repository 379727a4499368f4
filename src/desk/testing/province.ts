/** What a small canned province answers, for the desk's own tests. */
import { assistance } from './assistance.ts';
import { bundle, text } from './definitions.ts';
import type { Answers } from './fake.ts';
import { bounmy, caseRow, flag, id, ids, lan, me, task } from './people.ts';

export { bundle } from './definitions.ts';
export { caseRow, ids, lan, me } from './people.ts';

/** Everything answered well; a test replaces what it is about. */
export const province = (language = 'en'): Answers => ({
  'session.me': () => ({ me: { ...me, language } }),
  'me.passkeys': () => ({
    passkeys: [
      { id: id(300), name: 'Office computer', addedAt: '2026-02-03T04:00:00Z', usedAt: '2026-11-20T01:00:00Z' },
      { id: id(301), name: 'Blue key', addedAt: '2026-11-03T04:00:00Z' },
    ],
  }),
  'session.signIn': () => ({ me: { ...me, language } }),
  'session.signOut': () => ({}),
  'session.reauthenticate': () => ({}),
  'setup.state': () => ({ open: false, demo: true }),
  'me.setLanguage': () => ({}),
  'me.beginTotp': () => ({ uri: 'otpauth://totp/Banyan:hoa?secret=JBSWY3DPEHPK3PXP', secret: 'JBSWY3DPEHPK3PXP' }),
  'definition.bundle': () => bundle,
  'user.colleagues': () => ({
    users: [{ id: ids.me, name: me.name, teamIds: [] }],
    teams: me.teams,
    organisations: [{ id: id(12), name: 'Legal aid centre' }],
  }),
  'task.today': () => ({
    overdue: [task(1, '2026-11-20T03:00:00Z'), task(2, '2026-11-21T03:00:00Z', 'visit')],
    today: [task(3, '2026-11-22T14:30:00Z')],
    soon: [task(4, '2026-11-25T03:00:00Z', 'followUp')],
    referrals: [
      {
        id: id(30),
        incoming: true,
        organisation: 'Hotline 111',
        sentAt: '2026-11-21T03:00:00Z',
        purpose: 'referral',
        why: 'answer',
      },
    ],
    openEnquiries: 12,
    unassignedCases: 2,
    quietCases: [{ id: ids.case, number: caseRow.number, personName: 'Bounmy', lastContactAt: '2026-10-01T03:00:00Z' }],
    flaggedCases: [{ id: ids.case, number: caseRow.number, flags: [flag], openedAt: caseRow.openedAt }],
  }),
  'glass.waiting': () => ({ glasses: [] }),
  'glass.mine': () => ({ glasses: [] }),
  'approval.list': () => ({ items: [] }),
  'enquiry.weigh': ({ answers }) => ({
    flags: Array.isArray(answers.signs) && answers.signs.includes('papersHeld') ? [flag] : [],
  }),
  'enquiry.record': ({ id: given }) => ({ id: given ?? ids.enquiry, flags: [] }),
  'enquiry.openCase': () => ({ caseId: ids.case, number: caseRow.number }),
  'enquiry.list': () => ({
    items: [1, 2, 3].map((n) => ({
      id: id(200 + n),
      at: '2026-11-21T07:20:00Z',
      programme: 'resource-centre',
      channel: 'phone',
      topic: n === 1 ? 'danger' : 'contract',
      destination: 'JP',
      sex: 'female' as const,
      ageBand: '18-24' as const,
      answered: n !== 1,
      team: 'MRC Hà Nội',
      flags: n === 1 ? [flag] : [],
      ...(n === 3 && { caseId: ids.case, personId: ids.lan }),
      note: 'Asked whether 130 million VND before departure is right.',
    })),
    next: 'more',
  }),
  'person.search': ({ query }) => ({
    results: query.startsWith('zz')
      ? []
      : [
          { person: lan, score: 0.97, why: [{ code: 'name' }], cases: 2 },
          { person: bounmy, score: 0.4, why: [], cases: 0 },
        ],
  }),
  'person.register': ({ identity }) => ({
    person: { ...lan, name: identity.name },
    revision: 1,
    possibleDuplicates: [{ person: lan, score: 0.9, for: [{ code: 'name' }], against: [{ code: 'birth' }] }],
  }),
  'person.read': () => ({
    person: lan,
    revision: 3,
    identity: { name: 'Nguyễn Thị Lan' },
    safeContact: {
      mayCall: 'onlyAsAgreed',
      hours: 'Tue, Thu 18–20 h',
      ifSomebodyElseAnswers: 'Say that it is about the sewing course',
    },
    hasContact: true,
    facts: { sex: 'female', nationalities: ['VN'] },
    registeredAt: '2026-11-03T02:00:00Z',
    cases: [],
    consents: [],
    journey: [],
    mergedFrom: [],
  }),
  'person.relatives': () => ({
    relatives: [
      {
        id: id(60),
        kind: 'sibling',
        person: lan,
        cases: [{ id: ids.case, number: 'BC-4K7Q-2M9X', programme: caseRow.programme, stage: caseRow.stage }],
      },
    ],
  }),
  'hold.list': () => ({ holds: [] }),
  'person.reveal': () => ({
    safeContact: { mayCall: 'onlyAsAgreed', hours: 'Tue, Thu 18–20 h' },
    contact: { phones: [{ number: '+84 912 345 678', whose: 'her aunt' }] },
  }),
  'case.list': () => ({
    items: [1, 2, 3, 4, 5, 6].map((n) => ({
      ...caseRow,
      id: n === 1 ? ids.case : id(300 + n),
      flags: n === 1 ? [flag] : [],
      stage: n % 2 ? 'opened' : 'counselling',
      ...(n === 4 && {
        personName: 'Raden Ajeng Siti Nurhaliza Kusumaningtyas binti Haji Abdurrahman Wiryodiningrat',
      }),
      ...(n === 5 && { personName: 'ບຸນມີ ວົງສະຫວັນ' }),
    })),
    next: 'more',
    total: 207,
  }),
  'case.read': () => ({
    case: caseRow,
    revision: 4,
    transitions: [
      {
        to: 'counselling',
        label: text('To counselling', 'Vers le conseil', 'Sang tư vấn', 'Ke konseling'),
        missing: [],
      },
      {
        to: 'followUp',
        label: text('To follow-up', 'Vers le suivi', 'Sang theo dõi', 'Ke tindak lanjut'),
        missing: [
          { kind: 'entry', code: 'counselling' },
          { kind: 'consent', code: 'referral' },
        ],
      },
      {
        to: 'closed',
        label: text('Close', 'Clore', 'Đóng', 'Tutup'),
        missing: [{ kind: 'closingReason', code: 'closed' }],
      },
    ],
    entries: [
      {
        id: id(40),
        form: 'counselling',
        version: 1,
        title: text('Counselling', 'Entretien', 'Buổi tư vấn', 'Konseling'),
        at: '2026-11-10T03:00:00Z',
        by: me.name,
        revision: 1,
      },
    ],
    tasks: [task(1, '2026-11-20T03:00:00Z')],
    consents: [
      {
        id: ids.consent,
        purpose: 'record',
        how: 'oral',
        givenBy: 'self',
        language: 'lo',
        givenAt: '2026-11-03T02:10:00Z',
      },
      {
        id: id(8),
        purpose: 'referral',
        recipient: 'Legal aid centre',
        how: 'written',
        givenBy: 'self',
        givenAt: '2026-11-03T02:10:00Z',
        withdrawnAt: '2026-11-09T02:10:00Z',
      },
    ],
    referrals: [{ id: id(50), to: 'Hospital', status: 'sent', sentAt: '2026-11-12T02:10:00Z', purpose: 'referral' }],
    waivers: [],
    may: { write: true, assign: true, close: true, refer: true, waive: true },
  }),
  'offer.read': () => ({ offers: [], compared: [], mayWrite: true }),
  'cost.read': () => ({ lines: [], loans: [], reasons: [], missing: [], mayWrite: true }),
  'recruiter.list': () => ({ recruiters: [], more: false }),
  'rate.list': () => ({ rates: [] }),
  ...assistance,
  'profile.read': ({ destination }) =>
    destination === 'JP'
      ? {
          profile: { id: id(90), revision: 1, ownerId: id(1), owner: 'Mai' },
          sections: [
            {
              kind: 'costs',
              stale: true,
              published: {
                id: id(91),
                version: 2,
                text: { en: 'Nobody pays for a job.\n\n- Ask for a receipt: https://example.org/costs' },
                sources: [{ name: 'A ministry', link: 'https://example.org/', date: '2026-01-05' }],
                public: true,
                writtenAt: '2025-09-01T02:00:00.000Z',
                publishedAt: '2025-09-01T02:00:00.000Z',
                reviewedOn: '2025-09-01',
                reviewedBy: 'Mai',
                reviewDue: '2026-03-03',
              },
            },
          ],
        }
      : { sections: [] },
  'profile.list': () => ({ profiles: [{ destination: 'JP', owner: 'Mai', sections: 1, stale: 1 }], found: [] }),
  'profile.due': () => ({ items: [] }),
  'message.list': () => ({
    messages: [
      {
        id: id(92),
        template: 'please-call',
        title: { en: 'Please call us' },
        state: 'delivered',
        writtenAt: '2026-11-15T02:00:00.000Z',
        sentAt: '2026-11-15T02:00:30.000Z',
        by: 'Mai',
      },
    ],
  }),
  'message.options': () => ({
    gateway: true,
    templates: [
      {
        code: 'please-call',
        title: { en: 'Please call us' },
        asksTime: false,
        preview: 'Lotus: please call.',
        segments: 1,
      },
    ],
    hours: { from: '08:00', until: '20:00' },
  }),
  'message.gateway': () => ({ states: [], templates: [] }),
  'case.move': () => ({ revision: 5, stage: 'counselling' }),
  'case.export': () => ({ name: 'cases.xlsx', type: 'application/octet-stream', rows: 207 }),
  'case.columns': () => ({
    columns: [
      {
        code: 'topic',
        class: 'operational',
        kind: 'codes',
        list: 'topic',
        comparisons: ['in', 'notIn', 'blank', 'notBlank'],
        sort: 'topic',
      },
      {
        code: 'destination',
        class: 'operational',
        kind: 'codes',
        list: 'destination',
        comparisons: ['in', 'notIn', 'blank', 'notBlank'],
        sort: 'destination',
      },
      { code: 'satisfaction', class: 'operational', kind: 'number', comparisons: ['from', 'to', 'blank', 'notBlank'] },
      {
        code: 'intake.debt',
        class: 'operational',
        kind: 'codes',
        label: { en: 'Does she owe money?' },
        of: { en: 'Intake' },
        choices: [
          { code: 'true', label: {} },
          { code: 'false', label: {} },
        ],
        comparisons: ['in', 'notIn', 'blank', 'notBlank'],
      },
    ],
  }),
  'view.list': () => ({ views: [] }),
  'journal.history': () => ({
    items: [
      { at: '2026-11-03T02:10:00Z', by: me.name, operation: 'case.open', outcome: 'done', seal: 'a' },
      { at: '2026-11-04T02:10:00Z', by: 'Lê Văn An', operation: 'person.reveal', outcome: 'refused', seal: 'b' },
    ],
  }),
});
