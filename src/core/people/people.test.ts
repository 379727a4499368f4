import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, Problem, type SensitivityClass } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import type { CallInput, CallName, CallOutput } from '../contracts.ts';
import { peopleOperations } from './index.ts';

let house: TestHouse;
let ours: string;
let hanoi: string;
let manager: Actor;
let counsellor: Actor;
let elsewhere: Actor;
let stranger: Actor;

beforeAll(async () => {
  house = await testHouse();
  ours = await house.organisation('Ours');
  hanoi = await house.team(ours, 'Hà Nội');
  const hue = await house.team(ours, 'Huế');
  manager = await house.user('centre-manager', ours, [hanoi]);
  counsellor = await house.user('counsellor', ours, [hanoi]);
  elsewhere = await house.user('counsellor', ours, [hue]);
  stranger = await house.user('centre-manager', await house.organisation('Theirs'));
});
afterAll(() => house?.close());

const operations = [...peopleOperations, ...caseOperations];
const call = <N extends CallName>(actor: Actor, name: N, input: CallInput<N>): Promise<CallOutput<N>> =>
  house.call(operations, actor, name, input);
const register = async (
  name: string,
  more: Partial<CallInput<'person.register'>> = {},
  identity: Partial<CallInput<'person.register'>['identity']> = {},
  actor = counsellor,
) => (await call(actor, 'person.register', { ...more, identity: { name, ...identity } })).person;
const find = async (actor: Actor, query: string) => (await call(actor, 'person.search', { query })).results;
const numbers = async (actor: Actor, query: string) => (await find(actor, query)).map(({ person }) => person.number);
const openCase = (personId: string, actor = counsellor) =>
  call(actor, 'case.open', { personId, programme: 'resource-centre', consent: { how: 'oral' } });
/** The same person with a role that reads and writes less. */
const withClasses = (actor: Actor, classes: SensitivityClass[]): Actor => ({
  ...actor,
  role: { ...actor.role, read: classes, write: classes },
});
const problemOf = (promise: Promise<unknown>): Promise<Problem> =>
  promise.then(
    () => expect.fail('It was not refused.'),
    (error: unknown) => {
      if (error instanceof Problem) return error;
      throw error;
    },
  );

describe('search', () => {
  test.each([
    ['Nguyễn Thị Lan', 'Nguyen Thi Lan'],
    ['Nguyễn Văn Hùng', 'nguyen van hung'],
    ['ບຸນມີ ວົງສະຫວັນ', 'Bounmy Vongsavanh'],
    ['สมชาย ใจดี', 'Somchai Jaidee'],
    ['ចាន់ សុខា', 'Sokha Chan'],
    ['မောင်မောင်', 'Maung Maung'],
    ['王小明', 'Wang Xiaoming'],
    ['Siti Nurhaliza', 'Siti Nurhalisa'],
    ['Phạm Quốc Tuấn', 'Tuan Quoc Pham'],
  ])('%s is found by %s', async (name, query) => {
    const person = await register(name);
    expect(await numbers(counsellor, query)).toContain(person.number);
  });

  test('a birth year, a telephone, a document and both kinds of numbers find as well', async () => {
    const person = await register(
      'Đặng Thu Hà',
      { contact: { phones: [{ number: '+84 912 345 678' }] } },
      { birth: { value: '2544', known: 'stated' }, documents: [{ type: 'passport', number: 'C 1234567' }] },
    );
    const { number } = await openCase(person.id);
    expect(person.birth).toEqual({ value: '2001', known: 'stated' });
    for (const query of ['Dang Thu Ha 2001', '0912345678', 'c1234567', person.number, number.toLowerCase()])
      expect(await numbers(counsellor, query), query).toContain(person.number);
    const [hit] = await find(counsellor, '0912 345 678');
    expect(hit).toMatchObject({ score: 1, why: [{ code: 'same-phone' }], cases: 1 });
  });

  test('hidden people are not found, by whatever', async () => {
    const person = await register('Trần Kín Đáo', { contact: { phones: [{ number: '0987 111 222' }] } });
    for (const query of ['Tran Kin Dao', '0987111222', person.number])
      for (const actor of [elsewhere, stranger]) expect(await numbers(actor, query)).not.toContain(person.number);
    expect((await numbers(manager, 'Tran Kin Dao'))[0]).toBe(person.number);
  });

  test('the application can neither read the index nor rows of others', async () => {
    await expect(
      house.ports.store.read(manager, (db) => db.selectFrom('person_index').selectAll().execute()),
    ).rejects.toThrow();
  });
});

