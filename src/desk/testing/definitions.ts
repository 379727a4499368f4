/** What is defined in the canned province: a programme, its lists, forms and places. */
import type { CallOutput } from '../../core/contracts.ts';

export const text = (en: string, fr: string, vi: string, ind: string) => ({ en, fr, vi, id: ind });
const item = (code: string, label: Record<string, string>, key?: string) => ({
  code,
  label,
  ...(key && { key: { en: key } }),
});

export const bundle: CallOutput<'definition.bundle'> = {
  etag: 'one',
  programmes: [
    {
      code: 'resource-centre',
      title: text('Migrant resource centre', 'Centre de ressources', 'Trung tâm hỗ trợ di cư', 'Pusat sumber daya'),
      stages: [
        { code: 'opened', label: text('Opened', 'Ouvert', 'Đã mở', 'Dibuka') },
        { code: 'counselling', label: text('Counselling', 'Conseil', 'Tư vấn', 'Konseling') },
        { code: 'followUp', label: text('Follow-up', 'Suivi', 'Theo dõi', 'Tindak lanjut') },
        { code: 'closed', label: text('Closed', 'Clos', 'Đã đóng', 'Ditutup'), final: true },
      ],
      firstStage: 'opened',
      transitions: [],
      forms: ['counselling', 'htcds'],
      signs: [],
      closingReasons: [item('solved', text('Solved', 'Résolu', 'Đã giải quyết', 'Selesai'))],
      quietAfterDays: 30,
    },
  ],
  codeLists: [
    {
      code: 'channel',
      title: text('Channel', 'Canal', 'Kênh', 'Saluran'),
      items: [
        item('counter', text('Counter', 'Guichet', 'Tại quầy', 'Loket'), '1'),
        item('phone', text('Phone', 'Téléphone', 'Điện thoại', 'Telepon'), '2'),
        item('email', text('E-mail', 'Courriel', 'Thư điện tử', 'Surel'), '3'),
        item('web', text('Website', 'Site', 'Trang web', 'Situs'), '4'),
        item('outreach', text('Outreach', 'Terrain', 'Lưu động', 'Lapangan'), '5'),
        item('hotline', text('Hotline', 'Permanence', 'Đường dây nóng', 'Hotline'), '6'),
      ],
    },
    {
      code: 'topic',
      title: text('Topic', 'Sujet', 'Chủ đề', 'Topik'),
      items: [
        item('contract', text('Contract', 'Contrat', 'Hợp đồng', 'Kontrak'), 'c'),
        item('fees', text('Fees and debts', 'Frais et dettes', 'Phí và nợ', 'Biaya dan utang'), 'f'),
        item('papers', text('Visa, papers', 'Visa, papiers', 'Thị thực, giấy tờ', 'Visa, dokumen'), 'v'),
        item('agency', text('Agency', 'Agence', 'Công ty', 'Agen'), 'a'),
        item('return', text('Return', 'Retour', 'Trở về', 'Kepulangan'), 'r'),
        item('danger', text('Danger', 'Danger', 'Nguy hiểm', 'Bahaya'), 'd'),
      ],
    },
    {
      code: 'destination',
      title: text('Destination', 'Destination', 'Nơi đến', 'Tujuan'),
      items: [
        item('JP', text('Japan', 'Japon', 'Nhật Bản', 'Jepang'), 'j'),
        item('KR', text('Korea', 'Corée', 'Hàn Quốc', 'Korea'), 'k'),
        item('TW', text('Taiwan', 'Taïwan', 'Đài Loan', 'Taiwan'), 't'),
        item('TH', text('Thailand', 'Thaïlande', 'Thái Lan', 'Thailand'), 'h'),
      ],
    },
    {
      code: 'sign',
      title: text('Signs', 'Signes', 'Dấu hiệu', 'Tanda'),
      items: [
        item('papersHeld', text('Papers held', 'Papiers retenus', 'Bị giữ giấy tờ', 'Dokumen ditahan')),
        item('debt', text('Large debt', 'Dette élevée', 'Nợ lớn', 'Utang besar')),
        item('threat', text('Threats', 'Menaces', 'Đe dọa', 'Ancaman')),
      ],
    },
    {
      code: 'goalKind',
      title: text('Goal', 'Objectif', 'Mục tiêu', 'Tujuan'),
      items: [item('housing', text('Housing', 'Logement', 'Nhà ở', 'Tempat tinggal'))],
    },
    {
      code: 'service',
      title: text('Service', 'Prestation', 'Dịch vụ', 'Layanan'),
      items: [
        item(
          'shelterLonger',
          text('Longer-stay shelter', 'Hébergement de longue durée', 'Lưu trú dài ngày', 'Penampungan'),
        ),
        item('healthCheck', text('Health check', 'Bilan de santé', 'Khám sức khỏe', 'Pemeriksaan kesehatan')),
      ],
    },
    {
      code: 'consentPurpose',
      title: text('Purpose', 'Finalité', 'Mục đích', 'Tujuan'),
      items: [
        item('record', text('Keep a record', 'Tenir un dossier', 'Lưu hồ sơ', 'Menyimpan catatan')),
        item('referral', text('Refer to a partner', 'Orienter vers un partenaire', 'Chuyển gửi', 'Merujuk ke mitra')),
      ],
    },
  ],
  forms: [
    { code: 'counselling', version: 1, title: text('Counselling', 'Entretien', 'Buổi tư vấn', 'Konseling') },
    { code: 'htcds', version: 1, title: text('HTCDS record', 'Fiche HTCDS', 'Hồ sơ HTCDS', 'Catatan HTCDS') },
  ],
  places: [
    { code: 'VN', level: 'country', name: text('Viet Nam', 'Viet Nam', 'Việt Nam', 'Vietnam') },
    { code: 'VN-HN', parent: 'VN', level: 'province', name: text('Hà Nội', 'Hanoï', 'Hà Nội', 'Hanoi') },
    { code: 'VN-NA', parent: 'VN', level: 'province', name: text('Nghệ An', 'Nghệ An', 'Nghệ An', 'Nghe An') },
  ],
};
