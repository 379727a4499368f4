/**
 * Reads and writes the workbook around an XLSForm. Uploads are foreign: a file is measured before it is unpacked, and
 * its sheets are measured row by row before they are held. hucre does the formats; it caps each part of an archive at
 * the size the directory declares, so what is declared is what has to be judged here.
 */
import type { CellValue, Workbook } from 'hucre';

export type RefusalCode = 'tooLarge' | 'notXlsx' | 'encrypted' | 'bomb' | 'tooManyCells' | 'noSurvey';

/** A file that is not read at all. The words of `code` are under `xlsform.refused.`. */
export class XlsFormRefused extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'XlsFormRefused';
    this.code = code;
  }
}

const mostBytes = 10 * 1024 * 1024;
const mostUnpacked = 50 * 1024 * 1024;
const mostParts = 1000;
const mostSheets = 40;
const mostRows = 20_000;
/** Columns A to IV, as in the oldest Excel. */
const mostColumns = 256;

export interface SheetRow {
  /** As the spreadsheet shows it: the header is 1. */
  number: number;
  /** Text of each filled cell by header as written, trimmed, lines ended by `\n`. */
  cells: ReadonlyMap<string, string>;
  /** Headers of cells with blanks around their text. */
  padded: ReadonlySet<string>;
  /** Filled cells under a header that an earlier filled column has too. */
  repeated: readonly { head: string; value: string }[];
  /** Formulas by header; `cells` has their last value. */
  formulas: ReadonlyMap<string, string>;
}

export interface Sheet {
  name: string;
  /** Headers as written, in the order of their columns, blanks left out. */
  headers: readonly string[];
  rows: readonly SheetRow[];
}

/** Reads the sheets that `wanted` names; the others are listed by name only. */
export async function readWorkbook(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Promise<{ sheets: Sheet[]; others: string[] }> {
  if (bytes.length > mostBytes) throw new XlsFormRefused('tooLarge');
  measureArchive(bytes);
  const names: string[] = [];
  const chosen: string[] = [];
  const workbook = await untrusted(async () => {
    const { readXlsx } = await import('hucre');
    await readXlsx(bytes, { sheets: ({ name }) => names.push(name) < 0 });
    if (names.length > mostSheets) throw new XlsFormRefused('tooManyCells');
    chosen.push(...new Set(names.filter(wanted)));
    for (const sheet of chosen) await measureSheet(bytes, sheet);
    return readXlsx(bytes, { sheets: chosen, range: `A1:IV${mostRows}` });
  });
  return { sheets: workbook.sheets.map(toSheet), others: names.filter((name) => !chosen.includes(name)) };
}

/** Whatever a broken file makes a parser throw is the file's fault, not a fault of ours. */
async function untrusted<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof XlsFormRefused) throw error;
    const { HucreError } = await import('hucre');
    const grew = error instanceof HucreError && /exceeds|limit/i.test(error.message);
    throw new XlsFormRefused(grew ? 'bomb' : 'notXlsx', { cause: error });
  }
}

/**
 * Walks the directory of the archive (APPNOTE 4.3.12 and 4.3.16) and adds up the sizes it declares. Refused: ZIP64,
 * which no form needs, and parts that declare no size, for which the reader would have no cap.
 */
export function measureArchive(bytes: Uint8Array, most = mostUnpacked): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 8 && view.getUint32(0) === 0xd0cf11e0) throw new XlsFormRefused('encrypted');
  if (bytes.length < 22 || view.getUint32(0) !== 0x504b0304) throw new XlsFormRefused('notXlsx');
  let end = bytes.length - 22;
  while (end >= 0 && end >= bytes.length - 65_557 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw new XlsFormRefused('notXlsx');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || at === 0xffffffff || count > mostParts) throw new XlsFormRefused('bomb');
  let unpacked = 0;
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new XlsFormRefused('notXlsx');
    const streamed = (view.getUint16(at + 8, true) & 8) !== 0;
    const packedSize = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const folder = bytes[at + 45 + nameLength] === 0x2f;
    if (size === 0xffffffff || packedSize === 0xffffffff) throw new XlsFormRefused('bomb');
    // Two bytes are an empty deflate stream.
    if (size === 0 && !folder && (packedSize > 2 || streamed)) throw new XlsFormRefused('bomb');
    unpacked += Math.max(size, packedSize);
    if (unpacked > most) throw new XlsFormRefused('bomb');
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

/** A sheet is held as a rectangle, so a cell far out costs as much as the whole: rows are counted one at a time first. */
async function measureSheet(bytes: Uint8Array, sheet: string): Promise<void> {
  const { streamXlsxRows } = await import('hucre');
  for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
    const width = values.findLastIndex((value) => value !== null && value !== undefined && value !== '') + 1;
    if (width > mostColumns || (width > 0 && index >= mostRows)) throw new XlsFormRefused('tooManyCells');
  }
}

function toSheet({ name, rows, cells }: Workbook['sheets'][number]): Sheet {
  const heads = (rows[0] ?? []).map((value) => textOf(value).trim());
  const found: SheetRow[] = [];
  for (const [index, values] of rows.entries()) {
    if (index === 0) continue;
    const row = {
      number: index + 1,
      cells: new Map<string, string>(),
      padded: new Set<string>(),
      repeated: [] as { head: string; value: string }[],
      formulas: new Map<string, string>(),
    };
    for (const [column, value] of values.entries()) {
      const head = heads[column] || `(${columnLetters(column)})`;
      const text = textOf(value);
      const trimmed = text.trim();
      const formula = cells?.get(`${index},${column}`)?.formula;
      if (formula !== undefined) row.formulas.set(head, `=${formula}`);
      if (trimmed === '') continue;
      if (row.cells.has(head)) {
        row.repeated.push({ head, value: trimmed });
        continue;
      }
      row.cells.set(head, trimmed);
      if (trimmed !== text) row.padded.add(head);
    }
    if (row.cells.size > 0) found.push(row);
  }
  return { name, headers: [...new Set(heads)].filter((head) => head !== ''), rows: found };
}

const columnLetters = (column: number): string =>
  (column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : '') + String.fromCharCode(65 + (column % 26));

function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) {
    const text = Number.isNaN(value.getTime()) ? '' : value.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
  }
  return String(value).replace(/\r\n?/g, '\n');
}

/** OOXML reads `_x000D_` as an escaped character (ECMA-376, ST_Xstring); a text that looks so has its `_` escaped. */
const literal = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** Writes sheets of text. Every cell is typed as text, so that none is ever computed, whatever it begins with. */
export async function writeWorkbook(
  sheets: { name: string; headers: string[]; rows: Record<string, string>[] }[],
): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre');
  return writeXlsx({
    sheets: sheets.map(({ name, headers, rows }) => ({
      name,
      rows: [
        headers,
        ...rows.map((row) => headers.map((header) => (Object.hasOwn(row, header) ? literal(row[header]!) : null))),
      ],
      freezePane: { rows: 1 },
    })),
  });
}
