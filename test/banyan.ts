import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { endServer, runningIn } from '../src/platform/postgres/processes.ts';
import { openHome } from '../src/platform/postgres/state.ts';

/** A state folder, settings and the program: `banyan` as its users have it, in processes of its own. */
export interface Place {
  program: string;
  env: Record<string, string>;
}

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

const environment = (env: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  TMPDIR: tmpdir(),
  ...env,
});

/** One command to its end. */
export async function banyan({ program, env }: Place, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = { code: null as number | null, out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => {
    ended.out += part;
  });
  child.stderr.on('data', (part: Buffer) => {
    ended.err += part;
  });
  [ended.code] = (await once(child, 'close')) as [number | null];
  return ended;
}

export interface Answer {
  status: number;
  body: Record<string, never> & Record<string, unknown>;
  cookie: string | undefined;
}

export interface More {
  callId?: string;
  cookie?: string;
  from?: string;
}

/** A call over HTTP; rejects when nobody answers. */
export async function callAt(origin: string, name: string, input: unknown, more: More = {}): Promise<Answer> {
  const { callId = randomUUID(), cookie = '', from = '10.0.0.1' } = more;
  const response = await fetch(`${origin}/api/${name.replaceAll('.', '/')}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'banyan-desk': '1',
      'banyan-call': callId,
      'x-forwarded-for': from,
      cookie,
    },
    body: JSON.stringify(input),
  });
  // A stream's answer goes ahead of its bytes.
  const ahead = response.headers.get('banyan-answer');
  const said: unknown = ahead === null ? await response.json() : JSON.parse(decodeURIComponent(ahead));
  if (ahead !== null) await response.arrayBuffer();
  const body = said as Answer['body'];
  return { status: response.status, body, cookie: response.headers.getSetCookie()[0]?.split(';')[0] };
}

/** `banyan start` or another command that serves. */
export class Serving {
  readonly origin: string;
  out = '';
  err = '';
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;

  /** Resolves when it serves; rejects with what it said when it ended before. */
  static async start({ program, env }: Place, args: string[] = ['start'], as: { uid?: number } = {}): Promise<Serving> {
    const port = env.PORT ?? String(await freePort());
    const one = new Serving(
      spawn(process.execPath, [program, ...args], {
        env: environment({ ...env, PORT: port }),
        stdio: ['ignore', 'pipe', 'pipe'],
        ...(as.uid !== undefined && { uid: as.uid, gid: as.uid }),
      }),
      port,
    );
    await one.#ready();
    return one;
  }

  private constructor(child: ChildProcess, port: string) {
    this.#child = child;
    this.origin = `http://127.0.0.1:${port}`;
    this.#closed = once(child, 'close');
    this.#closed.catch(() => {});
    child.stdout!.on('data', (part: Buffer) => {
      this.out += part;
    });
    child.stderr!.on('data', (part: Buffer) => {
      this.err += part;
    });
  }

  get setupCode(): string {
    return /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(this.out)?.[0] ?? '';
  }

  async #ready(): Promise<void> {
    const served = new Promise<void>((resolve) => {
      this.#child.stdout!.on('data', () => this.out.includes('Stop with Ctrl+C') && resolve());
    });
    const ended = this.#closed.then(() => {
      throw new Error(`It ended: ${this.out}${this.err}`);
    });
    await Promise.race([served, ended]);
    ended.catch(() => {});
  }

  /** A call over HTTP; rejects when nobody answers. */
  call(name: string, input: unknown, more?: More): Promise<Answer> {
    return callAt(this.origin, name, input, more);
  }

  /** A call that must be done. */
  async done(name: string, input: unknown, more: { callId?: string; cookie?: string } = {}): Promise<Answer> {
    const answer = await this.call(name, input, more);
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  async signIn(login: string, password: string): Promise<string> {
    return (await this.done('session.signIn', { login, password })).cookie!;
  }

  /** Resolves when it ends by itself, with its exit code. */
  async ended(): Promise<number | null> {
    await this.#closed;
    return this.#child.exitCode;
  }

  /** Answers with its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal);
    await this.#closed;
    return this.#child.exitCode;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** The process of the embedded server of a state folder; undefined when none runs. */
export const postmasterOf = async (stateDir: string): Promise<number | undefined> =>
  runningIn(await openHome(stateDir))?.postmaster;

/** For tear-down: whatever still runs in this folder. */
export const endPostgres = async (stateDir: string): Promise<void> => endServer(await openHome(stateDir));

export const password = 'seven small boats at night';

/** An organisation with its first administrator, made with the code from the console, and a counsellor and a manager. */
export async function settle(serving: Serving): Promise<Record<'administrator' | 'counsellor' | 'manager', string>> {
  const organisation = 'Trung tâm';
  await serving.done('setup.begin', { code: serving.setupCode, organisation, name: 'Hà', login: 'ha', password });
  const administrator = await serving.signIn('ha', password);
  const team = (await serving.done('team.add', { name: 'Hà Nội' }, { cookie: administrator })).body.id;
  const add = async (login: string, role: string) => {
    const input = { name: login, login, role, teamIds: [team] };
    const given = (await serving.done('user.add', input, { cookie: administrator })).body.password as unknown as string;
    const first = await serving.signIn(login, given);
    const changed = await serving.done('me.changePassword', { current: given, next: password }, { cookie: first });
    return changed.cookie ?? first;
  };
  return {
    administrator,
    counsellor: await add('lan', 'counsellor'),
    manager: await add('minh', 'centre-manager'),
  };
}

/** What is written in these tests; `n` tells one from another. */
export const enquiry = (n: number | string) => ({
  programme: 'resource-centre',
  channel: 'phone',
  topic: 'contract',
  answered: true,
  note: `Contact ${n}`,
});
export const person = (n: number | string) => ({
  identity: { name: `Nguyễn Thị Lan ${n}` },
  contact: { phones: [{ number: '0901234567' }] },
});
export const consent = { how: 'oral' } as const;
