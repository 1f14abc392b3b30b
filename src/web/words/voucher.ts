/** What a purchase was, as anybody may read it. */
const vi = {
  title: (voucher: string) => `Chứng từ ${voucher}`,
  reversed: (day: string) => `Đã hủy ngày ${day}: lần mua này ghi nhầm, không tính`,
  what: 'Mua gì',
  amount: 'Tổng số tiền',
  day: 'Ngày mua',
  rest: 'Ngoài các món dưới',
  restIs: (sum: string) => `${sum}, góp chung trả (chuyên chở, chi phí khác)`,
  twoPeople: 'Một cán bộ ghi, một cán bộ khác duyệt. Bản giấy Quỹ giữ.',
  bought: (things: string, price: string) => `${things}, giá mua ${price}`,
  fromPot: (things: string) => `Trong đó ${things} mua bằng góp chung.`,
  onTheWay: 'Đang trên đường.',
  came: (things: string, day: string) => `${things}, ngày ${day}, đến`,
  takenBy: (who: string) => `${who} nhận.`,
  short: (sent: string) => `Gửi ${sent}, đến thiếu vì`,
  confirmed: 'Đã xác nhận.',
  unconfirmed: 'Đang chờ một cán bộ khác xác nhận.',
  noNames:
    'Trang này không có tên người bán, người giao, người nhận hay em nào. Nơi nhận ít quà chỉ ghi tên tỉnh.',
}

const en: typeof vi = {
  title: (voucher) => `Voucher ${voucher}`,
  reversed: (day) => `Reversed on ${day}: written down wrongly, it does not count`,
  what: 'What was bought',
  amount: 'The whole sum',
  day: 'Bought on',
  rest: 'Besides the things below',
  restIs: (sum) => `${sum}, paid by the common pot (carriage, other costs)`,
  twoPeople: 'One officer wrote it down, another approved it. The fund keeps the paper.',
  bought: (things, price) => `${things}, at ${price} each`,
  fromPot: (things) => `${things} of these were bought by the common pot.`,
  onTheWay: 'On the way.',
  came: (things, day) => `${things}, on ${day}, to`,
  takenBy: (who) => `taken by ${who}.`,
  short: (sent) => `${sent} were sent; fewer came, because:`,
  confirmed: 'Confirmed.',
  unconfirmed: 'To be confirmed by another officer.',
  noNames:
    'This page has no name of anybody who sold, brought or took it, nor of any child. Where only few things came, only the province is named.',
}

export const voucher = { vi, en }
