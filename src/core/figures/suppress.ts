/** Counts below this name somebody in a small place: eleven, as health statistics hold it. */
export const threshold = 11;

export interface Cell {
  key: string;
  count?: number;
  hidden?: boolean;
}

/**
 * Hides small counts, and further the smallest of the others until what is hidden cannot be told by subtracting what is
 * shown from the total: at least two cells, which together reach the threshold. When the table has no more to give,
 * all of it is hidden.
 */
export function suppress(cells: readonly { key: string; count: number }[]): Cell[] {
  const bySize = [...cells].sort((a, b) => a.count - b.count || (a.key < b.key ? -1 : 1));
  const hidden = new Set<string>();
  let sum = 0;
  for (const { key, count } of bySize) {
    const safe = hidden.size === 0 || (hidden.size >= 2 && sum >= threshold);
    if (count >= threshold && safe) break;
    hidden.add(key);
    sum += count;
  }
  return cells.map(({ key, count }) => (hidden.has(key) ? { key, hidden: true } : { key, count }));
}

/**
 * The same for rows that each consist of several parts, such as those who were visited and those who were not: which rows are
 * hidden. No part that is shown is small; and of each part, the hidden rows that have it are several and reach the threshold
 * together, or nothing is shown at all. Nobody is not few: a part of 0 hides nothing.
 */
export function suppressParts(rows: readonly (readonly number[])[]): boolean[] {
  const parts = (rows[0] ?? []).map((_, part) => rows.map((row) => row[part]!));
  const some = (counts: readonly number[], which: (index: number) => boolean): { key: string; count: number }[] =>
    counts.flatMap((count, index) => (count > 0 && which(index) ? [{ key: String(index), count }] : []));
  const hidden = new Set(
    parts.flatMap((counts) => suppress(some(counts, () => true)).flatMap((cell) => (cell.hidden ? [cell.key] : []))),
  );
  const isHidden = (index: number): boolean => hidden.has(String(index));
  const safe = parts.every((counts) => {
    const under = some(counts, isHidden);
    const sum = under.reduce((all, { count }) => all + count, 0);
    return under.length === 0 || (under.length > 1 && sum >= threshold);
  });
  return rows.map((_, index) => isHidden(index) || !safe);
}
