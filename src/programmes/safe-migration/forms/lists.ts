import { choices, other } from '../../fields.ts';
import { item, text } from '../../text.ts';

export const recruiterKind = choices(
  item('agency', text('Recruitment agency', 'Agence de recrutement', 'Công ty phái cử', 'Agen perekrutan')),
  item('subAgent', text('Sub-agent or broker', 'Sous-agent ou intermédiaire', 'Môi giới', 'Subagen atau calo')),
  item('employer', text('The employer', 'L’employeur', 'Chủ sử dụng lao động', 'Pemberi kerja')),
  item('public', text('Public programme', 'Programme public', 'Chương trình nhà nước', 'Program pemerintah')),
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

/**
 * Recruitment fees, related costs and illegitimate costs, after the ILO definition of 2019; labels and codes are ours.
 * None of them is the worker's to pay.
 */
export const costItem = choices(
  item('matching', text('Finding the job', 'Mise en relation', 'Phí tìm việc', 'Pencarian pekerjaan')),
  item(
    'thirdParty',
    text(
      'Being hired out to a third party',
      'Emploi auprès d’un tiers',
      'Phí cho bên thứ ba thuê lại',
      'Penempatan pada pihak ketiga',
    ),
  ),
  item(
    'directHire',
    text('Being hired by the employer', 'Recrutement direct', 'Phí tuyển dụng trực tiếp', 'Perekrutan langsung'),
  ),
  item('medical', text('Medical', 'Frais médicaux', 'Khám sức khỏe, tiêm chủng', 'Pemeriksaan kesehatan')),
  item('insurance', text('Insurance and funds', 'Assurance et fonds', 'Bảo hiểm, quỹ', 'Asuransi dan dana')),
  item(
    'skillTests',
    text(
      'Skill and language tests',
      'Tests de compétences et de langue',
      'Kiểm tra tay nghề, ngoại ngữ',
      'Uji keterampilan dan bahasa',
    ),
  ),
  item(
    'training',
    text('Training and orientation', 'Formation et orientation', 'Đào tạo và định hướng', 'Pelatihan dan orientasi'),
  ),
  item('equipment', text('Equipment', 'Équipement', 'Dụng cụ, trang phục', 'Peralatan')),
  item('travel', text('Travel and lodging', 'Voyage et hébergement', 'Đi lại và ăn ở', 'Perjalanan dan penginapan')),
  item(
    'administrative',
    text('Papers, visa, permits', 'Frais administratifs', 'Giấy tờ, thị thực, giấy phép', 'Dokumen, visa, izin'),
  ),
  item('bribe', text('Bribe', 'Pot-de-vin', 'Hối lộ', 'Suap')),
  item('tribute', text('Tribute or gift', 'Tribut ou cadeau', 'Quà biếu', 'Upeti atau hadiah')),
  item('extortion', text('Extortion', 'Extorsion', 'Cưỡng đoạt tiền', 'Pemerasan')),
  item('kickback', text('Kickback', 'Rétrocommission', 'Tiền lại quả', 'Uang balas jasa')),
  item('bond', text('Bond or deposit', 'Caution ou dépôt', 'Tiền ký quỹ, đặt cọc', 'Uang jaminan')),
  item('collateral', text('Collateral', 'Garantie exigée', 'Tài sản thế chấp', 'Agunan')),
  item(
    'recovery',
    text('Costs claimed back', 'Récupération de frais', 'Chi phí bị đòi lại', 'Biaya yang ditagih kembali'),
  ),
  item(
    'undisclosed',
    text(
      'Charge not named or inflated',
      'Frais non déclarés ou gonflés',
      'Khoản thu không công khai hoặc bị đội giá',
      'Pungutan tidak jelas atau digelembungkan',
    ),
  ),
  other,
);

export const payer = choices(
  item(
    'worker',
    text(
      'The worker or the family',
      'Le travailleur ou sa famille',
      'Người lao động hoặc gia đình',
      'Pekerja atau keluarganya',
    ),
  ),
  item('recruiter', text('The recruiter', 'Le recruteur', 'Bên tuyển dụng', 'Perekrut')),
  item('employer', text('The employer', 'L’employeur', 'Chủ sử dụng lao động', 'Pemberi kerja')),
  other,
);

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
