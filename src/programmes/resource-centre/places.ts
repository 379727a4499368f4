import type { PlaceTree } from '../supplied.ts';
import { text } from '../text.ts';

/**
 * The provinces of the six centres, with ISO 3166-2 codes, and some of their districts, with codes of our own. Viet Nam
 * gave up its districts on 1 July 2025; records from before name them. A ministry publishes its full tree over this one.
 */
const provinces: [code: string, name: string, french: string, plain: string, districts: string[]][] = [
  ['VN-HN', 'Hà Nội', 'Hanoï', 'Hanoi', ['Ba Đình', 'Đống Đa', 'Cầu Giấy', 'Sóc Sơn', 'Đông Anh', 'Chương Mỹ']],
  ['VN-22', 'Nghệ An', 'Nghệ An', 'Nghe An', ['Vinh', 'Yên Thành', 'Đô Lương', 'Diễn Châu', 'Quỳnh Lưu', 'Kỳ Sơn']],
  ['VN-21', 'Thanh Hóa', 'Thanh Hóa', 'Thanh Hoa', ['Sầm Sơn', 'Hoằng Hóa', 'Quảng Xương', 'Tĩnh Gia', 'Mường Lát']],
  ['VN-23', 'Hà Tĩnh', 'Hà Tĩnh', 'Ha Tinh', ['Can Lộc', 'Nghi Xuân', 'Kỳ Anh', 'Cẩm Xuyên', 'Hương Khê']],
  ['VN-29', 'Quảng Ngãi', 'Quảng Ngãi', 'Quang Ngai', ['Bình Sơn', 'Sơn Tịnh', 'Đức Phổ', 'Mộ Đức', 'Lý Sơn']],
  ['VN-68', 'Phú Thọ', 'Phú Thọ', 'Phu Tho', ['Việt Trì', 'Lâm Thao', 'Cẩm Khê', 'Thanh Sơn', 'Tân Sơn']],
];

const plain = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

export const vietNam: PlaceTree = {
  code: 'viet-nam',
  title: text('Viet Nam: provinces', 'Viet Nam : provinces', 'Việt Nam: các tỉnh', 'Vietnam: provinsi'),
  places: provinces.flatMap(([code, name, french, english, districts]) => [
    { code, parent: 'VN', level: 'province', name: text(english, french, name, english) },
    ...districts.map((district) => ({
      code: `${code}-${plain(district).toLowerCase().replaceAll(' ', '-')}`,
      parent: code,
      level: 'district',
      name: text(plain(district), district, district, plain(district)),
    })),
  ]),
};
