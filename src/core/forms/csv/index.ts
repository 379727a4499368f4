/** Tables as CSV for other people's spreadsheets. */
import { stringify } from 'csv-stringify/sync';

/**
 * RFC 4180 text with a byte order mark, so that Excel reads it as UTF-8. Cells that a spreadsheet would compute
 * (`=`, `+`, `-`, `@`, tab, carriage return at the start) get an apostrophe in front; several values are joined by `;`.
 */
export function toCsv(columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  const cell = (value: unknown): string | number => {
    if (typeof value === 'number') return value;
    return value === undefined || value === null ? '' : Array.isArray(value) ? value.join(';') : String(value);
  };
  return stringify(
    [
      columns,
      ...rows.map((row) => columns.map((column) => cell(Object.hasOwn(row, column) ? row[column] : undefined))),
    ],
    { bom: true, escape_formulas: true, record_delimiter: '\r\n' },
  );
}
