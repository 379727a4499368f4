import { randomUUID } from 'node:crypto';
import { testPassword } from '../../src/server/testing.ts';

/** What came back, byte for byte, but for the time and the count of the limit, which are the same for whatever is asked. */
export interface Answer {
  status: number;
  headers: string;
  text: string;
  /** `done`, or the code of the problem. */
  code: string;
}

/** A browser that says all it gets. */
export class Visitor {
  #cookie = '';
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  async call(name: string, input: unknown): Promise<Answer> {
    const headers = { 'content-type': 'application/json', 'banyan-desk': '1', 'banyan-call': randomUUID() };
    return this.#fetch(`/api/${name.replaceAll('.', '/')}`, {
      method: 'POST',
      headers: { ...headers, cookie: this.#cookie },
      body: JSON.stringify(input),
    });
  }

  file(id: string): Promise<Answer> {
    return this.#fetch(`/api/file/${id}`, { headers: { cookie: this.#cookie } });
  }

  async signIn(userId: string): Promise<this> {
    const { code } = await this.call('session.signIn', { login: `user-${userId}`, password: testPassword });
    if (code !== 'done') throw new Error(`user-${userId} could not sign in: ${code}`);
    return this;
  }

  async #fetch(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.#origin}${path}`, init);
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
    const text = await response.text();
    const headers = [...response.headers]
      .filter(([name]) => name !== 'date' && !name.startsWith('x-ratelimit-'))
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n');
    const code = response.ok ? 'done' : String((JSON.parse(text) as { code?: string }).code);
    return { status: response.status, headers, text, code };
  }
}
