import type { CodeList } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

export const channel: CodeList = {
  code: 'channel',
  title: text('Channel', 'Canal', 'Kênh tiếp nhận', 'Saluran'),
  items: [
    item('counter', text('Counter', 'Guichet', 'Tại quầy', 'Loket'), '1'),
    item('phone', text('Phone', 'Téléphone', 'Điện thoại', 'Telepon'), '2'),
    item('email', text('E-mail', 'Courriel', 'Thư điện tử', 'Surel'), '3'),
    item('web', text('Website', 'Site web', 'Trang web', 'Situs web'), '4'),
    item('outreach', text('Outreach', 'Action de terrain', 'Tư vấn lưu động', 'Penjangkauan'), '5'),
    item('hotline', text('Hotline', 'Ligne d’urgence', 'Đường dây nóng', 'Saluran siaga'), '6'),
  ],
};
