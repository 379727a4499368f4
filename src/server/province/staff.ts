import { uuidv7 } from '../../kernel/index.ts';
import { vietnamese } from './data/names.ts';
import type { Random } from './random.ts';

/** The one password of all demo accounts. Public on purpose: a province is loaded into empty databases only. */
export const demoPassword = 'many rivers one sea';

export interface DemoAccount {
  login: string;
  role: string;
  name: string;
  /** Key of the organisation: see `organisations`. */
  organisation: OrganisationKey;
  centre?: string;
  language?: string;
}

type OrganisationKey = 'network' | 'shelter' | 'ministry' | 'host' | 'origin';

const organisations: Record<OrganisationKey, { name: string; kind: string }> = {
  network: { name: 'Mạng lưới Trung tâm Hỗ trợ Người di cư', kind: 'mrc' },
  shelter: { name: 'Mái Ấm Ven Sông: trợ giúp pháp lý và tạm lánh', kind: 'ngo' },
  ministry: { name: 'Cục Quản lý Lao động ngoài nước (hư cấu)', kind: 'ministry' },
  // Two sides of a border: who shelters those who were trafficked, and who receives them at home.
  host: { name: 'บ้านริมโขง (สมมุติ)', kind: 'ngo' },
  origin: { name: 'ກົມສະຫວັດດີການສັງຄົມ (ສົມມຸດ)', kind: 'ministry' },
};

/** The six centres: their province, how much of the work is theirs, and where people come from. */
export const centres = [
  { name: 'Hà Nội', place: 'VN-HN', weight: 28 },
  { name: 'Nghệ An', place: 'VN-22', weight: 22 },
  { name: 'Thanh Hóa', place: 'VN-21', weight: 16 },
  { name: 'Hà Tĩnh', place: 'VN-23', weight: 14 },
  { name: 'Quảng Ngãi', place: 'VN-29', weight: 10 },
  { name: 'Phú Thọ', place: 'VN-68', weight: 10 },
] as const;

/** Somebody who works with people, and whoever leads there. */
function abroad(
  organisation: OrganisationKey,
  centre: string,
  language: string,
  [worker, lead]: readonly [readonly [string, string], readonly [string, string]],
): DemoAccount[] {
  return [
    { login: worker[0], name: worker[1], role: 'case-worker', organisation, centre, language },
    { login: lead[0], name: lead[1], role: 'centre-manager', organisation, centre, language },
  ];
}

export const demoAccounts: readonly DemoAccount[] = [
  { login: 'counsellor@demo', role: 'counsellor', name: 'Trần Thị Hoa', organisation: 'network', centre: 'Hà Nội' },
  { login: 'case-worker@demo', role: 'case-worker', name: 'Phạm Đức Bình', organisation: 'network', centre: 'Hà Nội' },
  { login: 'supervisor@demo', role: 'supervisor', name: 'Lê Thu Hà', organisation: 'network', centre: 'Hà Nội' },
  {
    login: 'centre-manager@demo',
    role: 'centre-manager',
    name: 'Vũ Minh Khánh',
    organisation: 'network',
    centre: 'Hà Nội',
  },
  {
    login: 'counsellor.nghe-an@demo',
    role: 'counsellor',
    name: 'Đậu Thị Sen',
    organisation: 'network',
    centre: 'Nghệ An',
  },
  { login: 'administrator@demo', role: 'administrator', name: 'Hoàng Quang Huy', organisation: 'network' },
  { login: 'shelter@demo', role: 'case-worker', name: 'Đỗ Ngọc Thảo', organisation: 'shelter', centre: 'Mái Ấm' },
  { login: 'focal-point@demo', role: 'focal-point', name: 'Đặng Hữu Nghĩa', organisation: 'ministry' },
  { login: 'statistician@demo', role: 'statistician', name: 'Bùi Thanh Vân', organisation: 'ministry' },
  ...abroad('host', 'บ้านริมโขง', 'fr', [
    ['shelter.th@demo', 'พิมพ์ใจ วงศ์ดี'],
    ['lead.th@demo', 'มาลี ศรีทอง'],
  ]),
  ...abroad('origin', 'ວຽງຈັນ', 'lo', [
    ['officer.la@demo', 'ບຸນມີ ສີສະຫວັດ'],
    ['lead.la@demo', 'ວັນນາ ພູມີ'],
  ]),
];

export interface Team {
  id: string;
  organisationId: string;
  name: string;
  place: string | null;
  weight: number;
  /** Those who keep cases. */
  keepers: string[];
}
export interface Staff {
  organisations: (Record<'id' | 'name' | 'kind', string> & { key: OrganisationKey })[];
  teams: Team[];
  users: {
    id: string;
    organisationId: string;
    teamId: string | undefined;
    login: string;
    name: string;
    role: string;
    language: string;
  }[];
}

/** How many people one counsellor looks after, over the years. */
const peopleEach = 400;

/**
 * Organisations, teams and users. The more people, the more counsellors each centre has, so that a caseload stays one.
 */
export function makeStaff(random: Random, people: number, founded: number): Staff {
  const id = () => uuidv7(founded, random.fill);
  const houses = (Object.keys(organisations) as OrganisationKey[]).map((key) => ({
    key,
    id: id(),
    ...organisations[key],
  }));
  const houseOf = (key: OrganisationKey) => houses.find((house) => house.key === key)!.id;
  const teams: Team[] = centres.map(({ name, place, weight }) => ({
    id: id(),
    organisationId: houseOf('network'),
    name,
    place,
    weight,
    keepers: [],
  }));
  const other = (key: OrganisationKey, name: string, place: string) =>
    teams.push({ id: id(), organisationId: houseOf(key), name, place, weight: 0, keepers: [] });
  other('shelter', 'Mái Ấm', 'VN-HN');
  other('host', 'บ้านริมโขง', 'TH');
  other('origin', 'ວຽງຈັນ', 'LA-VT');
  const users: Staff['users'] = demoAccounts.map(({ login, role, name, organisation, centre, language = 'vi' }) => ({
    id: id(),
    organisationId: houseOf(organisation),
    teamId: teams.find((team) => team.name === centre)?.id,
    login,
    name,
    role,
    language,
  }));
  for (const [index, team] of teams.slice(0, centres.length).entries()) {
    team.keepers = users
      .filter(({ teamId, role }) => teamId === team.id && role === 'counsellor')
      .map((user) => user.id);
    const wanted = Math.max(2, Math.round((people * team.weight) / 100 / peopleEach));
    while (team.keepers.length < wanted) {
      const user = {
        id: id(),
        organisationId: team.organisationId,
        teamId: team.id,
        role: 'counsellor',
        language: 'vi',
        login: `counsellor-${index + 1}-${team.keepers.length + 1}@demo`,
        name: `${random.common(vietnamese.family)} ${random.pick(vietnamese.femaleMiddle)} ${random.pick(vietnamese.female)}`,
      };
      users.push(user);
      team.keepers.push(user.id);
    }
  }
  return { organisations: houses, teams, users };
}
