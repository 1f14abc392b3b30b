/** The home page. */
const vi = {
  title: 'Cùng lo những điều cụ thể',
  // Words of two syllables stay together at the end of a line.
  lead: 'Cùng lo những điều cụ\u00a0thể cho các em vùng\u00a0cao',
  intro: (fund: string) =>
    `${fund} nhận phần góp của bạn, mua đúng thứ trường đang cần và trao đến tận trường. Số đã nhận luôn công khai ở đây.`,
  chatNote: 'Trợ lý tự động trả lời ngay. Bạn muốn gặp người của Quỹ lúc nào cũng được.',
  running: 'Đợt góp đang mở',
  noneRunning: 'Hiện chưa có đợt góp nào mở. Khi có, đợt góp hiện ngay ở trang này.',
  places: 'Đỡ đầu hằng tháng',
  waiting: (n: number) =>
    n > 0 ? `${n} suất đang chờ người đỡ đầu` : 'Lúc này không có suất nào chờ người đỡ đầu',
  until: (day: string) => `Nhận đến hết ngày ${day}`,
  communes: (n: number, provinces: string) => `${n} xã đang cần, ở ${provinces}`,
  receivedVnd: (money: string) => `Qua Chung Tay, các nhu cầu của đợt đã nhận ${money}`,
  noneVnd: 'Chưa có tiền góp qua Chung Tay',
  see: 'Xem đợt này',
  past: 'Những đợt đã khép, và quà đã đến đâu',
  bought: (things: string) => `Đã mua ${things}.`,
  arrived: (things: string) => `Đã đến ${things}.`,
  notYet: 'Chưa mua gì.',
  became: (received: string, confirmed: string) =>
    `Quỹ đã nhận ${received}; quà đến nơi và có xác nhận, tính theo giá mua: ${confirmed}`,
  ended: (day: string) => `Khép ngày ${day}`,
  seePast: 'Xem từng món, từng chứng từ',
  journey: 'Phần góp của bạn đi qua năm chặng',
  journeyNote: 'Mỗi chặng là một con số riêng, tính cả những đợt đã khép. Ai cũng xem được.',
  checkTitle: 'Thấy lạ thì kiểm tra trước',
  checkText: 'Một số tài khoản, một tờ giấy ghi nhận, một đường dẫn: có đúng của Quỹ không?',
  childrenTitle: 'Vì sao ở đây không có ảnh các em?',
  childrenText:
    'Ảnh, tên và lớp của các em là điều riêng tư, luật bảo vệ. Thay vào đó, trang của mỗi đợt cho bạn thấy: xã nào, ở đâu, đang cần gì, cần bao nhiêu, đã nhận bao nhiêu.',
}

const en: typeof vi = {
  title: 'Caring together',
  lead: 'Together for what children in upland communes need',
  intro: (fund) =>
    `${fund} receives your gift, buys what schools say they need and brings it to the school. What has come in is public here.`,
  chatNote: 'An automatic assistant answers at once. You can ask for a person of the fund at any time.',
  running: 'Open campaigns',
  noneRunning: 'No campaign is open right now. The next one will be shown on this page.',
  places: 'Monthly sponsorship',
  waiting: (n) =>
    n > 1
      ? `${n} places wait for a sponsor`
      : n === 1
        ? 'One place waits for a sponsor'
        : 'No place waits for a sponsor right now',
  until: (day) => `Open until the end of ${day}`,
  communes: (n, provinces) => `${n === 1 ? 'A commune is' : `${n} communes are`} in need, in ${provinces}`,
  receivedVnd: (money) => `Through Chung Tay, ${money} has come for all needs of the campaign`,
  noneVnd: 'No money has been given through Chung Tay yet',
  see: 'See this campaign',
  past: 'Past campaigns, and what they became',
  bought: (things) => `Bought: ${things}.`,
  arrived: (things) => `Delivered: ${things}.`,
  notYet: 'Nothing bought yet.',
  became: (received, confirmed) =>
    `Received: ${received}; delivered and confirmed, at what it really cost: ${confirmed}`,
  ended: (day) => `Closed on ${day}`,
  seePast: 'See each item and voucher',
  journey: 'Your gift travels in five stages',
  journeyNote:
    'Each stage is a number of its own, with what campaigns that are over received, open to everyone.',
  checkTitle: 'In doubt? Check first',
  checkText: 'An account number, a certificate, a link: is it really the fund’s?',
  childrenTitle: 'Why are there no pictures of children here?',
  childrenText:
    'Their pictures, names and classes are private and protected by law. Instead the page of each campaign shows which commune needs what, where it is, how much it needs, and how much has come in.',
}

export const home = { vi, en }
