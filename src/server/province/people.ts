import { readableNumber, uuidv7 } from '../../kernel/index.ts';
import { otherNames, vietnamese } from './data/names.ts';
import { safeAnswers, safeHours } from './data/tellings.ts';
import { day, dayOf, type Identity, inOfficeHours, type Owned, type PersonDraft, type World } from './model.ts';
import { vietNamDistricts } from './places.ts';
import type { Random } from './random.ts';

const plain = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

/** Most are Vietnamese and one in eleven is not; of those who tell their names, some have more than one. */
export function makePerson(world: World, owned: Owned, registeredAt: number): PersonDraft {
  const { random } = world;
  const sex = random.chance(0.54) ? 'female' : 'male';
  const { nationality, ...named } = random.chance(0.91) ? vietnameseName(random, sex) : otherName(random, sex);
  const id = uuidv7(registeredAt, random.fill);
  const home = random.chance(0.8) ? owned.teamId : random.pick(world.staff.teams.filter(({ weight }) => weight > 0)).id;
  const province = world.staff.teams.find((team) => team.id === home)!.place!;
  const birth = birthOf(random, registeredAt);
  const phone = `+8495${random.digits(7)}`;
  const risky = random.chance(0.22);
  return {
    id,
    number: random.distinct(() => readableNumber('BN', random.fill)),
    ...owned,
    identity: {
      ...named,
      ...(birth && { birth }),
      ...(random.chance(0.45) && { documents: documentsOf(random, nationality) }),
    },
    ...(random.chance(0.88) && {
      contact: {
        phones: [
          {
            number: phone,
            ...(risky && { whose: random.pick(['chồng', 'mẹ', 'chị gái', 'hàng xóm', 'chủ nhà trọ']) }),
          },
        ],
        ...(random.chance(0.08) && {
          email: `${
            plain(named.name)
              .toLowerCase()
              .replace(/[^a-z]+/g, '.') || 'nguoi.hoi'
          }@example.org`,
        }),
      },
      safeContact: risky
        ? {
            mayCall: random.chance(0.15) ? ('no' as const) : ('onlyAsAgreed' as const),
            hours: random.pick(safeHours),
            ifSomebodyElseAnswers: random.pick(safeAnswers),
          }
        : { mayCall: 'yes' as const },
    }),
    sex,
    nationalities: random.chance(0.97) ? [nationality] : [],
    place: nationality === 'VN' ? (random.chance(0.75) ? random.common(vietNamDistricts(province)) : province) : null,
    registeredAt,
  };
}

function vietnameseName(random: Random, sex: 'female' | 'male'): Identity & { nationality: string } {
  const middle = random.pick(sex === 'female' ? vietnamese.femaleMiddle : vietnamese.maleMiddle);
  const given = random.pick(sex === 'female' ? vietnamese.female : vietnamese.male);
  const second = random.chance(0.12) ? `${random.pick(sex === 'female' ? vietnamese.female : vietnamese.male)} ` : '';
  return {
    name: `${random.common(vietnamese.family)} ${middle} ${second}${given}`,
    ...(random.chance(0.1) && { callMe: `${sex === 'female' ? 'Chị' : 'Anh'} ${given}` }),
    ...(random.chance(0.05) && { aliases: [random.pick(['Bé', 'Tí', 'Út', 'Cún', 'Bống'])] }),
    nationality: 'VN',
  };
}

function otherName(random: Random, sex: 'female' | 'male'): Identity & { nationality: string } {
  const pool = random.pick(otherNames);
  const [family, given] = [random.pick(pool.family), random.pick(pool[sex])];
  const parts = pool.familyFirst ? ([family, given] as const) : ([given, family] as const);
  const name = parts.map(([own]) => own).join(pool.gap);
  const romanised = parts.map(([, latin]) => latin.trim()).join(' ');
  return {
    name,
    ...(romanised !== name && random.chance(0.8) && { romanised }),
    ...(random.chance(0.15) && { callMe: given[1] }),
    nationality: pool.nationality,
  };
}

/** Many know the year only; some do not know it. From 15 to 59, most in their twenties. */
function birthOf(random: Random, registeredAt: number): Identity['birth'] {
  if (random.chance(0.06)) return undefined;
  const age = random.chance(0.025) ? random.between(15, 17) : 18 + Math.floor(41 * random.unit() ** 1.6);
  const date = dayOf(registeredAt - Math.round((age + random.unit()) * 365.25) * day);
  return random.weighted([
    [{ value: date, known: 'document' as const }, 40],
    [{ value: date, known: 'stated' as const }, 25],
    [{ value: date.slice(0, 7), known: 'stated' as const }, 8],
    [{ value: date.slice(0, 4), known: 'stated' as const }, 17],
    [{ value: date.slice(0, 4), known: 'estimated' as const }, 10],
  ]);
}

/** No province has the number 000 and no passport the letters XX: these numbers are nobody's. */
function documentsOf(random: Random, country: string): NonNullable<Identity['documents']> {
  return random.chance(0.6) && country === 'VN'
    ? [{ type: 'nationalId', number: `000${random.digits(9)}`, country }]
    : [{ type: 'passport', number: `XX${random.digits(7)}`, country }];
}

/** The same person, registered again by somebody who did not search: another spelling, another centre, part of the facts. */
export function registerAgain(world: World, first: PersonDraft, owned: Owned, around: number): PersonDraft {
  const { random } = world;
  const at = Math.max(first.registeredAt, inOfficeHours(world, around));
  const { birth } = first.identity;
  return {
    ...first,
    ...owned,
    id: uuidv7(at, random.fill),
    number: random.distinct(() => readableNumber('BN', random.fill)),
    identity: {
      name: misspell(random, first.identity.romanised ?? first.identity.name),
      ...(birth && { birth: random.chance(0.5) ? birth : { value: birth.value.slice(0, 4), known: 'stated' } }),
    },
    registeredAt: at,
  };
}

export function misspell(random: Random, name: string): string {
  const bare = plain(name);
  const at = random.between(1, bare.length - 2);
  return random.weighted([
    [bare, 5],
    [bare.slice(0, at) + bare[at + 1] + bare[at] + bare.slice(at + 2), 2],
    [bare.slice(0, at) + bare.slice(at + 1), 2],
    [bare.split(' ').reverse().join(' '), 1],
  ]);
}
