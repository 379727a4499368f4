import type { FormDefinition } from '../../../kernel/form/index.ts';
import { stillToCome } from '../../fields.ts';
import { languages, text } from '../../text.ts';
import { tracingResult } from './return-lists.ts';

/**
 * Asked of the country of origin with the person's consent. Whether a relative took part in the trafficking is sealed; what
 * gates ask is the result, and without a clear “no” it cannot say that contact is safe.
 */
export const familyTracing: FormDefinition = {
  code: 'family-tracing',
  version: 1,
  title: text('Family tracing', 'Recherche de la famille', 'Tìm kiếm gia đình', 'Penelusuran keluarga'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: { result: tracingResult },
  items: [
    {
      kind: 'field',
      name: 'requestedOn',
      type: 'date',
      class: 'operational',
      requiredIf: true,
      default: { expression: 'today()' },
      constraint: '. <= today()',
      constraintMessage: stillToCome,
      label: text('Asked for on', 'Demandée le', 'Ngày yêu cầu', 'Diminta pada'),
    },
    {
      kind: 'field',
      name: 'province',
      type: 'place',
      class: 'statistical',
      label: text(
        'Province where the family is sought',
        'Province où la famille est recherchée',
        'Tỉnh nơi tìm gia đình',
        'Provinsi tempat keluarga dicari',
      ),
    },
    {
      kind: 'field',
      name: 'askedOf',
      type: 'organisation',
      class: 'account',
      label: text('Who was asked to trace', 'Organisme sollicité', 'Cơ quan được yêu cầu tìm', 'Lembaga yang diminta'),
    },
    {
      kind: 'repeat',
      name: 'relatives',
      label: text('Relatives to look for', 'Proches à rechercher', 'Người thân cần tìm', 'Kerabat yang dicari'),
      items: [
        {
          kind: 'field',
          name: 'relativeName',
          type: 'name',
          class: 'identity',
          requiredIf: true,
          label: text('Name', 'Nom', 'Họ tên', 'Nama'),
        },
        {
          kind: 'field',
          name: 'relativeOf',
          type: 'text',
          class: 'identity',
          label: text('How they are related', 'Lien de parenté', 'Quan hệ', 'Hubungan'),
        },
        {
          kind: 'field',
          name: 'relativeReach',
          type: 'text',
          class: 'contact',
          label: text(
            'Last known address or number',
            'Dernière adresse ou numéro connus',
            'Địa chỉ hoặc số điện thoại cuối cùng được biết',
            'Alamat atau nomor terakhir yang diketahui',
          ),
        },
      ],
    },
    {
      kind: 'field',
      name: 'answeredOn',
      type: 'date',
      class: 'operational',
      requiredIf: "${result} != ''",
      constraint: '. >= ${requestedOn} and . <= today()',
      constraintMessage: text(
        'Between the day of asking and today.',
        'Entre le jour de la demande et aujourd’hui.',
        'Từ ngày yêu cầu đến hôm nay.',
        'Antara hari permintaan dan hari ini.',
      ),
      label: text('Answered on', 'Réponse reçue le', 'Ngày trả lời', 'Dijawab pada'),
    },
    {
      kind: 'field',
      name: 'familyInvolved',
      type: 'yesNo',
      class: 'account',
      hint: text(
        'Ask the person alone. A yes rules out reuniting with these relatives.',
        'À demander à la personne seule. Un oui exclut la réunification avec ces proches.',
        'Chỉ hỏi riêng người đó. Nếu có thì không đoàn tụ với những người thân này.',
        'Tanyakan hanya kepada orang itu. Jika ya, reunifikasi dengan kerabat tersebut tidak dilakukan.',
      ),
      label: text(
        'May anybody in the family have taken part in the trafficking?',
        'Un membre de la famille a-t-il pu participer à la traite ?',
        'Có ai trong gia đình có thể đã tham gia mua bán người không?',
        'Mungkinkah ada anggota keluarga yang ikut dalam perdagangan orang?',
      ),
    },
    {
      kind: 'field',
      name: 'result',
      type: 'choice',
      list: 'result',
      class: 'operational',
      constraint: ". != 'found' or ${familyInvolved} = 'no'",
      constraintMessage: text(
        'Only when nobody in the family took part: otherwise contact is not safe.',
        'Seulement si personne dans la famille n’a participé : sinon le contact n’est pas sûr.',
        'Chỉ chọn khi không ai trong gia đình tham gia; nếu không, liên lạc là không an toàn.',
        'Hanya jika tidak ada anggota keluarga yang terlibat; jika tidak, kontak tidak aman.',
      ),
      hint: text(
        'Leave it open until there is an answer.',
        'Laisser vide jusqu’à la réponse.',
        'Để trống cho đến khi có trả lời.',
        'Biarkan kosong sampai ada jawaban.',
      ),
      label: text('Result', 'Résultat', 'Kết quả', 'Hasil'),
    },
    {
      kind: 'field',
      name: 'findings',
      type: 'longText',
      class: 'account',
      requiredIf: "${result} = 'unsafe'",
      requiredMessage: text(
        'Say why it is not safe.',
        'Dites pourquoi ce n’est pas sûr.',
        'Hãy nêu vì sao không an toàn.',
        'Sebutkan mengapa tidak aman.',
      ),
      label: text('What was found out', 'Ce qui a été appris', 'Thông tin thu được', 'Yang diketahui'),
    },
  ],
};
