import type { Random } from '../../src/server/province/random.ts';
import { uuid } from './shapes.ts';

/** Text that has broken some program somewhere: parsers, databases, spreadsheets, terminals, pages. */
const texts: readonly (string | (() => string))[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff\ud800y',
  '\u202egnp.exe',
  '\u2066\u2069\u200f\u200b',
  'مرحبا بكم עברית',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘',
  '\ufeff',
  '\u001b[31m',
  '\u007f\u0085',
  '\r\n',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '0x1F',
  '9999999999999999999999',
  'null',
  'undefined',
  'true',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "' or 1=1 --",
  "'; drop table person; --",
  '\\',
  '%',
  '_%\\_',
  '$1',
  '$$',
  '{"a":1}',
  '{a,b}',
  '"',
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  "=cmd|'/c calc'!A0",
  'a;b,c\n"d"',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '<!ENTITY x SYSTEM "file:///etc/passwd">',
  '{{7*7}}${7*7}<%= 7 %>',
  '../../../etc/passwd',
  '..\\..\\boot.ini',
  'file:///etc/passwd',
  '/dev/null',
  'con.txt',
  '0000-00-00',
  '2026-02-30',
  '2024-02-29',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31',
  '0000-01',
  '0000-01-01T00:00:00Z',
  '9999-12',
  '2026-01-01T00:00:00.123456789123456789Z',
  '10000-01-01T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '2567-05-17',
  '๒๕๔๔-๐๕-๑๗',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF',
  'not-a-uuid',
  '(a+)+$',
  'İıſK',
  'ﷺﷺﷺ',
  '\u0130'.repeat(50),
  () => 'x'.repeat(301),
  () => 'x'.repeat(20_001),
  () => 'à'.normalize('NFD').repeat(5_000),
  () => '\ufdfa'.repeat(200),
  () => '🙂'.repeat(5_000),
  () => ' '.repeat(10_000),
  () => '1 MB'.repeat(262_144),
];

const others: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => false,
  () => 0,
  () => -1,
  () => 1.5,
  () => 2 ** 31,
  () => -(2 ** 31) - 1,
  () => 2 ** 53,
  () => 1e308,
  () => [],
  () => [[]],
  () => [null],
  () => ({}),
  () => ({ toString: 1, length: -1 }),
  () => JSON.parse('{"__proto__":{"grants":["user.manage"]}}') as unknown,
  () => ({ constructor: { prototype: { x: 1 } } }),
  () => Array.from({ length: 5_000 }, () => 'a'),
  () => nested(50),
  () => nested(1_000),
];

function nested(depth: number): unknown {
  let inner: unknown = 'deep';
  for (let at = 0; at < depth; at++) inner = at % 2 === 0 ? { a: inner } : [inner];
  return inner;
}

export function hostile(random: Random): unknown {
  if (random.chance(0.05)) return uuid(random);
  if (random.chance(0.3)) return random.pick(others)();
  const text = random.pick(texts);
  return typeof text === 'string' ? text : text();
}

/** The value with one place changed: made hostile, left out, doubled, or given a neighbour that nobody asked for. */
export function mutated(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.7)) {
    const at = random.between(0, value.length - 1);
    if (random.chance(0.15)) return [...value, ...value];
    return value.map((one, index) => (index === at ? mutated(one, random) : one));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const names = Object.keys(value);
    if (names.length === 0 || random.chance(0.1))
      return {
        ...value,
        [random.pick(['extra', '__proto__x', 'constructor', 'id', 'organisationId', 'a\u0000b', ''])]: hostile(random),
      };
    const name = random.pick(names);
    if (random.chance(0.15)) return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name));
    return { ...value, [name]: mutated((value as Record<string, unknown>)[name], random) };
  }
  if (typeof value === 'string' && value.length < 200 && random.chance(0.2)) {
    const at = random.between(0, value.length);
    return value.slice(0, at) + (JSON.stringify(hostile(random)) ?? '').slice(0, 1_000) + value.slice(at);
  }
  return hostile(random);
}

/** A request that no client of ours would send. */
export interface Raw {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | string;
}

