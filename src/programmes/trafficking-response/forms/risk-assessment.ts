import type { FormDefinition } from '../../../kernel/form/index.ts';
import { stillToCome } from '../../fields.ts';
import { languages, text } from '../../text.ts';
import { overallRisk, riskLevel } from './return-lists.ts';

const notLow = "${riskToPerson} != 'low' or ${riskToFamily} != 'low' or ${riskToStaff} != 'low'";
const noneHigh = "${riskToPerson} != 'high' and ${riskToFamily} != 'high' and ${riskToStaff} != 'high'";

/** The risk that is left with the measures: while one of the three is high, the whole cannot be called acceptable. */
export const riskAssessment: FormDefinition = {
  code: 'risk-assessment',
  version: 1,
  title: text(
    'Risk assessment before return',
    'Évaluation des risques avant le retour',
    'Đánh giá rủi ro trước khi trở về',
    'Penilaian risiko sebelum kepulangan',
  ),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: { level: riskLevel, overall: overallRisk },
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
      label: text('Day of the assessment', 'Jour de l’évaluation', 'Ngày đánh giá', 'Hari penilaian'),
    },
    {
      kind: 'field',
      name: 'threats',
      type: 'longText',
      class: 'account',
      hint: text(
        'From traffickers, the family, the community or an authority; debts; charges against the person.',
        'De la part des trafiquants, de la famille, de la communauté ou d’une autorité ; dettes ; poursuites.',
        'Từ kẻ mua bán người, gia đình, cộng đồng hoặc cơ quan; nợ nần; việc bị truy cứu.',
        'Dari pelaku, keluarga, masyarakat, atau instansi; utang; tuntutan terhadap orang itu.',
      ),
      label: text('What threatens', 'Ce qui menace', 'Các mối đe dọa', 'Ancaman yang ada'),
    },
    {
      kind: 'field',
      name: 'personsView',
      type: 'longText',
      class: 'account',
      label: text(
        'How the person sees it',
        'Ce qu’en pense la personne',
        'Ý kiến của chính người đó',
        'Pandangan orang itu sendiri',
      ),
    },
    {
      kind: 'field',
      name: 'measures',
      type: 'longText',
      class: 'account',
      requiredIf: notLow,
      requiredMessage: text(
        'Say what is done about a risk that is not low.',
        'Dites ce qui est fait contre un risque qui n’est pas faible.',
        'Hãy nêu biện pháp khi rủi ro không thấp.',
        'Sebutkan tindakan bila risikonya tidak rendah.',
      ),
      label: text('Measures', 'Mesures', 'Biện pháp', 'Tindakan'),
    },
    {
      kind: 'group',
      name: 'risks',
      label: text(
        'Risk that is left with these measures',
        'Risque qui demeure avec ces mesures',
        'Rủi ro còn lại khi đã có các biện pháp',
        'Risiko yang tersisa dengan tindakan ini',
      ),
      items: [
        {
          kind: 'field',
          name: 'riskToPerson',
          type: 'choice',
          list: 'level',
          class: 'operational',
          requiredIf: true,
          label: text('To the person', 'Pour la personne', 'Với người đó', 'Bagi orang itu'),
        },
        {
          kind: 'field',
          name: 'riskToFamily',
          type: 'choice',
          list: 'level',
          class: 'operational',
          requiredIf: true,
          label: text('To the family', 'Pour la famille', 'Với gia đình', 'Bagi keluarga'),
        },
        {
          kind: 'field',
          name: 'riskToStaff',
          type: 'choice',
          list: 'level',
          class: 'operational',
          requiredIf: true,
          label: text('To staff', 'Pour le personnel', 'Với cán bộ', 'Bagi petugas'),
        },
      ],
    },
    {
      kind: 'field',
      name: 'overall',
      type: 'choice',
      list: 'overall',
      class: 'operational',
      requiredIf: true,
      constraint: `. != 'acceptable' or (${noneHigh})`,
      constraintMessage: text(
        'A high risk is not acceptable: reduce it first.',
        'Un risque élevé n’est pas acceptable : il faut d’abord le réduire.',
        'Rủi ro cao là không chấp nhận được: cần giảm bớt trước.',
        'Risiko tinggi tidak dapat diterima: kurangi dahulu.',
      ),
      label: text(
        'The risk of returning, all in all',
        'Le risque du retour, dans l’ensemble',
        'Rủi ro khi trở về, xét chung',
        'Risiko kepulangan secara keseluruhan',
      ),
    },
    {
      kind: 'field',
      name: 'reviewOn',
      type: 'date',
      class: 'operational',
      requiredIf: "${overall} = 'toBeReduced'",
      constraint: '. >= ${date}',
      constraintMessage: text(
        'Not before the assessment.',
        'Pas avant l’évaluation.',
        'Không được trước ngày đánh giá.',
        'Tidak sebelum penilaian.',
      ),
      label: text('Assess again on', 'Réévaluer le', 'Ngày đánh giá lại', 'Dinilai lagi pada'),
    },
  ],
};
