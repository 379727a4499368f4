/** Code lists and place trees as tables: one row an item, one column a language. */
import { parse } from 'csv-parse/sync';
import type { CodeList, Text } from '../../kernel/index.ts';
import { toCsv } from '../forms/csv/index.ts';
import type { PlaceTree } from './bodies.ts';
import type { Fault } from './judge.ts';

type Row = Record<string, string>;
export type TableKind = 'codeList' | 'places';

const mostRows = 100_000;

/**
 * Reads a table into a body, still to be judged. Columns: `code`, `label:<language>`, `key:<language>`, `retired` of a code
 * list; `code`, `parent`, `level`, `name:<language>` of a place tree. What a table cannot say is taken from the old body.
 */
export function readTable(
  kind: TableKind,
  csv: string,
  code: string,
  old: unknown,
): { body: unknown; faults: Fault[] } {
  const columns = kind === 'codeList' ? /^(code|retired|(label|key):.+)$/ : /^(code|parent|level|name:.+)$/;
  let rows: Row[];
  try {
    rows = parse(csv, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim()),
      to: mostRows,
      trim: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
      delimiter: csv.slice(0, csv.indexOf('\n')).includes(';') ? ';' : ',',
    }) as Row[];
  } catch (error) {
    const line = (error as { lines?: unknown }).lines;
    return { body: null, faults: [{ code: 'tableRow', ...(typeof line === 'number' && { row: line }) }] };
  }
  const faults: Fault[] = Object.keys(rows[0] ?? { '': '' })
    .filter((name) => !columns.test(name))
    .map((name) => ({ path: name, code: 'tableColumn', params: { name } }));
  const title = (old as { title?: Text } | undefined)?.title ?? { en: code };
  if (kind === 'places')
    return {
      faults,
      body: {
        code,
        title,
        places: rows.map((row) => ({
          code: row.code ?? '',
          ...(row.parent && { parent: row.parent }),
          level: row.level ?? '',
          name: texts(row, 'name'),
        })),
      },
    };
  const before = new Map((old as CodeList | undefined)?.items.map((item) => [item.code, item]));
  return {
    faults,
    body: {
      code,
      title,
      items: rows.map((row) => {
        const {
          label: _label,
          key: _key,
          retired: _retired,
          ...more
        } = before.get(row.code ?? '') ?? { code: row.code ?? '' };
        const keys = texts(row, 'key');
        return {
          ...more,
          label: texts(row, 'label'),
          ...(Object.keys(keys).length > 0 && { key: keys }),
          ...(/^(yes|true|1|x)$/i.test(row.retired ?? '') && { retired: true }),
        };
      }),
    },
  };
}

/** The cells of `label:en`, `label:fr`, …; an apostrophe that kept a spreadsheet from computing goes. */
const texts = (row: Row, column: string): Text =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, cell]) =>
      name.startsWith(`${column}:`) && cell !== ''
        ? [[name.slice(column.length + 1), cell.replace(/^'(?=[=+\-@\t\r])/, '')]]
        : [],
    ),
  );

/** The table of a body, as `readTable` takes it. */
export function writeTable(kind: TableKind, body: unknown): string {
  const cells = (column: string, text: Text | undefined): [string, string][] =>
    Object.entries(text ?? {}).map(([language, said]) => [`${column}:${language}`, said]);
  const rows: Row[] =
    kind === 'codeList'
      ? (body as CodeList).items.map(({ code, label, key, retired }) =>
          Object.fromEntries([
            ['code', code],
            ...cells('label', label),
            ...cells('key', key),
            ...(retired ? [['retired', 'yes']] : []),
          ]),
        )
      : (body as PlaceTree).places.map(({ code, parent, level, name }) =>
          Object.fromEntries([['code', code], ['parent', parent ?? ''], ['level', level], ...cells('name', name)]),
        );
  return toCsv([...new Set(rows.flatMap((row) => Object.keys(row)))], rows);
}
