/**
 * Files that are made to do harm, sent as a person would send them; and files that we make, which must do none: no cell
 * that a spreadsheet would compute leaves by any export.
 */
import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { readXlsx, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archive } from '../../src/core/forms/xlsform/testing.ts';
import type { Actor } from '../../src/kernel/index.ts';
import { type HttpCaller, type TestDoor, type TestHouse, testHouse, testPassword } from '../../src/server/testing.ts';

let house: TestHouse;
let door: TestDoor;
let administrator: HttpCaller;
let manager: HttpCaller;
let managing: Actor;

beforeAll(async () => {
  house = await testHouse();
  door = await house.serve();
  const ours = await house.organisation('=HYPERLINK("http://evil.example")');
  const team = await house.team(ours, '@SUM(1+1)');
  managing = await house.user('centre-manager', ours, [team]);
  administrator = await door.signIn(await house.user('administrator', ours));
  manager = await door.signIn(managing);
});
afterAll(() => house.close());

const types =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';
const preview = (file: Uint8Array, fileName = 'form.xlsx', kind = 'form') =>
  administrator('definition.preview', { kind, file: Buffer.from(file).toString('base64'), fileName });

const sheet = (rows: unknown[][]) => [
  { name: 'survey', rows: [['type', 'name', 'label'], ...rows] },
  { name: 'choices', rows: [['list_name', 'name', 'label']] },
  {
    name: 'settings',
    rows: [
      ['form_title', 'form_id'],
      ['Form', 'form'],
    ],
  },
];

describe('what comes in', () => {
  const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);
  const inner = archive([{ name: 'a', data: zeros(8) }]);
  const bombs: [string, () => Buffer][] = [
    [
      'one part of 200 MB in 200 kB',
      () =>
        archive([
          { name: '[Content_Types].xml', data: Buffer.from(types) },
          { name: 'xl/workbook.xml', data: zeros(200) },
        ]),
    ],
    [
      'one that says it is small',
      () =>
        archive([
          { name: '[Content_Types].xml', data: Buffer.from(types) },
          { name: 'xl/workbook.xml', data: zeros(100), size: 100, headSize: 100 },
        ]),
    ],
    [
      'ten thousand parts',
      () => archive(Array.from({ length: 10_000 }, (_, n) => ({ name: `xl/${n}.xml`, data: Buffer.from('x') }))),
    ],
    [
      'archives in an archive',
      () => archive(Array.from({ length: 40 }, (_, n) => ({ name: `xl/${n}.zip`, data: inner }))),
    ],
    [
      'parts that climb out of their folder',
      () =>
        archive([
          { name: '../../../etc/passwd', data: Buffer.from('x') },
          { name: '[Content_Types].xml', data: Buffer.from(types) },
        ]),
    ],
    ['an archive that is none', () => Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), zeros(1)])],
    ['an old workbook with a password', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), zeros(1)])],
  ];

  test.each(bombs)('is refused: %s', async (_, make) => {
    const { status, body } = await preview(make());
    if (status === 200) expect(body).toMatchObject({ publishable: false });
    else
      expect({ status, body }).toMatchObject({
        status: expect.toSatisfy((code: number) => code === 413 || code === 415),
      });
  });

  test('formulas are not computed, and links and macros are left behind', async () => {
    const book = await writeXlsx({
      sheets: sheet([
        ['text', 'note', '=1+1'],
        ['text', 'other', '=HYPERLINK("http://evil.example","x")'],
      ]) as never,
    });
    const { status, body } = await preview(book);
    expect(status).toBe(200);
    const labels = (body.body as { items: { label: Record<string, string> }[] }).items.flatMap(({ label }) =>
      Object.values(label),
    );
    expect(labels).not.toContain('2');
  });

  test('what a file is, its content says: a name changes nothing', async () => {
    const script = Buffer.from('#!/bin/sh\necho no');
    expect((await preview(script, 'form.xlsx')).status).toBe(415);
    expect((await preview(Buffer.from([0x4d, 0x5a, 0, 0]), 'list.csv', 'codeList')).status).toBe(415);
    const list = await preview(Buffer.from('code,label:en\na,A\n'), '../../../etc/list.exe', 'codeList');
    expect(list).toMatchObject({ status: 200, body: { code: 'list' } });
  });

  test('a body beyond every limit is refused before it is read', async () => {
    const answer = await manager('enquiry.record', { programme: 'x'.repeat(400_000) });
    expect(answer).toMatchObject({ status: 413, body: { code: 'input.tooLarge' } });
  });
});

