import type { CodeList, CodeListItem, Text } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

/** A section, and after how many months somebody looks whether it still holds. */
const section = (code: string, reviewMonths: number, label: Text): CodeListItem => ({
  ...item(code, label),
  columns: { reviewMonths: String(reviewMonths) },
});

/** What is written of a country: what somebody asks before going there, while there, and on the way back. */
export const profileSection: CodeList = {
  code: 'profileSection',
  title: text(
    'Section of a country profile',
    'Rubrique du profil de pays',
    'Mục của hồ sơ quốc gia',
    'Bagian profil negara',
  ),
  items: [
    section('permits', 6, text('Permits and visas', 'Permis et visas', 'Giấy phép và thị thực', 'Izin dan visa')),
    section(
      'recruiters',
      6,
      text('Who may recruit', 'Qui peut recruter', 'Ai được phép tuyển dụng', 'Siapa yang boleh merekrut'),
    ),
    section(
      'costs',
      6,
      text(
        'Costs that may be charged',
        'Frais qui peuvent être demandés',
        'Chi phí được phép thu',
        'Biaya yang boleh dipungut',
      ),
    ),
    section(
      'payAndHours',
      6,
      text(
        'Minimum pay and hours',
        'Salaire minimum et horaires',
        'Lương tối thiểu và giờ làm việc',
        'Upah minimum dan jam kerja',
      ),
    ),
    section(
      'contacts',
      3,
      text(
        'Embassy, consulates and hotlines',
        'Ambassade, consulats et lignes d’assistance',
        'Đại sứ quán, lãnh sự quán và đường dây nóng',
        'Kedutaan, konsulat, dan saluran bantuan',
      ),
    ),
    section('emergency', 6, text('Emergency numbers', 'Numéros d’urgence', 'Số điện thoại khẩn cấp', 'Nomor darurat')),
    section(
      'contractChange',
      12,
      text(
        'Law on changing contract or employer',
        'Droit de changer de contrat ou d’employeur',
        'Luật về thay đổi hợp đồng, chủ sử dụng lao động',
        'Hukum tentang perubahan kontrak atau majikan',
      ),
    ),
    section('housing', 12, text('Housing', 'Logement', 'Chỗ ở', 'Tempat tinggal')),
    section(
      'health',
      12,
      text('Health and insurance', 'Santé et assurance', 'Y tế và bảo hiểm', 'Kesehatan dan asuransi'),
    ),
    section('money', 12, text('Sending money', 'Envoyer de l’argent', 'Chuyển tiền', 'Mengirim uang')),
    section('risks', 3, text('Risks seen', 'Risques constatés', 'Rủi ro đã gặp', 'Risiko yang terlihat')),
    section('return', 12, text('Coming back', 'Revenir', 'Trở về', 'Pulang kembali')),
  ],
};
