import type { ChoiceList, Field, FormDefinition, Group } from '../../../kernel/form/index.ts';
import type { Text } from '../../../kernel/index.ts';
import { stillToCome } from '../../fields.ts';
import { item, languages, text } from '../../text.ts';
import { operationalAssessment, operationalIndicators } from '../indicators.ts';

const ageKnown: ChoiceList = {
  choices: [
    item(
      'adult',
      text(
        'Adult, known for certain',
        'Adulte, avec certitude',
        'Người lớn, biết chắc chắn',
        'Dewasa, diketahui pasti',
      ),
    ),
    item('child', text('Under 18', 'Moins de 18 ans', 'Dưới 18 tuổi', 'Di bawah 18 tahun')),
    item(
      'doubtful',
      text(
        'In doubt: treated as a child',
        'Incertain : traité comme un enfant',
        'Chưa rõ: coi như trẻ em',
        'Diragukan: diperlakukan sebagai anak',
      ),
    ),
  ],
};

const exploitationKind: ChoiceList = {
  choices: [
    item('labour', text('Work or services', 'Travail ou services', 'Lao động hoặc dịch vụ', 'Kerja atau jasa')),
    item(
      'crime',
      text(
        'Forced crime, such as scam compounds',
        'Criminalité forcée, comme les centres d’escroquerie',
        'Bị ép phạm tội, như ở khu lừa đảo',
        'Kejahatan paksa, seperti di kompleks penipuan',
      ),
    ),
    item('sexual', text('Sexual exploitation', 'Exploitation sexuelle', 'Bóc lột tình dục', 'Eksploitasi seksual')),
    item('other', text('Another kind', 'Un autre type', 'Loại khác', 'Jenis lain')),
    item('notKnown', text('Not known yet', 'Pas encore connu', 'Chưa rõ', 'Belum diketahui')),
  ],
};

const conclusion: ChoiceList = {
  choices: [
    item('presumed', text('Presumed victim', 'Victime présumée', 'Nạn nhân giả định', 'Terduga korban')),
    item(
      'moreInformation',
      text('More information is needed', 'Il faut plus d’informations', 'Cần thêm thông tin', 'Perlu informasi lagi'),
    ),
    item(
      'noIndicators',
      text('No indicators found', 'Aucun indice relevé', 'Không thấy dấu hiệu', 'Tidak ditemukan indikator'),
    ),
  ],
};

/** Dimensions in the order in which they are asked, in words that can be said aloud. */
const sections: readonly [dimension: string, label: Text][] = [
  [
    'deceptiveRecruitment',
    text(
      'What was promised, and what it was',
      'Ce qui a été promis, et ce qu’il en était',
      'Lời hứa và thực tế',
      'Yang dijanjikan dan kenyataannya',
    ),
  ],
  [
    'coerciveRecruitment',
    text(
      'Before leaving and on the way: force',
      'Avant le départ et en route : la contrainte',
      'Trước khi đi và trên đường: sự ép buộc',
      'Sebelum berangkat dan di perjalanan: paksaan',
    ),
  ],
  [
    'abuseOfVulnerabilityRecruitment',
    text(
      'Before leaving: what was taken advantage of',
      'Avant le départ : ce dont on a profité',
      'Trước khi đi: điều bị lợi dụng',
      'Sebelum berangkat: yang dimanfaatkan',
    ),
  ],
  [
    'exploitation',
    text(
      'The work and the life there',
      'Le travail et la vie là-bas',
      'Công việc và cuộc sống ở nơi đến',
      'Pekerjaan dan kehidupan di sana',
    ),
  ],
  [
    'coercionAtDestination',
    text(
      'What keeps the person there',
      'Ce qui retient la personne',
      'Điều giữ chân người đó',
      'Yang menahan orang itu di sana',
    ),
  ],
  [
    'abuseOfVulnerabilityAtDestination',
    text(
      'There: what is taken advantage of',
      'Là-bas : ce dont on profite',
      'Ở nơi đến: điều bị lợi dụng',
      'Di tempat tujuan: yang dimanfaatkan',
    ),
  ],
];

