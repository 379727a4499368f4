/** Cells of an uploaded table as the fields they are for. What a cell cannot be is told by its line and column. */
import { asciiDigits, parsePartialDate } from '../kernel/index.ts';
import { uncell } from './spreadsheet.ts';
import type { TableLine } from './table-file.ts';

export interface CellProblem {
  row: number;
  column: string;
  code: string;
  params?: Record<string, string | number>;
}

/** As many as somebody reads. */
export const mostProblems = 200;

export class Cells {
  readonly #row: number;
  readonly #cells: ReadonlyMap<string, string>;
  readonly #problems: CellProblem[];

  /** Columns are known by their names without capitals, blanks, hyphens and underscores. */
  constructor({ row, cells }: TableLine, problems: CellProblem[]) {
    this.#row = row;
    this.#cells = new Map([...cells].map(([name, cell]) => [name.toLowerCase().replace(/[\s_-]/g, ''), uncell(cell)]));
    this.#problems = problems;
  }

  refuse(column: string, code: string, params?: Record<string, string | number>): undefined {
    this.#problems.push({ row: this.#row, column, code, ...(params && { params }) });
  }

  text(column: string, most = 300): string | undefined {
    const text = this.#cells.get(column.toLowerCase())?.replace(/\s+/g, ' ').trim();
    if (text && text.length > most) return this.refuse(column, 'tooLong', { most });
    return text || undefined;
  }

  /** What must be there; '' after a complaint. */
  needed(column: string, fits?: RegExp): string {
    const text = this.text(column);
    if (text === undefined) this.refuse(column, 'required');
    else if (fits && !fits.test(text)) this.refuse(column, 'wrongFormat');
    return text ?? '';
  }

  /** `2026-11-22`, or as people write it: other orders, native digits and Buddhist-era years are understood. */
  day(column: string): string | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const day = parsePartialDate(text.replace(/T00:00:00.*$/, ''));
    return day?.length === 10 ? day : this.refuse(column, 'date');
  }

  /** With a point for the fraction and nothing between the thousands but blanks: a comma could be either. */
  number(column: string): number | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const digits = asciiDigits(text.replace(/[\s\u00a0\u202f]/g, ''));
    return /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : this.refuse(column, 'number');
  }
}
