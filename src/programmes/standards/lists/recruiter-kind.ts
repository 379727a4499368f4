import type { CodeList } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

/** What the register of recruiters tells apart; the first is what a ministry’s list means when it does not say. */
export const recruiterKind: CodeList = {
  code: 'recruiterKind',
  title: text('Kind of recruiter', 'Type de recruteur', 'Loại bên tuyển dụng', 'Jenis perekrut'),
  items: [
    item('agency', text('Recruitment agency', 'Agence de recrutement', 'Công ty phái cử', 'Agen perekrutan')),
    item('subAgent', text('Sub-agent or broker', 'Sous-agent ou intermédiaire', 'Môi giới', 'Subagen atau calo')),
    item('employer', text('The employer', 'L’employeur', 'Chủ sử dụng lao động', 'Pemberi kerja')),
    item('public', text('Public programme', 'Programme public', 'Chương trình nhà nước', 'Program pemerintah')),
  ],
};
