/** Answers in words: for reading an entry, and for choosing between two people's answers. */
import {
  type Answer,
  type Answers,
  type Choice,
  choicesOf,
  type Field,
  type FormContext,
  type FormDefinition,
  say,
} from '../../kernel/form/index.ts';
import {
  formatDate,
  formatMoney,
  formatNumber,
  formatPartialDate,
  listFormat,
  otherEraYear,
} from '../../words/index.ts';
import type { Translate } from '../words.ts';
import type { PlaceNode } from './context.ts';

export interface Saying {
  definition: FormDefinition;
  t: Translate;
  /** Of the reader. */
  language: string;
  formLanguage: string;
  codeList?: FormContext['codeList'];
  places?: readonly PlaceNode[];
}

/** One answer in words. A blank is said as one: it is not a no. */
export function sayAnswer(field: Field, answer: Answer | undefined, saying: Saying): string {
  const { t, language } = saying;
  if (answer === undefined) return t('form.blank');
  switch (field.type) {
    case 'yesNo':
      return t(`form.yesNo.${String(answer)}`);
    case 'acknowledge':
      return t('form.acknowledge');
    case 'choice':
      return labelOf(choicesOf(saying.definition, field.list, saying.codeList), String(answer), saying);
    case 'choices':
    case 'rank': {
      const choices = choicesOf(saying.definition, field.list, saying.codeList);
      const labels = (answer as string[]).map((code) => labelOf(choices, code, saying));
      return listFormat(language, { type: 'unit', style: 'long' }).format(labels);
    }
    case 'country':
    case 'language':
      return labelOf(saying.codeList?.(field.type), String(answer), saying);
    case 'place':
      return say(saying.places?.find(({ code }) => code === answer)?.name, language, 'en') ?? String(answer);
    case 'date':
      return formatPartialDate(language, String(answer));
    case 'dateTime':
    case 'stamp':
      return String(answer).length > 10
        ? formatDate(language, String(answer), 'dayTime')
        : formatPartialDate(language, String(answer));
    default:
      return sayParts(answer, saying);
  }
}

function labelOf(choices: readonly Choice[] | undefined, code: string, { formLanguage, definition }: Saying): string {
  return say(choices?.find((choice) => choice.code === code)?.label, formLanguage, definition.defaultLanguage) ?? code;
}

function sayParts(answer: Answer, { t, language }: Saying): string {
  if (typeof answer === 'number') return formatNumber(language, answer);
  if (typeof answer !== 'object') return String(answer);
  if (Array.isArray(answer)) return answer.length === 0 ? t('form.blank') : String(answer.length);
  if ('known' in answer) {
    const { value, known } = answer as { value: string; known: string };
    const date = t('form.date.both', { date: formatPartialDate(language, value), year: String(otherEraYear(value)) });
    return `${date}, ${t(`form.date.${known}`)}`;
  }
  if ('amount' in answer && 'currency' in answer)
    return money(language, answer.amount as number, answer.currency as string);
  if ('latitude' in answer) return `${answer.latitude as number}, ${answer.longitude as number}`;
  if ('id' in answer && !('name' in answer)) return String(answer.id);
  const order = ['full', 'name', 'number', 'called', 'romanised', 'type', 'country'];
  return order.flatMap((part) => (part in answer ? [String(answer[part as keyof typeof answer])] : [])).join(' · ');
}

/** A currency nobody knows is still three letters: shown as they stand. */
export function money(language: string, amount: number, currency: string): string {
  try {
    return formatMoney(language, amount, currency);
  } catch {
    return `${formatNumber(language, amount)} ${currency}`;
  }
}

/**
 * My answers and a colleague's made one. Names that only one of us changed since `base` are taken from who changed
 * them; `conflicts` are those that both changed, and not alike. A repeat counts as one answer.
 */
export function reconcileAnswers(
  base: Answers,
  mine: Answers,
  theirs: Answers,
): { merged: Answers; conflicts: string[] } {
  const names = [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])];
  const differ = (a: Answers, b: Answers, name: string): boolean =>
    JSON.stringify(own(a, name)) !== JSON.stringify(own(b, name));
  const merged: [string, Answer][] = [];
  const conflicts: string[] = [];
  for (const name of names) {
    const changed = differ(base, mine, name);
    if (changed && differ(base, theirs, name) && differ(mine, theirs, name)) conflicts.push(name);
    const value = own(changed ? mine : theirs, name);
    if (value !== undefined) merged.push([name, value]);
  }
  return { merged: Object.fromEntries(merged), conflicts };
}

const own = (answers: Answers, name: string): Answer | undefined =>
  Object.hasOwn(answers, name) ? answers[name] : undefined;
