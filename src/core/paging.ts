import { refuseField } from '../kernel/index.ts';

/** The place of a row in a keyset page: its sort key as text, and its id, which decides between equals. */
export interface Position {
  key: string;
  id: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Numbers, codes and times, or a blank: nothing that PostgreSQL would refuse as text. */
const plain = /^[\x20-\x7e]{0,120}$/;

export const cursorOf = ({ key, id }: Position): string => Buffer.from(JSON.stringify([key, id])).toString('base64url');

/**
 * Reads a cursor that a page before gave. It holds nothing secret and grants nothing: row-level security decides what
 * the next page shows.
 *
 * @throws Problem `input.invalid` on `after` for anything that is not such a cursor.
 */
export function readCursor(cursor: string | undefined, kind: 'time' | 'text'): Position | undefined {
  if (cursor === undefined) return undefined;
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(read) && read.length === 2) {
      const [key, id] = read as [unknown, unknown];
      const known = typeof key === 'string' && (kind === 'time' ? isTime(key) : plain.test(key));
      if (known && typeof id === 'string' && uuid.test(id)) return { key, id };
    }
  } catch {
    // Not JSON: as wrong as any other.
  }
  throw refuseField('after', 'wrongFormat');
}

/** As `toISOString` wrote it: no other day or year means the same to PostgreSQL. */
const isTime = (text: string): boolean => {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString() === text && text >= '0001' && text < '9999';
};

/** Cuts the row that was read too many, which only tells that there is another page. */
export function pageFrom<T>(
  rows: readonly T[],
  limit: number,
  position: (row: T) => Position,
): { rows: T[]; next?: string } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return rows.length > limit && last ? { rows: page, next: cursorOf(position(last)) } : { rows: page };
}
