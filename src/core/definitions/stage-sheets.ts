/** Which column of a stage file is which part of a programme, and how a cell says a value. */
import { readLanguage, writeLanguage } from '../forms/xlsform/index.ts';
import type { Json } from './changes.ts';

export type As = 'text' | 'words' | 'yes' | 'number' | 'codes';
export interface Column {
  head: string;
  /** Where its value lies in the part that the row is. */
  at: string;
  as: As;
}
export interface Sheet {
  name: string;
  /** Rows belong to the row of this sheet that has the same values in these columns. */
  in?: { sheet: string; by: string[] };
  /** Into which list a row goes, by what it says in the column `for`. Without lists the one row is the programme itself. */
  lists?: Record<string, string>;
  /** The list is there even when it is empty. */
  always?: true;
  columns: Column[];
}

const column =
  (as: As) =>
  (head: string, at = head): Column => ({ head, at, as });
export const text = column('text');
const words = column('words');
const yes = column('yes');
const number = column('number');
const codes = column('codes');

const moment = (at: string): Column[] => [
  text(`${at}.stage`),
  text(`${at}.form`),
  text(`${at}.question`),
  codes(`${at}.is`),
  text(`${at}.consent`),
];

/** Sheets in the order in which they are written; one comes after that to which its rows belong. */
export const sheets: Sheet[] = [
  {
    name: 'programme',
    columns: [text('code'), words('title'), text('firstStage'), text('reopensAt'), number('quietAfterDays')],
  },
  { name: 'stages', lists: { '': 'stages' }, always: true, columns: [text('code'), words('label'), yes('final')] },
  {
    name: 'transitions',
    lists: { '': 'transitions' },
    always: true,
    columns: [
      text('from'),
      text('to'),
      words('label'),
      codes('consents', 'gate.consents'),
      codes('forms', 'gate.entries'),
      yes('closingReason', 'gate.closingReason'),
      words('adultsOnly', 'gate.adultsOnly'),
      yes('waivable'),
    ],
  },
  {
    name: 'gates',
    in: { sheet: 'transitions', by: ['from', 'to'] },
    lists: { '': 'gate.facts', child: 'gate.child.facts' },
    columns: [text('code'), text('form'), text('when'), words('missing')],
  },
  {
    name: 'effects',
    in: { sheet: 'transitions', by: ['from', 'to'] },
    lists: { '': 'effects' },
    columns: [text('task'), number('within'), yes('childOnly'), text('form'), text('when')],
  },
  { name: 'forms', lists: { '': 'forms' }, always: true, columns: [text('form', '')] },
  { name: 'signs', lists: { '': 'signs' }, always: true, columns: [text('code'), text('when'), words('reason')] },
  {
    name: 'closingReasons',
    lists: { '': 'closingReasons' },
    always: true,
    columns: [text('code'), words('label'), yes('retired'), words('key')],
  },
  {
    name: 'indicators',
    lists: { '': 'indicators' },
    columns: [
      text('code'),
      words('title'),
      words('definition'),
      text('unit'),
      ...moment('of'),
      number('monthsAfter'),
      codes('only.sex'),
      codes('only.ageBand'),
      ...moment('has'),
      yes('before'),
      codes('by'),
    ],
  },
];
export const rest = 'other';
export const which = 'for';

export type Tree = { [key: string]: Json };
export type Cells = Record<string, string>;

export const isTree = (value: Json | undefined): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As a cell keeps it: blanks around a text are not kept, and a blank is nothing. */
const isCell = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value === value.trim() && !value.includes('\r');

/** The cells of a value; undefined when these columns cannot say it as it is. */
export function write({ head, as }: Column, value: Json): Cells | undefined {
  switch (as) {
    case 'text':
      return isCell(value) ? { [head]: value } : undefined;
    case 'yes':
      return value === true ? { [head]: 'yes' } : undefined;
    case 'number':
      return typeof value === 'number' ? { [head]: String(value) } : undefined;
    case 'codes': {
      const plain = Array.isArray(value) && value.length > 0 && value.every((one) => isCell(one) && !/\s/.test(one));
      return plain ? { [head]: value.join(' ') } : undefined;
    }
    case 'words': {
      if (!isTree(value)) return undefined;
      const said = Object.entries(value);
      const kept = said.every(([tag, one]) => isCell(one) && readLanguage(writeLanguage(tag)).language === tag);
      return kept && said.length > 0
        ? Object.fromEntries(said.map(([tag, one]) => [`${head}::${writeLanguage(tag)}`, one as string]))
        : undefined;
    }
  }
}

/** What one cell says; undefined when it says nothing that such a column can. */
export function read(as: As, cell: string): Json | undefined {
  if (as === 'number') return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : undefined;
  if (as === 'yes') return /^(yes|true|1|x)$/i.test(cell) ? true : /^(no|false|0)$/i.test(cell) ? false : undefined;
  return as === 'codes' ? cell.split(/\s+/) : cell;
}
