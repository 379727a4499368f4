import type { FormDefinition } from '../../../kernel/form/index.ts';
import { languages, text } from '../../text.ts';
import { travelMeans } from './return-lists.ts';

/** Consent is asked twice: when the return is planned, and on the day. The second answer is what opens the way. */
export const travelPlan: FormDefinition = {
  code: 'travel-plan',
  version: 1,
  title: text('Travel plan', 'Plan de voyage', 'Kế hoạch đi lại', 'Rencana perjalanan'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: { means: travelMeans },
  items: [
    {
      kind: 'field',
      name: 'travelDate',
      type: 'date',
      class: 'operational',
      requiredIf: true,
      label: text('Day of travel', 'Jour du voyage', 'Ngày đi', 'Hari perjalanan'),
    },
    {
      kind: 'field',
      name: 'arrivalDate',
      type: 'date',
      class: 'operational',
      requiredIf: true,
      calculation: '${travelDate}',
      constraint: '. >= ${travelDate}',
      constraintMessage: text(
        'Not before the day of travel.',
        'Pas avant le jour du voyage.',
        'Không được trước ngày đi.',
        'Tidak sebelum hari perjalanan.',
      ),
      label: text('Day of arrival', 'Jour d’arrivée', 'Ngày đến', 'Hari tiba'),
    },
    {
      kind: 'field',
      name: 'means',
      type: 'choices',
      list: 'means',
      class: 'operational',
      label: text('How', 'Moyen de transport', 'Phương tiện', 'Sarana'),
    },
    {
      kind: 'field',
      name: 'route',
      type: 'longText',
      class: 'account',
      requiredIf: true,
      hint: text(
        'Border crossings, stops, where to sleep, whom to call on the way.',
        'Passages de frontière, étapes, nuits, personnes à appeler en route.',
        'Cửa khẩu, điểm dừng, nơi nghỉ đêm, người cần gọi trên đường.',
        'Perlintasan batas, persinggahan, tempat bermalam, siapa yang dihubungi.',
      ),
      label: text('Route', 'Itinéraire', 'Lộ trình', 'Rute'),
    },
    {
      kind: 'field',
      name: 'escorted',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      hint: text(
        'A child never travels alone.',
        'Un enfant ne voyage jamais seul.',
        'Trẻ em không bao giờ đi một mình.',
        'Anak tidak pernah bepergian sendiri.',
      ),
      label: text(
        'Does somebody travel with the person?',
        'La personne est-elle accompagnée ?',
        'Có người đi cùng không?',
        'Apakah didampingi?',
      ),
    },
    {
      kind: 'field',
      name: 'escortOrganisation',
      type: 'organisation',
      class: 'account',
      showIf: "${escorted} = 'yes'",
      requiredIf: true,
      label: text(
        'Organisation of the escort',
        'Organisation de l’accompagnateur',
        'Tổ chức của người đi cùng',
        'Organisasi pendamping',
      ),
    },
    {
      kind: 'field',
      name: 'consentAskedAgain',
      type: 'yesNo',
      class: 'operational',
      hint: text(
        'Leave it open until the day itself. A no stops the journey, and costs the person no help.',
        'Laisser vide jusqu’au jour même. Un non arrête le voyage, sans que la personne perde l’aide.',
        'Để trống cho đến đúng ngày đi. Nếu không đồng ý thì dừng chuyến đi và người đó vẫn được hỗ trợ.',
        'Biarkan kosong sampai harinya. Jawaban tidak menghentikan perjalanan, dan bantuan tetap diberikan.',
      ),
      label: text(
        'Asked again on this day: does the person still consent to return?',
        'Redemandé ce jour même : la personne consent-elle toujours à rentrer ?',
        'Hỏi lại trong chính ngày đi: người đó vẫn đồng ý trở về chứ?',
        'Ditanya lagi pada hari itu: apakah orang tersebut tetap setuju pulang?',
      ),
    },
  ],
};
