/** Where people of a centre's province come from: codes of the supplied place tree, the frequent first. */
const districts: Record<string, readonly string[]> = {
  'VN-HN': ['soc-son', 'dong-anh', 'chuong-my', 'cau-giay', 'dong-da', 'ba-dinh'],
  'VN-22': ['yen-thanh', 'do-luong', 'dien-chau', 'quynh-luu', 'ky-son', 'vinh'],
  'VN-21': ['hoang-hoa', 'quang-xuong', 'tinh-gia', 'sam-son', 'muong-lat'],
  'VN-23': ['can-loc', 'nghi-xuan', 'ky-anh', 'cam-xuyen', 'huong-khe'],
  'VN-29': ['binh-son', 'son-tinh', 'duc-pho', 'mo-duc', 'ly-son'],
  'VN-68': ['cam-khe', 'lam-thao', 'thanh-son', 'viet-tri', 'tan-son'],
};

export const vietNamDistricts = (province: string): readonly string[] =>
  (districts[province] ?? []).map((district) => `${province}-${district}`);
