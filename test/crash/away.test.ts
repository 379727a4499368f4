/** PostgreSQL gone while people work: a clean refusal on every route, nothing that hangs, and recovery by itself. */
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../src/core/index.ts';
import { clientConfig, readPasswords } from '../../src/platform/postgres/cluster.ts';
import { openHome, socketDirOf } from '../../src/platform/postgres/state.ts';
import { endPostgres, enquiry, freePort, postmasterOf, Serving, settle } from '../banyan.ts';
import { type Built, built } from '../built.ts';

let base: string;
let stateDir: string;
let program: Built;
let serving: Serving;
let cookie: string;
let manager: string;

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'banyan-away-'));
  await chmod(base, 0o755);
  stateDir = path.join(base, 'state');
  program = await built();
  const env = { DATA_DIR: stateDir, TRUST_PROXY: 'loopback', PORT: String(await freePort()) };
  serving = await Serving.start({ program: program.program, env });
  ({ counsellor: cookie, manager } = await settle(serving));
}, 180_000);

afterAll(async () => {
  await serving?.stop('SIGKILL');
  await endPostgres(stateDir);
  await rm(base, { recursive: true, force: true });
  await program.remove();
});

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const home = await openHome(stateDir);
  const client = new pg.Client(clientConfig('super', await readPasswords(home), socketDirOf(home)));
  client.on('error', () => {});
  await client.connect();
  return work(client).finally(() => client.end().catch(() => {}));
}

/** Connections of the application that are in the middle of something. */
const busy = () =>
  asSuperuser(async (client) => {
    const { rows } = await client.query<{ state: string }>(
      `select state from pg_stat_activity where usename = 'banyan_app' and application_name = 'banyan' and state <> 'idle'`,
    );
    return rows.map(({ state }) => state);
  });

async function until(met: () => Promise<boolean>): Promise<void> {
  while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('every route says that the database is away, the desk still comes, and it recovers by itself', async () => {
  const postmaster = (await postmasterOf(stateDir))!;
  const inFlight = Array.from({ length: 12 }, (_, n) =>
    serving.call('enquiry.record', enquiry(n), { cookie, from: `10.4.0.${n}` }),
  );
  process.kill(postmaster, 'SIGQUIT');
  for (const { status } of await Promise.all(inFlight)) expect([200, 503]).toContain(status);
  // While it is away or on its way back: either an answer or a clean refusal, on every route.
  const answers = await Promise.all(
    operations.map(({ contract }, n) => serving.call(contract.name, {}, { cookie, from: `10.5.0.${n}` })),
  );
  for (const { status, body } of answers) {
    if (status >= 500) expect({ status, body }).toEqual({ status: 503, body: { code: 'database.away' } });
  }
  expect((await fetch(`${serving.origin}/desk`)).status).toBe(200);
  expect((await fetch(`${serving.origin}/api/openapi.json`)).status).toBe(200);
  await until(async () => (await fetch(`${serving.origin}/health`)).status === 200);
  // The session is still there, and the pool is not poisoned: more calls than it has connections.
  const after = await Promise.all(
    Array.from({ length: 40 }, (_, n) => serving.call('session.me', {}, { cookie, from: `10.6.0.${n}` })),
  );
  expect(after.map(({ status }) => status)).toEqual(after.map(() => 200));
}, 120_000);

test('while it cannot come back, every route answers 503 at once and nothing hangs', async () => {
  await asSuperuser((client) => client.query('alter role banyan_app nologin'));
  await asSuperuser((client) =>
    client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'banyan_app'`),
  );
  for (const [n, { contract }] of operations.entries()) {
    const { name } = contract;
    const { status, body } = await serving.call(name, {}, { cookie, from: `10.7.0.${n}` });
    // What is refused for its form or its grant never needed the database.
    if (status >= 500 || status < 400)
      expect({ name, status, body }).toEqual({ name, status: 503, body: { code: 'database.away' } });
  }
  expect((await fetch(`${serving.origin}/health`)).status).toBe(503);
  expect((await fetch(`${serving.origin}/desk/today`)).status).toBe(200);
  await asSuperuser((client) => client.query('alter role banyan_app login'));
  await until(async () => (await fetch(`${serving.origin}/health`)).status === 200);
  expect((await serving.call('session.me', {}, { cookie })).status).toBe(200);
}, 120_000);

test('who hangs up in the middle of a call leaves no connection behind', async () => {
  const { port } = new URL(serving.origin);
  const body = JSON.stringify(enquiry('hung up'));
  const head = (length: number) =>
    `POST /api/enquiry/record HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nbanyan-desk: 1\r\nbanyan-call: ${randomUUID()}\r\ncookie: ${cookie}\r\ncontent-length: ${length}\r\n\r\n`;
  for (let n = 0; n < 60; n++) {
    const socket = net.connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('connect', resolve));
    // A third says half of it, a third all of it, a third half of the head; and nobody waits for the answer.
    const said =
      n % 3 === 0
        ? head(body.length) + body.slice(0, 20)
        : n % 3 === 1
          ? head(body.length) + body
          : head(5).slice(0, 40);
    await new Promise((resolve) => socket.write(said, resolve));
    socket.destroy();
  }
  await until(async () => (await busy()).length === 0);
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => serving.call('enquiry.list', {}, { cookie: manager, from: `10.8.0.${n}` })),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(serving.err).not.toContain('server.failed');
}, 180_000);
