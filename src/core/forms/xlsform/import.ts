/** XLSForm to definition. What has no place in a definition is named with its sheet and row; nothing goes unsaid. */
import {
  type Choice,
  type ChoiceList,
  check,
  type DefinitionProblem,
  type Expression,
  type Field,
  type FieldType,
  type FormDefinition,
  fieldTypes,
  type Group,
  type Item,
  type Mappings,
  parseExpression,
  type Repeat,
} from '../../../kernel/form/index.ts';
import { type SensitivityClass, sensitivityClasses, type Text } from '../../../kernel/index.ts';
import { isDynamic } from './defaults.ts';
import {
  appearanceTypes,
  columnAliases,
  expressionColumns,
  inLanguages,
  listTypeOf,
  otherLabel,
  plainTypes,
  readLanguage,
  specifyLabel,
  textColumns,
  typeAliases,
  unsupportedTypes,
  xlsTypes,
  yesNoList,
} from './vocabulary.ts';
import { readWorkbook, type Sheet, type SheetRow, XlsFormRefused } from './workbook.ts';

/** Something in the workbook that the definition does not have, or has otherwise. */
export interface Unsupported {
  sheet: string;
  /** As the spreadsheet shows it; the header is row 1. */
  row: number;
  column?: string;
  value: string;
  /** Key of the words under `xlsform.reason.`. */
  reason: string;
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
  /** Code of the form when the workbook has none. */
  code?: string;
  /** Class of fields about which nothing is known; `account` unless said otherwise, which is sealed. */
  defaultClass?: SensitivityClass;
  suggest?: (fieldName: string) => Suggestion | undefined;
}

export interface Imported {
  definition: FormDefinition;
  unsupported: Unsupported[];
  /** What `check` finds; the definition can be published when it is empty. */
  problems: DefinitionProblem[];
}

const knownSheets = ['survey', 'choices', 'settings'];
const deepest = 10;
const rowLimit = 3000;

/** Reads an XLSForm workbook. Throws `XlsFormRefused` for a file that is not one, or that is made to do harm. */
export async function importXlsForm(bytes: Uint8Array, options: ImportOptions = {}): Promise<Imported> {
  const { sheets, others } = await readWorkbook(bytes, (name) => knownSheets.includes(name.trim().toLowerCase()));
  const sheet = (name: string): Sheet | undefined => sheets.find((one) => one.name.trim().toLowerCase() === name);
  const survey = sheet('survey');
  if (!survey) throw new XlsFormRefused('noSurvey');
  const importer = new Importer(options);
  for (const name of others) importer.say({ name, number: 1 }, undefined, name, 'sheet', 'dropped');
  return importer.read(survey, sheet('choices'), sheet('settings'));
}

interface Column {
  /** Header as written. */
  head: string;
  /** Name without language, by the names XLSForm has for it. */
  base: string;
  language?: string;
}

/** A row with its cells by column: `text` of the untranslated ones, `texts` of the translated. */
interface Row {
  sheet: string;
  number: number;
  text: Map<string, { value: string; head: string }>;
  texts: Map<string, Text>;
}

class Importer {
  private readonly options: ImportOptions;
  private readonly unsupported: Unsupported[] = [];
  private readonly languages: string[] = [];
  private defaultLanguage = 'en';
  private readonly lists = new Map<string, ChoiceList>();
  private readonly named = new Set<string>();

  constructor(options: ImportOptions) {
    this.options = options;
  }

  say(
    { name, number }: { name: string; number: number },
    column: string | undefined,
    value: string,
    reason: string,
    effect: Unsupported['effect'],
    params?: Record<string, string | number>,
  ): void {
    const said = { sheet: name, row: number, value: value.slice(0, 500), reason, effect };
    this.unsupported.push({ ...said, ...(column !== undefined && { column }), ...(params && { params }) });
  }

