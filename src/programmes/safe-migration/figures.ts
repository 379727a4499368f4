import type { Indicator } from '../../kernel/index.ts';
import { text } from '../text.ts';

/** What a migration desk is asked for: complaints, how long a remedy takes, whether it was paid, and what a job cost. */
export const indicators: Indicator[] = [
  {
    code: 'complaints',
    title: text('Complaints taken', 'Réclamations reçues', 'Khiếu nại đã tiếp nhận', 'Pengaduan diterima'),
    definition: text(
      'Cases that reached “Complaint open” in these months.',
      'Dossiers arrivés à « Réclamation ouverte » dans ces mois.',
      'Các hồ sơ đến giai đoạn “Đang khiếu nại” trong các tháng này.',
      'Kasus yang mencapai “Pengaduan berjalan” pada bulan-bulan ini.',
    ),
    unit: 'cases',
    of: { stage: 'grievance' },
    by: ['destination', 'sex', 'ageBand', 'month'],
  },
  {
    code: 'daysToRemedy',
    title: text(
      'Days from complaint to remedy',
      'Jours de la réclamation à la réparation',
      'Số ngày từ khiếu nại đến khắc phục',
      'Hari dari pengaduan sampai pemulihan',
    ),
    definition: text(
      'Days between taking the complaint and the settlement or order, of the cases that reached “Remedied” in these months: half took less, half more. Complaints that are still open are not among them.',
      'Jours entre la réclamation et l’accord ou la décision, pour les dossiers arrivés à « Réparation obtenue » dans ces mois : la moitié a pris moins, la moitié plus. Les réclamations encore ouvertes n’y figurent pas.',
      'Số ngày từ khi tiếp nhận khiếu nại đến khi có thỏa thuận hoặc quyết định, của các hồ sơ đến “Đã được khắc phục” trong các tháng này: một nửa nhanh hơn, một nửa lâu hơn. Không tính khiếu nại còn đang mở.',
      'Hari antara penerimaan pengaduan dan kesepakatan atau putusan, dari kasus yang mencapai “Sudah dipulihkan” pada bulan-bulan ini: separuh lebih cepat, separuh lebih lama. Pengaduan yang masih berjalan tidak termasuk.',
    ),
    unit: 'days',
    of: { stage: 'remedied' },
    has: { stage: 'grievance' },
    by: ['destination', 'sex'],
  },
  {
    code: 'remedyPaid',
    title: text('Remedies paid', 'Réparations payées', 'Khắc phục đã được trả', 'Pemulihan dibayar'),
    definition: text(
      'Of the cases with an agreement or order recorded in these months: the share in which the worker has said that all of it came. A promised remedy is none yet.',
      'Parmi les dossiers dont un accord ou une décision a été enregistré dans ces mois : la part où le travailleur a dit avoir tout reçu. Une réparation promise n’en est pas encore une.',
      'Trong các hồ sơ có ghi nhận thỏa thuận hoặc quyết định trong các tháng này: tỷ lệ người lao động xác nhận đã nhận đủ. Khắc phục mới hứa chưa phải là khắc phục.',
      'Dari kasus dengan kesepakatan atau putusan yang dicatat pada bulan-bulan ini: bagian yang pekerjanya menyatakan telah menerima seluruhnya. Pemulihan yang dijanjikan belum berarti pulih.',
    ),
    unit: 'share',
    of: { form: 'settlement', question: 'outcome', is: ['agreed', 'ordered'] },
    has: { form: 'settlement', question: 'paid', is: ['yes'] },
    by: ['destination', 'sex'],
  },
  {
    code: 'monthsOfPay',
    title: text(
      'What a job cost the worker, in months of pay',
      'Coût de l’emploi pour le travailleur, en mois de salaire',
      'Chi phí người lao động phải trả, tính bằng tháng lương',
      'Biaya pekerjaan bagi pekerja, dalam bulan upah',
    ),
    definition: text(
      'Recruitment fees and related costs that the worker paid, divided by the pay promised for a month, as last recorded in these months: half paid less, half more. Workers should pay nothing.',
      'Commissions et frais payés par le travailleur, divisés par le salaire mensuel promis, au dernier enregistrement de ces mois : la moitié a payé moins, la moitié plus. Le travailleur ne devrait rien payer.',
      'Phí tuyển dụng và chi phí liên quan do người lao động trả, chia cho lương một tháng theo lời hứa, theo lần ghi mới nhất trong các tháng này: một nửa trả ít hơn, một nửa nhiều hơn. Người lao động không phải trả gì.',
      'Biaya perekrutan dan biaya terkait yang dibayar pekerja, dibagi upah bulanan yang dijanjikan, menurut catatan terakhir pada bulan-bulan ini: separuh membayar kurang, separuh lebih. Pekerja seharusnya tidak membayar apa pun.',
    ),
    unit: 'rating',
    of: { form: 'recruitment-costs', question: 'monthsOfPay' },
    by: ['destination', 'sex', 'month'],
  },
];
