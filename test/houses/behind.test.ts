/**
 * A house with a pool (PgBouncer) before its database and a copy that follows it. An optional part: it needs the programs of an
 * installed PostgreSQL, and of PgBouncer 1.21 or newer.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, type Place, Serving, settle } from '../banyan.ts';
import { type Built, built } from '../built.ts';
import { binDir, bounce, bouncerVersion, Cluster, hasPrograms } from './cluster.ts';
import { Load } from './load.ts';

const bouncer = await bouncerVersion();
const [major = 0, minor = 0] = (bouncer ?? '').split('.').map(Number);
const transactions = major > 1 || minor >= 21;
const tooOld = `PgBouncer is ${bouncer}, not 1.21 or newer`;
if (!hasPrograms)
  console.info(`skipped: a copy that follows, and a pool: no initdb, pg_ctl and pg_basebackup in ${binDir}`);
else if (!bouncer) console.info('skipped: a pool before the database: no PgBouncer');
else if (!transactions) console.info(`skipped: a pool by transactions: ${tooOld}`);

let base: string;
let program: Built;
let first: Cluster;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  if (!hasPrograms) return;
  base = await mkdtemp(path.join(tmpdir(), 'banyan-behind-'));
  await chmod(base, 0o755);
  program = await built();
  first = await Cluster.create(path.join(base, 'first'));
  stops.push(() => first.stop('immediate'));
  await first.sql(
    `create role hosted login createrole password 'pw'`,
    `create role banyan_app nologin`,
    `create role web login password 'pw' in role banyan_app`,
    `grant banyan_app to hosted`,
  );
}, 120_000);

afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
  if (base) await rm(base, { recursive: true, force: true });
  await program?.remove();
}, 60_000);

async function place(name: string, more: Record<string, string> = {}): Promise<Place> {
  await first.sql(`create database ${name} owner hosted`);
  const env = {
    DATA_DIR: path.join(base, `state-${name}`),
    DATABASE_URL: first.url('hosted', name),
    TRUST_PROXY: 'loopback',
  };
  return {
    program: program.program,
    env: { ...env, DATABASE_APP_URL: first.url('web', name), PORT: String(await freePort()), ...more },
  };
}

async function serve(where: Place): Promise<Serving> {
  const serving = await Serving.start(where);
  stops.push(() => serving.stop('SIGKILL'));
  return serving;
}

const month = () => new Date().toISOString().slice(0, 7);
const asked = () => ({ programme: 'resource-centre', from: month(), to: month() });

describe.skipIf(!hasPrograms)('figures of a copy that follows', () => {
  let copy: Cluster;
  let serving: Serving;
  let people: Awaited<ReturnType<typeof settle>>;
  const figures = async () =>
    (await serving.done('figures.read', asked(), { cookie: people.manager })).body as never as {
      asOf?: string;
      totals: { enquiries?: number };
    };
  const record = () =>
    serving.done(
      'enquiry.record',
      { programme: 'resource-centre', channel: 'phone', topic: 'contract', answered: true },
      { cookie: people.counsellor },
    );
  async function until(met: () => Promise<boolean>, within = 10_000): Promise<void> {
    const end = performance.now() + within;
    while (!(await met())) {
      if (performance.now() > end) throw new Error('It did not come to that.');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  beforeAll(async () => {
    copy = await first.follower(path.join(base, 'copy'));
    stops.push(() => copy.stop('immediate').catch(() => {}));
    serving = await serve(await place('copied', { DATABASE_REPLICA_URL: copy.url('web', 'copied') }));
    people = await settle(serving);
    await until(async () => (await copy.sql(`select from pg_database where datname = 'copied'`)).length === 1);
  }, 120_000);

  test('come from there, and say of when they are', async () => {
    await record();
    await until(async () => (await figures()).totals.enquiries === 1);
    const { asOf } = await figures();
    expect(Math.abs(Date.now() - Date.parse(asOf ?? ''))).toBeLessThan(30_000);
    // The copy was asked, and not by somebody who sees everything.
    const asking = await copy.sql(`select distinct usename from pg_stat_activity where application_name = 'banyan'`);
    expect(asking).toEqual([{ usename: 'web' }]);
  });

  test('of a copy that stands still are of then; what is read of a case is of now', async () => {
    await copy.sql('select pg_wal_replay_pause()');
    const before = await figures();
    await record();
    const after = await figures();
    expect(after).toEqual(before);
    const { items } = (await serving.done('enquiry.list', {}, { cookie: people.counsellor })).body as never as {
      items: unknown[];
    };
    expect(items).toHaveLength(2);
    await copy.sql('select pg_wal_replay_resume()');
    await until(async () => (await figures()).totals.enquiries === 2);
  });

  test('come from the first one while the copy is more than a minute behind, or away, and then say nothing of it', async () => {
    await copy.sql('select pg_wal_replay_pause()');
    await record();
    expect((await figures()).totals.enquiries).toBe(2);
    // A minute that nobody waits for: what a copy knows of its own age is when its last transaction was committed.
    await new Promise((resolve) => setTimeout(resolve, 61_000));
    expect(await figures()).toMatchObject({ totals: { enquiries: 3 } });
    expect((await figures()).asOf).toBeUndefined();
    await copy.sql('select pg_wal_replay_resume()');
    await record();
    await until(async () => (await figures()).asOf !== undefined);
    await copy.stop('immediate');
    await record();
    const away = await figures();
    expect(away.totals.enquiries).toBe(5);
    expect(away.asOf).toBeUndefined();
    await copy.start();
    await until(async () => (await figures()).asOf !== undefined, 20_000);
    // Each reader of the copy sees what the rows let see there, too.
    expect((await serving.call('figures.read', asked(), { cookie: people.administrator })).status).toBe(403);
  }, 120_000);

  test('ask no login that was not asked about', async () => {
    await expect(
      Serving.start({
        ...(await place('other', { DATABASE_REPLICA_URL: copy.url('postgres', 'other') })),
      }),
    ).rejects.toThrow(/DATABASE_REPLICA_URL must sign in as DATABASE_APP_URL does/);
  });
});

describe.skipIf(!hasPrograms || !bouncer)('a pool before the database', () => {
  test.for([{ mode: 'session' as const }, { mode: 'transaction' as const }])('by $mode', async ({ mode }, { skip }) => {
    skip(mode === 'transaction' && !transactions, tooOld);
    const pool = await bounce(path.join(base, `pool-${mode}`), first, ['web'], mode);
    stops.push(pool.stop);
    const name = `pooled_${mode}`;
    const through = await place(name, { DATABASE_APP_URL: first.url('web', name, pool.port) });
    if (mode === 'transaction') {
      // What others announce would be lost in it: that is said, and not found out by somebody who was shut out.
      await expect(Serving.start(through)).rejects.toThrow(/Set DATABASE_LISTEN_URL/);
      through.env.DATABASE_LISTEN_URL = first.url('web', name);
    }
    const serving = await serve(through);
    const people = await settle(serving);
    const load = new Load(serving.origin, [people.counsellor, people.manager], 6);
    await load.more(200);
    for (let n = 0; n < 10; n++) {
      for (const list of ['enquiry.list', 'case.list']) await serving.done(list, {}, { cookie: people.manager });
      await serving.done('figures.read', asked(), { cookie: people.manager });
    }
    await load.stop();
    expect({ wrong: load.wrong, again: load.again }).toEqual({ wrong: [], again: 0 });
    // What one transaction says of who asks never holds for the next: the other organisation's people see nothing.
    const cookie = people.administrator;
    expect((await serving.call('enquiry.list', {}, { cookie })).status).toBe(403);
    await serving.stop();
  });
});
