/** The `banyan` command as its users have it: the built program, in processes and folders of its own. */
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientConfig } from '../../src/platform/postgres/cluster.ts';
import { type Hold, launch } from '../../src/platform/postgres/server.ts';
import {
  banyan,
  consent,
  type Ended,
  endPostgres,
  enquiry,
  freePort,
  password,
  person,
  postmasterOf,
  Serving,
  settle,
} from '../banyan.ts';
import { type Built, built } from '../built.ts';

const asRoot = process.getuid?.() === 0;
const passphrase = 'a long night on the river';

let base: string;
let program: Built;
let main: string;
const folders: string[] = [];
const running: Serving[] = [];

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'banyan-commands-'));
  await chmod(base, 0o755);
  program = await built();
  main = folder('main');
}, 300_000);

// Each command is a process that starts a database: minutes on a busy machine, seconds on a quiet one.
vi.setConfig({ testTimeout: 300_000 });

afterAll(async () => {
  for (const one of running) await one.stop('SIGKILL');
  for (const one of folders) if (existsSync(path.join(one, 'postgres'))) await endPostgres(one);
  await rm(base, { recursive: true, force: true });
  await program.remove();
}, 300_000);

function folder(name: string): string {
  const one = path.join(base, name);
  folders.push(one);
  return one;
}
const at = (stateDir: string, env: Record<string, string> = {}) => ({
  program: program.program,
  env: { DATA_DIR: stateDir, TRUST_PROXY: 'loopback', ...env },
});
async function start(stateDir: string, env: Record<string, string> = {}, args = ['start']): Promise<Serving> {
  const one = await Serving.start(at(stateDir, env), args);
  running.push(one);
  return one;
}

/** A refusal for the console: exit code 1, one paragraph that says what is wrong, no stack. */
function expectSentence({ code, err }: Ended, said: RegExp): void {
  expect(err).toMatch(said);
  expect(err).not.toMatch(/\n\s+at |node:internal|Error:/);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(1);
}

/** Everything that a counsellor sees of what was written before. */
async function expectRecords(serving: Serving): Promise<void> {
  const cookie = await serving.signIn('lan', password);
  const { body } = await serving.done('person.search', { query: 'nguyen thi lan' }, { cookie });
  const [found] = body.results as unknown as { person: { id: string; name: string } }[];
  expect(found!.person.name).toBe('Nguyễn Thị Lan 1');
  const read = await serving.done('person.read', { id: found!.person.id }, { cookie });
  expect(read.body.cases).toHaveLength(1);
  const opened = (read.body.cases as unknown as { id: string }[])[0]!;
  expect((await serving.done('case.read', { id: opened.id }, { cookie })).body.case).toMatchObject({ stage: 'opened' });
  expect((await serving.done('enquiry.list', {}, { cookie })).body.items).toMatchObject([{ note: 'Contact 1' }]);
}

