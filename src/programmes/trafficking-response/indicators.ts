/**
 * The ILO operational indicators of trafficking in human beings, as an assessment of the screening form.
 *
 * Source: ILO and European Commission, Operational Indicators of Trafficking in Human Beings (results of a Delphi
 * survey, 2009), for dimensions, indicators, weights and the rule by which a dimension is positive. The weights of
 * adult and child labour exploitation follow a secondary table whose totals were checked against the published group
 * sizes (10, 10, 16, 9, 15, 7); those of sexual exploitation were not to be had and are left null: the form asks, and
 * classifies nothing. The eleven themes are the ILO Indicators of Forced Labour (2012, revised 2025); which operational
 * indicator touches which is an analysis of ours. The FC indicators, of forced crime, follow the signs that open UNODC's
 * Key Indicators of Trafficking in Persons for Forced Criminality (2023) and have no weights. Codes, short labels and
 * questions are our own words.
 */
import type { Assessment } from '../../kernel/assessment/index.ts';
import { text } from '../text.ts';
import type { Asked } from './indicators/asked.ts';
import { coercionAtDestination } from './indicators/coercion-at-destination.ts';
import { coerciveRecruitment } from './indicators/coercion-at-recruitment.ts';
import { deceptiveRecruitment } from './indicators/deception.ts';
import { exploitation } from './indicators/exploitation.ts';
import { abuseOfVulnerabilityAtDestination } from './indicators/vulnerability-at-destination.ts';
import { abuseOfVulnerabilityRecruitment } from './indicators/vulnerability-at-recruitment.ts';

/** Every indicator with its question, in the order in which they are asked. */
export const operationalIndicators: readonly Asked[] = [
  ...deceptiveRecruitment,
  ...coerciveRecruitment,
  ...abuseOfVulnerabilityRecruitment,
  ...exploitation,
  ...coercionAtDestination,
  ...abuseOfVulnerabilityAtDestination,
];

/** Whoever may be a child is one. */
const child = "(${ageKnown} = 'child' or ${ageKnown} = 'doubtful')";
const adult = "${ageKnown} = 'adult'";
const labour = "(${exploitationKind} = 'labour' or ${exploitationKind} = 'crime')";
const sexual = "${exploitationKind} = 'sexual'";

const atRecruitment = ['deceptiveRecruitment', 'coerciveRecruitment', 'abuseOfVulnerabilityRecruitment'];
const atDestination = ['coercionAtDestination', 'abuseOfVulnerabilityAtDestination'];

