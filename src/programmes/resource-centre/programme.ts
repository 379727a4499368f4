import type { Programme } from '../../kernel/index.ts';
import { close } from '../fields.ts';
import { item, text } from '../text.ts';
import { signs } from './signs.ts';

export const programme: Programme = {
  code: 'resource-centre',
  title: text(
    'Migrant resource centre',
    'Centre de ressources pour migrants',
    'Trung tâm hỗ trợ người di cư',
    'Pusat sumber daya migran',
  ),
  stages: [
    { code: 'opened', label: text('Opened', 'Ouvert', 'Đã mở', 'Dibuka') },
    { code: 'advising', label: text('Advising', 'Conseil en cours', 'Đang tư vấn', 'Konseling') },
    { code: 'following', label: text('Following up', 'Suivi en cours', 'Đang theo dõi', 'Tindak lanjut') },
    { code: 'closed', label: text('Closed', 'Clos', 'Đã đóng', 'Ditutup'), final: true },
  ],
  firstStage: 'opened',
  transitions: [
    {
      from: 'opened',
      to: 'advising',
      label: text('Begin advising', 'Commencer le conseil', 'Bắt đầu tư vấn', 'Mulai konseling'),
      gate: { consents: ['record'] },
    },
    {
      from: 'advising',
      to: 'following',
      label: text('Begin following up', 'Commencer le suivi', 'Bắt đầu theo dõi', 'Mulai tindak lanjut'),
      gate: { consents: ['record'], entries: ['counselling-session'] },
    },
    {
      from: 'following',
      to: 'advising',
      label: text('Advise again', 'Reprendre le conseil', 'Tư vấn lại', 'Konseling kembali'),
      gate: { consents: ['record'] },
    },
    {
      // Somebody who came once, or whom we lost, is closed as well: without a session, not without a reason.
      from: 'opened',
      to: 'closed',
      label: close,
      gate: { closingReason: true },
    },
    {
      from: 'advising',
      to: 'closed',
      label: close,
      gate: { entries: ['counselling-session'], closingReason: true },
    },
    {
      from: 'following',
      to: 'closed',
      label: close,
      gate: { entries: ['counselling-session'], closingReason: true },
    },
  ],
  forms: ['intake', 'counselling-session', 'job-offer', 'satisfaction'],
  signs,
  closingReasons: [
    item('resolved', text('Resolved', 'Résolu', 'Đã giải quyết', 'Terselesaikan')),
    item(
      'informed',
      text(
        'Informed, nothing further wanted',
        'Informé, sans autre demande',
        'Đã được thông tin, không yêu cầu thêm',
        'Sudah diberi informasi, tidak perlu lagi',
      ),
    ),
    item(
      'referred',
      text(
        'Taken over by another organisation',
        'Repris par une autre organisation',
        'Tổ chức khác đã tiếp nhận',
        'Diambil alih organisasi lain',
      ),
    ),
    item(
      'departed',
      text(
        'Left for work abroad',
        'Parti travailler à l’étranger',
        'Đã đi làm việc ở nước ngoài',
        'Berangkat bekerja ke luar negeri',
      ),
    ),
    item(
      'withdrawn',
      text(
        'The person wants no further help',
        'La personne ne souhaite plus d’aide',
        'Người đó không muốn hỗ trợ nữa',
        'Orang tersebut tidak ingin dibantu lagi',
      ),
    ),
    item(
      'lostContact',
      text('Could not be reached any more', 'Plus joignable', 'Không còn liên lạc được', 'Tidak dapat dihubungi lagi'),
    ),
    item('mistake', text('Opened by mistake', 'Ouvert par erreur', 'Mở nhầm', 'Dibuka karena keliru')),
  ],
  transferReason: 'referred',
  quietAfterDays: 30,
};
