/** Registers as they come: every oddity once, in real files. */
import { type CellValue, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { monthNames, orderOf, readDay } from './days.ts';
import { type Cell, readRegister, type SheetRow } from './sheets.ts';
import { headings, type Intake, intakeOf, people, person, workbook } from './testing.ts';
import { readText } from './text.ts';

let house: TestHouse;
let manager: Actor;
let mine: Intake;

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation();
  manager = await house.user('centre-manager', organisation, [await house.team(organisation)]);
  mine = intakeOf(house, manager);
});
afterAll(() => house.close());

describe('days', () => {
  const months = monthNames(['en', 'vi', 'th', 'fr']);
  const way = { order: 'day' as const, from1904: false, months, year: 2026 };
  it.each<[Cell, string]>([
    ['2024-05-17', '2024-05-17'],
    ['17/5/2024', '2024-05-17'],
    ['17.5.67', '1967-05-17'],
    ['3/4/24', '2024-04-03'],
    ['17/5/2567', '2024-05-17'],
    ['พ.ศ. 2567', '2024'],
    ['๑๗ พ.ค. ๒๕๖๗', '2024-05-17'],
    ['໑໗/໐໕/໒໕໖໗', '2024-05-17'],
    ['១៧/៥/២០២៤', '2024-05-17'],
    ['၁၇-၅-၂၀၂၄', '2024-05-17'],
    ['१७/५/२०२४', '2024-05-17'],
    ['١٧/٥/٢٠٢٤', '2024-05-17'],
    ['２０２４年５月１７日', '2024-05-17'],
    ['ngày 17 tháng 5 năm 2024', '2024-05-17'],
    ['17 mai 2024', '2024-05-17'],
    ['May 2024', '2024-05'],
    ['5/2024', '2024-05'],
    [1987, '1987'],
    [2530, '1987'],
    [45429, '2024-05-17'],
    [20240517, '2024-05-17'],
    ['2567-05-17', '2024-05-17'],
    ['17/05/2024 14:30', '2024-05-17'],
  ])('%s is %s', (cell, day) => expect(readDay(cell, way)).toBe(day));
  it.each<Cell>(['31/2/2024', 'không rõ', '17', 12, '1/2/3/4', '45/45/2024'])('%s is none', (cell) =>
    expect(readDay(cell, way)).toBeUndefined(),
  );
  it('count from 1904 where the file says so', () =>
    expect(readDay(43967, { ...way, from1904: true })).toBe('2024-05-17'));
  it('tell by themselves which comes first', () => {
    expect(orderOf(['3/4/2024', '25/4/2024'], months)).toBe('day');
    expect(orderOf(['3/4/2024', '4/25/2024'], months)).toBe('month');
    expect(orderOf(['25/4/2024', '4/25/2024'], months)).toBe('mixed');
    expect(orderOf(['3/4/2024'], months)).toBeUndefined();
  });
});

describe('texts', () => {
  const vietnamese = 'Họ và tên;Giới tính\nNguyễn Thị Hương;Nữ\nTrần Văn Đức;Nam\n';
  /** In Vietnamese Windows, tones are marks of their own behind the vowel. */
  const to1258 = (text: string): Uint8Array => {
    const table = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) table.set(new TextDecoder('windows-1258').decode(Uint8Array.of(byte)), byte);
    const letters = [...text].flatMap((letter) => {
      if (table.has(letter)) return [letter];
      const apart = [...letter.normalize('NFD')];
      const tone = apart.findIndex((mark) => '\u0300\u0301\u0303\u0309\u0323'.includes(mark));
      const [mark] = apart.splice(tone, 1);
      return [apart.join('').normalize('NFC'), mark!];
    });
    return Uint8Array.from(letters.map((letter) => table.get(letter)!));
  };
  const single = (encoding: string, text: string): Uint8Array => {
    const table = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) table.set(new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte);
    return Uint8Array.from([...text].map((letter) => table.get(letter)!));
  };
  const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
  it.each<[string, Uint8Array, string]>([
    ['utf-8', Buffer.from(`\ufeff${vietnamese}`), 'Hương'],
    ['utf-8', Buffer.from(vietnamese), 'Hương'],
    ['utf-16le', utf16(vietnamese), 'Hương'],
    ['utf-16be', utf16(vietnamese).swap16(), 'Hương'],
    ['windows-1258', to1258(vietnamese), 'Hương'],
    ['windows-874', single('windows-874', 'ชื่อ,เพศ\nสมชาย ใจดี,ชาย\nสมหญิง รักไทย,หญิง\n'), 'สมชาย'],
    ['windows-1252', single('windows-1252', 'Nom;Né le\nHélène Préval;1990\nFrançois Noël;1985\n'), 'Hélène'],
    ['gb18030', Buffer.from('d0d5c3fb2cd0d4b1f00ad5c5cea52cc5ae0ac0eec3f72cc4d00a', 'hex'), '李明'],
  ])('%s', async (encoding, bytes, holds) => {
    const read = readText(bytes);
    expect(read?.encoding).toBe(encoding);
    expect(read?.text.normalize('NFC')).toContain(holds);
    const rows: SheetRow[] = [];
    await readRegister(bytes, undefined, (_, row) => rows.push(row));
    expect(rows).toHaveLength(3);
    expect(rows[1]).toHaveLength(3);
  });
  it('another encoding is taken when somebody says so', () =>
    expect(readText(single('windows-1252', 'né'), 'windows-1258')?.encoding).toBe('windows-1258'));
});

