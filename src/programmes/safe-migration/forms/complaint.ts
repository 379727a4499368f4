import type { FormDefinition } from '../../../kernel/form/index.ts';
import { stillToCome } from '../../fields.ts';
import { languages, text } from '../../text.ts';
import { grievanceTopic, holder, remedy, respondent } from './lists.ts';

const documents =
  "${documentsHeldBy} = 'agency' or ${documentsHeldBy} = 'employer' or selected(${signs}, 'documentsHeld')";
const debt = "${debtWorkedOff} = 'yes' or selected(${signs}, 'debt')";
const confined = "${canLeave} = 'no' or selected(${signs}, 'cannotLeave') or selected(${signs}, 'isolation')";
const violence = "${hurt} = 'yes' or selected(${signs}, 'violence')";
const threats = "${threatened} = 'yes' or selected(${signs}, 'threats')";
const wages = "${unpaidMonths} >= 2 or selected(${signs}, 'wagesUnpaid')";
const overtime = "selected(${signs}, 'excessiveOvertime')";
const conditions = "selected(${signs}, 'abusiveConditions')";

const strong = `(${documents}) + (${debt}) + (${confined}) + (${violence})`;
const medium = `(${threats}) + (${wages})`;

/**
 * How many dimensions are positive, after the operational indicators of ILO and the European Commission (2009): coercion at
 * destination with two strong signs, or one strong and one of medium weight; exploitation likewise. It helps to decide
 * on screening and says nothing of what somebody is.
 */
const coercion = `${strong} >= 2 or (${strong} >= 1 and ${medium} >= 1)`;
const exploitation = `${overtime} and (${conditions} or ${wages})`;

