import type { CodeList } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

/**
 * What is read aloud before somebody agrees, by the code of the purpose. Words of our own, after the consent points of the
 * journey; an installation puts its own in their place, in as many languages as people speak there.
 */
export const consentStatement: CodeList = {
  code: 'consentStatement',
  title: text(
    'What is read before a consent',
    'Ce qui est lu avant un consentement',
    'Nội dung đọc trước khi đồng ý',
    'Yang dibacakan sebelum persetujuan',
  ),
  items: [
    item(
      'record',
      text(
        'We write down what you tell us, so that we can help you and need not ask twice. Only those who work on your case read it. You may see it, have it corrected or have it deleted.',
        'Nous notons ce que vous nous dites, pour pouvoir vous aider sans redemander. Seules les personnes qui suivent votre dossier le lisent. Vous pouvez le voir, le faire corriger ou effacer.',
        'Chúng tôi ghi lại những gì bạn kể để giúp bạn mà không phải hỏi lại. Chỉ người phụ trách hồ sơ của bạn được đọc. Bạn có thể xem, yêu cầu sửa hoặc xóa.',
        'Kami mencatat apa yang Anda ceritakan agar dapat membantu tanpa bertanya dua kali. Hanya yang menangani kasus Anda yang membacanya. Anda boleh melihatnya, meminta diperbaiki, atau dihapus.',
      ),
    ),
    item(
      'followUp',
      text(
        'We may contact you again, only in the way and at the times you tell us now. If somebody else answers, we say nothing about you.',
        'Nous pouvons vous recontacter, seulement de la façon et aux heures que vous nous dites maintenant. Si quelqu’un d’autre répond, nous ne disons rien de vous.',
        'Chúng tôi có thể liên hệ lại với bạn, chỉ theo cách và vào giờ bạn cho biết lúc này. Nếu người khác nghe máy, chúng tôi không nói gì về bạn.',
        'Kami boleh menghubungi Anda lagi, hanya dengan cara dan pada waktu yang Anda sebutkan sekarang. Jika orang lain menjawab, kami tidak mengatakan apa pun tentang Anda.',
      ),
    ),
    item(
      'referral',
      text(
        'We may ask another organisation to help you. You hear its name and see what we would send before it is sent. You may leave out what you want.',
        'Nous pouvons demander à une autre organisation de vous aider. Vous en connaissez le nom et voyez ce que nous enverrions avant l’envoi. Vous pouvez retirer ce que vous voulez.',
        'Chúng tôi có thể nhờ một tổ chức khác giúp bạn. Bạn được biết tên tổ chức và xem những gì sẽ gửi trước khi gửi. Bạn có thể bỏ bớt điều bạn muốn.',
        'Kami boleh meminta organisasi lain membantu Anda. Anda diberi tahu namanya dan melihat apa yang akan dikirim sebelum dikirim. Anda boleh menghilangkan apa yang Anda mau.',
      ),
    ),
    item(
      'authorities',
      text(
        'The authority that decides whether you were a victim may speak with you and read what we agree to send. You need not accuse anybody. Help does not depend on it.',
        'L’autorité qui décide si vous avez été victime peut vous parler et lire ce que nous convenons d’envoyer. Vous n’avez à accuser personne. L’aide n’en dépend pas.',
        'Cơ quan quyết định bạn có phải là nạn nhân hay không có thể nói chuyện với bạn và đọc những gì bạn đồng ý gửi. Bạn không phải tố cáo ai. Việc giúp đỡ không phụ thuộc vào điều này.',
        'Instansi yang memutuskan apakah Anda korban boleh berbicara dengan Anda dan membaca yang kita sepakati untuk dikirim. Anda tidak perlu menuduh siapa pun. Bantuan tidak bergantung padanya.',
      ),
    ),
    item(
      'statistics',
      text(
        'What happened to you may be counted with others, without your name or anything by which somebody could know you.',
        'Ce qui vous est arrivé peut être compté avec d’autres, sans votre nom ni rien qui permette de vous reconnaître.',
        'Điều đã xảy ra với bạn có thể được tính chung với người khác, không kèm tên hay bất cứ điều gì để nhận ra bạn.',
        'Apa yang Anda alami boleh dihitung bersama yang lain, tanpa nama atau apa pun yang membuat Anda dikenali.',
      ),
    ),
    item(
      'screening',
      text(
        'We ask what happened to you, to know what help you have a right to. You may stop, skip a question or go on another day.',
        'Nous vous demandons ce qui vous est arrivé, pour savoir à quelle aide vous avez droit. Vous pouvez arrêter, passer une question ou continuer un autre jour.',
        'Chúng tôi hỏi điều đã xảy ra với bạn để biết bạn có quyền được giúp đỡ gì. Bạn có thể dừng, bỏ qua câu hỏi hoặc tiếp tục vào hôm khác.',
        'Kami bertanya apa yang Anda alami agar tahu bantuan apa yang menjadi hak Anda. Anda boleh berhenti, melewati pertanyaan, atau melanjutkan di hari lain.',
      ),
    ),
    item(
      'service',
      text(
        'You agree to the help we have explained. Each kind of help is asked for by itself, and you may end it whenever you want.',
        'Vous acceptez l’aide que nous avons expliquée. Chaque aide est demandée séparément, et vous pouvez y mettre fin quand vous voulez.',
        'Bạn đồng ý nhận sự giúp đỡ đã được giải thích. Mỗi dịch vụ được hỏi riêng, và bạn có thể dừng bất cứ lúc nào.',
        'Anda setuju menerima bantuan yang telah dijelaskan. Setiap bantuan ditanyakan tersendiri, dan Anda boleh mengakhirinya kapan saja.',
      ),
    ),
    item(
      'return',
      text(
        'You want to go back, and nobody makes you. We ask once more before you travel; until then you may change your mind.',
        'Vous voulez rentrer et personne ne vous y oblige. Nous redemanderons avant le voyage ; jusque-là vous pouvez changer d’avis.',
        'Bạn muốn trở về và không ai ép bạn. Chúng tôi sẽ hỏi lại trước khi đi; đến lúc đó bạn vẫn có thể đổi ý.',
        'Anda ingin pulang dan tidak ada yang memaksa. Kami bertanya lagi sebelum berangkat; sampai saat itu Anda boleh berubah pikiran.',
      ),
    ),
    item(
      'familyContact',
      text(
        'We may look for your family and speak with those whom you name. We say what you want us to say, and tell you what they answer.',
        'Nous pouvons chercher votre famille et parler aux personnes que vous nommez. Nous disons ce que vous voulez, et vous rapportons leur réponse.',
        'Chúng tôi có thể tìm gia đình bạn và nói chuyện với những người bạn nêu tên. Chúng tôi chỉ nói điều bạn muốn và kể lại câu trả lời cho bạn.',
        'Kami boleh mencari keluarga Anda dan berbicara dengan orang yang Anda sebut. Kami mengatakan yang Anda mau, dan menyampaikan jawaban mereka.',
      ),
    ),
    item(
      'crossBorder',
      text(
        'What is needed for your return may be sent to the organisation in the other country that receives you, and to nobody else.',
        'Ce qui est nécessaire à votre retour peut être transmis à l’organisation de l’autre pays qui vous accueille, et à personne d’autre.',
        'Những thông tin cần cho việc trở về có thể được gửi cho tổ chức tiếp nhận bạn ở nước kia, và không cho ai khác.',
        'Yang diperlukan untuk kepulangan Anda boleh dikirim ke organisasi di negara lain yang menerima Anda, dan tidak ke siapa pun lagi.',
      ),
    ),
    item(
      'interpreting',
      text(
        'An interpreter helps us to understand each other. The interpreter keeps silent about what is said. If you know them or do not trust them, we find another.',
        'Un interprète nous aide à nous comprendre. Il se tait sur ce qui est dit. Si vous le connaissez ou n’avez pas confiance, nous en cherchons un autre.',
        'Phiên dịch giúp chúng ta hiểu nhau và giữ kín những gì được nói. Nếu bạn quen biết hoặc không tin người đó, chúng tôi sẽ tìm người khác.',
        'Juru bahasa membantu kita saling memahami dan merahasiakan yang dibicarakan. Jika Anda mengenalnya atau tidak percaya, kami mencari yang lain.',
      ),
    ),
  ],
};
