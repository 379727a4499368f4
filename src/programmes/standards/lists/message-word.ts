import type { CodeList } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

/** What a message that comes in may ask for by one word, in any language of those who get ours; the column `words` has them. */
export const messageWord: CodeList = {
  code: 'messageWord',
  title: text(
    'What one word of a message asks for',
    'Ce que demande un mot reçu par message',
    'Ý nghĩa của từ trong tin nhắn đến',
    'Arti satu kata dalam pesan masuk',
  ),
  items: [
    {
      ...item('stop', text('No more messages', 'Plus de messages', 'Không nhắn tin nữa', 'Jangan kirim pesan lagi')),
      columns: { words: 'stop stopall unsubscribe arrêt arret berhenti dừng dung hủy huy ຢຸດ' },
    },
    {
      ...item('start', text('Messages again', 'De nouveau des messages', 'Nhắn tin trở lại', 'Kirim pesan lagi')),
      columns: { words: 'start unstop' },
    },
  ],
};
