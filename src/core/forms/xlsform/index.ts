export { type ExportOptions, exportXlsForm } from './export.ts';
export { type Imported, importXlsForm } from './import.ts';
export type { ImportOptions, Suggestion, Unsupported } from './reading.ts';
export { type RefusalCode, XlsFormRefused } from './workbook.ts';