describe('register', () => {
  test('says who may be the same, and why', async () => {
    const contact = { phones: [{ number: '0903 555 777' }] };
    const birth = { value: '1999-04-12', known: 'document' } as const;
    const first = await register('Lê Thị Hồng Gấm', { contact }, { birth });
    const again = await call(counsellor, 'person.register', { identity: { name: 'Le Thi Hong Gam', birth }, contact });
    expect(again.possibleDuplicates).toHaveLength(1);
    expect(again.possibleDuplicates[0]).toMatchObject({ person: { id: first.id } });
    expect(again.possibleDuplicates[0]?.for.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['same-name', 'same-birth-date', 'same-phone']),
    );
    expect(JSON.stringify(again.possibleDuplicates)).not.toContain('0903');
    const { candidates } = await call(counsellor, 'person.duplicates', { id: first.id });
    expect(candidates.map(({ person }) => person.id)).toContain(again.person.id);
    expect(
      (await call(counsellor, 'person.register', { identity: { name: 'Le Thi Hong Gam', birth } })).possibleDuplicates
        .length,
    ).toBeGreaterThan(0);
    const other = await call(stranger, 'person.register', { identity: { name: 'Le Thi Hong Gam', birth }, contact });
    expect(other.possibleDuplicates).toEqual([]);
  });

  test.each([
    ['identity.birth.value', { identity: { name: 'A', birth: { value: '31/02/2001', known: 'stated' as const } } }],
    ['identity.birth.value', { identity: { name: 'A', birth: { value: '2090', known: 'stated' as const } } }],
    ['identity.documents.0.type', { identity: { name: 'A', documents: [{ type: 'spell', number: '1' }] } }],
    ['facts.nationalities.0', { identity: { name: 'A' }, facts: { nationalities: ['XX'] } }],
    ['facts.place', { identity: { name: 'A' }, facts: { place: 'nowhere' } }],
  ])('refuses %s', async (path, input) => {
    const problem = await problemOf(call(counsellor, 'person.register', input));
    expect(problem.fields?.map((field) => field.path)).toEqual([path]);
  });
});

describe('read', () => {
  test('the page of a person: cases, consents and the journey, oldest first', async () => {
    const person = await register('Vũ Ngọc Ánh', {
      contact: { phones: [{ number: '0911 000 111' }] },
      safeContact: { mayCall: 'onlyAsAgreed', hours: '18–20' },
      facts: { sex: 'female', nationalities: ['VN'] },
    });
    const opened = await openCase(person.id);
    const page = await call(counsellor, 'person.read', { id: person.id });
    expect(page).toMatchObject({
      revision: 1,
      identity: { name: 'Vũ Ngọc Ánh' },
      safeContact: { mayCall: 'onlyAsAgreed', hours: '18–20' },
      hasContact: true,
      facts: { sex: 'female', nationalities: ['VN'] },
      cases: [{ id: opened.id, number: opened.number }],
      consents: [{ purpose: 'record' }],
      mergedFrom: [],
    });
    expect(JSON.stringify(page)).not.toContain('0911');
    expect(page.journey.map(({ kind }) => kind)).toEqual(['registered', 'caseOpened', 'consentGiven']);
    const times = page.journey.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
  });

  test('hidden, absent and never there answer alike', async () => {
    const person = await register('Hoàng Thị Ẩn');
    const nobody = '00000000-0000-7000-8000-000000000000';
    for (const actor of [elsewhere, stranger])
      for (const id of [person.id, nobody]) {
        const calls = [
          call(actor, 'person.read', { id }),
          call(actor, 'person.reveal', { id, reason: 'To call back' }),
          call(actor, 'person.amend', { id, revision: 1, facts: { sex: 'male' } }),
          call(actor, 'person.duplicates', { id }),
        ];
        for (const problem of await Promise.all(calls.map(problemOf)))
          expect(problem.toBody()).toEqual({ code: 'record.absent' });
      }
    expect(await refusal(call(stranger, 'person.merge', { keep: person.id, merge: nobody, reason: 'x' }))).toBe(
      'record.absent',
    );
    expect(await refusal(call(stranger, 'person.erase', { id: person.id, reason: 'x' }))).toBe('record.absent');
  });

  test('a role sees the classes it may read, and writes those it may write', async () => {
    const person = await register('Bùi Thị Mơ', {
      contact: { phones: [{ number: '0933 222 111' }] },
      facts: { sex: 'female' },
    });
    const bare = withClasses(counsellor, ['operational']);
    const page = await call(bare, 'person.read', { id: person.id });
    expect(page.person).toEqual({ id: person.id, number: person.number, nationalities: [] });
    expect(page).toMatchObject({ facts: {}, hasContact: true });
    expect(page.identity ?? page.safeContact).toBeUndefined();
    expect(await find(bare, 'Bui Thi Mo')).toEqual([]);
    expect(await numbers(bare, person.number)).toEqual([person.number]);
    expect(await find(withClasses(counsellor, ['identity']), '0933222111')).toEqual([]);
    expect(await refusal(call(bare, 'person.reveal', { id: person.id, reason: 'x' }))).toBe('class.missing');
    expect(await refusal(register('Somebody', {}, {}, bare))).toBe('class.missing');
    expect(await refusal(call(bare, 'person.amend', { id: person.id, revision: 1, facts: { sex: 'male' } }))).toBe(
      'class.missing',
    );
  });

  test('a record that was not sealed here does not open', async () => {
    const [one, other] = [await register('Một Người'), await register('Người Khác')];
    await house.asSystem('update person set identity = (select identity from person where id = $2) where id = $1', [
      one.id,
      other.id,
    ]);
    await expect(call(counsellor, 'person.read', { id: one.id })).rejects.toThrow();
  });
});

