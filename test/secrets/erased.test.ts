/**
 * More than a thousand people, erased after a backup was made; then that older backup is brought back. And what every write
 * was told of somebody: in the journal, too, nothing of it opens any more.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallName } from '../../src/core/contracts.ts';
import { operations } from '../../src/core/index.ts';
import type { Vault } from '../../src/core/ports.ts';
import type { Actor } from '../../src/kernel/index.ts';
import { backup, Erasures, restore } from '../../src/platform/postgres/index.ts';
import { testDatabase } from '../../src/platform/postgres/testing.ts';
import { migrations } from '../../src/server/house.ts';
import { type TestHouse, testHouse } from '../../src/server/testing.ts';
import { type Bundle, makeBundles } from '../access/bundle.ts';
import { recipes } from '../access/recipes.ts';
import { addUser, everything, foundTown, publish, type Town } from '../access/world.ts';
import { invent, placesIn } from './plant.ts';
import { Search } from './search.ts';

let base: string;
beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'banyan-erased-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** Everything that opens: names, and who has a key or a token. */
async function readable(
  owner: pg.ClientBase,
  vault: Vault,
): Promise<{ names: string[]; keys: number; tokens: number }> {
  await owner.query(`select set_config('app.scope', 'system', false)`);
  const { rows: organisations } = await owner.query<{ id: string; wrapped_key: Buffer }>(
    'select id, wrapped_key from organisation',
  );
  for (const { id, wrapped_key } of organisations) vault.learnOrganisation(id, wrapped_key);
  const { rows } = await owner.query<{ id: string; organisation_id: string; wrapped: Buffer | null; identity: Buffer }>(
    'select p.id, p.organisation_id, k.wrapped, p.identity from person p join data_key k on k.id = p.id',
  );
  const names = rows.flatMap(({ id, organisation_id, wrapped, identity }) =>
    wrapped
      ? [
          vault.unseal<{ name: string }>(vault.openKey(organisation_id, id, wrapped), `person.identity:${id}`, identity)
            .name,
        ]
      : [],
  );
  const count = async (sql: string) =>
    Number((await owner.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]!.n);
  const keys = await count('data_key where wrapped is not null');
  return { names, keys, tokens: await count('person_index') };
}

async function dumpOf(owner: pg.ClientBase): Promise<Buffer> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const parts: string[] = [];
  for (const { name } of tables)
    for (const { row } of (await owner.query<{ row: string }>(`select t::text as row from ${name} t`)).rows)
      parts.push(row);
  return Buffer.from(parts.join('\n'));
}

