import type { FormDefinition } from '../../../kernel/form/index.ts';
import { stillToCome } from '../../fields.ts';
import { languages, text } from '../../text.ts';
import { orientationTopic } from './lists.ts';

export const departureOrientation: FormDefinition = {
  code: 'departure-orientation',
  version: 1,
  title: text(
    'Orientation before departure',
    'Orientation avant le départ',
    'Định hướng trước khi đi',
    'Orientasi sebelum berangkat',
  ),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: { orientationTopic },
  items: [
    {
      kind: 'field',
      name: 'date',
      type: 'date',
      class: 'operational',
      requiredIf: true,
      default: { expression: 'today()' },
      constraint: '. <= today()',
      constraintMessage: stillToCome,
      label: text('Day', 'Jour', 'Ngày', 'Hari'),
    },
    {
      kind: 'field',
      name: 'givenBy',
      type: 'organisation',
      class: 'account',
      label: text('Given by', 'Assurée par', 'Do ai thực hiện', 'Diberikan oleh'),
    },
    {
      kind: 'field',
      name: 'covered',
      type: 'choices',
      list: 'orientationTopic',
      class: 'operational',
      requiredIf: true,
      label: text('What was covered', 'Sujets traités', 'Nội dung đã trình bày', 'Yang dibahas'),
    },
    {
      kind: 'field',
      name: 'understood',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      label: text(
        'In a language that the worker understands?',
        'Dans une langue que le travailleur comprend ?',
        'Bằng ngôn ngữ mà người lao động hiểu không?',
        'Dalam bahasa yang dipahami pekerja?',
      ),
    },
    {
      kind: 'field',
      name: 'copiesLeft',
      type: 'yesNo',
      class: 'operational',
      label: text(
        'Are copies of the papers left with somebody they trust?',
        'Des copies des papiers sont-elles chez une personne de confiance ?',
        'Đã gửi bản sao giấy tờ cho người tin cậy chưa?',
        'Apakah salinan dokumen dititipkan pada orang tepercaya?',
      ),
    },
    {
      kind: 'field',
      name: 'knowsWhereToCall',
      type: 'yesNo',
      class: 'operational',
      label: text(
        'Do they have the numbers to call for help?',
        'Ont-ils les numéros à appeler en cas de besoin ?',
        'Đã có các số điện thoại để gọi khi cần giúp chưa?',
        'Apakah punya nomor untuk meminta bantuan?',
      ),
    },
    {
      kind: 'field',
      name: 'departure',
      type: 'partialDate',
      class: 'operational',
      label: text('When they leave', 'Départ', 'Ngày đi', 'Keberangkatan'),
    },
    {
      kind: 'field',
      name: 'questions',
      type: 'longText',
      class: 'account',
      label: text(
        'Questions and worries',
        'Questions et inquiétudes',
        'Câu hỏi và lo lắng',
        'Pertanyaan dan kekhawatiran',
      ),
    },
  ],
};