test('uncovering takes a reason, is journalled, and ends with the quota of the hour', async () => {
  const eager = await house.user('case-worker', ours);
  const person = await register('Đỗ Thị Số', { contact: { phones: [{ number: '0944 333 222' }] } }, {}, eager);
  const { limits } = house.ports.settings;
  const before = limits.revealsPerHour;
  const start = house.clock.now;
  limits.revealsPerHour = 2;
  try {
    const uncover = () => call(eager, 'person.reveal', { id: person.id, reason: 'To call her back' });
    expect(await uncover()).toEqual({ contact: { phones: [{ number: '0944 333 222' }] } });
    await uncover();
    expect(await refusal(uncover())).toBe('quota.reached');
    expect(await refusal(call(eager, 'person.reveal', { id: person.id, reason: ' ' }))).toBe('input.invalid');
    house.clock.now = new Date(house.clock.now.getTime() + 3_600_001);
    await uncover();
  } finally {
    house.clock.now = start;
    limits.revealsPerHour = before;
  }
});

describe('amend', () => {
  test('changes what is given, finds by the new name, corrects open cases', async () => {
    const person = await register('Ngô Thị Cũ', { contact: { phones: [{ number: '0955 444 333' }] } });
    await openCase(person.id);
    const birth = { value: '1990', known: 'stated' } as const;
    const { revision } = await call(counsellor, 'person.amend', {
      id: person.id,
      revision: 1,
      identity: { name: 'Ngô Bảo Châu', birth },
      facts: { sex: 'female', nationalities: ['VN'] },
    });
    expect(revision).toBe(2);
    expect((await numbers(counsellor, 'Ngo Bao Chau'))[0]).toBe(person.number);
    expect(await numbers(counsellor, 'Ngo Thi Cu')).not.toContain(person.number);
    expect(await numbers(counsellor, '0955444333')).toEqual([person.number]);
    const { items } = await call(counsellor, 'case.list', { sex: 'female', ageBand: '35-49' });
    expect(items.map(({ personId }) => personId)).toContain(person.id);
    await call(counsellor, 'person.amend', {
      id: person.id,
      revision: 2,
      contact: { phones: [{ number: '0966 555 444' }] },
    });
    expect(await numbers(counsellor, '0955444333')).toEqual([]);
    expect(await numbers(counsellor, '0966555444')).toEqual([person.number]);
  });

  test('of two who change at once, one is told', async () => {
    const person = await register('Cao Thị Tranh');
    const change = (hours: string) =>
      call(counsellor, 'person.amend', { id: person.id, revision: 1, safeContact: { mayCall: 'yes', hours } });
    const results = await Promise.allSettled([change('18–20'), change('8–10')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const problem = await problemOf(change('12–14'));
    expect(problem.toBody()).toEqual({ code: 'record.changed', params: { revision: 2 } });
  });
});

describe('merge', () => {
  test('keeps both histories, is found by both names, and can be undone', async () => {
    const kept = await register('Phan Thị Giữ');
    const gone = await register('Wongsakul Preeya', {}, {}, counsellor);
    const [keptCase, goneCase] = [await openCase(kept.id), await openCase(gone.id)];
    const { mergeId, revision } = await call(manager, 'person.merge', {
      keep: kept.id,
      merge: gone.id,
      reason: 'Same',
    });
    const page = await call(manager, 'person.read', { id: kept.id });
    expect(page).toMatchObject({ revision, mergedFrom: [{ mergeId, number: gone.number }] });
    expect(page.cases.map(({ id }) => id).sort()).toEqual([keptCase.id, goneCase.id].sort());
    expect(page.consents).toHaveLength(2);
    for (const query of ['Phan Thi Giu', 'Preeya Wongsakul', gone.number, goneCase.number])
      expect(await numbers(counsellor, query), query).toContain(kept.number);
    const merged = await problemOf(call(counsellor, 'person.read', { id: gone.id }));
    expect(merged.toBody()).toEqual({ code: 'person.merged', params: { into: kept.id } });
    expect(await refusal(openCase(gone.id))).toBe('person.merged');

    const later = await openCase(kept.id);
    expect(await call(manager, 'person.unmerge', { mergeId, reason: 'Sisters' })).toEqual({ restored: gone.id });
    const cases = async (id: string) => (await call(manager, 'person.read', { id })).cases.map((one) => one.id).sort();
    expect(await cases(kept.id)).toEqual([keptCase.id, later.id].sort());
    expect(await cases(gone.id)).toEqual([goneCase.id]);
    expect((await call(manager, 'person.read', { id: kept.id })).mergedFrom).toEqual([]);
    expect(await numbers(counsellor, 'Preeya Wongsakul')).toContain(gone.number);
    expect(await refusal(call(manager, 'person.unmerge', { mergeId, reason: 'x' }))).toBe('merge.impossible');
  });

  test('moves what other teams hold as well', async () => {
    const kept = await register('Chu Thị Một');
    const gone = await register('Chu Thị Hai', {}, {}, elsewhere);
    const theirs = await openCase(gone.id, elsewhere);
    await call(manager, 'person.merge', { keep: kept.id, merge: gone.id, reason: 'Same' });
    expect((await call(manager, 'person.read', { id: kept.id })).cases.map(({ id }) => id)).toEqual([theirs.id]);
  });

  test('refuses itself, a merged one, and rings', async () => {
    const [a, b] = [await register('Kim A'), await register('Kim B')];
    const merge = (keep: string, other: string) => call(manager, 'person.merge', { keep, merge: other, reason: 'x' });
    expect(await refusal(merge(a.id, a.id))).toBe('merge.impossible');
    const results = await Promise.allSettled([merge(a.id, b.id), merge(b.id, a.id)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(merge(a.id, b.id))).toBe('person.merged');
    expect(await refusal(call(counsellor, 'person.merge', { keep: a.id, merge: b.id, reason: 'x' }))).toBe(
      'grant.missing',
    );
  });

  test('a chain of merges ends at the last, and is undone from there', async () => {
    const [a, b, c] = [await register('Somsri Alpha'), await register('Somsri Beta'), await register('Somsri Gamma')];
    const first = await call(manager, 'person.merge', { keep: b.id, merge: a.id, reason: 'x' });
    const second = await call(manager, 'person.merge', { keep: c.id, merge: b.id, reason: 'x' });
    expect((await numbers(counsellor, 'Somsri Alpha'))[0]).toBe(c.number);
    expect(await refusal(call(manager, 'person.unmerge', { mergeId: first.mergeId, reason: 'x' }))).toBe(
      'person.merged',
    );
    await call(manager, 'person.unmerge', { mergeId: second.mergeId, reason: 'x' });
    await call(manager, 'person.unmerge', { mergeId: first.mergeId, reason: 'x' });
    expect((await call(manager, 'person.read', { id: a.id })).person.number).toBe(a.number);
  });
});

test('erasing: absent for everybody, and nothing sealed opens again', async () => {
  const person = await register('Xóa Thị Hết', {
    contact: { phones: [{ number: '0977 666 555' }] },
    facts: { sex: 'female' },
  });
  const gone = await register('Het Thi Xoa');
  const opened = await openCase(person.id);
  await call(manager, 'person.merge', { keep: person.id, merge: gone.id, reason: 'Same' });
  expect(await refusal(call(counsellor, 'person.erase', { id: person.id, reason: 'She asked' }))).toBe('grant.missing');
  const callId = crypto.randomUUID();
  const erase = () => house.call(operations, manager, 'person.erase', { id: person.id, reason: 'She asked' }, callId);
  expect(await erase()).toEqual({});
  expect(await erase()).toEqual({});
  for (const id of [person.id, gone.id])
    expect(await refusal(call(manager, 'person.read', { id }))).toBe('record.absent');
  expect(await refusal(call(manager, 'case.read', { id: opened.id }))).toBe('record.absent');
  for (const query of ['Xoa Thi Het', 'Het Thi Xoa', '0977666555', person.number, opened.number])
    for (const found of await numbers(manager, query)) expect([person.number, gone.number]).not.toContain(found);
  const ids = [person.id, gone.id, opened.id];
  const left = await house.ports.store.read('system', async (db) => ({
    keys: await db.selectFrom('data_key').select(['wrapped', 'erased_at']).where('id', 'in', ids).execute(),
    people: await db.selectFrom('person').select(['contact', 'sex', 'erased_at']).where('id', 'in', ids).execute(),
  }));
  expect(left.keys).toHaveLength(3);
  expect(left.people).toHaveLength(2);
  for (const key of left.keys) expect(key).toEqual({ wrapped: null, erased_at: house.clock.now });
  for (const row of left.people) expect(row).toEqual({ contact: null, sex: null, erased_at: house.clock.now });
});
