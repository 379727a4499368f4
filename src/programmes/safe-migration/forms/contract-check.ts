import type { FormDefinition, Group } from '../../../kernel/form/index.ts';
import type { Text } from '../../../kernel/index.ts';
import { fromZero, stillToCome } from '../../fields.ts';
import { languages, text } from '../../text.ts';

/** The same three terms of each version, so that they can be laid side by side. */
const terms = (version: 'offered' | 'signed' | 'actual', label: Text): Group => ({
  kind: 'group',
  name: version,
  label,
  items: [
    {
      kind: 'field',
      name: `${version}Pay`,
      type: 'money',
      class: 'operational',
      constraint: '. >= 0',
      constraintMessage: fromZero,
      label: text('Pay in a month', 'Salaire mensuel', 'Lương một tháng', 'Upah sebulan'),
    },
    {
      kind: 'field',
      name: `${version}Hours`,
      type: 'integer',
      class: 'operational',
      constraint: '. > 0 and . <= 168',
      constraintMessage: text(
        'From 1 to 168 hours.',
        'De 1 à 168 heures.',
        'Từ 1 đến 168 giờ.',
        'Dari 1 sampai 168 jam.',
      ),
      label: text('Hours in a week', 'Heures par semaine', 'Số giờ mỗi tuần', 'Jam per minggu'),
    },
    {
      kind: 'field',
      name: `${version}Deductions`,
      type: 'money',
      class: 'operational',
      constraint: '. >= 0',
      constraintMessage: fromZero,
      label: text('Deductions in a month', 'Retenues mensuelles', 'Khoản khấu trừ mỗi tháng', 'Potongan sebulan'),
    },
  ],
});

export const contractCheck: FormDefinition = {
  code: 'contract-check',
  version: 1,
  title: text('Check of the contract', 'Vérification du contrat', 'Kiểm tra hợp đồng', 'Pemeriksaan kontrak'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: {},
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
      label: text('Day of the check', 'Jour de la vérification', 'Ngày kiểm tra', 'Hari pemeriksaan'),
    },
    {
      kind: 'repeat',
      name: 'contractLanguages',
      label: text('Languages of the contract', 'Langues du contrat', 'Ngôn ngữ của hợp đồng', 'Bahasa kontrak'),
      items: [
        {
          kind: 'field',
          name: 'contractLanguage',
          type: 'language',
          class: 'operational',
          requiredIf: true,
          label: text('Language', 'Langue', 'Ngôn ngữ', 'Bahasa'),
        },
      ],
    },
    {
      kind: 'field',
      name: 'inOwnLanguage',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      label: text(
        'Is it in a language that the worker understands?',
        'Est-il dans une langue que le travailleur comprend ?',
        'Có bằng ngôn ngữ mà người lao động hiểu không?',
        'Apakah dalam bahasa yang dipahami pekerja?',
      ),
    },
    terms('offered', text('As offered', 'Tel que proposé', 'Theo lời mời', 'Yang ditawarkan')),
    terms('signed', text('As signed', 'Tel que signé', 'Theo bản đã ký', 'Yang ditandatangani')),
    terms('actual', text('As it really is', 'Tel qu’il est appliqué', 'Trên thực tế', 'Kenyataannya')),
    {
      kind: 'field',
      name: 'substitution',
      type: 'yesNo',
      class: 'statistical',
      hint: text(
        'Another contract or worse terms took the place of what was offered or signed.',
        'Un autre contrat ou de moins bonnes conditions ont remplacé ce qui était proposé ou signé.',
        'Hợp đồng khác hoặc điều kiện xấu hơn đã thay cho điều được mời hoặc đã ký.',
        'Kontrak lain atau syarat yang lebih buruk menggantikan yang ditawarkan atau ditandatangani.',
      ),
      label: text(
        'Contract substitution?',
        'Substitution de contrat ?',
        'Hợp đồng có bị thay đổi không?',
        'Apakah kontrak diganti?',
      ),
    },
    {
      kind: 'field',
      name: 'differences',
      type: 'longText',
      class: 'account',
      requiredIf: "${substitution} = 'yes'",
      requiredMessage: text(
        'Say what is different.',
        'Dites ce qui diffère.',
        'Hãy nêu điểm khác.',
        'Sebutkan apa yang berbeda.',
      ),
      label: text('What is different', 'Ce qui diffère', 'Điểm khác nhau', 'Yang berbeda'),
    },
    {
      kind: 'field',
      name: 'contractCopy',
      type: 'file',
      class: 'account',
      label: text('Copy of the contract', 'Copie du contrat', 'Bản sao hợp đồng', 'Salinan kontrak'),
    },
  ],
};
