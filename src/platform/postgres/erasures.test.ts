import { mkdir, mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallInput, CallName, CallOutput } from '../../core/contracts.ts';
import { operations } from '../../core/index.ts';
import type { Actor } from '../../kernel/index.ts';
import { type TestHouse, testHouse } from '../../server/testing.ts';
import { backup, Erasures, restore } from './index.ts';
import { testDatabase } from './testing.ts';

let dir: string;
let house: TestHouse;
let manager: Actor;
let erasures: Erasures;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'banyan-erasures-'));
  await mkdir(path.join(dir, 'none'));
  house = await testHouse();
  const organisation = await house.organisation();
  manager = await house.user('centre-manager', organisation, [await house.team(organisation)]);
  erasures = new Erasures(dir);
  house.ports.noteErasure = (keys, at) => erasures.note(keys, at);
});
afterAll(async () => {
  await house?.close();
  await rm(dir, { recursive: true });
});

const passphrase = 'four old kapok trees';
const call = <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> =>
  house.call(operations, manager, name, input);
const consent = { how: 'oral' } as const;
const person = async (name: string) => (await call('person.register', { identity: { name } })).person.id;
const opened = async (personId: string) =>
  (await call('case.open', { personId, programme: 'resource-centre', consent })).id;

test('who was erased does not come back with an older backup, and everybody else does', async () => {
  const [lan, twin, minh] = [
    await person('Nguyễn Thị Lan'),
    await person('Nguyen T. Lan'),
    await person('Trần Văn Minh'),
  ];
  const ofLan = await opened(lan);
  const ofTwin = await opened(twin);
  const ofMinh = await opened(minh);
  const enquiry = { programme: 'resource-centre', channel: 'phone', topic: 'documents', answered: false, note: 'Lan' };
  const anonymous = (await call('enquiry.record', enquiry)).id;

  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk, _, done) {
      chunks.push(chunk as Buffer);
      done();
    },
  });
  await backup({ source: house.database.backupConfig, extraFiles: [], sealedTo: { passphrase }, out });

  // Since the backup: the enquiry became the twin's case, the twin was found to be Lan, and Lan was erased.
  const made = (await call('enquiry.openCase', { enquiryId: anonymous, personId: twin, consent })).caseId;
  await call('person.merge', { keep: lan, merge: twin, reason: 'The same' });
  await call('person.erase', { id: lan, reason: 'She asked for it.' });
  expect((await stat(path.join(dir, 'erasures.log'))).mode & 0o777).toBe(0o600);
  const [noted] = await erasures.read();
  expect(noted?.at).toEqual(house.clock.now);
  expect(new Set(noted?.keys)).toEqual(new Set([lan, twin, ofLan, ofTwin, made, anonymous]));

  const database = await testDatabase(path.join(dir, 'none'));
  const client = new pg.Client(database.ownerConfig);
  await client.connect();
  await client.query('drop table migration');
  try {
    await restore({
      from: Readable.from([Buffer.concat(chunks)]),
      openedWith: { passphrase },
      owner: database.ownerConfig,
      migrations: path.join(import.meta.dirname, 'migrations'),
      filesTo: path.join(dir, 'restored'),
      afterRestore: (owner) => erasures.replay(owner),
    });
    await client.query(`select set_config('app.scope', 'system', false)`);
    const left = async (sql: string) => (await client.query<{ id: string }>(sql)).rows.map(({ id }) => id).sort();
    expect(await left('select id from data_key where wrapped is not null')).toEqual([minh, ofMinh].sort());
    expect(await left('select id from person where erased_at is null')).toEqual([minh]);
    expect(await left(`select id from person where identity <> ''`)).toEqual([minh]);
    expect(await left('select distinct person_id as id from person_index')).toEqual([minh]);
    expect(await left('select id from case_file where erased_at is null')).toEqual([ofMinh]);
    expect(await left('select id from enquiry where erased_at is null')).toEqual([]);
    expect(await left('select distinct case_id as id from consent where erased_at is null')).toEqual([ofMinh]);
  } finally {
    await client.end();
    await database.close();
  }
});

test('a list that is absent is empty, and a line that was cut off counts as far as it goes', async () => {
  const folder = await mkdtemp(path.join(dir, 'cut-'));
  const list = new Erasures(folder);
  expect(await list.read()).toEqual([]);
  const [one, two] = ['01990000-0000-7000-8000-000000000001', '01990000-0000-7000-8000-000000000002'];
  const at = new Date('2026-11-22T07:00:00.000Z');
  await list.note([one, two], at);
  await list.note([two, one], at);
  const file = path.join(folder, 'erasures.log');
  await truncate(file, (await stat(file)).size - 5);
  await list.note([two], at);
  expect(await list.read()).toEqual([
    { keys: [one, two], at },
    { keys: [two, two], at }, // the first of the cut line, and what was noted after it
  ]);
  await writeFile(file, `?? ${one}\n\n`);
  expect((await list.read()).map(({ keys }) => keys)).toEqual([[one]]);
});
