/** A filled form as plain lines, for paper: what was asked and answered, in the order of the form. */
import { type Answers, evaluate, type FormContext, type FormState, type Item } from '../../kernel/form/index.ts';
import { type Saying, sayAnswer } from './answer.ts';

export type AnswerLine = { heading: string } | { label: string; answer: string };

/** Of no use on paper: nothing was answered there, or nobody asked. */
const silent: readonly string[] = ['note', 'hidden', 'stamp'];

/** Questions without an answer are left out; those that are covered are named. */
export function answerLines(
  answers: Answers,
  context: Omit<FormContext, 'lang'>,
  covered: readonly string[],
  saying: Saying,
): AnswerLine[] {
  const { definition, formLanguage, t } = saying;
  const state: FormState = evaluate(definition, answers, { ...context, lang: formLanguage });
  const plain = (text: string | undefined): string | undefined => text?.replace(/\*\*|__/g, '');
  const linesOf = (items: readonly Item[], prefix: string): AnswerLine[] =>
    items.flatMap((item): AnswerLine[] => {
      const path = prefix + item.name;
      const one = state.at(path);
      if (!one?.shown) return [];
      const label = plain(state.say(item.label, path));
      if (item.kind === 'field') {
        if (silent.includes(item.type) || (item.type === 'calculated' && !item.label)) return [];
        const hidden = covered.includes(item.name);
        if (!hidden && one.value === undefined) return [];
        const answer = hidden ? t('form.coveredShort') : sayAnswer(item, one.value, saying);
        return [{ label: label ?? item.name, answer }];
      }
      const instances = item.kind === 'repeat' ? (one.instances ?? 0) : 1;
      return Array.from({ length: instances }, (_, index) => {
        const inside = linesOf(item.items, item.kind === 'repeat' ? `${path}.${index}.` : prefix);
        if (inside.length === 0 || !label) return inside;
        return [{ heading: item.kind === 'repeat' ? `${label} ${index + 1}` : label }, ...inside];
      }).flat();
    });
  return linesOf(definition.items, '');
}
