/** Definition to XLSForm. What XLSForm has no column for goes into columns named `banyan::…`, so that nothing is lost. */
import {
  type Choice,
  choicesOf,
  type Field,
  type FormContext,
  type FormDefinition,
  type Item,
  type Mappings,
} from '../../../kernel/form/index.ts';
import type { Text } from '../../../kernel/index.ts';
import { assessmentRows, assessmentSheet } from './assessment.ts';
import { isDynamic } from './defaults.ts';
import {
  appearanceTypes,
  expressionColumns,
  inLanguages,
  listTypeOf,
  plainTypes,
  textColumns,
  writeLanguage,
  xlsTypes,
  yesNoLabels,
  yesNoList,
} from './vocabulary.ts';
import { writeWorkbook } from './workbook.ts';

export interface ExportOptions {
  /** The installation's code lists; with them ODK's tools can use the form too. They are not read back. */
  codeList?: FormContext['codeList'];
}

type Cells = Record<string, string>;

/** Writes a checked definition as an XLSForm workbook that `importXlsForm` reads as the same definition. */
export async function exportXlsForm(definition: FormDefinition, options: ExportOptions = {}): Promise<Uint8Array> {
  const survey = rowsOf(definition.items);
  const choices = choiceRows(definition, options);
  const settings = settingsRow(definition);
  const { assessment } = definition;
  const weighed = assessment ? assessmentRows(assessment) : [];
  const translated = (columns: string[]): string[] =>
    columns.flatMap((column) => definition.languages.map((language) => `${column}::${writeLanguage(language)}`));
  return writeWorkbook([
    { name: 'survey', headers: headers(['type', 'name', ...translated(['label'])], survey), rows: survey },
    { name: 'choices', headers: headers(['list_name', 'name', ...translated(['label'])], choices), rows: choices },
    { name: 'settings', headers: Object.keys(settings), rows: [settings] },
    ...(assessment
      ? [
          {
            name: assessmentSheet,
            headers: headers(['part', 'code', ...translated(['label'])], weighed),
            rows: weighed,
          },
        ]
      : []),
  ]);
}

/** The first headers always; the others where a row fills them, ours last. */
function headers(first: string[], rows: readonly Cells[]): string[] {
  const filled = new Set(rows.flatMap((row) => Object.keys(row)));
  const others = [...filled].filter((head) => !first.includes(head));
  const ours = (head: string): boolean => head.startsWith('banyan::');
  return [...first, ...others.filter((head) => !ours(head)), ...others.filter(ours)];
}

const translations = (column: string, text: Text | undefined): Cells =>
  Object.fromEntries(
    Object.entries(text ?? {}).map(([language, value]) => [`${column}::${writeLanguage(language)}`, value]),
  );

const given = (column: string, value: string | undefined): Cells => (value === undefined ? {} : { [column]: value });

const mappings = (mapped: Mappings | undefined): Cells => ({
  ...given('banyan::htcds', mapped?.htcds),
  ...given('banyan::icTip', mapped?.icTip),
});

function rowsOf(items: readonly Item[]): Cells[] {
  return items.flatMap((item) => {
    if (item.kind === 'field') return [fieldRow(item)];
    const begin: Cells = {
      type: `begin_${item.kind}`,
      name: item.name,
      ...translations('label', item.label),
      ...given('relevant', item.showIf),
      ...given('appearance', item.appearance),
      ...(item.kind === 'repeat' && given('repeat_count', item.count)),
    };
    return [begin, ...rowsOf(item.items), { type: `end_${item.kind}`, name: item.name }];
  });
}

function fieldRow(field: Field): Cells {
  const { requiredIf, default: preset, range, readOnly } = field;
  const row: Cells = { type: typeOf(field), name: field.name };
  for (const [column, property] of textColumns) Object.assign(row, translations(column, field[property]));
  for (const [column, property] of expressionColumns)
    Object.assign(row, given(column, field[property] as string | undefined));
  const implied = appearanceTypes.find(({ type }) => type === field.type)?.token;
  Object.assign(row, {
    ...given('required', requiredIf === true ? 'yes' : requiredIf),
    ...(readOnly && { read_only: 'yes' }),
    ...given('appearance', [implied, field.appearance].filter(Boolean).join(' ') || undefined),
    ...(range && { parameters: `start=${range.start} end=${range.end} step=${range.step}` }),
    ...(preset && defaultCells(preset)),
    'banyan::class': field.class,
    ...(isTold(field) && { 'banyan::type': field.type }),
    ...mappings(field.mappings),
  });
  return row;
}

function typeOf({ type, list, stamp }: Field): string {
  if (type === 'stamp') return stamp ?? 'today';
  if (type === 'yesNo') return `${xlsTypes.yesNo} ${yesNoList}`;
  return list === undefined ? xlsTypes[type] : `${xlsTypes[type]} ${list}`;
}

/** Whether the XLSForm type alone does not say what the field is. */
function isTold({ type }: Field): boolean {
  if (type === 'stamp' || appearanceTypes.some((one) => one.type === type)) return false;
  const read = plainTypes.get(xlsTypes[type].toLowerCase()) ?? listTypeOf.get(xlsTypes[type]);
  return read !== type;
}

function defaultCells(preset: NonNullable<Field['default']>): Cells {
  const dynamic = 'expression' in preset;
  const text = dynamic ? preset.expression : preset.text;
  return { default: text, ...(isDynamic(text) !== dynamic && { 'banyan::default': dynamic ? 'expression' : 'text' }) };
}

function choiceRows(definition: FormDefinition, { codeList }: ExportOptions): Cells[] {
  const rows: Cells[] = [];
  const add = (list: string, choice: Choice, source?: string): void => {
    rows.push({
      list_name: list,
      name: choice.code,
      ...translations('label', choice.label),
      ...choice.columns,
      ...(choice.retired && { 'banyan::retired': 'yes' }),
      ...mappings(choice.mappings),
      ...given('banyan::codeList', source),
    });
  };
  for (const [name, list] of Object.entries(definition.lists)) {
    if ('choices' in list) for (const choice of list.choices) add(name, choice);
    else {
      const known = choicesOf(definition, name, codeList) ?? [];
      const placeholder = { code: list.codeList, label: { [definition.defaultLanguage]: list.codeList } };
      for (const { code, label } of known.length > 0 ? known : [placeholder]) {
        add(name, { code, label: pick(label, definition.languages) }, list.codeList);
      }
    }
  }
  if (usesYesNo(definition.items)) {
    for (const [code, label] of Object.entries(yesNoLabels))
      add(yesNoList, { code, label: inLanguages(label, definition.languages) });
  }
  return rows;
}

/** The form's languages of a label of the installation, or what there is. */
const pick = (label: Text, languages: readonly string[]): Text =>
  Object.fromEntries(languages.map((language) => [language, label[language] ?? Object.values(label)[0] ?? '']));

const usesYesNo = (items: readonly Item[]): boolean =>
  items.some((item) => (item.kind === 'field' ? item.type === 'yesNo' : usesYesNo(item.items)));

function settingsRow({ code, version, title, defaultLanguage }: FormDefinition): Cells {
  return {
    form_title: title[defaultLanguage] ?? Object.values(title)[0] ?? code,
    form_id: code,
    version: String(version),
    default_language: writeLanguage(defaultLanguage),
    ...translations('banyan::title', title),
  };
}
