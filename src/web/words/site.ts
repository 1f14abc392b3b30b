/** What stands on every page, and what several pages say alike. */
const vi = {
  lang: { other: 'English', say: 'English', label: 'Đổi ngôn ngữ' },
  site: {
    skip: 'Đến nội dung chính',
    home: 'Trang chính',
    check: 'Kiểm tra',
    chat: 'Nhắn với Chung Tay',
    privacy: 'Thông tin riêng tư',
    decision: (number: string) => `Quyết định thành lập số ${number}`,
    childLine: 'Nếu có trẻ em đang gặp nguy hiểm, bạn gọi ngay 111 (miễn phí, 24/24) hoặc 113.',
  },
  demo: {
    tag: 'Bản thử',
    bar: 'Tên, số tiền và tài khoản ở đây đều không có thật. Bạn đừng chuyển tiền.',
    short: 'Số liệu không thật, bạn đừng chuyển tiền.',
    noTransfer: 'DEMO – KHÔNG CHUYỂN TIỀN',
  },
  copy: { copy: 'Chép', copied: 'Đã chép' },
  progress: {
    received: (done: string) => `${done} đã nhận`,
    before: (before: string, here: string) =>
      `Trong đó ${before} có từ trước khi Quỹ dùng Chung Tay, ${here} góp qua Chung Tay`,
    allBefore: 'Số này có từ trước khi Quỹ dùng Chung Tay',
    /** One and several, for a page whose language is not the fund's. */
    units: {} as Readonly<Record<string, readonly [string, string]>>,
    pledged: (more: string) => `Thêm ${more} đã đăng ký, chưa nhận`,
  },
  stages: {
    pledged: {
      name: 'Đã đăng ký',
      none: 'Chưa có đăng ký nào đang chờ',
      what: 'Bạn nói muốn góp gì. Chưa phải là tiền, nên không tính vào số đã nhận.',
    },
    received: {
      name: 'Đã nhận',
      none: 'Chưa nhận',
      what: 'Tiền vào tài khoản đứng tên Quỹ. Khoản nào biết người góp thì có biên nhận đánh số.',
    },
    bought: {
      name: 'Đã mua',
      none: 'Chưa mua',
      what: 'Quỹ mua đúng món đã nêu. Hai cán bộ cùng duyệt, có chứng từ.',
    },
    delivered: {
      name: 'Đã đến',
      none: 'Chưa giao',
      what: 'Quà đến tận trường. Ngày giờ và số lượng được ghi lại.',
    },
    confirmed: {
      name: 'Đã xác nhận',
      none: 'Chưa có xác nhận',
      what: 'Bên nhận đếm, một cán bộ khác của Quỹ xác nhận. Thiếu thì ghi là thiếu.',
    },
  },
  error: {
    404: {
      title: 'Không thấy trang này',
      text: 'Đường dẫn có thể đã đổi hoặc gõ thiếu; bạn về trang chính hoặc nhắn mình nhé.',
    },
    413: {
      title: 'Tệp này lớn quá',
      text: 'Bạn gửi lại ảnh nhỏ hơn, hoặc chụp màn hình ảnh đó rồi gửi giúp mình.',
    },
    429: { title: 'Mình nhận hơi nhiều yêu cầu cùng lúc', text: 'Bạn thử lại sau ít phút nhé.' },
    500: {
      title: 'Mình đang trục trặc',
      text: 'Lỗi ở mình, không phải ở bạn; phần bạn đã góp vẫn còn nguyên, bạn thử lại sau ít phút nhé.',
    },
    desk: 'Về việc cần làm',
    wait: (seconds: number) => `Bạn thử lại sau ${seconds} giây nhé.`,
    home: 'Về trang chính',
  },
}

const en: typeof vi = {
  lang: { other: 'Tiếng Việt', say: 'Tiếng Việt', label: 'Change language' },
  site: {
    skip: 'Skip to the main part',
    home: 'Home',
    check: 'Check',
    chat: 'Message Chung Tay',
    privacy: 'Privacy',
    decision: (number) => `Founded by decision no. ${number}`,
    childLine: 'If a child is in danger, call 111 right away (free, day and night) or 113.',
  },
  demo: {
    tag: 'Demo',
    bar: 'Names, amounts and accounts here are not real. Please do not send money.',
    short: 'Nothing here is real: please send no money.',
    noTransfer: 'DEMO – DO NOT SEND MONEY',
  },
  copy: { copy: 'Copy', copied: 'Copied' },
  progress: {
    received: (done) => `${done} received`,
    before: (before, here) => `${before} came before the fund used Chung Tay, ${here} through it`,
    allBefore: 'These came before the fund used Chung Tay',
    units: { suất: ['gift', 'gifts'], áo: ['coat', 'coats'], bộ: ['set', 'sets'], cặp: ['bag', 'bags'] },
    pledged: (more) => `${more} more pledged, not yet received`,
  },
  stages: {
    pledged: {
      name: 'Pledged',
      none: 'No promise is waiting',
      what: 'You say what you would like to give. Not money yet, so it is not counted as received.',
    },
    received: {
      name: 'Received',
      none: 'Nothing received yet',
      what: 'Money is in the account in the fund’s own name. Where its giver is known, there is a numbered receipt.',
    },
    bought: {
      name: 'Bought',
      none: 'Nothing bought yet',
      what: 'The fund buys the very item named. Two officers approve it, with a voucher.',
    },
    delivered: {
      name: 'Delivered',
      none: 'Nothing delivered yet',
      what: 'The gift reaches the school. Time and quantity are written down.',
    },
    confirmed: {
      name: 'Confirmed',
      none: 'Nothing confirmed yet',
      what: 'Who takes it counts, and another officer of the fund confirms. What is missing is written down as missing.',
    },
  },
  error: {
    404: {
      title: 'This page is not here',
      text: 'The link may have changed or lost a letter; go to the home page or message me.',
    },
    413: { title: 'This file is too large', text: 'Please send a smaller picture, or a screenshot of it.' },
    429: { title: 'A few too many requests at once', text: 'Please try again in a few minutes.' },
    500: {
      title: 'Something is wrong on my side',
      text: 'It is my fault, not yours; what you gave is safe. Please try again in a few minutes.',
    },
    desk: 'Back to what needs me',
    wait: (seconds) => `Please try again in ${seconds} seconds.`,
    home: 'Go to the home page',
  },
}

export const site = { vi, en }
