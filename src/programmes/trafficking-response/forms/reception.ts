import type { FormDefinition } from '../../../kernel/form/index.ts';
import { languages, text } from '../../text.ts';
import { receiverKind } from './return-lists.ts';

/** Where somebody will live is sealed, down to the province: a shelter can be found from less. */
export const reception: FormDefinition = {
  code: 'reception',
  version: 1,
  title: text('Reception', 'Accueil', 'Tiếp nhận nơi trở về', 'Penerimaan'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: { receiverKind },
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
      name: 'receiverKind',
      type: 'choice',
      list: 'receiverKind',
      class: 'statistical',
      requiredIf: true,
      label: text('Received by', 'Accueil par', 'Bên tiếp nhận', 'Diterima oleh'),
    },
    {
      kind: 'field',
      name: 'receiver',
      type: 'organisation',
      class: 'account',
      showIf: "${receiverKind} != 'family' and ${receiverKind} != 'self'",
      label: text('Which organisation', 'Quelle organisation', 'Tổ chức nào', 'Organisasi mana'),
    },
    {
      kind: 'field',
      name: 'receiverName',
      type: 'name',
      class: 'contact',
      label: text('Who meets the person', 'Qui accueille la personne', 'Người đón', 'Yang menjemput'),
    },
    {
      kind: 'field',
      name: 'receiverPhone',
      type: 'phone',
      class: 'contact',
      label: text('Their phone number', 'Son numéro de téléphone', 'Số điện thoại người đó', 'Nomor teleponnya'),
    },
    {
      kind: 'field',
      name: 'agreed',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      label: text(
        'Have they agreed to receive the person?',
        'L’accueil est-il accepté ?',
        'Đã đồng ý tiếp nhận chưa?',
        'Apakah sudah setuju menerima?',
      ),
    },
    {
      kind: 'field',
      name: 'receptionPlace',
      type: 'place',
      class: 'contact',
      label: text('Province or district', 'Province ou district', 'Tỉnh hoặc huyện', 'Provinsi atau kabupaten'),
    },
    {
      kind: 'field',
      name: 'receptionAddress',
      type: 'text',
      class: 'contact',
      label: text('Where exactly', 'Lieu précis', 'Địa điểm cụ thể', 'Tempat persisnya'),
    },
    {
      kind: 'field',
      name: 'needs',
      type: 'longText',
      class: 'account',
      hint: text(
        'Health, medicine, disability, children, language, food, safety.',
        'Santé, médicaments, handicap, enfants, langue, alimentation, sécurité.',
        'Sức khỏe, thuốc men, khuyết tật, con cái, ngôn ngữ, ăn uống, an toàn.',
        'Kesehatan, obat, disabilitas, anak, bahasa, makanan, keamanan.',
      ),
      label: text(
        'Needs to prepare for',
        'Besoins à préparer',
        'Nhu cầu cần chuẩn bị',
        'Kebutuhan yang harus disiapkan',
      ),
    },
    {
      kind: 'field',
      name: 'needsPrepared',
      type: 'yesNo',
      class: 'operational',
      label: text(
        'Is everything prepared for them?',
        'Tout est-il prêt pour y répondre ?',
        'Đã chuẩn bị đầy đủ chưa?',
        'Apakah semuanya sudah disiapkan?',
      ),
    },
  ],
};
