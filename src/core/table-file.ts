/** A table that somebody uploads, as CSV or as the first sheet of a workbook: what it is, its content says. */
import { parse } from 'csv-parse/sync';
import { detectDelimiter } from 'hucre';
import { Problem } from '../kernel/index.ts';
import { readWorkbook, XlsFormRefused } from './forms/xlsform/index.ts';

export interface TableLine {
  /** As the file counts: the first line below the header is 2. */
  row: number;
  /** By column as the header names it; blank cells are left out. */
  cells: Map<string, string>;
}

const mostRecords = 20_000;

export const isWorkbook = (bytes: Uint8Array): boolean =>
  ['504b0304', 'd0cf11e0'].includes(Buffer.from(bytes.subarray(0, 4)).toString('hex'));

/** @throws Problem `input.fileType` for what is not text in UTF-8. */
export function textOf(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('input.fileType');
  }
  if (text.trim() === '' || text.includes('\0')) throw new Problem('input.fileType');
  return text;
}

/** @throws Problem `input.fileType` for what is neither; `input.tooLarge` above so many lines. */
export const readTable = async (bytes: Uint8Array): Promise<TableLine[]> =>
  isWorkbook(bytes) ? workbookLines(bytes) : csvLines(textOf(bytes));

export async function workbookLines(bytes: Uint8Array): Promise<TableLine[]> {
  try {
    let first: string | undefined;
    const { sheets } = await readWorkbook(bytes, (name) => {
      first ??= name;
      return name === first;
    });
    return (sheets[0]?.rows ?? []).map(({ number, cells }) => ({ row: number, cells: new Map(cells) }));
  } catch (error) {
    if (!(error instanceof XlsFormRefused)) throw error;
    throw new Problem(error.code === 'tooLarge' || error.code === 'tooManyCells' ? 'input.tooLarge' : 'input.fileType');
  }
}

/** A comma, a semicolon, a tab or a stroke, by the first lines. */
export const delimiterOf = (text: string): string => detectDelimiter(text.slice(0, 20_000));

export function csvLines(text: string): TableLine[] {
  try {
    const rows = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim()),
      info: true,
      to: mostRecords + 1,
      trim: true,
      skip_empty_lines: true,
      relax_column_count_less: true,
      max_record_size: 1_000_000,
      delimiter: delimiterOf(text),
    }) as unknown as { record: Record<string, string> }[];
    if (rows.length > mostRecords) throw new Problem('input.tooLarge', { params: { most: mostRecords } });
    return rows.map(({ record }, index) => ({
      row: index + 2,
      cells: new Map(Object.entries(record).filter(([, cell]) => cell !== '')),
    }));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('input.fileType');
  }
}
