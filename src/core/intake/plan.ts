/** How the columns of a register are read: proposed from headings, values and what the sender had before; and looked at. */
import type { FormDefinition } from '../../kernel/form/index.ts';
import type { Context } from '../ports.ts';
import type { Column, Plan } from './contract.ts';
import { type DayWay, monthNames, type Order, orderOf, readDay } from './days.ts';
import { codeFor, type Named, plain, type Target, targetsFor, waysToWrite } from './fields.ts';
import type { Cell, SheetRow } from './sheets.ts';

/** What a file says of itself, sealed. */
export interface About {
  sender: string;
  file: string;
  encoding?: string;
  from1904: boolean;
  sheets: { name: string; rows: number; top: SheetRow[] }[];
}
/** What is remembered of a sender, by heading. */
export type Memory = Record<string, { field?: string; order?: Order; values?: Record<string, string> }>;

export interface Reader {
  heading: string;
  /** Where it stands on each sheet. */
  at: ReadonlyMap<number, number>;
  target: Target | undefined;
  order: Order | undefined;
  /** As told by the sender. */
  values: Readonly<Record<string, string>>;
}
/** A plan, ready to read rows by. */
export interface Reading {
  plan: Plan;
  /** Row of the headings of each sheet that is read. */
  sheets: ReadonlyMap<number, number>;
  readers: readonly Reader[];
  way: DayWay;
  totals: ReadonlySet<string>;
  form: { version: number; definition: FormDefinition } | undefined;
}

export const letterOf = (column: number): string =>
  (column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : '') + String.fromCharCode(65 + (column % 26));
const textOf = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : String(cell));

/** The texts of a row of headings, each with its column; one that comes again says which it is. */
function headingsOf(row: SheetRow | undefined): Map<string, number> {
  const found = new Map<string, number>();
  for (const [at, cell] of (row?.slice(1) ?? []).entries()) {
    const text = textOf(cell as Cell)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 280);
    if (text === '') continue;
    let name = text;
    for (let again = 2; found.has(name); again++) name = `${text} (${again})`;
    found.set(name, at);
  }
  return found;
}

const headingRow = ({ top }: About['sheets'][number], heading: number): SheetRow | undefined =>
  top.find(([number]) => number === heading);

/** The row that looks most like headings: many words, and most of them known. */
function guessHeading({ top }: About['sheets'][number], known: (heading: string) => boolean): number {
  let best = { row: top[0]?.[0] ?? 1, score: 0 };
  for (const row of top.slice(0, 20)) {
    const words = [...headingsOf(row).keys()].filter((text) => /\p{L}/u.test(text) && text.length < 80);
    const score = words.length + 3 * words.filter(known).length;
    if (words.length > 1 && score > best.score) best = { row: row[0], score };
  }
  return best.row;
}

/** A heading, and what it says beside strokes, line ends and in brackets. */
const sayings = (heading: string): string[] => [
  heading,
  heading.replace(/\([^)]*\)/g, ' '),
  ...heading.split(/[/\n|;()–]|\s-\s/),
];

function headingMatcher(targets: ReadonlyMap<string, Target>, listed: readonly Named[]) {
  const named = [
    ...listed.filter(({ code }) => targets.has(code)),
    ...[...targets.values()]
      .filter(({ question, document }) => question || document)
      .map(({ code, label = {} }) => ({ code, label })),
  ];
  const ways = waysToWrite(named);
  return (heading: string): string | undefined => {
    for (const saying of sayings(heading)) {
      const code = ways.get(plain(saying));
      if (code && targets.has(code)) return code;
    }
    return undefined;
  };
}

/**
 * A plan with all of its columns, and how it reads: what the caller left out is proposed. Undefined sheets are the largest
 * and those with its headings.
 */
export async function readingOf(
  context: Pick<Context, 'definitions' | 'actor' | 'now'>,
  about: About,
  plan: Omit<Plan, 'sheets'> & { sheets?: Plan['sheets'] | undefined },
  memory: Memory = {},
): Promise<Reading> {
  const { definitions, now } = context;
  const form = plan.form === undefined ? undefined : await definitions.form(plan.form);
  const targets = targetsFor(context, plan, form?.definition);
  const match = headingMatcher(targets, definitions.codeList('registerColumn')?.items ?? []);
  const sheets = plan.sheets ?? chooseSheets(about, (heading) => match(heading) !== undefined);
  const headings = sheets.map(({ sheet, heading }) => {
    const found = about.sheets[sheet];
    return [sheet, headingsOf(found && headingRow(found, heading))] as const;
  });
  const told = new Map(plan.columns?.map((column) => [column.heading, column]));
  const taken = new Set<string>();
  const readers = [...new Set(headings.flatMap(([, found]) => [...found.keys()]))].map((heading): Reader => {
    const known = told.get(heading) ?? (plan.columns ? { heading } : memory[plain(heading)]);
    const proposed =
      plan.columns || known ? known?.field : (match(heading) ?? byValues(about, headings, heading, targets));
    const target = proposed === undefined ? undefined : targets.get(proposed);
    const free = target && (target.several || !taken.has(target.code)) ? target : undefined;
    if (free) taken.add(free.code);
    return {
      heading,
      at: new Map(headings.flatMap(([sheet, found]) => (found.has(heading) ? [[sheet, found.get(heading)!]] : []))),
      target: free,
      order: known?.order,
      values: { ...memory[plain(heading)]?.values, ...known?.values },
    };
  });
  const months = monthNames(languagesOf(definitions));
  const totals = waysToWrite(definitions.codeList('registerValue')?.items.filter(({ code }) => code === 'total') ?? []);
  return {
    plan: { ...plan, sheets, columns: [] },
    sheets: new Map(sheets.map(({ sheet, heading }) => [sheet, heading])),
    readers,
    way: { order: 'day', from1904: about.from1904, months, year: now.getUTCFullYear() },
    totals: new Set(totals.keys()),
    form,
  };
}

