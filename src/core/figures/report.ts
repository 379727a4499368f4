import { type CellValue, fillTemplate, openXlsx, saveXlsx, writeXlsx } from 'hucre';
import type * as z from 'zod/mini';
import { absent, type FieldProblem, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { fromBase64 } from '../base64.ts';
import { requireProgramme } from '../checks.ts';
import { readWorkbook, XlsFormRefused } from '../forms/xlsform/index.ts';
import { timeZone } from '../local-time.ts';
import { makeFile } from '../made-file.ts';
import { type Context, type Operation, operation } from '../ports.ts';
import { byTeam, figuresOf, wholes } from './answer.ts';
import * as contracts from './office-contract.ts';
import {
  askedBy,
  centreKey,
  numbers,
  placeholdersIn,
  sectionsOf,
  suppliedRows,
  texts,
  unknown,
} from './report-form.ts';
import { countErased, plusMonths, requireWork } from './span.ts';
import { sourceOf } from './tally.ts';

const mostBytes = 2_000_000;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type Book = Awaited<ReturnType<typeof openXlsx>>;
type Asking = z.output<typeof contracts.makeReport.input>;

const listReports = operation(contracts.reports, {
  run: async ({ db, actor }, { programme }) => ({
    forms: await db
      .selectFrom('report_form')
      .select(['id', 'name', 'revision'])
      .where('organisation_id', '=', actor.organisationId)
      .where('programme', '=', programme)
      .orderBy('name')
      .execute(),
  }),
});

/** Kept only when everything that it asks for can be told: what is wrong is named by its cell. */
const saveReport = operation(contracts.saveReport, {
  run: async (context, { programme, id, revision, name, file }) => {
    const { db, actor, now } = context;
    requireProgramme(context, programme);
    const body = fromBase64('file', file, mostBytes);
    const book = await openBook(body);
    requireKnown(book, await vocabulary(context, programme, 'en', {}));
    const said = { name, body, by_user: actor.userId, updated_at: now };
    if (id === undefined) {
      const made = uuidv7(now.getTime());
      await db
        .insertInto('report_form')
        .values({ id: made, organisation_id: actor.organisationId, programme, ...said })
        .execute();
      return { id: made, revision: 1 };
    }
    const { numUpdatedRows } = await db
      .updateTable('report_form')
      .set({ ...said, revision: (revision ?? 0) + 1 })
      .where('id', '=', id)
      .where('programme', '=', programme)
      .where('organisation_id', '=', actor.organisationId)
      .where('revision', '=', revision ?? 0)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Problem('record.changed');
    return { id, revision: (revision ?? 0) + 1 };
  },
});

const makeReport = operation(contracts.makeReport, {
  run: async (context, asking) => {
    const { programme, month, format, formId, language, words } = asking;
    requireWork(context, { programme, from: plusMonths(month, -12), to: month });
    await countErased(context.db);
    const known = await vocabulary(context, programme, language, words);
    const book =
      formId === undefined ? await supplied(known, words) : await openBook(await formOf(context, formId, programme));
    const name = `${format === 'form' ? 'form' : 'report'}-${programme}-${month}.${format === 'pdf' ? 'pdf' : 'xlsx'}`;
    let bytes: Uint8Array;
    if (format === 'form') bytes = await saveXlsx(book);
    else {
      const asked = requireKnown(book, known);
      fillTemplate(book, await valuesOf(context, asking, asked, known));
      bytes = format === 'xlsx' ? await saveXlsx(book) : await onPaper(context, asking, book);
    }
    const file = await makeFile(context, name, format === 'pdf' ? 'application/pdf' : xlsx, bytes);
    return { file, name, size: bytes.length };
  },
});

interface Vocabulary {
  sections: ReturnType<typeof sectionsOf>;
  /** Placeholders without their columns. */
  known: ReadonlySet<string>;
  /** Centres by how a placeholder names them. */
  centres: ReadonlyMap<string, { name: string; teamId: string }>;
}

async function vocabulary(
  context: Context,
  programme: string,
  language: string,
  words: Readonly<Record<string, string>>,
): Promise<Vocabulary> {
  const sections = sectionsOf(context.definitions, programme, language, words);
  const found = await byTeam(context, await sourceOf(context, { programme }), { from: '1900-01', to: '9999-12' }, [
    wholes.cases,
  ]);
  const centres = new Map(
    found.flatMap(({ label, place }) => (label ? [[centreKey(label), { name: label, teamId: place }] as const] : [])),
  );
  return { sections, known: new Set(sections.flatMap(({ lines }) => lines.map((one) => one.placeholder))), centres };
}

async function supplied({ sections, centres }: Vocabulary, words: Readonly<Record<string, string>>): Promise<Book> {
  const names = [...centres.values()].map(({ name }) => name).sort();
  const rows = suppliedRows(sections, names, words);
  const sheet = { name: 'table', rows, columns: [{ width: 44 }, ...rows[3]!.slice(1).map(() => ({ width: 16 }))] };
  return openXlsx(await writeXlsx({ sheets: [sheet] }));
}

async function formOf({ db, actor }: Context, id: string, programme: string): Promise<Buffer> {
  const row = await db
    .selectFrom('report_form')
    .select('body')
    .where('id', '=', id)
    .where('programme', '=', programme)
    .where('organisation_id', '=', actor.organisationId)
    .executeTakeFirst();
  if (!row) throw absent();
  return row.body;
}

/** @throws Problem `input.invalid` for what is no workbook, or was made to do harm. */
async function openBook(bytes: Uint8Array): Promise<Book> {
  try {
    // Measured before it is opened.
    await readWorkbook(bytes, () => true);
    return await openXlsx(bytes);
  } catch (error) {
    if (error instanceof XlsFormRefused) throw refuseField('file', 'wrongFormat');
    throw error;
  }
}

const cellName = (row: number, column: number): string => {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
};

/**
 * The placeholders of a workbook.
 *
 * @throws Problem `input.invalid` that names by its cell each one that means nothing: nothing is made by halves.
 */
function requireKnown({ sheets }: Book, { known, centres }: Vocabulary): Set<string> {
  const asked = new Set<string>();
  const wrong: FieldProblem[] = [];
  const names = new Set(centres.keys());
  for (const { name, rows } of sheets)
    for (const [row, cells] of rows.entries())
      for (const [column, cell] of cells.entries())
        for (const placeholder of typeof cell === 'string' ? placeholdersIn(cell) : []) {
          asked.add(placeholder);
          if ((texts as readonly string[]).includes(placeholder) || askedBy(placeholder, known, names)) continue;
          wrong.push({ path: `${name}!${cellName(row, column)}`, code: 'placeholder', params: { name: placeholder } });
        }
  if (wrong.length > 0) throw new Problem('input.invalid', { fields: wrong.slice(0, 50) });
  return asked;
}

/** Each number as the caller may be told it; a hidden one in the words for that. */
async function valuesOf(
  context: Context,
  { programme, month, language, words }: Asking,
  asked: ReadonlySet<string>,
  { known, centres }: Vocabulary,
): Promise<Record<string, CellValue>> {
  const { db, actor, now, definitions } = context;
  const names = new Set(centres.keys());
  const spans = new Map<string, ReturnType<typeof figuresOf>>();
  const figures = (column: string): ReturnType<typeof figuresOf> => {
    let found = spans.get(column);
    if (!found) {
      const centre = column.startsWith('centre.') ? centres.get(column.slice(7)) : undefined;
      const year = {
        lastYear: { from: plusMonths(month, -12), to: plusMonths(month, -12) },
        yearToDate: { from: `${month.slice(0, 4)}-01`, to: month },
      }[column];
      found = figuresOf(context, { programme, from: month, to: month, ...year, teamId: centre?.teamId });
      spans.set(column, found);
    }
    return found;
  };
  const [{ name: organisation }, zone] = await Promise.all([
    db.selectFrom('organisation').select('name').where('id', '=', actor.organisationId).executeTakeFirstOrThrow(),
    db.selectNoFrom(timeZone.as('zone')).executeTakeFirstOrThrow(),
  ]);
  const said = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone.zone });
  const values: Record<string, CellValue> = {
    organisation,
    month: said.format(new Date(`${month}-01T00:00:00Z`)),
    made: `${day.format(now)}, ${actor.name}`,
  };
  const hidden = words.hidden ?? '*';
  for (const placeholder of asked) {
    const one = askedBy(placeholder, known, names);
    if (!one) continue;
    const { totals, tables } = await figures(one.column);
    const number = numbers[`${one.of}.${one.by}`];
    if (number !== undefined) {
      const total = totals[number];
      // A share is said in hundredths: a cell of the office's own may have no format for it.
      const value = number === 'answeredAtFirstContact' && total !== undefined ? Math.round(total * 100) : total;
      // Of nobody there is neither a median nor a share.
      values[placeholder] =
        value ??
        (number === 'medianDaysToClose' && totals.casesClosed === 0
          ? null
          : number === 'answeredAtFirstContact' && totals.enquiries === 0
            ? null
            : hidden);
      continue;
    }
    const table = tables.find((table) => table.of === one.of && table.by === one.by);
    const key =
      one.key === unknown && !definitions.codeList(one.by)?.items.some(({ code }) => code === unknown) ? '' : one.key;
    const cell = table?.cells.find((cell) => cell.key === key);
    values[placeholder] = !table || cell?.hidden ? hidden : (cell?.count ?? 0);
  }
  return values;
}

async function onPaper(context: Context, { language, words }: Asking, { sheets }: Book): Promise<Uint8Array> {
  const { db, actor, now, ports } = context;
  const [organisation, zone] = await Promise.all([
    db.selectFrom('organisation').select('name').where('id', '=', actor.organisationId).executeTakeFirstOrThrow(),
    db.selectNoFrom(timeZone.as('zone')).executeTakeFirstOrThrow(),
  ]);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const text = (cell: CellValue): string =>
    typeof cell === 'number' ? number.format(cell) : cell === null ? '' : String(cell);
  return ports.printer.print({
    kind: 'report',
    head: {
      language,
      at: now,
      timeZone: zone.zone,
      organisation: organisation.name,
      by: actor.name,
      reason: words.title ?? '',
    },
    lines: sheets.flatMap(({ rows }) => rows.map((row) => row.map(text))),
  });
}

export const reportOperations = [listReports, saveReport, makeReport] as Operation[];
