import type { CodeList } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

export const consentPurpose: CodeList = {
  code: 'consentPurpose',
  title: text('Purpose of consent', 'Finalité du consentement', 'Mục đích đồng ý', 'Tujuan persetujuan'),
  items: [
    item(
      'record',
      text('Keep a record of the case', 'Tenir un dossier', 'Lưu hồ sơ vụ việc', 'Menyimpan catatan kasus'),
    ),
    item('followUp', text('Be contacted again', 'Être recontacté', 'Được liên hệ lại', 'Dihubungi kembali')),
    item(
      'referral',
      text(
        'Share the case with another organisation',
        'Transmettre le dossier à une autre organisation',
        'Chia sẻ hồ sơ với tổ chức khác',
        'Membagikan kasus kepada organisasi lain',
      ),
    ),
    item(
      'authorities',
      text(
        'Share with the police or another authority',
        'Transmettre à la police ou à une autre autorité',
        'Chia sẻ với công an hoặc cơ quan khác',
        'Membagikan kepada polisi atau instansi lain',
      ),
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
  ],
};
