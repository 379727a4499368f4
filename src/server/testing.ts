import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { CallInput, CallName, CallOutput } from '../core/contracts.ts';
import { DefinitionCache, installSupplied } from '../core/definitions/index.ts';
import { perform } from '../core/perform.ts';
import type { Caller, Operation, Ports } from '../core/ports.ts';
import { type Actor, Problem, type ProblemCode, uuidv7 } from '../kernel/index.ts';
import { NodeVault } from '../platform/keys/index.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { PostgresStore } from '../platform/store/index.ts';
import { suppliedDefinitions } from '../programmes/index.ts';

/** A whole house for one test file, on a database of its own, with a clock that the test moves. */
export interface TestHouse {
  ports: Ports;
  database: TestDatabase;
  owner: pg.Client;
  clock: { now: Date };
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
  close(): Promise<void>;
}

/** Passwords that cost nothing: what is tested here is not Argon2id. */
const plainPasswords = {
  hash: async (password: string) => `plain:${password}`,
  verify: async (hash: string, password: string) => hash === `plain:${password}`,
};

export async function testHouse(): Promise<TestHouse> {
  const database = await testDatabase();
  const owner = new pg.Client(database.ownerConfig);
  await owner.connect();
  const clock = { now: new Date('2026-11-16T03:00:00Z') };
  const store = new PostgresStore({ app: database.appConfig, connections: 6 });
  const vault = new NodeVault(Buffer.alloc(32, 7));
  await installSupplied(store, clock.now, suppliedDefinitions());
  const definitions = new DefinitionCache(store);
  await definitions.refresh();
  const ports: Ports = {
    store,
    vault,
    definitions,
    passwords: plainPasswords,
    now: () => clock.now,
    settings: {
      origin: 'http://localhost:8420',
      demo: false,
      setupCode: () => 'ABCD-EFGH',
      setupDone: () => {},
      limits: { idleMinutes: 30, absoluteHours: 12, freshMinutes: 10, revealsPerHour: 40 },
    },
  };
  const asSystem = async (sql: string, values: unknown[]) => {
    await owner.query('begin');
    await owner.query(`select set_config('app.scope', 'system', true)`);
    await owner.query(sql, values);
    await owner.query('commit');
  };
  return {
    ports,
    database,
    owner,
    clock,
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
        `insert into app_user (id, organisation_id, login, name, role, password_hash, created_at) values ($1, $2, $3, $4, $5, 'plain:a good long password', $6)`,
        [userId, organisationId, `user-${userId}`, `User ${userId.slice(-4)}`, roleCode, clock.now],
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
    async close() {
      await store.close();
      await owner.end();
      await database.close();
    },
  };
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
