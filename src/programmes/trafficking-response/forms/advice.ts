import type { FormDefinition } from '../../../kernel/form/index.ts';
import { choices, day, other } from '../../fields.ts';
import { item, languages, text } from '../../text.ts';

/** What somebody was told, and what they want. Their wish is asked anew each time: the newest answer counts. */
export const advice: FormDefinition = {
  code: 'advice',
  version: 1,
  title: text('Advice and wishes', 'Conseils et souhaits', 'Tư vấn và nguyện vọng', 'Saran dan keinginan'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: {
    about: choices(
      item('rights', text('Rights as a victim', 'Droits des victimes', 'Quyền của nạn nhân', 'Hak korban')),
      item('services', text('Help there is', 'Aides possibles', 'Các hỗ trợ hiện có', 'Bantuan yang tersedia')),
      item(
        'labour',
        text(
          'Labour rights and wages',
          'Droit du travail et salaires',
          'Quyền lao động và tiền lương',
          'Hak kerja dan upah',
        ),
      ),
      item('status', text('Right to stay', 'Droit au séjour', 'Quyền cư trú', 'Hak tinggal')),
      item(
        'justice',
        text(
          'Complaint and compensation',
          'Plainte et indemnisation',
          'Tố cáo và bồi thường',
          'Pengaduan dan ganti rugi',
        ),
      ),
      item('return', text('Return', 'Retour', 'Trở về', 'Kepulangan')),
      item(
        'data',
        text(
          'What happens with their data',
          'Usage de leurs données',
          'Việc sử dụng dữ liệu',
          'Penggunaan data mereka',
        ),
      ),
      other,
    ),
    wish: choices(
      item('return', text('Return', 'Rentrer', 'Trở về', 'Pulang')),
      item('stay', text('Stay', 'Rester', 'Ở lại', 'Menetap')),
      item(
        'thirdCountry',
        text('Go to a third country', 'Aller dans un pays tiers', 'Sang nước thứ ba', 'Ke negara ketiga'),
      ),
      item('undecided', text('Not decided', 'N’a pas décidé', 'Chưa quyết định', 'Belum memutuskan')),
      item('noHelp', text('Wants no help', 'Ne veut pas d’aide', 'Không muốn được hỗ trợ', 'Tidak ingin dibantu')),
    ),
  },
  items: [
    day('date', text('Day', 'Jour', 'Ngày', 'Hari')),
    {
      kind: 'field',
      name: 'about',
      type: 'choices',
      list: 'about',
      class: 'statistical',
      requiredIf: true,
      label: text('What it was about', 'Sujets abordés', 'Nội dung tư vấn', 'Yang dibahas'),
    },
    {
      kind: 'field',
      name: 'given',
      type: 'longText',
      class: 'account',
      requiredIf: true,
      label: text('Advice given', 'Conseils donnés', 'Nội dung đã tư vấn', 'Saran yang diberikan'),
    },
    {
      kind: 'field',
      name: 'adviceLanguage',
      type: 'language',
      class: 'operational',
      label: text('Language', 'Langue', 'Ngôn ngữ', 'Bahasa'),
    },
    {
      kind: 'field',
      name: 'interpreted',
      type: 'yesNo',
      class: 'operational',
      label: text('With an interpreter?', 'Avec un interprète ?', 'Có phiên dịch không?', 'Dengan juru bahasa?'),
    },
    {
      kind: 'field',
      name: 'understood',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      hint: text(
        'Ask them to say it in their own words.',
        'Demandez-lui de le redire avec ses mots.',
        'Hãy nhờ người đó nói lại theo cách của mình.',
        'Mintalah ia mengatakannya dengan kata-katanya sendiri.',
      ),
      label: text(
        'Did they understand it?',
        'La personne a-t-elle compris ?',
        'Người đó có hiểu không?',
        'Apakah ia memahaminya?',
      ),
    },
    {
      kind: 'field',
      name: 'wish',
      type: 'choice',
      list: 'wish',
      class: 'operational',
      label: text('What they want', 'Ce que veut la personne', 'Nguyện vọng', 'Yang diinginkan'),
    },
    {
      kind: 'field',
      name: 'freely',
      type: 'yesNo',
      class: 'operational',
      showIf: "${wish} != ''",
      requiredIf: "${wish} != ''",
      hint: text(
        'Alone with you, not held, threatened, in debt to whoever wishes it, or in want of shelter.',
        'Seule avec vous, sans contrainte, menace, dette envers qui le souhaite, ni manque d’abri.',
        'Chỉ có người đó với bạn, không bị giữ, đe dọa, mắc nợ người muốn điều đó, hay thiếu chỗ ở.',
        'Berdua saja dengan Anda, tanpa ditahan, diancam, berutang pada yang menghendakinya, atau tanpa tempat tinggal.',
      ),
      label: text(
        'Said freely, under no pressure?',
        'Dit librement, sans pression ?',
        'Nói tự nguyện, không bị ép buộc?',
        'Dikatakan dengan bebas, tanpa tekanan?',
      ),
    },
  ],
};
