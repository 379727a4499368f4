import type { Indicator } from '../../kernel/index.ts';
import { text } from '../text.ts';

const origin: Indicator['by'] = ['nationality', 'sex', 'ageBand', 'month', 'year'];

/** The visits that a plan holds: how many months after follow-up began, in the four languages of a title. */
const followedUp = (months: number): Indicator => ({
  code: `followedUp${months}`,
  title: text(
    `Followed up after ${months} ${months === 1 ? 'month' : 'months'}`,
    `Suivis après ${months} mois`,
    `Được theo dõi sau ${months} tháng`,
    `Ditindaklanjuti setelah ${months} bulan`,
  ),
  definition: text(
    `Of the cases whose follow-up began ${months} ${months === 1 ? 'month' : 'months'} before these months: the share with a visit recorded as this one, early or late. Cases that were closed meanwhile are among those who were due.`,
    `Parmi les dossiers dont le suivi a commencé ${months} mois avant ces mois : la part où cette visite est enregistrée, en avance ou en retard. Les dossiers clos entre-temps comptent parmi ceux à suivre.`,
    `Trong các hồ sơ bắt đầu theo dõi ${months} tháng trước các tháng này: tỷ lệ có ghi nhận lần thăm này, sớm hay muộn. Hồ sơ đã đóng trong thời gian đó vẫn được tính là đến hạn.`,
    `Dari kasus yang pemantauannya dimulai ${months} bulan sebelum bulan-bulan ini: bagian yang mencatat kunjungan ini, lebih awal atau terlambat. Kasus yang ditutup sementara itu tetap dihitung sebagai jatuh tempo.`,
  ),
  unit: 'share',
  of: { stage: 'followUp' },
  monthsAfter: months,
  has: { form: 'follow-up-visit', question: 'month', is: [`month${months}`] },
  by: ['sex', 'ageBand', 'nationality'],
});

/** Median days of one part of the way. */
const days = (code: string, from: string, to: string, title: Indicator['title']): Indicator => ({
  code,
  title,
  definition: text(
    'Days between arriving in the first of the two stages and arriving in the second, of the cases that arrived there in these months: half took less, half more.',
    'Jours entre l’arrivée à la première des deux étapes et l’arrivée à la seconde, pour les dossiers arrivés là dans ces mois : la moitié a pris moins, la moitié plus.',
    'Số ngày từ khi đến giai đoạn thứ nhất tới khi đến giai đoạn thứ hai, của các hồ sơ đến đó trong các tháng này: một nửa nhanh hơn, một nửa lâu hơn.',
    'Hari antara masuk ke tahap pertama dan masuk ke tahap kedua, dari kasus yang masuk ke sana pada bulan-bulan ini: separuh lebih cepat, separuh lebih lama.',
  ),
  unit: 'days',
  of: { stage: to },
  has: { stage: from },
  by: ['nationality', 'sex', 'ageBand'],
});

