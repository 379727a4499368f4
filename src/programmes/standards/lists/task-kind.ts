import type { CodeList } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

/** `screening` and `quiet` are made by the system as well. */
export const taskKind: CodeList = {
  code: 'taskKind',
  title: text('Task', 'Tâche', 'Việc cần làm', 'Tugas'),
  items: [
    item('callBack', text('Call back', 'Rappeler', 'Gọi lại', 'Menelepon kembali')),
    item('followUp', text('Follow up', 'Assurer le suivi', 'Theo dõi', 'Menindaklanjuti')),
    item('documentCheck', text('Check documents', 'Vérifier des papiers', 'Kiểm tra giấy tờ', 'Memeriksa dokumen')),
    item('visit', text('Visit', 'Rendre visite', 'Thăm gặp', 'Kunjungan')),
    item(
      'screening',
      text(
        'Screen for trafficking',
        'Dépister la traite',
        'Sàng lọc dấu hiệu mua bán người',
        'Penyaringan perdagangan orang',
      ),
    ),
    item(
      'quiet',
      text('No contact for a while', 'Sans contact depuis un moment', 'Lâu chưa liên lạc', 'Lama tanpa kontak'),
    ),
    item('other', text('Other', 'Autre', 'Khác', 'Lainnya')),
  ],
};
