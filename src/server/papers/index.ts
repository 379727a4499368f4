import type { Definitions, Printer } from '../../core/index.ts';
import type { SheetPrinter } from '../../platform/print/index.ts';
import { Clerk } from './clerk.ts';
import { sheetOf } from './sheet.ts';
import { Words } from './words.ts';

/** Says a paper in the words of its reader, and has it set. `wordsFolder` has a folder for each language. */
export function printerOf(sheets: SheetPrinter, definitions: Definitions, wordsFolder: string): Printer {
  const words = new Words(wordsFolder);
  return {
    print: (paper) => sheets.pdf(sheetOf(paper, new Clerk(paper.head, words.in(paper.head.language), definitions))),
  };
}

export { Clerk } from './clerk.ts';
export { sheetOf } from './sheet.ts';
export { Words } from './words.ts';
