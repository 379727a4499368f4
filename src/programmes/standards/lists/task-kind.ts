import type { CodeList } from '../../../kernel/index.ts';
import { other } from '../../fields.ts';
import { item, text } from '../../text.ts';

/** `screening` and `quiet` are made by the system as well. */
export const taskKind: CodeList = {
  code: 'taskKind',
  title: text('Task', 'Tâche', 'Việc cần làm', 'Tugas'),
  items: [
    // It has an hour: somebody waits for it, and Today shows it before what only has a day.
    {
      ...item('callBack', text('Call back', 'Rappeler', 'Gọi lại', 'Menelepon kembali')),
      columns: { hasHour: 'yes' },
    },
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
      'safetyPlan',
      text('Make a safety plan', 'Établir un plan de sécurité', 'Lập kế hoạch an toàn', 'Menyusun rencana keselamatan'),
    ),
    item(
      'urgentNeeds',
      text(
        'See to urgent needs',
        'Répondre aux besoins urgents',
        'Đáp ứng nhu cầu khẩn cấp',
        'Memenuhi kebutuhan mendesak',
      ),
    ),
    item('guardianSearch', text('Find a guardian', 'Trouver un tuteur', 'Tìm người giám hộ', 'Mencari wali')),
    item(
      'formalDecision',
      text(
        'Bring about the formal decision',
        'Obtenir la décision formelle',
        'Đề nghị quyết định chính thức',
        'Mengupayakan keputusan resmi',
      ),
    ),
    item(
      'servicePlan',
      text('Plan services', 'Planifier les prestations', 'Lập kế hoạch hỗ trợ', 'Merencanakan layanan'),
    ),
    item('familyTracing', text('Trace the family', 'Rechercher la famille', 'Tìm gia đình', 'Menelusuri keluarga')),
    item(
      'nationality',
      text(
        'Have nationality and papers confirmed',
        'Faire confirmer nationalité et papiers',
        'Xác minh quốc tịch và giấy tờ',
        'Memastikan kewarganegaraan dan dokumen',
      ),
    ),
    item(
      'riskAssessment',
      text(
        'Assess the risks of return',
        'Évaluer les risques du retour',
        'Đánh giá rủi ro khi trở về',
        'Menilai risiko kepulangan',
      ),
    ),
    item(
      'receptionAgreement',
      text('Agree on reception', 'Convenir de l’accueil', 'Thống nhất việc tiếp nhận', 'Menyepakati penerimaan'),
    ),
    item(
      'arrival',
      text('Make sure of arrival', 'S’assurer de l’arrivée', 'Xác nhận đã đến nơi', 'Memastikan kedatangan'),
    ),
    item(
      'arrivalFeedback',
      text(
        'Tell the sender of the arrival',
        'Informer l’expéditeur de l’arrivée',
        'Phản hồi cho bên gửi',
        'Mengabari pengirim tentang kedatangan',
      ),
    ),
    item(
      'reintegrationPlan',
      text(
        'Agree on a reintegration plan',
        'Convenir d’un plan de réintégration',
        'Thống nhất kế hoạch tái hòa nhập',
        'Menyepakati rencana reintegrasi',
      ),
    ),
    item(
      'tellRecipients',
      text(
        'Tell whoever was told, outside this system too',
        'Prévenir tous les destinataires, y compris hors du système',
        'Báo cho mọi nơi đã nhận thông tin, cả ngoài hệ thống',
        'Memberi tahu semua penerima, juga di luar sistem',
      ),
    ),
    item(
      'quiet',
      text('No contact for a while', 'Sans contact depuis un moment', 'Lâu chưa liên lạc', 'Lama tanpa kontak'),
    ),
    other,
  ],
};
