import type { CodeList, CodeListItem } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

/** An item, with what else registers call it, in whatever language: parted by `;`. */
const known = (code: string, label: CodeListItem['label'], also: string): CodeListItem => ({
  ...item(code, label),
  columns: { also },
});

/** What the columns of a centre’s own register hold. The codes are those of `core/intake`; the rest is the office’s to change. */
export const registerColumn: CodeList = {
  code: 'registerColumn',
  title: text('Columns of a register', 'Colonnes d’un registre', 'Cột của sổ đăng ký', 'Kolom buku register'),
  items: [
    known(
      'name',
      text('Full name', 'Nom complet', 'Họ và tên', 'Nama lengkap'),
      'name; họ tên; tên; tên khách hàng; nom; nom et prénom; nama; ชื่อ; ชื่อ-สกุล; ชื่อ-นามสกุล; ຊື່; ຊື່ ແລະ ນາມສະກຸນ; ឈ្មោះ; အမည်; 姓名',
    ),
    known(
      'romanised',
      text('Name in Latin letters', 'Nom en lettres latines', 'Tên viết bằng chữ La-tinh', 'Nama dalam huruf Latin'),
      'name in english; english name; romanised; romanized; ชื่ออังกฤษ; ຊື່ພາສາອັງກິດ',
    ),
    known(
      'birth',
      text('Date of birth', 'Date de naissance', 'Ngày sinh', 'Tanggal lahir'),
      'birth date; birthdate; dob; born; year of birth; birth year; né le; née le; année de naissance; năm sinh; ngày tháng năm sinh; sinh ngày; tahun lahir; tgl lahir; วันเกิด; ปีเกิด; วันเดือนปีเกิด; ວັນເກີດ; ປີເກີດ; ថ្ងៃខែឆ្នាំកំណើត; မွေးနေ့; 出生日期',
    ),
    known('age', text('Age', 'Âge', 'Tuổi', 'Umur'), 'usia; อายุ; ອາຍຸ; អាយុ; အသက်; 年龄'),
    known(
      'sex',
      text('Sex', 'Sexe', 'Giới tính', 'Jenis kelamin'),
      'gender; m/f; f/m; nam/nữ; genre; l/p; เพศ; ເພດ; ភេទ; ကျား/မ; 性别',
    ),
    known(
      'nationality',
      text('Nationality', 'Nationalité', 'Quốc tịch', 'Kewarganegaraan'),
      'citizenship; สัญชาติ; ສັນຊາດ; សញ្ជាតិ; 国籍',
    ),
    known(
      'document',
      text('Number of a document', 'Numéro d’un document', 'Số giấy tờ', 'Nomor dokumen'),
      'document; document no; id number; id no; id; số giấy tờ tùy thân; pièce d’identité; n° de pièce; nomor identitas',
    ),
    known(
      'document.passport',
      text('Passport', 'Passeport', 'Hộ chiếu', 'Paspor'),
      'passport no; passport number; số hộ chiếu; số passport; n° de passeport; numéro de passeport; no paspor; nomor paspor; หนังสือเดินทาง; เลขหนังสือเดินทาง; ໜັງສືຜ່ານແດນ; លិខិតឆ្លងដែន; နိုင်ငံကူးလက်မှတ်; 护照; 护照号',
    ),
    known(
      'document.nationalId',
      text('National identity card', 'Carte nationale d’identité', 'Căn cước công dân', 'Kartu identitas'),
      'id card; id card no; identity card; national id; cccd; cmnd; số cccd; số cmnd; căn cước; chứng minh nhân dân; carte d’identité; cni; ktp; nik; no ktp; เลขบัตรประชาชน; บัตรประชาชน; ບັດປະຈຳຕົວ; ເລກບັດປະຈຳຕົວ; អត្តសញ្ញាណប័ណ្ណ; 身份证; 身份证号',
    ),
    known(
      'phone',
      text('Phone', 'Téléphone', 'Điện thoại', 'Telepon'),
      'telephone; tel; phone number; mobile; contact number; số điện thoại; sđt; sdt; đt; di động; portable; mobile; no hp; hp; no telepon; โทรศัพท์; เบอร์โทร; ເບີໂທ; ໂທລະສັບ; ទូរស័ព្ទ; ဖုန်း; 电话',
    ),
    known('email', text('E-mail', 'Courriel', 'Thư điện tử', 'Surel'), 'email; e-mail address; อีเมล; ອີເມລ'),
    known(
      'address',
      text('Address', 'Adresse', 'Địa chỉ', 'Alamat'),
      'home address; nơi ở; chỗ ở; quê quán; domicile; ที่อยู่; ທີ່ຢູ່; អាសយដ្ឋាន; လိပ်စာ; 地址',
    ),
    known(
      'place',
      text('Province or district', 'Province ou district', 'Tỉnh hoặc huyện', 'Provinsi atau kabupaten'),
      'province; district; commune; tỉnh; huyện; tỉnh/thành; tỉnh thành; xã; provinsi; kabupaten; จังหวัด; แขวง; ແຂວງ; ເມືອງ; ខេត្ត; 省',
    ),
    known(
      'number',
      text('Number in the register', 'Numéro dans le registre', 'Số hồ sơ', 'Nomor register'),
      'case no; case number; file no; file number; reg no; mã hồ sơ; mã số; số hs; n° de dossier; numéro de dossier; no register; no kasus; เลขที่; ເລກທີ; 编号',
    ),
    known(
      'opened',
      text('Day it began', 'Date d’ouverture', 'Ngày tiếp nhận', 'Tanggal mulai'),
      'date; date opened; opened; date of visit; visit date; contact date; ngày; ngày mở; ngày tư vấn; ngày đăng ký; date de visite; date du contact; tanggal; tgl; วันที่; วันที่รับ; ວັນທີ; ວັນທີຮັບ; កាលបរិច្ឆេទ; ရက်စွဲ; 日期',
    ),
    known(
      'closed',
      text('Day it was closed', 'Date de clôture', 'Ngày kết thúc', 'Tanggal selesai'),
      'date closed; closed; closed on; ngày đóng; ngày đóng hồ sơ; clos le; tanggal tutup; วันที่ปิด; ວັນທີປິດ',
    ),
    known(
      'closingReason',
      text('How it ended', 'Issue', 'Kết quả', 'Hasil akhir'),
      'outcome; result; closing reason; reason for closing; lý do đóng; résultat; hasil; ผลลัพธ์; ผล; ຜົນໄດ້ຮັບ; 结果',
    ),
    known(
      'channel',
      text('How they came', 'Canal', 'Kênh tiếp nhận', 'Saluran'),
      'channel; mode of contact; contact by; hình thức; hình thức tư vấn; kênh; cara kontak; ช่องทาง; ຊ່ອງທາງ',
    ),
    known(
      'topic',
      text('What it was about', 'Sujet', 'Nội dung tư vấn', 'Topik'),
      'topic; subject; issue; problem; concern; nội dung; vấn đề; chủ đề; motif; problème; masalah; keperluan; เรื่อง; ปัญหา; ເລື່ອງ; ຫົວຂໍ້; 事由',
    ),
    known(
      'destination',
      text('Country of work', 'Pays de travail', 'Nước đến', 'Negara tujuan'),
      'destination; country; country of destination; destination country; pays; pays de destination; nước đến làm việc; nước; quốc gia; negara; ประเทศปลายทาง; ประเทศ; ປະເທດປາຍທາງ; ປະເທດ; 目的国',
    ),
    known(
      'answered',
      text('Answered at once', 'Réponse donnée aussitôt', 'Đã trả lời ngay', 'Langsung dijawab'),
      'answered; resolved; đã trả lời; đã giải quyết; répondu; dijawab; ตอบแล้ว; ຕອບແລ້ວ',
    ),
    known(
      'consent',
      text('Agreed to be recorded', 'A accepté l’enregistrement', 'Đồng ý được ghi nhận', 'Setuju dicatat'),
      'consent; consent given; đồng ý; consentement; persetujuan; setuju; ยินยอม; ຍິນຍອມ; 同意',
    ),
    known(
      'note',
      text('Notes', 'Notes', 'Ghi chú', 'Catatan'),
      'note; remark; remarks; comment; comments; observations; remarques; keterangan; หมายเหตุ; ໝາຍເຫດ; សម្គាល់; 备注',
    ),
  ],
};

