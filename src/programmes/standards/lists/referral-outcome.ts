import type { CodeList } from '../../../kernel/index.ts';
import { other } from '../../fields.ts';
import { item, text } from '../../text.ts';

/** What came of a referral, as whoever received it tells whoever sent it. */
export const referralOutcome: CodeList = {
  code: 'referralOutcome',
  title: text('Outcome of a referral', 'Issue d’une orientation', 'Kết quả chuyển gửi', 'Hasil rujukan'),
  items: [
    item('provided', text('Help was given', 'L’aide a été apportée', 'Đã hỗ trợ', 'Bantuan diberikan')),
    item('ongoing', text('Help goes on', 'L’aide se poursuit', 'Đang tiếp tục hỗ trợ', 'Bantuan masih berlangsung')),
    item(
      'partly',
      text(
        'Help was given in part',
        'L’aide a été partielle',
        'Chỉ hỗ trợ được một phần',
        'Bantuan diberikan sebagian',
      ),
    ),
    item('declined', text('The person declined', 'La personne a refusé', 'Người đó từ chối', 'Orang itu menolak')),
    item(
      'notReached',
      text(
        'The person was not reached',
        'La personne n’a pas été jointe',
        'Không liên lạc được',
        'Orang itu tidak terjangkau',
      ),
    ),
    item(
      'passedOn',
      text(
        'Somebody else has to help',
        'Une autre aide est nécessaire',
        'Cần nơi khác hỗ trợ',
        'Perlu bantuan pihak lain',
      ),
    ),
    other,
  ],
};