  read(survey: Sheet, choices: Sheet | undefined, settings: Sheet | undefined): Imported {
    const set = settings?.rows[0];
    const told = set && [...set.cells].find(([head]) => baseOf(head) === 'default_language')?.[1];
    const columns = survey.headers.map((head) => this.column(survey, head));
    const choiceColumns = (choices?.headers ?? []).map((head) => this.column(choices!, head));
    const titles = (settings?.headers ?? []).filter((head) => head.startsWith('banyan::title::'));
    for (const { language } of [...columns, ...choiceColumns]) this.meet(language);
    for (const head of titles) this.meet(this.language(settings!, head, head.slice('banyan::title::'.length)));
    this.defaultLanguage = told && told !== 'default' ? readLanguage(told).language : (this.languages[0] ?? 'en');
    this.meet(this.defaultLanguage);

    if (choices) this.choices(choices, choiceColumns);
    const items = this.items(survey, columns);
    const definition: FormDefinition = {
      ...this.settings(settings, titles),
      languages: this.languages,
      defaultLanguage: this.defaultLanguage,
      lists: Object.fromEntries(this.lists),
      items,
    };
    return { definition, unsupported: this.unsupported, problems: check(definition) };
  }

  private meet(language: string | undefined): void {
    if (language !== undefined && !this.languages.includes(language)) this.languages.push(language);
  }

  private language(sheet: Sheet, head: string, name: string): string {
    const { language, known } = readLanguage(name);
    if (!known && !this.named.has(language)) {
      this.named.add(language);
      this.say({ name: sheet.name, number: 1 }, head, name, 'language', 'changed', { language });
    }
    return language;
  }

  private column(sheet: Sheet, head: string): Column {
    const base = baseOf(head);
    const split = /^([^:]+)::?(.+)$/.exec(head);
    const translated = split && baseOf(split[1]!);
    if (translated && textColumns.has(translated)) {
      return { head, base: translated, language: this.language(sheet, head, split[2]!) };
    }
    return { head, base };
  }

  /** Cells of a row by column; formulas are named, because what they compute is no part of the form. */
  private row(sheet: Sheet, row: SheetRow, columns: readonly Column[]): Row {
    const found: Row = { sheet: sheet.name, number: row.number, text: new Map(), texts: new Map() };
    for (const { head, base, language } of columns) {
      const value = row.cells.get(head);
      if (value === undefined) continue;
      if (textColumns.has(base)) {
        found.texts.set(base, { ...found.texts.get(base), [language ?? this.defaultLanguage]: value });
      } else if (!found.text.has(base)) found.text.set(base, { value, head });
    }
    for (const [head, formula] of row.formulas) {
      this.say({ name: sheet.name, number: row.number }, head, formula, 'formula', 'changed');
    }
    return found;
  }

  /** Names the columns that nothing has read, once each, where any row fills them. */
  private leftover(sheet: Sheet, columns: readonly Column[], read: (base: string) => boolean): void {
    const known = new Set(columns.map(({ head }) => head));
    const filled = new Set(sheet.rows.flatMap(({ cells }) => [...cells.keys()]));
    for (const { head, base } of columns) {
      if (!read(base) && filled.has(head)) this.say({ name: sheet.name, number: 1 }, head, head, 'column', 'dropped');
    }
    for (const head of filled) {
      if (!known.has(head)) this.say({ name: sheet.name, number: 1 }, head, head, 'column', 'dropped');
    }
  }

