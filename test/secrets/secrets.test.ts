/**
 * Secrets typed wherever something can be typed, into the built server with its own PostgreSQL: names in several scripts,
 * telephones, notes, reasons, passwords, questions, inputs that are refused and requests that are broken. Then the power
 * goes, and the raw bytes of everything on the disk are searched for them, in every disguise.
 *
 * What is typed where is read from the contracts: a new operation is part of it by being one. Where its text is meant to be
 * in the clear, `inTheClear` says so, and it must be found: a search that finds nothing proves nothing.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CallName } from '../../src/core/contracts.ts';
import { operations } from '../../src/core/index.ts';
import { clientConfig, logins } from '../../src/platform/postgres/cluster.ts';
import { type Bundle, makeBundles } from '../access/bundle.ts';
import { type OtherUser, recipes } from '../access/recipes.ts';
import { addUser, formCode, pdf, type Relation, type Town } from '../access/world.ts';
import { banyan, type Ended, password, postmasterOf } from '../banyan.ts';
import { invent, placesIn } from './plant.ts';
import { Search } from './search.ts';
import {
  base,
  comeIn,
  house,
  keep,
  keepGiven,
  openTown,
  type Planted,
  passwords,
  place,
  planted,
  secret,
  serving,
  socketDir,
  stateDir,
  town,
} from './town.ts';

/** Texts that a house shows to everybody in it, or that are definitions: by operation, the places that are meant. */
const inTheClear: Record<string, readonly string[]> = {
  'user.add': ['name', 'login'],
  'user.change': ['name'],
  'team.add': ['name'],
  'organisation.add': ['name', 'administrator.name', 'administrator.login'],
  'shelter.set': ['name'],
  // Read by whoever looks at a telephone.
  'message.setSender': ['name', 'phone'],
  // What is known of a country.
  'profile.write': ['text.en', 'sources.0.name'],
  'recruiter.set': ['name', 'otherNames.0', 'phone', 'licences.0.number', 'licences.0.issuer', 'licences.0.source'],
  'rate.set': ['source'],
  'workload.save': ['source'],
  'report.save': ['name'],
};
/** Operations that nobody gets through with a recipe alone; what they take is refused, or tried below by hand. */
const notByRecipe: Record<string, string> = {
  'setup.begin': 'the administrator is there',
  'session.signIn': 'no such user',
  'session.passkeySignIn': 'no authenticator here',
  'me.addPasskey': 'no authenticator here',
  'me.confirmTotp': 'a code cannot be a secret text',
  'session.reauthenticate': 'the password is the text',
  'me.changePassword': 'the present password is one text, and both are tried by hand',
  'case.waive': 'by hand: the recipe’s programme lets nothing be waived',
  'approval.ask': 'by hand: the recipe’s programme asks for no approval',
  'approval.decide': 'by hand: nobody decides what they asked for',
  'deadline.resume': 'by hand: it runs',
  'glass.break': 'by hand: whoever may do everything reaches everything',
  'message.send': 'the house has no gateway',
  'message.test': 'the house has no gateway',
  'message.receive': 'the house has no gateway',
  'case.import': 'the text is a file in Base64',
  'recruiter.upload': 'the text is a file in Base64',
  'rate.upload': 'the text is a file in Base64',
  'intake.upload': 'the text is a file in Base64',
  'entry.save': 'by hand: a form knows its questions',
  'attachment.add': 'by hand: the text is a file in Base64',
  'definition.preview': 'the text is a file in Base64',
  'definition.publish': 'a definition, which is not of anybody',
  'configuration.import': 'the text is a file in Base64',
};

openTown();

type Recipe = Partial<Record<'about' | 'lists' | 'files' | 'ofUser' | 'alone', (one: unknown, town: Town) => unknown>>;
const inputOf = (name: string, own: Bundle, other: OtherUser): unknown => {
  const { about, lists, files, ofUser, alone } = recipes[name as CallName] as Recipe;
  return (about ?? lists ?? files)?.(own, town) ?? (ofUser ? ofUser(other, town) : (alone?.(undefined, town) ?? {}));
};

async function otherUser(): Promise<OtherUser> {
  const { userId: user } = await addUser(town.house, 'counsellor', town.home, [town.teams.mine]);
  const key = await house.ports.store.read('system', (db) =>
    db.selectFrom('passkey').select('id').where('user_id', '=', user).executeTakeFirstOrThrow(),
  );
  return { user, team: town.teams.mine, passkey: key.id };
}

