import type { PlaceTree } from '../supplied.ts';
import { text } from '../text.ts';

/** The provinces of Lao PDR with ISO 3166-2 codes. The ministry publishes its full tree, with districts, over this one. */
const provinces: [code: string, english: string, french: string, vietnamese: string, lao: string][] = [
  ['LA-AT', 'Attapeu', 'Attapeu', 'Attapeu', 'ອັດຕະປື'],
  ['LA-BK', 'Bokeo', 'Bokéo', 'Bò Kẹo', 'ບໍ່ແກ້ວ'],
  ['LA-BL', 'Bolikhamxay', 'Bolikhamsai', 'Bolikhamxay', 'ບໍລິຄຳໄຊ'],
  ['LA-CH', 'Champasak', 'Champassak', 'Chăm Pa Sắc', 'ຈຳປາສັກ'],
  ['LA-HO', 'Houaphanh', 'Houaphan', 'Hủa Phăn', 'ຫົວພັນ'],
  ['LA-KH', 'Khammouane', 'Khammouane', 'Khăm Muộn', 'ຄຳມ່ວນ'],
  ['LA-LM', 'Luang Namtha', 'Luang Namtha', 'Luông Nậm Thà', 'ຫຼວງນ້ຳທາ'],
  ['LA-LP', 'Luang Prabang', 'Luang Prabang', 'Luông Pha Băng', 'ຫຼວງພະບາງ'],
  ['LA-OU', 'Oudomxay', 'Oudomxay', 'U Đôm Xay', 'ອຸດົມໄຊ'],
  ['LA-PH', 'Phongsaly', 'Phongsaly', 'Phong Sa Lỳ', 'ຜົ້ງສາລີ'],
  ['LA-SL', 'Salavan', 'Saravane', 'Sa La Van', 'ສາລະວັນ'],
  ['LA-SV', 'Savannakhet', 'Savannakhet', 'Sa Vẳn Na Khệt', 'ສະຫວັນນະເຂດ'],
  ['LA-VI', 'Vientiane Province', 'Province de Vientiane', 'Tỉnh Viêng Chăn', 'ແຂວງວຽງຈັນ'],
  ['LA-VT', 'Vientiane Capital', 'Vientiane (capitale)', 'Thủ đô Viêng Chăn', 'ນະຄອນຫຼວງວຽງຈັນ'],
  ['LA-XA', 'Xayabury', 'Sayaboury', 'Xay Nha Bu Ly', 'ໄຊຍະບູລີ'],
  ['LA-XE', 'Sekong', 'Sékong', 'Sê Kông', 'ເຊກອງ'],
  ['LA-XI', 'Xiengkhouang', 'Xieng Khouang', 'Xiêng Khoảng', 'ຊຽງຂວາງ'],
  ['LA-XS', 'Xaysomboun', 'Xaisomboun', 'Xay Sổm Bun', 'ໄຊສົມບູນ'],
];

export const laoPdr: PlaceTree = {
  code: 'lao-pdr',
  title: text('Lao PDR: provinces', 'RDP lao : provinces', 'CHDCND Lào: các tỉnh', 'RDR Laos: provinsi'),
  places: provinces.map(([code, english, french, vietnamese, lao]) => ({
    code,
    parent: 'LA',
    level: 'province',
    name: { ...text(english, french, vietnamese, english), lo: lao },
  })),
};
