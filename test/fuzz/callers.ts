import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type pg from 'pg';
import type { Actor, Contract } from '../../src/kernel/index.ts';
import { testPassword } from '../../src/server/testing.ts';
import type { Raw } from './hostile.ts';
import { secret } from './prepare.ts';

export const routeOf = (name: string): string => `/api/${name.replaceAll('.', '/')}`;

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const ahead = ({ 'banyan-answer': said }: IncomingHttpHeaders): string | undefined =>
  said === undefined ? undefined : decodeURIComponent(String(said));

/** Connections to one door. */
export class Line {
  readonly #agent: Agent;
  readonly #origin: string;

  constructor(origin: string, connections: number) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.#origin = origin;
  }

  send({ method, path, headers, body }: Raw): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(this.#origin);
      // Its own length, whatever the method: a body without one would be the next request.
      const sized = { ...headers, 'content-length': Buffer.byteLength(body) };
      const call = request(
        { agent: this.#agent, hostname, port, method, path, headers: sized, timeout: 60_000 },
        (response) => {
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
        },
      );
      call.on('timeout', () => call.destroy(new Error('it hung')));
      call.on('error', reject);
      call.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

let calls = 0;
/** With the session of this cookie; a machine, which has none, shows its secret. */
export const callOf = (
  { name, machine }: Pick<Contract, 'name' | 'machine'>,
  input: unknown,
  callId: string,
  cookie: string,
): Raw => ({
  method: 'POST',
  path: routeOf(name),
  headers: {
    'content-type': 'application/json',
    'banyan-desk': '1',
    'banyan-call': callId.startsWith('00000000') ? `${String(++calls).padStart(8, '0')}${callId.slice(8)}` : callId,
    ...(machine ? cookie && { authorization: `Bearer ${secret}` } : { cookie }),
  },
  body: JSON.stringify(input) ?? '',
});

/** One caller after another of the same standing: passwords change, accounts end, sessions grow old. */
export class Somebody {
  cookie = '';
  actor: Actor;
  readonly #makeActor: () => Promise<Actor>;
  readonly #line: Line;
  readonly #system: pg.Client;

  static async with(line: Line, system: pg.Client, makeActor: () => Promise<Actor>): Promise<Somebody> {
    const one = new Somebody(line, system, makeActor, await makeActor());
    await one.signIn();
    return one;
  }

  private constructor(line: Line, system: pg.Client, makeActor: () => Promise<Actor>, actor: Actor) {
    this.#line = line;
    this.#system = system;
    this.#makeActor = makeActor;
    this.actor = actor;
  }

  get login(): string {
    return `user-${this.actor.userId}`;
  }

  async signIn(): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt++) {
      await this.#system.query(
        'delete from sign_in_attempt where subject in (select subject from sign_in_attempt for update skip locked)',
      );
      const answer = await this.#line.send(
        callOf(
          { name: 'session.signIn' },
          { login: this.login, password: testPassword },
          '00000000-0000-4000-8000-000000000000',
          '',
        ),
      );
      this.cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
      if (answer.status === 200) return;
      this.actor = await this.#makeActor();
    }
    throw new Error(`Nobody can sign in as ${this.actor.role.code}.`);
  }
}