  private settings(
    sheet: Sheet | undefined,
    titles: readonly string[],
  ): Pick<FormDefinition, 'code' | 'version' | 'title'> {
    const row = sheet?.rows[0];
    const values = new Map([...(row?.cells ?? [])].map(([head, value]) => [baseOf(head), { head, value }]));
    const at = { name: sheet?.name ?? 'settings', number: row?.number ?? 2 };
    for (const [base, { head, value }] of values) {
      const read = ['form_title', 'form_id', 'version', 'default_language'].includes(base) || titles.includes(head);
      if (!read) this.say(at, head, value, 'setting', 'dropped');
    }
    for (const [head, formula] of row?.formulas ?? []) this.say(at, head, formula, 'formula', 'changed');
    for (const more of sheet?.rows.slice(1) ?? []) {
      this.say(
        { name: at.name, number: more.number },
        undefined,
        [...more.cells.values()].join(', '),
        'settingsRow',
        'dropped',
      );
    }
    const id = values.get('form_id');
    let code = id?.value ?? this.options.code ?? 'form';
    if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(code)) {
      code = `f${code.replace(/[^A-Za-z0-9_-]+/g, '_')}`.replace(/^f(?=[A-Za-z])/, '').slice(0, 64);
      this.say(at, id?.head, id?.value ?? code, 'formId', 'changed', { code });
    }
    const version = values.get('version');
    const number = /^\d{1,15}$/.test(version?.value ?? '') ? Number(version!.value) : 0;
    if (version && number === 0) this.say(at, version.head, version.value, 'version', 'changed');
    const title: [string, string][] = titles.flatMap((head) => {
      const text = row?.cells.get(head);
      return text === undefined
        ? []
        : [[readLanguage(head.slice('banyan::title::'.length)).language, text] as [string, string]];
    });
    if (title.length === 0) title.push([this.defaultLanguage, values.get('form_title')?.value ?? code]);
    return { code, version: number || 1, title: Object.fromEntries(title) };
  }

  private choices(sheet: Sheet, columns: readonly Column[]): void {
    const lists = new Map<string, Choice[]>();
    const codeLists = new Map<string, string>();
    const own = ['list_name', 'name', 'label', 'banyan::codeList', 'banyan::htcds', 'banyan::icTip', 'banyan::retired'];
    for (const source of sheet.rows) {
      const row = this.row(sheet, source, columns);
      const at = { name: sheet.name, number: source.number };
      const list = row.text.get('list_name')?.value;
      const name = row.text.get('name');
      if (list === yesNoList) continue;
      const codeList = row.text.get('banyan::codeList')?.value;
      if (list !== undefined && codeList !== undefined) {
        codeLists.set(list, codeList);
        continue;
      }
      if (list === undefined || !name) {
        this.say(at, undefined, [...source.cells.values()].join(', '), 'choiceRow', 'dropped');
        continue;
      }
      if (source.padded.has(name.head)) this.say(at, name.head, name.value, 'trimmed', 'changed');
      const extra: [string, string][] = [];
      for (const [base, { value, head }] of row.text) {
        if (isMedia(base)) this.say(at, head, value, 'media', 'dropped');
        else if (!own.includes(base) && !base.includes('::')) extra.push([head, value]);
      }
      for (const column of ['hint', 'guidance_hint', 'constraint_message', 'required_message']) {
        for (const value of Object.values(row.texts.get(column) ?? {}))
          this.say(at, column, value, 'column', 'dropped');
      }
      lists.set(list, [
        ...(lists.get(list) ?? []),
        {
          code: name.value,
          label: row.texts.get('label') ?? {},
          ...(row.text.has('banyan::retired') && { retired: true }),
          ...(extra.length > 0 && { columns: Object.fromEntries(extra) }),
          ...mappingsOf(row),
        },
      ]);
    }
    this.leftover(
      sheet,
      columns,
      (base) => own.includes(base) || textColumns.has(base) || isMedia(base) || !base.includes('::'),
    );
    for (const [list, choices] of lists) if (!codeLists.has(list)) this.lists.set(list, { choices });
    for (const [list, codeList] of codeLists) this.lists.set(list, { codeList });
  }

  private items(sheet: Sheet, columns: readonly Column[]): Item[] {
    const top: Item[] = [];
    /** Open groups and repeats; `items` is where their rows go. */
    const open: { kind: 'group' | 'repeat'; row: number; items: Item[] }[] = [];
    const here = (): Item[] => open.at(-1)?.items ?? top;
    const { rows } = sheet;
    for (const source of rows.slice(0, rowLimit)) {
      const row = this.row(sheet, source, columns);
      const at = { name: sheet.name, number: source.number };
      const type = normaliseType(row.text.get('type')?.value ?? '');
      if (type === '' || isYes(row.text.get('disabled')?.value)) {
        this.say(at, undefined, [...source.cells.values()].join(', '), type === '' ? 'noType' : 'disabled', 'dropped');
        continue;
      }
      const bracket = /^(begin|end)[_ ](\w+)(?: .*)?$/.exec(type);
      if (bracket?.[1] === 'begin') {
        const kind = bracket[2] === 'repeat' ? 'repeat' : 'group';
        if (!['group', 'repeat'].includes(bracket[2]!)) this.say(at, 'type', type, 'container', 'changed');
        const container = this.container(kind, row);
        if (open.length >= deepest) this.say(at, 'type', type, 'tooDeep', 'changed');
        else here().push(container);
        open.push({ kind, row: source.number, items: open.length >= deepest ? here() : container.items });
      } else if (bracket) {
        const last = open.at(-1);
        if (!last || (['group', 'repeat'].includes(bracket[2]!) && last.kind !== bracket[2])) {
          this.say(at, 'type', type, 'unbalanced', 'dropped');
        } else open.pop();
      } else here().push(...this.question(type, row));
    }
    for (const { row } of open) this.say({ name: sheet.name, number: row }, 'type', 'begin', 'unclosed', 'changed');
    for (const row of rows.slice(rowLimit)) {
      this.say(
        { name: sheet.name, number: row.number },
        undefined,
        [...row.cells.values()].join(', '),
        'tooMany',
        'dropped',
      );
    }
    this.leftover(sheet, columns, (base) => questionColumns.has(base) || textColumns.has(base) || isMedia(base));
    return top;
  }

  private container(kind: 'group' | 'repeat', row: Row): Group | Repeat {
    const read = new Set([
      'type',
      'name',
      'relevant',
      'appearance',
      'disabled',
      ...(kind === 'repeat' ? ['repeat_count'] : []),
    ]);
    for (const [base, { value, head }] of row.text) {
      if (!read.has(base) && questionColumns.has(base)) this.say(at(row), head, value, 'groupColumn', 'dropped');
    }
    for (const [base, text] of row.texts) {
      if (base !== 'label')
        for (const value of Object.values(text)) this.say(at(row), base, value, 'groupColumn', 'dropped');
    }
    this.media(row);
    const common = {
      name: this.nameOf(row, kind),
      ...(row.texts.has('label') && { label: row.texts.get('label')! }),
      ...this.expression(row, 'relevant', 'showIf'),
      ...(row.text.has('appearance') && { appearance: oneBlank(row.text.get('appearance')!.value) }),
    };
    return kind === 'group'
      ? { kind, ...common, items: [] }
      : { kind, ...common, ...this.expression(row, 'repeat_count', 'count'), items: [] };
  }

  private nameOf(row: Row, kind: string): string {
    const given = row.text.get('name')?.value;
    if (given !== undefined) return given;
    const name = `${kind}_${row.number}`;
    this.say(at(row), 'name', name, 'nameGiven', 'changed', { name });
    return name;
  }

  /** An expression; curly quotes, which word processors make of straight ones, are put right where that mends it. */
  private expression<P extends string>(row: Row, column: string, property: P): { [K in P]?: Expression } {
    const cell = row.text.get(column);
    if (!cell) return {};
    const columns = column === 'choice_filter';
    const straight = cell.value.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
    if (
      straight !== cell.value &&
      !parseExpression(cell.value, { columns }).ok &&
      parseExpression(straight, { columns }).ok
    ) {
      this.say(at(row), cell.head, cell.value, 'quotes', 'changed');
      return { [property]: straight } as { [K in P]: Expression };
    }
    return { [property]: cell.value } as { [K in P]: Expression };
  }

  private media(row: Row): void {
    for (const [base, { value, head }] of row.text)
      if (isMedia(base)) this.say(at(row), head, value, 'media', 'dropped');
  }

  private question(type: string, row: Row): Item[] {
    const kind = this.kindOf(type, row);
    if (!kind) return [];
    this.media(row);
    const name = this.nameOf(row, kind.type);
    const suggested = this.options.suggest?.(name);
    const field: Field = {
      kind: 'field',
      name,
      type: kind.type,
      class: this.classOf(row, suggested),
      ...(kind.list !== undefined && { list: kind.list }),
      ...(kind.stamp && { stamp: kind.stamp }),
      ...this.texts(row),
      ...this.rules(row),
      ...this.defaultOf(row),
      ...this.appearance(row, kind),
      ...this.parameters(row, kind.type),
      ...(suggested?.mappings && { mappings: suggested.mappings }),
      ...mappingsOf(row),
    };
    return kind.orOther ? [field, this.other(field, row)] : [field];
  }

  /** Type, list and stamp of a row; undefined when it is left out, which is then said. */
  private kindOf(
    type: string,
    row: Row,
  ):
    | { type: FieldType; list?: string; stamp?: NonNullable<Field['stamp']>; orOther?: true; strip?: string }
    | undefined {
    const [base = '', argument, ...rest] = type.split(' ');
    const lower = base.toLowerCase();
    const told = this.toldType(row, lower);
    if (lower === 'start' || lower === 'end' || lower === 'today') return { type: 'stamp', stamp: lower };
    const listed = listTypeOf.get(lower);
    if (listed) {
      if (told === 'yesNo' && argument === yesNoList) return { type: 'yesNo' };
      if (argument?.startsWith('${')) this.say(at(row), 'type', type, 'repeatList', 'changed');
      if (argument === undefined || argument.startsWith('${')) return { type: 'text' };
      const other = rest.join('_') === 'or_other';
      if (rest.length > 0 && !other) this.say(at(row), 'type', type, 'typeWords', 'changed');
      return { type: listed, list: argument, ...(other && { orOther: true }) };
    }
    if (/^select_(one|multiple)_from_file$/.test(lower) || lower === 'select_one_external') {
      this.say(at(row), 'type', type, 'fileList', 'changed');
      return { type: 'text' };
    }
    const reason = unsupportedTypes.get(lower);
    const plain = plainTypes.get(lower);
    if (!plain || reason !== undefined) {
      this.say(at(row), 'type', type, reason ?? 'type', 'dropped');
      return undefined;
    }
    if (told) return { type: told, ...stripOf(told) };
    const tokens = row.text.get('appearance')?.value.split(/\s+/) ?? [];
    const shown = appearanceTypes.find(({ token, instead }) => instead === plain && tokens.includes(token));
    return shown ? { type: shown.type, strip: shown.token } : { type: plain };
  }

  /** `banyan::type`, where it fits the XLSForm type beside it. */
  private toldType(row: Row, base: string): FieldType | undefined {
    const cell = row.text.get('banyan::type');
    if (!cell) return undefined;
    const type = fieldTypes.find((one) => one === cell.value);
    if (type && xlsTypes[type].toLowerCase() === base) return type;
    this.say(at(row), cell.head, cell.value, 'banyanType', 'dropped');
    return undefined;
  }

  private classOf(row: Row, suggested: Suggestion | undefined): SensitivityClass {
    const fallback = suggested?.class ?? this.options.defaultClass ?? 'account';
    const cell = row.text.get('banyan::class');
    const found = sensitivityClasses.find((one) => one === cell?.value);
    if (cell && !found) this.say(at(row), cell.head, cell.value, 'class', 'changed', { class: fallback });
    return found ?? fallback;
  }

  private texts(row: Row): Partial<Field> {
    return Object.fromEntries([...row.texts].map(([base, text]) => [textColumns.get(base)!, text]));
  }

  private rules(row: Row): Partial<Field> {
    const found: Partial<Field> = {};
    for (const [column, property] of expressionColumns) Object.assign(found, this.expression(row, column, property));
    const required = row.text.get('required')?.value;
    if (isYes(required)) found.requiredIf = true;
    else if (required !== undefined && !isNo(required))
      Object.assign(found, this.expression(row, 'required', 'requiredIf'));
    const readOnly = row.text.get('read_only');
    if (isYes(readOnly?.value)) found.readOnly = true;
    else if (readOnly && !isNo(readOnly.value))
      this.say(at(row), readOnly.head, readOnly.value, 'readOnlyIf', 'dropped');
    for (const column of ['trigger', 'repeat_count']) {
      const cell = row.text.get(column);
      if (cell) this.say(at(row), cell.head, cell.value, column === 'trigger' ? 'trigger' : 'column', 'dropped');
    }
    return found;
  }

  private defaultOf(row: Row): Partial<Field> {
    const cell = row.text.get('default');
    if (!cell) return {};
    const told = row.text.get('banyan::default')?.value;
    const dynamic = told === undefined ? isDynamic(cell.value) : told === 'expression';
    return { default: dynamic ? { expression: cell.value } : { text: cell.value } };
  }

  private appearance(row: Row, { strip }: { strip?: string }): Partial<Field> {
    const tokens =
      row.text
        .get('appearance')
        ?.value.split(/\s+/)
        .filter((token) => token !== strip) ?? [];
    return tokens.length > 0 ? { appearance: tokens.join(' ') } : {};
  }

  private parameters(row: Row, type: FieldType): Partial<Field> {
    const cell = row.text.get('parameters');
    const given = new Map(
      [...(cell?.value.matchAll(/([^\s=;,]+)\s*=\s*([^\s;,]+)/g) ?? [])].map(([, key, value]) => [key!, value!]),
    );
    const range = { start: 0, end: 10, step: 1 };
    for (const [key, value] of given) {
      const bound =
        type === 'range' && (key === 'start' || key === 'end' || key === 'step') && Number.isFinite(Number(value));
      if (bound) range[key] = Number(value);
      else this.say(at(row), cell!.head, `${key}=${value}`, 'parameter', 'dropped');
    }
    if (cell && given.size === 0) this.say(at(row), cell.head, cell.value, 'parameter', 'dropped');
    return type === 'range' ? { range } : {};
  }

  /** `or_other` is one more choice and a text that shows with it, as ODK's converter writes it too. */
  private other(field: Field, row: Row): Field {
    const list = this.lists.get(field.list!);
    if (list && 'choices' in list && !list.choices.some(({ code }) => code === 'other')) {
      list.choices.push({ code: 'other', label: inLanguages(otherLabel, this) });
    }
    this.say(at(row), 'type', row.text.get('type')!.value, 'orOther', 'changed', { name: `${field.name}_other` });
    return {
      kind: 'field',
      name: `${field.name}_other`,
      type: 'text',
      class: field.class,
      label: inLanguages(specifyLabel, this),
      showIf: `selected(\${${field.name}}, 'other')`,
    };
  }
}