describe('what goes out', () => {
  const evil = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1+1', '=cmd|"/c calc"!A0', '\r\n=1+1'];
  const live = /^[=+\-@\t\r]/;

  /** The file that a call made, as its maker fetches it. */
  async function fileOf(actor: Actor, name: string, input: unknown): Promise<Buffer> {
    const signIn = await fetch(`${door.origin}/api/session/signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'banyan-desk': '1', 'banyan-call': crypto.randomUUID() },
      body: JSON.stringify({ login: `user-${actor.userId}`, password: testPassword }),
    });
    const cookie = signIn.headers.getSetCookie()[0]!.split(';')[0]!;
    const made = await fetch(`${door.origin}/api/${name.replaceAll('.', '/')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'banyan-desk': '1', 'banyan-call': crypto.randomUUID(), cookie },
      body: JSON.stringify(input),
    });
    if (made.headers.has('banyan-answer')) return Buffer.from(await made.arrayBuffer());
    const body = (await made.json()) as { file: string };
    expect({ status: made.status, body }).toMatchObject({ status: 200 });
    const response = await fetch(`${door.origin}/api/file/${body.file}`, { headers: { cookie } });
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    return Buffer.from(await response.arrayBuffer());
  }

  const cellsOfCsv = (bytes: Buffer): string[] =>
    (parse(bytes, { bom: true, record_delimiter: '\r\n' }) as string[][]).flat();
  /** The parts of an archive, unpacked, by its directory. */
  function partsOf(bytes: Buffer): string[] {
    const parts: string[] = [];
    const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
    let at = bytes.readUInt32LE(end + 16);
    while (bytes.readUInt32LE(at) === 0x02014b50) {
      const [method, size, start] = [
        bytes.readUInt16LE(at + 10),
        bytes.readUInt32LE(at + 20),
        bytes.readUInt32LE(at + 42),
      ];
      const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
      const packed = bytes.subarray(from, from + size);
      parts.push((method === 0 ? packed : inflateRawSync(packed)).toString());
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return parts;
  }

  /** Cells as they are stored: none is a formula, and nothing leads out of the workbook. */
  async function cellsOfWorkbook(bytes: Buffer): Promise<string[]> {
    const parts = partsOf(bytes);
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect(part).not.toMatch(/<f[ >]|TargetMode="External"|vbaProject/);
    const { sheets } = await readXlsx(bytes);
    return sheets.flatMap(({ rows }) => rows.flat().map((cell) => String(cell ?? '')));
  }

  test('the register, as CSV and as a workbook', async () => {
    for (const name of evil) {
      const registered = await manager('person.register', { identity: { name } });
      expect(registered.status).toBe(200);
      const { id } = registered.body.person as { id: string };
      const opened = await manager('case.open', {
        personId: id,
        programme: 'resource-centre',
        consent: { how: 'oral', witness: name },
      });
      expect(opened.status).toBe(200);
    }
    for (const format of ['csv', 'xlsx']) {
      const bytes = await fileOf(managing, 'case.export', { format, reason: 'A test', language: 'en' });
      const cells = format === 'csv' ? cellsOfCsv(bytes) : await cellsOfWorkbook(bytes);
      expect(cells.filter((cell) => cell.includes('1+1')).length).toBeGreaterThanOrEqual(4);
      expect(cells.filter((cell) => live.test(cell))).toEqual([]);
    }
  });

  test('a case in the record standard', async () => {
    const { body } = await manager('case.list', {});
    for (const { id } of body.items as { id: string }[]) {
      const bytes = await fileOf(managing, 'entry.export', { caseId: id, format: 'csv' });
      expect(cellsOfCsv(bytes).filter((cell) => live.test(cell))).toEqual([]);
    }
  });

  test('definitions: a list as CSV, a form as a workbook', async () => {
    const owner = await house.user('administrator', managing.organisationId);
    const list = {
      code: 'evil',
      title: { en: '=1+1' },
      items: evil.map((text, n) => ({ code: `c${n}`, label: { en: text.replaceAll(/[\t\r\n]/g, ' ') } })),
    };
    const form = {
      code: 'evil-form',
      version: 1,
      title: { en: '=1+1' },
      languages: ['en'],
      defaultLanguage: 'en',
      lists: {},
      items: evil.map((text, n) => ({
        kind: 'field',
        name: `f${n}`,
        type: 'text',
        class: 'operational',
        label: { en: text.trim() },
      })),
    };
    for (const [kind, body] of [
      ['codeList', list],
      ['form', form],
    ] as const) {
      const published = await administrator('definition.publish', { kind, code: body.code, body, version: 1 });
      expect(published).toMatchObject({ status: 200 });
    }
    const csv = await fileOf(owner, 'definition.download', { kind: 'codeList', code: 'evil', format: 'csv' });
    expect(cellsOfCsv(csv).filter((cell) => live.test(cell))).toEqual([]);
    const book = await fileOf(owner, 'definition.download', { kind: 'form', code: 'evil-form', format: 'xlsx' });
    // A form must come back as it left: its texts are as they were written, in cells of text.
    expect(await cellsOfWorkbook(book)).toContain('=1+1');
    const again = await preview(book, 'evil-form.xlsx');
    expect(again.body).toMatchObject({ code: 'evil-form', changes: [] });
  });
});