const indicatorGroups = sections.map(
  ([dimension, label]): Group => ({
    kind: 'group',
    name: dimension,
    label,
    items: operationalIndicators
      .filter(({ indicator }) => indicator.dimension === dimension)
      // Sealed as what was told is: a thief of the disk would read who was locked in, or worse. Gates ask the conclusion.
      .map(
        ({ indicator, question }): Field => ({
          kind: 'field',
          name: indicator.field,
          type: 'yesNo',
          class: 'account',
          label: question,
        }),
      ),
  }),
);

/** The screening interview: safety first, then the operational indicators, then what the screener concludes and why. */
export const screening: FormDefinition = {
  code: 'screening',
  version: 1,
  title: text('Screening interview', 'Entretien de dépistage', 'Phỏng vấn sàng lọc', 'Wawancara penyaringan'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: { ageKnown, exploitationKind, conclusion, sector: { codeList: 'sector' } },
  items: [
    {
      kind: 'group',
      name: 'safety',
      label: text(
        'Safety and understanding',
        'Sécurité et compréhension',
        'An toàn và giao tiếp',
        'Keselamatan dan saling memahami',
      ),
      items: [
        {
          kind: 'field',
          name: 'safeNow',
          type: 'yesNo',
          class: 'operational',
          requiredIf: true,
          label: text(
            'Is it safe to talk now, with nobody listening?',
            'Peut-on parler maintenant en sécurité, sans être entendus ?',
            'Bây giờ nói chuyện có an toàn, không ai nghe thấy không?',
            'Apakah sekarang aman untuk bicara, tanpa ada yang mendengar?',
          ),
        },
        {
          kind: 'field',
          name: 'notSafe',
          type: 'note',
          class: 'operational',
          showIf: "${safeNow} = 'no' or ${safeNow} = 'unknown'",
          label: text(
            'Stop here. Do not ask about the work. Agree on a safe time, place and way to reach the person. In danger now: follow the emergency plan, call the emergency services if the person wishes, or at once for a child or where life is at risk.',
            'Arrêtez ici. Ne posez pas de questions sur le travail. Convenez d’un moment, d’un lieu et d’un moyen de contact sûrs. En cas de danger immédiat : suivez le plan d’urgence, appelez les secours si la personne le souhaite, ou aussitôt pour un enfant ou si la vie est menacée.',
            'Hãy dừng lại. Đừng hỏi về công việc. Hãy thống nhất thời gian, nơi và cách liên lạc an toàn. Nếu đang nguy hiểm: làm theo kế hoạch khẩn cấp, gọi lực lượng cứu trợ nếu người đó muốn, hoặc gọi ngay nếu là trẻ em hay có nguy cơ đến tính mạng.',
            'Berhenti di sini. Jangan tanyakan soal pekerjaan. Sepakati waktu, tempat, dan cara menghubungi yang aman. Jika sedang dalam bahaya: ikuti rencana darurat, hubungi layanan darurat bila orang itu mau, atau segera bila ia anak atau nyawanya terancam.',
          ),
        },
        {
          kind: 'field',
          name: 'date',
          type: 'date',
          class: 'operational',
          requiredIf: true,
          default: { expression: 'today()' },
          constraint: '. <= today()',
          constraintMessage: stillToCome,
          label: text('Day of the interview', 'Jour de l’entretien', 'Ngày phỏng vấn', 'Hari wawancara'),
        },
        {
          kind: 'field',
          name: 'spokenLanguage',
          type: 'language',
          class: 'operational',
          label: text('Language spoken', 'Langue de l’entretien', 'Ngôn ngữ trao đổi', 'Bahasa percakapan'),
        },
        {
          kind: 'field',
          name: 'interpreterUsed',
          type: 'yesNo',
          class: 'operational',
          label: text(
            'Was an interpreter there?',
            'Un interprète était-il présent ?',
            'Có phiên dịch không?',
            'Apakah ada juru bahasa?',
          ),
        },
      ],
    },
    {
      kind: 'group',
      name: 'profile',
      label: text('What to weigh by', 'Ce qui oriente l’appréciation', 'Căn cứ để xem xét', 'Dasar penimbangan'),
      items: [
        {
          kind: 'field',
          name: 'ageKnown',
          type: 'choice',
          list: 'ageKnown',
          class: 'operational',
          requiredIf: true,
          label: text('Adult or child?', 'Adulte ou enfant ?', 'Người lớn hay trẻ em?', 'Dewasa atau anak?'),
        },
        {
          kind: 'field',
          name: 'exploitationKind',
          type: 'choice',
          list: 'exploitationKind',
          class: 'operational',
          requiredIf: true,
          hint: text(
            'If there are several, the one that weighs most on the person.',
            'S’il y en a plusieurs, celui qui pèse le plus sur la personne.',
            'Nếu có nhiều loại, chọn loại nặng nề nhất với người đó.',
            'Jika lebih dari satu, yang paling membebani orang itu.',
          ),
          label: text(
            'What kind of exploitation may it be?',
            'De quel type d’exploitation pourrait-il s’agir ?',
            'Có thể là loại bóc lột nào?',
            'Jenis eksploitasi apa yang mungkin terjadi?',
          ),
        },
        {
          kind: 'field',
          name: 'sector',
          type: 'choice',
          list: 'sector',
          class: 'statistical',
          showIf: "${exploitationKind} = 'labour'",
          label: text('Sector of work', 'Secteur de travail', 'Ngành nghề', 'Sektor kerja'),
        },
        {
          kind: 'field',
          name: 'howToAsk',
          type: 'note',
          class: 'operational',
          label: text(
            'Let the person tell first, then ask what is still open. A pause or an end is theirs to choose. Of somebody who has left, ask how it was.',
            'Laissez d’abord la personne raconter, puis demandez ce qui manque. Elle peut faire une pause ou arrêter. Si elle est partie, demandez comment c’était.',
            'Hãy để người đó kể trước, rồi hỏi những điều còn thiếu. Họ có quyền nghỉ hoặc dừng lại. Nếu đã rời đi, hãy hỏi lúc đó thế nào.',
            'Biarkan orang itu bercerita dulu, lalu tanyakan yang belum jelas. Ia berhak beristirahat atau berhenti. Bila sudah pergi dari sana, tanyakan bagaimana keadaannya dulu.',
          ),
        },
      ],
    },
    ...indicatorGroups,
    {
      kind: 'group',
      name: 'end',
      label: text('What you conclude', 'Votre conclusion', 'Kết luận của bạn', 'Kesimpulan Anda'),
      items: [
        {
          kind: 'field',
          name: 'account',
          type: 'longText',
          class: 'account',
          label: text(
            'What the person told, in their words',
            'Ce que la personne a raconté, avec ses mots',
            'Điều người đó kể, theo lời của họ',
            'Yang diceritakan, dengan kata-katanya sendiri',
          ),
        },
        {
          kind: 'field',
          name: 'conclusion',
          type: 'choice',
          list: 'conclusion',
          class: 'operational',
          requiredIf: true,
          hint: text(
            'Presumed is not identified: that is decided by whoever is competent.',
            'Présumée n’est pas identifiée : cela revient à l’autorité compétente.',
            'Giả định chưa phải là đã được xác định: việc đó do cơ quan có thẩm quyền quyết định.',
            'Terduga belum berarti teridentifikasi: itu diputuskan pihak yang berwenang.',
          ),
          label: text(
            'Conclusion of this screening',
            'Conclusion de ce dépistage',
            'Kết luận của lần sàng lọc này',
            'Kesimpulan penyaringan ini',
          ),
        },
        {
          kind: 'field',
          name: 'reasons',
          type: 'longText',
          class: 'account',
          requiredIf: true,
          label: text(
            'Reasons for the conclusion',
            'Motifs de la conclusion',
            'Lý do của kết luận',
            'Alasan kesimpulan',
          ),
        },
      ],
    },
  ],
  assessment: operationalAssessment,
};
