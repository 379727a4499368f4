import { writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { importXlsForm } from './index.ts';
import { archive, type Part } from './testing.ts';
import { XlsFormRefused } from './workbook.ts';

const refusal = async (bytes: Uint8Array): Promise<string> => {
  try {
    await importXlsForm(bytes);
  } catch (error) {
    if (error instanceof XlsFormRefused) return error.code;
    throw error;
  }
  return 'read';
};

const xml = (text: string): Uint8Array => Buffer.from(text);
const types =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/s1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>';
const rels = (type: string, target: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;
const book = (sheets: string): string =>
  `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets}</sheets></workbook>`;
const surveySheet = '<sheet name="survey" sheetId="1" r:id="rId1"/>';
const rows = (inner: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${inner}</sheetData></worksheet>`;
const cell = (ref: string, text: string): string => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
const parts = (sheet: string, sheets = surveySheet): Part[] => [
  { name: '[Content_Types].xml', data: xml(types) },
  { name: '_rels/.rels', data: xml(rels('officeDocument', 'xl/workbook.xml')) },
  { name: 'xl/workbook.xml', data: xml(book(sheets)) },
  { name: 'xl/_rels/workbook.xml.rels', data: xml(rels('worksheet', 's1.xml')) },
  { name: 'xl/s1.xml', data: xml(sheet) },
];
const good = rows(
  `<row r="1">${cell('A1', 'type')}${cell('B1', 'name')}${cell('C1', 'label')}</row><row r="2">${cell('A2', 'text')}${cell('B2', 'a')}${cell('C2', 'A')}</row>`,
);

describe('files that are refused', () => {
  test('the hand-made archive itself is read', async () => {
    expect(await refusal(archive(parts(good)))).toBe('read');
  });

  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'notXlsx'],
    ['a text', xml('type,name,label\ntext,a,A'), 'notXlsx'],
    ['an encrypted workbook', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), 'encrypted'],
    ['ten megabytes and a byte', new Uint8Array(10 * 1024 * 1024 + 1), 'tooLarge'],
    ['an archive of something else', archive([{ name: 'a.txt', data: xml('hello') }]), 'notXlsx'],
    ['a truncated archive', archive(parts(good)).slice(0, 600), 'notXlsx'],
    ['a directory that is not there', archive(parts(good), 9), 'notXlsx'],
    ['too many parts', archive(parts(good), 5000), 'bomb'],
    ['a bomb that says so', archive([...parts(good), { name: 'xl/big.xml', data: xml('x'), size: 3e9 }]), 'bomb'],
    [
      'a bomb in many parts',
      archive(Array.from({ length: 60 }, (_, n) => ({ name: `${n}`, data: xml('x'), size: 1e6 }))),
      'bomb',
    ],
    [
      'a part that declares no size',
      archive([...parts(good), { name: 'xl/x.xml', data: xml('x'.repeat(9999)), size: 0 }]),
      'bomb',
    ],
    [
      'a part whose sizes come later',
      archive([...parts(good), { name: 'x', data: xml('x'.repeat(9999)), size: 0, packedSize: 0, flags: 8 }]),
      'bomb',
    ],
    ['ZIP64', archive([...parts(good), { name: 'x', data: xml('x'), size: 0xffffffff }]), 'bomb'],
    ['a sheet that is not XML', archive(parts('<<<')), 'notXlsx'],
    [
      'a cell far to the right',
      archive(parts(rows(`<row r="1">${cell('A1', 'type')}${cell('XFD1', 'x')}</row>`))),
      'tooManyCells',
    ],
    [
      'a cell far down',
      archive(parts(rows(`<row r="1">${cell('A1', 'type')}</row><row r="1048576">${cell('A1048576', 'x')}</row>`))),
      'tooManyCells',
    ],
    [
      'hundreds of sheets',
      archive(
        parts(
          good,
          Array.from({ length: 300 }, (_, n) => `<sheet name="survey${n}" sheetId="${n + 1}" r:id="rId1"/>`).join(''),
        ),
      ),
      'tooManyCells',
    ],
  ])('%s', async (_, bytes, code) => expect(await refusal(bytes)).toBe(code));

  test('a sheet larger than it declares is refused while it unpacks', async () => {
    const all = parts(rows(`<row r="1">${cell('A1', 'x'.repeat(30_000_000))}</row>`));
    all[4]!.size = 1000;
    expect(['bomb', 'notXlsx']).toContain(await refusal(archive(all)));
  });

  test('entities are not expanded', async () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    const sheet = rows(
      `<row r="1">${cell('A1', 'type')}${cell('B1', 'name')}${cell('C1', 'label')}</row><row r="2">${cell('A2', 'text')}${cell('B2', 'a')}${cell('C2', '&b;&f;')}</row>`,
      bomb,
    );
    const { definition } = await importXlsForm(archive(parts(sheet)));
    expect(JSON.stringify(definition.items)).not.toMatch(/aaaa|root/);
  });

  test('no survey', async () => {
    expect(await refusal(await writeXlsx({ sheets: [{ name: 'choices', rows: [['list_name']] }] }))).toBe('noSurvey');
  });

  test('any bytes flipped end in a refusal or a reading, never in a fault', async () => {
    const sound = archive(parts(good));
    let seed = 1;
    const next = (below: number): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % below;
    };
    for (let round = 0; round < 150; round++) {
      const bytes = Uint8Array.from(sound);
      for (let n = 0; n < 3; n++) bytes[next(bytes.length)] = next(256);
      expect(['read', 'notXlsx', 'bomb', 'noSurvey', 'encrypted', 'tooManyCells']).toContain(await refusal(bytes));
    }
  });
});