const questionColumns = new Set([
  'type',
  'name',
  'required',
  'read_only',
  'default',
  'appearance',
  'parameters',
  'trigger',
  'repeat_count',
  'disabled',
  'banyan::type',
  'banyan::class',
  'banyan::default',
  'banyan::htcds',
  'banyan::icTip',
  ...expressionColumns.keys(),
]);

const at = (row: Row): { name: string; number: number } => ({ name: row.sheet, number: row.number });

/** XLSForm's own name of a column; columns that are nobody's keep their writing. */
function baseOf(head: string): string {
  const lower = head.toLowerCase();
  const alias = columnAliases.get(lower);
  if (alias) return alias;
  return questionColumns.has(lower) || textColumns.has(lower) || plainHeads.has(lower) ? lower : head;
}
const plainHeads = new Set(['list_name', 'name', 'form_title', 'form_id', 'version', 'default_language']);

const isMedia = (base: string): boolean => /^(media::)?(image|audio|video|big-image|autoplay)(::.+)?$/i.test(base);
const isYes = (value: string | undefined): boolean => /^(yes|true)$/i.test(value ?? '');
const isNo = (value: string): boolean => /^(no|false)$/i.test(value);
const oneBlank = (text: string): string => text.split(/\s+/).join(' ');
const stripOf = (type: FieldType): { strip?: string } => {
  const token = appearanceTypes.find((one) => one.type === type)?.token;
  return token === undefined ? {} : { strip: token };
};

function mappingsOf(row: Row): { mappings?: Mappings } {
  const htcds = row.text.get('banyan::htcds')?.value;
  const icTip = row.text.get('banyan::icTip')?.value;
  return htcds === undefined && icTip === undefined
    ? {}
    : { mappings: { ...(htcds !== undefined && { htcds }), ...(icTip !== undefined && { icTip }) } };
}

/** One spelling for the ways in which forms in the field write types: `select one from x` is `select_one x`. */
function normaliseType(written: string): string {
  const type = oneBlank(written)
    .replace(/^select one(?: from)?(?= |$)/i, 'select_one')
    .replace(/^(?:select multiple|select all that apply)(?: from)?(?= |$)/i, 'select_multiple')
    .replace(/^(begin|end) (group|repeat)$/i, (_, side: string, kind: string) => `${side}_${kind}`.toLowerCase())
    .replace(/ or other$/i, ' or_other');
  const [base = '', ...rest] = type.split(' ');
  return [typeAliases.get(base.toLowerCase()) ?? base, ...rest].join(' ');
}
