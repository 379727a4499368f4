import type { Fact, Text } from '../../kernel/index.ts';
import { text } from '../text.ts';

const fact = (code: string, form: string, when: string | undefined, missing: Text): Fact => ({
  code,
  form,
  ...(when !== undefined && { when }),
  missing,
});

/** What the gates of the response ask. Whether somebody works with the police is not among it, and cannot be: it is sealed. */
export const presumed = fact(
  'presumed',
  'screening',
  "${conclusion} = 'presumed'",
  text(
    'Screen, and come to the conclusion that they are presumed to be a victim.',
    'Mener le dépistage et conclure à une victime présumée.',
    'Sàng lọc và kết luận người này có thể là nạn nhân.',
    'Lakukan penyaringan dan simpulkan bahwa orang ini diduga korban.',
  ),
);

export const advised = fact(
  'advised',
  'advice',
  undefined,
  text(
    'Give advice on work, rights and help, and record it.',
    'Donner des conseils sur le travail, les droits et les aides, et les noter.',
    'Tư vấn về việc làm, quyền lợi và hỗ trợ, rồi ghi lại.',
    'Beri saran tentang kerja, hak, dan bantuan, lalu catat.',
  ),
);

export const safetyPlan = fact(
  'safetyPlan',
  'safety-plan',
  "${safeTonight} = 'yes'",
  text(
    'Make a safety plan with a safe place for tonight.',
    'Établir un plan de sécurité avec un lieu sûr pour cette nuit.',
    'Lập kế hoạch an toàn, có nơi ở an toàn cho đêm nay.',
    'Susun rencana keselamatan dengan tempat aman untuk malam ini.',
  ),
);

export const identified = fact(
  'decision',
  'formal-identification',
  "${decision} = 'identified' and ${deciderBody} != '' and ${decidedOn} != ''",
  text(
    'Record the formal decision: who decided, when and why.',
    'Noter la décision formelle : qui a décidé, quand et pourquoi.',
    'Ghi quyết định chính thức: ai quyết định, khi nào và vì sao.',
    'Catat keputusan resmi: siapa yang memutuskan, kapan, dan mengapa.',
  ),
);

/** The reasons themselves are sealed; the form does without none. */
export const notIdentified = fact(
  'decision',
  'formal-identification',
  "${decision} = 'notIdentified' and ${deciderBody} != '' and ${decidedOn} != ''",
  identified.missing,
);

export const reviewExplained = fact(
  'reviewExplained',
  'formal-identification',
  "${explained} = 'yes' and ${reviewExplained} = 'yes' and ${reviewUntil} != ''",
  text(
    'Explain the reasons, how to ask for a review and until when.',
    'Expliquer les motifs, comment demander un réexamen et jusqu’à quand.',
    'Giải thích lý do, cách yêu cầu xem xét lại và thời hạn.',
    'Jelaskan alasannya, cara meminta peninjauan, dan batas waktunya.',
  ),
);

export const wantsReturn = fact(
  'voluntary',
  'advice',
  "${wish} = 'return' and ${freely} = 'yes'",
  text(
    'Hear from the person, alone and under no pressure, that they want to return.',
    'Entendre de la personne, seule et sans pression, qu’elle veut rentrer.',
    'Nghe chính người đó, khi ở riêng và không bị ép buộc, nói muốn trở về.',
    'Dengar dari orang itu sendiri, tanpa tekanan, bahwa ia ingin pulang.',
  ),
);

export const wantsToStay = fact(
  'voluntary',
  'advice',
  "(${wish} = 'stay' or ${wish} = 'thirdCountry') and ${freely} = 'yes'",
  text(
    'Hear from the person, alone and under no pressure, that they want to stay or go to a third country.',
    'Entendre de la personne, seule et sans pression, qu’elle veut rester ou aller dans un pays tiers.',
    'Nghe chính người đó, khi ở riêng và không bị ép buộc, nói muốn ở lại hoặc sang nước thứ ba.',
    'Dengar dari orang itu sendiri, tanpa tekanan, bahwa ia ingin menetap atau ke negara ketiga.',
  ),
);

/** The four that make a return ready. */
export const returnReady: Fact[] = [
  fact(
    'tracing',
    'family-tracing',
    "${result} != ''",
    text(
      'Finish tracing the family.',
      'Achever la recherche de la famille.',
      'Hoàn tất việc tìm gia đình.',
      'Selesaikan penelusuran keluarga.',
    ),
  ),
  fact(
    'nationality',
    'nationality-and-papers',
    "${nationalityConfirmed} = 'yes' and ${documentIssued} = 'yes'",
    text(
      'Have the nationality confirmed and papers for the journey issued.',
      'Faire confirmer la nationalité et délivrer les papiers du voyage.',
      'Xác nhận quốc tịch và cấp giấy tờ đi lại.',
      'Pastikan kewarganegaraan dan terbitnya dokumen perjalanan.',
    ),
  ),
  fact(
    'risk',
    'risk-assessment',
    "${overall} = 'acceptable'",
    text(
      'Assess the risks, and reduce them until they are acceptable.',
      'Évaluer les risques et les réduire jusqu’à un niveau acceptable.',
      'Đánh giá rủi ro và giảm đến mức chấp nhận được.',
      'Nilai risikonya dan kurangi sampai dapat diterima.',
    ),
  ),
  fact(
    'reception',
    'reception',
    "${agreed} = 'yes'",
    text(
      'Agree with whoever receives them.',
      'Obtenir l’accord de qui l’accueillera.',
      'Thống nhất với bên tiếp nhận.',
      'Sepakati dengan pihak penerima.',
    ),
  ),
];

