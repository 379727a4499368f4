import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../server/testing.ts';
import { type Checkpoint, checkpoint, verifyJournal } from './index.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

let house: TestHouse;
beforeEach(async () => {
  house = await testHouse();
  for (let n = 0; n < 5; n++) await append(`made.${n}`);
  // The one who owns the database, whom no grant stops: journal rules off, as they would do it.
  await house.owner.query(`select set_config('app.scope', 'system', false)`);
  await house.owner.query('alter table journal disable row level security');
});
afterEach(() => house.close());

const append = (operation: string): Promise<void> =>
  house.ports.store.record({
    id: randomUUID(),
    at: house.clock.now,
    operation,
    outcome: 'done',
    input: Buffer.from(operation),
  });
const verified = (kept: Checkpoint[] = []) =>
  house.ports.store.read('system', (db) => verifyJournal(db, publicKey, kept));
const sign = () => checkpoint(house.ports.store, privateKey, house.clock.now);
const tamper = (statement: string) => house.owner.query(statement);

/** The chain that has the rows of this test: one connection wrote them all. */
const chain = async () =>
  (
    await house.owner.query('select shard, seq, id from journal where operation like $1 order by shard, seq', [
      'made.%',
    ])
  ).rows as {
    shard: number;
    seq: string;
    id: string;
  }[];

describe('verifyJournal', () => {
  it('finds nothing wrong with what nobody touched', async () => {
    await sign();
    await append('after');
    expect(await verified()).toEqual({ rows: expect.any(Number), checkpoints: 1, lastCheckpoint: house.clock.now });
  });

  it('names the first row that was edited', async () => {
    const row = (await chain())[1]!;
    await tamper(`update journal set actor_id = '${randomUUID()}' where operation in ('made.1', 'made.3')`);
    expect((await verified()).broken).toEqual({ what: 'changed', ...row });
  });

  it('names the row after one that was deleted', async () => {
    const rows = await chain();
    await tamper(`delete from journal where operation = 'made.2'`);
    expect((await verified()).broken).toEqual({ what: 'missing', ...rows[3]! });
  });

  it('sees that two rows changed places', async () => {
    const [, first, second] = await chain();
    await tamper(`update journal set seq = -1 where id = '${first!.id}'`);
    await tamper(`update journal set seq = ${first!.seq} where id = '${second!.id}'`);
    await tamper(`update journal set seq = ${second!.seq} where id = '${first!.id}'`);
    expect((await verified()).broken).toMatchObject({ what: 'changed', seq: first!.seq, id: second!.id });
  });

  it('sees that the end was cut off', async () => {
    const last = (await chain()).at(-1)!;
    await tamper(`delete from journal where operation = 'made.4'`);
    expect((await verified()).broken).toEqual({ what: 'head', shard: last.shard, seq: last.seq });
  });

  it('sees by the checkpoint that rows and head were rolled back together', async () => {
    const { shard, seq } = (await chain()).at(-1)!;
    const { id } = await sign();
    await tamper(`delete from journal where operation = 'made.4'`);
    await tamper(
      `update journal_head h set (seq, hash) = (select seq, hash from journal j where j.shard = h.shard order by seq desc limit 1) where shard = ${shard}`,
    );
    expect((await verified()).broken).toEqual({ what: 'checkpoint', shard, seq, id });
  });

  it('sees by the checkpoint that a chain was written anew, hashes and all', async () => {
    const { shard } = (await chain())[0]!;
    const { id } = await sign();
    await tamper(`do $$ declare r record; h bytea := sha256(convert_to('banyan journal ${shard}', 'UTF8')); begin
      for r in select * from journal where shard = ${shard} order by seq loop
        h := journal_hash(h, r.shard, r.seq, r.id, r.at, null, null, r.operation, null, 'refused', r.input, r.digest, r.answer);
        update journal set outcome = 'refused', actor_id = null, organisation_id = null, subject_id = null, hash = h where shard = r.shard and seq = r.seq;
      end loop; update journal_head set hash = h where shard = ${shard}; end $$`);
    expect((await verified()).broken).toMatchObject({ what: 'checkpoint', shard, id });
  });

  it('sees by a checkpoint kept elsewhere that everything was emptied', async () => {
    const kept = await sign();
    await tamper('truncate journal');
    await tamper('delete from journal_checkpoint');
    await tamper(`update journal_head set seq = 0, hash = sha256(convert_to('banyan journal ' || shard, 'UTF8'))`);
    expect((await verified()).broken).toBeUndefined();
    expect((await verified([kept])).broken).toMatchObject({ what: 'checkpoint', id: kept.id });
  });

  it('takes no checkpoint that another key signed or that was changed', async () => {
    const { id } = await checkpoint(house.ports.store, generateKeyPairSync('ed25519').privateKey, house.clock.now);
    expect((await verified()).broken).toEqual({ what: 'signature', shard: -1, id });
  });

  it('cannot be rewritten by the application at all', async () => {
    const statements = [
      `update journal set outcome = 'done'`,
      'delete from journal',
      'truncate journal',
      'update journal_head set seq = 0',
      'delete from journal_checkpoint',
    ];
    for (const statement of statements) {
      const write = house.ports.store.write('system', async (db) => ({ value: await sql.raw(statement).execute(db) }));
      await expect(write).rejects.toMatchObject({ code: 'record.absent' });
    }
  });
});
