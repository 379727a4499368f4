import { ageBands, type Text } from '../../kernel/index.ts';
import type { Definitions } from '../ports.ts';
import { cellOf } from '../spreadsheet.ts';
import type { Answer } from './answer.ts';

/** What a placeholder asks for: `cases.topic.fees.lastYear`. */
export interface Asked {
  of: 'cases' | 'enquiries' | 'people';
  /** A dimension with its key, or one number. */
  by: string;
  key: string;
  /** `month`, `lastYear`, `yearToDate`, or a centre. */
  column: string;
}
/** Of what is said, not counted. */
export const texts = ['month', 'organisation', 'made'] as const;
export const columns = ['month', 'lastYear', 'yearToDate'] as const;
/** Numbers that are not split, and under which name the figures know them. */
export const numbers: Record<string, Exclude<keyof Answer['totals'], 'satisfaction'>> = {
  'cases.opened': 'casesOpened',
  'cases.closed': 'casesClosed',
  'cases.openNow': 'casesOpen',
  'cases.flagged': 'flagged',
  'cases.daysToClose': 'medianDaysToClose',
  'enquiries.all': 'enquiries',
  'enquiries.answered': 'answeredAtFirstContact',
  'people.helped': 'people',
};

interface Line {
  /** Without its column. */
  placeholder: string;
  label: string;
}
interface Section {
  title: string;
  lines: Line[];
}

/** A name as a placeholder can hold it: without blanks. */
export const centreKey = (name: string): string => name.trim().replace(/\s+/g, '_');
export const unknown = 'unknown';

/** Everything that a programme's table may say, section by section, in the words given. */
export function sectionsOf(
  definitions: Definitions,
  programme: string,
  language: string,
  words: Readonly<Record<string, string>>,
): Section[] {
  const say = (text: Text | undefined): string | undefined =>
    text && (text[language] ?? text.en ?? Object.values(text)[0]);
  const word = (key: string): string => words[key] ?? key;
  const codes: Record<string, { code: string; label?: string | undefined }[]> = {
    sex: ['female', 'male', 'other'].map((code) => ({ code, label: word(`sex.${code}`) })),
    ageBand: ageBands.map((code) => ({ code, label: code.replace('-', '–') })),
    status: ['open', 'closed'].map((code) => ({ code, label: word(`status.${code}`) })),
    stage: (definitions.programme(programme)?.stages ?? []).map(({ code, label }) => ({ code, label: say(label) })),
  };
  for (const list of ['channel', 'topic', 'destination'])
    codes[list] = (definitions.codeList(list)?.items ?? []).map(({ code, label }) => ({ code, label: say(label) }));
  const split = (of: 'cases' | 'enquiries', by: string): Section => ({
    title: `${word(of)}: ${word(by)}`,
    lines: [
      ...codes[by]!.map(({ code, label }) => ({ placeholder: `${of}.${by}.${code}`, label: label ?? code })),
      ...(by === 'stage' || by === 'status' ? [] : [{ placeholder: `${of}.${by}.${unknown}`, label: word(unknown) }]),
    ],
  });
  return [
    {
      title: word('all'),
      lines: Object.keys(numbers).map((placeholder) => ({ placeholder, label: word(placeholder) })),
    },
    ...['channel', 'topic', 'destination', 'sex', 'ageBand', 'stage', 'status'].map((by) => split('cases', by)),
    ...['channel', 'topic', 'destination', 'sex', 'ageBand'].map((by) => split('enquiries', by)),
  ];
}

/** The table as it comes supplied, to be filled or to be changed: what the ministry asks for, by what was asked and by centre. */
export function suppliedRows(
  sections: readonly Section[],
  centres: readonly string[],
  words: Readonly<Record<string, string>>,
): (string | null)[][] {
  const word = (key: string): string => String(cellOf(words[key] ?? key));
  const wanted = sections.filter(
    ({ lines: [first] }) => !/\.(stage|ageBand)\.|^enquiries\.(destination|sex)/.test(first?.placeholder ?? ''),
  );
  const heads = ['', ...columns.map(word), ...centres.map((one) => String(cellOf(one)))];
  return [
    [word('title')],
    ['{{organisation}}, {{month}}'],
    [],
    heads,
    ...wanted.flatMap(({ title, lines }) => [
      [String(cellOf(title))],
      ...lines.map(({ placeholder, label }) => [
        String(cellOf(label)),
        `{{${placeholder}}}`,
        ...columns.slice(1).map((column) => `{{${placeholder}.${column}}}`),
        ...centres.map((one) => `{{${placeholder}.centre.${centreKey(one)}}}`),
      ]),
    ]),
    [],
    ...['definition.cases', 'definition.enquiries', 'definition.hidden'].map((one) => [word(one)]),
    ['{{made}}'],
  ];
}

/** Placeholders of a text, as they stand in it. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map((match) => match[1]!);

/** What a placeholder means, or undefined when it means nothing here. */
export function askedBy(
  placeholder: string,
  known: ReadonlySet<string>,
  centres: ReadonlySet<string>,
): Asked | undefined {
  const centre = /^(.+)\.centre\.(.+)$/.exec(placeholder);
  const column = /^(.+)\.(month|lastYear|yearToDate)$/.exec(placeholder);
  const bare = centre?.[1] ?? column?.[1] ?? placeholder;
  if (!known.has(bare) || (centre && !centres.has(centre[2]!))) return undefined;
  const [of, by, ...key] = bare.split('.') as [Asked['of'], string, ...string[]];
  return { of, by, key: key.join('.'), column: centre ? `centre.${centre[2]}` : (column?.[2] ?? 'month') };
}
