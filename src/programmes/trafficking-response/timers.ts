import type { Timer } from '../../kernel/index.ts';
import { text } from '../text.ts';

/**
 * The limits that are known for certain, with who says so. Of the bilateral procedures no day limits are known: an
 * administrator adds what binds his own corridor, and until then the case says that none is set.
 */
const untilDecision: Timer = {
  code: 'until-decision',
  title: text(
    'Shelter before the formal identification',
    'Abri avant l’identification formelle',
    'Tạm trú trước khi xác định chính thức',
    'Penampungan sebelum identifikasi resmi',
  ),
  programme: 'trafficking-response',
  from: ['stabilised'],
  until: ['identified', 'notIdentified'],
  limits: [
    {
      where: { destination: 'TH' },
      amount: 15,
      unit: 'days',
      source: text(
        'National referral mechanism of Thailand, March 2022: temporary shelter of up to 15 days before the identification interview (TIP Report 2023)',
        'Mécanisme national d’orientation de la Thaïlande, mars 2022 : abri temporaire de 15 jours au plus avant l’entretien d’identification (TIP Report 2023)',
        'Cơ chế chuyển tuyến quốc gia Thái Lan, tháng 3/2022: tạm trú tối đa 15 ngày trước phỏng vấn xác định (Báo cáo TIP 2023)',
        'Mekanisme rujukan nasional Thailand, Maret 2022: penampungan sementara paling lama 15 hari sebelum wawancara identifikasi (Laporan TIP 2023)',
      ),
      warnBefore: { amount: 3, unit: 'days' },
      escalateAfter: { amount: 1, unit: 'days' },
    },
  ],
};

const followUp: Timer = {
  code: 'follow-up',
  title: text(
    'Follow-up after return',
    'Suivi après le retour',
    'Theo dõi sau khi trở về',
    'Pemantauan setelah pulang',
  ),
  programme: 'trafficking-response',
  from: ['received'],
  until: ['reintegrated'],
  limits: [
    {
      where: { destination: 'FR' },
      amount: 365,
      unit: 'days',
      source: text(
        'IOM France, CARE: follow-up for up to 12 months after return',
        'OIM France, CARE : suivi jusqu’à 12 mois après le retour',
        'IOM Pháp, CARE: theo dõi tối đa 12 tháng sau khi trở về',
        'IOM Prancis, CARE: pemantauan hingga 12 bulan setelah pulang',
      ),
      warnBefore: { amount: 30, unit: 'days' },
      escalateAfter: { amount: 7, unit: 'days' },
    },
  ],
};

export const timers: Timer[] = [untilDecision, followUp];
