export { type ExportOptions, exportXlsForm } from './export.ts';
export { type Imported, type ImportOptions, importXlsForm, type Suggestion, type Unsupported } from './import.ts';
export { type RefusalCode, XlsFormRefused } from './workbook.ts';
