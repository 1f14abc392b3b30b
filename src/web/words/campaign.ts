/** A campaign's page. */
const vi = {
  give: 'Góp cho đợt này',
  state: { upcoming: 'Sắp mở', open: 'Đang mở', closed: 'Đã khép' },
  opensOn: (day: string) => `Đợt góp mở từ ngày ${day}.`,
  closed: 'Đợt này đã khép, không nhận đăng ký mới. Phần đã đăng ký trước đó vẫn được ghi nhận khi tiền đến.',
  closedEarly: (day: string) =>
    `Đợt này đã khép ngày ${day}, không nhận đăng ký mới. Phần đã đăng ký trước đó vẫn được ghi nhận khi tiền đến.`,
  closedOn: (day: string) =>
    `Đợt này đã khép ngày ${day}. Tiền đến sau ngày đó được Quỹ giữ riêng và hỏi lại người gửi.`,
  money: 'Tiền góp qua Chung Tay',
  received: 'Đã nhận',
  receivedNote:
    'Cho mọi nhu cầu của đợt này. Tiền đã vào tài khoản Quỹ. Khoản nào biết người góp thì có biên nhận; khoản chưa biết của ai thì góp chung, chưa có biên nhận.',
  pledged: 'Đã đăng ký',
  pledgedNote: 'Mọi người nói sẽ góp, tiền chưa đến.',
  apart: 'Hai số này không cộng vào nhau.',
  beforeBooks:
    'Những gì góp trước khi Chung Tay mở sổ chỉ tính vào từng nhu cầu ở dưới, không nằm trong hai số này.',
  needs: 'Các em đang cần',
  needsOver: 'Đợt này đã lo những gì',
  seeOpen: 'Xem các đợt đang mở',
  moreNeeds: (n: number) => `Xem thêm ${n} nơi`,
  anywhere: 'Nơi cần nhất',
  by: (day: string) => `chậm nhất ngày ${day}`,
  each: (money: string, unit: string | undefined) => `${money} một ${unit}`,
  full: 'Đã đủ',
  needClosed: 'Đã khép',
  where: (province: string, district?: string, into?: string) =>
    [
      province,
      ...(district === undefined ? [] : [`trước đây thuộc ${district}`]),
      ...(into === undefined ? [] : [`đã nhập vào ${into} từ 01/07/2025`]),
    ].join(', '),
  accountTitle: 'Tài khoản của Quỹ',
  road: 'Phần góp đang ở đâu',
  roadField: 'Xem riêng một xã, một món',
  roadAll: 'Cả đợt, với phần góp chung',
  roadShow: 'Xem',
  roadNote: 'Mua, đến, xác nhận tính theo giá mua thật. Phần rẻ hơn giá đăng ký chuyển vào góp chung.',
  purchases: 'Đã mua những gì',
  purchaseOf: (sum: string, day: string, voucher: string) => `${sum}, ngày ${day}, chứng từ ${voucher}`,
  booksTitle: 'Sổ của đợt',
  books: 'Tải sổ (CSV)',
  booksNote:
    'Mở được bằng Excel: chữ UTF-8, các cột cách nhau bằng dấu chấm phẩy, số tiền là số đồng. Tiền nhận ghi theo ngày và theo món, không có tên ai.',
  book: {
    heads: ['Ngày', 'Việc', 'Chứng từ', 'Cho', 'Nơi', 'Số lượng', 'Đơn vị', 'Số tiền (đồng)'],
    what: {
      received: 'nhận',
      sent_back: 'chuyển trả',
      bought: 'mua',
      delivered: 'đến nơi',
      confirmed: 'xác nhận',
    },
    pot: 'góp chung',
  },
  commitments: 'Quỹ cam kết',
  account: 'Tài khoản nhận',
  period: 'Thời gian nhận',
  periodIs: (from: string, to: string) => `Từ ${from} đến hết ${to}`,
  distribution: 'Trao quà',
  distributeBy: (day: string) => `Trao xong chậm nhất ngày ${day}, thầy cô đếm và xác nhận.`,
  pot: 'Góp chung',
  latest: 'Biên nhận gần đây',
  latestNote: 'Ở đây không hiện tên ai. Biên nhận ghi những gì thực nhận.',
  thanks: 'Cảm ơn',
  thanksNote:
    'Đây là những người đã góp, hoặc rủ bạn bè cùng góp, và muốn được nêu tên. Ai góp mà không nêu tên, Quỹ cũng biết ơn như vậy. Trong chat, “hiện tên tôi” là có tên ở đây, “ẩn danh” là không còn nữa.',
  moreNames: (n: number) => `Xem thêm ${n} tên`,
  brought: (n: number) => `rủ từ ${n} người cùng góp`,
  noneYet: 'Chưa có biên nhận nào.',
  columns: { when: 'Lúc', number: 'Số', what: 'Dùng cho', amount: 'Số tiền' },
}

