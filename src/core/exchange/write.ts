import { toCsv } from '../forms/csv/index.ts';
import { recordStandard } from '../forms/index.ts';
import { cellOf } from '../spreadsheet.ts';
import type { StandardCase } from './out.ts';

export const types = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Cases as a file. In a table each record is a row, and every field of the standard a column, empty ones too. */
export async function writeCases(cases: readonly StandardCase[], format: keyof typeof types): Promise<Uint8Array> {
  const { code, fields } = recordStandard();
  if (format === 'json') return Buffer.from(JSON.stringify({ standard: code, cases }, null, 2));
  const columns = ['case', 'record', 'instance', ...fields.map(({ name }) => name)];
  const rows = cases.flatMap((one) =>
    one.records.map(({ record, instance, fields: filled }) => ({ case: one.case, record, instance, ...filled })),
  );
  if (format === 'csv') return Buffer.from(toCsv(columns, rows));
  const line = (row: Record<string, unknown>) =>
    columns.map((column) => {
      const value = Object.hasOwn(row, column) ? row[column] : undefined;
      return cellOf(Array.isArray(value) ? value.join(';') : (value as string | number | boolean | undefined));
    });
  const { writeXlsx } = await import('hucre');
  return writeXlsx({ sheets: [{ name: 'cases', rows: [columns, ...rows.map(line)] }] });
}
