import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { nameMatcher, TOKEN_SCHEME } from '../../kernel/names/index.ts';
import { type TestHouse, testHouse } from '../../server/testing.ts';
import type { CallInput, CallName, CallOutput } from '../contracts.ts';
import { peopleOperations, reindexSome } from './index.ts';

let house: TestHouse;
let manager: Actor;
let counsellor: Actor;
let elsewhere: Actor;
let stranger: Actor;

beforeAll(async () => {
  house = await testHouse();
  const ours = await house.organisation('Ours');
  const hanoi = await house.team(ours, 'Hà Nội');
  const hue = await house.team(ours, 'Huế');
  manager = await house.user('centre-manager', ours, [hanoi]);
  counsellor = await house.user('counsellor', ours, [hanoi]);
  elsewhere = await house.user('counsellor', ours, [hue]);
  stranger = await house.user('centre-manager', await house.organisation('Theirs'));
});
afterAll(() => house?.close());

const call = <N extends CallName>(actor: Actor, name: N, input: CallInput<N>): Promise<CallOutput<N>> =>
  house.call(peopleOperations, actor, name, input);
const register = async (actor: Actor, name: string, year?: string) =>
  (
    await call(actor, 'person.register', {
      identity: { name, ...(year && { birth: { value: year, known: 'stated' as const } }) },
    })
  ).person;
const found = async (actor: Actor, query: string) =>
  (await call(actor, 'person.search', { query })).results.map(({ person }) => person.id);

describe('among many of one name', () => {
  const name = 'Phan Thị Bích Liễu';

  test('those of others do not crowd out one’s own', async () => {
    for (let n = 0; n < 70; n++) await register(elsewhere, name, '1990');
    const mine = await register(counsellor, name, '1990');
    for (const query of [name, 'phan thi bich lieu 1990', 'Phan Thi Bich Leiu', 'Phan Thi Bich', 'Phan Bích Liễu'])
      expect(await found(counsellor, query), query).toEqual([mine.id]);
    expect(await found(manager, name)).toHaveLength(10);
    expect(await found(stranger, name)).toEqual([]);
  });

  test('the year of birth tells them apart, also one year off and where none is known', async () => {
    const near = await register(elsewhere, name, '1971');
    const unknown = await register(elsewhere, name);
    expect((await found(elsewhere, `${name} 1971`))[0]).toBe(near.id);
    expect(await found(elsewhere, `${name} 1972`)).toEqual(expect.arrayContaining([near.id, unknown.id]));
    expect(await found(elsewhere, 'Phan Thi Bich Lieeu 1971')).toContain(near.id);
  });
});

describe('a name that is not as it was written', () => {
  test.each([
    ['Trần Cẩm Nụ', 'TRAN C. NU'],
    ['Đào D. Dịu', 'Dao Diem Diu'],
    ['Nguyễn Như Mai Khôi', 'NhuMai Khoi Nguyen'],
    ['Sutrisno', 'Sutrsino'],
    ['ຄຳຫຼ້າ ໄຊຍະວົງ', 'Xayavong Khamla'],
    ['Marites Castro Flores', 'Marites Flores'],
  ])('%s is found by %s', async (name, query) => {
    const { id } = await register(counsellor, name);
    expect(await found(counsellor, query)).toContain(id);
  });
});

describe('those who were indexed by an earlier version', () => {
  test('are indexed anew in lots, whatever organisation they are of, and nobody twice', async () => {
    const { owner } = house;
    const [one, other] = [await register(counsellor, 'Hoàng Kiều Oanh'), await register(stranger, 'Hoàng Kiều Oanh')];
    const earlier = `update person_index set tokens = '{}', scheme = 0 where person_id = any ($1)`;
    await owner.query(`select set_config('app.scope', 'system', false)`);
    await owner.query(earlier, [[one.id, other.id]]);
    expect(await found(counsellor, 'Hoang Kieu Oanh')).toEqual([]);
    expect(await reindexSome(house.ports, 1)).toBe(1);
    expect(await reindexSome(house.ports, 1)).toBe(1);
    expect(await reindexSome(house.ports)).toBe(0);
    expect(await found(counsellor, 'Hoang Kieu Oanh')).toEqual([one.id]);
    expect(await found(stranger, 'Hoang Kieu Oanh')).toEqual([other.id]);
    const { rows } = await owner.query('select distinct scheme from person_index');
    expect(rows).toEqual([{ scheme: TOKEN_SCHEME }]);
  });

  test('are found by what they are called by now, when they are amended meanwhile', async () => {
    const one = await register(counsellor, 'Mạc Thị Tươi');
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    await house.owner.query('update person_index set scheme = 0 where person_id = $1', [one.id]);
    await Promise.all([
      call(counsellor, 'person.amend', { id: one.id, revision: 1, identity: { name: 'Mạc Thị Thắm' } }),
      reindexSome(house.ports),
    ]);
    expect(await found(counsellor, 'Mac Thi Tham')).toEqual([one.id]);
    expect(await found(counsellor, 'Tuoi')).not.toContain(one.id);
  });

  test('other tokens are another scheme', () => {
    const matcher = nameMatcher();
    const tokens = ['Nguyễn Thị Lan', 'สมชาย ใจดี', 'Ma Thandar Win'].map((name) =>
      matcher.indexTokens({ names: [name], birthYear: 1999, phones: ['0912 345 678'], documents: ['C 123'] }),
    );
    // Raise TOKEN_SCHEME when this changes: who is indexed already is to be found by the new tokens as well.
    expect({ scheme: TOKEN_SCHEME, tokens }).toMatchSnapshot();
  });
});
