import { type CodeList, type CodeListItem, type Sharing, sensitivityClasses } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

/**
 * What other organisations may be told. What somebody told of what was done to them goes out only when the sender ticks it,
 * and the police are told no telephone number unasked. Where somebody hides is never told.
 */
const sharing: Sharing = {
  classes: [...sensitivityClasses],
  suggested: ['identity', 'contact', 'operational', 'statistical'],
  never: ['reception.receptionPlace', 'reception.receptionAddress'],
  answerWithin: 72,
  onWithdrawal: [{ task: 'tellRecipients', within: 24 }],
};
const shared = (one: CodeListItem, more: Partial<Sharing> = {}): CodeListItem => ({
  ...one,
  sharing: { ...sharing, ...more },
});

export const consentPurpose: CodeList = {
  code: 'consentPurpose',
  title: text('Purpose of consent', 'Finalité du consentement', 'Mục đích đồng ý', 'Tujuan persetujuan'),
  items: [
    item(
      'record',
      text('Keep a record of the case', 'Tenir un dossier', 'Lưu hồ sơ vụ việc', 'Menyimpan catatan kasus'),
    ),
    item('followUp', text('Be contacted again', 'Être recontacté', 'Được liên hệ lại', 'Dihubungi kembali')),
    shared(
      item(
        'referral',
        text(
          'Share the case with another organisation',
          'Transmettre le dossier à une autre organisation',
          'Chia sẻ hồ sơ với tổ chức khác',
          'Membagikan kasus kepada organisasi lain',
        ),
      ),
    ),
    shared(
      item(
        'authorities',
        text(
          'Share with the police or another authority',
          'Transmettre à la police ou à une autre autorité',
          'Chia sẻ với công an hoặc cơ quan khác',
          'Membagikan kepada polisi atau instansi lain',
        ),
      ),
      { suggested: ['identity', 'operational'] },
    ),
    item(
      'statistics',
      text(
        'Use in statistics without a name',
        'Utiliser dans des statistiques anonymes',
        'Dùng cho thống kê ẩn danh',
        'Dipakai dalam statistik tanpa nama',
      ),
    ),
    item(
      'screening',
      text(
        'Be asked about signs of trafficking',
        'Entretien de dépistage de la traite',
        'Phỏng vấn sàng lọc dấu hiệu mua bán người',
        'Wawancara penyaringan perdagangan orang',
      ),
    ),
    item(
      'service',
      text('Receive a service', 'Recevoir une prestation', 'Nhận một dịch vụ hỗ trợ', 'Menerima layanan'),
    ),
    item(
      'return',
      text(
        'Return, asked again before travel',
        'Retour, redemandé avant le départ',
        'Trở về, hỏi lại trước khi đi',
        'Pulang, ditanyakan lagi sebelum berangkat',
      ),
    ),
    item(
      'familyContact',
      text('Contact the family', 'Contacter la famille', 'Liên hệ với gia đình', 'Menghubungi keluarga'),
    ),
    shared(
      item(
        'crossBorder',
        text(
          'Send data to another country',
          'Transmettre des données à un autre pays',
          'Chuyển dữ liệu sang nước khác',
          'Mengirim data ke negara lain',
        ),
      ),
      { suggested: ['identity', 'operational', 'statistical'] },
    ),
    item(
      'interpreting',
      text(
        'Speak through an interpreter',
        'Recourir à un interprète',
        'Trao đổi qua phiên dịch',
        'Berbicara melalui juru bahasa',
      ),
    ),
  ],
};
