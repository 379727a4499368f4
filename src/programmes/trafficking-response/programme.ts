import type { Programme } from '../../kernel/index.ts';
import { item, text } from '../text.ts';
import { indicators } from './figures.ts';
import { signs } from './signs.ts';
import { transitions } from './transitions.ts';

export const programme: Programme = {
  code: 'trafficking-response',
  title: text('Trafficking response', 'Réponse à la traite', 'Ứng phó mua bán người', 'Penanganan perdagangan orang'),
  stages: [
    { code: 'flagged', label: text('Flagged', 'Signalée', 'Có dấu hiệu', 'Ada tanda') },
    {
      code: 'presumed',
      label: text('Presumed victim', 'Victime présumée', 'Có thể là nạn nhân', 'Diduga korban'),
    },
    {
      code: 'stabilised',
      label: text(
        'Sheltered, recovering',
        'À l’abri, en rétablissement',
        'An toàn, đang hồi phục',
        'Aman, dalam pemulihan',
      ),
    },
    {
      code: 'identified',
      label: text('Identified victim', 'Victime identifiée', 'Nạn nhân đã được xác định', 'Korban teridentifikasi'),
    },
    {
      code: 'notIdentified',
      label: text('Not identified', 'Non identifiée', 'Không được xác định là nạn nhân', 'Tidak teridentifikasi'),
    },
    { code: 'assisted', label: text('Assisted', 'Assistée', 'Đang được hỗ trợ', 'Dibantu') },
    {
      code: 'stayed',
      label: text(
        'Stayed or third country',
        'Restée ou pays tiers',
        'Ở lại hoặc sang nước thứ ba',
        'Menetap atau negara ketiga',
      ),
    },
    {
      code: 'returnPlanning',
      label: text('Return being planned', 'Retour en préparation', 'Đang chuẩn bị trở về', 'Kepulangan disiapkan'),
    },
    { code: 'returnReady', label: text('Return ready', 'Retour prêt', 'Sẵn sàng trở về', 'Siap pulang') },
    { code: 'inTransit', label: text('In transit', 'En transit', 'Đang trên đường', 'Dalam perjalanan') },
    {
      code: 'received',
      label: text(
        'Received in origin',
        'Accueillie au pays d’origine',
        'Đã được tiếp nhận khi về',
        'Diterima di negara asal',
      ),
    },
    {
      code: 'reintegrating',
      label: text('Reintegrating', 'En réintégration', 'Đang tái hòa nhập', 'Dalam reintegrasi'),
    },
    { code: 'followUp', label: text('Follow-up', 'Suivi', 'Theo dõi', 'Pemantauan') },
    {
      code: 'reintegrated',
      label: text('Reintegrated', 'Réintégrée', 'Đã tái hòa nhập', 'Telah tereintegrasi'),
    },
    { code: 'closed', label: text('Closed', 'Clos', 'Đã đóng', 'Ditutup'), final: true },
  ],
  firstStage: 'flagged',
  reopensAt: 'flagged',
  transitions,
  followUps: [{ stage: 'followUp', task: 'followUp', afterMonths: [1, 3, 6, 12], form: 'follow-up-visit' }],
  forms: [
    'screening',
    'safety-plan',
    'guardian',
    'best-interests-assessment',
    'formal-identification',
    'advice',
    'case-conference',
    'legal-case',
    'best-interests-determination',
    'family-tracing',
    'nationality-and-papers',
    'risk-assessment',
    'reception',
    'travel-plan',
    'handover',
    'reintegration-plan',
    'follow-up-visit',
    'contact-attempt',
    'trafficking-history',
  ],
  signs,
  closingReasons: [
    item('completed', text('Completed', 'Achevé', 'Đã hoàn tất', 'Selesai')),
    item(
      'declined',
      text(
        'The person declined help',
        'La personne a refusé l’aide',
        'Người đó từ chối hỗ trợ',
        'Orang itu menolak bantuan',
      ),
    ),
    item('lostContact', text('Contact was lost', 'Contact perdu', 'Mất liên lạc', 'Kontak terputus')),
    item(
      'transferred',
      text(
        'Taken over by another organisation',
        'Repris par une autre organisation',
        'Tổ chức khác đã tiếp nhận',
        'Diambil alih organisasi lain',
      ),
    ),
    item(
      'notVictim',
      text(
        'No indicators of trafficking',
        'Aucun indice de traite',
        'Không có dấu hiệu mua bán người',
        'Tidak ada indikator perdagangan orang',
      ),
    ),
    item(
      'deceased',
      text('The person has died', 'La personne est décédée', 'Người đó đã qua đời', 'Orang itu meninggal dunia'),
    ),
    item('duplicate', text('Opened twice', 'Ouvert en double', 'Mở trùng', 'Dibuka dua kali')),
  ],
  indicators,
  transferReason: 'transferred',
  quietAfterDays: 14,
};
