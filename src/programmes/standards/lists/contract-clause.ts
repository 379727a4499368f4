import type { CodeList, CodeListItem } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

type Columns = {
  kind: 'money' | 'number' | 'choice';
  /** Which way is worse for the worker; `later` is further down the clause’s own list. */
  worse: 'lower' | 'higher' | 'later' | 'different';
  list?: string;
  most?: string;
  /** The sign that a worse one is. */
  sign?: string;
  /** What it is in the reckoning of costs and debts. */
  counts?: 'pay' | 'deduction' | 'living' | 'term' | 'destination';
};
const of = (columns: Columns, one: CodeListItem): CodeListItem => ({ ...one, columns: { ...columns } });
const promised = 'deception';

/** What is laid side by side as offered, as signed and as it is. A worse one is what is called contract substitution. */
export const contractClause: CodeList = {
  code: 'contractClause',
  title: text('Clauses of a contract', 'Clauses d’un contrat', 'Điều khoản hợp đồng', 'Ketentuan kontrak'),
  items: [
    of(
      { kind: 'choice', worse: 'different', list: 'sector', sign: promised },
      item('job', text('Work', 'Travail', 'Công việc', 'Pekerjaan')),
    ),
    of(
      { kind: 'choice', worse: 'different', list: 'country', sign: promised, counts: 'destination' },
      item('country', text('Country', 'Pays', 'Quốc gia', 'Negara')),
    ),
    of(
      { kind: 'money', worse: 'lower', sign: promised, counts: 'pay' },
      item('pay', text('Pay in a month', 'Salaire mensuel', 'Lương một tháng', 'Upah sebulan')),
    ),
    of(
      { kind: 'number', worse: 'higher', most: '168', sign: promised },
      item('hours', text('Hours in a week', 'Heures par semaine', 'Số giờ mỗi tuần', 'Jam per minggu')),
    ),
    of(
      { kind: 'number', worse: 'lower', most: '31', sign: promised },
      item(
        'daysOff',
        text('Days off in a month', 'Jours de repos par mois', 'Số ngày nghỉ mỗi tháng', 'Hari libur sebulan'),
      ),
    ),
    of(
      { kind: 'money', worse: 'higher', sign: promised, counts: 'deduction' },
      item(
        'deductions',
        text('Deductions in a month', 'Retenues mensuelles', 'Khoản khấu trừ mỗi tháng', 'Potongan sebulan'),
      ),
    ),
    of(
      { kind: 'choice', worse: 'later', list: 'housing', sign: promised },
      item('housing', text('Housing', 'Logement', 'Chỗ ở', 'Tempat tinggal')),
    ),
    of(
      { kind: 'money', worse: 'higher', counts: 'living' },
      item(
        'living',
        text(
          'Living costs in a month that the worker bears',
          'Frais de vie mensuels à la charge du travailleur',
          'Sinh hoạt phí mỗi tháng người lao động tự chịu',
          'Biaya hidup sebulan yang ditanggung pekerja',
        ),
      ),
    ),
    of(
      { kind: 'choice', worse: 'later', list: 'documentKeeper', sign: 'documentsHeld' },
      item(
        'documents',
        text('Who keeps the papers', 'Qui garde les papiers', 'Ai giữ giấy tờ', 'Siapa yang menyimpan dokumen'),
      ),
    ),
    of(
      { kind: 'number', worse: 'different', most: '240', counts: 'term' },
      item(
        'term',
        text('Months of the contract', 'Durée du contrat en mois', 'Thời hạn hợp đồng (tháng)', 'Lama kontrak (bulan)'),
      ),
    ),
  ],
};

/** From the best to the worst. */
export const housing: CodeList = {
  code: 'housing',
  title: text('Housing', 'Logement', 'Chỗ ở', 'Tempat tinggal'),
  items: [
    item('free', text('Provided, free', 'Fourni, gratuit', 'Được cấp, miễn phí', 'Disediakan, gratis')),
    item(
      'deducted',
      text(
        'Provided, taken from the pay',
        'Fourni, retenu sur le salaire',
        'Được cấp, trừ vào lương',
        'Disediakan, dipotong dari upah',
      ),
    ),
    item('own', text('At their own cost', 'À leurs frais', 'Tự trả tiền', 'Atas biaya sendiri')),
    item(
      'none',
      text(
        'At the workplace or none',
        'Sur le lieu de travail ou aucun',
        'Ngay tại nơi làm việc hoặc không có',
        'Di tempat kerja atau tidak ada',
      ),
    ),
  ],
};

/** From the best to the worst. */
export const documentKeeper: CodeList = {
  code: 'documentKeeper',
  title: text('Who keeps the papers', 'Qui garde les papiers', 'Ai giữ giấy tờ', 'Siapa yang menyimpan dokumen'),
  items: [
    item('self', text('They themselves', 'La personne elle-même', 'Tự giữ', 'Disimpan sendiri')),
    item(
      'safe',
      text(
        'Kept for them, at hand at any time',
        'Gardés pour elle, disponibles à tout moment',
        'Gửi giữ, lấy lại bất cứ lúc nào',
        'Dititipkan, dapat diambil kapan saja',
      ),
    ),
    item('agency', text('The recruiter', 'Le recruteur', 'Bên tuyển dụng', 'Perekrut')),
    item('employer', text('The employer', 'L’employeur', 'Chủ sử dụng lao động', 'Pemberi kerja')),
  ],
};
