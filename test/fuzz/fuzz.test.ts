/**
 * Every route under fire: inputs made from the contracts' own schemas (fitting, nearly fitting) and requests that no
 * client of ours would send, in every role, on a house with people in it. The same seed sends the same inputs, as far as
 * they do not name what an earlier answer made. BANYAN_FUZZ=<requests> sends another number of them.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import { generateKeyPairSync } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { operations } from '../../src/core/index.ts';
import { verifyJournal } from '../../src/core/journal/index.ts';
import { sealPackage } from '../../src/core/referrals/index.ts';
import { type Actor, type Contract, type ProblemCode, problems } from '../../src/kernel/index.ts';
import { Random } from '../../src/server/province/random.ts';
import { type TestDoor, type TestHouse, testHouse, testPassword } from '../../src/server/testing.ts';
import { built } from '../built.ts';
import { wordsOf } from '../words.ts';
import { mutated, type Raw, rawRequest } from './hostile.ts';
import { hintsFor, type Known, lookAround, papers } from './known.ts';
import { fitting, type Shape, uuid } from './shapes.ts';

const wanted = Number(process.env.BANYAN_FUZZ ?? 20_000);
const workers = 8;
const people = 120;

const contracts: Contract[] = operations.map(({ contract }) => contract);
const shapes = new Map(
  contracts.map(({ name, input }) => [
    name,
    z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as unknown as Shape,
  ]),
);
const routeOf = (name: string): string => `/api/${name.replaceAll('.', '/')}`;

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const ahead = ({ 'banyan-answer': said }: IncomingHttpHeaders): string | undefined =>
  said === undefined ? undefined : decodeURIComponent(String(said));

let house: TestHouse;
let door: TestDoor;
let system: pg.Client;
let known: Known;
let removeBuilt: () => Promise<void>;
const agent = new Agent({ keepAlive: true, maxSockets: workers * 2 });

/** What was wrong, with what to repeat it by. */
const faults: string[] = [];
const reached = new Map(contracts.map(({ name }) => [name, { sent: 0, past: 0, done: 0, codes: new Set<string>() }]));
const statuses = new Map<number, number>();

beforeAll(async () => {
  house = await testHouse();
  await house.province(people);
  const { desk, remove } = await built();
  removeBuilt = remove;
  door = await house.serve({ desk });
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
  await waitingReferrals();
  await housesAndInterpreters();
  known = await lookAround(house, system, people);
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
  agent.destroy();
  await system.end();
  await house.close();
  await removeBuilt();
});

function send({ method, path, headers, body }: Raw): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(door.origin);
    // Its own length, whatever the method: a body without one would be the next request.
    const sized = { ...headers, 'content-length': Buffer.byteLength(body) };
    const call = request({ agent, hostname, port, method, path, headers: sized, timeout: 60_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          // A stream's answer goes ahead of its bytes.
          text: ahead(response.headers) ?? Buffer.concat(parts).toString(),
        }),
      );
    });
    call.on('timeout', () => call.destroy(new Error('it hung')));
    call.on('error', reject);
    call.end(body);
  });
}

/** One caller after another of the same standing: passwords change, accounts end, sessions grow old. */
class Somebody {
  cookie = '';
  actor: Actor;
  private readonly makeActor: () => Promise<Actor>;

  static async with(makeActor: () => Promise<Actor>): Promise<Somebody> {
    const one = new Somebody(makeActor, await makeActor());
    await one.signIn();
    return one;
  }

  private constructor(makeActor: () => Promise<Actor>, actor: Actor) {
    this.makeActor = makeActor;
    this.actor = actor;
  }

  get login(): string {
    return `user-${this.actor.userId}`;
  }

  async signIn(): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt++) {
      await system.query(
        'delete from sign_in_attempt where subject in (select subject from sign_in_attempt for update skip locked)',
      );
      const answer = await send(
        callOf(
          'session.signIn',
          { login: this.login, password: testPassword },
          '00000000-0000-4000-8000-000000000000',
          '',
        ),
      );
      this.cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
      if (answer.status === 200) return;
      this.actor = await this.makeActor();
    }
    throw new Error(`Nobody can sign in as ${this.actor.role.code}.`);
  }
}

