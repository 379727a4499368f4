import { stringify } from 'csv-stringify/sync';
import { writeXlsxStream } from 'hucre';
import { cellOf } from '../spreadsheet.ts';

/** A cell; a blank one is undefined. */
export type Line = (string | number | boolean | undefined)[];
export interface Sheet {
  heads: readonly { head: string; hxl: string; code: string }[];
  /** Whether the tags stand in a row under the heads. */
  hxl: boolean;
  lines: AsyncIterable<Line>;
}

export const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
} as const;

/** A table as bytes, made as they are taken: what was handed out is not kept. */
export function writeSheet(format: keyof typeof mediaTypes, sheet: Sheet): AsyncIterable<Uint8Array> {
  if (format === 'xlsx') return xlsx(sheet);
  return format === 'csv' ? csv(sheet) : json(sheet);
}

/** Lines that leave together. */
const together = 500;

async function* batches(lines: AsyncIterable<Line>): AsyncGenerator<Line[]> {
  let batch: Line[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < together) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const headLines = ({ heads, hxl }: Sheet): Line[] => [
  heads.map(({ head }) => head),
  ...(hxl ? [heads.map((one) => one.hxl)] : []),
];

/** As `toCsv` writes it, piece by piece. */
async function* csv(sheet: Sheet): AsyncGenerator<Uint8Array> {
  const options = { escape_formulas: true, record_delimiter: '\r\n' } as const;
  yield Buffer.from(stringify(headLines(sheet), { ...options, bom: true }));
  for await (const batch of batches(sheet.lines)) yield Buffer.from(stringify(batch, options));
}

/** One object a row, by the codes of the columns; with tags, `{"#tag": …}` is what the first row says of each. */
async function* json({ heads, hxl, lines }: Sheet): AsyncGenerator<Uint8Array> {
  const names = heads.map(({ code }) => code);
  const write = (line: Line) => JSON.stringify(Object.fromEntries(names.map((name, index) => [name, line[index]])));
  yield Buffer.from(hxl ? `[\n${write(heads.map((one) => one.hxl))}` : '[');
  let first = !hxl;
  for await (const batch of batches(lines)) {
    yield Buffer.from(`${first ? '\n' : ',\n'}${batch.map(write).join(',\n')}`);
    first = false;
  }
  yield Buffer.from('\n]\n');
}

async function* xlsx(sheet: Sheet): AsyncGenerator<Uint8Array> {
  async function* rows() {
    for (const line of headLines(sheet)) yield line.map(cellOf);
    for await (const line of sheet.lines) yield line.map(cellOf);
  }
  yield* writeXlsxStream(rows(), { name: 'cases', freezePane: { rows: sheet.hxl ? 2 : 1 } });
}
