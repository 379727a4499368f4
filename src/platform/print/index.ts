export { type Part, type Section, type Sheet, SheetPrinter } from './printer.ts';
