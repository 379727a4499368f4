import type { Field, FormDefinition } from '../../../kernel/form/index.ts';
import type { Text } from '../../../kernel/index.ts';
import { stillToCome } from '../../fields.ts';
import { languages, text } from '../../text.ts';
import { metHow, visitMonth } from './return-lists.ts';

const zeroToFour = { start: 0, end: 4, step: 1 };
const scale = text(
  '0 is not at all, 4 is fully.',
  '0 pas du tout, 4 tout à fait.',
  '0 là hoàn toàn không, 4 là hoàn toàn có.',
  '0 berarti tidak sama sekali, 4 berarti sepenuhnya.',
);
const question = (name: string, label: Text): Field => ({
  kind: 'field',
  name,
  type: 'range',
  range: zeroToFour,
  class: 'statistical',
  hint: scale,
  label,
});

/**
 * How lasting the reintegration is, in three parts of 0 to 100 and one score over them. What each answer weighs is written in the
 * calculations, all the same as supplied: an installation that weighs otherwise publishes its own version of the form.
 * The questions are ours; this is not the score of a published survey. A part with an open answer has no score.
 */
export const followUpVisit: FormDefinition = {
  code: 'follow-up-visit',
  version: 1,
  title: text('Follow-up visit', 'Visite de suivi', 'Thăm gặp theo dõi', 'Kunjungan tindak lanjut'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: { month: visitMonth, metHow },
  items: [
    {
      kind: 'field',
      name: 'date',
      type: 'date',
      class: 'operational',
      requiredIf: true,
      default: { expression: 'today()' },
      constraint: '. <= today()',
      constraintMessage: stillToCome,
      label: text('Day of the visit', 'Jour de la visite', 'Ngày thăm', 'Hari kunjungan'),
    },
    {
      kind: 'field',
      name: 'month',
      type: 'choice',
      list: 'month',
      class: 'operational',
      requiredIf: true,
      label: text('Which visit', 'Quelle visite', 'Lần thăm nào', 'Kunjungan yang mana'),
    },
    {
      kind: 'field',
      name: 'met',
      type: 'choice',
      list: 'metHow',
      class: 'operational',
      requiredIf: true,
      label: text('How they were met', 'Mode de rencontre', 'Hình thức gặp', 'Cara bertemu'),
    },
    {
      kind: 'group',
      name: 'economic',
      label: text('Work and money', 'Travail et argent', 'Việc làm và tiền bạc', 'Pekerjaan dan uang'),
      items: [
        question(
          'income',
          text(
            'What I earn is enough to live on.',
            'Ce que je gagne suffit pour vivre.',
            'Thu nhập của tôi đủ sống.',
            'Penghasilan saya cukup untuk hidup.',
          ),
        ),
        question(
          'work',
          text(
            'I have work, or training for work, that I want to keep.',
            'J’ai un travail ou une formation que je veux garder.',
            'Tôi có việc làm hoặc đang học nghề và muốn tiếp tục.',
            'Saya punya pekerjaan atau pelatihan yang ingin saya pertahankan.',
          ),
        ),
        question(
          'debts',
          text(
            'I have no debts, or can pay them off.',
            'Je n’ai pas de dettes, ou je peux les rembourser.',
            'Tôi không có nợ, hoặc trả được nợ.',
            'Saya tidak punya utang, atau mampu melunasinya.',
          ),
        ),
      ],
    },
    {
      kind: 'group',
      name: 'social',
      label: text('Living', 'Conditions de vie', 'Đời sống', 'Kehidupan'),
      items: [
        question(
          'housing',
          text(
            'I have a good place to live and can stay there.',
            'J’ai un bon logement et je peux y rester.',
            'Tôi có chỗ ở tốt và có thể ở lâu dài.',
            'Saya punya tempat tinggal yang layak dan dapat menetap di sana.',
          ),
        ),
        question(
          'services',
          text(
            'I can get health care, school and justice when I or my children need them.',
            'Je peux accéder aux soins, à l’école et à la justice pour moi ou mes enfants.',
            'Khi cần, tôi và con tôi được khám chữa bệnh, đi học và được pháp luật bảo vệ.',
            'Saya dan anak saya dapat memperoleh layanan kesehatan, sekolah, dan keadilan.',
          ),
        ),
        question(
          'papers',
          text(
            'I have the papers that I need.',
            'J’ai les papiers dont j’ai besoin.',
            'Tôi có đủ giấy tờ cần thiết.',
            'Saya memiliki dokumen yang saya perlukan.',
          ),
        ),
      ],
    },
    {
      kind: 'group',
      name: 'psychosocial',
      label: text('Oneself and others', 'Soi et les autres', 'Bản thân và mọi người', 'Diri sendiri dan orang lain'),
      items: [
        question(
          'support',
          text(
            'There are people I can rely on.',
            'Je peux compter sur des personnes.',
            'Tôi có người để nương tựa.',
            'Ada orang yang dapat saya andalkan.',
          ),
        ),
        question(
          'belonging',
          text(
            'I feel accepted where I live.',
            'Je me sens accepté là où je vis.',
            'Tôi thấy mình được chấp nhận nơi tôi sống.',
            'Saya merasa diterima di tempat saya tinggal.',
          ),
        ),
        question(
          'wellbeing',
          text(
            'I cope with worries and sleep well.',
            'Je fais face à mes soucis et je dors bien.',
            'Tôi đối mặt được với lo lắng và ngủ ngon.',
            'Saya mampu menghadapi kekhawatiran dan tidur nyenyak.',
          ),
        ),
      ],
    },
    {
      kind: 'group',
      name: 'scores',
      label: text('Score, from 0 to 100', 'Score, de 0 à 100', 'Điểm, từ 0 đến 100', 'Skor, dari 0 sampai 100'),
      items: [
        {
          kind: 'field',
          name: 'economicScore',
          type: 'calculated',
          class: 'statistical',
          calculation: 'round((1 * ${income} + 1 * ${work} + 1 * ${debts}) div (1 + 1 + 1) div 4 * 100)',
          label: text('Economic', 'Économique', 'Kinh tế', 'Ekonomi'),
        },
        {
          kind: 'field',
          name: 'socialScore',
          type: 'calculated',
          class: 'statistical',
          calculation: 'round((1 * ${housing} + 1 * ${services} + 1 * ${papers}) div (1 + 1 + 1) div 4 * 100)',
          label: text('Social', 'Sociale', 'Xã hội', 'Sosial'),
        },
        {
          kind: 'field',
          name: 'psychosocialScore',
          type: 'calculated',
          class: 'statistical',
          calculation: 'round((1 * ${support} + 1 * ${belonging} + 1 * ${wellbeing}) div (1 + 1 + 1) div 4 * 100)',
          label: text('Psychosocial', 'Psychosociale', 'Tâm lý xã hội', 'Psikososial'),
        },
        {
          kind: 'field',
          name: 'score',
          type: 'calculated',
          class: 'statistical',
          calculation: 'round((1 * ${economicScore} + 1 * ${socialScore} + 1 * ${psychosocialScore}) div (1 + 1 + 1))',
          label: text('All in all', 'Ensemble', 'Chung', 'Keseluruhan'),
        },
      ],
    },
    {
      kind: 'group',
      name: 'safety',
      label: text('Safety', 'Sécurité', 'An toàn', 'Keamanan'),
      items: [
        {
          kind: 'field',
          name: 'safeNow',
          type: 'yesNo',
          class: 'operational',
          requiredIf: true,
          label: text(
            'Is the person safe now?',
            'La personne est-elle en sécurité maintenant ?',
            'Hiện giờ người đó có an toàn không?',
            'Apakah orang itu aman sekarang?',
          ),
        },
        {
          kind: 'field',
          name: 'reTrafficking',
          type: 'yesNo',
          class: 'operational',
          requiredIf: true,
          label: text(
            'Are there signs that they may be trafficked again?',
            'Y a-t-il des signes d’un risque de nouvelle traite ?',
            'Có dấu hiệu nguy cơ bị mua bán trở lại không?',
            'Adakah tanda berisiko diperdagangkan kembali?',
          ),
        },
        {
          kind: 'field',
          name: 'openRisk',
          type: 'yesNo',
          class: 'operational',
          requiredIf: true,
          constraint: ". != 'no' or (${safeNow} = 'yes' and ${reTrafficking} = 'no')",
          constraintMessage: text(
            'While they are not known to be safe, or signs are there, a risk is open.',
            'Tant que la sécurité n’est pas établie ou que des signes existent, un risque demeure.',
            'Khi chưa chắc là an toàn hoặc còn dấu hiệu thì vẫn còn rủi ro.',
            'Selama belum pasti aman atau masih ada tanda, risikonya tetap ada.',
          ),
          label: text(
            'Is a risk left open?',
            'Un risque demeure-t-il ?',
            'Còn rủi ro nào chưa giải quyết không?',
            'Masih adakah risiko yang belum teratasi?',
          ),
        },
        {
          kind: 'field',
          name: 'riskAccount',
          type: 'longText',
          class: 'account',
          requiredIf: "${openRisk} = 'yes'",
          requiredMessage: text(
            'Say which, and what is done.',
            'Dites lequel et ce qui est fait.',
            'Hãy nêu rủi ro nào và cách xử lý.',
            'Sebutkan risikonya dan tindakannya.',
          ),
          showIf: "${safeNow} != 'yes' or ${reTrafficking} != 'no' or ${openRisk} = 'yes'",
          label: text(
            'The risk, and what is done about it',
            'Le risque et ce qui est fait',
            'Rủi ro và cách xử lý',
            'Risiko dan tindakannya',
          ),
        },
      ],
    },
    {
      kind: 'field',
      name: 'account',
      type: 'longText',
      class: 'account',
      label: text('What the person told', 'Ce que la personne a raconté', 'Điều người đó kể lại', 'Yang diceritakan'),
    },
    {
      kind: 'field',
      name: 'nextVisit',
      type: 'date',
      class: 'operational',
      requiredIf: "${openRisk} = 'yes'",
      constraint: '. >= ${date}',
      constraintMessage: text(
        'Not before this visit.',
        'Pas avant cette visite.',
        'Không được trước lần thăm này.',
        'Tidak sebelum kunjungan ini.',
      ),
      label: text('Next visit', 'Prochaine visite', 'Lần thăm tới', 'Kunjungan berikutnya'),
    },
  ],
};
