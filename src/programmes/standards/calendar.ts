import type { Calendar } from '../../kernel/index.ts';
import { text } from '../text.ts';

/** An example: the week of most countries. No holidays are known here for certain, so none are supplied. */
export const sevenDays: Calendar = {
  code: 'saturday-sunday',
  title: text(
    'Saturdays and Sundays only: enter the holidays',
    'Samedis et dimanches seulement : saisir les jours fériés',
    'Chỉ thứ Bảy và Chủ nhật: cần nhập ngày lễ',
    'Hanya Sabtu dan Minggu: masukkan hari libur',
  ),
  weekend: [0, 6],
  holidays: [],
  source: text(
    'An example without any public holiday. Publish your country’s own calendar beside it, with the decree that sets it.',
    'Un exemple sans aucun jour férié. Publiez à côté le calendrier de votre pays, avec le texte qui le fixe.',
    'Ví dụ, không có ngày lễ nào. Hãy công bố lịch của nước mình kèm văn bản quy định.',
    'Contoh tanpa hari libur nasional. Terbitkan kalender negara Anda sendiri, beserta peraturan yang menetapkannya.',
  ),
};
