export { type ExportOptions, exportXlsForm } from './export.ts';
export { type Imported, importXlsForm } from './import.ts';
export type { ImportOptions, Reason, Suggestion, Unsupported } from './reading.ts';
export { readLanguage, writeLanguage } from './vocabulary.ts';
export {
  measureArchive,
  type RefusalCode,
  readWorkbook,
  type SheetRow,
  writeWorkbook,
  XlsFormRefused,
} from './workbook.ts';
