import type { Sign } from '../../kernel/index.ts';
import { text } from '../text.ts';

/**
 * Read over the answers of an enquiry and of every form of the case, of those alone that are not sealed: a flag is seen by
 * more people than an account. A question that was not asked is blank and shows nothing.
 */
export const signs: Sign[] = [
  {
    code: 'signsNoticed',
    when: 'count-selected(${signs}) > 0',
    reason: text(
      'Signs of trafficking were noticed.',
      'Des signes de traite ont été remarqués.',
      'Đã nhận thấy dấu hiệu mua bán người.',
      'Tanda-tanda perdagangan orang terlihat.',
    ),
  },
  {
    code: 'inDanger',
    when: "${danger} = 'immediate'",
    reason: text(
      'The safety plan says that danger is immediate.',
      'Selon le plan de sécurité, le danger est immédiat.',
      'Theo kế hoạch an toàn, nguy hiểm ở ngay trước mắt.',
      'Menurut rencana keselamatan, bahaya segera mengancam.',
    ),
  },
  {
    code: 'pressured',
    when: "${freely} = 'no'",
    reason: text(
      'Somebody presses them to go, to stay or to refuse help.',
      'On la pousse à partir, à rester ou à refuser l’aide.',
      'Có người ép buộc họ đi, ở lại hoặc từ chối hỗ trợ.',
      'Ada yang menekannya untuk pergi, menetap, atau menolak bantuan.',
    ),
  },
  {
    code: 'guardianInDoubt',
    when: "${noConflict} = 'no'",
    reason: text(
      'Something speaks against the child’s guardian.',
      'Un élément s’oppose au tuteur de l’enfant.',
      'Có điều trở ngại về người giám hộ của trẻ.',
      'Ada keberatan terhadap wali anak.',
    ),
  },
  {
    code: 'reTrafficking',
    when: "${reTrafficking} = 'yes' or ${safeNow} = 'no'",
    reason: text(
      'A follow-up visit shows a risk of being trafficked again.',
      'Une visite de suivi montre un risque de nouvelle traite.',
      'Lần thăm theo dõi cho thấy nguy cơ bị mua bán lại.',
      'Kunjungan pemantauan menunjukkan risiko diperdagangkan lagi.',
    ),
  },
];
