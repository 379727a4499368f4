import type { FormDefinition } from '../../../kernel/form/index.ts';
import { choices, day } from '../../fields.ts';
import { item, languages, text } from '../../text.ts';

/** One service for one person: to each its own agreement, to each its own answer. For men and women alike. */
export const serviceOffer: FormDefinition = {
  code: 'service-offer',
  version: 1,
  title: text('Service', 'Prestation', 'Dịch vụ hỗ trợ', 'Layanan'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: {
    service: { codeList: 'service' },
    status: choices(
      item('offered', text('Offered', 'Proposée', 'Đã đề nghị', 'Ditawarkan')),
      item('accepted', text('Accepted', 'Acceptée', 'Đã nhận lời', 'Diterima')),
      item(
        'refused',
        text('Refused by the person', 'Refusée par la personne', 'Người đó từ chối', 'Ditolak orang itu'),
      ),
      item('delivered', text('Delivered', 'Fournie', 'Đã cung cấp', 'Diberikan')),
      item('unavailable', text('Could not be had', 'Indisponible', 'Không có được', 'Tidak tersedia')),
    ),
    why: choices(
      item('none', text('There is none', 'Elle n’existe pas', 'Không có dịch vụ này', 'Tidak ada')),
      item('full', text('No place free', 'Aucune place libre', 'Hết chỗ', 'Penuh')),
      item(
        'sexOrAge',
        text(
          'Not for people of this sex or age',
          'Non ouverte à ce sexe ou à cet âge',
          'Không nhận giới tính hoặc độ tuổi này',
          'Tidak untuk jenis kelamin atau usia ini',
        ),
      ),
      item(
        'status',
        text(
          'Only with papers or a decision',
          'Seulement avec papiers ou décision',
          'Đòi giấy tờ hoặc quyết định',
          'Hanya dengan dokumen atau keputusan',
        ),
      ),
      item('distance', text('Too far', 'Trop loin', 'Quá xa', 'Terlalu jauh')),
      item('cost', text('No money for it', 'Faute de moyens', 'Không có kinh phí', 'Tidak ada dana')),
      item(
        'rejected',
        text('Rejected by the provider', 'Refus du prestataire', 'Bên cung cấp từ chối', 'Ditolak penyedia'),
      ),
    ),
  },
  items: [
    day('date', text('Day', 'Jour', 'Ngày', 'Hari')),
    {
      kind: 'field',
      name: 'service',
      type: 'choice',
      list: 'service',
      class: 'statistical',
      requiredIf: true,
      mappings: { htcds: 'spl_Type' },
      label: text('Service', 'Prestation', 'Dịch vụ', 'Layanan'),
    },
    {
      kind: 'field',
      name: 'provider',
      type: 'organisation',
      class: 'account',
      label: text('Provider', 'Prestataire', 'Bên cung cấp', 'Penyedia'),
    },
    {
      kind: 'field',
      name: 'serviceStatus',
      type: 'choice',
      list: 'status',
      class: 'statistical',
      requiredIf: true,
      label: text('Where it stands', 'Où cela en est', 'Tình trạng', 'Status'),
    },
    {
      kind: 'field',
      name: 'unavailableWhy',
      type: 'choice',
      list: 'why',
      class: 'statistical',
      showIf: "${serviceStatus} = 'unavailable'",
      requiredIf: "${serviceStatus} = 'unavailable'",
      label: text(
        'Why it could not be had',
        'Pourquoi elle est indisponible',
        'Vì sao không có được',
        'Mengapa tidak tersedia',
      ),
    },
    {
      kind: 'field',
      name: 'endsOn',
      type: 'date',
      class: 'operational',
      showIf: "${serviceStatus} = 'accepted'",
      mappings: { htcds: 'spl_PlannedEndDate' },
      label: text('Planned until', 'Prévue jusqu’au', 'Dự kiến đến ngày', 'Direncanakan sampai'),
    },
    {
      kind: 'field',
      name: 'cost',
      type: 'money',
      class: 'operational',
      showIf: "${serviceStatus} = 'delivered'",
      label: text('What it cost', 'Ce que cela a coûté', 'Chi phí', 'Biaya'),
    },
    {
      kind: 'field',
      name: 'rating',
      type: 'range',
      range: { start: 1, end: 5, step: 1 },
      class: 'statistical',
      showIf: "${serviceStatus} = 'delivered'",
      hint: text(
        'Asked of the person; 1 is not at all, 5 is fully.',
        'Demandé à la personne ; 1 pas du tout, 5 tout à fait.',
        'Hỏi chính người đó; 1 là hoàn toàn không, 5 là hoàn toàn có.',
        'Ditanyakan kepada orang itu; 1 berarti tidak sama sekali, 5 berarti sepenuhnya.',
      ),
      label: text('Did it help them?', 'Cela l’a-t-il aidée ?', 'Có giúp ích cho họ không?', 'Apakah ini membantunya?'),
    },
    {
      kind: 'field',
      name: 'remarks',
      type: 'longText',
      class: 'account',
      label: text('What else matters', 'Autres précisions', 'Điều cần ghi thêm', 'Hal penting lainnya'),
    },
  ],
};
