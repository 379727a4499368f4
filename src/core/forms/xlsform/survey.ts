/** The survey sheet: questions, groups and repeats. */
import {
  type ChoiceList,
  type Expression,
  type Field,
  type FieldType,
  fieldTypes,
  type Group,
  type Item,
  parseExpression,
  type Repeat,
} from '../../../kernel/form/index.ts';
import { type SensitivityClass, sensitivityClasses } from '../../../kernel/index.ts';
import { isDynamic } from './defaults.ts';
import { type Column, isMedia, isYes, mappingsOf, type Reading, type Row, type Suggestion } from './reading.ts';
import {
  appearanceTypes,
  expressionColumns,
  inLanguages,
  listTypeOf,
  otherLabel,
  plainTypes,
  questionColumns,
  specifyLabel,
  textColumns,
  typeAliases,
  unsupportedTypes,
  xlsTypes,
  yesNoList,
} from './vocabulary.ts';
import type { Sheet } from './workbook.ts';

const deepest = 10;
const rowLimit = 3000;

/** Reads the survey sheet; `lists` gain the choice that `or_other` adds. */
export const readSurvey = (
  reading: Reading,
  sheet: Sheet,
  columns: readonly Column[],
  lists: ReadonlyMap<string, ChoiceList>,
): Item[] => new SurveyReader(reading, lists).items(sheet, columns);

class SurveyReader {
  private readonly reading: Reading;
  private readonly lists: ReadonlyMap<string, ChoiceList>;

  constructor(reading: Reading, lists: ReadonlyMap<string, ChoiceList>) {
    this.reading = reading;
    this.lists = lists;
  }

  items(sheet: Sheet, columns: readonly Column[]): Item[] {
    const top: Item[] = [];
    /** Open groups and repeats; `items` is where their rows go. */
    const open: { kind: 'group' | 'repeat'; row: number; items: Item[] }[] = [];
    const here = (): Item[] => open.at(-1)?.items ?? top;
    const { rows } = sheet;
    for (const source of rows.slice(0, rowLimit)) {
      const row = this.reading.row(sheet, source, columns);
      const { at } = row;
      const type = normaliseType(row.text.get('type')?.value ?? '');
      if (type === '' || isYes(row.text.get('disabled')?.value)) {
        this.reading.say(at, undefined, row.all, type === '' ? 'noType' : 'disabled', 'dropped');
        continue;
      }
      const bracket = /^(begin|end)[_ ](\w+)(?: .*)?$/.exec(type);
      if (bracket?.[1] === 'begin') {
        const kind = bracket[2] === 'repeat' ? 'repeat' : 'group';
        if (!['group', 'repeat'].includes(bracket[2]!)) this.reading.say(at, 'type', type, 'container', 'changed');
        const container = this.container(kind, row);
        if (open.length >= deepest) this.reading.say(at, 'type', type, 'tooDeep', 'changed');
        else here().push(container);
        open.push({ kind, row: source.number, items: open.length >= deepest ? here() : container.items });
      } else if (bracket) {
        const last = open.at(-1);
        if (!last || (['group', 'repeat'].includes(bracket[2]!) && last.kind !== bracket[2])) {
          this.reading.say(at, 'type', row.all, 'unbalanced', 'dropped');
        } else {
          open.pop();
          this.onlyFor(row, ['type', 'name']);
        }
      } else here().push(...this.question(type, row));
    }
    for (const { row } of open)
      this.reading.say({ name: sheet.name, number: row }, 'type', 'begin', 'unclosed', 'changed');
    for (const row of rows.slice(rowLimit)) {
      this.reading.say(
        { name: sheet.name, number: row.number },
        undefined,
        [...row.cells.values()].join(', '),
        'tooMany',
        'dropped',
      );
    }
    this.reading.leftover(
      sheet,
      columns,
      (base) => questionColumns.has(base) || textColumns.has(base) || isMedia(base),
    );
    return top;
  }

  private container(kind: 'group' | 'repeat', row: Row): Group | Repeat {
    const own = ['type', 'name', 'relevant', 'appearance', 'label'];
    this.onlyFor(row, kind === 'repeat' ? [...own, 'repeat_count'] : own);
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

  /** Names the cells of a group's row that only a question could have. */
  private onlyFor(row: Row, read: readonly string[]): void {
    for (const [base, { value, head }] of row.text) {
      if (read.includes(base) || !questionColumns.has(base) || (base === 'disabled' && isNo(value))) continue;
      this.reading.say(row.at, head, value, 'groupColumn', 'dropped');
    }
    for (const [base, text] of row.texts) {
      if (read.includes(base)) continue;
      for (const value of Object.values(text)) this.reading.say(row.at, base, value, 'groupColumn', 'dropped');
    }
    this.media(row);
  }

  private nameOf(row: Row, kind: string): string {
    const given = row.text.get('name')?.value;
    if (given !== undefined) return given;
    const name = `${kind}_${row.at.number}`;
    this.reading.say(row.at, 'name', name, 'nameGiven', 'changed', { name });
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
      this.reading.say(row.at, cell.head, cell.value, 'quotes', 'changed');
      return { [property]: straight } as { [K in P]: Expression };
    }
    return { [property]: cell.value } as { [K in P]: Expression };
  }

