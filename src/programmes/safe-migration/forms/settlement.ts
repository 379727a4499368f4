import type { FormDefinition } from '../../../kernel/form/index.ts';
import { fromZero, stillToCome } from '../../fields.ts';
import { languages, text } from '../../text.ts';
import { outcome, remedy } from './lists.ts';

const given = "${outcome} = 'agreed' or ${outcome} = 'ordered'";

/** A remedy that was promised is none yet: whether it was paid is asked apart. */
export const settlement: FormDefinition = {
  code: 'settlement',
  version: 1,
  title: text('Outcome of the complaint', 'Issue de la réclamation', 'Kết quả khiếu nại', 'Hasil pengaduan'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: { outcome, remedy },
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
      label: text('Day of the outcome', 'Jour de l’issue', 'Ngày có kết quả', 'Hari hasil'),
    },
    {
      kind: 'field',
      name: 'outcome',
      type: 'choice',
      list: 'outcome',
      class: 'statistical',
      requiredIf: true,
      label: text('Outcome', 'Issue', 'Kết quả', 'Hasil'),
    },
    {
      kind: 'group',
      name: 'given',
      showIf: given,
      label: text('The remedy', 'La réparation', 'Biện pháp khắc phục', 'Pemulihan'),
      items: [
        {
          kind: 'field',
          name: 'remedies',
          type: 'choices',
          list: 'remedy',
          class: 'statistical',
          requiredIf: true,
          label: text(
            'What the worker gets',
            'Ce que le travailleur obtient',
            'Người lao động được',
            'Yang diperoleh pekerja',
          ),
        },
        {
          kind: 'field',
          name: 'amount',
          type: 'money',
          class: 'operational',
          requiredIf: true,
          constraint: '. >= 0',
          constraintMessage: fromZero,
          hint: text(
            '0 when it is not about money.',
            '0 s’il ne s’agit pas d’argent.',
            'Ghi 0 nếu không phải là tiền.',
            '0 bila bukan soal uang.',
          ),
          label: text('Amount', 'Montant', 'Số tiền', 'Jumlah'),
        },
        {
          kind: 'field',
          name: 'payUntil',
          type: 'date',
          class: 'operational',
          showIf: '${amount} > 0',
          label: text('To be paid by', 'À payer avant le', 'Hạn trả', 'Harus dibayar sebelum'),
        },
        {
          kind: 'field',
          name: 'paid',
          type: 'yesNo',
          class: 'operational',
          showIf: '${amount} > 0',
          requiredIf: true,
          hint: text(
            'Yes once the worker has said that all of it came.',
            'Oui quand le travailleur a dit avoir tout reçu.',
            'Chọn “có” khi người lao động xác nhận đã nhận đủ.',
            'Ya setelah pekerja menyatakan menerima seluruhnya.',
          ),
          label: text('Is it paid?', 'Est-ce payé ?', 'Đã trả chưa?', 'Apakah sudah dibayar?'),
        },
        {
          kind: 'field',
          name: 'paidOn',
          type: 'date',
          class: 'operational',
          showIf: "${paid} = 'yes'",
          requiredIf: true,
          constraint: '. <= today()',
          constraintMessage: stillToCome,
          label: text('Paid on', 'Payé le', 'Ngày trả', 'Dibayar pada'),
        },
        {
          kind: 'field',
          name: 'agreement',
          type: 'file',
          class: 'account',
          label: text(
            'The agreement or decision',
            'L’accord ou la décision',
            'Văn bản thỏa thuận hoặc quyết định',
            'Kesepakatan atau putusan',
          ),
        },
      ],
    },
    {
      kind: 'field',
      name: 'accepted',
      type: 'yesNo',
      class: 'operational',
      label: text(
        'Is the worker content with it?',
        'Le travailleur en est-il satisfait ?',
        'Người lao động có hài lòng không?',
        'Apakah pekerja puas?',
      ),
    },
    {
      kind: 'field',
      name: 'remarks',
      type: 'longText',
      class: 'account',
      requiredIf: "${outcome} = 'refused' or ${outcome} = 'withdrawn'",
      requiredMessage: text('Say why.', 'Dites pourquoi.', 'Hãy nêu lý do.', 'Sebutkan alasannya.'),
      label: text('Remarks', 'Remarques', 'Ghi chú', 'Catatan'),
    },
  ],
};
