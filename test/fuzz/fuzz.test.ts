/**
 * Every route under fire: inputs made from the contracts' own schemas (fitting, nearly fitting) and requests that no
 * client of ours would send, in every role, on a house with people in it. The same seed sends the same inputs, as far as
 * they do not name what an earlier answer made. BANYAN_FUZZ=<requests> sends another number of them, BANYAN_FUZZ_SEED=<text>
 * others.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { operations } from '../../src/core/index.ts';
import { verifyJournal } from '../../src/core/journal/index.ts';
import { type Actor, type Contract, type ProblemCode, problems } from '../../src/kernel/index.ts';
import { Random } from '../../src/server/province/random.ts';
import { type TestHouse, testHouse } from '../../src/server/testing.ts';
import { built } from '../built.ts';
import { wordsOf } from '../words.ts';
import { type Answer, callOf, Line, routeOf, Somebody } from './callers.ts';
import { papers } from './fields.ts';
import { mutated, rawRequest } from './hostile.ts';
import { hintsFor, type Known, lookAround } from './known.ts';
import { gateway, housesAndInterpreters, peopleToWriteTo, waitingReferrals } from './prepare.ts';
import { fitting, type Shape, uuid } from './shapes.ts';

const wanted = Number(process.env.BANYAN_FUZZ ?? 20_000);
const seed = process.env.BANYAN_FUZZ_SEED ?? 'fuzz';
const workers = 8;
const people = 120;

const contracts: Contract[] = operations.map(({ contract }) => contract);
const shapes = new Map(
  contracts.map(({ name, input }) => [
    name,
    z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as unknown as Shape,
  ]),
);

let house: TestHouse;
let line: Line;
let system: pg.Client;
let known: Known;
let removeBuilt: () => Promise<void>;

/** What was wrong, with what to repeat it by. */
const faults: string[] = [];
const reached = new Map(contracts.map(({ name }) => [name, { sent: 0, past: 0, done: 0, codes: new Set<string>() }]));
const statuses = new Map<number, number>();

beforeAll(async () => {
  house = await testHouse(gateway);
  await house.province(people);
  const { desk, remove } = await built();
  removeBuilt = remove;
  line = new Line((await house.serve({ desk })).origin, workers * 2);
  const administrator = await house.user('administrator', await house.organisation());
  const { code, version } = papers;
  await house.call(operations, administrator, 'definition.publish', {
    kind: 'form',
    code,
    body: papers as never,
    version,
  });
  refuseNesting();
  system = new pg.Client(house.database.ownerConfig);
  await system.connect();
  await system.query(`select set_config('app.scope', 'system', false)`);
  await waitingReferrals(house, system);
  await housesAndInterpreters(house, system);
  const addressees = await peopleToWriteTo(house, system);
  known = await lookAround(house, system, people);
  known.rows.set('may be written to', addressees);
}, 60_000);

/** A transaction that waits for another connection while it holds one would stop the house when many come at once. */
function refuseNesting(): void {
  const { store } = house.ports;
  const inside = new AsyncLocalStorage<true>();
  for (const kind of ['read', 'write'] as const) {
    const plain = store[kind].bind(store) as (as: never, work: (db: never) => Promise<never>) => Promise<never>;
    store[kind] = ((as: never, work: (db: never) => Promise<never>) => {
      if (inside.getStore())
        faults.push(`a transaction inside another: ${new Error().stack?.split('\n').slice(2, 5).join(' ')}`);
      return plain(as, (db) => inside.run(true, () => work(db)));
    }) as never;
  }
}

afterAll(async () => {
  line.close();
  await system.end();
  await house.close();
  await removeBuilt();
});

const languages = await wordsOf();
const unworded = (key: string): string[] => Object.keys(languages).filter((language) => !(key in languages[language]!));

/** What is wrong with an answer, whatever was asked. */
function faultOf({ status, headers, text }: Answer, method: string): string | undefined {
  if (status >= 500) return `${status} ${text.slice(0, 200)}`;
  if (status < 400) return undefined;
  if (!headers['content-type']?.startsWith('application/problem+json'))
    return `${status} as ${headers['content-type']}: ${text.slice(0, 200)}`;
  if (method === 'HEAD') return undefined;
  const { code, fields = [] } = JSON.parse(text) as { code: ProblemCode; fields?: { path: string; code: string }[] };
  if (problems[code] !== status) return `${status} with ${code}`;
  const rooms =
    code === 'definition.invalid' ? ['field', 'definition', 'xlsform', 'admin.fault'] : ['field', 'form.field'];
  const said = (...keys: string[]) => keys.some((key) => unworded(key).length === 0);
  const silent = [
    ...[`problem.${code}`, `problem.${code}.remedy`].filter((key) => !said(key)),
    ...fields.map((one) => one.code).filter((one) => !said(...rooms.map((room) => `${room}.${one}`))),
  ];
  if (silent.length > 0) return `no words for ${silent.join(', ')}`;
  if (text.length > 20_000) return `a refusal of ${text.length} characters`;
  return undefined;
}

const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 600 ? `${text.slice(0, 600)}… (${text.length})` : text;
};