  private media(row: Row): void {
    for (const [base, { value, head }] of row.text)
      if (isMedia(base)) this.reading.say(row.at, head, value, 'media', 'dropped');
  }

  private question(type: string, row: Row): Item[] {
    const kind = this.kindOf(type, row);
    if (!kind) return [];
    this.media(row);
    const name = this.nameOf(row, kind.type);
    const suggested = this.reading.options.suggest?.(name);
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
      if (argument?.startsWith('${')) this.reading.say(row.at, 'type', type, 'repeatList', 'changed');
      if (argument === undefined || argument.startsWith('${')) return { type: 'text' };
      const other = rest.join('_') === 'or_other';
      if (rest.length > 0 && !other) this.reading.say(row.at, 'type', type, 'typeWords', 'changed');
      return { type: listed, list: argument, ...(other && { orOther: true }) };
    }
    if (/^select_(one|multiple)_from_file$/.test(lower) || lower === 'select_one_external') {
      this.reading.say(row.at, 'type', type, 'fileList', 'changed');
      return { type: 'text' };
    }
    const reason = unsupportedTypes.get(lower);
    const plain = plainTypes.get(lower);
    if (!plain || reason !== undefined) {
      this.reading.say(row.at, 'type', row.all, reason ?? 'type', 'dropped');
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
    this.reading.say(row.at, cell.head, cell.value, 'banyanType', 'dropped');
    return undefined;
  }

  private classOf(row: Row, suggested: Suggestion | undefined): SensitivityClass {
    const fallback = suggested?.class ?? this.reading.options.defaultClass ?? 'account';
    const cell = row.text.get('banyan::class');
    const found = sensitivityClasses.find((one) => one === cell?.value);
    if (cell && !found) this.reading.say(row.at, cell.head, cell.value, 'class', 'changed', { class: fallback });
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
      this.reading.say(row.at, readOnly.head, readOnly.value, 'readOnlyIf', 'dropped');
    for (const column of ['trigger', 'repeat_count', 'disabled']) {
      const cell = row.text.get(column);
      if (cell && !(column === 'disabled' && isNo(cell.value)))
        this.reading.say(row.at, cell.head, cell.value, column === 'trigger' ? 'trigger' : 'column', 'dropped');
    }
    return found;
  }

  private defaultOf(row: Row): Partial<Field> {
    const cell = row.text.get('default');
    const told = row.text.get('banyan::default');
    const fits = cell && (told?.value === 'expression' || told?.value === 'text');
    if (told && !fits) this.reading.say(row.at, told.head, told.value, 'banyanType', 'dropped');
    if (!cell) return {};
    const dynamic = fits ? told?.value === 'expression' : isDynamic(cell.value);
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
      else this.reading.say(row.at, cell!.head, `${key}=${value}`, 'parameter', 'dropped');
    }
    if (cell && given.size === 0) this.reading.say(row.at, cell.head, cell.value, 'parameter', 'dropped');
    return type === 'range' ? { range } : {};
  }

  /** `or_other` is one more choice and a text that shows with it, as ODK's converter writes it too. */
  private other(field: Field, row: Row): Field {
    const list = this.lists.get(field.list!);
    if (list && 'choices' in list && !list.choices.some(({ code }) => code === 'other')) {
      list.choices.push({ code: 'other', label: inLanguages(otherLabel, this.reading.languages) });
    }
    this.reading.say(row.at, 'type', row.text.get('type')!.value, 'orOther', 'changed', {
      name: `${field.name}_other`,
    });
    return {
      kind: 'field',
      name: `${field.name}_other`,
      type: 'text',
      class: field.class,
      label: inLanguages(specifyLabel, this.reading.languages),
      showIf: `selected(\${${field.name}}, 'other')`,
    };
  }
}

const isNo = (value: string): boolean => /^(no|false)$/i.test(value);
const oneBlank = (text: string): string => text.split(/\s+/).join(' ');
const stripOf = (type: FieldType): { strip?: string } => {
  const token = appearanceTypes.find((one) => one.type === type)?.token;
  return token === undefined ? {} : { strip: token };
};

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
