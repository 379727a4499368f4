import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import type { CallInput, CallName, CallOutput } from '../contracts.ts';
import { peopleOperations } from './index.ts';

/** People of whom several teams of one organisation have something. */
let house: TestHouse;
let ours: string;
let hanoi: Actor;
let hue: Actor;
let both: Actor;
let manager: Actor;
beforeAll(async () => {
  house = await testHouse();
  ours = await house.organisation();
  const [one, two] = [await house.team(ours, 'Hà Nội'), await house.team(ours, 'Huế')];
  hanoi = await house.user('supervisor', ours, [one]);
  hue = await house.user('supervisor', ours, [two]);
  both = await house.user('supervisor', ours, [one, two]);
  manager = await house.user('centre-manager', ours, [one]);
});
afterAll(() => house?.close());

const call = <N extends CallName>(actor: Actor, name: N, input: CallInput<N>): Promise<CallOutput<N>> =>
  house.call([...peopleOperations, ...caseOperations], actor, name, input);
const register = async (actor: Actor, name: string) =>
  (await call(actor, 'person.register', { identity: { name } })).person.id;
const openCase = (actor: Actor, personId: string) =>
  call(actor, 'case.open', { personId, programme: 'resource-centre', consent: { how: 'oral' } });
const found = async (actor: Actor, query: string) =>
  (await call(actor, 'person.search', { query })).results.map(({ person }) => person.id);
/** As SQL alone, under row-level security. */
const seen = (actor: Actor, id: string) =>
  house.ports.store.read(actor, async (db) =>
    Boolean(await db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst()),
  );

describe('a case that is handed over', () => {
  test('shows its person to the team that takes it, and still to the one that has another case', async () => {
    const id = await register(hanoi, 'Phùng Khắc Khoan');
    await openCase(hanoi, id);
    const { id: given, revision } = await openCase(hanoi, id);
    expect([await seen(hue, id), await found(hue, 'Phung Khac Khoan')]).toEqual([false, []]);

    await call(hanoi, 'case.assign', { id: given, revision, teamId: hue.teamIds[0]! });
    for (const actor of [hanoi, hue]) {
      expect(await seen(actor, id)).toBe(true);
      expect(await found(actor, 'Phung Khac Khoan')).toEqual([id]);
      expect((await call(actor, 'person.read', { id })).cases).toHaveLength(1);
    }
    expect((await call(hue, 'case.read', { id: given })).case.personNumber).not.toBe('');
    await call(hue, 'person.amend', { id, revision: 1, safeContact: { mayCall: 'no' } });
    // Somebody who sees both teams finds one person, once.
    expect(await found(both, 'Phung Khac Khoan')).toEqual([id]);
    expect(await found(manager, 'Phung Khac Khoan')).toEqual([id]);
  });

  test('takes along a person of whom the team has nothing else, out of its sight', async () => {
    const id = await register(hanoi, 'Lương Thế Vinh');
    const { id: given, revision } = await openCase(hanoi, id);
    await call(hanoi, 'case.assign', { id: given, revision, ownerId: hue.userId });
    expect([await seen(hanoi, id), await found(hanoi, 'Luong The Vinh')]).toEqual([false, []]);
    expect([await seen(hue, id), await found(hue, 'Luong The Vinh')]).toEqual([true, [id]]);
    expect(await refusal(call(hanoi, 'person.read', { id }))).toBe('record.absent');
  });

  test('does not take a person from a third team', async () => {
    const id = await register(hue, 'Nguyễn Bỉnh Khiêm');
    // The manager of Hà Nội sees the whole organisation and opens a case for the team there.
    const { id: given, revision } = await openCase(manager, id);
    expect(await found(hanoi, 'Nguyen Binh Khiem')).toEqual([id]);
    const third = await house.user('supervisor', ours, [await house.team(ours, 'Vinh')]);
    await call(manager, 'case.assign', { id: given, revision, ownerId: third.userId });
    for (const actor of [hue, third]) expect(await seen(actor, id)).toBe(true);
    expect(await seen(hanoi, id)).toBe(false);
    expect(await found(third, 'Nguyen Binh Khiem')).toEqual([id]);
  });

  test('shows its person to a case worker who sees their own alone', async () => {
    const worker = await house.user('case-worker', ours, hue.teamIds);
    const id = await register(hanoi, 'Chu Văn An');
    const { id: given, revision } = await openCase(hanoi, id);
    expect(await seen(worker, id)).toBe(false);
    await call(manager, 'case.assign', { id: given, revision, ownerId: worker.userId });
    expect([await seen(worker, id), await found(worker, 'Chu Van An')]).toEqual([true, [id]]);
  });
});

