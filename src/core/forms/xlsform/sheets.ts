/** The choices and the settings sheet. */
import type { Choice, ChoiceList, FormDefinition } from '../../../kernel/form/index.ts';
import { type Column, isMedia, isYes, mappingsOf, type Reading } from './reading.ts';
import { baseColumn, readLanguage, textColumns, yesNoList } from './vocabulary.ts';
import type { Sheet } from './workbook.ts';

/** Reads the choices sheet. Rows of a list with `banyan::codeList` stand for a code list of the installation. */
export function readChoices(reading: Reading, sheet: Sheet, columns: readonly Column[]): Map<string, ChoiceList> {
  const lists = new Map<string, Choice[]>();
  const codeLists = new Map<string, string>();
  const own = ['list_name', 'name', 'label', 'banyan::codeList', 'banyan::htcds', 'banyan::icTip', 'banyan::retired'];
  for (const source of sheet.rows) {
    const row = reading.row(sheet, source, columns);
    const { at } = row;
    const list = row.text.get('list_name')?.value;
    const name = row.text.get('name');
    if (list === yesNoList) continue;
    const codeList = row.text.get('banyan::codeList')?.value;
    if (list !== undefined && codeList !== undefined) {
      codeLists.set(list, codeList);
      continue;
    }
    if (list === undefined || !name) {
      reading.say(at, undefined, [...source.cells.values()].join(', '), 'choiceRow', 'dropped');
      continue;
    }
    if (source.padded.has(name.head)) reading.say(at, name.head, name.value, 'trimmed', 'changed');
    const retired = row.text.get('banyan::retired');
    if (retired && !isYes(retired.value)) reading.say(at, retired.head, retired.value, 'column', 'dropped');
    const extra: [string, string][] = [];
    for (const [base, { value, head }] of row.text) {
      if (isMedia(base)) reading.say(at, head, value, 'media', 'dropped');
      else if (!own.includes(base) && !base.includes('::')) extra.push([head, value]);
    }
    for (const column of ['hint', 'guidance_hint', 'constraint_message', 'required_message']) {
      for (const value of Object.values(row.texts.get(column) ?? {}))
        reading.say(at, column, value, 'column', 'dropped');
    }
    lists.set(list, [
      ...(lists.get(list) ?? []),
      {
        code: name.value,
        label: row.texts.get('label') ?? {},
        ...(retired && isYes(retired.value) && { retired: true }),
        ...(extra.length > 0 && { columns: Object.fromEntries(extra) }),
        ...mappingsOf(row),
      },
    ]);
  }
  reading.leftover(
    sheet,
    columns,
    (base) => own.includes(base) || textColumns.has(base) || isMedia(base) || !base.includes('::'),
  );
  const found = new Map<string, ChoiceList>();
  for (const [list, choices] of lists) if (!codeLists.has(list)) found.set(list, { choices });
  for (const [list, codeList] of codeLists) found.set(list, { codeList });
  return found;
}

/** Reads the settings sheet: code, version and title of the form. */
export function readSettings(
  reading: Reading,
  sheet: Sheet | undefined,
  titles: readonly string[],
): Pick<FormDefinition, 'code' | 'version' | 'title'> {
  const row = sheet?.rows[0];
  const values = new Map([...(row?.cells ?? [])].map(([head, value]) => [baseColumn(head), { head, value }]));
  const at = { name: sheet?.name ?? 'settings', number: row?.number ?? 2 };
  for (const [base, { head, value }] of values) {
    const read = ['form_title', 'form_id', 'version', 'default_language'].includes(base) || titles.includes(head);
    if (!read) reading.say(at, head, value, 'setting', 'dropped');
  }
  for (const [head, formula] of row?.formulas ?? []) reading.say(at, head, formula, 'formula', 'changed');
  for (const more of sheet?.rows.slice(1) ?? []) {
    reading.say(
      { name: at.name, number: more.number },
      undefined,
      [...more.cells.values()].join(', '),
      'settingsRow',
      'dropped',
    );
  }
  const id = values.get('form_id');
  let code = id?.value ?? reading.options.code ?? 'form';
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(code)) {
    code = `f${code.replace(/[^A-Za-z0-9_-]+/g, '_')}`.replace(/^f(?=[A-Za-z])/, '').slice(0, 64);
    reading.say(at, id?.head, id?.value ?? code, 'formId', 'changed', { code });
  }
  const version = values.get('version');
  const number = /^\d{1,15}$/.test(version?.value ?? '') ? Number(version!.value) : 0;
  if (version && number === 0) reading.say(at, version.head, version.value, 'version', 'changed');
  const title: [string, string][] = titles.flatMap((head) => {
    const text = row?.cells.get(head);
    return text === undefined
      ? []
      : [[readLanguage(head.slice('banyan::title::'.length)).language, text] as [string, string]];
  });
  const plain = values.get('form_title')?.value ?? (title.length === 0 ? (reading.options.title ?? code) : undefined);
  // The title that every tool shows is the one that people edit: where it is new, it counts.
  if (plain !== undefined && !title.some(([, text]) => text === plain)) title.push([reading.defaultLanguage, plain]);
  return { code, version: number || 1, title: Object.fromEntries(title) };
}
