/** XLSForm to definition. What has no place in a definition is named with its sheet and row; nothing goes unsaid. */
import { type ChoiceList, check, type DefinitionProblem, type FormDefinition } from '../../../kernel/form/index.ts';
import { assessmentColumn, assessmentSheet, readAssessment } from './assessment.ts';
import { type ImportOptions, Reading, type Unsupported } from './reading.ts';
import { readChoices, readSettings } from './sheets.ts';
import { readSurvey } from './survey.ts';
import { baseChoiceColumn, baseColumn } from './vocabulary.ts';
import { readWorkbook, type Sheet, XlsFormRefused } from './workbook.ts';

export interface Imported {
  definition: FormDefinition;
  unsupported: Unsupported[];
  /** What `check` finds; the definition can be published when it is empty. */
  problems: DefinitionProblem[];
}

const knownSheets = ['survey', 'choices', 'settings', assessmentSheet];
const titlePrefix = 'banyan::title::';

/** Reads an XLSForm workbook. Throws `XlsFormRefused` for a file that is not one, or that is made to do harm. */
export async function importXlsForm(bytes: Uint8Array, options: ImportOptions = {}): Promise<Imported> {
  const { sheets, others } = await readWorkbook(bytes, (name) => knownSheets.includes(name.trim().toLowerCase()));
  const sheet = (name: string): Sheet | undefined => sheets.find((one) => one.name.trim().toLowerCase() === name);
  const [survey, choices, settings, weighing] = knownSheets.map(sheet);
  if (!survey) throw new XlsFormRefused('noSurvey');
  const reading = new Reading(options);
  for (const name of others) reading.say({ name, number: 1 }, undefined, name, 'sheet', 'dropped');

  const columns = survey.headers.map((head) => reading.column(survey, head, baseColumn));
  const choiceColumns = choices?.headers.map((head) => reading.column(choices, head, baseChoiceColumn)) ?? [];
  const titles = settings?.headers.filter((head) => head.startsWith(titlePrefix)) ?? [];
  const weighingColumns = weighing?.headers.map((head) => assessmentColumn(reading, weighing, head)) ?? [];
  for (const { language } of [...columns, ...choiceColumns, ...weighingColumns]) reading.meet(language);
  for (const head of titles) reading.meet(reading.language(settings!.name, head, head.slice(titlePrefix.length)));
  const told = [...(settings?.rows[0]?.cells ?? [])].find(([head]) => baseColumn(head) === 'default_language')?.[1];
  const unnamed = [...columns, ...choiceColumns].some(
    ({ base, language }) => base === 'label' && language === undefined,
  );
  reading.defaultLanguage =
    told && told !== 'default'
      ? reading.language(settings!.name, 'default_language', told)
      : assumedLanguage(reading.languages, unnamed);
  reading.meet(reading.defaultLanguage);

  const lists = choices ? readChoices(reading, choices, choiceColumns) : new Map<string, ChoiceList>();
  const items = readSurvey(reading, survey, columns, lists);
  const assessment = weighing && readAssessment(reading, weighing, weighingColumns);
  const definition: FormDefinition = {
    ...readSettings(reading, settings, titles),
    languages: reading.languages,
    defaultLanguage: reading.defaultLanguage,
    lists: Object.fromEntries(lists),
    items,
    ...(assessment && { assessment }),
  };
  return { definition, unsupported: reading.unsupported, problems: check(definition) };
}

/** The language of a form that names none. Texts without a language are in one of their own, most often English. */
function assumedLanguage(languages: readonly string[], unnamed: boolean): string {
  if (languages.length === 0) return 'en';
  if (!unnamed) return languages[0]!;
  return languages.includes('en') ? 'x-default' : 'en';
}
