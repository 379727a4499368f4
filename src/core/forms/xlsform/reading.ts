/** What every sheet's reader shares: the report of what could not be kept, the languages met, cells by column. */
import type { Mappings } from '../../../kernel/form/index.ts';
import type { SensitivityClass, Text } from '../../../kernel/index.ts';
import { readLanguage, textColumns } from './vocabulary.ts';
import type { Sheet, SheetRow } from './workbook.ts';

/** Why something is not kept as it is: keys of the words under `xlsform.reason.`. */
export type Reason =
  | 'type'
  | 'typeWords'
  | 'metadata'
  | 'background'
  | 'track'
  | 'external'
  | 'fileList'
  | 'repeatList'
  | 'orOther'
  | 'noType'
  | 'disabled'
  | 'container'
  | 'unbalanced'
  | 'unclosed'
  | 'tooDeep'
  | 'tooMany'
  | 'groupColumn'
  | 'nameGiven'
  | 'quotes'
  | 'readOnlyIf'
  | 'trigger'
  | 'parameter'
  | 'media'
  | 'column'
  | 'columnTwice'
  | 'formula'
  | 'language'
  | 'trimmed'
  | 'choiceRow'
  | 'setting'
  | 'settingsRow'
  | 'formId'
  | 'version'
  | 'sheet'
  | 'class'
  | 'banyanType'
  | 'assessmentPart'
  | 'assessmentValue';

/** Something in the workbook that the definition does not have, or has otherwise. */
export interface Unsupported {
  sheet: string;
  /** As the spreadsheet shows it; the header is row 1. */
  row: number;
  column?: string;
  value: string;
  reason: Reason;
  params?: Record<string, string | number>;
  /** Left out, or kept in another form. */
  effect: 'dropped' | 'changed';
}

/** What a standard knows about a field of this name. */
export interface Suggestion {
  class?: SensitivityClass;
  mappings?: Mappings;
}

export interface ImportOptions {
  /** Title, in the default language, when the workbook has none. */
  title?: string;
  /** Code of the form when the workbook has none. */
  code?: string;
  /** Class of fields about which nothing is known; `account` unless said otherwise, which is sealed. */
  defaultClass?: SensitivityClass;
  suggest?: (fieldName: string) => Suggestion | undefined;
}

export interface Column {
  /** Header as written. */
  head: string;
  /** Name without language, by the names XLSForm has for it. */
  base: string;
  language?: string;
}

/** A row with its cells by column: `text` of the untranslated ones, `texts` of the translated. */
export interface Row {
  /** Sheet and row number, as `Reading.say` takes them. */
  at: Place;
  /** The whole row, for a report of what is left out. */
  all: string;
  text: Map<string, { value: string; head: string }>;
  texts: Map<string, Text>;
}

/** Name of a sheet and number of a row in it. */
export interface Place {
  name: string;
  number: number;
}

export class Reading {
  readonly options: ImportOptions;
  readonly unsupported: Unsupported[] = [];
  readonly languages: string[] = [];
  defaultLanguage = 'en';
  private readonly named = new Set<string>();

  constructor(options: ImportOptions) {
    this.options = options;
  }

  say(
    { name, number }: Place,
    column: string | undefined,
    value: string,
    reason: Reason,
    effect: Unsupported['effect'],
    params?: Record<string, string | number>,
  ): void {
    const said = { sheet: name, row: number, value: value.slice(0, 1000), reason, effect };
    this.unsupported.push({ ...said, ...(column !== undefined && { column }), ...(params && { params }) });
  }

  meet(language: string | undefined): void {
    if (language !== undefined && !this.languages.includes(language)) this.languages.push(language);
  }

  /** Tag of a language as a header names it; one that is not known gets a private tag, which is said once. */
  language(sheet: string, head: string, name: string): string {
    const { language, known } = readLanguage(name);
    if (!known && !this.named.has(language)) {
      this.named.add(language);
      this.say({ name: sheet, number: 1 }, head, name, 'language', 'changed', { language });
    }
    return language;
  }

  column({ name }: Sheet, head: string, base: (head: string) => string): Column {
    const split = /^([^:]+)::?(.+)$/.exec(head);
    const translated = split && base(split[1]!);
    if (translated && textColumns.has(translated)) {
      return { head, base: translated, language: this.language(name, head, split[2]!) };
    }
    return { head, base: base(head) };
  }

  /** Cells of a row by column; formulas are named, because what they compute is no part of the form. */
  row(sheet: Sheet, row: SheetRow, columns: readonly Column[]): Row {
    const at = { name: sheet.name, number: row.number };
    const found: Row = { at, all: [...row.cells.values()].join(', '), text: new Map(), texts: new Map() };
    for (const { head, base, language } of columns) {
      const value = row.cells.get(head);
      if (value === undefined) continue;
      if (textColumns.has(base)) {
        const text = found.texts.get(base);
        const key = language ?? this.defaultLanguage;
        if (text && Object.hasOwn(text, key)) this.say(at, head, value, 'columnTwice', 'dropped');
        else found.texts.set(base, { ...text, [key]: value });
      } else if (found.text.has(base)) this.say(at, head, value, 'columnTwice', 'dropped');
      else found.text.set(base, { value, head });
    }
    for (const { head, value } of row.repeated) this.say(at, head, value, 'columnTwice', 'dropped');
    for (const [head, formula] of row.formulas) this.say(at, head, formula, 'formula', 'changed');
    return found;
  }

  /** Names the columns that nothing has read, once each, where any row fills them. */
  leftover(sheet: Sheet, columns: readonly Column[], read: (base: string) => boolean): void {
    const known = new Set(columns.map(({ head }) => head));
    const filled = new Set(sheet.rows.flatMap(({ cells }) => [...cells.keys()]));
    for (const { head, base } of columns) {
      if (!read(base) && filled.has(head)) this.say({ name: sheet.name, number: 1 }, head, head, 'column', 'dropped');
    }
    for (const head of filled) {
      if (!known.has(head)) this.say({ name: sheet.name, number: 1 }, head, head, 'column', 'dropped');
    }
  }
}

export const isMedia = (base: string): boolean =>
  /^(media::)?(image|audio|video|big-image|autoplay)(::.+)?$/i.test(base);

export function mappingsOf(row: Row): { mappings?: Mappings } {
  const htcds = row.text.get('banyan::htcds')?.value;
  const icTip = row.text.get('banyan::icTip')?.value;
  return htcds === undefined && icTip === undefined
    ? {}
    : { mappings: { ...(htcds !== undefined && { htcds }), ...(icTip !== undefined && { icTip }) } };
}

export const isYes = (value: string | undefined): boolean => /^(yes|true)$/i.test(value ?? '');