describe('workbooks', () => {
  it('with a title over them, a blank row, merged cells, sums at the end and headings again', async () => {
    const rows: CellValue[][] = [
      ['TRUNG TÂM HỖ TRỢ NGƯỜI DI CƯ — SỔ TƯ VẤN 2025'],
      [],
      headings,
      ...people(3, 40),
      [],
      headings,
      ...people(2, 50),
      ['Tổng cộng', 5],
    ];
    rows[5]![8] = null;
    rows[4]![8] = 'Hợp đồng';
    const file = await writeXlsx({
      sheets: [
        {
          name: 'Sổ',
          rows,
          merges: [
            { startRow: 0, startCol: 0, endRow: 0, endCol: 9 },
            { startRow: 4, startCol: 8, endRow: 5, endCol: 8 },
          ],
        },
      ],
    });
    const id = await mine.upload(file);
    expect((await mine.read(id)).plan?.sheets).toEqual([{ sheet: 0, heading: 3 }]);
    const checked = await mine.check(id);
    expect(checked.problems).toEqual([]);
    expect(checked.counts).toMatchObject({ people: 5, totals: 2 });
    await mine.takeAll(id);
    const { items } = await mine.call('case.list', { limit: 200 });
    expect(items.filter(({ topic }) => topic === 'contract').map(({ personName }) => personName)).toEqual(
      expect.arrayContaining([person(41)[1], person(42)[1]]),
    );
  });

  it('with several sheets of the same headings in another order, and one of something else', async () => {
    const turned = (row: CellValue[]): CellValue[] => row.toReversed();
    const file = await writeXlsx({
      sheets: [
        { name: 'Quý 1', rows: [headings, ...people(4, 100)] },
        { name: 'Ghi chú', rows: [['Người lập'], ['Phòng Lao động']] },
        { name: 'Quý 2', rows: [turned(headings), ...people(3, 110).map(turned)] },
      ],
    });
    const id = await mine.upload(file);
    expect((await mine.read(id)).plan?.sheets.map(({ sheet }) => sheet)).toEqual([0, 2]);
    expect((await mine.check(id)).counts).toMatchObject({ people: 7, wrong: 0 });
    const done = await mine.takeAll(id);
    expect(done.counts.cases).toBe(7);
  });

  it('name each cell that cannot be', async () => {
    const bad = person(200);
    bad[2] = '31/02/1990';
    bad[6] = '1/1/2031';
    const nameless = person(201);
    nameless[1] = null;
    const strange = person(202);
    strange[8] = 'Bói toán';
    const id = await mine.upload(await workbook(headings, person(199), bad, nameless, strange));
    const { problems, counts } = await mine.check(id);
    expect(problems).toEqual([
      { sheet: 'Sổ 2025', cell: 'C3', row: 3, heading: 'Ngày sinh', code: 'date' },
      { sheet: 'Sổ 2025', cell: 'G3', row: 3, heading: 'Ngày tiếp nhận', code: 'past' },
      { sheet: 'Sổ 2025', cell: 'B4', row: 4, heading: 'Họ và tên', code: 'required' },
      { sheet: 'Sổ 2025', cell: 'I5', row: 5, heading: 'Nội dung tư vấn', code: 'choice' },
    ]);
    expect(counts).toMatchObject({ people: 1, wrong: 3 });
    const made = await mine.call('intake.report', {
      id,
      words: { cell: 'Ô' },
      lines: [['S', 'C3', 'Ngày sinh', '=1+1']],
    });
    expect(made.name).toBe('register-2026-11-16.xlsx');
    // Asked once: what it means is remembered for the sender’s next file.
    const { columns } = await mine.read(id);
    const topic = columns.find(({ field }) => field === 'topic')!;
    expect(topic.values?.filter(({ code }) => code === undefined)).toEqual([{ text: 'Bói toán', rows: 1 }]);
    const { plan } = await mine.read(id);
    await mine.plan(id, {
      columns: plan!.columns!.map((one) =>
        one.heading === topic.heading ? { ...one, values: { ...one.values, 'Bói toán': 'other' } } : one,
      ),
    });
    expect((await mine.check(id)).counts.wrong).toBe(2);
    const next = await mine.upload(await workbook(headings, strange));
    expect((await mine.check(next)).counts).toMatchObject({ wrong: 0 });
    const stranger = await mine.upload(await workbook(headings, strange), { sender: 'Another' });
    expect((await mine.check(stranger)).counts).toMatchObject({ wrong: 1 });
  });

  it('are refused with a word of why', async () => {
    const locked = await writeXlsx({ sheets: [{ name: 'S', rows: [['a']] }], encryption: { password: 'x' } } as never);
    const why = async (file: Uint8Array | string): Promise<unknown> =>
      mine.upload(file).then(
        () => 'taken',
        (error: { code: string; fields?: { code: string }[] }) => error.fields?.[0]?.code ?? error.code,
      );
    expect(await why(locked)).toBe('filePassword');
    const whole = await workbook(headings, ...people(2));
    expect(await why(whole.subarray(0, whole.length - 40))).toBe('fileDamaged');
    expect(await why('%PDF-1.7 \0\0')).toBe('input.fileType');
    expect(await why('<html><table>')).toBe('input.fileType');
    expect(await why('')).not.toBe('taken');
  });
});