export const askedAgain = fact(
  'askedAgain',
  'travel-plan',
  "${consentAskedAgain} = 'yes'",
  text(
    'Ask once more, before travel, whether they still want to return.',
    'Redemander, avant le départ, si elle veut toujours rentrer.',
    'Hỏi lại trước khi đi xem người đó còn muốn trở về không.',
    'Tanyakan sekali lagi sebelum berangkat apakah ia masih ingin pulang.',
  ),
);

export const handedOver = fact(
  'handover',
  'handover',
  "${receiptSigned} = 'yes'",
  text(
    'Have the handover signed by both sides.',
    'Faire signer la remise par les deux parties.',
    'Hai bên ký biên bản bàn giao.',
    'Minta kedua pihak menandatangani serah terima.',
  ),
);

export const planAgreed = fact(
  'plan',
  'reintegration-plan',
  "${agreedByPerson} = 'yes'",
  text(
    'Agree on a reintegration plan with the person.',
    'Convenir avec la personne d’un plan de réintégration.',
    'Thống nhất kế hoạch tái hòa nhập với người đó.',
    'Sepakati rencana reintegrasi dengan orang itu.',
  ),
);

/**
 * Half of the way and a little more, over three dimensions that weigh the same. No threshold is official: an installation
 * that knows a better one publishes it.
 */
export const reintegrated: Fact[] = [
  fact(
    'score',
    'follow-up-visit',
    '${score} >= 60',
    text(
      'Visit, and reach a score of 60 or more.',
      'Rendre visite et atteindre un score d’au moins 60.',
      'Thăm và đạt điểm từ 60 trở lên.',
      'Kunjungi dan capai skor 60 atau lebih.',
    ),
  ),
  fact(
    'safety',
    'follow-up-visit',
    "${safeNow} = 'yes' and ${reTrafficking} = 'no'",
    text(
      'Visit, and find that they are safe and not at risk of being trafficked again.',
      'Rendre visite et constater la sécurité, sans risque de nouvelle traite.',
      'Thăm và xác nhận người đó an toàn, không có nguy cơ bị mua bán lại.',
      'Kunjungi dan pastikan ia aman dan tidak berisiko diperdagangkan lagi.',
    ),
  ),
  fact(
    'noOpenRisk',
    'follow-up-visit',
    "${openRisk} = 'no'",
    text(
      'Settle the open risks.',
      'Régler les risques encore ouverts.',
      'Giải quyết các rủi ro còn lại.',
      'Selesaikan risiko yang masih terbuka.',
    ),
  ),
];

export const contactLost = fact(
  'attempts',
  'contact-attempt',
  "${attempt} >= 3 and ${result} != 'reached'",
  text(
    'Try to reach them three times, in safe ways, and record it.',
    'Tenter trois fois de la joindre, sans la mettre en danger, et le noter.',
    'Thử liên lạc ba lần, theo cách an toàn, và ghi lại.',
    'Coba hubungi tiga kali dengan cara aman, lalu catat.',
  ),
);

/** Of a child, and of everybody who may be one. */
export const guardian = fact(
  'guardian',
  'guardian',
  "${status} = 'appointed' and ${noConflict} = 'yes'",
  text(
    'Have a guardian appointed and checked.',
    'Faire désigner un tuteur, après vérification.',
    'Cử người giám hộ sau khi kiểm tra.',
    'Pastikan wali ditunjuk dan sudah diperiksa.',
  ),
);

export const interestsAssessed = fact(
  'bestInterestsAssessment',
  'best-interests-assessment',
  "${recommendation} != ''",
  text(
    'Assess the child’s best interests.',
    'Évaluer l’intérêt supérieur de l’enfant.',
    'Đánh giá lợi ích tốt nhất của trẻ.',
    'Nilai kepentingan terbaik anak.',
  ),
);

const determined = (solution: string): Fact =>
  fact(
    'bestInterestsDetermination',
    'best-interests-determination',
    `\${decision} = 'approved' and (${solution})`,
    text(
      'Have this solution approved by a best interests determination.',
      'Faire approuver cette solution par une détermination de l’intérêt supérieur.',
      'Giải pháp này cần được chấp thuận trong quyết định về lợi ích tốt nhất của trẻ.',
      'Solusi ini perlu disetujui dalam penetapan kepentingan terbaik anak.',
    ),
  );
export const returnDetermined = determined("${solution} = 'return'");
export const stayDetermined = determined("${solution} = 'stay' or ${solution} = 'thirdCountry'");

export const escorted = fact(
  'escort',
  'travel-plan',
  "${escorted} = 'yes'",
  text(
    'Plan who travels with the child: a child never travels alone.',
    'Prévoir qui accompagne l’enfant : un enfant ne voyage jamais seul.',
    'Bố trí người đi cùng: trẻ em không bao giờ đi một mình.',
    'Tentukan pendamping: anak tidak pernah bepergian sendiri.',
  ),
);
