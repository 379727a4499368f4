import type { FormDefinition } from '../../../kernel/form/index.ts';
import { choices, day } from '../../fields.ts';
import { item, languages, text } from '../../text.ts';

/**
 * The minute of a meeting about one case: who was there, of which organisations, what was decided and who saw it otherwise. It
 * is sent to the others like everything else, by a referral, field by field.
 */
export const caseConference: FormDefinition = {
  code: 'case-conference',
  version: 1,
  title: text('Case conference', 'Réunion de concertation', 'Họp về hồ sơ', 'Rapat kasus'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: {
    presence: choices(
      item('there', text('Was there themselves', 'Présente en personne', 'Trực tiếp có mặt', 'Hadir sendiri')),
      item('represented', text('Was spoken for', 'Représentée', 'Có người nói thay', 'Diwakili')),
      item('heardBefore', text('Was heard before', 'Entendue avant', 'Được hỏi trước', 'Didengar sebelumnya')),
      item('notHeard', text('Was not heard', 'Non entendue', 'Không được hỏi', 'Tidak didengar')),
    ),
  },
  items: [
    day('date', text('Day of the meeting', 'Jour de la réunion', 'Ngày họp', 'Hari rapat')),
    {
      kind: 'repeat',
      name: 'participants',
      label: text('Participants', 'Participants', 'Người tham dự', 'Peserta'),
      items: [
        {
          kind: 'field',
          name: 'participantOf',
          type: 'organisation',
          class: 'account',
          requiredIf: true,
          label: text('Organisation', 'Organisation', 'Tổ chức', 'Organisasi'),
        },
        {
          kind: 'field',
          name: 'participantName',
          type: 'name',
          class: 'contact',
          label: text('Who', 'Qui', 'Ai', 'Siapa'),
        },
      ],
    },
    {
      kind: 'field',
      name: 'personHeard',
      type: 'choice',
      list: 'presence',
      class: 'statistical',
      requiredIf: true,
      label: text('The person it is about', 'La personne concernée', 'Người được bàn đến', 'Orang yang dibicarakan'),
    },
    {
      kind: 'field',
      name: 'discussed',
      type: 'longText',
      class: 'account',
      label: text('What was discussed', 'Ce qui a été discuté', 'Nội dung đã bàn', 'Yang dibicarakan'),
    },
    {
      kind: 'field',
      name: 'decision',
      type: 'longText',
      class: 'account',
      requiredIf: true,
      hint: text(
        'What is done, by whom and by when.',
        'Ce qui sera fait, par qui et pour quand.',
        'Làm gì, ai làm và khi nào xong.',
        'Apa yang dilakukan, oleh siapa, dan kapan.',
      ),
      label: text('What was decided', 'Ce qui a été décidé', 'Đã quyết định gì', 'Yang diputuskan'),
    },
    {
      kind: 'field',
      name: 'agreed',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      label: text(
        'Did all agree?',
        'Tous étaient-ils d’accord ?',
        'Mọi người có đồng ý không?',
        'Apakah semua setuju?',
      ),
    },
    {
      kind: 'field',
      name: 'dissent',
      type: 'longText',
      class: 'account',
      showIf: "${agreed} = 'no'",
      requiredIf: "${agreed} = 'no'",
      label: text(
        'Who saw it otherwise, and why',
        'Qui a vu les choses autrement, et pourquoi',
        'Ai có ý kiến khác, vì sao',
        'Siapa yang berpendapat lain, dan mengapa',
      ),
    },
    {
      kind: 'field',
      name: 'nextMeeting',
      type: 'date',
      class: 'operational',
      label: text('The next meeting', 'La prochaine réunion', 'Cuộc họp tiếp theo', 'Rapat berikutnya'),
    },
  ],
};