/** The languages of the definitions, and those that the office added for the names of months. */
function languagesOf(definitions: Context['definitions']): string[] {
  const values = definitions.codeList('registerValue');
  const more = values?.items.find(({ code }) => code === 'months')?.columns?.also?.split(';') ?? [];
  const languages = [...Object.keys(values?.title ?? {}), ...more].map((one) => one.trim());
  return Intl.DateTimeFormat.supportedLocalesOf(languages.filter((one) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(one)));
}

function chooseSheets({ sheets }: About, known: (heading: string) => boolean): Plan['sheets'] {
  const guessed = sheets.map((sheet, at) => ({ sheet: at, heading: guessHeading(sheet, known), rows: sheet.rows }));
  const largest = guessed.toSorted((a, b) => b.rows - a.rows)[0];
  if (!largest) return [];
  const wanted = new Set(headingsOf(headingRow(sheets[largest.sheet]!, largest.heading)).keys());
  return guessed
    .filter(({ sheet, heading, rows }) => {
      const own = [...headingsOf(headingRow(sheets[sheet]!, heading)).keys()];
      return rows > 0 && own.filter((one) => wanted.has(one)).length >= Math.max(2, wanted.size * 0.6);
    })
    .concat(wanted.size < 2 ? [largest] : [])
    .map(({ sheet, heading }) => ({ sheet, heading }));
}

/** A column without a known heading whose values are a few codes that no other list has. */
function byValues(
  about: About,
  headings: readonly (readonly [number, Map<string, number>])[],
  heading: string,
  targets: ReadonlyMap<string, Target>,
): string | undefined {
  const sex = targets.get('sex');
  const texts = headings.flatMap(([sheet, found]) => {
    const at = found.get(heading);
    const below = plainRows(about, sheet, found);
    return at === undefined ? [] : below.map((row) => textOf(row[at + 1] as Cell)).filter((text) => text !== '');
  });
  return sex && texts.length > 2 && texts.every((text) => text.length > 1 && codeFor(sex, text)) ? sex.code : undefined;
}
const plainRows = ({ sheets }: About, sheet: number, found: Map<string, number>): SheetRow[] => {
  const top = sheets[sheet]?.top ?? [];
  const at = top.findIndex((row) => [...headingsOf(row).keys()].join('\n') === [...found.keys()].join('\n'));
  return top.slice(at + 1);
};

const mostValues = 500;

/** Looks at every row: what each column holds, which order its days have, and what its words mean. */
export function look(reading: Reading, rows: Iterable<readonly [sheet: number, row: SheetRow]>): Column[] {
  const seen = reading.readers.map(() => ({
    samples: new Set<Cell>(),
    cells: new Set<Cell>(),
    counts: new Map<string, number>(),
  }));
  for (const [sheet, row] of rows) {
    const heading = reading.sheets.get(sheet);
    if (heading === undefined || row[0] <= heading) continue;
    for (const [index, { at, target }] of reading.readers.entries()) {
      const column = at.get(sheet);
      const cell = column === undefined ? undefined : (row[column + 1] as Cell | undefined);
      if (cell === undefined || cell === null) continue;
      const { samples, cells, counts } = seen[index]!;
      if (samples.size < 4) samples.add(cell);
      if (target?.kind === 'day' && cells.size < 5_000) cells.add(cell);
      if (target?.kind === 'code') {
        const text = String(cell).slice(0, 300);
        if (counts.has(text) || counts.size < mostValues) counts.set(text, (counts.get(text) ?? 0) + 1);
      }
    }
  }
  return reading.readers.map(({ heading, at, target, order, values }, index): Column => {
    const { samples, cells, counts } = seen[index]!;
    const told = target?.kind === 'day' ? orderOf([...cells], reading.way.months) : undefined;
    const chosen = order ?? (told === 'month' ? 'month' : 'day');
    const way = { ...reading.way, order: chosen };
    return {
      heading,
      letter: letterOf([...at.values()][0] ?? 0),
      ...(target && { field: target.code }),
      ...(target?.kind === 'day' && { order: chosen }),
      ...(told && { told }),
      samples: [...samples].map((cell) => {
        const means = target?.kind === 'day' ? readDay(cell, way) : undefined;
        return { text: String(cell).slice(0, 120), ...(means && { means }) };
      }),
      ...(target?.kind === 'code' && {
        values: [...counts]
          .sort((a, b) => b[1] - a[1])
          .map(([text, rows]) => {
            const code = values[text] ?? codeFor(target, text);
            return { text, rows, ...(code !== undefined && { code }) };
          }),
      }),
    };
  });
}

/** The plan with its columns as they are read now. */
export const settled = (plan: Plan, columns: readonly Column[]): Plan => ({
  ...plan,
  columns: columns.map(({ heading, field, order, values }) => ({
    heading,
    ...(field !== undefined && { field }),
    ...(order !== undefined && { order }),
    ...(values && {
      values: Object.fromEntries(values.flatMap(({ text, code }) => (code === undefined ? [] : [[text, code]]))),
    }),
  })),
});

/** What is kept of a plan for the next file of the same sender, over what was kept before. */
export const remembered = (before: Memory, plan: Plan): Memory => ({
  ...before,
  ...Object.fromEntries(
    (plan.columns ?? []).map(({ heading, field, order, values }) => [
      plain(heading),
      {
        ...(field !== undefined && { field }),
        ...(order !== undefined && { order }),
        ...(values && { values: { ...before[plain(heading)]?.values, ...values } }),
      },
    ]),
  ),
});