it('a thousand people who were erased do not come back with an older backup', async () => {
  const house = await testHouse();
  try {
    await house.province(1_050);
    const { vault } = house.ports;
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    const { rows: people } = await house.owner.query<{ id: string; organisation_id: string; number: string }>(
      'select id, organisation_id, number from person where merged_into is null',
    );
    expect(people.length).toBeGreaterThan(1_000);
    const before = await readable(house.owner, vault);
    expect(before.names.length).toBeGreaterThanOrEqual(people.length);

    const chunks: Buffer[] = [];
    const out = new Writable({
      write(chunk, _, done) {
        chunks.push(chunk as Buffer);
        done();
      },
    });
    const passphrase = 'four old kapok trees';
    await backup({ source: house.database.backupConfig, extraFiles: [], sealedTo: { passphrase }, out });

    // Every one of them, in the way of the operation, by a manager of each organisation.
    const state = path.join(base, 'state');
    await mkdir(state);
    const erasures = new Erasures(state);
    house.ports.noteErasure = (keys, at) => erasures.note(keys, at);
    const managers = new Map<string, Actor>();
    for (const { organisation_id: of } of people)
      if (!managers.has(of)) managers.set(of, await house.user('centre-manager', of));
    for (let at = 0; at < people.length; at += 6)
      await Promise.all(
        people
          .slice(at, at + 6)
          .map(({ id, organisation_id }) =>
            house.call(operations, managers.get(organisation_id), 'person.erase', { id, reason: 'x' }),
          ),
      );
    // The list goes along with the backups; the machine it was made on is gone.
    const beside = path.join(base, 'backups');
    await mkdir(beside);
    await new Erasures(beside).join(erasures);
    await rm(state, { recursive: true });
    const fresh = new Erasures(path.join(base, 'backups'));

    await mkdir(path.join(base, 'none'));
    const database = await testDatabase(path.join(base, 'none'));
    const client = new pg.Client(database.ownerConfig);
    await client.connect();
    await client.query('drop table migration');
    try {
      await restore({
        from: Readable.from([Buffer.concat(chunks)]),
        openedWith: { passphrase },
        owner: database.ownerConfig,
        migrations,
        filesTo: path.join(base, 'restored'),
        afterRestore: (owner) => fresh.replay(owner),
      });
      const after = await readable(client, vault);
      expect(after.names).toEqual([]);
      expect(after.tokens).toBe(0);
      // What is left belongs to nobody: enquiries of people who said no name.
      const { rows: left } = await client.query(
        `select k.id from data_key k left join enquiry e on e.id = k.id where k.wrapped is not null and (e.id is null or e.person_id is not null)`,
      );
      expect(left).toEqual([]);
      expect(after.keys).toBeLessThan(before.keys);
      const found = new Search([
        ...before.names.filter((name) => name.length > 7),
        ...people.map(({ number }) => number),
      ]).in(await dumpOf(client));
      // The fictional people share their names with those who work there.
      const { rows: staff } = await client.query<{ name: string }>('select name from app_user');
      for (const { name } of staff) found.delete(name);
      expect([...found]).toEqual([]);
      // The figures have not changed: each case and enquiry is there, and says how many.
      const count = async (of: pg.ClientBase) =>
        (
          await of.query(
            `select programme, stage, sex, age_band, count(*) from case_file group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
          )
        ).rows;
      expect(await count(client)).toEqual(await count(house.owner));
    } finally {
      await client.end();
      await database.close();
    }
    expect((await readFile(path.join(beside, 'erasures.log'), 'utf8')).split('\n').length).toBeGreaterThan(1_000);
  } finally {
    await house.close();
  }
}, 240_000);

/** Why somebody was erased, and what an organisation has for everybody, is its own and stays. */
const stays = ['person.erase', 'shelter.set', 'interpreter.set'];

it('what was told of somebody in any write opens no more, in the journal either', async () => {
  const house = await testHouse();
  try {
    await publish(house, [everything]);
    const town = await foundTown(house);
    const actor = await addUser(house, everything.code, town.home, [town.teams.mine]);
    const told: { name: string; core: string; callId: string }[] = [];
    for (const { contract } of operations) {
      const { about } = recipes[contract.name as CallName] as { about?: (record: Bundle, town: Town) => unknown };
      const places = placesIn(contract.input);
      if (!about || contract.kind !== 'write' || places.length === 0) continue;
      const { own } = await makeBundles(town, actor.userId);
      for (const place of places) {
        const { text, core } = invent(told.length, place.most);
        const callId = crypto.randomUUID();
        const input = place.put(about(own, town), text);
        const made = house.call(operations, actor, contract.name as CallName, input as never, callId);
        if (
          await made.then(
            () => true,
            () => false,
          )
        )
          told.push({ name: contract.name, core, callId });
      }
      for (const { one } of [{ one: own.person }, { one: own.spare }])
        await house.call(operations, actor, 'person.erase', { id: one, reason: 'x' }).catch(() => {});
      await letGo(house, [own.person, own.spare]);
    }
    expect(new Set(told.map(({ name }) => name)).size).toBeGreaterThan(5);
    const { vault } = house.ports;
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    const opens: string[] = [];
    for (const { name, core, callId } of told) {
      const { rows } = await house.owner.query<{ input: Buffer | null }>('select input from journal where id = $1', [
        callId,
      ]);
      const sealed = rows[0]?.input;
      if (!sealed) continue;
      try {
        const input = JSON.stringify(vault.unseal(vault.organisationKey(town.home), `journal.input:${callId}`, sealed));
        if (input.includes(core)) opens.push(name);
      } catch {}
    }
    // That these do open says that the others were tried as they would have to be.
    expect([...new Set(opens)].toSorted()).toEqual(stays.toSorted());
  } finally {
    await house.close();
  }
});

/** Erases as the system, whatever holds them: a hold is one of the things that were tried. */
async function letGo({ owner }: TestHouse, people: string[]): Promise<void> {
  await owner.query(`begin; select set_config('app.scope', 'system', true)`);
  await owner.query('select erase_again($1, now())', [people]);
  await owner.query('commit');
}
