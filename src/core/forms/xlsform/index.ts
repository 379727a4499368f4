export { type ExportOptions, exportXlsForm } from './export.ts';
export { type Imported, importXlsForm } from './import.ts';
export type { ImportOptions, Reason, Suggestion, Unsupported } from './reading.ts';
export { type RefusalCode, readWorkbook, XlsFormRefused } from './workbook.ts';
