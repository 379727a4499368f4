import type { CodeListItem } from '../../../kernel/index.ts';
import { choices, other } from '../../fields.ts';
import { recruiterKind as recruiterKinds } from '../../standards/lists/recruiter-kind.ts';
import { costPayer, recruitmentCost } from '../../standards/lists/recruitment-cost.ts';
import { item, text } from '../../text.ts';

/** A form asks for the code and needs no more of it. */
const bare = (items: readonly CodeListItem[]) => items.map(({ columns: _, ...one }) => one);

export const recruiterKind = choices(
  ...recruiterKinds.items,
  item('acquaintance', text('Somebody they know', 'Une connaissance', 'Người quen', 'Kenalan')),
  other,
);

export const checkedWhere = choices(
  item('register', text('Official register', 'Registre officiel', 'Danh sách chính thức', 'Daftar resmi')),
  item(
    'authority',
    text('Asked the authority', 'Auprès de l’autorité', 'Hỏi cơ quan quản lý', 'Ditanyakan ke instansi'),
  ),
  item('embassy', text('Asked the embassy', 'Auprès de l’ambassade', 'Hỏi đại sứ quán', 'Ditanyakan ke kedutaan')),
  item(
    'union',
    text(
      'Trade union or organisation',
      'Syndicat ou association',
      'Công đoàn hoặc tổ chức xã hội',
      'Serikat pekerja atau organisasi',
    ),
  ),
  item('paper', text('Seen on paper only', 'Vu sur papier seulement', 'Chỉ xem trên giấy', 'Hanya dilihat di kertas')),
  other,
);

export const costItem = choices(...bare(recruitmentCost.items));

export const payer = choices(...bare(costPayer.items));

export const orientationTopic = choices(
  item('rights', text('Rights at work', 'Droits au travail', 'Quyền khi làm việc', 'Hak di tempat kerja')),
  item('contract', text('The contract', 'Le contrat', 'Hợp đồng', 'Kontrak')),
  item('papers', text('Keeping one’s papers', 'Garder ses papiers', 'Tự giữ giấy tờ', 'Menyimpan dokumen sendiri')),
  item(
    'money',
    text(
      'Pay, debts, sending money home',
      'Salaire, dettes, envois d’argent',
      'Lương, nợ, gửi tiền về nhà',
      'Upah, utang, kiriman uang',
    ),
  ),
  item('health', text('Health and safety', 'Santé et sécurité', 'Sức khỏe và an toàn', 'Kesehatan dan keselamatan')),
  item(
    'life',
    text('Life and law there', 'Vie et lois sur place', 'Đời sống và pháp luật nơi đến', 'Kehidupan dan hukum di sana'),
  ),
  item(
    'trafficking',
    text(
      'Signs of trafficking and forced labour',
      'Signes de traite et de travail forcé',
      'Dấu hiệu mua bán người và lao động cưỡng bức',
      'Tanda perdagangan orang dan kerja paksa',
    ),
  ),
  item(
    'help',
    text(
      'Where to complain and find help',
      'Où se plaindre et trouver de l’aide',
      'Nơi khiếu nại và tìm trợ giúp',
      'Tempat mengadu dan mencari bantuan',
    ),
  ),
);

export const respondent = choices(
  item(
    'recruiter',
    text('Recruiter or agency', 'Recruteur ou agence', 'Bên tuyển dụng, công ty phái cử', 'Perekrut atau agen'),
  ),
  item('subAgent', text('Sub-agent or broker', 'Sous-agent ou intermédiaire', 'Môi giới', 'Subagen atau calo')),
  item('employer', text('Employer', 'Employeur', 'Chủ sử dụng lao động', 'Pemberi kerja')),
  item('authority', text('An authority', 'Une autorité', 'Cơ quan nhà nước', 'Instansi pemerintah')),
  other,
);

