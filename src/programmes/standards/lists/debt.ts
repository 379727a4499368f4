import type { CodeList, CodeListItem } from '../../../kernel/index.ts';
import { other } from '../../fields.ts';
import { item, text } from '../../text.ts';

/** To whom somebody owes. The side `employer` is who recruits or employs. */
export const lender: CodeList = {
  code: 'lender',
  title: text('Who lent', 'Qui a prêté', 'Bên cho vay', 'Pemberi pinjaman'),
  items: [
    item('bank', text('A bank', 'Une banque', 'Ngân hàng', 'Bank')),
    item('family', text('Family or friends', 'Famille ou amis', 'Gia đình, bạn bè', 'Keluarga atau teman')),
    item('moneylender', text('A moneylender', 'Un usurier', 'Người cho vay lãi', 'Rentenir')),
    {
      ...item('recruiter', text('The recruiter', 'Le recruteur', 'Bên tuyển dụng', 'Perekrut')),
      columns: { side: 'employer' },
    },
    {
      ...item('employer', text('The employer', 'L’employeur', 'Chủ sử dụng lao động', 'Pemberi kerja')),
      columns: { side: 'employer' },
    },
    other,
  ],
};

interface Columns {
  /** From more than this number on. */
  limit?: string;
  sign?: string;
  source?: string;
}
const of = (columns: Columns, one: CodeListItem): CodeListItem => ({ ...one, columns: { ...columns } });
const convention = 'Supplementary Convention on the Abolition of Slavery, 1956, art. 1 (a)';
const indicator = 'ILO, indicators of forced labour: debt bondage';

/**
 * What may speak for debt bondage. No official reckoning is known: each is a reason to look, with its numbers, and none is a
 * finding. The law asks whether work that is pledged is counted fairly, and whether its length is laid down.
 */
export const debtReason: CodeList = {
  code: 'debtReason',
  title: text(
    'What may speak for debt bondage',
    'Ce qui peut indiquer une servitude pour dettes',
    'Dấu hiệu lệ thuộc vì nợ',
    'Yang mungkin menunjukkan jeratan utang',
  ),
  items: [
    of(
      { sign: 'debt', source: convention },
      item(
        'workPledged',
        text(
          'Work is pledged for a debt, and is not counted towards it or has no end',
          'Un travail est engagé pour une dette, sans être décompté ou sans fin fixée',
          'Phải làm việc để gán nợ mà công không được trừ nợ hoặc không có thời hạn',
          'Kerja dijaminkan untuk utang, tetapi tidak diperhitungkan atau tanpa batas waktu',
        ),
      ),
    ),
    of(
      { sign: 'debt', source: indicator },
      item(
        'neverPaid',
        text(
          'The debt is never paid off at what is paid now',
          'Au rythme actuel, la dette n’est jamais remboursée',
          'Với mức trả hiện nay, nợ không bao giờ hết',
          'Dengan cicilan sekarang, utang tidak pernah lunas',
        ),
      ),
    ),
    of(
      { sign: 'debt', source: indicator },
      item(
        'nothingLeft',
        text(
          'After deductions and living costs nothing is left to pay with',
          'Après retenues et frais de vie, il ne reste rien pour rembourser',
          'Trừ các khoản và sinh hoạt phí, không còn gì để trả nợ',
          'Setelah potongan dan biaya hidup, tidak ada sisa untuk membayar',
        ),
      ),
    ),
    of(
      { sign: 'debt', source: indicator },
      item(
        'longerThanContract',
        text(
          'Paying the debt off takes longer than the contract runs',
          'Le remboursement dure plus longtemps que le contrat',
          'Thời gian trả nợ dài hơn thời hạn hợp đồng',
          'Pelunasan utang lebih lama daripada kontrak',
        ),
      ),
    ),
    of(
      { sign: 'debt', limit: '3' },
      item(
        'monthsOfPay',
        text(
          'The job cost many months’ pay',
          'L’emploi a coûté de nombreux mois de salaire',
          'Chi phí có việc bằng nhiều tháng lương',
          'Biaya pekerjaan setara banyak bulan upah',
        ),
      ),
    ),
    of(
      { source: indicator },
      item(
        'owedToEmployer',
        text(
          'The debt is owed to whoever recruited or employs',
          'La dette est due au recruteur ou à l’employeur',
          'Nợ chính bên tuyển dụng hoặc chủ sử dụng lao động',
          'Utang kepada perekrut atau pemberi kerja',
        ),
      ),
    ),
  ],
};
