import type { FormDefinition } from '../../../kernel/form/index.ts';
import { stillToCome } from '../../fields.ts';
import { languages, text } from '../../text.ts';

/** Nobody is handed over into silence: both sides sign, and the receiver tells the sender that the person arrived. */
export const handover: FormDefinition = {
  code: 'handover',
  version: 1,
  title: text('Handover', 'Remise', 'Bàn giao', 'Serah terima'),
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
      label: text('Day of the handover', 'Jour de la remise', 'Ngày bàn giao', 'Hari serah terima'),
    },
    {
      kind: 'field',
      name: 'handedOverBy',
      type: 'organisation',
      class: 'account',
      requiredIf: true,
      label: text('Organisation that hands over', 'Organisation qui remet', 'Bên giao', 'Organisasi yang menyerahkan'),
    },
    {
      kind: 'field',
      name: 'handedOverTo',
      type: 'organisation',
      class: 'account',
      requiredIf: true,
      label: text('Organisation that receives', 'Organisation qui accueille', 'Bên nhận', 'Organisasi yang menerima'),
    },
    {
      kind: 'field',
      name: 'receiptSigned',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      label: text(
        'Have both sides signed the receipt?',
        'Le reçu est-il signé des deux côtés ?',
        'Hai bên đã ký biên bản chưa?',
        'Apakah kedua pihak sudah menandatangani tanda terima?',
      ),
    },
    {
      kind: 'field',
      name: 'receipt',
      type: 'file',
      class: 'account',
      showIf: "${receiptSigned} = 'yes'",
      label: text('The signed receipt', 'Le reçu signé', 'Biên bản đã ký', 'Tanda terima'),
    },
    {
      kind: 'field',
      name: 'arrivalConfirmed',
      type: 'yesNo',
      class: 'operational',
      label: text(
        'Was the arrival confirmed back to the sender?',
        'L’arrivée a-t-elle été confirmée à l’expéditeur ?',
        'Đã báo lại cho bên giao là người đó đến nơi chưa?',
        'Apakah kedatangan sudah dikabarkan kepada pengirim?',
      ),
    },
    {
      kind: 'field',
      name: 'documentsHandedOver',
      type: 'longText',
      class: 'account',
      hint: text(
        'Only what the person agreed to share.',
        'Seulement ce que la personne a accepté de partager.',
        'Chỉ những gì người đó đồng ý chia sẻ.',
        'Hanya yang disetujui orang itu untuk dibagikan.',
      ),
      label: text('Documents handed over', 'Documents remis', 'Giấy tờ đã bàn giao', 'Dokumen yang diserahkan'),
    },
  ],
};
