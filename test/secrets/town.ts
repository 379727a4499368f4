/** A house in which secrets are typed, and which were typed where. */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { Actor } from '../../src/kernel/index.ts';
import { Argon2Passwords, rootKey } from '../../src/platform/keys/index.ts';
import { clientConfig, type Passwords, readPasswords } from '../../src/platform/postgres/cluster.ts';
import { openHome, socketDirOf } from '../../src/platform/postgres/state.ts';
import { type House, limits, openHouse } from '../../src/server/house.ts';
import type { TestHouse } from '../../src/server/testing.ts';
import { addUser, everything, foundTown, publish, type Town } from '../access/world.ts';
import { type Answer, endPostgres, freePort, type Place, password, Serving, settle } from '../banyan.ts';
import { type Built, built } from '../built.ts';
import { invent, type Secret } from './plant.ts';

export interface Planted extends Secret {
  where: string;
  status: number;
}
export const planted: Planted[] = [];
export let base: string;
export let stateDir: string;
export let place: Place;
let program: Built;
export let serving: Serving;
export let house: House;
export let town: Town;
export let passwords: Passwords;
export let socketDir: string;
let hash: string;
let callers = 0;
let owner: pg.Client;

/** Starts the built server with its own PostgreSQL, for the tests of one file. */
export function openTown(): void {
  beforeAll(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'banyan-secrets-'));
    await chmod(base, 0o755);
    await mkdir(path.join(base, 'tmp'));
    await chmod(path.join(base, 'tmp'), 0o777);
    stateDir = path.join(base, 'state');
    program = await built();
    const env = {
      DATA_DIR: stateDir,
      TMPDIR: path.join(base, 'tmp'),
      TRUST_PROXY: 'loopback',
      PORT: String(await freePort()),
    };
    place = { program: program.program, env };
    serving = await Serving.start(place);
    await settle(serving);
    const home = await openHome(stateDir);
    [passwords, socketDir] = [await readPasswords(home), socketDirOf(home)];
    // A second process of the same house, to put records there without typing anything.
    house = await openHouse({
      app: clientConfig('app', passwords, socketDir),
      root: rootKey(stateDir, true),
      settings: { origin: serving.origin, demo: false, setupCode: () => undefined, setupDone: () => {}, limits },
      noteErasure: async () => {},
    });
    owner = new pg.Client(clientConfig('owner', passwords, socketDir));
    // It is killed with the server.
    owner.on('error', () => {});
    await owner.connect();
    const desk = { ports: house.ports, owner, clock: { now: new Date() } } as TestHouse;
    await publish(desk, [everything]);
    await house.ports.store.write('system', async (db) => ({
      value: await house.ports.store.announce(db, 'definitions', ''),
    }));
    town = await foundTown(desk);
    hash = await new Argon2Passwords().hash(password);
  }, 180_000);

  afterAll(async () => {
    await owner?.end().catch(() => {});
    await house?.close().catch(() => {});
    await serving?.stop('SIGKILL');
    await endPostgres(stateDir);
    await rm(base, { recursive: true, force: true });
    await program?.remove();
  });
}

interface Caller {
  actor: Actor;
  from: string;
  cookie: string;
}

/** A user who may do everything, at an address of their own: limits by address are not what is tested here. */
export async function comeIn(role = everything.code): Promise<Caller> {
  const actor = await addUser(town.house, role, town.home, [town.teams.mine]);
  await house.ports.store.write('system', async (db) => ({
    value: await db.updateTable('app_user').set({ password_hash: hash }).where('id', '=', actor.userId).execute(),
  }));
  callers += 1;
  const from = `10.9.${callers >> 8}.${callers & 255}`;
  const { cookie } = await serving.call('session.signIn', { login: `user-${actor.userId}`, password }, { from });
  keep('a session', { text: cookie!, core: cookie!.slice(cookie!.indexOf('=') + 1) }, 200);
  return { actor, from, cookie: cookie! };
}

export const keep = (where: string, secret: Secret, status: number) => planted.push({ ...secret, where, status });
/** A secret of one's own, for what is written by hand. */
export function secret(where: string, most?: number): string {
  const one = invent(planted.length, most);
  keep(where, one, 200);
  return one.text;
}

/** What an operation gives out once, and nobody may find: passwords and the seeds of one-time codes. */
export function keepGiven(name: string, { status, body }: Answer): void {
  if (status !== 200) return;
  for (const part of ['password', 'secret']) {
    const given = body[part] as string | undefined;
    if (given !== undefined) keep(`${name} → ${part}`, { text: given, core: given }, 200);
  }
}
