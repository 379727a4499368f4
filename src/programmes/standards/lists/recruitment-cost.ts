import type { CodeList, CodeListItem } from '../../../kernel/index.ts';
import { other } from '../../fields.ts';
import { item, text } from '../../text.ts';

const of = (group: 'fee' | 'related' | 'illegitimate', one: CodeListItem): CodeListItem => ({
  ...one,
  columns: { group },
});

/**
 * Recruitment fees, related costs and illegitimate costs, after the ILO definition of 2019; labels and codes are ours.
 * None of them is the worker's to pay.
 */
export const recruitmentCost: CodeList = {
  code: 'recruitmentCost',
  title: text(
    'Recruitment fees and related costs',
    'Commissions de recrutement et frais connexes',
    'Phí tuyển dụng và chi phí liên quan',
    'Biaya perekrutan dan biaya terkait',
  ),
  items: [
    of('fee', item('matching', text('Finding the job', 'Mise en relation', 'Phí tìm việc', 'Pencarian pekerjaan'))),
    of(
      'fee',
      item(
        'thirdParty',
        text(
          'Being hired out to a third party',
          'Emploi auprès d’un tiers',
          'Phí cho bên thứ ba thuê lại',
          'Penempatan pada pihak ketiga',
        ),
      ),
    ),
    of(
      'fee',
      item(
        'directHire',
        text('Being hired by the employer', 'Recrutement direct', 'Phí tuyển dụng trực tiếp', 'Perekrutan langsung'),
      ),
    ),
    of(
      'related',
      item('medical', text('Medical', 'Frais médicaux', 'Khám sức khỏe, tiêm chủng', 'Pemeriksaan kesehatan')),
    ),
    of(
      'related',
      item('insurance', text('Insurance and funds', 'Assurance et fonds', 'Bảo hiểm, quỹ', 'Asuransi dan dana')),
    ),
    of(
      'related',
      item(
        'skillTests',
        text(
          'Skill and language tests',
          'Tests de compétences et de langue',
          'Kiểm tra tay nghề, ngoại ngữ',
          'Uji keterampilan dan bahasa',
        ),
      ),
    ),
    of(
      'related',
      item(
        'training',
        text(
          'Training and orientation',
          'Formation et orientation',
          'Đào tạo và định hướng',
          'Pelatihan dan orientasi',
        ),
      ),
    ),
    of('related', item('equipment', text('Equipment', 'Équipement', 'Dụng cụ, trang phục', 'Peralatan'))),
    of(
      'related',
      item(
        'travel',
        text('Travel and lodging', 'Voyage et hébergement', 'Đi lại và ăn ở', 'Perjalanan dan penginapan'),
      ),
    ),
    of(
      'related',
      item(
        'administrative',
        text('Papers, visa, permits', 'Frais administratifs', 'Giấy tờ, thị thực, giấy phép', 'Dokumen, visa, izin'),
      ),
    ),
    of('illegitimate', item('bribe', text('Bribe', 'Pot-de-vin', 'Hối lộ', 'Suap'))),
    of('illegitimate', item('tribute', text('Tribute or gift', 'Tribut ou cadeau', 'Quà biếu', 'Upeti atau hadiah'))),
    of('illegitimate', item('extortion', text('Extortion', 'Extorsion', 'Cưỡng đoạt tiền', 'Pemerasan'))),
    of('illegitimate', item('kickback', text('Kickback', 'Rétrocommission', 'Tiền lại quả', 'Uang balas jasa'))),
    of(
      'illegitimate',
      item('bond', text('Bond or deposit', 'Caution ou dépôt', 'Tiền ký quỹ, đặt cọc', 'Uang jaminan')),
    ),
    of('illegitimate', item('collateral', text('Collateral', 'Garantie exigée', 'Tài sản thế chấp', 'Agunan'))),
    of(
      'illegitimate',
      item(
        'recovery',
        text('Costs claimed back', 'Récupération de frais', 'Chi phí bị đòi lại', 'Biaya yang ditagih kembali'),
      ),
    ),
    of(
      'illegitimate',
      item(
        'undisclosed',
        text(
          'Charge not named or inflated',
          'Frais non déclarés ou gonflés',
          'Khoản thu không công khai hoặc bị đội giá',
          'Pungutan tidak jelas atau digelembungkan',
        ),
      ),
    ),
    other,
  ],
};

/** Who paid. What the side `worker` paid is added up as the worker’s. */
export const costPayer: CodeList = {
  code: 'costPayer',
  title: text('Who paid', 'Qui a payé', 'Ai trả', 'Siapa yang membayar'),
  items: [
    {
      ...item(
        'worker',
        text(
          'The worker or the family',
          'Le travailleur ou sa famille',
          'Người lao động hoặc gia đình',
          'Pekerja atau keluarganya',
        ),
      ),
      columns: { side: 'worker' },
    },
    item('recruiter', text('The recruiter', 'Le recruteur', 'Bên tuyển dụng', 'Perekrut')),
    item('employer', text('The employer', 'L’employeur', 'Chủ sử dụng lao động', 'Pemberi kerja')),
    other,
  ],
};

export const costPhase: CodeList = {
  code: 'costPhase',
  title: text('When it was paid', 'Moment du paiement', 'Thời điểm trả', 'Saat dibayar'),
  items: [
    item('beforeDeparture', text('Before departure', 'Avant le départ', 'Trước khi đi', 'Sebelum berangkat')),
    item('transit', text('On the way', 'En chemin', 'Trên đường đi', 'Dalam perjalanan')),
    item('afterArrival', text('After arrival', 'Après l’arrivée', 'Sau khi đến', 'Setelah tiba')),
    item('duringEmployment', text('While at work', 'Pendant l’emploi', 'Trong khi làm việc', 'Selama bekerja')),
    item('atReturn', text('At the return', 'Au retour', 'Khi trở về', 'Saat pulang')),
  ],
};

/**
 * What a country lets be charged, by corridor and day. Empty: a limit of law is entered where it holds, with its source, in the
 * columns `costs`, `origin`, `destination`, `from`, `until`, `amount` and `currency`, `months`, `monthsPerYear`, `source`.
 */
export const costLimit: CodeList = {
  code: 'costLimit',
  title: text(
    'What a country lets be charged',
    'Ce qu’un pays permet de facturer',
    'Mức thu được pháp luật cho phép',
    'Yang boleh dipungut menurut hukum',
  ),
  items: [],
};
