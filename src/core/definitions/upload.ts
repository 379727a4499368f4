/** An uploaded file as a body of its kind, still to be judged. What the file is, its content says, never its name. */
import type { Field, FormDefinition } from '../../kernel/form/index.ts';
import { fieldsOf } from '../../kernel/form/index.ts';
import { type CodeList, Problem } from '../../kernel/index.ts';
import { fromBase64 } from '../base64.ts';
import { recordStandard } from '../forms/index.ts';
import { importXlsForm, XlsFormRefused } from '../forms/xlsform/index.ts';
import type { Json } from './changes.ts';
import { parseJson } from './json.ts';
import type { Fault, Kind, World } from './judge.ts';
import { readStageFile } from './stage-file.ts';
import { readTable } from './tables.ts';

const mostBytes = 10_000_000;

export interface Read {
  code: string;
  body: Json;
  faults: Fault[];
  unsupported: Fault[];
  /** Where in a workbook a path of the body is. */
  at?: (path: string) => { sheet?: string; row?: number };
}
interface Upload {
  kind: Kind;
  /** Base64. */
  file: string;
  fileName: string;
  code?: string | undefined;
}

/** @throws Problem `input.tooLarge`, `input.fileType` when the content is of no type that this kind is read from. */
export async function readUpload({ kind, file, fileName, code }: Upload, world: World): Promise<Read> {
  const bytes = fromBase64('file', file, mostBytes);
  const fallback = code ?? codeFrom(fileName);
  const type = typeOf(bytes);
  if (type === 'workbook' && kind === 'form') return readForm(bytes, code, fallback, world);
  if (type === 'workbook' && kind === 'programme') return readProgramme(bytes, code, fallback);
  if (type === 'json') {
    const { value, faults } = parseJson(bytes);
    const own = typeof value === 'object' && value !== null && !Array.isArray(value) ? value.code : undefined;
    const named = code ?? (typeof own === 'string' && isCode(own) ? own : fallback);
    return { code: named, body: value, faults, unsupported: [] };
  }
  if (type === 'text' && (kind === 'codeList' || kind === 'places')) {
    const old = world.find(kind, fallback)?.body;
    const { body, faults } = readTable(kind, new TextDecoder().decode(bytes), fallback, old);
    return { code: fallback, body: plain(body), faults, unsupported: [] };
  }
  throw new Problem('input.fileType');
}

async function readForm(bytes: Buffer, code: string | undefined, fallback: string, world: World): Promise<Read> {
  const standard = recordStandard();
  try {
    // Without its code the form cannot be known yet; it is the same workbook, so it is read for the code alone first.
    const own = code ?? codeOr((await importXlsForm(bytes, { code: fallback })).definition.code, fallback);
    const before = fieldsByName(world.find('form', own)?.body as FormDefinition | undefined);
    const { definition, unsupported } = await importXlsForm(bytes, {
      code: fallback,
      // An author's spreadsheet seldom says classes and mappings: a question keeps what it was published with.
      suggest: (name) => {
        const field = before.get(name);
        return field
          ? { class: field.class, ...(field.mappings && { mappings: field.mappings }) }
          : standard.suggest(name);
      },
    });
    return {
      code: own,
      body: plain(definition),
      faults: [],
      unsupported: unsupported.map(({ sheet, row, column, value, reason, params }) => ({
        sheet,
        row,
        ...(column !== undefined && { path: column }),
        code: reason,
        params: { value, ...params },
      })),
    };
  } catch (error) {
    return refusedAs(error, fallback);
  }
}

async function readProgramme(bytes: Buffer, code: string | undefined, fallback: string): Promise<Read> {
  try {
    const { body, faults, unsupported, at } = await readStageFile(bytes);
    const own = (body as { code?: Json }).code;
    return {
      code: code ?? (typeof own === 'string' ? codeOr(own, fallback) : fallback),
      body,
      faults,
      unsupported,
      at,
    };
  } catch (error) {
    return refusedAs(error, fallback);
  }
}

/** A workbook that is not read is a fault of the file. */
function refusedAs(error: unknown, code: string): Read {
  if (!(error instanceof XlsFormRefused)) throw error;
  if (error.code === 'tooLarge') throw new Problem('input.tooLarge');
  return { code, body: null, faults: [{ code: `refused.${error.code}` }], unsupported: [] };
}

const fieldsByName = (form: FormDefinition | undefined): Map<string, Field> =>
  new Map(form ? [...fieldsOf(form)].map(({ item }) => [item.name, item]) : []);

/**
 * A body as it would be published: under its code, a form with its version, and a code list with the items that it no
 * longer has as retired ones, so that old entries stay readable.
 */
export function settle(kind: Kind, code: string, version: number, body: Json, old: unknown): Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const settled = { ...body, code, ...(kind === 'form' && { version }) };
  if (kind !== 'codeList' || !Array.isArray(body.items) || old === undefined) return settled;
  const kept = new Set(
    body.items.map((item) => (typeof item === 'object' && item && !Array.isArray(item) ? item.code : '')),
  );
  const retired = (old as CodeList).items
    .filter((item) => !kept.has(item.code))
    .map((item) => ({ ...item, retired: true }));
  return { ...settled, items: [...body.items, ...(plain(retired) as Json[])] };
}

/** Workbooks are ZIP archives, or the older container when they have a password. */
function typeOf(bytes: Buffer): 'workbook' | 'json' | 'text' | 'other' {
  const magic = bytes.subarray(0, 4).toString('hex');
  if (magic === '504b0304' || magic === 'd0cf11e0') return 'workbook';
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.trim() === '' || text.includes('\0')) return 'other';
    return /^\s*[{[]/.test(text) ? 'json' : 'text';
  } catch {
    return 'other';
  }
}

/** As it is in the database: without what is undefined. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;

const isCode = (code: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(code);
const codeOr = (code: string, fallback: string): string => (isCode(code) ? code : fallback);

function codeFrom(fileName: string): string {
  const base = fileName
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .normalize('NFD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 80);
  return base || 'definition';
}