let calls = 0;
const callOf = (name: string, input: unknown, callId: string, cookie: string): Raw => ({
  method: 'POST',
  path: routeOf(name),
  headers: {
    'content-type': 'application/json',
    'banyan-desk': '1',
    'banyan-call': callId.startsWith('00000000') ? `${String(++calls).padStart(8, '0')}${callId.slice(8)}` : callId,
    cookie,
  },
  body: JSON.stringify(input) ?? '',
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
    const answer = await send(raw).catch((error: NodeJS.ErrnoException) => error);
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
  const raw = callOf(name, input, callId, cookie);
  seen.sent += 1;
  const answer = await send(raw).catch((error: NodeJS.ErrnoException) => error);
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
    learn(name, input, JSON.parse(answer.text));
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
function learn(name: string, input: unknown, output: Record<string, unknown>): void {
  const { id = (input as { id?: string }).id, revision, mergeId, file } = output as Record<string, string>;
  if (typeof revision === 'number' && id) known.revisions.set(id, revision);
  if (mergeId) remember('merge', mergeId);
  if (name === 'person.relate' && id) remember('relative', id);
  if (name === 'hold.set' && id) remember('hold', id);
  if (name === 'attachment.add' && id) remember('attachment', id);
  if (name === 'referral.send') remember('referral', id!, (input as { toOrganisationId: string }).toOrganisationId);
  if (file) known.files.push(file);
}

const remember = (table: string, id: string, organisation_id = ''): void =>
  void known.rows.set(table, [...(known.rows.get(table) ?? []), { id, team_id: null, organisation_id }]);

/**
 * So many cases that wait for the answer of the smallest other organisation, that some are left when somebody there answers;
 * every third was accepted, and every third of those taken back.
 */
async function waitingReferrals(): Promise<void> {
  await system.query(`
    with other as (select t.organisation_id as id from team t group by 1 order by count(*), min(t.name) limit 1)
    insert into referral (id, from_organisation_id, to_organisation_id, case_id, person_id, consent_id, purpose, sent_by, sent_at,
      checklist, status, answered_at)
    select overlay(overlay(md5(c.id::text) placing '4' from 13) placing '8' from 17)::uuid, c.organisation_id, other.id, c.case_id, c.person_id, c.id, 'referral', f.owner_id, c.given_at,
      'return-steps', case when n % 9 = 0 then 'recalled' when n % 3 = 0 then 'accepted' else 'sent' end,
      case when n % 3 = 0 then c.given_at end
    from (select *, row_number() over (order by id) as n from consent) c join case_file f on f.id = c.case_id cross join other
    where f.owner_id is not null and c.organisation_id <> other.id order by c.id limit 200`);
  const { rows } = await system.query<{ id: string; from: string }>(
    `select id, from_organisation_id as from from referral where checklist = 'return-steps'`,
  );
  const { vault } = house.ports;
  for (const { id, from } of rows) {
    const { key, wrapped } = vault.newKey(from, id);
    const sealed = sealPackage(vault, key, id, [
      { key: 'person', items: [{ path: 'person.name', class: 'identity', value: 'Somebody' }] },
    ]);
    await system.query('insert into data_key values ($1, $2, $3, null)', [id, from, wrapped]);
    await system.query('insert into referral_package values ($1, $2)', [id, sealed]);
  }
}

/** The province has neither: some in each organisation, and somebody who stays. */
async function housesAndInterpreters(): Promise<void> {
  const { rows } = await system.query<{ organisation: string; cases: string[] }>(
    `select organisation_id as organisation, (array_agg(id order by id) filter (where closed_at is null))[1:5] as cases
     from case_file group by 1 order by 1`,
  );
  for (const { organisation, cases } of rows) {
    const manager = await house.user('centre-manager', organisation);
    const everybody = { sexes: ['female' as const, 'male' as const, 'other' as const], ageFrom: 0, ageTo: 120 };
    const { id: shelterId } = await house.call(operations, manager, 'shelter.set', {
      name: 'A house',
      location: 'Somewhere',
      capacity: 5_000,
      childrenWithMother: true,
      ...everybody,
    });
    await house.call(operations, manager, 'profile.write', {
      destination: 'TH',
      kind: 'costs',
      version: 0,
      text: { en: 'Nobody pays for a job.' },
      sources: [{ name: 'A ministry' }],
      public: true,
      publish: true,
    });
    const vetted = { vettedOn: '2026-01-01', vettedUntil: '2030-01-01' };
    const about = { name: 'Noy', languages: ['lo'], gender: 'female' as const };
    await house.call(operations, manager, 'interpreter.set', { ...about, ...vetted });
    for (const caseId of cases ?? [])
      await house.call(operations, manager, 'stay.begin', { caseId, shelterId }).catch(() => undefined);
  }
}

/** Never done here, each for its reason. */
/** Of those below, what is refused before its record is looked for: without a gateway, and as no workbook. */
const neverRead = ['message.test', 'message.receive', 'report.save'];
const outOfReach: Record<string, string> = {
  'setup.begin': 'somebody can sign in already',
  'session.passkeySignIn': 'needs an authenticator',
  'me.addPasskey': 'needs an authenticator',
  'me.removePasskey': 'needs an authenticator',
  'message.send': 'needs a gateway',
  'message.cancel': 'needs a message that waits',
  'message.test': 'needs a gateway',
  'message.receive': 'needs a gateway and its secret',
  'report.save': 'needs a workbook',
  'stay.begin': 'needs an open case that a shelter with a free place fits',
  'interpreting.record': 'needs an open case, and an interpreter who is vetted',
  'view.share': 'needs a view of one’s own',
  'view.remove': 'needs a view of one’s own',
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
      const random = new Random(`fuzz ${worker}`);
      const crowd: Somebody[] = [];
      for (const { code } of roles) crowd.push(await Somebody.with(make(code, worker % 4 === 3 ? elsewhere : network)));
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
    const unread = [...reached]
      .filter(([name, { past }]) => past === 0 && !neverRead.includes(name))
      .map(([name]) => name);
    expect(unread).toEqual([]);
    const undone = [...reached].filter(([name, { done }]) => done === 0 && !(name in outOfReach));
    expect(undone.map(([name, { codes }]) => `${name}: ${[...codes]}`)).toEqual([]);
    const done = [...reached.values()].reduce((sum, one) => sum + one.done, 0);
    const sent = [...reached.values()].reduce((sum, one) => sum + one.sent, 0);
    expect(done / sent).toBeGreaterThan(0.2);
  });

  test('files that were made are handed out to nobody else', async () => {
    const stranger = await send({ method: 'GET', path: `/api/file/${known.files[0]}`, headers: {}, body: '' });
    expect(stranger.status).toBe(401);
  });

  test('the journal is whole afterwards', async () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const { broken, rows } = await house.ports.store.read('system', (db) => verifyJournal(db, publicKey, []));
    expect(broken).toBeUndefined();
    expect(rows).toBeGreaterThan(wanted / 10);
  });
});
