import type { FormDefinition } from '../../../kernel/form/index.ts';
import { fromZero, stillToCome } from '../../fields.ts';
import { languages, text } from '../../text.ts';

/** What was signed: that the person agrees to the plan (goals and services are records of the case), and the grant. */
export const reintegrationPlan: FormDefinition = {
  code: 'reintegration-plan',
  version: 1,
  title: text('Reintegration plan', 'Plan de réintégration', 'Kế hoạch tái hòa nhập', 'Rencana reintegrasi'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: {},
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
      label: text('Day of the plan', 'Jour du plan', 'Ngày lập kế hoạch', 'Hari rencana'),
    },
    {
      kind: 'field',
      name: 'wishes',
      type: 'longText',
      class: 'account',
      label: text(
        'What the person wants for themselves',
        'Ce que la personne souhaite pour elle-même',
        'Mong muốn của chính người đó',
        'Yang diinginkan orang itu bagi dirinya',
      ),
    },
    {
      kind: 'group',
      name: 'grant',
      label: text('Grant', 'Subvention', 'Khoản trợ cấp', 'Hibah'),
      items: [
        {
          kind: 'field',
          name: 'grantAmount',
          type: 'money',
          class: 'operational',
          constraint: '. >= 0',
          constraintMessage: fromZero,
          label: text('Amount', 'Montant', 'Số tiền', 'Jumlah'),
        },
        {
          kind: 'field',
          name: 'grantPaidOn',
          type: 'date',
          class: 'operational',
          showIf: "${grantAmount} != ''",
          constraint: '. <= today()',
          constraintMessage: stillToCome,
          label: text('Paid on', 'Versée le', 'Ngày chi', 'Dibayarkan pada'),
        },
        {
          kind: 'field',
          name: 'grantReceiptSigned',
          type: 'yesNo',
          class: 'operational',
          showIf: "${grantPaidOn} != ''",
          requiredIf: true,
          label: text(
            'Did the person sign a receipt?',
            'La personne a-t-elle signé un reçu ?',
            'Người đó đã ký nhận chưa?',
            'Apakah orang itu menandatangani tanda terima?',
          ),
        },
        {
          kind: 'field',
          name: 'grantReceipt',
          type: 'file',
          class: 'account',
          showIf: "${grantReceiptSigned} = 'yes'",
          label: text('The receipt', 'Le reçu', 'Giấy biên nhận', 'Tanda terima'),
        },
      ],
    },
    {
      kind: 'field',
      name: 'agreedByPerson',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      label: text(
        'Does the person agree to the plan?',
        'La personne est-elle d’accord avec le plan ?',
        'Người đó có đồng ý với kế hoạch không?',
        'Apakah orang itu menyetujui rencana ini?',
      ),
    },
    {
      kind: 'field',
      name: 'firstVisitOn',
      type: 'date',
      class: 'operational',
      constraint: '. >= ${date}',
      constraintMessage: text(
        'Not before the plan.',
        'Pas avant le plan.',
        'Không được trước ngày lập kế hoạch.',
        'Tidak sebelum rencana.',
      ),
      label: text('First visit on', 'Première visite le', 'Ngày thăm đầu tiên', 'Kunjungan pertama pada'),
    },
  ],
};
