import type { Definitions } from '../../core/index.ts';
import type { PaperEntry, PaperHead } from '../../core/paper.ts';
import { type CodeList, type CodeListItem, fromMinor, type Text } from '../../kernel/index.ts';
import { type AnswerLine, answerLines } from '../../view/form/index.ts';
import { chooseLanguage, formatMoney, formatNumber, formatPartialDate, gregorian } from '../../words/index.ts';
import type { Say } from './words.ts';

/** Who writes a paper out: in one language, with the words of the definitions and the days of the house. */
export class Clerk {
  readonly head: PaperHead;
  readonly t: Say;
  readonly #definitions: Definitions;

  constructor(head: PaperHead, t: Say, definitions: Definitions) {
    this.head = head;
    this.t = t;
    this.#definitions = definitions;
  }

  /** A definition's text in the language of the paper, else in English, else in the first it has. */
  told(text: Text | undefined): string | undefined {
    return text && (text[this.head.language] ?? text.en ?? Object.values(text)[0]);
  }

  label(list: string, code: string | undefined): string | undefined {
    return code && (this.#among(this.#definitions.codeList(list)?.items, code) ?? code);
  }

  codeList(code: string): CodeList | undefined {
    return this.#definitions.codeList(code);
  }

  programme(code: string): string {
    return this.told(this.#definitions.programme(code)?.title) ?? code;
  }

  stage(programme: string, code: string): string {
    return this.#among(this.#definitions.programme(programme)?.stages, code) ?? code;
  }

  closingReason(programme: string, code: string | undefined): string | undefined {
    return code && (this.#among(this.#definitions.programme(programme)?.closingReasons, code) ?? code);
  }

  role(code: string): string {
    return this.told(this.#definitions.role(code)?.label) ?? code;
  }

  place(code: string | undefined): string | undefined {
    return code && (this.told(this.#definitions.place(code)?.name) ?? code);
  }

  /** The day of a moment, where the house is. */
  day(moment: Date): string {
    const { language, timeZone } = this.head;
    return new Intl.DateTimeFormat(gregorian(language), { dateStyle: 'medium', timeZone }).format(moment);
  }

  partialDate(value: string): string {
    return formatPartialDate(this.head.language, value);
  }

  /** In the language of the paper. */
  languageName(code: string): string {
    return new Intl.DisplayNames(this.head.language, { type: 'language' }).of(code) ?? code;
  }

  number(value: number): string {
    return formatNumber(this.head.language, value);
  }

  /** An amount in the smallest unit of its currency. */
  money(amount: number, currency: string): string {
    return formatMoney(this.head.language, fromMinor(amount, currency), currency);
  }

  answers({ definition, answers, covered, at }: PaperEntry): AnswerLine[] {
    const { language } = this.head;
    const codeList = (code: string) => this.#definitions.codeList(code)?.items;
    return answerLines(answers, { now: at.toISOString(), codeList }, covered, {
      definition,
      t: this.t as (key: string, params?: Record<string, string | number>) => string,
      language: chooseLanguage([language]),
      formLanguage: definition.languages.includes(language) ? language : definition.defaultLanguage,
      codeList,
      places: this.#definitions.places(),
    });
  }

  #among(items: readonly Pick<CodeListItem, 'code' | 'label'>[] | undefined, code: string): string | undefined {
    return this.told(items?.find((item) => item.code === code)?.label);
  }
}
