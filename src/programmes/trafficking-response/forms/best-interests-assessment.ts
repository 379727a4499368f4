import type { FormDefinition } from '../../../kernel/form/index.ts';
import { choices, day } from '../../fields.ts';
import { item, languages, text } from '../../text.ts';

/** What is best for a child now. It is done at once, by whoever is there, and again before each plan. */
export const bestInterestsAssessment: FormDefinition = {
  code: 'best-interests-assessment',
  version: 1,
  title: text(
    'Best interests assessment',
    'Évaluation de l’intérêt supérieur',
    'Đánh giá lợi ích tốt nhất của trẻ',
    'Penilaian kepentingan terbaik anak',
  ),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: {
    age: choices(
      item('child', text('A child', 'Un enfant', 'Là trẻ em', 'Anak')),
      item(
        'doubtful',
        text(
          'In doubt: treated as a child',
          'Incertain : considéré comme un enfant',
          'Chưa chắc: coi là trẻ em',
          'Belum pasti: diperlakukan sebagai anak',
        ),
      ),
    ),
    care: choices(
      item('parents', text('With parents', 'Avec ses parents', 'Ở với cha mẹ', 'Bersama orang tua')),
      item(
        'separated',
        text(
          'Separated, with relatives',
          'Séparé, avec des proches',
          'Xa cha mẹ, ở với người thân',
          'Terpisah, bersama kerabat',
        ),
      ),
      item('unaccompanied', text('Unaccompanied', 'Non accompagné', 'Không có người đi cùng', 'Tanpa pendamping')),
    ),
    need: choices(
      item('safePlace', text('Safe place', 'Lieu sûr', 'Nơi an toàn', 'Tempat aman')),
      item('health', text('Health care', 'Soins', 'Chăm sóc y tế', 'Perawatan kesehatan')),
      item(
        'psychosocial',
        text('Psychosocial support', 'Soutien psychosocial', 'Hỗ trợ tâm lý xã hội', 'Dukungan psikososial'),
      ),
      item('guardian', text('Guardian', 'Tuteur', 'Người giám hộ', 'Wali')),
      item(
        'family',
        text('Contact with family', 'Contact avec la famille', 'Liên lạc với gia đình', 'Kontak dengan keluarga'),
      ),
      item('school', text('School', 'École', 'Đi học', 'Sekolah')),
      item('papers', text('Papers', 'Papiers', 'Giấy tờ', 'Dokumen')),
      item('interpreter', text('Interpreter', 'Interprète', 'Phiên dịch', 'Juru bahasa')),
    ),
    recommendation: choices(
      item('family', text('Care by the family', 'Prise en charge familiale', 'Gia đình chăm sóc', 'Diasuh keluarga')),
      item(
        'alternativeCare',
        text(
          'Foster or other care',
          'Famille d’accueil ou autre accueil',
          'Chăm sóc thay thế',
          'Pengasuhan alternatif',
        ),
      ),
      item('shelter', text('Shelter for children', 'Foyer pour enfants', 'Cơ sở dành cho trẻ em', 'Rumah aman anak')),
      item(
        'determination',
        text(
          'A formal determination is needed first',
          'Une détermination formelle est d’abord nécessaire',
          'Cần quyết định chính thức trước',
          'Perlu penetapan resmi dahulu',
        ),
      ),
    ),
  },
  items: [
    day('date', text('Day', 'Jour', 'Ngày', 'Hari')),
    {
      kind: 'field',
      name: 'age',
      type: 'choice',
      list: 'age',
      class: 'operational',
      requiredIf: true,
      label: text('Age', 'Âge', 'Độ tuổi', 'Usia'),
    },
    {
      kind: 'field',
      name: 'care',
      type: 'choice',
      list: 'care',
      class: 'statistical',
      requiredIf: true,
      label: text(
        'Who cares for the child',
        'Qui s’occupe de l’enfant',
        'Ai đang chăm sóc trẻ',
        'Siapa yang mengasuh anak',
      ),
    },
    {
      kind: 'field',
      name: 'childHeard',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      label: text(
        'Was the child heard?',
        'L’enfant a-t-il été entendu ?',
        'Đã hỏi ý kiến trẻ chưa?',
        'Apakah anak didengar?',
      ),
    },
    {
      kind: 'field',
      name: 'childView',
      type: 'longText',
      class: 'account',
      requiredIf: "${childHeard} = 'yes'",
      label: text('What the child wishes', 'Ce que souhaite l’enfant', 'Nguyện vọng của trẻ', 'Keinginan anak'),
    },
    {
      kind: 'field',
      name: 'familySafe',
      type: 'yesNo',
      class: 'operational',
      label: text(
        'Is the family safe for the child?',
        'La famille est-elle sûre pour l’enfant ?',
        'Gia đình có an toàn cho trẻ không?',
        'Apakah keluarga aman bagi anak?',
      ),
    },
    {
      kind: 'field',
      name: 'needs',
      type: 'choices',
      list: 'need',
      class: 'statistical',
      label: text('What the child needs now', 'Besoins immédiats', 'Nhu cầu trước mắt', 'Kebutuhan saat ini'),
    },
    {
      kind: 'field',
      name: 'recommendation',
      type: 'choice',
      list: 'recommendation',
      class: 'operational',
      requiredIf: true,
      label: text(
        'What is best now',
        'Ce qui vaut le mieux à présent',
        'Điều tốt nhất lúc này',
        'Yang terbaik saat ini',
      ),
    },
    {
      kind: 'field',
      name: 'reasons',
      type: 'longText',
      class: 'account',
      requiredIf: true,
      label: text('Why', 'Pourquoi', 'Lý do', 'Alasan'),
    },
  ],
};
