/**
 * A programme as a workbook, as the field writes one: the stage file. Reading and writing both follow `sheets`, so that a new
 * part is a line there. What has no column goes out in the column `other` as JSON, and comes in again as it was.
 */
import { refuseField, type Text } from '../../kernel/index.ts';
import { readLanguage, readWorkbook, type SheetRow, writeLanguage, writeWorkbook } from '../forms/xlsform/index.ts';
import type { Json } from './changes.ts';
import type { Fault } from './fault.ts';
import { parseJson } from './json.ts';
import {
  type Cells,
  type Column,
  isTree,
  read,
  rest,
  type Sheet,
  sheets,
  type Tree,
  text,
  which,
  write,
} from './stage-sheets.ts';

/** The value at a path; taken away from the tree when it is one of ours to write. */
function valueAt(tree: Tree, path: string): { holder: Tree; key: string; value: Json | undefined } {
  const keys = path.split('.');
  const key = keys.pop()!;
  let holder: Tree = tree;
  for (const one of keys) {
    const inner = holder[one];
    holder = isTree(inner) ? inner : {};
  }
  return { holder, key, value: holder[key] };
}

function put(tree: Tree, path: string, value: Json): void {
  const keys = path.split('.');
  const key = keys.pop()!;
  let holder = tree;
  for (const one of keys) {
    if (!isTree(holder[one])) holder[one] = {};
    holder = holder[one] as Tree;
  }
  holder[key] = value;
}

