/** A few canned people and cases for the desk's tests, with the hard ones among them: long, Lao, without a name. */
import type { CallOutput } from '../../core/contracts.ts';
import { grants, sensitivityClasses } from '../../kernel/index.ts';
import type { Answers } from './fake.ts';

const id = (n: number): string => `01990000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const ids = { me: id(1), lan: id(2), bounmy: id(3), case: id(4), enquiry: id(5), task: id(6), consent: id(7) };

export const me: CallOutput<'session.me'>['me'] = {
  id: ids.me,
  name: 'Trần Thị Hoa',
  login: 'hoa',
  language: 'en',
  organisation: { id: id(10), name: 'MRC Việt Nam' },
  teams: [{ id: id(11), name: 'MRC Hà Nội' }],
  role: {
    code: 'counsellor',
    label: { en: 'Counsellor', fr: 'Conseillère', vi: 'Tư vấn viên', id: 'Konselor' },
    grants: [...grants],
    scope: 'team',
    programmes: ['resource-centre'],
    read: [...sensitivityClasses],
    write: [...sensitivityClasses],
  },
  passwordGiven: false,
  totp: false,
  passkeys: 0,
  draftKey: btoa(String.fromCharCode(...new Uint8Array(32).fill(7))),
  sessionEndsAt: '2026-11-22T20:00:00Z',
  idleEndsAt: '2026-11-22T10:00:00Z',
};

export const lan: CallOutput<'person.search'>['results'][number]['person'] = {
  id: ids.lan,
  number: 'BN-4K7Q-2M9X',
  name: 'Nguyễn Thị Lan',
  birth: { value: '1998-05', known: 'stated' },
  sex: 'female',
  ageBand: '25-34',
  nationalities: ['VN'],
};
const bounmy: typeof lan = {
  id: ids.bounmy,
  number: 'BN-7RTA-3K2P',
  name: 'ບຸນມີ ວົງສະຫວັນ',
  romanised: 'Bounmy Vongsavanh',
  callMe: 'Noy',
  birth: { value: '2009', known: 'estimated' },
  sex: 'female',
  ageBand: '0-17',
  nationalities: ['LA'],
};

const flag = {
  sign: 'debtBondage',
  reason: {
    en: 'A debt of more than three months’ pay, and papers held by somebody else.',
    fr: 'Une dette de plus de trois mois de salaire, et des papiers retenus par autrui.',
    vi: 'Khoản nợ hơn ba tháng lương và giấy tờ do người khác giữ.',
    id: 'Utang lebih dari tiga bulan gaji, dan dokumen ditahan orang lain.',
  },
};

export const caseRow: CallOutput<'case.list'>['items'][number] = {
  id: ids.case,
  number: 'MR-58QX-1D7T',
  programme: 'resource-centre',
  stage: 'opened',
  personId: ids.lan,
  personName: 'Nguyễn Thị Lan',
  personNumber: lan.number,
  channel: 'counter',
  topic: 'fees',
  destination: 'JP',
  sex: 'female',
  ageBand: '25-34',
  team: 'MRC Hà Nội',
  owner: 'Trần Thị Hoa',
  openedAt: '2026-11-03T02:10:00Z',
  flags: [flag],
  revision: 3,
};

const task = (n: number, dueAt: string, kind = 'callBack'): CallOutput<'task.today'>['today'][number] => ({
  id: id(100 + n),
  kind,
  dueAt,
  caseId: ids.case,
  caseNumber: caseRow.number,
  personId: ids.lan,
  personName: n === 2 ? 'Raden Ajeng Siti Nurhaliza Kusumaningtyas binti Haji Abdurrahman Wiryodiningrat' : lan.name,
  owner: me.name,
  mine: true,
  ...(n === 1 && { note: 'Ask whether the agency returned the deposit.' }),
});

const text = (en: string, fr: string, vi: string, ind: string) => ({ en, fr, vi, id: ind });
const item = (code: string, label: Record<string, string>, key?: string) => ({
  code,
  label,
  ...(key && { key: { en: key } }),
});

export const bundle: CallOutput<'definition.bundle'> = {
  etag: 'one',
  programmes: [
    {
      code: 'resource-centre',
      title: text('Migrant resource centre', 'Centre de ressources', 'Trung tâm hỗ trợ di cư', 'Pusat sumber daya'),
      stages: [
        { code: 'opened', label: text('Opened', 'Ouvert', 'Đã mở', 'Dibuka') },
        { code: 'counselling', label: text('Counselling', 'Conseil', 'Tư vấn', 'Konseling') },
        { code: 'followUp', label: text('Follow-up', 'Suivi', 'Theo dõi', 'Tindak lanjut') },
        { code: 'closed', label: text('Closed', 'Clos', 'Đã đóng', 'Ditutup'), final: true },
      ],
      firstStage: 'opened',
      transitions: [],
      forms: ['counselling', 'htcds'],
      signs: [],
      closingReasons: [item('solved', text('Solved', 'Résolu', 'Đã giải quyết', 'Selesai'))],
      quietAfterDays: 30,
    },
  ],
  codeLists: [
    {
      code: 'channel',
      title: text('Channel', 'Canal', 'Kênh', 'Saluran'),
      items: [
        item('counter', text('Counter', 'Guichet', 'Tại quầy', 'Loket'), '1'),
        item('phone', text('Phone', 'Téléphone', 'Điện thoại', 'Telepon'), '2'),
        item('email', text('E-mail', 'Courriel', 'Thư điện tử', 'Surel'), '3'),
        item('web', text('Website', 'Site', 'Trang web', 'Situs'), '4'),
        item('outreach', text('Outreach', 'Terrain', 'Lưu động', 'Lapangan'), '5'),
        item('hotline', text('Hotline', 'Permanence', 'Đường dây nóng', 'Hotline'), '6'),
      ],
    },
    {
      code: 'topic',
      title: text('Topic', 'Sujet', 'Chủ đề', 'Topik'),
      items: [
        item('contract', text('Contract', 'Contrat', 'Hợp đồng', 'Kontrak'), 'c'),
        item('fees', text('Fees and debts', 'Frais et dettes', 'Phí và nợ', 'Biaya dan utang'), 'f'),
        item('papers', text('Visa, papers', 'Visa, papiers', 'Thị thực, giấy tờ', 'Visa, dokumen'), 'v'),
        item('agency', text('Agency', 'Agence', 'Công ty', 'Agen'), 'a'),
        item('return', text('Return', 'Retour', 'Trở về', 'Kepulangan'), 'r'),
        item('danger', text('Danger', 'Danger', 'Nguy hiểm', 'Bahaya'), 'd'),
      ],
    },
    {
      code: 'destination',
      title: text('Destination', 'Destination', 'Nơi đến', 'Tujuan'),
      items: [
        item('JP', text('Japan', 'Japon', 'Nhật Bản', 'Jepang'), 'j'),
        item('KR', text('Korea', 'Corée', 'Hàn Quốc', 'Korea'), 'k'),
        item('TW', text('Taiwan', 'Taïwan', 'Đài Loan', 'Taiwan'), 't'),
        item('TH', text('Thailand', 'Thaïlande', 'Thái Lan', 'Thailand'), 'h'),
      ],
    },
    {
      code: 'sign',
      title: text('Signs', 'Signes', 'Dấu hiệu', 'Tanda'),
      items: [
        item('papersHeld', text('Papers held', 'Papiers retenus', 'Bị giữ giấy tờ', 'Dokumen ditahan')),
        item('debt', text('Large debt', 'Dette élevée', 'Nợ lớn', 'Utang besar')),
        item('threat', text('Threats', 'Menaces', 'Đe dọa', 'Ancaman')),
      ],
    },
    {
      code: 'goalKind',
      title: text('Goal', 'Objectif', 'Mục tiêu', 'Tujuan'),
      items: [item('housing', text('Housing', 'Logement', 'Nhà ở', 'Tempat tinggal'))],
    },
    {
      code: 'service',
      title: text('Service', 'Prestation', 'Dịch vụ', 'Layanan'),
      items: [
        item(
          'shelterLonger',
          text('Longer-stay shelter', 'Hébergement de longue durée', 'Lưu trú dài ngày', 'Penampungan'),
        ),
        item('healthCheck', text('Health check', 'Bilan de santé', 'Khám sức khỏe', 'Pemeriksaan kesehatan')),
      ],
    },
    {
      code: 'consentPurpose',
      title: text('Purpose', 'Finalité', 'Mục đích', 'Tujuan'),
      items: [
        item('record', text('Keep a record', 'Tenir un dossier', 'Lưu hồ sơ', 'Menyimpan catatan')),
        item('referral', text('Refer to a partner', 'Orienter vers un partenaire', 'Chuyển gửi', 'Merujuk ke mitra')),
      ],
    },
  ],
  forms: [
    { code: 'counselling', version: 1, title: text('Counselling', 'Entretien', 'Buổi tư vấn', 'Konseling') },
    { code: 'htcds', version: 1, title: text('HTCDS record', 'Fiche HTCDS', 'Hồ sơ HTCDS', 'Catatan HTCDS') },
  ],
  places: [
    { code: 'VN', level: 'country', name: text('Viet Nam', 'Viet Nam', 'Việt Nam', 'Vietnam') },
    { code: 'VN-HN', parent: 'VN', level: 'province', name: text('Hà Nội', 'Hanoï', 'Hà Nội', 'Hanoi') },
    { code: 'VN-NA', parent: 'VN', level: 'province', name: text('Nghệ An', 'Nghệ An', 'Nghệ An', 'Nghe An') },
  ],
};

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
  'offer.read': () => ({ offers: [], compared: [], rates: [], mayWrite: true }),
  'cost.read': () => ({ lines: [], loans: [], reasons: [], missing: [], mayWrite: true }),
  'recruiter.list': () => ({ recruiters: [], more: false }),
  'rate.list': () => ({ rates: [] }),
  'plan.read': () => ({
    goals: [
      {
        id: id(60),
        revision: 2,
        kind: 'housing',
        wording: 'Một căn phòng có khóa, gần chỗ làm, và không ai biết tôi ở đâu.',
        dueOn: '2027-03-01',
      },
    ],
    services: [
      {
        id: id(61),
        revision: 1,
        goalId: id(60),
        service: 'shelterLonger',
        status: 'underway',
        provider: { id: id(12), name: 'Legal aid centre' },
        cost: { amount: 2_500_000, currency: 'VND' },
        consentEnded: true,
      },
      {
        id: id(62),
        revision: 1,
        service: 'healthCheck',
        status: 'delivered',
        rating: 4,
        userId: ids.me,
        user: me.name,
      },
    ],
    mayWrite: true,
  }),
  'goal.set': ({ id: given }) => ({ id: given ?? id(60), revision: 3 }),
  'service.set': ({ id: given }) => ({ id: given ?? id(61), revision: 2 }),
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
  'shelter.list': () => ({
    shelters: [
      {
        id: id(70),
        revision: 1,
        name: 'Lotus',
        capacity: 8,
        free: 3,
        sexes: ['female'],
        ageFrom: 18,
        ageTo: 60,
        childrenWithMother: true,
        active: true,
      },
      {
        id: id(71),
        revision: 1,
        name: 'Rumah Melati untuk perempuan, anak dan laki-laki yang menunggu kepulangan',
        capacity: 4,
        free: 0,
        sexes: ['female', 'male', 'other'],
        ageFrom: 0,
        ageTo: 120,
        childrenWithMother: false,
        active: true,
      },
    ],
  }),
  'shelter.read': () => ({ location: '12 Hàng Bông' }),
  'shelter.set': ({ id: given }) => ({ id: given ?? id(70), revision: 2 }),
  'stay.list': () => ({
    stays: [{ id: id(72), shelterId: id(70), shelter: 'Lotus', from: '2026-11-04T05:00:00Z' }],
    mayBegin: true,
    mayEnd: true,
  }),
  'stay.begin': () => ({ id: id(72) }),
  'stay.end': () => ({ endedAt: '2026-11-22T03:00:00Z' }),
  'interpreter.list': () => ({
    interpreters: [
      {
        id: id(80),
        revision: 1,
        name: 'ສຸກສະຫວັນ',
        contact: '+856 20 555 1234',
        languages: ['lo', 'th'],
        gender: 'female',
        vettedOn: '2026-01-10',
        vettedUntil: '2027-01-09',
        vettedBy: me.name,
        active: true,
        offered: true,
      },
    ],
  }),
  'interpreter.set': ({ id: given }) => ({ id: given ?? id(80), revision: 2 }),
  'interpreting.list': () => ({
    items: [{ id: id(81), interpreterId: id(80), name: 'ສຸກສະຫວັນ', form: 'counselling', at: '2026-11-10T03:00:00Z' }],
    mayWrite: true,
  }),
  'interpreting.record': () => ({ id: id(81) }),
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