async function one(random: Random, who: Somebody, contract: Contract, at: string): Promise<void> {
  const { name } = contract;
  const seen = reached.get(name)!;
  const kind = random.unit();
  const signedIn = contract.grant === 'public' ? random.chance(0.5) : random.chance(0.97);
  const cookie = signedIn ? who.cookie : '';
  if (kind > 0.88) {
    const raw = rawRequest(random, routeOf(name), cookie);
    const answer = await line.send(raw).catch((error: NodeJS.ErrnoException) => error);
    // A body that was refused before its end may be cut off: the refusal itself is tested below.
    if (answer instanceof Error) {
      if (!['ECONNRESET', 'EPIPE', 'HPE_CLOSED_CONNECTION'].includes((answer as NodeJS.ErrnoException).code ?? ''))
        faults.push(`${at} ${raw.method} ${raw.path.slice(0, 100)}: ${answer.message}`);
      return;
    }
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const fault = faultOf(answer, raw.method);
    if (fault)
      faults.push(
        `${at} ${raw.method} ${raw.path.slice(0, 100)} ${short(raw.headers)} ${short(String(raw.body).slice(0, 60))}: ${fault}`,
      );
    return;
  }
  const hint = hintsFor(name, known, { ...who.actor, login: who.login });
  const fit = fitting(
    shapes.get(name)!,
    random,
    kind < 0.5 ? hint : (field, r) => (r.chance(0.9) ? hint(field, r) : undefined),
  );
  const input = kind < 0.5 ? fit : spoilt(fit, random);
  const callId = uuid(random);
  const raw = callOf(contract, input, callId, cookie);
  seen.sent += 1;
  const answer = await line.send(raw).catch((error: NodeJS.ErrnoException) => error);
  if (answer instanceof Error) {
    if (raw.body.length < 200_000) faults.push(`${at} ${name} ${short(input)}: ${answer.message}`);
    return;
  }
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  const fault = faultOf(answer, 'POST') ?? misfit(contract, answer);
  if (fault) faults.push(`${at} ${name} as ${who.actor.role.code} ${short(input)}: ${fault}`);
  const { code } = JSON.parse(answer.text) as { code?: string };
  if (answer.status === 200) {
    seen.done += 1;
    learn(name, input, JSON.parse(answer.text), who.actor);
  } else seen.codes.add(String(code));
  if (
    !['input.invalid', 'auth.required', 'grant.missing', 'auth.reauthenticate', 'input.tooLarge'].includes(String(code))
  )
    seen.past += 1;
  if ((cookie && code === 'auth.required') || code === 'auth.reauthenticate' || name === 'session.signOut')
    await who.signIn();
}

/** One or two places changed; inside a file that is sent as base64, too. */
function spoilt(fit: unknown, random: Random): unknown {
  const file = (fit as { file?: unknown }).file;
  if (typeof file === 'string' && random.chance(0.5)) {
    const text = Buffer.from(file, 'base64').toString();
    const inside = text.startsWith('{')
      ? JSON.stringify(mutated(JSON.parse(text), random))
      : (JSON.stringify(mutated(text, random)) ?? '');
    return { ...(fit as object), file: Buffer.from(inside).toString('base64') };
  }
  const once = mutated(fit, random);
  return random.chance(0.3) ? mutated(once, random) : once;
}

/** What is done fits the contract, and says nothing that the contract does not. */
function misfit({ output }: Contract, { status, text }: Answer): string | undefined {
  if (status !== 200) return undefined;
  const said: unknown = JSON.parse(text);
  const read = output.safeParse(said);
  if (!read.success) return `an answer that does not fit: ${z.prettifyError(read.error)}`;
  return JSON.stringify(read.data) === JSON.stringify(said) ? undefined : 'an answer that says more than its contract';
}

/** Later calls may use what this one made. */
function learn(name: string, input: unknown, output: Record<string, unknown>, { userId, organisationId }: Actor): void {
  const { id = (input as { id?: string }).id, revision, mergeId, file } = output as Record<string, string>;
  if (typeof revision === 'number' && id) known.revisions.set(id, revision);
  if (mergeId) remember('merge', mergeId);
  if (name === 'person.relate' && id) remember('relative', id);
  if (name === 'hold.set' && id) remember('hold', id);
  if (name === 'attachment.add' && id) remember('attachment', id);
  if (name === 'referral.send') remember('referral', id!, (input as { toOrganisationId: string }).toOrganisationId);
  if (name === 'message.send') remember('message', id!, organisationId);
  if (name === 'message.setSender') known.revisions.set(organisationId, Number(revision));
  if (name === 'report.save') remember('report', id!, organisationId);
  if (name === 'view.save') remember('view', id!, organisationId, userId);
  if (name === 'view.remove')
    known.rows.set(
      'view',
      (known.rows.get('view') ?? []).filter((one) => one.id !== id),
    );
  if (file) known.files.push(file);
}

const remember = (table: string, id: string, organisation_id = '', owner_id?: string): void => {
  const row = { id, team_id: null, organisation_id, ...(owner_id && { owner_id }) };
  known.rows.set(table, [...(known.rows.get(table) ?? []), row]);
};

