/** What counsellors write, by topic: `asked` in an enquiry, `told` and `advised` in a session. All invented. */
export interface Telling {
  asked: readonly string[];
  told: readonly string[];
  advised: readonly string[];
}

export const tellings: Record<string, Telling> = {
  jobOffer: {
    asked: ['Hỏi lời mời làm việc trên mạng có thật không.', 'Người quen rủ đi làm nhà máy, muốn kiểm tra trước khi nộp hồ sơ.'],
    told: ['Được giới thiệu qua Facebook, người giới thiệu hứa lương cao và đi trong hai tuần. Chưa thấy hợp đồng.', 'Công ty gửi bảng lương và ảnh nhà máy; yêu cầu đặt cọc sớm.'],
    advised: ['Không nộp tiền khi chưa có hợp đồng. Đã tra tên công ty trong danh sách doanh nghiệp được cấp phép.', 'Giải thích quyền và các bước đi hợp pháp; hẹn mang hợp đồng đến xem.'],
  },
  contract: {
    asked: ['Muốn hiểu hợp đồng bằng tiếng nước ngoài.', 'Hợp đồng ghi lương khác với lời hứa.'],
    told: ['Hợp đồng không ghi giờ làm thêm và nơi ở. Đã ký một bản, không được giữ bản sao.', 'Công ty đổi chủ sử dụng lao động ngay trước ngày bay.'],
    advised: ['Đề nghị công ty giao bản hợp đồng bằng tiếng Việt; đọc từng điều cùng người lao động.', 'Không ký phụ lục khi chưa đọc; giữ ảnh chụp mọi trang.'],
  },
  fees: {
    asked: ['Hỏi mức phí được thu theo quy định.', 'Đã nộp 130 triệu đồng và không có biên lai.'],
    told: ['Gia đình vay ngân hàng và người thân để nộp phí. Môi giới thu thêm ngoài hợp đồng.', 'Tiền cọc không được trả lại sau khi hủy chuyến.'],
    advised: ['Hướng dẫn đơn đòi lại tiền và liệt kê các khoản đã nộp.', 'Giải thích những khoản người lao động không phải trả; chuyển hồ sơ khiếu nại.'],
  },
  agency: {
    asked: ['Công ty này có giấy phép không?', 'Không liên lạc được với công ty sau khi nộp hồ sơ.'],
    told: ['Văn phòng công ty đã đóng cửa; nhiều người cùng xã cũng đã nộp hồ sơ.', 'Nhân viên tư vấn dùng số điện thoại cá nhân và nhận tiền qua tài khoản riêng.'],
    advised: ['Tra giấy phép cùng người hỏi; hướng dẫn báo với Sở.', 'Liệt kê công ty có giấy phép trong tỉnh và cách kiểm tra.'],
  },
  documents: {
    asked: ['Hộ chiếu sắp hết hạn khi đang ở nước ngoài.', 'Cần biết giấy tờ cho thị thực lao động.'],
    told: ['Chủ giữ hộ chiếu từ ngày đầu, nói là để làm thủ tục.', 'Tên trên thị thực viết sai so với hộ chiếu.'],
    advised: ['Liên hệ đại sứ quán để cấp giấy mới; giữ bản chụp ở nơi an toàn.', 'Hướng dẫn sửa tên và các giấy tờ phải mang theo.'],
  },
  wages: {
    asked: ['Bị nợ lương hai tháng.', 'Làm thêm giờ không được trả tiền.'],
    told: ['Lương bị trừ tiền ở và tiền phạt, còn lại rất ít. Có ảnh chụp bảng chấm công.', 'Chủ hẹn trả khi hết hợp đồng; nhiều người cùng xưởng cũng vậy.'],
    advised: ['Ghi lại giờ làm mỗi ngày; lập đơn gửi cơ quan lao động nước sở tại.', 'Kết nối với luật sư đối tác, giải thích thời hiệu khiếu nại.'],
  },
  health: {
    asked: ['Bảo hiểm có trả tiền tai nạn lao động không?', 'Cần khám lại sau khi về nước.'],
    told: ['Bị thương tay tại xưởng, chủ đưa đi khám một lần rồi thôi.', 'Ho kéo dài sau hai năm làm trong xưởng sơn.'],
    advised: ['Thu thập giấy khám và báo cáo tai nạn; hướng dẫn hồ sơ bảo hiểm.', 'Giới thiệu bệnh viện tỉnh; hẹn gọi lại sau khi khám.'],
  },
  abroad: {
    asked: ['Con gái gọi về nói muốn về nước nhưng không được cho nghỉ.', 'Người nhà ở nước ngoài mất liên lạc một tuần.'],
    told: ['Không được ra khỏi chỗ ở một mình; điện thoại bị kiểm tra. Chủ dọa báo công an.', 'Đổi việc so với hợp đồng, ca đêm mười bốn giờ.'],
    advised: ['Thống nhất câu an toàn khi gọi; liên hệ đại sứ quán và đối tác tại chỗ.', 'Không tranh cãi với chủ; lập kế hoạch an toàn và ghi địa chỉ.'],
  },
  return: {
    asked: ['Mới về nước, cần tìm việc và học nghề.', 'Hỏi khoản hỗ trợ cho người về trước hạn.'],
    told: ['Về sau ba năm, còn nợ ngân hàng; muốn mở tiệm nhỏ.', 'Khó hòa nhập, con không quen mẹ.'],
    advised: ['Giới thiệu lớp nghề và vốn vay của xã.', 'Kết nối nhóm người về nước; hẹn gặp lại sau một tháng.'],
  },
  family: {
    asked: ['Chồng đi làm xa không gửi tiền, cần tư vấn.', 'Ông bà nuôi cháu hỏi về giấy khai sinh.'],
    told: ['Gia đình không biết địa chỉ nơi làm. Con nhỏ ở với bà ngoại.', 'Tiền gửi về qua người quen bị giữ lại.'],
    advised: ['Hướng dẫn kênh gửi tiền an toàn và giấy tờ cho trẻ.', 'Liên hệ công ty phái cử để có địa chỉ nơi làm việc.'],
  },
  other: {
    asked: ['Hỏi thông tin chung về đi làm việc ở nước ngoài.', 'Xin tài liệu cho buổi họp thôn.'],
    told: ['Cần thông tin cho người trong thôn.', 'Muốn biết lịch buổi tư vấn lưu động.'],
    advised: ['Gửi tờ rơi và lịch tư vấn lưu động.', 'Ghi nhận, gửi thông tin qua thư điện tử.'],
  },
};

