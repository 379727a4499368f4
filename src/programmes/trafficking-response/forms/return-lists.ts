import { choices, other } from '../../fields.ts';
import { item, text } from '../../text.ts';

export const tracingResult = choices(
  item(
    'found',
    text(
      'Found, nothing speaks against contact',
      'Retrouvée, rien ne s’oppose au contact',
      'Đã tìm thấy, không có gì cản trở liên lạc',
      'Ditemukan, tidak ada halangan untuk dihubungi',
    ),
  ),
  item('notFound', text('Not found', 'Non retrouvée', 'Không tìm thấy', 'Tidak ditemukan')),
  item(
    'unsafe',
    text(
      'Contact or reuniting is not safe',
      'Contact ou réunification non sûrs',
      'Liên lạc hoặc đoàn tụ không an toàn',
      'Kontak atau reunifikasi tidak aman',
    ),
  ),
);

export const confirmation = choices(
  item('yes', text('Confirmed', 'Confirmée', 'Đã xác nhận', 'Dikonfirmasi')),
  item('no', text('Not confirmed', 'Non confirmée', 'Không được xác nhận', 'Tidak dikonfirmasi')),
  item('pending', text('Answer awaited', 'Réponse attendue', 'Đang chờ trả lời', 'Menunggu jawaban')),
);

export const riskLevel = choices(
  item('low', text('Low', 'Faible', 'Thấp', 'Rendah')),
  item('medium', text('Medium', 'Moyen', 'Trung bình', 'Sedang')),
  item('high', text('High', 'Élevé', 'Cao', 'Tinggi')),
);

export const overallRisk = choices(
  item('acceptable', text('Acceptable', 'Acceptable', 'Chấp nhận được', 'Dapat diterima')),
  item('toBeReduced', text('To be reduced first', 'À réduire d’abord', 'Cần giảm bớt trước', 'Perlu dikurangi dahulu')),
  item('tooHigh', text('Too high', 'Trop élevé', 'Quá cao', 'Terlalu tinggi')),
);

export const receiverKind = choices(
  item('family', text('Family', 'Famille', 'Gia đình', 'Keluarga')),
  item('shelter', text('Shelter', 'Centre d’hébergement', 'Cơ sở tạm lánh', 'Rumah aman')),
  item('welfare', text('Social welfare office', 'Services sociaux', 'Cơ quan bảo trợ xã hội', 'Dinas sosial')),
  item('organisation', text('Organisation', 'Organisation', 'Tổ chức xã hội', 'Organisasi')),
  item(
    'self',
    text('Own home, on their own', 'Chez elle-même, seule', 'Tự về nhà riêng', 'Rumah sendiri, secara mandiri'),
  ),
  other,
);

export const travelMeans = choices(
  item('road', text('By road', 'Par la route', 'Đường bộ', 'Jalan darat')),
  item('rail', text('By rail', 'En train', 'Đường sắt', 'Kereta api')),
  item('air', text('By air', 'En avion', 'Đường hàng không', 'Udara')),
  item('water', text('By boat', 'En bateau', 'Đường thủy', 'Kapal')),
);

export const visitMonth = choices(
  item('month1', text('After 1 month', 'Après 1 mois', 'Sau 1 tháng', 'Setelah 1 bulan')),
  item('month3', text('After 3 months', 'Après 3 mois', 'Sau 3 tháng', 'Setelah 3 bulan')),
  item('month6', text('After 6 months', 'Après 6 mois', 'Sau 6 tháng', 'Setelah 6 bulan')),
  item('month12', text('After 12 months', 'Après 12 mois', 'Sau 12 tháng', 'Setelah 12 bulan')),
  item('other', text('At another time', 'À un autre moment', 'Thời điểm khác', 'Waktu lain')),
);

export const metHow = choices(
  item('home', text('At their home', 'Chez la personne', 'Tại nhà', 'Di rumahnya')),
  item('elsewhere', text('Somewhere else', 'Dans un autre lieu', 'Tại nơi khác', 'Di tempat lain')),
  item('phone', text('By phone', 'Par téléphone', 'Qua điện thoại', 'Melalui telepon')),
  item('video', text('By video call', 'En visioconférence', 'Gọi video', 'Melalui panggilan video')),
  item(
    'organisation',
    text(
      'Through another organisation',
      'Par une autre organisation',
      'Qua một tổ chức khác',
      'Melalui organisasi lain',
    ),
  ),
);

export const contactResult = choices(
  item('reached', text('Reached', 'Personne jointe', 'Đã liên lạc được', 'Terhubung')),
  item('noAnswer', text('No answer', 'Sans réponse', 'Không trả lời', 'Tidak dijawab')),
  item(
    'notValid',
    text(
      'Number or address no longer valid',
      'Numéro ou adresse plus valable',
      'Số điện thoại hoặc địa chỉ không còn đúng',
      'Nomor atau alamat tidak berlaku lagi',
    ),
  ),
  item(
    'otherPerson',
    text(
      'Somebody else answered; nothing was said',
      'Une autre personne a répondu ; rien n’a été dit',
      'Người khác trả lời; không tiết lộ gì',
      'Orang lain yang menjawab; tidak ada yang disampaikan',
    ),
  ),
  item('moved', text('Has moved away', 'A déménagé', 'Đã chuyển đi nơi khác', 'Sudah pindah')),
  item(
    'declined',
    text('Wants no contact', 'Ne souhaite pas de contact', 'Không muốn liên lạc', 'Tidak ingin dihubungi'),
  ),
);
