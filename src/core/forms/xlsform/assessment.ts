/**
 * The assessment of a form, on a sheet of its own that ODK's tools pass over: a row for each part, told apart by the
 * column `part`.
 */
import type {
  Assessment,
  Dimension,
  Indicator,
  Outcome,
  Profile,
  Rule,
  Strength,
  Theme,
} from '../../../kernel/assessment/index.ts';
import { ruleParts, strengths } from '../../../kernel/assessment/index.ts';
import type { Text } from '../../../kernel/index.ts';
import type { Column, Reading, Row } from './reading.ts';
import { baseColumn, writeLanguage } from './vocabulary.ts';
import type { Sheet } from './workbook.ts';

type Cells = Record<string, string>;

export const assessmentSheet = 'assessment';
const weightPrefix = 'weight::';
/** Written where a profile has no weight: an empty cell is a weight that was forgotten. */
const noWeight = 'none';
const elements = ['means', 'purpose'] as const;

const texts = (column: string, text: Text | undefined): Cells =>
  Object.fromEntries(
    Object.entries(text ?? {}).map(([language, value]) => [`${column}::${writeLanguage(language)}`, value]),
  );

/** Rows of the sheet. */
export function assessmentRows(assessment: Assessment): Cells[] {
  const { source, profiles, dimensions, themes, indicators, rules, outcomes } = assessment;
  return [
    { part: 'source', ...texts('label', source) },
    ...profiles.map(({ code, label, when }) => ({ part: 'profile', code, ...texts('label', label), relevant: when })),
    ...dimensions.map(({ code, label, element }) => ({ part: 'dimension', code, ...texts('label', label), element })),
    ...(themes ? [{ part: 'themes', ...texts('label', themes.title) }] : []),
    ...(themes?.items ?? []).map(({ code, label }) => ({ part: 'theme', code, ...texts('label', label) })),
    ...indicators.map(({ code, label, field, dimension, weights, themes: own }) => ({
      part: 'indicator',
      code,
      ...texts('label', label),
      field,
      dimension,
      ...(own.length > 0 && { themes: own.join(' ') }),
      ...Object.fromEntries(
        Object.entries(weights).map(([profile, weight]) => [weightPrefix + profile, weight ?? noWeight]),
      ),
    })),
    ...rules.map((rule) => ({
      part: 'rule',
      ...Object.fromEntries(ruleParts.flatMap((one) => (rule[one] === undefined ? [] : [[one, String(rule[one])]]))),
    })),
    ...outcomes.map(({ code, label, hint, when, positive, negative }) => ({
      part: 'outcome',
      code,
      ...texts('label', label),
      ...texts('hint', hint),
      ...(when !== undefined && { relevant: when }),
      ...(positive.length > 0 && { positive: positive.map((group) => group.join(' ')).join('; ') }),
      ...(negative.length > 0 && { negative: negative.join(' ') }),
    })),
  ];
}

/** Columns that each part has; every other filled cell is named as left out. */
const columnsOf: Readonly<Record<string, readonly string[]>> = {
  source: ['label'],
  profile: ['code', 'label', 'relevant'],
  dimension: ['code', 'label', 'element'],
  themes: ['label'],
  theme: ['code', 'label'],
  indicator: ['code', 'label', 'field', 'dimension', 'themes', weightPrefix],
  rule: ruleParts,
  outcome: ['code', 'label', 'hint', 'relevant', 'positive', 'negative'],
};

/** Columns of the sheet; only texts have a language. */
export const assessmentColumn = (reading: Reading, sheet: Sheet, head: string): Column =>
  head.startsWith(weightPrefix) ? { head, base: head } : reading.column(sheet, head, baseColumn);

/** Reads the sheet; undefined when it says nothing. What it lacks, `check` finds. */
export function readAssessment(reading: Reading, sheet: Sheet, columns: readonly Column[]): Assessment | undefined {
  const profiles: Profile[] = [];
  const dimensions: Dimension[] = [];
  const themes: Theme[] = [];
  const indicators: Indicator[] = [];
  const rules: Rule[] = [];
  const outcomes: Outcome[] = [];
  let source: Text = {};
  let title: Text | undefined;
  let rows = 0;
  for (const cells of sheet.rows) {
    const row = reading.row(sheet, cells, columns);
    const part = row.text.get('part')?.value ?? '';
    if (!Object.hasOwn(columnsOf, part)) {
      reading.say(row.at, 'part', row.all, 'assessmentPart', 'dropped');
      continue;
    }
    rows++;
    leftOut(reading, row, columnsOf[part]!);
    const text = (column: string): string => row.text.get(column)?.value ?? '';
    const words = (column: string): string[] => text(column).split(/\s+/).filter(Boolean);
    const label = row.texts.get('label') ?? {};
    const code = text('code');
    if (part === 'source') source = label;
    else if (part === 'themes') title = label;
    else if (part === 'theme') themes.push({ code, label });
    else if (part === 'profile') profiles.push({ code, label, when: text('relevant') });
    else if (part === 'dimension') {
      const element = elements.find((one) => one === text('element'));
      if (!element) reading.say(row.at, 'element', text('element'), 'assessmentValue', 'changed');
      dimensions.push({ code, label, element: element ?? 'means' });
    } else if (part === 'indicator') {
      const own = { code, label, field: text('field'), dimension: text('dimension') };
      indicators.push({ ...own, weights: weightsOf(reading, row), themes: words('themes') });
    } else if (part === 'rule') rules.push(ruleOf(reading, row));
    else {
      const hint = row.texts.get('hint');
      const groups = text('positive').split(';');
      outcomes.push({
        code,
        label,
        ...(hint && { hint }),
        ...(row.text.has('relevant') && { when: text('relevant') }),
        positive: row.text.has('positive') ? groups.map((group) => group.split(/\s+/).filter(Boolean)) : [],
        negative: words('negative'),
      });
    }
  }
  reading.leftover(sheet, columns, () => true);
  if (rows === 0) return undefined;
  const second = title || themes.length > 0 ? { themes: { title: title ?? {}, items: themes } } : {};
  return { source, profiles, dimensions, ...second, indicators, rules, outcomes };
}

function leftOut(reading: Reading, row: Row, known: readonly string[]): void {
  const isKnown = (base: string): boolean =>
    base === 'part' || known.includes(base) || (base.startsWith(weightPrefix) && known.includes(weightPrefix));
  for (const [base, { head, value }] of row.text)
    if (!isKnown(base)) reading.say(row.at, head, value, 'column', 'dropped');
  for (const [base, text] of row.texts)
    if (!isKnown(base)) for (const value of Object.values(text)) reading.say(row.at, base, value, 'column', 'dropped');
}

function weightsOf(reading: Reading, row: Row): Indicator['weights'] {
  const found: [string, Strength | null][] = [];
  for (const [base, { head, value }] of row.text) {
    if (!base.startsWith(weightPrefix)) continue;
    const strength = strengths.find((one) => one === value);
    if (strength || value === noWeight) found.push([base.slice(weightPrefix.length), strength ?? null]);
    else reading.say(row.at, head, value, 'assessmentValue', 'dropped');
  }
  return Object.fromEntries(found);
}

function ruleOf(reading: Reading, row: Row): Rule {
  const rule: Rule = {};
  for (const part of ruleParts) {
    const cell = row.text.get(part);
    if (!cell) continue;
    if (/^\d{1,3}$/.test(cell.value)) rule[part] = Number(cell.value);
    else reading.say(row.at, cell.head, cell.value, 'assessmentValue', 'dropped');
  }
  return rule;
}
