import { text } from '../../text.ts';
import { asked, medium, mediumStrong, strong } from './asked.ts';

const coercion = asked('coerciveRecruitment');

/** Coercive recruitment. */
export const coerciveRecruitment = [
  coercion(
    'CR-01',
    'recruitViolence',
    strong,
    'PV',
    text(
      'Violence against the person',
      'Violence contre la personne',
      'Bạo lực với bản thân',
      'Kekerasan terhadap orang tersebut',
    ),
    text(
      'Did anybody hurt you to make you go?',
      'Vous a-t-on fait du mal pour vous faire partir ?',
      'Có bị đánh đập hoặc làm đau để buộc phải đi không?',
      'Apakah ada yang menyakiti Anda agar mau pergi?',
    ),
  ),
  coercion(
    'CR-02',
    'recruitTaken',
    mediumStrong,
    'PV IT',
    text(
      'Abduction, forced marriage or adoption, sale of the person',
      'Enlèvement, mariage ou adoption forcés, vente de la personne',
      'Bắt cóc, ép kết hôn hoặc nhận nuôi, mua bán người',
      'Penculikan, kawin atau adopsi paksa, penjualan orang',
    ),
    text(
      'Were you taken, sold, or forced into a marriage or adoption?',
      'Avez-vous été enlevé, vendu, ou forcé à un mariage ou une adoption ?',
      'Có bị bắt đi, bị bán, bị ép kết hôn hoặc ép làm con nuôi không?',
      'Apakah Anda diculik, dijual, atau dipaksa menikah atau diadopsi?',
    ),
  ),
  coercion(
    'CR-03',
    'recruitPapersTaken',
    medium,
    'RD',
    text('Documents taken', 'Confiscation des documents', 'Bị thu giữ giấy tờ', 'Dokumen diambil'),
    text(
      'Were your papers taken from you before or on the way?',
      'Vous a-t-on pris vos papiers avant ou pendant le voyage ?',
      'Có bị giữ giấy tờ trước khi đi hoặc trên đường không?',
      'Apakah dokumen Anda diambil sebelum berangkat atau di perjalanan?',
    ),
  ),
  coercion(
    'CR-04',
    'recruitDebt',
    mediumStrong,
    'DB',
    text('Debt bondage', 'Servitude pour dettes', 'Lệ thuộc vì nợ', 'Jeratan utang'),
    text(
      'Did a debt that you could not settle force you to go?',
      'Une dette impossible à régler vous a-t-elle forcé à partir ?',
      'Có phải đi vì một món nợ không cách nào trả được không?',
      'Apakah utang yang tidak bisa Anda lunasi memaksa Anda pergi?',
    ),
  ),
  coercion(
    'CR-05',
    'recruitConfined',
    medium,
    'RM IS',
    text(
      'Isolated, confined or watched',
      'Isolement, enfermement ou surveillance',
      'Bị cô lập, nhốt giữ hoặc theo dõi',
      'Diasingkan, dikurung, atau diawasi',
    ),
    text(
      'Were you locked in, watched or kept from others before or on the way?',
      'Avez-vous été enfermé, surveillé ou isolé avant ou pendant le voyage ?',
      'Trước khi đi hoặc trên đường có bị nhốt, canh giữ hoặc cấm gặp người khác không?',
      'Apakah Anda dikurung, diawasi, atau dijauhkan dari orang lain sebelum atau selama perjalanan?',
    ),
  ),
  coercion(
    'CR-06',
    'recruitThreatReport',
    medium,
    'IT',
    text(
      'Threat to report to authorities',
      'Menace de dénonciation aux autorités',
      'Dọa tố cáo với chính quyền',
      'Ancaman dilaporkan ke pihak berwenang',
    ),
    text(
      'Did anybody threaten to report you if you did not go?',
      'A-t-on menacé de vous dénoncer si vous ne partiez pas ?',
      'Có ai dọa tố cáo nếu không đi không?',
      'Apakah ada yang mengancam melaporkan Anda jika tidak pergi?',
    ),
  ),
  coercion(
    'CR-07',
    'recruitThreatViolence',
    mediumStrong,
    'IT',
    text('Threat of violence', 'Menace de violence', 'Dọa dùng bạo lực', 'Ancaman kekerasan'),
    text(
      'Did anybody threaten to hurt you if you did not go?',
      'A-t-on menacé de vous faire du mal si vous ne partiez pas ?',
      'Có ai dọa làm hại nếu không đi không?',
      'Apakah ada yang mengancam menyakiti Anda jika tidak pergi?',
    ),
  ),
  coercion(
    'CR-08',
    'recruitThreatTell',
    medium,
    'IT',
    text(
      'Threat to tell family, community or public',
      'Menace de révélation à la famille ou au public',
      'Dọa nói với gia đình, cộng đồng hoặc công khai',
      'Ancaman membuka rahasia ke keluarga atau umum',
    ),
    text(
      'Did anybody threaten to shame you before family or others so that you would go?',
      'A-t-on menacé de vous déshonorer devant vos proches pour vous faire partir ?',
      'Có ai dọa bêu xấu với gia đình hoặc người khác để buộc phải đi không?',
      'Apakah ada yang mengancam mempermalukan Anda di depan keluarga atau orang lain agar mau pergi?',
    ),
  ),
  coercion(
    'CR-09',
    'recruitFamilyHarmed',
    medium,
    'PV IT',
    text(
      'Violence or threats against family',
      'Violence ou menaces contre la famille',
      'Bạo lực hoặc đe dọa gia đình',
      'Kekerasan atau ancaman terhadap keluarga',
    ),
    text(
      'Was your family hurt or threatened so that you would go?',
      'A-t-on blessé ou menacé votre famille pour vous faire partir ?',
      'Gia đình có bị hại hoặc bị dọa để buộc phải đi không?',
      'Apakah keluarga Anda disakiti atau diancam agar Anda mau pergi?',
    ),
  ),
  coercion(
    'CR-10',
    'recruitMoneyWithheld',
    medium,
    'WW',
    text('Money withheld', 'Argent retenu', 'Bị giữ tiền', 'Uang ditahan'),
    text(
      'Was money that is yours kept back so that you would go?',
      'A-t-on retenu votre argent pour vous faire partir ?',
      'Có bị giữ tiền của mình để buộc phải đi không?',
      'Apakah uang milik Anda ditahan agar Anda mau pergi?',
    ),
  ),
];
