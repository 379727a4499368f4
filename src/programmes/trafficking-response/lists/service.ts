import type { Choice } from '../../../kernel/form/index.ts';
import type { Text } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

/** Kinds of support plan of the HTCDS. */
type Plan = 'Education' | 'Financial' | 'Health' | 'Legal' | 'Livelihood' | 'RightsBasedTraining' | 'SocialCare';

const service = (code: string, plan: Plan | undefined, label: Text): Choice => ({
  ...item(code, label),
  // What it is counted with: the small letters that its code begins with.
  columns: { group: /^[a-z]+/.exec(code)![0] },
  ...(plan && { mappings: { htcds: plan } }),
});

/**
 * Help that is offered to people who were trafficked or may have been, in fifteen groups (`serviceGroup`) that the codes begin with. There
 * is no official list: this one brings those of several case systems together, in codes of our own.
 */
export const services = {
  code: 'service',
  title: text('Service', 'Prestation', 'Dịch vụ hỗ trợ', 'Layanan'),
  items: [
    service(
      'shelterEmergency',
      'SocialCare',
      text('Emergency shelter', 'Hébergement d’urgence', 'Nơi tạm lánh khẩn cấp', 'Rumah aman darurat'),
    ),
    service(
      'shelterTransit',
      'SocialCare',
      text('Transit accommodation', 'Hébergement de transit', 'Chỗ ở quá cảnh', 'Penampungan transit'),
    ),
    service(
      'shelterLonger',
      'SocialCare',
      text(
        'Longer-stay shelter',
        'Hébergement de longue durée',
        'Cơ sở lưu trú dài ngày',
        'Penampungan jangka panjang',
      ),
    ),
    service(
      'shelterHousing',
      'SocialCare',
      text('Rent or housing help', 'Aide au logement', 'Hỗ trợ thuê nhà, chỗ ở', 'Bantuan sewa atau perumahan'),
    ),
    service(
      'shelterChild',
      'SocialCare',
      text(
        'Foster or alternative care for a child',
        'Famille d’accueil ou autre accueil pour un enfant',
        'Chăm sóc thay thế cho trẻ em',
        'Pengasuhan alternatif bagi anak',
      ),
    ),
    service('needsFood', 'SocialCare', text('Food', 'Alimentation', 'Lương thực, bữa ăn', 'Makanan')),
    service(
      'needsClothing',
      'SocialCare',
      text('Clothing and hygiene', 'Vêtements et hygiène', 'Quần áo và đồ vệ sinh', 'Pakaian dan kebersihan'),
    ),
    service(
      'needsCash',
      'Financial',
      text('Cash allowance', 'Allocation en espèces', 'Trợ cấp tiền mặt', 'Bantuan tunai'),
    ),
    service('healthCheck', 'Health', text('Health check', 'Bilan de santé', 'Khám sức khỏe', 'Pemeriksaan kesehatan')),
    service('healthTreatment', 'Health', text('Medical treatment', 'Soins médicaux', 'Điều trị y tế', 'Pengobatan')),
    service(
      'healthReproductive',
      'Health',
      text(
        'Sexual and reproductive health',
        'Santé sexuelle et reproductive',
        'Sức khỏe tình dục và sinh sản',
        'Kesehatan seksual dan reproduksi',
      ),
    ),
    service(
      'healthDependence',
      'Health',
      text(
        'Substance dependence care',
        'Traitement des dépendances',
        'Điều trị nghiện chất',
        'Perawatan ketergantungan zat',
      ),
    ),
    service(
      'healthDisability',
      'Health',
      text('Disability support', 'Appui au handicap', 'Hỗ trợ người khuyết tật', 'Dukungan disabilitas'),
    ),
    service(
      'mindFirstAid',
      'SocialCare',
      text(
        'Psychological first aid',
        'Premiers secours psychologiques',
        'Sơ cứu tâm lý',
        'Pertolongan pertama psikologis',
      ),
    ),
    service(
      'mindCounselling',
      'SocialCare',
      text(
        'Individual psychological support',
        'Soutien psychologique individuel',
        'Hỗ trợ tâm lý cá nhân',
        'Pendampingan psikologis individu',
      ),
    ),
    service(
      'mindGroup',
      'SocialCare',
      text('Group support', 'Groupe de soutien', 'Hỗ trợ theo nhóm', 'Kelompok dukungan'),
    ),
    service(
      'mindPsychiatric',
      'Health',
      text('Psychiatric care', 'Soins psychiatriques', 'Điều trị tâm thần', 'Perawatan psikiatri'),
    ),
    service(
      'legalInformation',
      'Legal',
      text('Legal information', 'Information juridique', 'Thông tin pháp luật', 'Informasi hukum'),
    ),
    service(
      'legalRepresentation',
      'Legal',
      text('Legal representation', 'Représentation juridique', 'Luật sư đại diện', 'Pendampingan hukum'),
    ),
    service(
      'legalWitness',
      'Legal',
      text(
        'Support as victim and witness',
        'Accompagnement de la victime témoin',
        'Hỗ trợ nạn nhân là nhân chứng',
        'Pendampingan korban sebagai saksi',
      ),
    ),
    service(
      'legalRegistration',
      'Legal',
      text('Civil registration', 'Aide à l’état civil', 'Hỗ trợ đăng ký hộ tịch', 'Bantuan pencatatan sipil'),
    ),
    service(
      'learningSchool',
      'Education',
      text('Return to school', 'Retour à l’école', 'Trở lại trường học', 'Kembali ke sekolah'),
    ),
    service(
      'learningCosts',
      'Education',
      text(
        'School fees and supplies',
        'Frais et fournitures scolaires',
        'Học phí và đồ dùng học tập',
        'Biaya dan perlengkapan sekolah',
      ),
    ),
    service(
      'learningVocational',
      'Livelihood',
      text('Vocational training', 'Formation professionnelle', 'Đào tạo nghề', 'Pelatihan kejuruan'),
    ),
    service(
      'learningLife',
      'RightsBasedTraining',
      text('Life skills', 'Compétences de vie', 'Kỹ năng sống', 'Kecakapan hidup'),
    ),
    service(
      'learningLanguage',
      'Education',
      text('Language training', 'Formation linguistique', 'Học ngoại ngữ', 'Pelatihan bahasa'),
    ),
    service(
      'learningFinancial',
      'Financial',
      text('Financial literacy', 'Éducation financière', 'Kiến thức tài chính', 'Literasi keuangan'),
    ),
    service(
      'workPlacement',
      'Livelihood',
      text('Job placement', 'Placement en emploi', 'Giới thiệu việc làm', 'Penempatan kerja'),
    ),
    service(
      'workGrant',
      'Livelihood',
      text('Small business grant', 'Subvention à la microentreprise', 'Vốn kinh doanh nhỏ', 'Hibah usaha kecil'),
    ),
    service(
      'workMentoring',
      'Livelihood',
      text('Business mentoring', 'Accompagnement à l’entreprise', 'Hướng dẫn kinh doanh', 'Pendampingan usaha'),
    ),
    service(
      'workEquipment',
      'Livelihood',
      text('Tools and equipment', 'Équipement productif', 'Công cụ, thiết bị sản xuất', 'Alat produksi'),
    ),
    service(
      'workSavings',
      'Financial',
      text('Savings or cooperative', 'Épargne ou coopérative', 'Tiết kiệm hoặc hợp tác xã', 'Tabungan atau koperasi'),
    ),
    service(
      'workDebt',
      'Financial',
      text('Debt advice', 'Conseil en désendettement', 'Tư vấn về nợ', 'Konsultasi utang'),
    ),
    service(
      'familyTracing',
      'SocialCare',
      text('Family tracing', 'Recherche de la famille', 'Tìm gia đình', 'Penelusuran keluarga'),
    ),
    service(
      'familyAssessment',
      'SocialCare',
      text('Family assessment', 'Évaluation familiale', 'Đánh giá gia đình', 'Penilaian keluarga'),
    ),
    service(
      'familyMediation',
      'SocialCare',
      text('Family mediation', 'Médiation familiale', 'Hòa giải gia đình', 'Mediasi keluarga'),
    ),
    service(
      'familyReunification',
      'SocialCare',
      text('Family reunification', 'Réunification familiale', 'Đoàn tụ gia đình', 'Reunifikasi keluarga'),
    ),
    service('familyGuardian', 'SocialCare', text('Guardianship', 'Tutelle', 'Giám hộ', 'Perwalian')),
    service(
      'familyInterests',
      'SocialCare',
      text(
        'Best interests procedure',
        'Procédure d’intérêt supérieur',
        'Quy trình vì lợi ích tốt nhất của trẻ',
        'Prosedur kepentingan terbaik anak',
      ),
    ),
    service('familyChildcare', 'SocialCare', text('Childcare', 'Garde d’enfants', 'Trông giữ trẻ', 'Penitipan anak')),
    service(
      'papersNationality',
      'Legal',
      text(
        'Nationality verification',
        'Vérification de la nationalité',
        'Xác minh quốc tịch',
        'Verifikasi kewarganegaraan',
      ),
    ),
    service(
      'papersTravel',
      'Legal',
      text('Travel documents', 'Documents de voyage', 'Giấy tờ đi lại', 'Dokumen perjalanan'),
    ),
    service(
      'papersStay',
      'Legal',
      text('Temporary stay permit', 'Titre de séjour temporaire', 'Giấy phép tạm trú', 'Izin tinggal sementara'),
    ),
    service(
      'papersWork',
      'Legal',
      text(
        'Work permit or change of employer',
        'Permis de travail ou changement d’employeur',
        'Giấy phép lao động hoặc đổi chủ',
        'Izin kerja atau pindah majikan',
      ),
    ),
    service(
      'papersRecovery',
      'Legal',
      text(
        'Recovery of withheld papers',
        'Récupération de papiers retenus',
        'Lấy lại giấy tờ bị giữ',
        'Pengambilan dokumen yang ditahan',
      ),
    ),
    service(
      'returnPreparation',
      'SocialCare',
      text('Help before departure', 'Aide avant le départ', 'Hỗ trợ trước khi khởi hành', 'Bantuan sebelum berangkat'),
    ),
    service('returnTransport', 'SocialCare', text('Transport', 'Transport', 'Phương tiện đi lại', 'Transportasi')),
    service(
      'returnEscort',
      'SocialCare',
      text('Escort', 'Accompagnement pendant le voyage', 'Người đi cùng', 'Pendampingan perjalanan'),
    ),
    service(
      'returnReception',
      'SocialCare',
      text(
        'Reception at border or airport',
        'Accueil à la frontière ou à l’aéroport',
        'Đón tại cửa khẩu, sân bay',
        'Penerimaan di perbatasan atau bandara',
      ),
    ),
    service(
      'returnOnward',
      'SocialCare',
      text('Onward travel home', 'Acheminement jusqu’au domicile', 'Đưa về đến nhà', 'Perjalanan lanjutan ke rumah'),
    ),
    service(
      'safetyRemoval',
      undefined,
      text('Removal from harm', 'Mise hors de danger', 'Đưa ra khỏi nơi nguy hiểm', 'Evakuasi dari bahaya'),
    ),
    service(
      'safetyPlan',
      'SocialCare',
      text(
        'Risk assessment and safety plan',
        'Évaluation des risques et plan de sécurité',
        'Đánh giá rủi ro và kế hoạch an toàn',
        'Penilaian risiko dan rencana keselamatan',
      ),
    ),
    service(
      'safetyPolice',
      'Legal',
      text('Police protection', 'Protection policière', 'Công an bảo vệ', 'Perlindungan polisi'),
    ),
    service(
      'adviceMigration',
      'RightsBasedTraining',
      text('Safe migration advice', 'Conseil en migration sûre', 'Tư vấn di cư an toàn', 'Konseling migrasi aman'),
    ),
    service(
      'adviceDeparture',
      'RightsBasedTraining',
      text(
        'Pre-departure orientation',
        'Orientation avant le départ',
        'Định hướng trước khi đi',
        'Orientasi prakeberangkatan',
      ),
    ),
    service(
      'adviceContract',
      'Legal',
      text('Contract check', 'Vérification de contrat', 'Kiểm tra hợp đồng', 'Pemeriksaan kontrak'),
    ),
    service(
      'adviceInterpretation',
      undefined,
      text('Interpretation', 'Interprétation', 'Phiên dịch', 'Penerjemahan lisan'),
    ),
    service(
      'adviceConsular',
      'Legal',
      text('Consular contact', 'Contact consulaire', 'Liên hệ lãnh sự', 'Kontak konsuler'),
    ),
    service(
      'remedyComplaint',
      'Legal',
      text('Filing a complaint', 'Dépôt de plainte', 'Nộp đơn khiếu nại', 'Pengajuan pengaduan'),
    ),
    service(
      'remedyWages',
      'Legal',
      text('Unpaid wage claim', 'Réclamation de salaires impayés', 'Đòi tiền lương chưa trả', 'Tuntutan upah'),
    ),
    service(
      'remedyFees',
      'Legal',
      text(
        'Refund of recruitment fees',
        'Remboursement des frais de recrutement',
        'Hoàn trả phí tuyển dụng',
        'Pengembalian biaya perekrutan',
      ),
    ),
    service(
      'remedyCompensation',
      'Legal',
      text('Compensation claim', 'Demande d’indemnisation', 'Yêu cầu bồi thường', 'Tuntutan ganti rugi'),
    ),
    service(
      'communityReintegration',
      'SocialCare',
      text('Community reintegration', 'Réinsertion communautaire', 'Hòa nhập cộng đồng', 'Reintegrasi masyarakat'),
    ),
    service(
      'communityParenting',
      'SocialCare',
      text(
        'Community parenting',
        'Parentalité communautaire',
        'Cộng đồng cùng nuôi dạy trẻ',
        'Pengasuhan berbasis masyarakat',
      ),
    ),
    service(
      'communitySelfHelp',
      'SocialCare',
      text('Self-help group', 'Groupe d’entraide', 'Nhóm tự lực', 'Kelompok swadaya'),
    ),
    service('caseReferral', undefined, text('Referral', 'Orientation vers un service', 'Chuyển gửi', 'Rujukan')),
    service(
      'caseMonitoring',
      undefined,
      text('Monitoring visit', 'Visite de suivi', 'Thăm theo dõi', 'Kunjungan pemantauan'),
    ),
    service('caseOther', undefined, text('Other service', 'Autre service', 'Dịch vụ khác', 'Layanan lain')),
  ],
};
