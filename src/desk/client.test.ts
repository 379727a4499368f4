import { describe, expect, it } from 'vitest';
import { createClient, Refused } from './client.ts';

interface Sent {
  url: string;
  headers: Record<string, string>;
  body: string;
}
type Answer = { status: number; body: unknown } | 'broken';

/** A network that answers what it is told, and a clock that does not wait. */
function surroundings(answers: Answer[]) {
  const sent: Sent[] = [];
  const waited: number[] = [];
  const asked: string[] = [];
  const reached: boolean[] = [];
  const call = createClient({
    fetch: (async (url: string, init: RequestInit) => {
      if (init.signal?.aborted) throw new DOMException('aborted', 'AbortError');
      sent.push({ url, headers: init.headers as Record<string, string>, body: String(init.body) });
      const answer = answers.shift() ?? 'broken';
      if (answer === 'broken') throw new TypeError('network');
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
      return new Response(text, { status: answer.status });
    }) as typeof fetch,
    wait: async (milliseconds) => {
      waited.push(milliseconds);
    },
    signInAgain: async () => {
      asked.push('signIn');
    },
    reauthenticate: async () => {
      asked.push('password');
    },
    reachable: (yes) => reached.push(yes),
  });
  return { call, sent, waited, asked, reached };
}

const ok = { status: 200, body: { doneAt: '2026-11-22T05:00:00Z' } };
const finish = { id: '01990000-0000-7000-8000-000000000001' };
const refusal = (code: string, status: number, more = {}): Answer => ({ status, body: { code, ...more } });

describe('the client', () => {
  it('posts to the address of the operation with the headers the server asks for', async () => {
    const { call, sent } = surroundings([ok]);
    expect(await call('task.finish', finish)).toEqual(ok.body);
    expect(sent[0]).toMatchObject({ url: '/api/task/finish', body: JSON.stringify(finish) });
    expect(sent[0]?.headers['banyan-desk']).toBe('1');
    expect(sent[0]?.headers['banyan-call']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends a write again under the same call id when the network broke', async () => {
    const { call, sent, waited, reached } = surroundings(['broken', { status: 502, body: '<html>' }, ok]);
    await call('task.finish', finish);
    expect(new Set(sent.map(({ headers }) => headers['banyan-call'])).size).toBe(1);
    expect(waited).toHaveLength(2);
    expect(reached).toEqual([false, false, true]);
  });

  it('gives up after a few tries and says so', async () => {
    const { call, sent } = surroundings([]);
    await expect(call('task.finish', finish)).rejects.toMatchObject({ code: 'network.away' });
    expect(sent).toHaveLength(4);
  });

  it('waits for a database that comes back', async () => {
    const { call } = surroundings([refusal('database.away', 503), ok]);
    expect(await call('task.finish', finish)).toEqual(ok.body);
  });

  it('asks for the password over the page when the session ended, then goes on with the same call', async () => {
    const { call, sent, asked } = surroundings([refusal('auth.required', 401), ok]);
    await call('task.finish', finish);
    expect(asked).toEqual(['signIn']);
    expect(sent[0]?.headers['banyan-call']).toBe(sent[1]?.headers['banyan-call']);
  });

  it('asks again before something grave', async () => {
    const { call, asked } = surroundings([refusal('auth.reauthenticate', 403), ok]);
    await call('task.finish', finish);
    expect(asked).toEqual(['password']);
  });

  it('answers quietly at the start of the desk', async () => {
    const { call, asked } = surroundings([refusal('auth.required', 401)]);
    await expect(call('session.me', {}, { quiet: true })).rejects.toMatchObject({ code: 'auth.required' });
    expect(asked).toEqual([]);
  });

  it('hands on a refusal with its fields and does not repeat it', async () => {
    const fields = [{ path: 'note', code: 'tooLong', params: { most: 20000 } }];
    const { call, sent } = surroundings([refusal('input.invalid', 400, { fields })]);
    const refused = await call('task.finish', finish).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ code: 'input.invalid', fields });
    expect(sent).toHaveLength(1);
  });

  it('takes an answer it does not know as a failure, not as words to show', async () => {
    const { call } = surroundings([{ status: 400, body: { code: '<script>' } }]);
    await expect(call('task.finish', finish)).rejects.toMatchObject({ code: 'server.failed' });
  });

  it('can be cancelled, also between two tries', async () => {
    const stop = new AbortController();
    const { call, sent } = surroundings(['broken']);
    const running = call('task.finish', finish, { signal: stop.signal });
    stop.abort();
    await expect(running).rejects.toMatchObject({ code: 'call.cancelled' });
    expect(sent.length).toBeLessThan(2);
  });
});
