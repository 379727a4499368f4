import type { FormDefinition } from '../../../kernel/form/index.ts';
import { languages, text } from '../../text.ts';
import { askedHow } from './lists.ts';

const oneToFive = { start: 1, end: 5, step: 1 };
const scale = text(
  '1 is not at all, 5 is fully.',
  '1 pas du tout, 5 tout à fait.',
  '1 là hoàn toàn không, 5 là hoàn toàn có.',
  '1 berarti tidak sama sekali, 5 berarti sepenuhnya.',
);

/** Asked of the person, best by somebody else than the counsellor; nobody has to answer. */
export const satisfaction: FormDefinition = {
  code: 'satisfaction',
  version: 1,
  title: text('How it was', 'Satisfaction', 'Mức độ hài lòng', 'Kepuasan'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: { askedHow },
  items: [
    {
      kind: 'field',
      name: 'date',
      type: 'date',
      class: 'operational',
      requiredIf: true,
      default: { expression: 'today()' },
      label: text('Day', 'Jour', 'Ngày', 'Hari'),
    },
    {
      kind: 'field',
      name: 'askedHow',
      type: 'choice',
      list: 'askedHow',
      class: 'operational',
      label: text('How it was asked', 'Mode de réponse', 'Hình thức hỏi', 'Cara bertanya'),
    },
    {
      kind: 'field',
      name: 'understood',
      type: 'range',
      range: oneToFive,
      class: 'statistical',
      hint: scale,
      label: text(
        'I understood what I was told.',
        'J’ai compris ce qui m’a été dit.',
        'Tôi hiểu những gì được tư vấn.',
        'Saya memahami penjelasannya.',
      ),
    },
    {
      kind: 'field',
      name: 'helpful',
      type: 'range',
      range: oneToFive,
      class: 'statistical',
      hint: scale,
      label: text('It helped me.', 'Cela m’a aidé.', 'Buổi tư vấn có ích cho tôi.', 'Ini membantu saya.'),
    },
    {
      kind: 'field',
      name: 'respected',
      type: 'yesNo',
      class: 'statistical',
      label: text(
        'Were you treated with respect?',
        'Avez-vous été traité avec respect ?',
        'Bạn có được tôn trọng không?',
        'Apakah Anda diperlakukan dengan hormat?',
      ),
    },
    {
      kind: 'field',
      name: 'again',
      type: 'yesNo',
      class: 'statistical',
      label: text(
        'Would you come again?',
        'Reviendriez-vous ?',
        'Bạn có quay lại không?',
        'Apakah Anda akan datang lagi?',
      ),
    },
    {
      kind: 'field',
      name: 'comment',
      type: 'longText',
      class: 'account',
      label: text(
        'What should be better',
        'Ce qui devrait être amélioré',
        'Điều cần cải thiện',
        'Yang perlu diperbaiki',
      ),
    },
  ],
};