/** The assessment that the screening form carries. */
export const operationalAssessment: Assessment = {
  source: text(
    'Dimensions, weights and rule: ILO and European Commission, Operational Indicators of Trafficking in Human Beings (Delphi survey, 2009), read from a secondary table. Forced-labour indicators: ILO, 2012, revised 2025. Signs of forced crime: UNODC, 2023, noted without weights. No weights for sexual exploitation are supplied.',
    'Dimensions, poids et règle : OIT et Commission européenne, Indicateurs opérationnels de la traite des êtres humains (enquête Delphi, 2009), d’après un tableau secondaire. Indicateurs du travail forcé : OIT, 2012, révisés en 2025. Signes de criminalité forcée : ONUDC, 2023, notés sans poids. Aucun poids n’est fourni pour l’exploitation sexuelle.',
    'Nhóm dấu hiệu, trọng số và quy tắc: ILO và Ủy ban châu Âu, Bộ chỉ báo thực tế về mua bán người (khảo sát Delphi, 2009), theo một bảng thứ cấp. Chỉ báo lao động cưỡng bức: ILO, 2012, sửa đổi 2025. Dấu hiệu cưỡng bức phạm tội: UNODC, 2023, ghi nhận nhưng không có trọng số. Chưa có trọng số cho bóc lột tình dục.',
    'Dimensi, bobot, dan aturan: ILO dan Komisi Eropa, Indikator Operasional Perdagangan Orang (survei Delphi, 2009), dari tabel sekunder. Indikator kerja paksa: ILO, 2012, direvisi 2025. Tanda kejahatan paksa: UNODC, 2023, dicatat tanpa bobot. Bobot untuk eksploitasi seksual tidak tersedia.',
  ),
  profiles: [
    {
      code: 'adultLabour',
      label: text(
        'Adult, labour exploitation',
        'Adulte, exploitation par le travail',
        'Người lớn, bóc lột lao động',
        'Dewasa, eksploitasi kerja',
      ),
      when: `${adult} and ${labour}`,
    },
    {
      code: 'childLabour',
      label: text(
        'Child or age in doubt, labour exploitation',
        'Enfant ou âge incertain, exploitation par le travail',
        'Trẻ em hoặc chưa rõ tuổi, bóc lột lao động',
        'Anak atau usia diragukan, eksploitasi kerja',
      ),
      when: `${child} and ${labour}`,
    },
    {
      code: 'adultSexual',
      label: text(
        'Adult, sexual exploitation',
        'Adulte, exploitation sexuelle',
        'Người lớn, bóc lột tình dục',
        'Dewasa, eksploitasi seksual',
      ),
      when: `${adult} and ${sexual}`,
    },
    {
      code: 'childSexual',
      label: text(
        'Child or age in doubt, sexual exploitation',
        'Enfant ou âge incertain, exploitation sexuelle',
        'Trẻ em hoặc chưa rõ tuổi, bóc lột tình dục',
        'Anak atau usia diragukan, eksploitasi seksual',
      ),
      when: `${child} and ${sexual}`,
    },
  ],
  dimensions: [
    {
      code: 'deceptiveRecruitment',
      element: 'means',
      label: text(
        'Deceptive recruitment',
        'Recrutement par tromperie',
        'Tuyển dụng bằng lừa dối',
        'Perekrutan dengan penipuan',
      ),
    },
    {
      code: 'coerciveRecruitment',
      element: 'means',
      label: text(
        'Coercive recruitment',
        'Recrutement par coercition',
        'Tuyển dụng bằng cưỡng ép',
        'Perekrutan dengan paksaan',
      ),
    },
    {
      code: 'abuseOfVulnerabilityRecruitment',
      element: 'means',
      label: text(
        'Recruitment by abuse of vulnerability',
        'Recrutement par abus de vulnérabilité',
        'Tuyển dụng bằng lợi dụng tình trạng dễ bị tổn thương',
        'Perekrutan dengan menyalahgunakan kerentanan',
      ),
    },
    { code: 'exploitation', element: 'purpose', label: text('Exploitation', 'Exploitation', 'Bóc lột', 'Eksploitasi') },
    {
      code: 'coercionAtDestination',
      element: 'means',
      label: text(
        'Coercion at destination',
        'Coercition à destination',
        'Cưỡng ép tại nơi đến',
        'Paksaan di tempat tujuan',
      ),
    },
    {
      code: 'abuseOfVulnerabilityAtDestination',
      element: 'means',
      label: text(
        'Abuse of vulnerability at destination',
        'Abus de vulnérabilité à destination',
        'Lợi dụng tình trạng dễ bị tổn thương tại nơi đến',
        'Penyalahgunaan kerentanan di tempat tujuan',
      ),
    },
  ],
  themes: {
    title: text(
      'ILO indicators of forced labour touched',
      'Indicateurs du travail forcé de l’OIT concernés',
      'Các chỉ báo lao động cưỡng bức của ILO có liên quan',
      'Indikator kerja paksa ILO yang tersentuh',
    ),
    items: [
      {
        code: 'AV',
        label: text(
          'Abuse of vulnerability',
          'Abus de vulnérabilité',
          'Lợi dụng tình trạng dễ bị tổn thương',
          'Penyalahgunaan kerentanan',
        ),
      },
      { code: 'DE', label: text('Deception', 'Tromperie', 'Lừa dối', 'Penipuan') },
      {
        code: 'RM',
        label: text('Restriction of movement', 'Restriction de mouvement', 'Hạn chế đi lại', 'Pembatasan gerak'),
      },
      { code: 'IS', label: text('Isolation', 'Isolement', 'Cô lập', 'Isolasi') },
      {
        code: 'PV',
        label: text(
          'Physical and sexual violence',
          'Violence physique et sexuelle',
          'Bạo lực thể chất và tình dục',
          'Kekerasan fisik dan seksual',
        ),
      },
      {
        code: 'IT',
        label: text(
          'Intimidation and threats',
          'Intimidation et menaces',
          'Dọa nạt và đe dọa',
          'Intimidasi dan ancaman',
        ),
      },
      {
        code: 'RD',
        label: text(
          'Retention of identity documents',
          'Rétention de documents d’identité',
          'Giữ giấy tờ tùy thân',
          'Penahanan dokumen identitas',
        ),
      },
      { code: 'WW', label: text('Withholding of wages', 'Retenue de salaires', 'Giữ tiền lương', 'Penahanan upah') },
      { code: 'DB', label: text('Debt bondage', 'Servitude pour dettes', 'Lệ thuộc vì nợ', 'Jeratan utang') },
      {
        code: 'AC',
        label: text(
          'Abusive working and living conditions',
          'Conditions de travail et de vie abusives',
          'Điều kiện làm việc và sinh sống bị ngược đãi',
          'Kondisi kerja dan hidup yang kejam',
        ),
      },
      {
        code: 'EO',
        label: text(
          'Excessive overtime',
          'Heures supplémentaires excessives',
          'Làm thêm giờ quá mức',
          'Lembur berlebihan',
        ),
      },
    ],
  },
  indicators: operationalIndicators.map(({ indicator }) => indicator),
  rules: [{ strong: 2 }, { strong: 1, mediumOrWeak: 1 }, { medium: 3 }, { medium: 2, weak: 1 }],
  outcomes: [
    {
      code: 'childExploitation',
      label: text(
        'Points to trafficking of a child',
        'Indique la traite d’un enfant',
        'Cho thấy có dấu hiệu mua bán trẻ em',
        'Menunjuk pada perdagangan anak',
      ),
      hint: text(
        'Under 18, or with age in doubt, exploitation suffices: no means is needed, and consent does not count. Presume, protect, call the guardian.',
        'Avant 18 ans, ou si l’âge est incertain, l’exploitation suffit : aucun moyen n’est requis, le consentement ne compte pas. Présumez, protégez, appelez le tuteur.',
        'Dưới 18 tuổi hoặc chưa rõ tuổi, chỉ cần có bóc lột: không cần phương thức, và sự đồng ý không có giá trị. Hãy coi là nạn nhân giả định, bảo vệ, gọi người giám hộ.',
        'Di bawah 18 tahun, atau usia diragukan, eksploitasi sudah cukup: tidak perlu cara, dan persetujuan tidak berlaku. Anggap korban, lindungi, hubungi wali.',
      ),
      when: child,
      positive: [['exploitation']],
      negative: [],
    },
    {
      code: 'traffickingForForcedLabour',
      label: text(
        'Points to trafficking for forced labour',
        'Indique la traite à des fins de travail forcé',
        'Cho thấy có dấu hiệu mua bán người để cưỡng bức lao động',
        'Menunjuk pada perdagangan orang untuk kerja paksa',
      ),
      hint: text(
        'A means at recruitment, exploitation, and coercion where the work is. Consent given under a means does not count.',
        'Un moyen au recrutement, l’exploitation, et la coercition sur le lieu de travail. Le consentement obtenu par un tel moyen ne compte pas.',
        'Có phương thức khi tuyển dụng, có bóc lột và có cưỡng ép tại nơi làm. Sự đồng ý có được bằng phương thức đó không có giá trị.',
        'Ada cara saat perekrutan, eksploitasi, dan paksaan di tempat kerja. Persetujuan yang diperoleh dengan cara itu tidak berlaku.',
      ),
      positive: [atRecruitment, ['exploitation'], ['coercionAtDestination']],
      negative: [],
    },
    {
      code: 'deceptionAndExploitation',
      label: text(
        'Points to deception and exploitation',
        'Indique une tromperie et une exploitation',
        'Cho thấy có lừa dối và bóc lột',
        'Menunjuk pada penipuan dan eksploitasi',
      ),
      hint: text(
        'Deception is a means too: with exploitation it can be trafficking. Ask what keeps the person there.',
        'La tromperie est aussi un moyen : avec l’exploitation, cela peut être de la traite. Demandez ce qui retient la personne.',
        'Lừa dối cũng là một phương thức: cùng với bóc lột có thể là mua bán người. Hãy hỏi điều gì giữ chân người đó.',
        'Penipuan juga suatu cara: bersama eksploitasi bisa berarti perdagangan orang. Tanyakan apa yang menahan orang itu di sana.',
      ),
      positive: [['deceptiveRecruitment'], ['exploitation']],
      negative: ['coercionAtDestination'],
    },
    {
      code: 'meansAndExploitation',
      label: text(
        'Points to a means and exploitation',
        'Indique un moyen et une exploitation',
        'Cho thấy có phương thức và bóc lột',
        'Menunjuk pada suatu cara dan eksploitasi',
      ),
      hint: text(
        'For an adult trafficking takes an act, a means and the purpose. A means and the purpose are positive: ask about the act.',
        'Pour un adulte, la traite suppose un acte, un moyen et un but. Un moyen et le but sont positifs : interrogez sur l’acte.',
        'Với người lớn, mua bán người gồm hành vi, phương thức và mục đích. Phương thức và mục đích đã có: hãy hỏi thêm về hành vi.',
        'Bagi orang dewasa, perdagangan orang mencakup tindakan, cara, dan tujuan. Cara dan tujuan sudah ada: tanyakan tindakannya.',
      ),
      positive: [[...atRecruitment, ...atDestination], ['exploitation']],
      negative: [],
    },
    {
      code: 'exploitedLabourRightsCase',
      label: text(
        'Points to exploitation: a labour rights case',
        'Indique une exploitation : affaire de droit du travail',
        'Cho thấy có bóc lột: vụ việc về quyền lao động',
        'Menunjuk pada eksploitasi: kasus hak pekerja',
      ),
      hint: text(
        'No means is positive so far. There is a right to wages and remedy all the same.',
        'Aucun moyen n’est positif à ce stade. Le droit au salaire et à réparation demeure.',
        'Đến nay chưa có phương thức nào đủ dấu hiệu. Quyền được trả lương và được bồi thường vẫn còn.',
        'Sejauh ini tidak ada cara yang terpenuhi. Hak atas upah dan pemulihan tetap ada.',
      ),
      positive: [['exploitation']],
      negative: [],
    },
    {
      code: 'meansOnly',
      label: text(
        'A means is positive; exploitation is not shown',
        'Un moyen est positif ; l’exploitation n’est pas établie',
        'Có phương thức; chưa thấy bóc lột',
        'Suatu cara terpenuhi; eksploitasi belum terlihat',
      ),
      hint: text(
        'Exploitation need not have happened yet: ask what was planned for the person.',
        'L’exploitation n’a pas besoin d’avoir déjà eu lieu : demandez ce qui était prévu pour la personne.',
        'Bóc lột không nhất thiết đã xảy ra: hãy hỏi người đó bị dự định đưa đi làm gì.',
        'Eksploitasi tidak harus sudah terjadi: tanyakan apa yang direncanakan bagi orang itu.',
      ),
      positive: [[...atRecruitment, ...atDestination]],
      negative: [],
    },
    {
      code: 'notReached',
      label: text(
        'No dimension is positive',
        'Aucune dimension n’est positive',
        'Chưa nhóm dấu hiệu nào đủ',
        'Tidak ada dimensi yang terpenuhi',
      ),
      hint: text(
        'This does not show that nothing happened: people often tell later. Offer to speak again.',
        'Cela ne prouve pas qu’il ne s’est rien passé : on parle souvent plus tard. Proposez un nouvel entretien.',
        'Điều này không có nghĩa là không có chuyện gì: nhiều người về sau mới kể. Hãy hẹn gặp lại.',
        'Ini tidak membuktikan bahwa tidak terjadi apa-apa: orang sering bercerita kemudian. Tawarkan untuk bicara lagi.',
      ),
      positive: [],
      negative: [],
    },
  ],
};
