import type { CodeList } from '../../../kernel/index.ts';
import { other } from '../../fields.ts';
import { item, text } from '../../text.ts';

/** What a goal may be about, after the kinds of help that people are given. */
export const goalKinds: CodeList = {
  code: 'goalKind',
  title: text('Kind of goal', 'Type d’objectif', 'Loại mục tiêu', 'Jenis tujuan'),
  items: [
    item('housing', text('Housing', 'Logement', 'Nhà ở', 'Tempat tinggal')),
    item('health', text('Health', 'Santé', 'Sức khỏe', 'Kesehatan')),
    item(
      'psychosocial',
      text('Psychosocial support', 'Soutien psychosocial', 'Hỗ trợ tâm lý xã hội', 'Dukungan psikososial'),
    ),
    item('legal', text('Legal help', 'Aide juridique', 'Trợ giúp pháp lý', 'Bantuan hukum')),
    item(
      'education',
      text('School and training', 'École et formation', 'Học văn hóa, học nghề', 'Pendidikan dan pelatihan'),
    ),
    item(
      'livelihood',
      text('Work and income', 'Travail et revenus', 'Việc làm và thu nhập', 'Pekerjaan dan penghasilan'),
    ),
    item('family', text('Family and children', 'Famille et enfants', 'Gia đình và trẻ em', 'Keluarga dan anak')),
    item('documents', text('Papers and status', 'Papiers et statut', 'Giấy tờ, hộ tịch', 'Dokumen dan status')),
    item('safety', text('Safety', 'Sécurité', 'An toàn', 'Keamanan')),
    item(
      'community',
      text('Life in the community', 'Vie dans la communauté', 'Hòa nhập cộng đồng', 'Kehidupan bermasyarakat'),
    ),
    other,
  ],
};
