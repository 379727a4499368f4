import type { CodeList } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

export const topic: CodeList = {
  code: 'topic',
  title: text('Topic', 'Sujet', 'Chủ đề', 'Topik'),
  items: [
    item('jobOffer', text('Job offer', 'Offre d’emploi', 'Lời mời làm việc', 'Tawaran kerja'), 'jolt'),
    item('contract', text('Contract', 'Contrat', 'Hợp đồng', 'Kontrak'), 'cchk'),
    item('fees', text('Fees and debts', 'Frais et dettes', 'Phí và nợ', 'Biaya dan utang'), 'ffpb'),
    item('agency', text('Recruitment agency', 'Agence de recrutement', 'Công ty phái cử', 'Agen perekrutan'), 'aaca'),
    item('documents', text('Visa and papers', 'Visa et papiers', 'Thị thực và giấy tờ', 'Visa dan dokumen'), 'vvgv'),
    item(
      'wages',
      text('Wages and hours', 'Salaire et horaires', 'Tiền lương và giờ làm', 'Upah dan jam kerja'),
      'wstu',
    ),
    item(
      'health',
      text('Health and insurance', 'Santé et assurance', 'Sức khỏe và bảo hiểm', 'Kesehatan dan asuransi'),
      'hiss',
    ),
    item(
      'abroad',
      text('Trouble abroad', 'Difficulté à l’étranger', 'Khó khăn ở nước ngoài', 'Masalah di luar negeri'),
      'tdkm',
    ),
    item(
      'return',
      text(
        'Return and reintegration',
        'Retour et réintégration',
        'Trở về và tái hòa nhập',
        'Kepulangan dan reintegrasi',
      ),
      'rrvp',
    ),
    item(
      'family',
      text('Family left behind', 'Famille restée au pays', 'Gia đình ở lại', 'Keluarga yang ditinggalkan'),
      'lmdg',
    ),
    item('other', text('Other', 'Autre', 'Khác', 'Lainnya'), 'oxxl'),
  ],
};
