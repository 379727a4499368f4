import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uuidv7 } from '../kernel/index.ts';
import { type TestHouse, testHouse } from '../server/testing.ts';
import { prepared } from './prepared.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

it('is built once and run with the values of each call, also of several at once', async () => {
  const { store } = house.ports;
  await store.write('system', async (db) => {
    for (const key of ['a', 'b', 'c'])
      await db
        .insertInto('setting')
        .values({ key, value: JSON.stringify(key.repeat(2)) })
        .execute();
    return { value: undefined };
  });
  let builds = 0;
  const find = prepared((db, { key, said }: { key: string; said: string }) => {
    builds++;
    return db
      .selectFrom('setting')
      .select(['value', sql<string>`${said}::text`.as('said')])
      .where('key', '=', key);
  });
  const found = await Promise.all(
    ['a', 'b', 'c', "d' or true --"].map((key) =>
      store.read('system', async (db) => (await find(db, { key, said: key })).rows),
    ),
  );
  expect(found).toEqual([[{ value: 'aa', said: 'a' }], [{ value: 'bb', said: 'b' }], [{ value: 'cc', said: 'c' }], []]);
  expect(builds).toBe(1);
});

it('says how many rows a change found', async () => {
  const { userId } = await house.user('counsellor', await house.organisation());
  const rename = prepared((db, { id, name }: { id: string; name: string }) =>
    db.updateTable('app_user').set({ name }).where('id', '=', id),
  );
  const { store } = house.ports;
  const changed = await Promise.all(
    [userId, uuidv7()].map((id) =>
      store.write('system', async (db) => ({ value: (await rename(db, { id, name: 'Mai' })).numAffectedRows })),
    ),
  );
  expect(changed).toEqual([1n, 0n]);
});
