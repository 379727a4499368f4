import type { Ports } from '../../../core/ports.ts';
import type { Actor } from '../../../kernel/index.ts';
import type { Player, Returning } from './plot.ts';
import { doAt, tell } from './tell.ts';

/** Who plays whom in the demo. */
const logins: Record<Player, string> = {
  host: 'shelter.th@demo',
  hostLead: 'lead.th@demo',
  origin: 'officer.la@demo',
  originLead: 'lead.la@demo',
};
const programme = 'trafficking-response';
const dayMs = 86_400_000;

interface Story extends Returning {
  /** When it began. */
  daysAgo: number;
  name: string;
  romanised: string;
  birth: string;
  sex: 'female' | 'male';
}

/** A woman who has been home for a year, a man who was made to cheat others, a girl who has just come. Their people are invented. */
const stories: readonly Story[] = [
  {
    daysAgo: 462,
    name: 'ມະນີວັນ ໄຊຍະວົງ',
    romanised: 'Manivanh Xayavong',
    birth: '2002-03',
    sex: 'female',
    kind: 'labour',
    relative: 'ຄຳໝັ້ນ ໄຊຍະວົງ',
    told: {
      screening: 'ເຮັດວຽກໃນໂຮງງານປາ 14 ເດືອນ ບໍ່ໄດ້ຮັບຄ່າຈ້າງ. ນາຍຈ້າງຍຶດໜັງສືຜ່ານແດນ ແລະ ບໍ່ໃຫ້ອອກຈາກຫໍພັກ.',
      advice: 'ຢາກກັບບ້ານຫາແມ່ ເມື່ອໄດ້ຄ່າຈ້າງຄືນແລ້ວ.',
      plan: 'ຢາກເປີດຮ້ານຕັດຫຍິບໃກ້ບ້ານ.',
      goal: 'ຮຽນຕັດຫຍິບ ແລະ ເປີດຮ້ານ',
      visit: 'ຢູ່ນຳແມ່, ຕັດຫຍິບໃຫ້ຄົນໃນບ້ານ.',
    },
  },
  {
    daysAgo: 200,
    name: 'ສົມພອນ ແກ້ວມະນີ',
    romanised: 'Somphone Keomany',
    birth: '1996',
    sex: 'male',
    kind: 'crime',
    relative: 'ບົວໄລ ແກ້ວມະນີ',
    told: {
      screening: 'ຖືກຫຼອກໃຫ້ໄປເຮັດວຽກຄອມພິວເຕີ ແລ້ວຖືກບັງຄັບໃຫ້ຫຼອກຄົນທາງອິນເຕີເນັດ. ບໍ່ໄດ້ຕາມເປົ້າກໍຖືກຕີ.',
      advice: 'ຢາກກັບບ້ານ ແຕ່ຢ້ານຖືກຈັບຍ້ອນສິ່ງທີ່ຖືກບັງຄັບໃຫ້ເຮັດ.',
      plan: 'ຢາກສ້ອມລົດຈັກກັບອ້າຍ.',
      goal: 'ຮຽນສ້ອມລົດຈັກ',
      visit: 'ເຮັດວຽກຢູ່ອູ່ສ້ອມລົດ, ນອນຫຼັບດີຂຶ້ນ.',
    },
  },
  {
    daysAgo: 43,
    child: true,
    name: 'ນ້ອຍ ພົມມະວົງ',
    romanised: 'Noy Phommavong',
    birth: '2011',
    sex: 'female',
    kind: 'labour',
    relative: 'ສີດາ ພົມມະວົງ',
    told: {
      screening: 'ລ້າງຖ້ວຍແຕ່ເຊົ້າຮອດເດິກ ບໍ່ໄດ້ໄປໂຮງຮຽນ. ເຈົ້າຂອງຮ້ານເກັບເງິນເດືອນໄວ້.',
      advice: 'ຢາກກັບໄປຫາແມ່ຕູ້ ແລະ ກັບໄປໂຮງຮຽນ.',
      plan: 'ຢາກຮຽນຈົບມັດທະຍົມ.',
      goal: 'ກັບເຂົ້າໂຮງຮຽນ',
      visit: 'ໄປໂຮງຮຽນທຸກມື້.',
    },
  },
];