/** Recruiters, good and bad; none exists. `licence` and `verdict` are codes of the form `job-offer`. */
export const agencies = [
  { name: 'Công ty CP Nhân lực Sao Khuê Xanh', licence: 'valid', verdict: 'sound' },
  { name: 'Công ty TNHH Hợp tác Lao động Bến Thuyền', licence: 'valid', verdict: 'sound' },
  { name: 'Công ty CP Đào tạo Cánh Buồm Trắng', licence: 'valid', verdict: 'questions' },
  { name: 'Trung tâm tư vấn Đường Vàng', licence: 'expired', verdict: 'questions' },
  { name: 'Dịch vụ visa Đi Là Có', licence: 'none', verdict: 'warned' },
  { name: 'Nhóm “Việc nhẹ lương cao 24h”', licence: 'none', verdict: 'warned' },
] as const;

export const safeAnswers = [
  'Nói là gọi về lớp học may.',
  'Nói là nhầm số rồi tắt máy.',
  'Nói là thư viện xã nhắc trả sách.',
  'Hỏi giá rau, không nói tên trung tâm.',
] as const;
export const safeHours = ['18:00–20:00', 'Thứ ba, thứ năm sau 19:00', 'Giờ nghỉ trưa', 'Chủ nhật buổi sáng'] as const;
