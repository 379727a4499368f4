import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JournalRow } from '../../core/ports.ts';
import { prepared } from '../../core/prepared.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { ReadJournal } from './read-journal.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

const set = prepared((db, row: { key: string; value: string }) => db.insertInto('setting').values(row));
const stored = prepared((db, { key }: { key: string }) =>
  db.selectFrom('setting').select('value').where('key', '=', key),
);
const read = (key: string): Promise<unknown[]> =>
  house.ports.store.read('system', async (db) => (await stored(db, { key })).rows);
const row = (id: string = randomUUID()): JournalRow => ({ id, at: new Date(), operation: 'test.set', outcome: 'done' });
const journalled = async (id: string): Promise<number> =>
  (await house.owner.query('select from journal where id = $1', [id])).rowCount ?? 0;

describe('what is sent last', () => {
  it('commits with the journal row, after what was sent before it', async () => {
    const done = row();
    const value = await house.ports.store.write('system', async (db) => {
      await set(db, { key: 'one', value: '1' });
      return { value: 7, row: done, sent: [set(db, { key: 'two', value: '2' })] };
    });
    expect([value, await read('one'), await read('two'), await journalled(done.id)]).toEqual([
      7,
      [{ value: 1 }],
      [{ value: 2 }],
      1,
    ]);
  });

  it('is refused with everything else of the call, and by its own reason', async () => {
    const lost = row();
    await house.ports.store.write('system', async (db) => ({
      value: 0,
      sent: [set(db, { key: 'taken', value: '1' })],
    }));
    const again = house.ports.store.write('system', async (db) => {
      await set(db, { key: 'beside', value: '1' });
      return { value: 0, row: lost, sent: [set(db, { key: 'taken', value: '2' })] };
    });
    expect(await refusal(again)).toBe('record.changed');
    expect([await read('beside'), await read('taken'), await journalled(lost.id)]).toEqual([[], [{ value: 1 }], 0]);
  });

  it('does not stay when the journal refuses the call', async () => {
    const once = row();
    const write = (key: string) =>
      house.ports.store.write('system', async (db) => ({
        value: key,
        row: once,
        sent: [set(db, { key, value: '1' })],
      }));
    await write('first');
    await expect(write('second')).rejects.toThrow();
    expect([await read('first'), await read('second')]).toEqual([[{ value: 1 }], []]);
  });
});

describe('a transaction that only read', () => {
  const waiting = async (): Promise<number> => {
    const { rows } = await house.owner.query(
      `select from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()`,
    );
    return rows.length;
  };

  it('is over soon, though nobody asks for anything more', async () => {
    await Promise.all([read('a'), read('b'), read('c')]);
    await expect.poll(waiting, { interval: 20, timeout: 2_000 }).toBe(0);
  });

  it('leaves its connection to others, who are somebody else and may write', async () => {
    const { store } = house.ports;
    const organisation = await house.organisation();
    const actor = await house.user('counsellor', organisation, [await house.team(organisation)]);
    const whoAmI = prepared((db, { none }: { none: null }) =>
      db.selectNoFrom((eb) => [
        eb.fn<string | null>('actor_user', []).as('id'),
        eb.fn<string>('actor_scope', []).as('scope'),
        eb.val(none).as('none'),
      ]),
    );
    const asked = (as: typeof actor | 'system' | 'nobody') =>
      store.read(as, async (db) => (await whoAmI(db, { none: null })).rows[0]);
    for (let round = 0; round < 10; round++) {
      expect(await asked(actor)).toMatchObject({ id: actor.userId, scope: 'team' });
      expect(await asked('nobody')).toMatchObject({ id: null, scope: 'none' });
      expect(await asked('system')).toMatchObject({ id: null, scope: 'system' });
      await store.record(row());
      const key = `round ${round}`;
      await store.write('system', async (db) => ({ value: 0, sent: [set(db, { key, value: '1' })] }));
      expect(await read(key)).toEqual([{ value: 1 }]);
    }
  });
});

describe('rows of reads', () => {
  const journalOf = (busy: boolean) => {
    const groups: string[][] = [];
    const journal = new ReadJournal(
      async (rows) => {
        groups.push(rows.map(({ id }) => id));
        if (rows.some(({ id }) => id === 'bad')) throw new Error('not written');
      },
      () => busy,
    );
    return { groups, journal };
  };

  it('wait for those that come soon, in one group', async () => {
    const { groups, journal } = journalOf(true);
    const first = journal.add(row('one'));
    await setImmediate();
    await Promise.all([first, journal.add(row('two'))]);
    expect(groups).toEqual([['one', 'two']]);
  });

  it('stand in one chain with those of writes, and another row of a call is refused with its group', async () => {
    const { store } = house.ports;
    const someId = randomUUID();
    const full = { ...row(), actorId: someId, subjectId: someId, input: Buffer.from('in'), digest: Buffer.alloc(32) };
    for (let round = 0; round < 5; round++) {
      const also = [row(), { ...row(), subjectId: someId, answer: Buffer.from([0, 1]) }];
      await Promise.all([
        ...Array.from({ length: 6 }, (_, n) => store.record({ ...(n % 2 ? row() : full), id: randomUUID() })),
        store.write('system', async () => ({ value: 0, row: row(), also })),
      ]);
    }
    const lost = row();
    const twice = store.write('system', async () => ({ value: 0, row: lost, also: [lost, row()] }));
    await expect(twice).rejects.toThrow();
    expect(await journalled(lost.id)).toBe(0);
    const { rows: wrong } = await house.owner.query(
      `select seq from (select j.*, coalesce(lag(hash) over chain, sha256(convert_to('banyan journal ' || shard, 'UTF8'))) as prev,
           row_number() over chain as nth from journal j window chain as (partition by shard order by seq)) j
         where nth <> seq or hash <> journal_hash(prev, shard, seq, id, at, actor_id, organisation_id, operation, subject_id,
           outcome, input, digest, answer)
       union all select h.seq from journal_head h where h.seq > 0 and h.hash is distinct from
         (select j.hash from journal j where j.shard = h.shard order by j.seq desc limit 1)`,
    );
    expect(wrong).toEqual([]);
    const { rows: kept } = await house.owner.query('select distinct on (actor_id) * from journal where actor_id = $1', [
      someId,
    ]);
    expect(kept).toMatchObject([{ subject_id: someId, input: full.input, digest: full.digest, answer: null }]);
  });

  it('wait for nobody when nobody else reads', async () => {
    const { groups, journal } = journalOf(false);
    for (let n = 1; n <= 100; n++) {
      const added = journal.add(row(String(n)));
      await setImmediate();
      await setImmediate();
      expect(groups).toHaveLength(n);
      await added;
    }
  });

  it('are all refused when their group is', async () => {
    const { journal } = journalOf(true);
    const both = await Promise.allSettled([journal.add(row('good')), journal.add(row('bad'))]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await journal.add(row('next'));
  });
});
