/** The page of a promise, /pay. */
const vi = {
  title: (code: string) => `Chuyển khoản ${code}`,
  heading: 'Chuyển khoản',
  held: (until: string) => `Giữ cho bạn đến ${until}.`,
  partly: (money: string) => `Mình đã thấy ${money}. Dưới đây là phần còn lại.`,
  onPhone: 'Bạn lưu ảnh này rồi mở trong app ngân hàng, hoặc chép ba dòng dưới đây.',
  qrAlt: 'Mã VietQR để chuyển khoản',
  save: 'Lưu ảnh',
  account: 'Số tài khoản',
  amount: 'Số tiền',
  code: 'Nội dung',
  holder: 'Chủ tài khoản',
  bank: 'Ngân hàng',
  codeNote: 'Nội dung chỉ cần mã này.',
  after: 'Tiền đến là mình báo ngay, ở trang này và trong cuộc trò chuyện. Bạn không phải chụp màn hình.',
  apps: 'Mở app ngân hàng',
  simulate: 'Giả lập chuyển khoản',
  simulateNote: 'Chỉ bản thử có nút này: ngân hàng giả báo là tiền đã đến.',
  ways: {
    title: 'Thử như khi có trục trặc',
    way: 'Nội dung',
    each: {
      right: 'đúng mã',
      no_code: 'quên ghi mã',
      wrong_code: 'sai một ký tự của mã',
      twice: 'đúng mã, ngân hàng báo hai lần',
    },
    amount: 'Số tiền (để trống: vừa đủ)',
    unread: 'Số tiền chưa đọc được. Ví dụ 200k hoặc 1,5 triệu.',
    send: 'Giả lập như vậy',
    came: 'Đã giả lập. Khoản này chờ cán bộ xem:',
    desk: 'trang Tiền ở bàn làm việc',
  },
  received: {
    heading: 'Đã nhận, cảm ơn bạn',
    text: (money: string, when: string) => `Mình đã thấy ${money} của bạn, lúc ${when}.`,
    receipt: (number: string) => `Biên nhận số ${number}`,
    next: 'Biên nhận của bạn luôn có trong cuộc trò chuyện, ở mục “của tôi”.',
  },
  lapsed: {
    heading: 'Phần này đã mở lại cho người khác',
    text: (day: string) =>
      `Mình giữ phần này đến ${day}. Bạn không phải làm gì thêm; khi nào muốn góp lại, bạn nhắn mình nhé.`,
    late: 'Nếu bạn vừa chuyển rồi, tiền vẫn được ghi nhận và mình sẽ hỏi bạn muốn dùng vào việc gì.',
  },
  closed: {
    heading: 'Đợt này đã khép',
    text: (title: string) =>
      `${title} không nhận thêm nữa, nên bạn không phải chuyển. Cảm ơn bạn đã nghĩ đến các em.`,
    late: 'Nếu bạn vừa chuyển rồi, tiền vẫn được ghi nhận và mình nhắn bạn ngay.',
  },
  cancelled: {
    heading: 'Phần này đã hủy',
    text: 'Bạn không phải làm gì thêm. Nếu lỡ chuyển rồi, bạn nhắn mình để tìm khoản đó ngay.',
  },
  notFound: {
    heading: 'Mình không thấy mã này',
    text: 'Mã có dạng TLV 8K3Q 7DX. Bạn mở lại đường dẫn trong cuộc trò chuyện, và khoan chuyển tiền nhé.',
  },
}

const en: typeof vi = {
  title: (code) => `Transfer ${code}`,
  heading: 'Bank transfer',
  held: (until) => `Kept for you until ${until}.`,
  partly: (money) => `We can see ${money}. Below is what remains.`,
  onPhone: 'Save this picture and open it in your bank’s app, or copy the three lines below.',
  qrAlt: 'VietQR code for the transfer',
  save: 'Save picture',
  account: 'Account number',
  amount: 'Amount',
  code: 'Memo',
  holder: 'Account holder',
  bank: 'Bank',
  codeNote: 'The memo needs nothing but this code.',
  after: 'As soon as the money arrives, this page and the chat tell you. No screenshot needed.',
  apps: 'Open your bank’s app',
  simulate: 'Simulate a transfer',
  simulateNote: 'Only the demo has this button: a pretend bank reports that the money came.',
  ways: {
    title: 'Try it as when something goes wrong',
    way: 'Memo',
    each: {
      right: 'the right code',
      no_code: 'no code',
      wrong_code: 'one character of the code is wrong',
      twice: 'the right code, and the bank tells of it twice',
    },
    amount: 'Amount (left empty: what is missing)',
    unread: 'This amount cannot be read. Such as 200k or 1,500,000.',
    send: 'Simulate that',
    came: 'Done. An officer has to look at it:',
    desk: 'the desk’s page of money',
  },
  received: {
    heading: 'Received, thank you',
    text: (money, when) => `We can see your ${money}, at ${when}.`,
    receipt: (number) => `Receipt no. ${number}`,
    next: 'Your receipt is always in the chat, under “mine”.',
  },
  lapsed: {
    heading: 'This place is open to others again',
    text: (day) =>
      `I kept it until ${day}. Nothing more to do; whenever you would like to give again, message me.`,
    late: 'If you have just sent the money, it still counts, and I will ask what you would like it used for.',
  },
  closed: {
    heading: 'This campaign is over',
    text: (title) =>
      `${title} takes nothing more, so there is nothing to transfer. Thank you for thinking of the children.`,
    late: 'If you have just sent the money, it still counts, and I will write to you right away.',
  },
  cancelled: {
    heading: 'This pledge is cancelled',
    text: 'Nothing more to do. If you have sent the money by mistake, message me and I will look for it right away.',
  },
  notFound: {
    heading: 'I cannot find this code',
    text: 'A code looks like TLV 8K3Q 7DX. Please open the link in your chat again, and hold the transfer for now.',
  },
}

export const pay = { vi, en }
