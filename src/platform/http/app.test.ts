import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../../server/testing.ts';
import { guardsOf } from './guards.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

const post = (origin: string, path: string, body = '{}', type = 'application/json') =>
  fetch(origin + path, { method: 'POST', headers: { 'content-type': type, 'banyan-desk': '1' }, body });

it('guards every answer: done, refused, absent, broken, and what is not asked by POST', async () => {
  const { origin } = await house.serve();
  const answers = await Promise.all([
    fetch(`${origin}/health`),
    fetch(`${origin}/api`),
    fetch(`${origin}/nowhere`),
    post(origin, '/api/case/list'),
    post(origin, '/api/case/list', '{'),
    post(origin, '/api/case/list', 'x', 'text/html'),
    post(origin, '/api/nowhere'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 401, 400, 415, 404]);
  for (const { headers } of answers)
    for (const [name, value] of Object.entries(guardsOf(false))) expect(headers.get(name), name).toBe(value);
  expect(answers[0]?.headers.get('strict-transport-security')).toBeNull();
});

it('has the browser come over TLS alone, where the house is reached so', () => {
  expect(guardsOf(true)['strict-transport-security']).toBe('max-age=31536000');
});

it('tells an address that asks too often to wait, and how long', async () => {
  const { origin } = await house.serve({ requestsPerMinute: 2 });
  for (let asked = 0; asked < 2; asked++) {
    const answer = await post(origin, '/api/case/list');
    expect(answer.status).toBe(401);
    // What is left is nobody's business until it is used up.
    expect(answer.headers.get('x-ratelimit-remaining')).toBeNull();
  }
  const refused = await post(origin, '/api/case/list');
  expect(refused.status).toBe(429);
  expect(((await refused.json()) as { code: string }).code).toBe('rate.limited');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

it('ends a connection that asked for another protocol: what is sent behind its body would never be read', async () => {
  const { origin } = await house.serve();
  const socket = connect(Number(new URL(origin).port));
  const ask = (headers: string, body: string) =>
    `POST /api/nowhere HTTP/1.1\r\nhost: house\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`;
  socket.write(ask('connection: upgrade\r\nupgrade: websocket\r\n', '{}') + ask('', '{}'));
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  expect(answer).toMatch(/\r\nconnection: close\r\n/i);
});

it('waits at its end for nobody who connected and asked nothing', async () => {
  const { origin, close } = await house.serve();
  const silent = connect(Number(new URL(origin).port));
  await once(silent, 'connect');
  await fetch(`${origin}/health`);
  await Promise.all([close(), once(silent, 'close')]);
  expect(silent.destroyed).toBe(true);
});