describe('people who are here', () => {
  it('get the case of a row that is certainly theirs; who may be is marked', async () => {
    const first = await mine.upload(await workbook(headings, ...people(3, 300)));
    await mine.takeAll(first);
    const again = person(300);
    const alike = person(301);
    alike[4] = null;
    alike[5] = null;
    const twice = person(320);
    const id = await mine.upload(await workbook(headings, again, alike, person(310), twice, twice));
    const checked = await mine.check(id);
    expect(checked.counts).toMatchObject({ cases: 5, people: 3, joined: 2, alike: 1 });
    expect(checked.twice).toBe(1);
    expect(checked.known.map(({ row, certain, name }) => [row, certain, name])).toEqual([
      [2, true, again[1]],
      [3, false, alike[1]],
      [6, true, undefined],
    ]);
    const done = await mine.takeAll(id);
    expect(done.counts).toMatchObject({ cases: 5, people: 3, joined: 2, alike: 1 });
    expect((await mine.read(id)).alike).toMatchObject([{ row: 3, name: alike[1], otherName: alike[1] }]);
    const { results } = await mine.call('person.search', { query: String(again[1]) });
    expect(results[0]).toMatchObject({ cases: 2 });
  });

  it('of another centre are never told of', async () => {
    const organisation = await house.organisation('Elsewhere');
    const elsewhere = intakeOf(
      house,
      await house.user('centre-manager', organisation, [await house.team(organisation)]),
    );
    const id = await elsewhere.upload(await workbook(headings, ...people(3, 300)));
    expect(await elsewhere.check(id)).toMatchObject({ known: [], counts: { people: 3, joined: 0, alike: 0 } });
  });
});

describe('contacts', () => {
  it('come in without a name, by their channel and topic', async () => {
    const rows = people(4, 400).map((row) => [
      row[6],
      row[3],
      'Điện thoại',
      row[8],
      'Không',
      'Hỏi về phí',
    ]) as CellValue[][];
    const id = await mine.upload(
      await workbook(['Ngày', 'Giới tính', 'Hình thức', 'Nội dung', 'Đã trả lời', 'Ghi chú'], ...rows),
    );
    const { plan } = await mine.read(id);
    const { columns: _, ...rest } = plan!;
    await mine.call('intake.map', { id, revision: 1, plan: { ...rest, becomes: 'contact' } });
    expect(await mine.check(id)).toMatchObject({ problems: [], counts: { contacts: 4 } });
    await mine.takeAll(id);
    const { items } = await mine.call('enquiry.list', { limit: 200 });
    expect(items.filter(({ note }) => note === 'Hỏi về phí')).toHaveLength(4);
    expect(items[0]).toMatchObject({ channel: 'phone', answered: false });
    await mine.undoAll(id);
    expect((await mine.call('enquiry.list', { limit: 200 })).items).toEqual([]);
  });

  it('of no programme of the role are refused', async () => {
    expect(await refusal(mine.upload('Tên\nA\n', { programme: 'none' }))).toBe('input.invalid');
  });
});
