/**
 * The built server with its durable PostgreSQL, killed in the middle of acknowledged writes, twenty times: what was
 * acknowledged is there once, what was not can be sent again with its call id, and the journal is whole.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientConfig, readPasswords } from '../../src/platform/postgres/cluster.ts';
import { openHome, socketDirOf } from '../../src/platform/postgres/state.ts';
import { Random } from '../../src/server/province/random.ts';
import {
  banyan,
  consent,
  endPostgres,
  enquiry,
  freePort,
  type Place,
  person,
  postmasterOf,
  Serving,
  settle,
} from '../banyan.ts';
import { type Built, built } from '../built.ts';

const rounds = 20;
const victims = ['server', 'postmaster', 'backend', 'everything'] as const;
const connections = 6;
const random = new Random('crash');

interface Write {
  name: string;
  input: Record<string, unknown>;
  callId: string;
  answer?: unknown;
}

let base: string;
let stateDir: string;
let program: Built;
let place: Place;
let serving: Serving | undefined;

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'banyan-crash-'));
  await chmod(base, 0o755);
  stateDir = path.join(base, 'state');
  program = await built();
  // Each connection comes from an address of its own: limits by address are not what is tested here.
  const env = { DATA_DIR: stateDir, TRUST_PROXY: 'loopback', PORT: String(await freePort()) };
  place = { program: program.program, env };
}, 60_000);

afterAll(async () => {
  await serving?.stop('SIGKILL');
  await endPostgres(stateDir);
  await rm(base, { recursive: true, force: true });
  await program.remove();
});

/** What a counsellor writes, one thing after another; a case needs the person that was just registered. */
async function writeOn(at: Serving, cookie: string, from: string, writes: Write[], acknowledged: () => void) {
  let personId: unknown;
  for (let n = 0; ; n++) {
    const mark = `${from} ${n}`;
    const write: Write =
      n % 3 === 0 || !personId
        ? { name: 'person.register', input: { ...person(mark), id: randomUUID() }, callId: randomUUID() }
        : n % 3 === 1
          ? { name: 'case.open', input: { personId, programme: 'resource-centre', consent }, callId: randomUUID() }
          : { name: 'enquiry.record', input: enquiry(mark), callId: randomUUID() };
    writes.push(write);
    const { status, body } = await at.call(write.name, write.input, { ...write, cookie, from });
    // The database is away, for a while: this one is sent again later, like everything that was not answered.
    if (status === 503) return;
    expect({ status, body }).toMatchObject({ status: 200 });
    write.answer = body;
    if (write.name === 'person.register') personId = write.input.id;
    acknowledged();
  }
}

/** A backend that serves a connection: a child of the postmaster that is none of its own helpers. */
function backends(postmaster: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]);
      const title = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return parent === postmaster && title.includes('banyan_app') ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** What has gone meanwhile is as good as killed. */
const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

async function strike(victim: (typeof victims)[number]): Promise<void> {
  const postmaster = (await postmasterOf(stateDir))!;
  expect(postmaster).toBeGreaterThan(1);
  const serve = victim === 'backend' || victim === 'everything' ? backends(postmaster) : [];
  if (victim === 'backend') kill(random.pick(serve) ?? expect.fail('nothing serves'));
  if (victim === 'everything') for (const pid of [postmaster, ...serve]) kill(pid);
  if (victim === 'postmaster') kill(postmaster);
  if (victim === 'server' || victim === 'everything') await serving!.stop('SIGKILL');
}

async function untilItAnswers(at: Serving): Promise<void> {
  for (;;) {
    const answer = await fetch(`${at.origin}/health`).catch((error: Error) => {
      throw new Error(`${error.cause}; it said: ${at.out}${at.err}`);
    });
    if (answer.status === 200) return;
    expect(answer.status).toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test(`${rounds} times killed: nothing that was acknowledged is lost, nothing is doubled`, async () => {
  serving = await Serving.start(place);
  const { counsellor } = await settle(serving);
  const writes: Write[] = [];
  for (let round = 0; round < rounds; round++) {
    const victim = victims[round % victims.length]!;
    const mortal = serving;
    let left = random.between(20, 50);
    let enough = () => {};
    const now = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const writing = Array.from({ length: connections }, (_, one) =>
      writeOn(mortal, counsellor, `10.1.${round}.${one}`, writes, () => {
        left -= 1;
        if (left === 0) enough();
      }).catch((error: unknown) => {
        // Nobody is there any more: `fetch` says so.
        if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
      }),
    );
    await Promise.race([now, Promise.all(writing)]);
    expect(left).toBeLessThanOrEqual(0);
    await strike(victim);
    if (victim === 'server' || victim === 'everything') {
      await Promise.all(writing);
      serving = await Serving.start(place);
    } else {
      // It comes back by itself; whoever was not interrupted writes on, until the process is asked to stop.
      await untilItAnswers(serving);
      await serving.stop('SIGKILL');
      await Promise.all(writing);
      serving = await Serving.start(place);
    }
    // What was under way is sent again, as a desk does: done now, or answered as it was.
    for (const write of writes.filter(({ answer }) => answer === undefined)) {
      const { status, body } = await serving.call(write.name, write.input, {
        ...write,
        cookie: counsellor,
        from: `10.2.${round}.1`,
      });
      expect({ victim, status, body }).toMatchObject({ status: 200 });
      write.answer = body;
    }
  }

  const last = serving;
  const repeat = async (write: Write, index: number) => {
    const more = { callId: write.callId, cookie: counsellor, from: `10.3.${index >> 8}.${index & 255}` };
    const again = await last.call(write.name, write.input, more);
    expect(again).toMatchObject({ status: 200, body: write.answer });
    if (index % 7 > 0) return;
    const other = await last.call('enquiry.record', enquiry('another'), more);
    expect(other).toMatchObject({ status: 409, body: { code: 'call.reused' } });
  };
  for (let at = 0; at < writes.length; at += 8)
    await Promise.all(writes.slice(at, at + 8).map((write, n) => repeat(write, at + n)));

  const home = await openHome(stateDir);
  const client = new pg.Client(clientConfig('backup', await readPasswords(home), socketDirOf(home)));
  await client.connect();
  const idsOf = async (sql: string) =>
    (await client.query<{ id: string }>(`${sql} order by id`)).rows.map(({ id }) => id);
  const made = (name: string, id: (write: Write) => unknown) =>
    writes
      .filter((write) => write.name === name)
      .map(id)
      .sort();
  const idIn = ({ answer }: Write) => (answer as { id: string }).id;
  expect(await idsOf('select id from enquiry')).toEqual(made('enquiry.record', idIn));
  expect(await idsOf('select id from case_file')).toEqual(made('case.open', idIn));
  expect(await idsOf('select id from person')).toEqual(made('person.register', ({ input }) => input.id));
  expect(
    await idsOf(
      `select id from journal where outcome = 'done' and operation in ('person.register', 'case.open', 'enquiry.record')`,
    ),
  ).toEqual(writes.map(({ callId }) => callId).sort());
  await client.end();

  expect(await serving.stop()).toBe(0);
  expect(await postmasterOf(stateDir)).toBeUndefined();
  const verified = await banyan(place, 'verify');
  expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('The journal is whole') });
  expect(writes.length).toBeGreaterThan(rounds * 20);
}, 600_000);
