import type { CodeList } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

/** The groups that services are counted in: see the columns of the list `service`. */
export const serviceGroups: CodeList = {
  code: 'serviceGroup',
  title: text('Kind of service', 'Type de prestation', 'Nhóm dịch vụ', 'Jenis layanan'),
  items: [
    item('shelter', text('Shelter', 'Hébergement', 'Chỗ ở an toàn', 'Tempat tinggal')),
    item('needs', text('Basic needs', 'Besoins essentiels', 'Nhu cầu thiết yếu', 'Kebutuhan dasar')),
    item('health', text('Health', 'Santé', 'Sức khỏe', 'Kesehatan')),
    item('mind', text('Psychosocial', 'Soutien psychosocial', 'Tâm lý xã hội', 'Psikososial')),
    item('legal', text('Legal', 'Aide juridique', 'Pháp lý', 'Hukum')),
    item('learning', text('Education and training', 'Éducation et formation', 'Học tập và đào tạo', 'Pendidikan')),
    item('work', text('Work and income', 'Travail et revenus', 'Việc làm và thu nhập', 'Pekerjaan dan penghasilan')),
    item('family', text('Family and children', 'Famille et enfants', 'Gia đình và trẻ em', 'Keluarga dan anak')),
    item('papers', text('Papers and status', 'Papiers et statut', 'Giấy tờ, hộ tịch', 'Dokumen dan status')),
    item('return', text('Return and travel', 'Retour et voyage', 'Trở về và đi lại', 'Kepulangan dan perjalanan')),
    item('safety', text('Safety', 'Sécurité', 'An toàn', 'Keamanan')),
    item(
      'advice',
      text('Information and advice', 'Information et conseil', 'Thông tin, tư vấn', 'Informasi dan saran'),
    ),
    item('remedy', text('Remedy', 'Recours et réparation', 'Khiếu nại và bồi thường', 'Pemulihan hak')),
    item('community', text('Community', 'Communauté', 'Cộng đồng', 'Masyarakat')),
    item('case', text('Case work', 'Gestion du dossier', 'Quản lý ca', 'Pengelolaan kasus')),
  ],
};