/** What registers write where a code is meant, and where a column is added up. */
export const registerValue: CodeList = {
  code: 'registerValue',
  title: text(
    'What registers write',
    'Ce qu’écrivent les registres',
    'Cách ghi trong sổ đăng ký',
    'Tulisan dalam register',
  ),
  items: [
    known(
      'female',
      text('Female', 'Femme', 'Nữ', 'Perempuan'),
      'f; woman; women; girl; féminin; fille; w; nu; con gái; p; wanita; หญิง; ญ; นางสาว; ຍິງ; ຍ; ស្រី; မ; 女',
    ),
    known(
      'male',
      text('Male', 'Homme', 'Nam', 'Laki-laki'),
      'm; man; men; boy; masculin; garçon; con trai; l; pria; laki; ชาย; ช; ຊາຍ; ຊ; ប្រុស; ကျား; 男',
    ),
    known('other', text('Other', 'Autre', 'Khác', 'Lainnya'), 'o; x; อื่นๆ; ອື່ນໆ; 其他'),
    known('yes', text('Yes', 'Oui', 'Có', 'Ya'), 'y; 1; true; x; ✓; ✔; đã; rồi; đồng ý; o; ใช่; มี; ແມ່ນ; 是'),
    known('no', text('No', 'Non', 'Không', 'Tidak'), 'n; 0; false; chưa; belum; ไม่; ไม่ใช่; ບໍ່; ບໍ່ແມ່ນ; 否'),
    known(
      'total',
      text('Total', 'Total', 'Tổng', 'Jumlah'),
      'sum; grand total; sub-total; subtotal; sous-total; tổng cộng; tổng số; cộng; total général; รวม; รวมทั้งหมด; ລວມ; ລວມທັງໝົດ; សរុប; စုစုပေါင်း; 合计; 总计',
    ),
    known(
      'months',
      text(
        'Names of months are also read in',
        'Les noms de mois se lisent aussi en',
        'Tên tháng còn được đọc bằng',
        'Nama bulan juga dibaca dalam',
      ),
      'th; km; my; zh; ms',
    ),
  ],
};