describe('merging across teams', () => {
  test('shows the kept person to the team whose case came along', async () => {
    const [kept, merged] = [await register(hanoi, 'Hồ Xuân Hương'), await register(hue, 'Ho Xuan Huong')];
    const { id } = await openCase(hue, merged);
    const { mergeId } = await call(manager, 'person.merge', { keep: kept, merge: merged, reason: 'Same' });
    expect((await call(hue, 'person.read', { id: kept })).cases).toMatchObject([{ id }]);
    expect(await found(hue, 'Ho Xuan Huong')).toEqual([kept]);
    // Who sees one half only cannot take it apart: the other would be left behind.
    const { rows } = await house.ports.store.read('system', (db) =>
      sql<{ merged_into: string }>`select merged_into from person where id = ${merged}`.execute(db),
    );
    expect(rows).toEqual([{ merged_into: kept }]);
    expect(await refusal(call(hanoi, 'person.unmerge', { mergeId, reason: 'No' }))).toBe('record.absent');
    expect((await call(hue, 'person.read', { id: kept })).cases).toMatchObject([{ id }]);
    await call(manager, 'person.unmerge', { mergeId, reason: 'Not the same' });
    expect(await seen(hue, kept)).toBe(false);
    expect((await call(hue, 'person.read', { id: merged })).cases).toMatchObject([{ id }]);
  });

  test('needs the sight of both people, with SQL alone as well', async () => {
    const [mine, theirs] = [await register(hanoi, 'Một'), await register(hue, 'Hai')];
    expect(await refusal(call(hanoi, 'person.merge', { keep: mine, merge: theirs, reason: 'x' }))).toBe(
      'record.absent',
    );
    const moved = house.ports.store.write(hanoi, async (db) => ({
      value: await sql`select move_history(${theirs}, ${mine})`.execute(db),
    }));
    expect(await refusal(moved)).toBe('record.absent');
  });
});

describe('erasing across teams', () => {
  test('needs the sight of the person, and is whole then', async () => {
    const id = await register(hanoi, 'Đoàn Thị Điểm');
    await openCase(hanoi, id);
    const erase = (actor: Actor) =>
      house.ports.store.write(actor, async (db) => ({
        value: await sql<{ keys: string[] }>`select erase_person(${id}, now()) as keys`.execute(db),
      }));
    expect(await refusal(erase(hue))).toBe('record.absent');
    expect(await seen(hanoi, id)).toBe(true);
    const { id: given, revision } = await openCase(hanoi, id);
    await call(hanoi, 'case.assign', { id: given, revision, teamId: hue.teamIds[0]! });
    expect((await erase(hue)).rows[0]?.keys).toHaveLength(3);
    for (const actor of [hanoi, hue, manager])
      expect([await seen(actor, id), await found(actor, 'Doan Thi Diem')]).toEqual([false, []]);
    expect(await refusal(call(hanoi, 'case.read', { id: given }))).toBe('record.absent');
  });
});

test('the journey tells where a case went: opened, moved on, closed, opened again', async () => {
  const id = await register(manager, 'Bùi Thị Xuân');
  const { id: caseId } = await openCase(manager, id);
  const later = () => {
    house.clock.now = new Date(house.clock.now.getTime() + 86_400_000);
  };
  const told = async (actor = manager) =>
    (await call(actor, 'person.read', { id })).journey
      .filter(({ kind }) => ['caseOpened', 'stage', 'closed'].includes(kind))
      .map(({ kind, at, label }) => [kind, at.slice(8, 10), label?.en]);
  later();
  await call(manager, 'case.close', { id: caseId, revision: 1, reason: 'resolved' });
  expect(await told()).toMatchObject([
    ['caseOpened', '16', expect.anything()],
    ['closed', '17', expect.anything()],
  ]);
  later();
  await call(manager, 'case.reopen', { id: caseId, revision: 2 });
  later();
  await call(manager, 'case.move', { id: caseId, revision: 3, to: 'advising' });
  expect(await refusal(call(manager, 'case.move', { id: caseId, revision: 3, to: 'advising' }))).toBe('record.changed');
  expect((await told()).map(([kind, day]) => [kind, day])).toEqual([
    ['caseOpened', '16'],
    ['closed', '17'],
    ['stage', '18'],
    ['stage', '19'],
  ]);
  // Another team reads nothing of it, with SQL either, and writes nothing into it.
  const rows = (actor: Actor) =>
    house.ports.store.read(actor, (db) => db.selectFrom('case_stage').selectAll().execute());
  expect((await rows(manager)).filter((one) => one.case_id === caseId)).toHaveLength(3);
  expect((await rows(hue)).filter((one) => one.case_id === caseId)).toEqual([]);
  const [first] = await rows(manager);
  const forged = house.ports.store.write(hue, async (db) => ({
    value: await db
      .insertInto('case_stage')
      .values({ ...first!, id: first!.case_id })
      .execute(),
  }));
  expect(await refusal(forged)).toBe('record.absent');
});
