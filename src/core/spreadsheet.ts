/** Cells of workbooks and tables, written so that they stay text, and read as they were before. */

/**
 * A cell that stays text wherever it is opened or pasted: what a spreadsheet would compute gets an apostrophe in front,
 * and what Office would read as an escaped character (`_x000D_`) has its underscore escaped.
 */
export function cellOf(value: string | number | boolean | undefined): string | number | boolean | null {
  if (typeof value !== 'string') return value ?? null;
  const text = value.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** What a cell said before the apostrophe that kept it from being computed. */
export const uncell = (text: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text);