/** Nobody is asked for their status of residence: a complaint does not depend on it. */
export const complaint: FormDefinition = {
  code: 'complaint',
  version: 1,
  title: text('Complaint', 'Réclamation', 'Khiếu nại', 'Pengaduan'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: { respondent, grievanceTopic, remedy, holder, sign: { codeList: 'sign' } },
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
      label: text('Day of the complaint', 'Jour de la réclamation', 'Ngày khiếu nại', 'Hari pengaduan'),
    },
    {
      kind: 'field',
      name: 'against',
      type: 'choice',
      list: 'respondent',
      class: 'statistical',
      requiredIf: true,
      label: text('Against whom', 'Contre qui', 'Khiếu nại ai', 'Terhadap siapa'),
    },
    {
      kind: 'field',
      name: 'againstName',
      type: 'organisation',
      class: 'account',
      label: text('Their name', 'Son nom', 'Tên bên bị khiếu nại', 'Namanya'),
    },
    {
      kind: 'field',
      name: 'about',
      type: 'choices',
      list: 'grievanceTopic',
      class: 'statistical',
      requiredIf: true,
      label: text('What it is about', 'Objet', 'Về việc gì', 'Tentang apa'),
    },
    {
      kind: 'field',
      name: 'since',
      type: 'partialDate',
      class: 'operational',
      label: text('Since when', 'Depuis quand', 'Từ khi nào', 'Sejak kapan'),
    },
    {
      kind: 'field',
      name: 'account',
      type: 'longText',
      class: 'account',
      requiredIf: true,
      label: text('What the person told', 'Ce que la personne a raconté', 'Điều người đó kể lại', 'Yang diceritakan'),
    },
    {
      kind: 'field',
      name: 'wanted',
      type: 'choices',
      list: 'remedy',
      class: 'statistical',
      requiredIf: true,
      label: text(
        'Remedy they want',
        'Réparation souhaitée',
        'Biện pháp khắc phục mong muốn',
        'Pemulihan yang diinginkan',
      ),
    },
    {
      kind: 'field',
      name: 'mayBeNamed',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      label: text(
        'May the other side learn who complains?',
        'L’autre partie peut-elle savoir qui se plaint ?',
        'Có thể cho bên kia biết ai khiếu nại không?',
        'Bolehkah pihak lain mengetahui siapa yang mengadu?',
      ),
    },
    {
      kind: 'field',
      name: 'reprisalFeared',
      type: 'yesNo',
      class: 'operational',
      label: text(
        'Do they fear reprisals?',
        'Craignent-ils des représailles ?',
        'Có sợ bị trả đũa không?',
        'Apakah takut akan pembalasan?',
      ),
    },
    {
      kind: 'group',
      name: 'safety',
      label: text('How things are', 'La situation', 'Tình hình thực tế', 'Keadaan'),
      items: [
        {
          kind: 'field',
          name: 'documentsHeldBy',
          type: 'choice',
          list: 'holder',
          class: 'statistical',
          label: text(
            'Who holds the passport and papers?',
            'Qui détient le passeport et les papiers ?',
            'Ai giữ hộ chiếu và giấy tờ?',
            'Siapa memegang paspor dan dokumen?',
          ),
        },
        {
          kind: 'field',
          name: 'debtWorkedOff',
          type: 'yesNo',
          class: 'statistical',
          hint: text(
            'A debt to the employer, a recruiter or a lender who can make them work.',
            'Une dette envers l’employeur, un recruteur ou un prêteur qui peut les faire travailler.',
            'Nợ chủ, bên tuyển dụng hoặc người cho vay có thể ép làm việc.',
            'Utang kepada majikan, perekrut, atau pemberi pinjaman yang dapat memaksa bekerja.',
          ),
          label: text(
            'Must they work off a debt whose amount or end they do not control?',
            'Doivent-ils travailler pour une dette dont ils ne maîtrisent ni le montant ni la fin ?',
            'Có phải làm để trả món nợ mà mình không kiểm soát được số tiền hoặc thời hạn không?',
            'Haruskah bekerja untuk melunasi utang yang jumlah atau akhirnya tidak dapat mereka kendalikan?',
          ),
        },
        {
          kind: 'field',
          name: 'canLeave',
          type: 'yesNo',
          class: 'statistical',
          label: text(
            'Could they leave the job and the place?',
            'Peuvent-ils quitter l’emploi et le lieu ?',
            'Có thể nghỉ việc và rời đi không?',
            'Bisakah meninggalkan pekerjaan dan tempat itu?',
          ),
        },
        {
          kind: 'field',
          name: 'threatened',
          type: 'yesNo',
          class: 'statistical',
          label: text(
            'Were they or their family threatened?',
            'La personne ou sa famille a-t-elle été menacée ?',
            'Bản thân hoặc gia đình có bị đe dọa không?',
            'Apakah ia atau keluarganya diancam?',
          ),
        },
        {
          kind: 'field',
          name: 'hurt',
          type: 'yesNo',
          class: 'statistical',
          label: text(
            'Was anybody hurt, beaten or abused?',
            'Quelqu’un a-t-il été blessé, battu ou violenté ?',
            'Có ai bị thương, đánh đập hoặc xâm hại không?',
            'Adakah yang dilukai, dipukul, atau dilecehkan?',
          ),
        },
        {
          kind: 'field',
          name: 'unpaidMonths',
          type: 'decimal',
          class: 'statistical',
          constraint: '. >= 0 and . <= 600',
          constraintMessage: text(
            'A number of months from 0.',
            'Un nombre de mois à partir de 0.',
            'Số tháng, từ 0 trở lên.',
            'Jumlah bulan, mulai dari 0.',
          ),
          label: text('Months without pay', 'Mois sans salaire', 'Số tháng không được trả lương', 'Bulan tanpa upah'),
        },
        {
          kind: 'field',
          name: 'signs',
          type: 'choices',
          list: 'sign',
          class: 'statistical',
          label: text(
            'What else was noticed',
            'Autres signes remarqués',
            'Dấu hiệu khác nhận thấy',
            'Tanda lain yang terlihat',
          ),
        },
        {
          kind: 'field',
          name: 'positiveDimensions',
          type: 'calculated',
          class: 'operational',
          calculation: `(${coercion}) + (${exploitation})`,
          hint: text(
            'From 1 on, hand the case to trafficking response.',
            'À partir de 1, transmettre le dossier à la réponse à la traite.',
            'Từ 1 trở lên, chuyển hồ sơ sang ứng phó mua bán người.',
            'Mulai dari 1, teruskan kasus ke penanganan perdagangan orang.',
          ),
          label: text(
            'Coercion and exploitation: how many of the two weigh enough',
            'Coercition et exploitation : combien des deux pèsent assez',
            'Cưỡng ép và bóc lột: số mặt đủ dấu hiệu trong hai mặt',
            'Paksaan dan eksploitasi: berapa dari keduanya cukup kuat',
          ),
        },
      ],
    },
  ],
};
