import { choices, other } from '../../fields.ts';
import { item, text } from '../../text.ts';

/** Lists that several forms of the programme offer; each form carries its own copy, so that it travels whole. */
export const situation = choices(
  item('intending', text('Wants to leave', 'Souhaite partir', 'Có ý định đi', 'Berniat berangkat')),
  item('abroad', text('Is abroad', 'Est à l’étranger', 'Đang ở nước ngoài', 'Berada di luar negeri')),
  item('returned', text('Has come back', 'Est rentré', 'Đã trở về', 'Sudah kembali')),
  item(
    'relative',
    text('Asks for somebody else', 'Demande pour un proche', 'Hỏi giúp người khác', 'Bertanya untuk orang lain'),
  ),
);

export const holder = choices(
  item('self', text('The person', 'La personne elle-même', 'Bản thân', 'Orang itu sendiri')),
  item('family', text('The family', 'La famille', 'Gia đình', 'Keluarga')),
  item(
    'agency',
    text('The agency or a broker', 'L’agence ou un intermédiaire', 'Công ty phái cử hoặc môi giới', 'Agen atau calo'),
  ),
  item('employer', text('The employer', 'L’employeur', 'Chủ sử dụng lao động', 'Majikan')),
  item('authority', text('An authority', 'Une autorité', 'Cơ quan nhà nước', 'Instansi pemerintah')),
  item('nobody', text('There are none', 'Il n’y en a pas', 'Không có giấy tờ', 'Tidak ada dokumen')),
);

export const verdict = choices(
  item(
    'sound',
    text(
      'Nothing speaks against it',
      'Rien ne s’y oppose',
      'Không thấy điều bất thường',
      'Tidak ada yang mencurigakan',
    ),
  ),
  item(
    'questions',
    text('Questions are open', 'Des questions restent ouvertes', 'Còn điểm cần làm rõ', 'Masih ada pertanyaan'),
  ),
  item('warned', text('Advised against it', 'Déconseillée', 'Khuyên không nên nhận', 'Disarankan untuk menolak')),
);

/** Fees and related costs, after the ILO definition of 2019; none of them is the worker's to pay. */
export const cost = choices(
  item('service', text('Recruitment service', 'Service de recrutement', 'Phí dịch vụ tuyển dụng', 'Jasa perekrutan')),
  item('broker', text('Broker', 'Intermédiaire', 'Tiền môi giới', 'Calo')),
  item('deposit', text('Deposit', 'Caution', 'Tiền ký quỹ', 'Uang jaminan')),
  item('training', text('Training and language', 'Formation et langue', 'Đào tạo, học tiếng', 'Pelatihan dan bahasa')),
  item('medical', text('Medical examination', 'Examen médical', 'Khám sức khỏe', 'Pemeriksaan kesehatan')),
  item('documents', text('Visa and papers', 'Visa et papiers', 'Thị thực và giấy tờ', 'Visa dan dokumen')),
  item('travel', text('Travel and lodging', 'Voyage et hébergement', 'Đi lại và ăn ở', 'Perjalanan dan penginapan')),
  item('insurance', text('Insurance', 'Assurance', 'Bảo hiểm', 'Asuransi')),
  other,
);

export const licence = choices(
  item('valid', text('Valid', 'Valide', 'Còn hiệu lực', 'Berlaku')),
  item(
    'expired',
    text('Expired or withdrawn', 'Expirée ou retirée', 'Hết hạn hoặc bị thu hồi', 'Kedaluwarsa atau dicabut'),
  ),
  item('none', text('No licence found', 'Aucune licence trouvée', 'Không tìm thấy giấy phép', 'Izin tidak ditemukan')),
  item('unchecked', text('Not checked yet', 'Pas encore vérifiée', 'Chưa kiểm tra', 'Belum diperiksa')),
);

export const heardFrom = choices(
  item('friend', text('Friends or family', 'Amis ou famille', 'Bạn bè hoặc gia đình', 'Teman atau keluarga')),
  item('outreach', text('An outreach event', 'Une action de terrain', 'Hoạt động lưu động', 'Kegiatan penjangkauan')),
  item('authority', text('Local authority', 'Autorités locales', 'Chính quyền địa phương', 'Pemerintah setempat')),
  item('online', text('Internet', 'Internet', 'Internet', 'Internet')),
  item(
    'media',
    text(
      'Radio, television, newspaper',
      'Radio, télévision, presse',
      'Đài, truyền hình, báo',
      'Radio, televisi, koran',
    ),
  ),
  item('organisation', text('Another organisation', 'Une autre organisation', 'Tổ chức khác', 'Organisasi lain')),
);

export const education = choices(
  item('none', text('None', 'Aucune', 'Không đi học', 'Tidak sekolah')),
  item('primary', text('Primary', 'Primaire', 'Tiểu học', 'Sekolah dasar')),
  item('lowerSecondary', text('Lower secondary', 'Collège', 'Trung học cơ sở', 'Sekolah menengah pertama')),
  item('upperSecondary', text('Upper secondary', 'Lycée', 'Trung học phổ thông', 'Sekolah menengah atas')),
  item('vocational', text('Vocational', 'Professionnelle', 'Trung cấp, dạy nghề', 'Kejuruan')),
  item('higher', text('College or university', 'Études supérieures', 'Cao đẳng, đại học', 'Perguruan tinggi')),
);

export const askedHow = choices(
  item('person', text('In person', 'En personne', 'Trực tiếp', 'Tatap muka')),
  item('phone', text('By phone', 'Par téléphone', 'Qua điện thoại', 'Melalui telepon')),
  item('paper', text('On paper', 'Sur papier', 'Trên giấy', 'Di atas kertas')),
  item('online', text('Online', 'En ligne', 'Trực tuyến', 'Daring')),
);