describe('what is typed', () => {
  it('goes wherever an operation takes a text, one place at a time and all at once', async () => {
    const through = new Set<string>();
    for (const { contract } of operations) {
      const places = placesIn(contract.input);
      const caller = await comeIn();
      let records: Record<Relation, Bundle> | undefined;
      // One place at a time, then all of them at once; of a record of one's own, else of one that was sent here.
      for (const chosen of places.length > 1 ? [...places.map((one) => [one]), places] : [places])
        for (const relation of ['own', 'referred'] as const) {
          records ??= await makeBundles(town, caller.actor.userId);
          let input = inputOf(contract.name, records[relation], await otherUser());
          const typed = chosen.map((one, n) => ({ one, secret: invent(planted.length + n, one.most) }));
          for (const { one, secret } of typed) input = one.put(input, secret.text);
          const answer = await serving.call(contract.name, input, caller);
          expect(answer.status, contract.name).toBeLessThan(500);
          keepGiven(contract.name, answer);
          for (const { one, secret } of typed) keep(`${contract.name} ${one.path}`, secret, answer.status);
          if (answer.status === 401) Object.assign(caller, await comeIn());
          if (answer.status !== 200) continue;
          through.add(contract.name);
          // What was written is not there to be written again.
          if (contract.kind === 'write') records = undefined;
          break;
        }
    }
    const writes = operations.filter(
      ({ contract }) => contract.kind === 'write' && placesIn(contract.input).length > 0,
    );
    const refused = writes.map(({ contract }) => contract.name).filter((name) => !through.has(name));
    expect(refused.filter((name) => !(name in notByRecipe))).toEqual([]);
  }, 300_000);

  it('goes into forms, files, waivers and passwords', async () => {
    const before = planted.length;
    const caller = await comeIn();
    const { own } = await makeBundles(town, caller.actor.userId);
    const done = (name: string, input: unknown) => serving.done(name, input, caller);
    const bytes = Buffer.concat([pdf, Buffer.from(secret('the bytes of a file'))]).toString('base64');
    const file = {
      caseId: own.case,
      form: formCode,
      field: 'paper',
      name: `${secret('the name of a file')}.pdf`,
      bytes,
    };
    const { id } = (await done('attachment.add', file)).body;
    const sealed = Object.fromEntries(
      ['identity', 'contact', 'account'].map((one) => [`${one}Answer`, secret(`an answer of the class ${one}`)]),
    );
    await done('entry.save', { caseId: own.case, form: formCode, answers: { ...sealed, paper: { id } } });
    for (const format of ['csv', 'xlsx'])
      await done('case.export', { format, reason: secret('why a register is exported') });
    await done('me.changePassword', { current: password, next: secret('a new password') });
    await waive();
    await approve();
    await stopTheClock();
    await breakGlass();
    expect(planted.length - before).toBeGreaterThan(10);
  });

  it('goes into requests that are broken', async () => {
    const caller = await comeIn();
    const { origin } = serving;
    const headers = {
      'content-type': 'application/json',
      'banyan-desk': '1',
      'banyan-call': randomUUID(),
      cookie: caller.cookie,
    };
    const send = (where: string, to: string, more: RequestInit = {}) =>
      fetch(`${origin}${to}`, { method: 'POST', headers, body: '{}', ...more }).then(
        ({ status }) => expect(status, where).toBeLessThan(500),
        (error: unknown) => {
          throw new Error(`${where}: ${error}`);
        },
      );
    const ascii = (where: string) => secret(where, 12);
    for (const body of [
      `{"identity":{"name":"${secret('JSON without an end')}`,
      `{\n"identity": {\n"name": ${secret('JSON without a quotation mark')}\n}}`,
      JSON.stringify({ [secret('the name of a field')]: 1 }),
      JSON.stringify({ identity: { name: `${secret('a name with a control character')}\u0000` } }),
      JSON.stringify({ identity: { name: secret('far too much').repeat(30_000) } }),
      JSON.stringify({ __proto: 1, constructor: { prototype: secret('a prototype') } }),
    ])
      await send('a body', '/api/person/register', { body });
    await send('a path', `/api/person/${ascii('a path of the interface')}`);
    await send('a path', `/api/${encodeURIComponent(secret('another path'))}%ff`);
    await send('a file', `/api/file/${ascii('a file')}`, { method: 'GET', body: null });
    await send('a page', `/desk/people/${ascii('a page')}?q=${encodeURIComponent(secret('a query'))}`, {
      method: 'GET',
      body: null,
    });
    for (const name of [
      'banyan-call',
      'cookie',
      'content-type',
      'x-forwarded-for',
      'user-agent',
      'authorization',
      'accept-language',
    ])
      await send(name, '/api/person/register', {
        headers: { ...headers, [name]: `banyan=${ascii(`the header ${name}`)}` },
      });
    // What is not HTTP at all.
    for (const text of [ascii('noise'), `GET /${ascii('a line')} HTTP/9.9\r\n\r\n`])
      await new Promise<void>((resolve) => {
        const socket = net.connect(Number(new URL(origin).port), '127.0.0.1');
        socket
          .on('error', () => resolve())
          .on('close', () => resolve())
          .resume();
        socket.end(`${text}\r\n\r\n`);
      });
  });

  it('goes into a database that goes away meanwhile', async () => {
    const caller = await comeIn();
    await house.close();
    const once = (name: string, input: unknown, n: number) =>
      serving.call(name, input, { ...caller, from: `10.8.0.${n}` }).catch(() => {});
    const some = () =>
      Array.from({ length: 8 }, (_, n) =>
        n % 2
          ? once('person.search', { query: secret('a question, with the database away') }, n)
          : once('person.register', { identity: { name: secret('a name, with the database away') } }, n),
      );
    const client = new pg.Client(clientConfig('super', passwords, socketDir));
    await client.connect();
    const end = `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${logins.app}'`;
    await Promise.all([...some(), client.query(end), ...some(), client.query(end)]);
    await client.query(`alter role ${logins.app} nologin`);
    await client.query(end);
    await Promise.all(some());
    await client.query(`alter role ${logins.app} login`);
    await client.end();
    while ((await fetch(`${serving.origin}/health`)).status !== 200)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await serving.call('person.search', { query: 'anybody' }, caller)).status).toBe(200);
  });
});

