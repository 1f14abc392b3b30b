import type { Lang } from './words.ts'

/** One that names messengers is said of those that are switched on; of none `where` is empty. */
type Line = string | ((where: string) => string)

interface PrivacyWords {
  readonly title: string
  readonly lead: string
  /** What anybody can do at once, in the chat. `start`: the parameter of its deep link (app/facts.ts). */
  readonly doings: {
    readonly heading: string
    /** In another messenger. @param where “Telegram hoặc Zalo” */
    readonly elsewhere: (where: string, say: string) => string
    readonly all: readonly {
      readonly start: 'my-data' | 'consents' | 'concern' | 'my-requests'
      readonly what: string
      readonly how: string
      readonly say: string
    }[]
  }
  readonly parts: readonly { readonly heading: string; readonly lines: readonly Line[] }[]
}

/** What the page /privacy says. It must stay true of the code: who changes what is kept changes this. */
export const privacyWords: Readonly<Record<Lang, PrivacyWords>> = {
  vi: {
    title: 'Thông tin riêng tư',
    lead: 'Chung Tay chỉ giữ những gì cần để phần góp của bạn đến đúng nơi. Bạn xem, sửa, xóa được ngay trong trò chuyện.',
    doings: {
      heading: 'Bạn làm được ngay',
      elsewhere: (where, say) => `Ở ${where}, bạn nhắn “${say}”.`,
      all: [
        {
          start: 'my-data',
          what: 'Dữ liệu của tôi',
          how: 'Xem Quỹ giữ gì, nhận bản sao, sửa tên trên giấy, hoặc xóa hết.',
          say: 'dữ liệu của tôi',
        },
        {
          start: 'consents',
          what: 'Tin tôi nhận',
          how: 'Bật, tắt từng loại tin và việc nêu tên. Tắt là có hiệu lực ngay.',
          say: 'cài đặt',
        },
        {
          start: 'concern',
          what: 'Gửi phản ánh',
          how: 'Có số để theo dõi; người phụ trách trả lời trong hai ngày làm việc.',
          say: 'phản ánh',
        },
        {
          start: 'my-requests',
          what: 'Yêu cầu của tôi',
          how: 'Xem yêu cầu, phản ánh đã gửi đang đến đâu.',
          say: 'yêu cầu của tôi',
        },
      ],
    },
    parts: [
      {
        heading: 'Mình giữ gì',
        lines: [
          'Cuộc trò chuyện của bạn với Chung Tay, ảnh bạn gửi, phần bạn đăng ký.',
          'Lời hẹn tặng hiện vật, đi thăm, góp công: bạn viết gì, và nơi ở nếu bạn nhờ đến lấy. Chỉ người phụ trách đọc, mỗi lần đọc được ghi lại.',
          'Khoản tiền đã đến, nội dung chuyển khoản, biên nhận và giấy ghi nhận.',
          'Tên bạn muốn ghi trên giấy, nếu bạn cho.',
          'Bạn đã đồng ý nhận gì: lúc nào, ở kênh nào, bấm nút hay nhắn, với câu chữ nào. Không có mục nào chọn sẵn.',
          'Phản ánh và yêu cầu bạn gửi: nội dung, số, ngày, câu trả lời của Quỹ.',
          (where) =>
            `Nơi nhắn lại cho bạn: ${where && `mã cuộc trò chuyện ở ${where}, hoặc `}một mã ngẫu nhiên do trình duyệt của bạn tạo.`,
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
          'Tên bạn chưa có ở trang công khai nào. Bấm “Hiện tên tôi” là bạn đồng ý để Quỹ nêu tên khi cảm ơn; nhắn “ẩn danh” là rút lại ngay.',
          'Ai có mã trên biên nhận hay giấy ghi nhận thì kiểm tra được giấy đó: số tiền, ngày, số và phần góp dùng cho việc gì. Giấy ghi nhận có tên thì trang kiểm tra cũng hiện tên như in trên giấy.',
          'Trên giấy chỉ có tên khi bạn đã cho. Tên đó cũng được ghi trên những giấy về sau, đến khi bạn đổi hoặc bỏ; giấy đã cấp giữ nguyên như đã in.',
          'Người phụ trách của Quỹ đọc cuộc trò chuyện khi bạn muốn gặp người, khi cần tìm khoản tiền của bạn, và khi câu chuyện có một em gặp nguy, có người đang cần giúp, có phản ánh, hoặc có báo chí, đơn vị cần trả lời. Mỗi lần mở ở bàn làm việc đều được ghi vào nhật ký.',
        ],
      },
      {
        heading: 'Giữ thế nào, bao lâu',
        lines: [
          'Cuộc trò chuyện, ảnh bạn gửi, tên trên giấy, nội dung phản ánh, lời hẹn tặng: đến khi bạn xóa. Tất cả được mã hóa dưới một khóa riêng của bạn; xóa là hủy khóa đó. Khi phải dùng lại một bản sao lưu cũ, Quỹ xóa lại trước khi mở dịch vụ. Hiện chưa có hạn tự xóa.',
          'Nội dung chuyển khoản, thông báo gốc của ngân hàng: thông báo 30 ngày, rồi xóa; bạn xóa thì cả hai xóa cùng lúc. Sao kê nằm ở ngân hàng, nơi Quỹ không xóa được.',
          'Số tiền, ngày và số biên nhận: theo luật kế toán. Số và ngày của yêu cầu đã gửi vẫn còn sau khi xóa, không kèm lời nào của bạn.',
        ],
      },
      {
        heading: 'Nối hai kênh',
        lines: [
          'Nhắn “liên kết” là hai kênh của bạn thành một: phần đăng ký, biên nhận và lời nhắn dùng chung, khi cả hai kênh cùng đồng ý. Trong 7 ngày, nhắn “tách kênh” thì phần của kênh nào về lại kênh đó, cả những gì có trong lúc nối; cũng trong 7 ngày ấy, “xóa tôi” chỉ xóa phần của kênh mà bạn đang nhắn.',
        ],
      },
      {
        heading: 'Quyền của bạn và hẹn của Quỹ',
        lines: [
          'Xem, nhận bản sao, sửa tên, đổi tin nhận, ngừng hết tin: có ngay trong trò chuyện.',
          'Xóa: bạn gõ XÓA là mình xóa trong ít phút; còn khoản tiền chờ quyết định thì xóa khi khoản đó xong. Biên nhận và giấy ghi nhận vẫn kiểm tra được, không còn tên. Trang trò chuyện xóa luôn lời bạn nhắn còn lưu trong trình duyệt.',
          'Việc cần người: Quỹ trả lời trong hai ngày làm việc và giải quyết xong trong 15 ngày. Thứ Bảy, Chủ nhật, ngày lễ và Tết không phải ngày làm việc.',
          'Viết cho ai: nhắn “phản ánh” hoặc “gặp người”, người phụ trách của Quỹ trả lời ngay tại cuộc trò chuyện đó. Chưa hài lòng với câu trả lời, bạn có quyền khiếu nại đến cơ quan nhà nước về bảo vệ dữ liệu cá nhân.',
        ],
      },
      {
        heading: 'Dưới 16 tuổi',
        lines: [
          'Chung Tay nhờ các em gọi bố mẹ hoặc thầy cô. Mình không hỏi tên, trường, lớp, và không ghi đồng ý nào của các em.',
          'Các em vẫn phản ánh được, không cần nói tên; người lớn phụ trách của Quỹ đọc và trả lời. Lời đã nhắn thì xóa được như mọi người.',
        ],
      },
    ],
  },
  en: {
    title: 'Privacy',
    lead: 'Chung Tay keeps only what is needed for your gift to reach the right place. You see, correct and erase it right in the chat.',
    doings: {
      heading: 'What you can do now',
      elsewhere: (where, say) => `On ${where}, say “${say}”.`,
      all: [
        {
          start: 'my-data',
          what: 'My data',
          how: 'See what the Fund keeps, get a copy, correct the name on papers, or erase everything.',
          say: 'my data',
        },
        {
          start: 'consents',
          what: 'What I receive',
          how: 'Turn each kind of message, and your name in thanks, on or off. Off works at once.',
          say: 'settings',
        },
        {
          start: 'concern',
          what: 'Raise a concern',
          how: 'It gets a number to follow it by; someone in charge answers within two working days.',
          say: 'complaint',
        },
        {
          start: 'my-requests',
          what: 'My requests',
          how: 'See how far your requests and complaints are.',
          say: 'my requests',
        },
      ],
    },
    parts: [
      {
        heading: 'What we keep',
        lines: [
          'Your conversation with Chung Tay, pictures you send, what you pledged.',
          'What you offer besides money: your words, and your place if you asked for things to be fetched. Only people in charge read it, and each look is written down.',
          'The money that arrived, its transfer content, receipts and certificates.',
          'The name you would like on the paper, if you give one.',
          'What you allowed: when, on which channel, by a button or in writing, and in which words it was asked. Nothing is ticked beforehand.',
          'Complaints and requests you send: what they say, their number and days, and the Fund’s answer.',
          (where) =>
            `Where to write back: ${where && `the id of your chat on ${where}, or `}a random code that your browser made.`,
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
          'Your name is on no public page so far. “Show my name” is your yes to being named when the Fund thanks people; say “anonymous” to take it back at once.',
          'Whoever has the code of a receipt or certificate can check that paper: its amount, day, number and what it is used for. Where a certificate carries a name, the page that checks it shows the name as printed.',
          'A paper carries a name only if you gave one. It is used on later papers too, until you change it or take it away; those already made stay as they were printed.',
          'A person of the Fund reads the conversation when you ask for one, to find your money, and where a child is in danger, somebody is in need, or there is a complaint, the press or an organisation to answer. Each look at the desk is written down.',
        ],
      },
      {
        heading: 'How, and for how long',
        lines: [
          'The conversation, pictures you send, the name on papers, what you complained of, what you offered: until you erase them. All of it is encrypted under a key of yours; erasing destroys that key. If an old backup has to be used, the Fund erases again before the service opens. Nothing erases them by itself yet.',
          'The content of a transfer, and the bank’s own notices: notices go after 30 days; when you erase, both go at once. The statement at the bank itself is not the Fund’s to erase.',
          'Amounts, days and receipt numbers: as accounting law asks. The number and days of a request stay after you are erased, without a word of yours.',
        ],
      },
      {
        heading: 'Linking two channels',
        lines: [
          'Say “link channels” and two of your channels become one: what you promised, receipts and messages are shared, once both have agreed. Within 7 days “unlink” gives each back what is its own, also what came while they were linked; in those 7 days “erase me” erases only what belongs to the channel where you say it.',
        ],
      },
      {
        heading: 'Your rights, and our hours',
        lines: [
          'Seeing, a copy, correcting your name, changing or stopping messages: at once, in the chat.',
          'Erasing: type ERASE, and it is done within minutes; if a gift still waits for a decision, once that is settled. Receipts and certificates can still be checked, without your name. The chat page also removes what you wrote from your browser.',
          'What needs a person: the Fund answers within two working days and is done within 15 days. Saturdays, Sundays, public holidays and Tết are no working days.',
          'Whom to write to: say “complaint” or ask for a person, and someone in charge at the Fund answers in that very chat. If the answer does not satisfy you, you have the right to complain to the state authority for personal data.',
        ],
      },
      {
        heading: 'Under sixteen',
        lines: [
          'Chung Tay asks children to bring a parent or teacher. It does not ask for their name, school or class, and notes no consent of theirs.',
          'Children can raise a concern without saying who they are; a grown-up in charge reads it and answers. What they wrote can be erased like everybody’s.',
        ],
      },
    ],
  },
}
