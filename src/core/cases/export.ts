import type * as z from 'zod/mini';
import { Problem, type Text } from '../../kernel/index.ts';
import { toCsv } from '../forms/csv/index.ts';
import { makeFile } from '../made-file.ts';
import { personNames } from '../people/index.ts';
import { type Context, type Definitions, operation } from '../ports.ts';
import { cellOf } from '../spreadsheet.ts';
import * as contracts from './contract.ts';
import { type Register, registerPage } from './list.ts';
import { toCaseRow } from './row.ts';

type Row = z.input<typeof contracts.CaseRow>;

/** As many rows as a spreadsheet of people is still one that somebody reads; more is a matter of figures. */
const mostRows = 50_000;
const pageRows = 1_000;

const columns = [
  'number',
  'personNumber',
  'personName',
  'programme',
  'stage',
  'channel',
  'topic',
  'destination',
  'sex',
  'ageBand',
  'team',
  'owner',
  'openedAt',
  'closedAt',
  'closingReason',
  'satisfaction',
  'flags',
] as const;
type Column = (typeof columns)[number];
type Line = Partial<Record<Column, string | number | undefined>>;

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export const exportRegister = operation(contracts.exportRegister, {
  run: async (context, { format, language, words, reason: _, ...register }) => {
    const rows = await wholeRegister(context, register);
    const say = (text: Text | undefined): string | undefined => text?.[language] ?? text?.en;
    const lines = rows.map((row) => lineOf(row, context.definitions, say, words));
    const heads = columns.map((column) => words[column] ?? say(context.definitions.codeList(column)?.title) ?? column);
    const body = format === 'csv' ? csv(heads, lines) : await workbook(heads, lines);
    const name = `cases-${context.now.toISOString().slice(0, 10)}.${format}`;
    const file = await makeFile(context, name, types[format], body);
    return { file, name, rows: rows.length, size: body.length };
  },
});

async function wholeRegister(context: Context, register: Register): Promise<Row[]> {
  const { role, organisationId } = context.actor;
  const rows: Row[] = [];
  let after: string | undefined;
  do {
    const page = await registerPage(context, register, pageRows, after);
    // What one is only shown may be read, not handed on.
    const own = page.rows.filter(
      ({ organisation_id }) => role.scope === 'programme' || organisation_id === organisationId,
    );
    const names = await personNames(context, [...new Set(own.map(({ person_id }) => person_id))]);
    rows.push(...own.map((row) => toCaseRow(context, row, names)));
    if (rows.length > mostRows) throw new Problem('input.tooLarge', { params: { most: mostRows } });
    after = page.next;
  } while (after !== undefined);
  return rows;
}

/** Codes in the words of their definitions; a code without words stays itself. */
function lineOf(
  row: Row,
  definitions: Definitions,
  say: (text: Text | undefined) => string | undefined,
  words: Readonly<Record<string, string>>,
): Line {
  const programme = definitions.programme(row.programme);
  const worded = (list: string, code: string | undefined) =>
    code && (say(definitions.codeList(list)?.items.find((item) => item.code === code)?.label) ?? code);
  const among = (items: readonly { code: string; label: Text }[] | undefined, code: string | undefined) =>
    code && (say(items?.find((item) => item.code === code)?.label) ?? code);
  return {
    ...row,
    programme: say(programme?.title) ?? row.programme,
    stage: among(programme?.stages, row.stage),
    channel: worded('channel', row.channel),
    topic: worded('topic', row.topic),
    destination: worded('destination', row.destination),
    sex: row.sex && (words[`sex.${row.sex}`] ?? row.sex),
    closingReason: among(programme?.closingReasons, row.closingReason),
    flags: row.flags.map(({ sign, reason }) => say(reason) ?? sign).join('; '),
  };
}

function csv(heads: readonly string[], lines: readonly Line[]): Uint8Array {
  const rows = lines.map((line) => Object.fromEntries(columns.map((column, index) => [heads[index]!, line[column]])));
  return Buffer.from(toCsv(heads, rows));
}

async function workbook(heads: readonly string[], lines: readonly Line[]): Promise<Uint8Array> {
  const rows = lines.map((line) => columns.map((column) => cellOf(line[column])));
  const { writeXlsx } = await import('hucre');
  return writeXlsx({ sheets: [{ name: 'cases', rows: [heads.map((head) => cellOf(head)), ...rows] }] });
}