/** What the report on the way home asked for and nobody could say: see the definitions. */
export const indicators: Indicator[] = [
  {
    code: 'returned',
    title: text(
      'Returned and received',
      'De retour et accueillies',
      'Đã trở về và được tiếp nhận',
      'Pulang dan diterima',
    ),
    definition: text(
      'Cases that reached “Received in origin” in these months. Only returns through this system are known: people who go home by themselves are not among them.',
      'Dossiers arrivés à « Accueillie au pays d’origine » dans ces mois. Seuls les retours suivis dans ce système sont connus : qui rentre par soi-même n’y figure pas.',
      'Các hồ sơ đến giai đoạn “Đã được tiếp nhận khi về” trong các tháng này. Chỉ biết các trường hợp trở về qua hệ thống này; người tự về không có trong số đó.',
      'Kasus yang mencapai “Diterima di negara asal” pada bulan-bulan ini. Hanya kepulangan melalui sistem ini yang diketahui: yang pulang sendiri tidak termasuk.',
    ),
    unit: 'cases',
    of: { stage: 'received' },
    by: origin,
  },
  days(
    'daysToPresumed',
    'flagged',
    'presumed',
    text(
      'Days from first sign to presumed victim',
      'Jours du premier signe à la victime présumée',
      'Số ngày từ dấu hiệu đầu tiên đến khi coi là có thể là nạn nhân',
      'Hari dari tanda pertama sampai diduga korban',
    ),
  ),
  days(
    'daysToIdentified',
    'presumed',
    'identified',
    text(
      'Days from presumed to identified victim',
      'Jours de la victime présumée à la victime identifiée',
      'Số ngày từ có thể là nạn nhân đến được xác định',
      'Hari dari diduga sampai teridentifikasi',
    ),
  ),
  days(
    'daysToReturnReady',
    'returnPlanning',
    'returnReady',
    text(
      'Days to make a return ready',
      'Jours pour préparer un retour',
      'Số ngày chuẩn bị trở về',
      'Hari untuk menyiapkan kepulangan',
    ),
  ),
  days(
    'daysToReceived',
    'assisted',
    'received',
    text(
      'Days from assistance to reception at home',
      'Jours de l’assistance à l’accueil au pays',
      'Số ngày từ khi được hỗ trợ đến khi được tiếp nhận ở quê nhà',
      'Hari dari bantuan sampai diterima di negara asal',
    ),
  ),
  ...[1, 3, 6, 12].map(followedUp),
  {
    code: 'menAssisted',
    title: text(
      'Men and boys assisted',
      'Hommes et garçons assistés',
      'Nam giới được hỗ trợ',
      'Laki-laki yang dibantu',
    ),
    definition: text(
      'Men and boys whose case reached “Assisted” in these months, each counted once. Services were long for women alone.',
      'Hommes et garçons dont le dossier est arrivé à « Assistée » dans ces mois, chacun compté une fois. Les services ont longtemps été pour les femmes seules.',
      'Nam giới và trẻ em trai có hồ sơ đến giai đoạn “Đang được hỗ trợ” trong các tháng này, mỗi người tính một lần. Lâu nay dịch vụ chỉ dành cho phụ nữ.',
      'Laki-laki dan anak laki-laki yang kasusnya mencapai “Dibantu” pada bulan-bulan ini, masing-masing dihitung sekali. Lama layanan hanya untuk perempuan.',
    ),
    unit: 'people',
    of: { stage: 'assisted' },
    only: { sex: ['male'] },
    by: ['ageBand', 'nationality', 'month', 'year'],
  },
  {
    code: 'assistedUnidentified',
    title: text(
      'Assisted without being identified',
      'Assistées sans être identifiées',
      'Được hỗ trợ dù không được xác định',
      'Dibantu tanpa teridentifikasi',
    ),
    definition: text(
      'Of the cases that reached “Assisted” in these months: those that had been “Not identified” before. Help does not depend on the decision.',
      'Parmi les dossiers arrivés à « Assistée » dans ces mois : ceux qui avaient été « Non identifiée » auparavant. L’aide ne dépend pas de la décision.',
      'Trong các hồ sơ đến giai đoạn “Đang được hỗ trợ” trong các tháng này: những hồ sơ trước đó “Không được xác định là nạn nhân”. Hỗ trợ không phụ thuộc vào quyết định.',
      'Dari kasus yang mencapai “Dibantu” pada bulan-bulan ini: yang sebelumnya “Tidak teridentifikasi”. Bantuan tidak bergantung pada keputusan.',
    ),
    unit: 'cases',
    of: { stage: 'assisted' },
    has: { stage: 'notIdentified' },
    before: true,
    by: ['sex', 'ageBand', 'nationality'],
  },
  {
    code: 'reTrafficking',
    title: text(
      'Alerts of trafficking again',
      'Alertes de nouvelle traite',
      'Cảnh báo bị mua bán lại',
      'Peringatan perdagangan kembali',
    ),
    definition: text(
      'Cases in which a follow-up visit in these months found a risk of being trafficked again. An alert is a reason to act, not a finding.',
      'Dossiers où une visite de suivi de ces mois a relevé un risque de nouvelle traite. Une alerte est une raison d’agir, non une constatation.',
      'Các hồ sơ mà lần thăm theo dõi trong các tháng này thấy nguy cơ bị mua bán lại. Cảnh báo là lý do để hành động, không phải là kết luận.',
      'Kasus yang kunjungan pemantauannya pada bulan-bulan ini menemukan risiko diperdagangkan kembali. Peringatan adalah alasan bertindak, bukan kesimpulan.',
    ),
    unit: 'cases',
    of: { form: 'follow-up-visit', question: 'reTrafficking', is: ['yes'] },
    by: ['sex', 'ageBand', 'nationality', 'month'],
  },
  {
    code: 'childrenDetermined',
    title: text(
      'Children with a determination before return',
      'Enfants avec détermination avant le retour',
      'Trẻ em có quyết định về lợi ích tốt nhất trước khi trở về',
      'Anak dengan penetapan sebelum pulang',
    ),
    definition: text(
      'Of the children, and of those whose age left it open, who departed in these months: the share with an approved best interests determination before then. Anything below all is to be looked into, case by case.',
      'Parmi les enfants, et ceux dont l’âge le laissait ouvert, partis dans ces mois : la part avec une détermination de l’intérêt supérieur approuvée auparavant. Tout ce qui n’est pas la totalité est à examiner, dossier par dossier.',
      'Trong số trẻ em, và người có thể là trẻ em, khởi hành trong các tháng này: tỷ lệ có quyết định về lợi ích tốt nhất được chấp thuận trước đó. Nếu chưa đủ tất cả thì phải xem xét từng hồ sơ.',
      'Dari anak, dan yang usianya mungkin anak, yang berangkat pada bulan-bulan ini: bagian dengan penetapan kepentingan terbaik yang disetujui sebelumnya. Bila kurang dari semua, periksa kasus demi kasus.',
    ),
    unit: 'share',
    of: { stage: 'inTransit' },
    only: { ageBand: ['0-17'] },
    has: { form: 'best-interests-determination', question: 'decision', is: ['approved'] },
    before: true,
    by: ['sex', 'nationality'],
  },
  {
    code: 'reintegrationScore',
    title: text(
      'Reintegration score at visits',
      'Score de réintégration aux visites',
      'Điểm tái hòa nhập khi thăm',
      'Skor reintegrasi saat kunjungan',
    ),
    definition: text(
      'The score of the newest visit in these months, from 0 to 100: half are below the median, half above. The weights are the form’s own and no official ones.',
      'Le score de la dernière visite de ces mois, de 0 à 100 : la moitié est sous la médiane, la moitié au-dessus. Les poids sont ceux du formulaire, sans caractère officiel.',
      'Điểm của lần thăm mới nhất trong các tháng này, từ 0 đến 100: một nửa thấp hơn trung vị, một nửa cao hơn. Trọng số là của biểu mẫu, không phải trọng số chính thức.',
      'Skor kunjungan terbaru pada bulan-bulan ini, dari 0 sampai 100: separuh di bawah median, separuh di atas. Bobotnya milik formulir, bukan bobot resmi.',
    ),
    unit: 'rating',
    of: { form: 'follow-up-visit', question: 'score' },
    by: ['sex', 'ageBand', 'nationality'],
  },
];
