import type { MessageTemplate } from '../../kernel/index.ts';
import { text } from '../text.ts';

/** Neutral on purpose: whoever reads the telephone learns that somebody should ring, and not why. */
export const suppliedMessages: MessageTemplate[] = [
  {
    code: 'please-call',
    title: text('Please call us', 'Merci de nous appeler', 'Mời gọi lại cho chúng tôi', 'Mohon hubungi kami'),
    text: text(
      '{sender}: please call {phone} when it suits you.',
      '{sender} : merci d’appeler le {phone} quand vous pouvez.',
      '{sender}: khi tiện, mời bạn gọi số {phone}.',
      '{sender}: mohon telepon {phone} bila sempat.',
    ),
    consent: 'followUp',
    onReply: { task: 'callBack', within: 24 },
  },
  {
    code: 'we-will-call',
    title: text('We will call you', 'Nous vous appellerons', 'Chúng tôi sẽ gọi', 'Kami akan menelepon'),
    text: text(
      '{sender} will call you: {time}. If that does not suit you, call {phone}.',
      '{sender} vous appellera : {time}. Si cela ne convient pas, appelez le {phone}.',
      '{sender} sẽ gọi cho bạn: {time}. Nếu không tiện, mời gọi {phone}.',
      '{sender} akan menelepon: {time}. Bila tidak sempat, telepon {phone}.',
    ),
    consent: 'followUp',
    task: 'callBack',
    onReply: { task: 'callBack', within: 24 },
  },
  {
    code: 'how-was-it',
    title: text('How was it?', 'Êtes-vous satisfait ?', 'Mức độ hài lòng', 'Kepuasan'),
    text: text(
      '{sender}: how content were you with us? Answer 1 (not at all) to 5 (very). STOP: no more messages.',
      '{sender} : êtes-vous content de nous ? Répondez de 1 (pas du tout) à 5 (très). STOP : plus de messages.',
      '{sender}: bạn hài lòng thế nào? Trả lời từ 1 (không) đến 5 (rất). STOP: không nhận tin nữa.',
      '{sender}: seberapa puas Anda? Balas 1 (tidak) sampai 5 (sangat). STOP: berhenti menerima pesan.',
    ),
    consent: 'followUp',
    rating: true,
    onReply: { task: 'callBack', within: 24 },
  },
];
