import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { CallInput, CallName, CallOutput } from '../core/contracts.ts';
import type { Live } from '../core/live/index.ts';
import { perform } from '../core/perform.ts';
import type { Caller, Operation, Ports } from '../core/ports.ts';
import { type Actor, Problem, type ProblemCode, uuidv7 } from '../kernel/index.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { limits, migrations, openDoor, openHouse } from './house.ts';
import { loadProvince } from './province/index.ts';

/** A whole house for one test file, on a database of its own, with a clock that the test moves. */
export interface TestHouse {
  ports: Ports;
  database: TestDatabase;
  owner: pg.Client;
  /** One statement of the owner of the tables, past the rules of rows. */
  asSystem<T extends pg.QueryResultRow = pg.QueryResultRow>(
    sql: string,
    values?: unknown[],
  ): Promise<pg.QueryResult<T>>;
  clock: { now: Date };
  live: Live;
  organisation(name?: string): Promise<string>;
  team(organisationId: string, name?: string): Promise<string>;
  /** A user with a supplied role, as an actor. */
  user(role: string, organisationId: string, teamIds?: string[]): Promise<Actor>;
  /** Performs an operation of the given list as this actor. */
  call<N extends CallName>(
    ops: readonly Operation[],
    actor: Actor | undefined,
    name: N,
    input: CallInput<N>,
    callId?: string,
  ): Promise<CallOutput<N>>;
  /** The same house over HTTP, at a port of its own or at the one given. `desk` is the folder of a built one. */
  serve(options?: { desk?: string; requestsPerMinute?: number; port?: number }): Promise<TestDoor>;
  /** Loads the fictional province, with this many people. */
  province(people: number): Promise<void>;
  close(): Promise<void>;
}

export interface TestDoor {
  origin: string;
  /** Signs in as this user. */
  signIn(actor: Actor): Promise<HttpCaller>;
  close(): Promise<void>;
}

/** Makes a call over HTTP, in the session of one user. */
export interface HttpCaller {
  (name: string, input: unknown, callId?: string): Promise<{ status: number; body: Record<string, unknown> }>;
  /** What the browser would send along. */
  readonly cookie: string;
}

/** What `user` gives every user. */
export const testPassword = 'a good long password';

/** Passwords that cost nothing: what is tested here is not Argon2id. */
const plainPasswords = {
  hash: async (password: string) => `plain:${password}`,
  verify: async (hash: string, password: string) => hash === `plain:${password}`,
};

export async function testHouse(gateway?: Ports['gateway']): Promise<TestHouse> {
  const database = await testDatabase(migrations);
  const owner = new pg.Client(database.ownerConfig);
  await owner.connect();
  const clock = { now: new Date('2026-11-16T03:00:00Z') };
  const house = await openHouse({
    app: database.appConfig,
    root: Buffer.alloc(32, 7),
    connections: 6,
    passwords: plainPasswords,
    gateway,
    now: () => clock.now,
    settings: {
      origin: 'http://localhost:8420',
      demo: false,
      setupCode: () => 'ABCD-EFGH',
      setupDone: () => {},
      limits,
    },
    noteErasure: async () => {},
  });
  const { ports, vault, definitions } = house;
  const doors: TestDoor[] = [];
  const asSystem = async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => {
    await owner.query(`begin; select set_config('app.scope', 'system', true)`);
    try {
      return await owner.query<T>(sql, values);
    } finally {
      // What was refused is rolled back by it.
      await owner.query('commit');
    }
  };
  return {
    ports,
    database,
    owner,
    asSystem,
    clock,
    live: house.live,
    async organisation(name = 'An organisation') {
      const id = uuidv7();
      await asSystem('insert into organisation values ($1, $2, $3, $4, $5)', [
        id,
        name,
        'mrc',
        vault.newOrganisationKey(id),
        clock.now,
      ]);
      return id;
    },
    async team(organisationId, name = 'A team') {
      const id = uuidv7();
      await asSystem('insert into team values ($1, $2, $3, null, $4)', [id, organisationId, name, clock.now]);
      return id;
    },
    async user(roleCode, organisationId, teamIds = []) {
      const role = definitions.role(roleCode);
      if (!role) throw new Error(`There is no role ${roleCode}.`);
      const userId = uuidv7();
      await asSystem(
        `insert into app_user (id, organisation_id, login, name, role, password_hash, created_at) values ($1, $2, $3, $4, $5, $7, $6)`,
        [
          userId,
          organisationId,
          `user-${userId}`,
          `User ${userId.slice(-4)}`,
          roleCode,
          clock.now,
          `plain:${testPassword}`,
        ],
      );
      for (const teamId of teamIds) await asSystem('insert into team_member values ($1, $2)', [userId, teamId]);
      return {
        userId,
        name: `User ${userId.slice(-4)}`,
        organisationId,
        teamIds,
        role,
        language: 'en',
        authenticatedAt: clock.now,
      };
    },
    async call(ops, actor, name, input, callId = randomUUID()) {
      const op = ops.find(({ contract }) => contract.name === name);
      if (!op) throw new Error(`There is no operation ${name}.`);
      return (await perform(ports, op, callerOf(actor), callId, input)) as never;
    },
    async serve({ desk, requestsPerMinute = 1_000_000, port = 0 } = {}) {
      const app = await openDoor(house, { desk: desk ?? false, requestsPerMinute });
      const origin = await app.listen({ host: '127.0.0.1', port });
      const door: TestDoor = {
        origin,
        signIn: (actor) => signIn(origin, `user-${actor.userId}`),
        close: () => app.close(),
      };
      doors.push(door);
      return door;
    },
    async province(people) {
      const { ownerConfig: from } = database;
      await loadProvince({ owner: from, vault, definitions, passwords: plainPasswords, now: clock.now, people });
    },
    async close() {
      for (const door of doors) await door.close();
      await house.close();
      await owner.end();
      await database.close();
    },
  };
}

/** A session of the user with this login; accounts of the province have `demoPassword`. */
export async function signIn(origin: string, login: string, password = testPassword): Promise<HttpCaller> {
  let cookie = '';
  const send = async (name: string, input: unknown, callId: string = randomUUID()) => {
    const response = await fetch(`${origin}/api/${name.replaceAll('.', '/')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'banyan-desk': '1', 'banyan-call': callId, cookie },
      body: JSON.stringify(input),
    });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const { status, body } = await send('session.signIn', { login, password });
  if (status !== 200) throw new Error(`${login} could not sign in: ${JSON.stringify(body)}`);
  return Object.defineProperty(send, 'cookie', { get: () => cookie }) as typeof send & { readonly cookie: string };
}

export const callerOf = (actor: Actor | undefined): Caller => ({
  actor,
  address: '127.0.0.1',
  session: { tokenHash: undefined, start: () => {}, end: () => {} },
});

/** The code of the problem a promise is refused with; fails the test when it is not refused. */
export async function refusal(promise: Promise<unknown>): Promise<ProblemCode> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  throw new Error('It was not refused.');
}