describe.sequential('from an empty folder', () => {
  test('start prints a code, which makes the first administrator, once', async () => {
    const serving = await start(main);
    expect(serving.setupCode).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    const first = { organisation: 'Trung tâm', name: 'Hà', login: 'ha', password };
    const wrong = await serving.call('setup.begin', { ...first, code: 'AAAA-AAAA' });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'setup.code' } });
    const { counsellor } = await settle(serving);
    const again = await serving.call('setup.begin', { ...first, code: serving.setupCode, login: 'hai' });
    expect(again).toMatchObject({ status: 403, body: { code: 'setup.closed' } });
    const registered = (await serving.done('person.register', person(1), { cookie: counsellor })).body;
    const { id } = registered.person as unknown as { id: string };
    await serving.done('case.open', { personId: id, programme: 'resource-centre', consent }, { cookie: counsellor });
    await serving.done('enquiry.record', enquiry(1), { cookie: counsellor });
    expect(await serving.stop('SIGINT')).toBe(0);
    expect(serving.err).toBe('');
    expect(await postmasterOf(main)).toBeUndefined();
  });

  test('a second start keeps the data and prints no code; a second process shares them', async () => {
    const serving = await start(main);
    expect(serving.setupCode).toBe('');
    await expectRecords(serving);
    const second = await start(main);
    await expectRecords(second);
    expect(await serving.stop('SIGTERM')).toBe(0);
    // The server stays for who still uses it.
    await expectRecords(second);
    expect(await second.stop('SIGTERM')).toBe(0);
    expect(await postmasterOf(main)).toBeUndefined();
  });

  test('a port that is taken is told before anything is started', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const never = folder('never');
    expectSentence(await banyan(at(never, { PORT: String(port) }), 'start'), /Something else answers at .*PORT/);
    expect(existsSync(never)).toBe(false);
    other.close();
  });

  test('settings that would let a password be read on its way are refused, and odd ones', async () => {
    const never = folder('never');
    const say = (env: Record<string, string>) => banyan(at(never, env), 'start');
    expectSentence(await say({ ORIGIN: 'http://banyan.example.org' }), /without TLS/);
    expectSentence(await say({ HOST: '0.0.0.0' }), /HOST is 0\.0\.0\.0/);
    expectSentence(await say({ ORIGIN: 'banyan.example.org' }), /ORIGIN must look like/);
    expectSentence(await say({ ORIGIN: 'https://banyan.example.org/desk' }), /ORIGIN must look like/);
    expectSentence(await say({ PORT: 'eighty' }), /PORT must be a number/);
    expectSentence(await say({ PORT: '65536' }), /PORT must be a number/);
    const odd = { DATABASE_URL: 'nonsense' };
    expectSentence(await banyan(at(path.join(base, 'odd'), odd), 'start'), /DATABASE_URL must look like/);
    expectSentence(await banyan(at('/dev/null/x'), 'start'), /\/dev\/null\/x/);
    expect(existsSync(never)).toBe(false);
  });

  test('a command that there is not, or one with too much, is told which there are', async () => {
    const { code, err } = await banyan(at(main), 'sart');
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('There is no command sart') });
    expect((await banyan(at(main), 'constructor')).code).toBe(1);
    expect((await banyan(at(main), 'start', 'now')).code).toBe(1);
    expect((await banyan(at(main), 'backup')).err).toContain('Name one file');
    expect((await banyan(at(main), 'seed', '--people', 'many')).code).toBe(1);
    expect((await banyan(at(main), 'help')).out).toContain('banyan <command>');
  });

  test('a demo is not served from real data', async () => {
    expectSentence(await banyan(at(main, { PORT: String(await freePort()) }), 'demo'), /has real users/);
  });

  test('without its key nothing is served, and no other key is made', async () => {
    const key = path.join(main, 'root.key');
    await rename(key, `${key}.away`);
    expectSentence(await banyan(at(main, { PORT: String(await freePort()) }), 'start'), /root\.key is missing/);
    expect(existsSync(key)).toBe(false);
    await writeFile(key, 'not a key\n', { mode: 0o600 });
    expectSentence(await banyan(at(main, { PORT: String(await freePort()) }), 'start'), /does not hold a root key/);
    await rename(`${key}.away`, key);
    expect(await postmasterOf(main)).toBeUndefined();
  });

  test('verify says whole', async () => {
    expect(await banyan(at(main), 'verify')).toMatchObject({ code: 0, out: expect.stringContaining('is whole') });
  });
});

