import type { Lang } from './words.ts'

interface PrivacyWords {
  readonly title: string
  readonly lead: string
  readonly parts: readonly { readonly heading: string; readonly lines: readonly string[] }[]
}

/** What the page /privacy says. It must stay true of the code: who changes what is kept changes this. */
export const privacyWords: Readonly<Record<Lang, PrivacyWords>> = {
  vi: {
    title: 'Thông tin riêng tư',
    lead: 'Chung Tay chỉ giữ những gì cần để phần góp của bạn đến đúng nơi.',
    parts: [
      {
        heading: 'Mình giữ gì',
        lines: [
          'Cuộc trò chuyện của bạn với Chung Tay, ảnh bạn gửi, phần bạn đăng ký.',
          'Khoản tiền đã đến, nội dung chuyển khoản, biên nhận và giấy ghi nhận.',
          'Tên bạn muốn ghi trên giấy, nếu bạn cho.',
          'Nơi nhắn lại cho bạn: mã cuộc trò chuyện Telegram, hoặc một mã ngẫu nhiên do trình duyệt của bạn tạo.',
        ],
      },
      {
        heading: 'Mình không giữ gì',
        lines: [
          'Tên, ảnh, trường, lớp hay sức khỏe của bất kỳ em nào.',
          'Mật khẩu, số thẻ, mã OTP. Chung Tay không bao giờ hỏi những thứ này.',
        ],
      },
      {
        heading: 'Ai xem được',
        lines: [
          'Tên bạn chưa có ở trang công khai nào. Bấm “Hiện tên tôi” là bạn đồng ý để Quỹ nêu tên khi cảm ơn; nhắn “dừng” rồi chọn “Dừng hết” là rút lại.',
          'Ai có mã trên biên nhận hay giấy ghi nhận thì kiểm tra được giấy đó: số tiền, ngày, số và phần góp dùng cho việc gì. Giấy ghi nhận có tên thì trang kiểm tra cũng hiện tên như in trên giấy.',
          'Trên giấy chỉ có tên khi bạn đã cho. Tên đó cũng được ghi trên những giấy về sau, đến khi bạn đổi hoặc bỏ.',
          'Người phụ trách của Quỹ đọc cuộc trò chuyện khi bạn muốn gặp người, khi cần tìm khoản tiền của bạn, và khi câu chuyện có một em gặp nguy, có người đang cần giúp, có phản ánh, hoặc có báo chí, đơn vị cần trả lời.',
        ],
      },
      {
        heading: 'Giữ bao lâu',
        lines: [
          'Cuộc trò chuyện, ảnh bạn gửi, tên trên giấy: đến khi bạn xóa. Tất cả nằm dưới một khóa riêng của bạn; xóa là hủy khóa đó. Hiện chưa có hạn tự xóa.',
          'Thông báo gốc của ngân hàng: 30 ngày, rồi xóa.',
          'Số tiền, ngày và số biên nhận: theo luật kế toán.',
        ],
      },
      {
        heading: 'Bạn quyết định',
        lines: [
          'Nhắn “dừng” là mình không gửi lời mời nào nữa.',
          'Nhắn “dữ liệu của tôi” để nhận bản sao ngay, hoặc để xóa. Bạn gõ XÓA là mình xóa trong ít phút; biên nhận và giấy ghi nhận vẫn kiểm tra được, không còn tên.',
        ],
      },
    ],
  },
  en: {
    title: 'Privacy',
    lead: 'Chung Tay keeps only what is needed for your gift to reach the right place.',
    parts: [
      {
        heading: 'What we keep',
        lines: [
          'Your conversation with Chung Tay, pictures you send, what you pledged.',
          'The money that arrived, its transfer content, receipts and certificates.',
          'The name you would like on the paper, if you give one.',
          'Where to write back: your Telegram chat id, or a random code that your browser made.',
        ],
      },
      {
        heading: 'What we do not keep',
        lines: [
          'The name, picture, school, class or health of any child.',
          'Passwords, card numbers, one-time codes. Chung Tay never asks for these.',
        ],
      },
      {
        heading: 'Who can see it',
        lines: [
          'Your name is on no public page so far. “Show my name” is your yes to being named when the fund thanks people; say “stop” and choose to stop everything to take it back.',
          'Whoever has the code of a receipt or certificate can check that paper: its amount, day, number and what it is used for. Where a certificate carries a name, the page that checks it shows the name as printed.',
          'A paper carries a name only if you gave one. It is used on later papers too, until you change it or take it away.',
          'A person of the fund reads the conversation when you ask for one, to find your money, and where a child is in danger, somebody is in need, or there is a complaint, the press or an organisation to answer.',
        ],
      },
      {
        heading: 'For how long',
        lines: [
          'The conversation, pictures you send, the name on papers: until you erase them. All of it lies under a key of yours; erasing destroys that key. Nothing erases them by itself yet.',
          'The bank’s own notices: 30 days, then erased.',
          'Amounts, days and receipt numbers: as accounting law asks.',
        ],
      },
      {
        heading: 'You decide',
        lines: [
          'Say “stop” and we send no more appeals.',
          'Say “my data” for a copy at once, or to be erased. Type ERASE, and it is done within minutes; receipts and certificates can still be checked, without your name.',
        ],
      },
    ],
  },
}
