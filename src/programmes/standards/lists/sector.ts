import type { CodeList } from '../../../kernel/index.ts';
import { other } from '../../fields.ts';
import { item, text } from '../../text.ts';

export const sector: CodeList = {
  code: 'sector',
  title: text('Sector of work', 'Secteur de travail', 'Ngành nghề', 'Sektor kerja'),
  items: [
    item('manufacturing', text('Manufacturing', 'Industrie', 'Sản xuất, chế tạo', 'Manufaktur')),
    item('construction', text('Construction', 'Bâtiment', 'Xây dựng', 'Konstruksi')),
    item('agriculture', text('Agriculture', 'Agriculture', 'Nông nghiệp', 'Pertanian')),
    item('fishing', text('Fishing', 'Pêche', 'Đánh bắt hải sản', 'Perikanan')),
    item('domesticWork', text('Domestic work', 'Travail domestique', 'Giúp việc gia đình', 'Pekerjaan rumah tangga')),
    item('care', text('Care and nursing', 'Soins', 'Điều dưỡng, chăm sóc', 'Perawatan')),
    item(
      'hospitality',
      text('Hotels and restaurants', 'Hôtellerie et restauration', 'Nhà hàng, khách sạn', 'Perhotelan dan restoran'),
    ),
    item('entertainment', text('Entertainment', 'Divertissement', 'Giải trí', 'Hiburan')),
    item('online', text('Online work', 'Travail en ligne', 'Làm việc trực tuyến', 'Pekerjaan daring')),
    other,
  ],
};
