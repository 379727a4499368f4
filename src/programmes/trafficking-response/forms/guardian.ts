import type { FormDefinition } from '../../../kernel/form/index.ts';
import { choices, day } from '../../fields.ts';
import { item, languages, text } from '../../text.ts';

/** Who stands beside a child, and whether that was looked into: a relative may be part of what happened. */
export const guardian: FormDefinition = {
  code: 'guardian',
  version: 1,
  title: text('Guardian', 'Tuteur', 'Người giám hộ', 'Wali'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: {
    status: choices(
      item('searching', text('Being looked for', 'En cours de recherche', 'Đang tìm', 'Sedang dicari')),
      item('appointed', text('Appointed', 'Désigné', 'Đã được cử', 'Sudah ditunjuk')),
      item('ended', text('No longer guardian', 'N’est plus tuteur', 'Không còn giám hộ', 'Tidak lagi menjadi wali')),
    ),
    kind: choices(
      item('parent', text('Parent', 'Parent', 'Cha hoặc mẹ', 'Orang tua')),
      item('relative', text('Another relative', 'Autre proche', 'Người thân khác', 'Kerabat lain')),
      item(
        'authority',
        text(
          'Child protection authority',
          'Protection de l’enfance',
          'Cơ quan bảo vệ trẻ em',
          'Lembaga perlindungan anak',
        ),
      ),
      item('organisation', text('Organisation', 'Organisation', 'Tổ chức', 'Organisasi')),
      item('other', text('Another adult', 'Autre adulte', 'Người lớn khác', 'Orang dewasa lain')),
    ),
  },
  items: [
    day('date', text('Day', 'Jour', 'Ngày', 'Hari')),
    {
      kind: 'field',
      name: 'status',
      type: 'choice',
      list: 'status',
      class: 'operational',
      requiredIf: true,
      label: text(
        'Is there a guardian?',
        'Y a-t-il un tuteur ?',
        'Đã có người giám hộ chưa?',
        'Apakah sudah ada wali?',
      ),
    },
    {
      kind: 'field',
      name: 'kind',
      type: 'choice',
      list: 'kind',
      class: 'operational',
      showIf: "${status} != 'searching'",
      requiredIf: "${status} = 'appointed'",
      label: text('Who it is', 'De qui il s’agit', 'Người giám hộ là', 'Siapa walinya'),
    },
    {
      kind: 'field',
      name: 'guardianName',
      type: 'name',
      class: 'contact',
      showIf: "${status} != 'searching'",
      requiredIf: "${status} = 'appointed'",
      label: text('Name', 'Nom', 'Họ tên', 'Nama'),
    },
    {
      kind: 'field',
      name: 'guardianPhone',
      type: 'phone',
      class: 'contact',
      showIf: "${status} != 'searching'",
      label: text('Telephone', 'Téléphone', 'Điện thoại', 'Telepon'),
    },
    {
      kind: 'field',
      name: 'appointedBy',
      type: 'organisation',
      class: 'account',
      showIf: "${status} != 'searching'",
      label: text('Appointed by', 'Désigné par', 'Cơ quan cử', 'Ditunjuk oleh'),
    },
    {
      kind: 'field',
      name: 'noConflict',
      type: 'yesNo',
      class: 'operational',
      showIf: "${status} != 'searching'",
      requiredIf: "${status} = 'appointed'",
      hint: text(
        'No part in recruiting, taking or exploiting the child, no gain from it.',
        'Aucune part dans le recrutement, le transport ou l’exploitation de l’enfant, aucun profit tiré.',
        'Không tham gia tuyển mộ, đưa đi hay bóc lột trẻ, không hưởng lợi từ việc đó.',
        'Tidak ikut merekrut, membawa, atau mengeksploitasi anak, dan tidak mengambil untung.',
      ),
      label: text(
        'Was it checked that nothing speaks against them?',
        'A-t-on vérifié que rien ne s’y oppose ?',
        'Đã kiểm tra và không có điều gì trở ngại?',
        'Sudah diperiksa bahwa tidak ada keberatan?',
      ),
    },
    {
      kind: 'field',
      name: 'childView',
      type: 'longText',
      class: 'account',
      label: text('What the child says', 'Ce que dit l’enfant', 'Ý kiến của trẻ', 'Pendapat anak'),
    },
  ],
};
