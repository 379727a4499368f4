import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGateway } from './gateway.ts';

let folder: string;
const file = (name: string, text: string): string => {
  const where = path.join(folder, name);
  writeFileSync(where, text);
  return where;
};
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'banyan-gateway-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('readGateway', () => {
  it('is none unless one is named', () => {
    expect(readGateway({})).toBeUndefined();
  });

  it('reads an address, its field names and its secrets', () => {
    const one = readGateway({
      SMS_GATEWAY: 'https://sms.example.org/send',
      SMS_GATEWAY_SECRET_FILE: file('out', 'Bearer abc\n'),
      SMS_INBOUND_SECRET_FILE: file('in', 'agreed\n'),
      SMS_INBOUND_FIELDS: 'from=msisdn&text=content',
    });
    expect(one?.name).toBe('sms.example.org');
    expect([one?.knows('agreed'), one?.knows('agreed\n')]).toEqual([true, false]);
    expect(one?.understands({ msisdn: '84901234567', content: 'STOP' })).toEqual({ from: '84901234567', text: 'STOP' });
  });

  it.each([
    [{ SMS_GATEWAY: 'http://sms.example.org/' }, /https/],
    [{ SMS_GATEWAY: 'ftp://sms.example.org/' }, /https/],
    [{ SMS_GATEWAY: 'https://me:secret@sms.example.org/' }, /SECRET_FILE/],
    [{ SMS_GATEWAY: 'file:sent.jsonl' }, /whole path/],
    [{ SMS_GATEWAY: 'https://x.org', SMS_GATEWAY_FORMAT: 'xml' }, /json or form/],
    [{ SMS_GATEWAY: 'https://x.org', SMS_GATEWAY_SECRET_FILE: '/nowhere/x' }, /cannot be read/],
    [{ SMS_GATEWAY: 'https://x.org', SMS_GATEWAY_FIELDS: 'number=to' }, /may name to, text, id/],
    [{ SMS_GATEWAY: 'https://x.org', SMS_GATEWAY_HEADER: 'x: y' }, /name of a header/],
  ])('refuses %j', (env, why) => {
    expect(() => readGateway(env)).toThrow(why);
  });
});
