/** The rows of a register as they were written: a workbook, old or new, or a table as text, told by its bytes. */
import { type CellValue, EncryptedFileError, HucreError, readOds, readXls, readXlsx, streamXlsxRows } from 'hucre';
import { Problem, refuseField } from '../../kernel/index.ts';
import { measureArchive, XlsFormRefused } from '../forms/xlsform/index.ts';
import { uncell } from '../spreadsheet.ts';
import type { Encoding } from './encodings.ts';
import { readText, textRows } from './text.ts';

/** Text, trimmed; a number that the cell has as one; a day as `2024-05-17`. */
export type Cell = string | number | null;
/** A row of a sheet: its number as the spreadsheet shows it, then its cells from A on. */
export type SheetRow = [number: number, ...cells: Cell[]];

export interface Told {
  /** Of a text. */
  encoding?: Encoding;
  /** Whether bare numbers of days count from 1904. */
  from1904: boolean;
  sheets: string[];
}

export const mostBytes = 24_000_000;
const mostRows = 200_000;
const mostColumns = 256;
const mostSheets = 40;
const mostUnpacked = 400_000_000;

type Merge = { startRow: number; endRow: number; startCol: number; endCol: number };
type Put = (sheet: number, row: SheetRow) => void;

/**
 * Reads a file, row by row: only what `put` keeps is held. Rows without anything are left out; a value that is merged over
 * several rows is each one’s.
 *
 * @throws Problem `input.fileType`, `input.tooLarge` with `most` rows, `input.invalid` on `file` for a password or damage.
 */
export async function readRegister(bytes: Uint8Array, encoding: Encoding | undefined, put: Put): Promise<Told> {
  let rows = 0;
  const counted: Put = (sheet, row) => {
    while (row.length > 1 && row.at(-1) === null) row.pop();
    if (row.length < 2) return;
    if (++rows > mostRows) throw new Problem('input.tooLarge', { params: { most: mostRows } });
    if (row.length > mostColumns + 1) throw new Problem('input.tooLarge', { params: { most: mostColumns } });
    put(sheet, row);
  };
  const told = await read(bytes, encoding, counted);
  if (rows === 0) throw refuseField('file', 'fileEmpty');
  return told;
}

async function read(bytes: Uint8Array, encoding: Encoding | undefined, put: Put): Promise<Told> {
  const magic = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (magic === '504b0304') return untrusted(() => workbook(bytes, put));
  if (magic === 'd0cf11e0')
    return untrusted(async () => {
      // A new workbook with a password lies in the container of the old ones: its own reader says so.
      const { sheets, dateSystem } = await readXls(bytes).catch(() => readXlsx(bytes));
      held(sheets, put);
      return { from1904: dateSystem === '1904', sheets: sheets.map(({ name }) => name) };
    });
  const read = readText(bytes, encoding);
  if (!read || /^\s*[<{[]/.test(read.text)) throw new Problem('input.fileType');
  let number = 0;
  try {
    for await (const cells of textRows(read.text)) put(0, [++number, ...cells.map(cellOf)]);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw refuseField('file', 'fileDamaged');
  }
  return { encoding: read.encoding, from1904: false, sheets: [''] };
}

async function workbook(bytes: Uint8Array, put: Put): Promise<Told> {
  measureArchive(bytes, mostUnpacked);
  // The first entry of an OpenDocument is its type, stored as it is.
  if (Buffer.from(bytes.subarray(30, 90)).toString('latin1').includes('opendocument.spreadsheet')) {
    const { sheets } = await readOds(bytes);
    held(sheets, put);
    return { from1904: false, sheets: sheets.map(({ name }) => name) };
  }
  // Merged cells stand behind the rows of a sheet: they are read first, and the rows one at a time.
  const { sheets, dateSystem } = await readXlsx(bytes, { range: 'A1:A1' });
  if (sheets.length > mostSheets) throw new Problem('input.tooLarge', { params: { most: mostSheets } });
  for (const [at, { name, merges }] of sheets.entries()) {
    const fill = fillMerged(merges ?? []);
    for await (const { index, values } of streamXlsxRows(bytes, { sheet: name }))
      put(at, [index + 1, ...fill(index, values.map(cellOf))]);
  }
  return { from1904: dateSystem === '1904', sheets: sheets.map(({ name }) => name) };
}

function held(sheets: readonly { rows: CellValue[][]; merges?: Merge[] }[], put: Put): void {
  for (const [at, { rows, merges }] of sheets.entries()) {
    const fill = fillMerged(merges ?? []);
    for (const [index, values] of rows.entries()) put(at, [index + 1, ...fill(index, values.map(cellOf))]);
  }
}

/** Gives each row what is merged down to it. What is merged across stays in its first column: that is a title. */
function fillMerged(merges: readonly Merge[]): (index: number, cells: Cell[]) => Cell[] {
  const down = merges.filter(({ startRow, endRow }) => endRow > startRow).sort((a, b) => a.startRow - b.startRow);
  const open: { merge: Merge; value: Cell }[] = [];
  let next = 0;
  return (index, cells) => {
    for (let at = open.length - 1; at >= 0; at--) if (open[at]!.merge.endRow < index) open.splice(at, 1);
    for (; next < down.length && down[next]!.startRow <= index; next++) {
      const merge = down[next]!;
      open.push({ merge, value: cells[merge.startCol] ?? null });
    }
    for (const { merge, value } of open) {
      while (cells.length <= merge.startCol) cells.push(null);
      cells[merge.startCol] ??= value;
    }
    return cells;
  };
}

function cellOf(value: CellValue | undefined): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof Date) {
    const text = Number.isNaN(value.getTime()) ? '' : value.toISOString();
    return (text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16)) || null;
  }
  // Old encodings have letters and their marks apart.
  const text = uncell(String(value).normalize('NFC').trim());
  return text === '' ? null : text.slice(0, 20_000);
}

/** Whatever a broken file makes a parser throw is the file’s fault, not a fault of ours. */
async function untrusted<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof EncryptedFileError || (error instanceof HucreError && /encrypt|password/i.test(error.message)))
      throw refuseField('file', 'filePassword');
    if (error instanceof XlsFormRefused && error.code === 'bomb')
      throw new Problem('input.tooLarge', { params: { most: mostRows } });
    throw refuseField('file', 'fileDamaged');
  }
}
