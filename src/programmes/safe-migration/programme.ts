import type { Programme, Transition } from '../../kernel/index.ts';
import { close } from '../fields.ts';
import { item, text } from '../text.ts';
import { indicators } from './figures.ts';
import { signs } from './signs.ts';

/** Final here: the case goes on in trafficking response, where a screening says what it is. */
const handOn = (from: string): Transition => ({
  from,
  to: 'flagged',
  label: text(
    'Hand to trafficking response',
    'Transmettre à la réponse à la traite',
    'Chuyển sang ứng phó mua bán người',
    'Teruskan ke penanganan perdagangan orang',
  ),
  gate: { closingReason: true },
});

export const programme: Programme = {
  code: 'safe-migration',
  title: text(
    'Safe migration and complaint',
    'Migration sûre et réclamation',
    'Di cư an toàn và khiếu nại',
    'Migrasi aman dan pengaduan',
  ),
  stages: [
    {
      code: 'prospective',
      label: text('Prospective migrant', 'Candidat à la migration', 'Có ý định di cư', 'Calon migran'),
    },
    { code: 'counselled', label: text('Counselled', 'Conseillé', 'Đã được tư vấn', 'Sudah konseling') },
    { code: 'recruited', label: text('Recruited', 'Recruté', 'Đã được tuyển', 'Sudah direkrut') },
    { code: 'preDeparture', label: text('Before departure', 'Avant le départ', 'Trước khi đi', 'Pra-keberangkatan') },
    {
      code: 'employedAbroad',
      label: text('Employed abroad', 'En emploi à l’étranger', 'Đang làm việc ở nước ngoài', 'Bekerja di luar negeri'),
    },
    { code: 'grievance', label: text('Complaint open', 'Réclamation ouverte', 'Đang khiếu nại', 'Pengaduan berjalan') },
    { code: 'remedied', label: text('Remedied', 'Réparation obtenue', 'Đã được khắc phục', 'Sudah dipulihkan') },
    {
      code: 'flagged',
      label: text(
        'Handed to trafficking response',
        'Transmis à la réponse à la traite',
        'Đã chuyển sang ứng phó mua bán người',
        'Diteruskan ke penanganan perdagangan orang',
      ),
      final: true,
    },
    { code: 'closed', label: text('Closed', 'Clos', 'Đã đóng', 'Ditutup'), final: true },
  ],
  firstStage: 'prospective',
  reopensAt: 'counselled',
  transitions: [
    {
      from: 'prospective',
      to: 'counselled',
      label: text('Give counselling', 'Conseiller', 'Tư vấn', 'Beri konseling'),
      gate: { consents: ['record'] },
    },
    {
      from: 'counselled',
      to: 'recruited',
      label: text(
        'Record recruiter and offer',
        'Enregistrer recruteur et offre',
        'Ghi nhận bên tuyển dụng và lời mời',
        'Catat perekrut dan tawaran',
      ),
      gate: {
        consents: ['record'],
        facts: [
          {
            // That it is not valid is an answer too: the worker decides, and has been told.
            code: 'licenceChecked',
            form: 'recruiter-check',
            when: "${licenceValid} = 'yes' or ${licenceValid} = 'no'",
            missing: text(
              'Check whether the recruiter’s licence is valid.',
              'Vérifiez si la licence du recruteur est valable.',
              'Hãy kiểm tra giấy phép của bên tuyển dụng còn hiệu lực không.',
              'Periksa apakah izin perekrut berlaku.',
            ),
          },
          {
            code: 'costsRecorded',
            form: 'recruitment-costs',
            missing: text(
              'Record recruitment fees and related costs, also when there are none.',
              'Enregistrez les commissions de recrutement et frais connexes, même s’il n’y en a pas.',
              'Hãy ghi phí tuyển dụng và chi phí liên quan, kể cả khi không có khoản nào.',
              'Catat biaya perekrutan dan biaya terkait, juga bila tidak ada.',
            ),
          },
        ],
      },
      waivable: true,
    },
    {
      from: 'counselled',
      to: 'closed',
      label: text('Does not leave', 'Ne part pas', 'Không đi nữa', 'Tidak berangkat'),
      gate: { closingReason: true },
    },
    handOn('counselled'),
    {
      from: 'recruited',
      to: 'preDeparture',
      label: text('Contract checked', 'Contrat vérifié', 'Đã kiểm tra hợp đồng', 'Kontrak diperiksa'),
      gate: {
        facts: [
          {
            code: 'contractUnderstood',
            form: 'contract-check',
            when: "${inOwnLanguage} = 'yes'",
            missing: text(
              'Check the contract in a language that the worker understands.',
              'Vérifiez le contrat dans une langue que le travailleur comprend.',
              'Hãy kiểm tra hợp đồng bằng ngôn ngữ mà người lao động hiểu.',
              'Periksa kontrak dalam bahasa yang dipahami pekerja.',
            ),
          },
        ],
      },
      waivable: true,
    },
    {
      from: 'preDeparture',
      to: 'employedAbroad',
      label: text('Has left', 'Départ', 'Đã xuất cảnh', 'Sudah berangkat'),
      gate: {
        facts: [
          {
            code: 'orientationGiven',
            form: 'departure-orientation',
            missing: text(
              'Give the orientation before departure.',
              'Assurez l’orientation avant le départ.',
              'Hãy thực hiện buổi định hướng trước khi đi.',
              'Berikan orientasi sebelum berangkat.',
            ),
          },
        ],
      },
      waivable: true,
    },
    handOn('preDeparture'),
    {
      from: 'employedAbroad',
      to: 'grievance',
      label: text('Take a complaint', 'Recevoir une réclamation', 'Tiếp nhận khiếu nại', 'Terima pengaduan'),
      gate: { consents: ['record'] },
      // Each complaint is looked at for forced labour before anybody negotiates, and answered within two weeks.
      effects: [
        { task: 'screening', within: 72 },
        { task: 'followUp', within: 336 },
      ],
    },
    handOn('employedAbroad'),
    {
      from: 'grievance',
      to: 'remedied',
      label: text(
        'Settled or ordered',
        'Réglée ou ordonnée',
        'Đã thỏa thuận hoặc có quyết định',
        'Disepakati atau diputus',
      ),
      gate: {
        facts: [
          {
            code: 'outcomeRecorded',
            form: 'settlement',
            when: "(${outcome} = 'agreed' or ${outcome} = 'ordered') and ${amount} >= 0",
            missing: text(
              'Record what was agreed or ordered, with the amount.',
              'Enregistrez ce qui a été convenu ou ordonné, avec le montant.',
              'Hãy ghi nội dung thỏa thuận hoặc quyết định, kèm số tiền.',
              'Catat yang disepakati atau diputuskan, beserta jumlahnya.',
            ),
          },
        ],
      },
      waivable: true,
      // Whether the money came is asked after a month: a promised remedy is none yet.
      effects: [{ task: 'followUp', within: 720 }],
    },
    {
      ...handOn('grievance'),
      gate: {
        closingReason: true,
        facts: [
          {
            code: 'dimensionPositive',
            form: 'complaint',
            when: '${positiveDimensions} >= 1',
            missing: text(
              'Ask for the signs of forced labour in the complaint; so far they do not weigh enough.',
              'Demandez les signes de travail forcé dans la réclamation ; ils ne suffisent pas encore.',
              'Hãy hỏi về dấu hiệu lao động cưỡng bức trong khiếu nại; hiện chưa đủ.',
              'Tanyakan tanda kerja paksa dalam pengaduan; sejauh ini belum cukup.',
            ),
          },
        ],
      },
      waivable: true,
    },
    // People stop coming, and complaints are withdrawn, at any point.
    ...['prospective', 'recruited', 'preDeparture', 'employedAbroad', 'grievance', 'remedied'].map((from) => ({
      from,
      to: 'closed',
      label: close,
      gate: { closingReason: true as const },
    })),
  ],
  forms: [
    'intake',
    'counselling-session',
    'recruiter-check',
    'recruitment-costs',
    'contract-check',
    'departure-orientation',
    'complaint',
    'settlement',
  ],
  signs,
  closingReasons: [
    item('remedied', text('Remedy received', 'Réparation reçue', 'Đã nhận được khắc phục', 'Pemulihan diterima')),
    item(
      'partlyRemedied',
      text(
        'Remedy received in part',
        'Réparation reçue en partie',
        'Chỉ được khắc phục một phần',
        'Pemulihan diterima sebagian',
      ),
    ),
    item('noDeparture', text('Does not leave', 'Ne part pas', 'Không đi nữa', 'Tidak berangkat')),
    item(
      'handedOn',
      text(
        'Handed to trafficking response',
        'Transmis à la réponse à la traite',
        'Đã chuyển sang ứng phó mua bán người',
        'Diteruskan ke penanganan perdagangan orang',
      ),
    ),
    item(
      'transferred',
      text(
        'Taken over by another organisation',
        'Repris par une autre organisation',
        'Tổ chức khác đã tiếp nhận',
        'Diambil alih organisasi lain',
      ),
    ),
    item(
      'declined',
      text(
        'The person wants no further help',
        'La personne ne souhaite plus d’aide',
        'Người đó không muốn hỗ trợ nữa',
        'Orang tersebut tidak ingin dibantu lagi',
      ),
    ),
    item(
      'lostContact',
      text('Could not be reached any more', 'Plus joignable', 'Không còn liên lạc được', 'Tidak dapat dihubungi lagi'),
    ),
    item(
      'deceased',
      text('The person has died', 'La personne est décédée', 'Người đó đã mất', 'Orang tersebut meninggal'),
    ),
    item('duplicate', text('Recorded twice', 'Enregistré en double', 'Ghi trùng hồ sơ', 'Tercatat ganda')),
    item('mistake', text('Opened by mistake', 'Ouvert par erreur', 'Mở nhầm', 'Dibuka karena keliru')),
  ],
  indicators,
  // A contract abroad runs for years: quiet is longer than at a counter.
  quietAfterDays: 90,
};
