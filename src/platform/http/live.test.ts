import { once } from 'node:events';
import http from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Heard } from '../../core/index.ts';
import type { Actor } from '../../kernel/index.ts';
import { Problem } from '../../kernel/index.ts';
import { serveLive } from './live.ts';

const actor = { userId: 'someone' } as Actor;
let app: FastifyInstance;
let origin: string;
let listeners: Heard[];
let closed: number;
let reviews: number;
let full = false;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  [listeners, closed, reviews, full] = [[], 0, 0, false];
  app = Fastify();
  app.setErrorHandler((error: Problem, _request, reply) =>
    reply.status(error.status ?? 500).send({ code: error.code }),
  );
  serveLive(app, {
    live: {
      async open(heard) {
        if (full) throw new Problem('rate.limited');
        listeners.push(heard);
        return { close: () => void closed++ };
      },
      review: async () => void reviews++,
    },
    callerOf: async () => ({
      actor,
      address: '',
      session: { tokenHash: Buffer.from('ab', 'hex'), start: () => {}, end: () => {} },
    }),
    ask: async () => actor,
  });
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

/** The bytes of a stream, as text, each time some come; undefined at its end. */
async function listen(): Promise<() => Promise<string | undefined>> {
  const answer = await fetch(`${origin}/api/live`);
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe(':\n\n');
  return async () => (await reader.read()).value;
}

it('gives a sign of life, and has it looked at who still may listen', async () => {
  const next = await listen();
  vi.advanceTimersByTime(25_000);
  expect(await next()).toBe(':\n\n');
  expect(reviews).toBe(1);
  listeners[0]!.tell('reach');
  expect(await next()).toBe('data: reach\n\n');
});

it('cuts off who takes nothing, and nobody else', async () => {
  const [slow, other] = [await listen(), await listen()];
  for (let n = 0; n < 10_000; n++) listeners[0]!.tell('reach');
  const all = async () => {
    while ((await slow()) !== undefined);
  };
  await expect(all()).rejects.toThrow();
  expect(closed).toBe(1);
  // What is told to somebody who is gone goes nowhere.
  listeners[0]!.tell('reach');
  listeners[1]!.tell('record');
  expect(await other()).toBe('data: record\n\n');
});

it('forgets who went away', async () => {
  const request = http.get(`${origin}/api/live`, { agent: false });
  await once(request, 'response');
  request.destroy();
  await vi.waitFor(() => expect(closed).toBe(1));
});

it('refuses when there are too many, and ends those that are open with the door', async () => {
  const next = await listen();
  full = true;
  expect((await fetch(`${origin}/api/live`)).status).toBe(429);
  listeners[0]!.end();
  // Once is enough.
  listeners[0]!.end();
  expect(await next()).toBeUndefined();
  full = false;
  const last = await listen();
  await app.close();
  expect(await last()).toBeUndefined();
});