/** Never done here, each for its reason. */
const outOfReach: Record<string, string> = {
  'setup.begin': 'somebody can sign in already',
  'session.passkeySignIn': 'needs an authenticator',
  'me.addPasskey': 'needs an authenticator',
  'me.removePasskey': 'needs an authenticator',
  'case.waive': 'needs a case that stands at a step of which a part may be waived',
  'approval.ask': 'needs a case that stands at a step which asks for one',
  'approval.decide': 'needs one that was asked for',
  'deadline.pause': 'needs a clock that runs',
  'deadline.resume': 'needs a clock that was stopped',
  'user.unlock': 'nobody is locked',
  'cost.remove': 'needs a cost of the one case that tells of any',
  'loan.remove': 'needs a loan of the one case that tells of any',
  'consent.signature': 'needs a consent that was signed',
  'intake.upload': 'needs a spreadsheet',
  'intake.read': 'needs a register that was read',
  'intake.map': 'needs a register that was read',
  'intake.check': 'needs a register that was read',
  'intake.report': 'needs a register that was read',
  'intake.take': 'needs a register that was read',
  'intake.undo': 'needs a register that was read',
  'retention.carryOut': 'no supplied programme lets anybody go',
  'glass.break': 'needs a case out of reach, and somebody who judges',
  'glass.review': 'needs a glass that somebody broke',
  'me.confirmTotp': 'needs the code of a secret that only its answer says',
};

describe('every route under fire', () => {
  test(`${wanted} requests, and no answer is our fault`, async () => {
    const { rows } = await system.query<{ organisation: string; team: string | null }>(
      `select o.id as organisation, t.id as team from organisation o left join team t on t.organisation_id = o.id order by t.name, o.name`,
    );
    const network = rows.find((row) => rows.filter((other) => other.organisation === row.organisation).length > 2)!;
    const elsewhere = rows.find(({ organisation, team }) => organisation !== network.organisation && team)!;
    // One after another: they share a connection.
    let making: Promise<unknown> = Promise.resolve();
    const make =
      (role: string, { organisation, team }: typeof network) =>
      () => {
        const next = making.then(() => house.user(role, organisation, team ? [team] : []));
        making = next.catch(() => {});
        return next;
      };
    const roles = house.ports.definitions.roles();
    const counts = new Map<string, number>();
    const work = async (worker: number) => {
      const random = new Random(`${seed} ${worker}`);
      const crowd: Somebody[] = [];
      for (const { code } of roles)
        crowd.push(await Somebody.with(line, system, make(code, worker % 4 === 3 ? elsewhere : network)));
      const share = Math.floor(wanted / workers) + (worker < wanted % workers ? 1 : 0);
      for (let at = 0; at < share; at++) {
        // Every other try is for what nobody has got done yet.
        const late = contracts.filter(
          ({ name }) => at % 2 === 1 && reached.get(name)?.done === 0 && !(name in outOfReach),
        );
        const contract = late.length > 0 ? random.pick(late) : contracts[(at * workers + worker) % contracts.length]!;
        const able = crowd.filter(({ actor }) => actor.role.grants.includes(contract.grant as never));
        const who = random.pick(able.length > 0 && random.chance(0.75) ? able : crowd);
        counts.set(who.actor.role.code, (counts.get(who.actor.role.code) ?? 0) + 1);
        await one(random, who, contract, `[${worker}/${at}]`);
        if (worker === 0 && at % 10 === 0) house.clock.now = new Date(house.clock.now.getTime() + 8_000);
      }
    };
    await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
    expect([...new Set(faults)].slice(0, 30)).toEqual([]);
    expect([...counts.keys()].sort()).toEqual(roles.map(({ code }) => code).sort());
  }, 600_000);

  test('the calls came past the parser, and were done wherever they could be', () => {
    const least = Math.min(...[...reached.values()].map(({ sent }) => sent));
    expect(least).toBeGreaterThan(wanted / contracts.length / 3);
    const unread = [...reached].filter(([, { past }]) => past === 0).map(([name]) => name);
    expect(unread).toEqual([]);
    const undone = [...reached].filter(([name, { done }]) => done === 0 && !(name in outOfReach));
    expect(undone.map(([name, { codes }]) => `${name}: ${[...codes]}`)).toEqual([]);
    const done = [...reached.values()].reduce((sum, one) => sum + one.done, 0);
    const sent = [...reached.values()].reduce((sum, one) => sum + one.sent, 0);
    expect(done / sent).toBeGreaterThan(0.2);
  });

  test('files that were made are handed out to nobody else', async () => {
    const stranger = await line.send({ method: 'GET', path: `/api/file/${known.files[0]}`, headers: {}, body: '' });
    expect(stranger.status).toBe(401);
  });

  test('the journal is whole afterwards', async () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const { broken, rows } = await house.ports.store.read('system', (db) => verifyJournal(db, publicKey, []));
    expect(broken).toBeUndefined();
    expect(rows).toBeGreaterThan(wanted / 10);
  });
});