const en: typeof vi = {
  give: 'Give to this campaign',
  state: { upcoming: 'Opening soon', open: 'Open', closed: 'Closed' },
  opensOn: (day) => `The campaign opens on ${day}.`,
  closed:
    'This campaign has closed and takes no new pledges. What was pledged before still counts when its money comes.',
  closedEarly: (day) =>
    `This campaign closed on ${day} and takes no new pledges. What was pledged before still counts when its money comes.`,
  closedOn: (day) =>
    `This campaign closed on ${day}. Money that arrives later is kept apart, and the sender is asked.`,
  money: 'Money given through Chung Tay',
  received: 'Received',
  receivedNote:
    'For all needs of this campaign. It has come into the fund’s account. Money whose giver is known has a receipt; what nobody could be found for is in the common pot, without one.',
  pledged: 'Pledged',
  pledgedNote: 'People said they will give; the money has not come yet.',
  apart: 'These two numbers are never added up.',
  beforeBooks:
    'What was given before Chung Tay’s books began counts only in the needs below, and in neither of these numbers.',
  needs: 'What the children need',
  needsOver: 'What this campaign cared for',
  seeOpen: 'See what is open',
  moreNeeds: (n) => `See ${n} more`,
  anywhere: 'Where it is needed most',
  by: (day) => `by ${day}`,
  each: (money, unit) => (unit === undefined ? `${money} each` : `${money} per ${unit}`),
  full: 'Complete',
  needClosed: 'Closed',
  where: (province, district, into) =>
    [
      province,
      ...(district === undefined ? [] : [`formerly in ${district}`]),
      ...(into === undefined ? [] : [`part of ${into} since 1 July 2025`]),
    ].join(', '),
  accountTitle: 'The fund’s account',
  road: 'Where gifts are now',
  roadField: 'See one commune or thing alone',
  roadAll: 'The whole campaign, with its common pot',
  roadShow: 'Show',
  roadNote:
    'Bought, delivered and confirmed are at the real price. What is cheaper than pledged goes to the common pot.',
  purchases: 'What was bought',
  purchaseOf: (sum, day, voucher) => `${sum}, on ${day}, voucher ${voucher}`,
  booksTitle: 'The campaign’s books',
  books: 'Download them (CSV)',
  booksNote:
    'For spreadsheets: UTF-8, columns parted by semicolons, sums in whole VND. What came is by day and need, with nobody’s name.',
  book: {
    heads: ['Day', 'What', 'Voucher', 'For', 'Place', 'Quantity', 'Unit', 'Sum (VND)'],
    what: {
      received: 'received',
      sent_back: 'sent back',
      bought: 'bought',
      delivered: 'delivered',
      confirmed: 'confirmed',
    },
    pot: 'common pot',
  },
  commitments: 'The fund’s commitments',
  account: 'Receiving account',
  period: 'Receives',
  periodIs: (from, to) => `From ${from} to the end of ${to}`,
  distribution: 'Handing over',
  distributeBy: (day) => `Handed over by ${day} at the latest; teachers count and confirm.`,
  pot: 'Common pot',
  latest: 'Latest receipts',
  latestNote: 'No names are shown here. Receipts state what really arrived.',
  thanks: 'Thank you',
  thanksNote:
    'These people gave, or brought friends who did, and want to be named. The Fund is as grateful to those who gave without a name. In the chat, “show my name” puts a name here and “anonymous” takes it away.',
  moreNames: (n) => `${n} more names`,
  brought: (n) => `brought ${n} people or more`,
  noneYet: 'No receipts yet.',
  columns: { when: 'When', number: 'No.', what: 'For', amount: 'Amount' },
}

export const campaign = { vi, en }