/** Tells the cases of the two sides of a border in a province that was loaded a moment ago, each act at its time. */
export async function tellReturns(ports: Ports, now: Date): Promise<void> {
  const players = await playersOf(ports);
  const { host, hostLead, originLead } = players;
  const begin = new Date(now.getTime() - 480 * dayMs);
  const set = <N extends 'shelter.set' | 'interpreter.set'>(
    actor: Actor,
    name: N,
    input: Parameters<typeof doAt<N>>[4],
  ) => doAt(ports, actor, begin, name, input);
  const shelter = await set(hostLead, 'shelter.set', {
    name: 'บ้านริมโขง',
    capacity: 12,
    sexes: ['female'],
    ageFrom: 0,
    ageTo: 120,
    childrenWithMother: true,
    location: '99/1 ซอยริมน้ำ หนองคาย (สมมุติ)',
  });
  await set(originLead, 'shelter.set', {
    name: 'ສູນພັກແຮມ ວຽງຈັນ',
    capacity: 20,
    sexes: ['female', 'male', 'other'],
    ageFrom: 0,
    ageTo: 120,
    childrenWithMother: true,
    location: 'ບ້ານ ສົມມຸດ, ນະຄອນຫຼວງວຽງຈັນ',
  });
  const { id: interpreterId } = await set(hostLead, 'interpreter.set', {
    name: 'แก้วตา ใจงาม',
    languages: ['lo', 'th'],
    gender: 'female',
    vettedOn: begin.toISOString().slice(0, 10),
    vettedUntil: new Date(now.getTime() + 300 * dayMs).toISOString().slice(0, 10),
  });
  for (const { daysAgo, name, romanised, birth, sex, ...who } of stories) {
    const from = new Date(now.getTime() - daysAgo * dayMs);
    from.setUTCHours(2, 0, 0, 0);
    const as = <N extends Parameters<typeof doAt>[3]>(operation: N, input: Parameters<typeof doAt<N>>[4]) =>
      doAt(ports, host, from, operation, input);
    const { person } = await as('person.register', {
      identity: { name, romanised, birth: { value: birth, known: 'stated' } },
      safeContact: { mayCall: 'onlyAsAgreed', hours: '18:00–20:00' },
      facts: { sex, nationalities: ['LA'], place: 'LA-VT' },
    });
    const { id: caseId } = await as('case.open', {
      personId: person.id,
      programme,
      destination: 'TH',
      consent: { how: 'oral' },
    });
    await as('interpreting.record', { caseId, interpreterId, form: 'screening', conflict: 'none' });
    // The house takes women and girls: a man is looked after elsewhere.
    if (sex === 'female') await as('stay.begin', { caseId, shelterId: shelter.id });
    await tell(ports, players, { who, caseId, from, until: now });
  }
}

export async function playersOf(ports: Ports): Promise<Record<Player, Actor>> {
  const [host, hostLead, origin, originLead] = await Promise.all([
    demoActor(ports, logins.host),
    demoActor(ports, logins.hostLead),
    demoActor(ports, logins.origin),
    demoActor(ports, logins.originLead),
  ]);
  return { host, hostLead, origin, originLead };
}

/** An account of the demo, to do something as. */
export async function demoActor({ store, definitions }: Ports, login: string): Promise<Actor> {
  const row = await store.read('system', (db) =>
    db
      .selectFrom('app_user as u')
      .leftJoin('team_member as m', 'm.user_id', 'u.id')
      .select(['u.id', 'u.login', 'u.name', 'u.organisation_id', 'u.role', 'u.language', 'm.team_id'])
      .where('u.login', '=', login)
      .executeTakeFirst(),
  );
  const role = row && definitions.role(row.role);
  if (!row || !role) throw new Error(`There is no ${login}.`);
  return {
    userId: row.id,
    name: row.name,
    organisationId: row.organisation_id,
    teamIds: row.team_id ? [row.team_id] : [],
    role,
    language: row.language,
    authenticatedAt: new Date(),
  };
}