export const grievanceTopic = choices(
  item('wages', text('Wages', 'Salaire', 'Tiền lương', 'Upah')),
  item(
    'fees',
    text(
      'Recruitment fees and related costs',
      'Commissions de recrutement et frais connexes',
      'Phí tuyển dụng và chi phí liên quan',
      'Biaya perekrutan dan biaya terkait',
    ),
  ),
  item(
    'substitution',
    text('Contract substitution', 'Substitution de contrat', 'Thay đổi hợp đồng', 'Penggantian kontrak'),
  ),
  item('hours', text('Hours and rest', 'Horaires et repos', 'Giờ làm và nghỉ ngơi', 'Jam kerja dan istirahat')),
  item(
    'conditions',
    text(
      'Living and working conditions',
      'Conditions de vie et de travail',
      'Điều kiện sống và làm việc',
      'Kondisi hidup dan kerja',
    ),
  ),
  item('documents', text('Documents withheld', 'Papiers retenus', 'Bị giữ giấy tờ', 'Dokumen ditahan')),
  item(
    'violence',
    text('Violence or harassment', 'Violences ou harcèlement', 'Bạo lực hoặc quấy rối', 'Kekerasan atau pelecehan'),
  ),
  item('dismissal', text('Dismissal', 'Licenciement', 'Bị sa thải', 'Pemutusan hubungan kerja')),
  item(
    'accident',
    text('Accident or illness', 'Accident ou maladie', 'Tai nạn hoặc bệnh tật', 'Kecelakaan atau sakit'),
  ),
  item(
    'stranded',
    text(
      'Left without work or way home',
      'Bloqué sans travail ni retour',
      'Mắc kẹt, không có việc hoặc không về được',
      'Telantar tanpa kerja atau jalan pulang',
    ),
  ),
  other,
);

export const remedy = choices(
  item(
    'refund',
    text(
      'Refund of fees and costs',
      'Remboursement des commissions et frais',
      'Hoàn trả phí và chi phí',
      'Pengembalian biaya',
    ),
  ),
  item('wages', text('Payment of wages', 'Paiement des salaires', 'Trả lương còn nợ', 'Pembayaran upah')),
  item('compensation', text('Compensation', 'Indemnisation', 'Bồi thường', 'Ganti rugi')),
  item('documents', text('Papers given back', 'Restitution des papiers', 'Trả lại giấy tờ', 'Pengembalian dokumen')),
  item(
    'changeEmployer',
    text('Change of employer', 'Changement d’employeur', 'Đổi chủ sử dụng lao động', 'Pindah majikan'),
  ),
  item('conditions', text('Better conditions', 'Meilleures conditions', 'Cải thiện điều kiện', 'Perbaikan kondisi')),
  item('returnHome', text('Journey home', 'Voyage de retour', 'Được về nước', 'Pemulangan')),
  item(
    'apology',
    text(
      'Apology or correction',
      'Excuses ou rectification',
      'Xin lỗi hoặc cải chính',
      'Permintaan maaf atau perbaikan',
    ),
  ),
  other,
);

export const holder = choices(
  item('self', text('The worker', 'Le travailleur', 'Người lao động', 'Pekerja sendiri')),
  item('family', text('The family', 'La famille', 'Gia đình', 'Keluarga')),
  item(
    'agency',
    text(
      'The recruiter or a broker',
      'Le recruteur ou un intermédiaire',
      'Bên tuyển dụng hoặc môi giới',
      'Perekrut atau calo',
    ),
  ),
  item('employer', text('The employer', 'L’employeur', 'Chủ sử dụng lao động', 'Pemberi kerja')),
  item('authority', text('An authority', 'Une autorité', 'Cơ quan nhà nước', 'Instansi pemerintah')),
  item('nobody', text('There are none', 'Il n’y en a pas', 'Không có giấy tờ', 'Tidak ada dokumen')),
);

export const outcome = choices(
  item(
    'agreed',
    text('Settled by agreement', 'Réglée à l’amiable', 'Đã thỏa thuận', 'Diselesaikan dengan kesepakatan'),
  ),
  item(
    'ordered',
    text(
      'Ordered by an authority or a court',
      'Ordonnée par une autorité ou un tribunal',
      'Theo quyết định của cơ quan hoặc tòa án',
      'Diperintahkan instansi atau pengadilan',
    ),
  ),
  item('refused', text('Refused', 'Rejetée', 'Bị bác bỏ', 'Ditolak')),
  item(
    'withdrawn',
    text(
      'Withdrawn by the worker',
      'Retirée par le travailleur',
      'Người lao động rút khiếu nại',
      'Dicabut oleh pekerja',
    ),
  ),
);
