/** A few canned people and cases for the desk's tests, with the hard ones among them: long, Lao, without a name. */
import type { CallOutput } from '../../core/contracts.ts';
import { grants, sensitivityClasses } from '../../kernel/index.ts';

export const id = (n: number): string => `01990000-0000-7000-8000-${String(n).padStart(12, '0')}`;
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
export const bounmy: typeof lan = {
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

export const flag = {
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

export const task = (n: number, dueAt: string, kind = 'callBack'): CallOutput<'task.today'>['today'][number] => ({
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
