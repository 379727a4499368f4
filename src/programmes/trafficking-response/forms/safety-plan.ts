import type { FormDefinition } from '../../../kernel/form/index.ts';
import { choices, day } from '../../fields.ts';
import { item, languages, text } from '../../text.ts';

/** Made with the person, not about them. A new one is filled whenever something changes; the newest counts. */
export const safetyPlan: FormDefinition = {
  code: 'safety-plan',
  version: 1,
  title: text('Safety plan', 'Plan de sécurité', 'Kế hoạch an toàn', 'Rencana keselamatan'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: {
    danger: choices(
      item('none', text('None known', 'Aucun danger connu', 'Chưa thấy nguy hiểm', 'Tidak diketahui')),
      item('possible', text('Possible', 'Possible', 'Có thể có', 'Mungkin')),
      item('immediate', text('Immediate', 'Immédiat', 'Ngay trước mắt', 'Segera mengancam')),
    ),
    source: choices(
      item(
        'exploiter',
        text('Whoever exploited them', 'Les auteurs de l’exploitation', 'Người đã bóc lột', 'Pelaku eksploitasi'),
      ),
      item(
        'recruiter',
        text('Recruiter or broker', 'Recruteur ou intermédiaire', 'Người tuyển mộ hoặc môi giới', 'Perekrut atau calo'),
      ),
      item('lender', text('Lender', 'Créancier', 'Chủ nợ', 'Pemberi utang')),
      item(
        'family',
        text('Family or partner', 'Famille ou partenaire', 'Gia đình hoặc bạn đời', 'Keluarga atau pasangan'),
      ),
      item('official', text('An official', 'Un agent public', 'Cán bộ, công chức', 'Aparat')),
      item(
        'self',
        text('Harming themselves', 'Risque de se faire du mal', 'Tự làm hại bản thân', 'Menyakiti diri sendiri'),
      ),
      item('unknown', text('Not known yet', 'Pas encore connu', 'Chưa rõ', 'Belum diketahui')),
    ),
    measure: choices(
      item('shelter', text('Shelter', 'Hébergement protégé', 'Nơi tạm lánh', 'Rumah aman')),
      item('moved', text('Moved to another place', 'Changement de lieu', 'Chuyển đi nơi khác', 'Pindah tempat')),
      item(
        'accompanied',
        text('Accompanied outside', 'Sorties accompagnées', 'Có người đi cùng', 'Didampingi saat keluar'),
      ),
      item(
        'safeContact',
        text('Safe way of contact', 'Moyen de contact sûr', 'Cách liên lạc an toàn', 'Cara kontak aman'),
      ),
      item(
        'digital',
        text(
          'Telephone and accounts made safe',
          'Téléphone et comptes sécurisés',
          'Bảo mật điện thoại và tài khoản',
          'Telepon dan akun diamankan',
        ),
      ),
      item(
        'family',
        text(
          'Family warned and protected',
          'Famille prévenue et protégée',
          'Báo và bảo vệ gia đình',
          'Keluarga dilindungi',
        ),
      ),
      item(
        'police',
        text(
          'Police protection, if they want it',
          'Protection policière, si souhaitée',
          'Công an bảo vệ, nếu người đó muốn',
          'Perlindungan polisi, bila diinginkan',
        ),
      ),
      item(
        'health',
        text('Medical or crisis care', 'Soins ou aide d’urgence', 'Chăm sóc y tế, khủng hoảng', 'Perawatan medis'),
      ),
    ),
  },
  items: [
    day('date', text('Day', 'Jour', 'Ngày', 'Hari')),
    {
      kind: 'field',
      name: 'danger',
      type: 'choice',
      list: 'danger',
      class: 'operational',
      requiredIf: true,
      label: text('How near is danger?', 'Le danger est-il proche ?', 'Mức độ nguy hiểm', 'Seberapa dekat bahayanya?'),
    },
    {
      kind: 'field',
      name: 'dangerFrom',
      type: 'choices',
      list: 'source',
      class: 'operational',
      showIf: "${danger} != 'none'",
      label: text('From whom or what', 'De qui ou de quoi', 'Nguy hiểm từ ai, từ đâu', 'Dari siapa atau apa'),
    },
    {
      kind: 'field',
      name: 'safeTonight',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      hint: text(
        'A place the person agrees to, and may leave.',
        'Un lieu que la personne accepte et qu’elle peut quitter.',
        'Nơi người đó đồng ý ở và có thể rời đi.',
        'Tempat yang disetujui orang itu dan boleh ditinggalkan.',
      ),
      label: text(
        'Is there a safe place for tonight?',
        'Y a-t-il un lieu sûr pour cette nuit ?',
        'Đêm nay có nơi ở an toàn không?',
        'Adakah tempat aman untuk malam ini?',
      ),
    },
    {
      kind: 'field',
      name: 'measures',
      type: 'choices',
      list: 'measure',
      class: 'operational',
      label: text('What is done', 'Mesures prises', 'Các biện pháp', 'Tindakan yang diambil'),
    },
    {
      kind: 'field',
      name: 'agreed',
      type: 'longText',
      class: 'account',
      requiredIf: true,
      label: text(
        'The plan, as agreed with the person',
        'Le plan convenu avec la personne',
        'Kế hoạch đã thống nhất với người đó',
        'Rencana yang disepakati bersama',
      ),
    },
    {
      kind: 'field',
      name: 'safeContact',
      type: 'longText',
      class: 'contact',
      hint: text(
        'Which number and hour, who may answer, what not to say.',
        'Quel numéro, à quelle heure, qui peut répondre, ce qu’il ne faut pas dire.',
        'Số nào, giờ nào, ai có thể nghe máy, điều không được nói.',
        'Nomor dan jam berapa, siapa yang boleh menjawab, apa yang tidak boleh dikatakan.',
      ),
      label: text(
        'How to reach them safely',
        'Comment la joindre sans risque',
        'Cách liên lạc an toàn',
        'Cara menghubungi dengan aman',
      ),
    },
    {
      kind: 'field',
      name: 'reviewOn',
      type: 'date',
      class: 'operational',
      requiredIf: true,
      constraint: '. >= ${date}',
      constraintMessage: text(
        'Not before the day of the plan.',
        'Pas avant le jour du plan.',
        'Không được trước ngày lập kế hoạch.',
        'Tidak sebelum hari rencana dibuat.',
      ),
      label: text('Look at it again on', 'À revoir le', 'Ngày xem lại', 'Ditinjau lagi pada'),
    },
  ],
};