describe.sequential('backup and restore', () => {
  const sealed = () => path.join(base, 'passphrase.age');
  const toKey = () => path.join(base, 'key.age');
  const identityFile = () => path.join(base, 'identity.txt');

  async function expectRestored(stateDir: string, env: Record<string, string> = {}): Promise<void> {
    const verified = await banyan(at(stateDir, env), 'verify');
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('is whole') });
    const serving = await start(stateDir, env);
    expect(serving.setupCode).toBe('');
    await expectRecords(serving);
    expect(await serving.stop()).toBe(0);
  }

  test('with a passphrase, into an empty folder; a full one is refused', async () => {
    const secret = { BANYAN_PASSPHRASE: passphrase };
    expectSentence(
      await banyan(at(main, { BANYAN_PASSPHRASE: 'short' }), 'backup', sealed()),
      /at least 12 characters/,
    );
    expectSentence(await banyan(at(main), 'backup', sealed()), /nobody to ask/);
    expect(existsSync(sealed())).toBe(false);
    expect(await banyan(at(main, secret), 'backup', sealed())).toMatchObject({ code: 0, err: '' });
    expectSentence(await banyan(at(main, secret), 'backup', sealed()), /is there already/);
    expectSentence(await banyan(at(main, secret), 'backup', path.join(base, 'no/where.age')), /cannot use .*no\/where/);
    const other = folder('passphrase');
    expect(await banyan(at(other, secret), 'restore', sealed())).toMatchObject({ code: 0, err: '' });
    await expectRestored(other);
    expectSentence(await banyan(at(other, secret), 'restore', sealed()), /empty/);
    await expectRestored(other);
  });

  test('to a key, and opened with its identity', async () => {
    const identity = await generateIdentity();
    await writeFile(identityFile(), `# created: today\n${identity}\n`);
    const to = await identityToRecipient(identity);
    expect(await banyan(at(main), 'backup', toKey(), '--to', to)).toMatchObject({ code: 0, err: '' });
    const other = folder('key');
    expect(await banyan(at(other), 'restore', toKey(), '--key', identityFile())).toMatchObject({ code: 0, err: '' });
    await expectRestored(other);
    expectSentence(await banyan(at(main), 'backup', `${toKey()}2`, '--to', 'age1nonsense'), /age1nonsense|recipient/);
    expect(existsSync(`${toKey()}2`)).toBe(false);
  });

  test('a wrong key, no key, a cut file and one that is none: a sentence, and nothing is written', async () => {
    const other = folder('nothing');
    const wrong = path.join(base, 'wrong.txt');
    await writeFile(wrong, `${await generateIdentity()}\n`);
    const none = path.join(base, 'none.txt');
    await writeFile(none, 'no key here\n');
    const cut = path.join(base, 'cut.age');
    await writeFile(cut, await readFile(toKey()));
    await truncate(cut, 3_000);
    const nothing = path.join(base, 'nothing.age');
    await writeFile(nothing, 'this is no backup');
    const restore = (file: string, key: string) => banyan(at(other), 'restore', file, '--key', key);
    expectSentence(await restore(toKey(), wrong), /key/i);
    expectSentence(await restore(toKey(), none), /key/i);
    expectSentence(await restore(toKey(), path.join(base, 'absent.txt')), /absent\.txt/);
    expectSentence(await restore(cut, identityFile()), /cut|damaged|whole|end/i);
    expectSentence(await restore(nothing, identityFile()), /backup/i);
    expectSentence(await restore(path.join(base, 'absent.age'), identityFile()), /There is no file/);
    expectSentence(
      await banyan(at(other, { BANYAN_PASSPHRASE: 'another long night' }), 'restore', sealed()),
      /passphrase/i,
    );
    expect(existsSync(path.join(other, 'root.key'))).toBe(false);
    expect(await banyan(at(other), 'restore', toKey(), '--key', identityFile())).toMatchObject({ code: 0 });
    await expectRestored(other);
  });

  test('to an external PostgreSQL and back', async () => {
    const server: Hold = await launch({ stateDir: folder('external'), durable: false });
    const admin = new pg.Client(clientConfig('super', server.passwords, server.socketDir));
    await admin.connect();
    await admin.query('drop database banyan');
    await admin.query('drop role banyan_app');
    await admin.query(`create role hosted login createrole password 'pw'`);
    await admin.query('create database hosted owner hosted');
    await admin.end();
    const env = {
      DATABASE_URL: `postgres://hosted:pw@${encodeURIComponent(server.socketDir)}:5432/hosted`,
      BANYAN_PASSPHRASE: passphrase,
    };
    const there = folder('external-state');
    expect(await banyan(at(there, env), 'restore', sealed())).toMatchObject({ code: 0, err: '' });
    await expectRestored(there, env);
    const back = path.join(base, 'back.age');
    expect(await banyan(at(there, env), 'backup', back)).toMatchObject({ code: 0, err: '' });
    const home = folder('back');
    expect(await banyan(at(home, { BANYAN_PASSPHRASE: passphrase }), 'restore', back)).toMatchObject({
      code: 0,
      err: '',
    });
    await expectRestored(home);
    await server.release();
  });

  test('leaves no draft behind', async () => {
    expect((await readdir(base)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe.sequential('a province', () => {
  test('is seeded in any size, served by demo, and refused by start', async () => {
    const demo = folder('demo');
    expect(await banyan(at(demo), 'seed', '--people', '300')).toMatchObject({ code: 0, err: '' });
    const again = await banyan(at(demo), 'seed', '--people', '300');
    expect(again.out).toContain('nothing was done');
    const serving = await start(demo, {}, ['demo']);
    expect(serving.out).toContain('counsellor@demo');
    const cookie = await serving.signIn('counsellor@demo', 'many rivers one sea');
    expect((await serving.done('case.list', {}, { cookie })).body.items).not.toEqual([]);
    expect(await serving.stop('SIGINT')).toBe(0);
    const real = await banyan(at(demo, { PORT: String(await freePort()) }), 'start');
    expectSentence(real, /fictional province/);
    expect(await postmasterOf(demo)).toBeUndefined();
  });
});

test.runIf(asRoot)('the data of root are not another user’s', async () => {
  const { DATA_DIR, ...env } = at(main, { PORT: String(await freePort()) }).env;
  const other = Serving.start({ program: program.program, env: { DATA_DIR: DATA_DIR!, ...env } }, ['start'], {
    uid: 65534,
  });
  await expect(other).rejects.toThrow(/belongs to|may not|cannot/);
});
