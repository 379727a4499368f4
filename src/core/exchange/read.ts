/** A file that came from elsewhere, as cells that name the fields of the standard. What it means is judged afterwards. */
import { Problem } from '../../kernel/index.ts';
import { uncell } from '../spreadsheet.ts';
import { csvLines, isWorkbook, type TableLine, textOf, workbookLines } from '../table-file.ts';
import type { Mapping } from './mapping.ts';

export interface SourceCell {
  row: number;
  /** As the file names it. */
  column: string;
  /** As the standard does, or as the file where nobody says. */
  name: string;
  /** One text from a table; several from a list in JSON. */
  values: string[];
  /** Their value → ours, from a mapping. */
  known: Readonly<Record<string, string>>;
}
/** One record of a case: `case`, or of which kind it has several. */
export interface SourceRecord {
  row: number;
  record: string;
  cells: SourceCell[];
}
export interface SourceCase {
  row: number;
  records: SourceRecord[];
}

/** Each is searched for among those who are known, in one transaction: a larger file comes in parts. */
export const mostCases = 1_000;
const mostRecords = 20_000;
const mostDepth = 8;

/** A line of a table, or a record of a list: texts by column, and lists of records by theirs. */
interface Line {
  row: number;
  cells: Map<string, string[]>;
  lists: Map<string, Line[]>;
}

/**
 * @throws Problem `input.fileType` for what is neither JSON, a table nor a workbook; `input.tooLarge` with `most` above so
 *   many cases or records.
 */
export async function readFile(bytes: Uint8Array, mapping: Mapping | undefined): Promise<SourceCase[]> {
  const lines = await linesOf(bytes);
  const cases = casesOf(lines, mapping);
  if (cases.length > mostCases) throw new Problem('input.tooLarge', { params: { most: mostCases } });
  return cases;
}

async function linesOf(bytes: Uint8Array): Promise<Line[]> {
  if (isWorkbook(bytes)) return tableLines(await workbookLines(bytes));
  const text = textOf(bytes);
  return /^\s*[{[]/.test(text) ? jsonLines(text) : tableLines(csvLines(text));
}

const tableLines = (lines: readonly TableLine[]): Line[] =>
  lines.map(({ row, cells }) => ({
    row,
    cells: new Map([...cells].map(([column, text]) => [column, [text]])),
    lists: new Map(),
  }));

/** The cases of our own export, a list of records, or one under `data` or `cases`, as interfaces hand them out. */
function jsonLines(text: string): Line[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Problem('input.fileType');
  }
  const list = Array.isArray(json) ? json : isObject(json) ? (json.cases ?? json.data) : undefined;
  if (!Array.isArray(list)) throw new Problem('input.fileType');
  if (list.length > mostRecords) throw new Problem('input.tooLarge', { params: { most: mostRecords } });
  return list.flatMap((one: unknown, index) => {
    if (!isObject(one)) throw new Problem('input.fileType');
    if (!Array.isArray(one.records)) return [lineOf(one, index + 1)];
    return one.records.filter(isObject).map((record) => {
      const line = lineOf(isObject(record.fields) ? record.fields : {}, index + 1);
      const tell = (name: string, value: unknown): void => {
        if (value !== undefined) line.cells.set(name, [String(value)]);
      };
      tell('case', one.case ?? String(index));
      tell('record', record.record);
      tell('instance', record.instance);
      return line;
    });
  });
}

function lineOf(object: Record<string, unknown>, row: number): Line {
  const line: Line = { row, cells: new Map(), lists: new Map() };
  const walk = (value: unknown, column: string, depth: number): void => {
    if (value === null || value === undefined || value === '' || depth > mostDepth) return;
    if (Array.isArray(value)) {
      const records = value.filter(isObject);
      if (records.length > 0)
        line.lists.set(
          column,
          records.map((one) => lineOf(one, row)),
        );
      else if (value.length > 0) line.cells.set(column, value.map(String));
    } else if (isObject(value))
      for (const [name, inner] of Object.entries(value)) walk(inner, column ? `${column}.${name}` : name, depth + 1);
    else line.cells.set(column, [String(value)]);
  };
  walk(object, '', 0);
  return line;
}

/** `case`, `record` and `instance` are columns of the standard's own tables; a mapping says which of theirs is the case. */
const ownColumns = new Set(['case', 'record', 'instance']);

function casesOf(lines: readonly Line[], mapping: Mapping | undefined): SourceCase[] {
  const found = new Map<string, SourceCase>();
  const caseColumn = mapping?.case ?? 'case';
  for (const [index, line] of lines.entries()) {
    const key = line.cells.get(caseColumn)?.[0];
    const name = key === undefined ? `row ${index}` : `case ${key}`;
    const one = found.get(name) ?? { row: line.row, records: [] };
    found.set(name, one);
    const record = line.cells.get('record')?.[0] ?? 'case';
    const instance = line.cells.get('instance')?.[0] ?? '';
    add(one, line, mapping ? 'case' : record === 'case' ? 'case' : `${record} ${instance || index}`, '', mapping);
  }
  return [...found.values()];
}

function add(one: SourceCase, line: Line, record: string, prefix: string, mapping: Mapping | undefined): void {
  const cells = [...line.cells].flatMap(([column, values]): SourceCell[] => {
    const whole = prefix + column;
    if (mapping ? whole === mapping.case || mapping.ignore.includes(whole) : ownColumns.has(column)) return [];
    const said = mapping && Object.hasOwn(mapping.columns, whole) ? mapping.columns[whole] : undefined;
    const to = typeof said === 'string' ? said : (said?.to ?? whole);
    const known = typeof said === 'object' ? (said.values ?? {}) : {};
    const texts = values.map((value) => uncell(value.trim())).filter((value) => value !== '');
    return texts.length > 0 ? [{ row: line.row, column: whole, name: to, values: texts, known }] : [];
  });
  if (cells.length > 0) one.records.push({ row: line.row, record, cells });
  for (const [column, lists] of line.lists)
    for (const [index, inner] of lists.entries())
      add(one, inner, `${prefix}${column} ${index + 1}`, `${prefix}${column}.`, mapping);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
