import type { Approval, Effect, Fact, Transition } from '../../kernel/index.ts';
import { close } from '../fields.ts';
import { text } from '../text.ts';
import * as facts from './facts.ts';

const checked: Approval = {
  code: 'decision',
  label: text(
    'a second person has read the decision as it is recorded',
    'une seconde personne a lu la décision telle qu’elle est notée',
    'người thứ hai đã đọc quyết định được ghi lại',
    'orang kedua telah membaca keputusan yang dicatat',
  ),
};
const returnAgreed: Approval = {
  code: 'return',
  label: text(
    'a second person agrees that this return is safe and voluntary',
    'une seconde personne convient que ce retour est sûr et volontaire',
    'người thứ hai đồng ý rằng việc trở về này an toàn và tự nguyện',
    'orang kedua sepakat bahwa kepulangan ini aman dan sukarela',
  ),
};
const endAgreed: Approval = {
  code: 'end',
  label: text(
    'a second person agrees that the case may end',
    'une seconde personne convient que le dossier peut se clore',
    'người thứ hai đồng ý kết thúc hồ sơ',
    'orang kedua sepakat kasus ini boleh diakhiri',
  ),
};

/** What a gate asks for is what the task was for. */
const doneBy = ({ form, when }: Fact): Pick<Effect, 'form' | 'when'> => ({ form, ...(when !== undefined && { when }) });
const [tracing, nationality, risk, reception] = facts.returnReady as [Fact, Fact, Fact, Fact];

const day = 24;
const week = 7 * day;

/**
 * Who was flagged: screened, made safe, decided on, assisted. A consent that stands is asked for wherever somebody is asked,
 * shown to others, sent or helped; refusing to work with the police stops nothing.
 */
const protection: Transition[] = [
  {
    from: 'flagged',
    to: 'presumed',
    label: text('Presume a victim', 'Présumer une victime', 'Coi là có thể là nạn nhân', 'Menduga sebagai korban'),
    gate: { consents: ['screening'], facts: [facts.presumed], child: { facts: [facts.interestsAssessed] } },
    effects: [
      { task: 'safetyPlan', within: 4, ...doneBy(facts.safetyPlan) },
      { task: 'urgentNeeds', within: day },
      { task: 'guardianSearch', within: day, childOnly: true, ...doneBy(facts.guardian) },
    ],
  },
  {
    from: 'flagged',
    to: 'closed',
    label: text('Close with advice', 'Clore après conseil', 'Tư vấn rồi đóng hồ sơ', 'Tutup dengan saran'),
    gate: { facts: [facts.advised], closingReason: true },
  },
  {
    from: 'presumed',
    to: 'stabilised',
    label: text('Shelter and rest', 'Mettre à l’abri', 'Đưa vào nơi an toàn', 'Beri perlindungan dan waktu pulih'),
    gate: { consents: ['referral', 'service'], facts: [facts.safetyPlan], child: { facts: [facts.guardian] } },
  },
  {
    // Nothing is asked of an adult who goes, a consent least of all. A child stays protected.
    from: 'presumed',
    to: 'closed',
    label: text('Close: declines help', 'Clore : refuse l’aide', 'Đóng: từ chối hỗ trợ', 'Tutup: menolak bantuan'),
    gate: {
      closingReason: true,
      adultsOnly: text(
        'A child, or somebody who may be one, stays protected: go on with shelter and a guardian.',
        'Un enfant, ou qui peut l’être, reste protégé : poursuivre la mise à l’abri, avec un tuteur.',
        'Trẻ em hoặc người có thể là trẻ em vẫn được bảo vệ: tiếp tục bảo đảm nơi an toàn và người giám hộ.',
        'Anak, atau yang mungkin anak, tetap dilindungi: lanjutkan perlindungan dan perwalian.',
      ),
    },
  },
  {
    from: 'stabilised',
    to: 'identified',
    label: text('Identified', 'Identifiée', 'Được xác định là nạn nhân', 'Teridentifikasi'),
    gate: {
      consents: ['authorities'],
      facts: [facts.identified],
      child: { facts: [facts.guardian] },
      approvals: [checked],
    },
    effects: [{ task: 'servicePlan', within: week }],
  },
  {
    from: 'stabilised',
    to: 'notIdentified',
    label: text('Not identified', 'Non identifiée', 'Không được xác định là nạn nhân', 'Tidak teridentifikasi'),
    gate: {
      consents: ['authorities'],
      facts: [facts.notIdentified, facts.reviewExplained],
      child: { facts: [facts.guardian] },
      approvals: [checked],
    },
    effects: [{ task: 'servicePlan', within: 3 * day }],
  },
  {
    from: 'notIdentified',
    to: 'stabilised',
    label: text('Review the decision', 'Réexaminer la décision', 'Xem xét lại quyết định', 'Tinjau kembali keputusan'),
  },
  {
    // Help does not depend on what was decided: nothing of the decision is asked.
    from: 'notIdentified',
    to: 'assisted',
    label: text('Assist all the same', 'Assister malgré tout', 'Vẫn hỗ trợ', 'Tetap dibantu'),
    gate: { consents: ['service'] },
  },
  { from: 'notIdentified', to: 'closed', label: close, gate: { closingReason: true } },
  {
    from: 'identified',
    to: 'assisted',
    label: text('Begin assistance', 'Commencer l’assistance', 'Bắt đầu hỗ trợ', 'Mulai bantuan'),
    gate: { consents: ['service'], child: { facts: [facts.interestsAssessed] } },
  },
];