/** The first step that the supplied programmes let somebody go without: a case is put before it. */
async function waive(): Promise<void> {
  const caller = await comeIn();
  const { own } = await makeBundles(town, caller.actor.userId);
  for (const { code: programme, transitions } of house.definitions.programmes())
    for (const { from, to, gate, waivable } of transitions) {
      if (!waivable || !gate?.facts?.[0]) continue;
      await house.ports.store.write('system', async (db) => ({
        value: await db.updateTable('case_file').set({ programme, stage: from }).where('id', '=', own.case).execute(),
      }));
      const { code } = gate.facts[0];
      await serving.done(
        'case.waive',
        { id: own.case, revision: 1, to, kind: 'fact', code, reason: secret('why something was waived') },
        caller,
      );
      return;
    }
  throw new Error('No step can be waived.');
}

/** Somebody asks for a step of some programme that needs a second person, who says no. */
async function approve(): Promise<void> {
  const caller = await comeIn();
  const { own } = await makeBundles(town, caller.actor.userId);
  for (const { code: programme, transitions } of house.definitions.programmes())
    for (const { from, to, gate } of transitions) {
      const [asked] = gate?.approvals ?? [];
      if (!asked) continue;
      await house.ports.store.write('system', async (db) => ({
        value: await db.updateTable('case_file').set({ programme, stage: from }).where('id', '=', own.case).execute(),
      }));
      const about = { caseId: own.case, to, code: asked.code };
      const { body } = await serving.done(
        'approval.ask',
        { ...about, note: secret('why a step is asked for') },
        caller,
      );
      const no = { id: body.id, granted: false, reason: secret('why a step is refused') };
      await serving.done('approval.decide', no, await comeIn());
      return;
    }
  throw new Error('No step needs a second person.');
}

async function stopTheClock(): Promise<void> {
  const caller = await comeIn();
  const { own } = await makeBundles(town, caller.actor.userId);
  for (const name of ['deadline.pause', 'deadline.resume'])
    await serving.done(name, { id: own.deadline, reason: secret(`why: ${name}`) }, caller);
}

async function breakGlass(): Promise<void> {
  const caller = await comeIn('case-worker');
  const { team } = await makeBundles(town, caller.actor.userId);
  await serving.done('glass.break', { case: team.case, reason: secret('why a glass is broken') }, caller);
}

describe('after the power went', () => {
  let found: Map<string, string[]>;
  let searched = 0;
  let copied: Ended;

  beforeAll(async () => {
    // In the clear and compressed by PostgreSQL, it would not show in the files: the tables are read out as well.
    const dump = path.join(base, 'dump');
    await mkdir(dump);
    const client = new pg.Client(clientConfig('backup', passwords, socketDir));
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      await writeFile(path.join(dump, name), rows.map(({ row }) => row).join('\n'));
    }
    await client.end();
    const passphrase = secret('the passphrase of a backup');
    const env = { ...place.env, BANYAN_PASSPHRASE: passphrase };
    copied = await banyan({ ...place, env }, 'backup', path.join(base, 'backup.age'));
    const postmaster = (await postmasterOf(stateDir))!;
    await serving.stop('SIGKILL');
    process.kill(postmaster, 'SIGKILL');
    await writeFile(path.join(base, 'said.txt'), `${serving.out}\n${serving.err}\n${copied.out}\n${copied.err}`);
    const search = new Search(planted.map(({ core }) => core));
    const { found: hits, bytes } = search.inFolder(base);
    [found, searched] = [hits, bytes];
  }, 300_000);

  const clear = ({ where }: Planted) => {
    const [name, place] = where.split(' ');
    return inTheClear[name!]?.includes(place!) ?? false;
  };

  it('everything that was written was searched, for more than two hundred secrets', () => {
    expect(copied.code).toBe(0);
    expect(searched).toBeGreaterThan(30_000_000);
    expect(new Set(planted.filter((one) => !clear(one)).map(({ core }) => core)).size).toBeGreaterThan(200);
  });

  it('what is meant to be in the clear is found, each of it', () => {
    const meant = planted.filter((one) => clear(one) && one.status === 200);
    expect(meant.length).toBeGreaterThan(5);
    expect(meant.filter(({ core }) => !found.has(core)).map(({ where }) => where)).toEqual([]);
  });

  it('and of the secrets none is, in no table, log, file or backup', () => {
    const leaks = planted.filter((one) => !clear(one) && found.has(one.core));
    expect(
      leaks.map(({ where, status, core }) => `${where} (${status}) in ${found.get(core)!.slice(0, 4).join(', ')}`),
    ).toEqual([]);
  });
});
