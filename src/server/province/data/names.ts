/** Names that are common in their countries; put together by chance they are nobody's. `[own script, romanised]`. */
export type Written = readonly [own: string, latin: string];

export interface NamePool {
  nationality: string;
  family: readonly Written[];
  female: readonly Written[];
  male: readonly Written[];
  /** What stands between the parts in the own script, and which comes first. */
  gap: string;
  familyFirst: boolean;
}

export const vietnamese = {
  family: [
    'Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý', 'Đinh', 'Trịnh',
    'Cao', 'Đoàn', 'Lương', 'Mai', 'Tạ', 'Võ', 'Hà', 'Chu', 'Thái', 'Đậu', 'Lò', 'Vi', 'Moong', 'Lữ', 'Hờ', 'Giàng',
  ],
  femaleMiddle: ['Thị', 'Thị', 'Thị', 'Thị Thu', 'Thị Ngọc', 'Ngọc', 'Thu', 'Thanh', 'Thị Kim', 'Minh', 'Thị Hồng', 'Khánh'],
  maleMiddle: ['Văn', 'Văn', 'Đức', 'Hữu', 'Quang', 'Minh', 'Công', 'Xuân', 'Đình', 'Thanh', 'Ngọc', 'Bá', 'Trọng'],
  female: [
    'Lan', 'Hoa', 'Hương', 'Mai', 'Linh', 'Trang', 'Thảo', 'Hà', 'Nga', 'Hằng', 'Thủy', 'Yến', 'Phương', 'Ngân', 'Dung', 'Hạnh', 'Loan',
    'Oanh', 'Huyền', 'Nhung', 'Tuyết', 'Xuân', 'Vân', 'Thúy', 'Quỳnh', 'Diễm', 'Hiền', 'Liên', 'Phượng', 'Duyên', 'Bích', 'Sen', 'Mơ',
  ],
  male: [
    'Hùng', 'Dũng', 'Tuấn', 'Nam', 'Long', 'Sơn', 'Hải', 'Thắng', 'Cường', 'Minh', 'Đức', 'Quân', 'Tùng', 'Hiếu', 'Thành', 'Trung', 'Kiên',
    'Bình', 'Phúc', 'Tâm', 'Toàn', 'Vinh', 'Khánh', 'Duy', 'Huy', 'Lâm', 'Phong', 'Quốc', 'Tiến', 'Việt', 'Đạt', 'Nghĩa', 'Pó',
  ],
} as const;

export const otherNames: readonly NamePool[] = [
  {
    nationality: 'LA', gap: ' ', familyFirst: false,
    family: [['ວົງສະຫວັນ', 'Vongsavanh'], ['ພົມມະຈັນ', 'Phommachanh'], ['ສີສຸພັນ', 'Sisouphanh'], ['ແກ້ວວິໄລ', 'Keovilay'], ['ອິນທະວົງ', 'Inthavong'], ['ໄຊຍະວົງ', 'Xayavong']],
    female: [['ບົວວັນ', 'Bouavanh'], ['ຄຳຫຼ້າ', 'Khamla'], ['ນ້ອຍ', 'Noy'], ['ດາວ', 'Dao'], ['ມະນີ', 'Many'], ['ຈັນສີ', 'Chansy']],
    male: [['ບຸນມີ', 'Bounmy'], ['ສົມສັກ', 'Somsak'], ['ຄຳພອນ', 'Khamphone'], ['ວິໄລ', 'Vilay'], ['ທອງ', 'Thong'], ['ສີຄຳ', 'Sikham']],
  },
  {
    nationality: 'TH', gap: ' ', familyFirst: false,
    family: [['ใจดี', 'Jaidee'], ['แสงทอง', 'Saengthong'], ['ศรีสุข', 'Srisuk'], ['บุญมา', 'Boonma'], ['วงศ์ใหญ่', 'Wongyai'], ['คำดี', 'Khamdee']],
    female: [['สมหญิง', 'Somying'], ['มาลี', 'Malee'], ['กัญญา', 'Kanya'], ['อรทัย', 'Orathai'], ['สุดา', 'Suda']],
    male: [['สมชาย', 'Somchai'], ['ประเสริฐ', 'Prasert'], ['วิชัย', 'Wichai'], ['อนันต์', 'Anan'], ['สุรชัย', 'Surachai']],
  },
  {
    nationality: 'KH', gap: ' ', familyFirst: true,
    family: [['សុខ', 'Sok'], ['ចាន់', 'Chan'], ['ហេង', 'Heng'], ['លឹម', 'Lim'], ['អ៊ុក', 'Ouk'], ['កែវ', 'Keo']],
    female: [['ស្រីមុំ', 'Sreymom'], ['សុភា', 'Sophea'], ['ចន្ថា', 'Chantha'], ['បុប្ផា', 'Bopha'], ['ដារ៉ា', 'Dara']],
    male: [['វិចិត្រ', 'Vichet'], ['សុវណ្ណ', 'Sovann'], ['ពិសិដ្ឋ', 'Piseth'], ['រតនា', 'Ratana'], ['សំណាង', 'Samnang']],
  },
  {
    nationality: 'MM', gap: '', familyFirst: true,
    family: [['အောင်', 'Aung '], ['မြင့်', 'Myint '], ['သန်း', 'Than '], ['ခင်', 'Khin '], ['တင်', 'Tin ']],
    female: [['လှ', 'Hla'], ['မေ', 'May'], ['စန္ဒာ', 'Sandar'], ['နွယ်', 'Nwe'], ['ဖြူ', 'Phyu']],
    male: [['ဇော်', 'Zaw'], ['မိုး', 'Moe'], ['ကျော်', 'Kyaw'], ['ဝင်း', 'Win'], ['ထွန်း', 'Htun']],
  },
  {
    nationality: 'ID', gap: ' ', familyFirst: false,
    family: [['Wijaya', 'Wijaya'], ['Lestari', 'Lestari'], ['Santoso', 'Santoso'], ['Rahayu', 'Rahayu'], ['Hidayat', 'Hidayat'], ['binti Ahmad', 'binti Ahmad']],
    female: [['Siti Nurhaliza', 'Siti Nurhaliza'], ['Dewi', 'Dewi'], ['Sri Wahyuni', 'Sri Wahyuni'], ['Ni Made Ayu', 'Ni Made Ayu'], ['Fitri', 'Fitri']],
    male: [['Agus', 'Agus'], ['Budi', 'Budi'], ['Muhammad Rizki', 'Muhammad Rizki'], ['I Wayan Surya', 'I Wayan Surya'], ['Joko', 'Joko']],
  },
  {
    nationality: 'CN', gap: '', familyFirst: true,
    family: [['王', 'Wang '], ['李', 'Li '], ['陈', 'Chen '], ['张', 'Zhang '], ['黄', 'Huang '], ['刘', 'Liu ']],
    female: [['小兰', 'Xiaolan'], ['美玲', 'Meiling'], ['秀英', 'Xiuying'], ['丽华', 'Lihua'], ['芳', 'Fang']],
    male: [['建国', 'Jianguo'], ['伟', 'Wei'], ['志强', 'Zhiqiang'], ['明', 'Ming'], ['海涛', 'Haitao']],
  },
];