/** What is left of a part once its columns took theirs, without what is empty. */
function pruned(value: Json): Json | undefined {
  if (Array.isArray(value)) return value.length > 0 ? value : undefined;
  if (!isTree(value)) return value;
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const left = pruned(inner);
    return left === undefined ? [] : [[key, left] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** Longest text that a cell of a spreadsheet holds. */
const longest = 32_767;

/**
 * The stage file of a programme.
 *
 * @throws Problem `input.invalid` on `format` when a part is longer than a cell: JSON takes it.
 */
export async function writeStageFile(body: unknown): Promise<Uint8Array> {
  // A copy in which nothing is shared: parts are taken out of it one by one.
  const programme = JSON.parse(JSON.stringify(body)) as Tree;
  const rowsOf = new Map<string, Cells[]>();
  const rowOf = (shape: Sheet, part: Json, more: Cells): Cells => {
    const row = { ...more };
    const left = isTree(part) ? part : ({ '': part } as Tree);
    for (const one of shape.columns) {
      const { holder, key, value } = valueAt(left, one.at);
      const cells = value === undefined ? undefined : write(one, value);
      if (!cells) continue;
      Object.assign(row, cells);
      delete holder[key];
    }
    const other = pruned(left);
    if (other !== undefined) row[rest] = JSON.stringify(other);
    if (Object.values(row).some((cell) => cell.length > longest))
      throw refuseField('format', 'tooLong', { most: longest });
    return row;
  };
  /** Takes the rows of one sheet out of what they belong to. */
  const take = (shape: Sheet, from: Tree, more: Cells): Cells[] =>
    Object.entries(shape.lists!).flatMap(([of, path]) => {
      const { holder, key, value } = valueAt(from, path);
      if (!Array.isArray(value)) return [];
      delete holder[key];
      return value.map((part) => rowOf(shape, part, { ...more, ...(of !== '' && { [which]: of }) }));
    });
  // What belongs to rows is taken out of them first, so that nothing is left of it there.
  for (const shape of [...sheets].reverse()) {
    const parent = sheets.find(({ name }) => name === shape.in?.sheet);
    const parents = parent ? Object.values(parent.lists!).flatMap((path) => valueAt(programme, path).value ?? []) : [];
    const rows = !shape.lists
      ? [rowOf(shape, programme, {})]
      : shape.in
        ? firstOfEach(shape.in.by, parents as Json[]).flatMap((part) =>
            take(shape, part, Object.fromEntries(shape.in!.by.map((head) => [head, String(part[head] ?? '')]))),
          )
        : take(shape, programme, {});
    rowsOf.set(shape.name, rows);
  }
  return writeWorkbook(
    sheets.map(({ name, lists, in: within, columns }) => {
      const rows = rowsOf.get(name)!;
      const used = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const order = [
        ...(within?.by ?? []),
        ...columns.flatMap(({ head, as }) =>
          as === 'words' && used.some((one) => one.startsWith(`${head}::`))
            ? used.filter((one) => one.startsWith(`${head}::`))
            : [as === 'words' ? `${head}::${writeLanguage('en')}` : head],
        ),
        ...(Object.keys(lists ?? {}).length > 1 ? [which] : []),
      ];
      return { name, headers: [...order, ...(used.includes(rest) ? [rest] : [])], rows };
    }),
  );
}

/** Rows that can be told apart by some columns: what belongs to a second one of the same stays with it, in `other`. */
const firstOfEach = (by: readonly string[], parts: readonly Json[]): Tree[] =>
  [
    ...new Map(
      parts
        .filter(isTree)
        .reverse()
        .map((part) => [by.map((head) => part[head]).join('→'), part]),
    ).values(),
  ].reverse();

export interface StageFile {
  body: Json;
  faults: Fault[];
  unsupported: Fault[];
  /** Where in the workbook a path of the programme is. */
  at: (path: string) => { sheet?: string; row?: number };
}

/**
 * Reads a stage file into a programme, still to be judged. What is not understood is a fault with sheet and row; what is not
 * read is named under `unsupported`.
 *
 * @throws XlsFormRefused for a file that is no workbook, or that is made to do harm.
 */
export async function readStageFile(bytes: Uint8Array): Promise<StageFile> {
  const known = (name: string): Sheet | undefined =>
    sheets.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  const book = await readWorkbook(bytes, (name) => known(name) !== undefined);
  const faults: Fault[] = [];
  const unsupported: Fault[] = book.others.map((sheet) => ({ sheet, code: 'otherSheet' }));
  const programme: Tree = {};
  const places = new Map<string, { sheet: string; row?: number }>();
  /** The parts that the rows of a sheet became, with their paths. */
  const parts = new Map<string, { part: Tree; path: string }[]>();
  if (!book.sheets.some(({ name }) => known(name)?.name === 'stages')) faults.push({ code: 'noStages' });

  for (const shape of sheets) {
    if (shape.always) put(programme, shape.lists!['']!, []);
    parts.set(shape.name, []);
    for (const sheet of book.sheets.filter(({ name }) => known(name) === shape)) {
      const heads = headsOf(shape, sheet.name, sheet.headers, unsupported);
      for (const row of sheet.rows) {
        const place = { sheet: sheet.name, row: row.number };
        const part = partOf(row, heads, place, faults, unsupported);
        if (!shape.lists) {
          places.set('', place);
          merge(programme, part);
          continue;
        }
        const parent = shape.in && parentOf(shape.in, part, parts);
        if (shape.in && !parent) {
          const name = shape.in.by.map((head) => String(part[head] ?? '')).join(' → ');
          faults.push({ ...place, code: 'unpublished', params: { name } });
          continue;
        }
        for (const head of shape.in?.by ?? []) delete part[head];
        const kind = typeof part[which] === 'string' && Object.keys(shape.lists).length > 1 ? part[which] : '';
        if (kind !== '') delete part[which];
        const list = shape.lists[kind.toLowerCase()];
        if (list === undefined) {
          faults.push({ ...place, path: which, code: 'wrongFormat' });
          continue;
        }
        const into = parent?.part ?? programme;
        const { value } = valueAt(into, list);
        const items = Array.isArray(value) ? value : [];
        if (items.length === 0) put(into, list, items);
        const path = [parent?.path, list].filter(Boolean).join('.');
        if (!places.has(path)) places.set(path, { sheet: sheet.name });
        places.set(`${path}.${items.length}`, place);
        // What is judged is named by its code; a gate's facts all alike.
        if (typeof part.code === 'string') places.set(`${path.replace('.child.', '.')}.${part.code}`, place);
        if (Object.hasOwn(part, '')) items.push(part['']!);
        else {
          parts.get(shape.name)!.push({ part, path: `${path}.${items.length}` });
          items.push(part);
        }
      }
    }
  }
  return {
    body: programme,
    faults,
    unsupported,
    at: (path) => {
      for (let one = path; one !== ''; one = one.slice(0, Math.max(0, one.lastIndexOf('.'))))
        if (places.has(one)) return places.get(one)!;
      return places.get('') ?? {};
    },
  };
}

/** The row of another sheet that a row belongs to, by what both say in some columns. */
const parentOf = (
  { sheet, by }: NonNullable<Sheet['in']>,
  part: Tree,
  parts: ReadonlyMap<string, { part: Tree; path: string }[]>,
) => parts.get(sheet)?.find((one) => by.every((head) => one.part[head] === part[head]));

interface Head {
  column: Column;
  language?: string;
}

/** What each column of a sheet is; one that is nothing here is named. */
function headsOf(shape: Sheet, sheet: string, headers: readonly string[], unsupported: Fault[]): Map<string, Head> {
  const columns = [
    ...shape.columns,
    ...(shape.in?.by ?? []).map((head) => text(head)),
    ...(Object.keys(shape.lists ?? {}).length > 1 ? [text(which)] : []),
    text(rest),
  ];
  return new Map(
    headers.flatMap((head) => {
      const [name, language] = head.split(/::?(.+)/) as [string, string | undefined];
      const column = columns.find((one) => one.head.toLowerCase() === name.trim().toLowerCase());
      const tag = language === undefined ? undefined : readLanguage(language);
      const words = column?.as === 'words';
      if (tag && !tag.known)
        unsupported.push({ sheet, row: 1, path: head, code: 'reason.language', params: { language: tag.language } });
      if (column && (words || !tag)) return [[head, { column, ...(words && { language: tag?.language ?? 'en' }) }]];
      unsupported.push({ sheet, row: 1, path: head, code: 'tableColumn', params: { name: head } });
      return [];
    }),
  );
}

function partOf(
  row: SheetRow,
  heads: ReadonlyMap<string, Head>,
  place: { sheet: string; row: number },
  faults: Fault[],
  unsupported: Fault[],
): Tree {
  const part: Tree = {};
  for (const { head, value } of row.repeated)
    unsupported.push({ ...place, path: head, code: 'reason.columnTwice', params: { value } });
  for (const [head, value] of row.formulas)
    unsupported.push({ ...place, path: head, code: 'reason.formula', params: { value } });
  for (const [head, cell] of row.cells) {
    const found = heads.get(head);
    if (!found) continue;
    const { column, language } = found;
    if (column.head === rest) {
      const { value: other } = parseJson(Buffer.from(cell));
      if (isTree(other) && !JSON.stringify(other).includes('"__proto__":')) merge(part, other);
      else faults.push({ ...place, path: head, code: 'json' });
      continue;
    }
    const value = read(column.as, cell);
    if (value === undefined) faults.push({ ...place, path: head, code: 'wrongFormat' });
    else if (language !== undefined)
      put(part, column.at, { ...(valueAt(part, column.at).value as Text | undefined), [language]: value });
    else if (value !== false) put(part, column.at, value);
  }
  return part;
}

/** Adds what is not there yet. */
function merge(into: Tree, more: Tree): void {
  for (const [key, value] of Object.entries(more)) {
    const before = Object.hasOwn(into, key) ? into[key] : undefined;
    if (isTree(before) && isTree(value)) merge(before, value);
    else if (!Object.hasOwn(into, key) || (Array.isArray(before) && before.length === 0)) into[key] = value;
  }
}
