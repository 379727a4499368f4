import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FileGateway, HttpGateway, type HttpOptions } from './index.ts';

const inbound = {
  secret: 'agreed',
  fields: { from: 'from', text: 'text', id: 'id', state: 'status', delivered: 'DELIVRD' },
};
const message = { id: '0190a0c0-0000-7000-8000-000000000001', to: '+84901234567', text: 'Mời gọi & trả lời?' };

let server: Server | undefined;
const received: { headers: IncomingMessage['headers']; body: string }[] = [];
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((done) => (server ? server.close(done) : done(undefined)));
  server = undefined;
  received.length = 0;
});

/** A gateway of its own, and what it does with a request. */
async function gateway(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
  more: Partial<HttpOptions> = {},
): Promise<HttpGateway> {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      answer(response, request);
    });
  });
  await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done));
  return new HttpGateway({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`,
    format: 'json',
    fields: { to: 'to', text: 'text', id: 'id' },
    fixed: {},
    patience: 300,
    inbound,
    ...more,
  });
}

describe('the HTTP gateway', () => {
  it('sends JSON with its secret and fixed fields', async () => {
    const one = await gateway((response) => response.end('{}'), {
      header: { name: 'x-key', value: 'of the gateway' },
      fixed: { route: '2' },
      fields: { to: 'recipient', text: 'message', id: 'ref' },
    });
    expect(await one.send(message)).toBe('accepted');
    expect(received[0]?.headers['x-key']).toBe('of the gateway');
    expect(JSON.parse(received[0]!.body)).toEqual({
      route: '2',
      recipient: message.to,
      message: message.text,
      ref: message.id,
    });
  });

  it('sends a form', async () => {
    const one = await gateway((response) => response.end(), { format: 'form' });
    expect(await one.send(message)).toBe('accepted');
    expect(Object.fromEntries(new URLSearchParams(received[0]!.body))).toEqual(message);
  });

  it.each([
    [400, 'refused'],
    [401, 'later'],
    [404, 'later'],
    [408, 'unknown'],
    [422, 'refused'],
    [429, 'later'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'later'],
  ] as const)('takes %i for %s', async (status, outcome) => {
    const one = await gateway((response) => response.writeHead(status).end());
    expect(await one.send(message)).toBe(outcome);
  });

  it('follows nobody elsewhere', async () => {
    const one = await gateway((response) => response.writeHead(307, { location: '/other' }).end());
    expect(await one.send(message)).toBe('unknown');
    expect(received).toHaveLength(1);
  });

  it('does not know what became of a message when the answer is late or breaks off', async () => {
    const slow = await gateway(() => undefined);
    expect(await slow.send(message)).toBe('unknown');
    server?.closeAllConnections();
    const broken = await gateway((response) => response.socket?.destroy());
    expect(await broken.send(message)).toBe('unknown');
  });

  it('knows that nobody was there', async () => {
    const one = await gateway(() => undefined);
    server?.closeAllConnections();
    await new Promise((done) => server!.close(done));
    server = undefined;
    expect(await one.send(message)).toBe('later');
  });
});

describe('what comes in', () => {
  const one = new FileGateway('/nowhere/at/all', inbound);

  it('is known by the secret alone', () => {
    expect([one.knows('agreed'), one.knows('agree'), one.knows(''), one.knows('Agreed')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(new FileGateway('/x', { ...inbound, secret: undefined }).knows('')).toBe(false);
    expect(new FileGateway('/x', { ...inbound, secret: '' }).knows('')).toBe(false);
  });

  it('is an answer, or what became of a message, or nothing', () => {
    expect(one.understands({ from: '+84 901 234 567', text: '5' })).toEqual({ from: '+84 901 234 567', text: '5' });
    expect(one.understands({ from: 84901234567, text: 5 })).toEqual({ from: '84901234567', text: '5' });
    expect(one.understands({ id: message.id, status: 'delivrd' })).toEqual({ id: message.id, delivered: true });
    expect(one.understands({ id: message.id, status: 'EXPIRED' })).toEqual({ id: message.id, delivered: false });
    for (const none of [{}, { from: 'Bank', text: 'x' }, { id: 'x', status: 'DELIVRD' }, { __proto__: { from: '1' } }])
      expect(one.understands(none)).toBeUndefined();
  });
});

describe('the file gateway', () => {
  it('writes lines, and says when it cannot', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'banyan-messages-'));
    const file = path.join(folder, 'sent.jsonl');
    const one = new FileGateway(file, inbound);
    expect([await one.send(message), await one.send(message)]).toEqual(['accepted', 'accepted']);
    expect(
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([message, message]);
    rmSync(folder, { recursive: true });
    expect(await one.send(message)).toBe('later');
  });
});
