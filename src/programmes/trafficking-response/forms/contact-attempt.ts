import type { FormDefinition } from '../../../kernel/form/index.ts';
import { stillToCome } from '../../fields.ts';
import { languages, text } from '../../text.ts';
import { contactResult } from './return-lists.ts';

export const contactAttempt: FormDefinition = {
  code: 'contact-attempt',
  version: 1,
  title: text('Attempt at contact', 'Tentative de contact', 'Lần thử liên lạc', 'Upaya menghubungi'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: { channel: { codeList: 'channel' }, result: contactResult },
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
      name: 'attempt',
      type: 'integer',
      class: 'operational',
      requiredIf: true,
      constraint: '. >= 1 and . <= 99',
      constraintMessage: text(
        'A number from 1 to 99.',
        'Un nombre de 1 à 99.',
        'Một số từ 1 đến 99.',
        'Angka dari 1 sampai 99.',
      ),
      hint: text(
        'Begin at 1 again after each contact.',
        'Recommencer à 1 après chaque contact.',
        'Đếm lại từ 1 sau mỗi lần liên lạc được.',
        'Mulai lagi dari 1 setelah setiap kontak.',
      ),
      label: text('Number of the attempt', 'Numéro de la tentative', 'Lần thử thứ', 'Upaya ke-'),
    },
    {
      kind: 'field',
      name: 'channel',
      type: 'choice',
      list: 'channel',
      class: 'operational',
      requiredIf: true,
      hint: text(
        'Only a way that the person called safe.',
        'Seulement un moyen que la personne a dit sûr.',
        'Chỉ dùng cách mà người đó cho là an toàn.',
        'Hanya cara yang disebut aman oleh orang itu.',
      ),
      label: text('Channel', 'Canal', 'Kênh liên lạc', 'Saluran'),
    },
    {
      kind: 'field',
      name: 'result',
      type: 'choice',
      list: 'result',
      class: 'operational',
      requiredIf: true,
      label: text('Result', 'Résultat', 'Kết quả', 'Hasil'),
    },
    {
      kind: 'field',
      name: 'remarks',
      type: 'longText',
      class: 'account',
      label: text('Remarks', 'Remarques', 'Ghi chú', 'Catatan'),
    },
  ],
};