const bodies: readonly (() => Buffer | string)[] = [
  () => '',
  () => '{',
  () => '{"a":',
  () => "{'a':1}",
  () => '{"a":1,}',
  () => '\ufeff{}',
  () => 'null',
  () => '[]',
  () => '0',
  () => '"text"',
  () => 'NaN',
  () => '{"a":1}{"a":2}',
  () => '{"__proto__":{"x":1}}',
  () => '{"constructor":{"prototype":{"x":1}}}',
  () => '{"id":1e400}',
  () => '{"a":"\\ud800"}',
  () => '{"a":"\\u0000"}',
  () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  () => Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0]),
  () => '['.repeat(100_000),
  () => '{"a":'.repeat(20_000),
  () => 'x'.repeat(300_000),
  () => 'a=1&b=2',
  () => '<xml/>',
];
const types = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json;',
  'APPLICATION/JSON',
  'application/problem+json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/octet-stream',
  'nonsense',
  '',
  '*/*',
];
const methods = [
  'GET',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'HEAD',
  'TRACE',
  'PROPFIND',
  'LOCK',
  'REPORT',
  'SEARCH',
  'QUERY',
];
const paths = [
  '/api/../etc/passwd',
  '/api/%2e%2e/%2e%2e/etc/passwd',
  '/api/case%2fopen',
  '/api//case/open',
  '/api/case/open/',
  '/api/case/open/extra',
  '/API/case/open',
  '/api/case/open?x=1&x=2&__proto__[a]=1',
  '/api/case/open#x',
  '/api/case/%6fpen',
  '/api/case/open%00',
  '/api/%',
  '/api/%zz',
  '/api/%ff%fe',
  '/%c0%ae%c0%ae/',
  '/api/file/../x',
  '/api/file/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '/api/file/',
  '/api/file/not-a-uuid',
  '/api/file/00000000-0000-0000-0000-000000000000',
  "/api/file/'%20or%201=1",
  `/api/file/${'a'.repeat(3_000)}`,
  '/api/live?about=not-a-uuid',
  '/api/live?about=%00',
  '/api/live?about[a]=1&about[__proto__]=1',
  '/api/live/extra',
  '/assets/..%2f..%2fserver%2fbanyan.js',
  '/assets/../../package.json',
  '/assets/%2e%2e/index.html',
  '/assets/%00',
  '/assets/%ff',
  '/assets/',
  '/assets',
  '/desk/../../../etc/passwd',
  '/desk/%ff',
  '/desk/person/%00',
  '/desk?__proto__=1',
  '//evil.example/desk',
  '/\\evil.example',
  'http://evil.example/api/case/open',
  '*',
  '/',
  '/?a=%',
  '/favicon.ico',
  '/health',
  '/health?x=%ff',
  '/api',
  '/api/openapi.json',
  '/.env',
  '/.git/config',
  '/wp-login.php',
  `/${'a/'.repeat(2_000)}`,
  `/api/${'%41'.repeat(1_000)}`,
];

export function rawRequest(random: Random, route: string, cookie: string): Raw {
  const method = random.chance(0.6) ? 'POST' : random.pick(methods);
  const path = random.chance(0.5) ? route : random.pick(paths);
  const headers: Record<string, string> = {
    'content-type': random.pick(types),
    'banyan-desk': '1',
    'banyan-call': uuid(random),
    cookie,
  };
  const odd: Record<string, string>[] = [
    {},
    {},
    { 'banyan-desk': '0' },
    { 'banyan-desk': '' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'x'.repeat(2_000) },
    { 'banyan-call': 'none' },
    { 'banyan-call': '' },
    { 'banyan-call': `${uuid(random)},${uuid(random)}` },
    { cookie: 'banyan=' },
    { cookie: `banyan=${'A'.repeat(43)}` },
    { cookie: 'banyan=%00%ff%' },
    { cookie: '__proto__=1; constructor=2; =; ;;;' },
    { cookie: `banyan=${'x'.repeat(4_000)}` },
    { cookie: `a=${'x'.repeat(17_000)}` },
    { 'content-encoding': 'gzip' },
    { 'accept-encoding': 'br;q=9, nonsense, *;q=x' },
    { accept: 'text/html' },
    { 'if-none-match': '"x", W/"y", *' },
    { 'if-modified-since': 'never' },
    { range: 'bytes=5-1,99999-,-0' },
    { expect: '100-continue' },
    { expect: 'nonsense' },
    { host: '' },
    { host: 'a b' },
    { host: '[::1' },
    { 'x-forwarded-for': '1.2.3.4, nonsense' },
    { 'x-http-method-override': 'DELETE' },
    { 'accept-version': '99.x' },
    { origin: 'null' },
    { connection: 'upgrade', upgrade: 'websocket' },
  ];
  return {
    method,
    path,
    headers: { ...headers, ...random.pick(odd) },
    body: method === 'GET' || method === 'HEAD' ? '' : random.pick(bodies)(),
  };
}