/** What the person chooses: to stay, or to return and settle. */
const solution: Transition[] = [
  {
    from: 'assisted',
    to: 'returnPlanning',
    label: text('Plan the return', 'Préparer le retour', 'Chuẩn bị trở về', 'Rencanakan kepulangan'),
    gate: {
      consents: ['return', 'familyContact'],
      facts: [facts.wantsReturn],
      child: { facts: [facts.returnDetermined] },
    },
    effects: [
      { task: 'familyTracing', within: week, ...doneBy(tracing) },
      { task: 'nationality', within: 2 * week, ...doneBy(nationality) },
      { task: 'riskAssessment', within: 2 * week, ...doneBy(risk) },
      { task: 'receptionAgreement', within: 3 * week, ...doneBy(reception) },
    ],
  },
  {
    // Their wish, freely said, is what is asked here: a consent to return is no condition for staying.
    from: 'assisted',
    to: 'stayed',
    label: text(
      'Stays or moves on',
      'Reste ou part ailleurs',
      'Ở lại hoặc đi nước khác',
      'Menetap atau ke negara lain',
    ),
    gate: { facts: [facts.wantsToStay], child: { facts: [facts.stayDetermined] } },
  },
  {
    from: 'returnPlanning',
    to: 'returnReady',
    label: text('Return is ready', 'Retour prêt', 'Sẵn sàng trở về', 'Siap pulang'),
    gate: {
      consents: ['familyContact', 'crossBorder'],
      facts: facts.returnReady,
      child: { facts: [facts.returnDetermined] },
      approvals: [returnAgreed],
    },
    waivable: true,
  },
  {
    from: 'returnPlanning',
    to: 'assisted',
    label: text('Give the return up', 'Renoncer au retour', 'Không trở về nữa', 'Batalkan kepulangan'),
  },
  {
    from: 'returnReady',
    to: 'inTransit',
    label: text('Depart', 'Départ', 'Khởi hành', 'Berangkat'),
    gate: { consents: ['return'], facts: [facts.askedAgain], child: { facts: [facts.escorted] } },
    effects: [{ task: 'arrival', within: 2 * day, ...doneBy(facts.handedOver) }],
  },
  {
    from: 'inTransit',
    to: 'received',
    label: text('Received', 'Accueillie', 'Đã tiếp nhận', 'Diterima'),
    gate: { facts: [facts.handedOver] },
    effects: [
      { task: 'arrivalFeedback', within: 3 * day },
      { task: 'reintegrationPlan', within: 2 * week, ...doneBy(facts.planAgreed) },
    ],
  },
  {
    from: 'received',
    to: 'reintegrating',
    label: text('Begin reintegration', 'Commencer la réintégration', 'Bắt đầu tái hòa nhập', 'Mulai reintegrasi'),
    gate: {
      consents: ['service', 'followUp'],
      facts: [facts.planAgreed],
      child: { facts: [facts.interestsAssessed] },
    },
  },
  {
    from: 'reintegrating',
    to: 'followUp',
    label: text('Begin follow-up', 'Commencer le suivi', 'Bắt đầu theo dõi', 'Mulai pemantauan'),
    gate: { consents: ['followUp'] },
  },
  {
    from: 'followUp',
    to: 'reintegrated',
    label: text('Reintegrated', 'Réintégration acquise', 'Đã tái hòa nhập', 'Telah tereintegrasi'),
    gate: { consents: ['followUp'], facts: facts.reintegrated },
  },
  {
    from: 'followUp',
    to: 'flagged',
    label: text('Screen again', 'Dépister à nouveau', 'Sàng lọc lại', 'Saring kembali'),
    gate: { consents: ['screening'] },
    effects: [
      { task: 'safetyPlan', within: 4, ...doneBy(facts.safetyPlan) },
      { task: 'screening', within: day, form: 'screening' },
    ],
  },
  {
    from: 'followUp',
    to: 'closed',
    label: text('Close: contact lost', 'Clore : contact perdu', 'Đóng: mất liên lạc', 'Tutup: hilang kontak'),
    gate: { facts: [facts.contactLost], approvals: [endAgreed], closingReason: true },
  },
  // Somebody may be lost, or die, on any part of the way; without the attempts to reach them only for a reason that stays.
  ...[
    'stabilised',
    'identified',
    'assisted',
    'returnPlanning',
    'returnReady',
    'inTransit',
    'received',
    'reintegrating',
  ].map((from) => ({
    from,
    to: 'closed',
    label: close,
    waivable: true as const,
    gate: { facts: [facts.contactLost], closingReason: true as const },
  })),
  {
    from: 'reintegrated',
    to: 'closed',
    label: close,
    gate: { approvals: [endAgreed], closingReason: true },
  },
  { from: 'stayed', to: 'closed', label: close, gate: { closingReason: true } },
  {
    from: 'closed',
    to: 'flagged',
    label: text('Open again', 'Rouvrir', 'Mở lại', 'Buka kembali'),
    gate: { consents: ['screening'] },
    effects: [{ task: 'screening', within: day, form: 'screening' }],
  },
];

export const transitions: Transition[] = [...protection, ...solution];
