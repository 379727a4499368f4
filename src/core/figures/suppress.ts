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
