import { numbersIn, type SayDates, type SayLists, sayDates, sayLists } from './own.ts';

/**
 * Messages as the build leaves them: plain text, or parts. No ICU parser reaches the browser; `compile.ts` writes what
 * this file reads, and the words' tests hold the two together.
 */
export type Message = string | readonly Part[];
/** `0` is the `#` of the plural around it. */
export type Part = string | 0 | Argument;
export type Argument =
  | { name: string; kind: 'text' }
  | { name: string; kind: 'number'; options: Intl.NumberFormatOptions }
  | { name: string; kind: 'date'; options: Intl.DateTimeFormatOptions }
  | { name: string; kind: 'select'; choices: Record<string, Message> }
  | { name: string; kind: 'plural' | 'ordinal'; choices: Record<string, Message>; offset: number };

export type Catalogue = Record<string, Message>;
export type Params = Record<string, string | number | Date>;

/** One message in words. A parameter that is not given shows as `{name}`: a fault that is seen, not an empty hole. */
export function format(message: Message, params: Params, language: string, count?: number): string {
  if (typeof message === 'string') return message;
  let text = '';
  for (const part of message) {
    if (typeof part === 'string') text += part;
    else if (part === 0) text += numberFormat(language).format(count ?? 0);
    else text += formatArgument(part, params, language);
  }
  return text;
}

function formatArgument(part: Argument, params: Params, language: string): string {
  const value = params[part.name];
  if (value === undefined) return `{${part.name}}`;
  switch (part.kind) {
    case 'text':
      return typeof value === 'number' ? numberFormat(language).format(value) : String(value);
    case 'number':
      return numberFormat(language, part.options).format(Number(value));
    case 'date':
      return dateFormat(language, part.options).format(new Date(value));
    case 'select':
      return format(part.choices[String(value)] ?? part.choices.other ?? '', params, language);
    default: {
      const number = Number(value);
      const counted = number - part.offset;
      const rule = pluralRules(language, part.kind === 'ordinal' ? 'ordinal' : 'cardinal').select(counted);
      const choice = part.choices[`=${number}`] ?? part.choices[rule] ?? part.choices.other ?? '';
      return format(choice, params, language, counted);
    }
  }
}

/** Intl's formatters cost more to make than to use; one of each is kept. */
function kept<O extends object, F>(make: (language: string, options: O) => F): (language: string, options?: O) => F {
  const made = new Map<string, F>();
  return (language, options = {} as O) => {
    const key = `${language} ${JSON.stringify(options)}`;
    let formatter = made.get(key);
    if (formatter === undefined) {
      formatter = make(language, options);
      made.set(key, formatter);
    }
    return formatter;
  };
}

export const numberFormat = kept(
  (language, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(numbersIn(language), options),
);
export const dateFormat = kept<Intl.DateTimeFormatOptions, SayDates>(sayDates);
export const listFormat = kept<Intl.ListFormatOptions, SayLists>(sayLists);
const rules = kept((language, options: Intl.PluralRulesOptions) => new Intl.PluralRules(language, options));
const pluralRules = (language: string, type: 'cardinal' | 'ordinal') => rules(language, { type });
