import { asDay, formatDayFull } from '../platform/vietnamese/index.ts'

const vi = (day: string) => formatDayFull(asDay(day), 'vi')
const en = (day: string) => formatDayFull(asDay(day), 'en')

/** Every word on the paper of a year. Vietnamese first; English follows it. It says “bạn” to nobody: a company has one too. */
export const YEAR = {
  vi: {
    title: (year: number) => `Năm ${year} của bạn`,
    of: (name: string) => `của ${name}`,
    paper: (year: number) => `Một năm cùng các em ${year}`,
    received: 'Quỹ đã nhận',
    gave: 'Đã góp',
    count: (n: number) => `qua ${n} khoản, mỗi khoản có một biên nhận`,
    stages: {
      here: 'đã đến các em',
      bought: 'đã mua, đang trên đường',
      pot: 'góp chung đã dùng',
      place: 'cho suất đỡ đầu',
      kept: 'Quỹ giữ riêng, chưa dùng',
      waiting: 'chưa mua',
    },
    things: (n: number) => `${n} lần tặng quà, góp công`,
    done: {
      goods: (day: string, n: number | null, _worth: string | null) =>
        `Quỹ đã nhận ${vi(day)}${n === null ? '' : `, đếm được ${n}`}`,
      visit: (day: string, n: number | null, _worth: string | null) =>
        `Đã đi ${vi(day)}${n === null ? '' : `, ${n} người`}`,
      service: (day: string, n: number | null, _worth: string | null) =>
        `Đã làm ${vi(day)}${n === null ? '' : `, ${n} người`}`,
      direct: (day: string, _n: number | null, worth: string | null) =>
        `Đã trao ${vi(day)}${worth === null ? '' : `, trị giá ${worth}`}`,
    },
    receipt: (number: string) => `Biên nhận ${number}`,
    became: {
      kept: 'Quỹ đang giữ riêng, chưa dùng',
      place: 'Quỹ dùng từng tháng cho suất đỡ đầu này',
      common: 'Góp chung, đã dùng hết cho nơi còn thiếu',
      received: (day: string) => `Chưa mua, dự kiến đến các em chậm nhất ${vi(day)}`,
      late: (day: string) => `Chưa mua, và ngày dự kiến ${vi(day)} đã qua, Quỹ xin lỗi`,
      pot: 'Góp chung, Quỹ dùng cho nơi còn thiếu',
      bought: (day: string, voucher: string) => `Đã mua ${vi(day)}, chứng từ ${voucher}`,
      delivered: (where: string, day: string) => `Đã đến ${where}, ${vi(day)}`,
      confirmed: (where: string, day: string) => `Đã đến ${where}, ${vi(day)}, có xác nhận`,
    },
    page: (n: number, of: number) => `${n}/${of}`,
    foot: (day: string) =>
      `Theo sổ của Quỹ đến ${day}. Chỉ cộng tiền Quỹ đã nhận; phần đăng ký chưa chuyển và tiền đã gửi lại không ở đây.`,
    law: 'Bản này để xem lại, không thay cho biên nhận, hóa đơn hoặc chứng từ khấu trừ thuế.',
    thanks: 'Cảm ơn đã đi cùng các em suốt năm.',
    demo: 'BẢN THỬ',
    demoNote: 'Giấy thử, không có giá trị thật',
  },
  en: {
    title: (year: number) => `Your ${year}`,
    of: (name: string) => `of ${name}`,
    paper: (year: number) => `A year with the children, ${year}`,
    received: 'The Fund has received',
    gave: 'Given',
    count: (n: number) =>
      n === 1 ? 'in one gift, with its receipt' : `in ${n} gifts, each with its receipt`,
    stages: {
      here: 'with the children',
      bought: 'bought, on the way',
      pot: 'in the used common pot',
      place: 'for a sponsored place',
      kept: 'kept apart, unused',
      waiting: 'not bought yet',
    },
    things: (n: number) => (n === 1 ? 'one gift of things or work' : `${n} gifts of things or work`),
    done: {
      goods: (day: string, n: number | null, _worth: string | null) =>
        `The Fund received it on ${en(day)}${n === null ? '' : ` and counted ${n}`}`,
      visit: (day: string, n: number | null, _worth: string | null) =>
        `Visited on ${en(day)}${n === null ? '' : `, ${n === 1 ? '1 person' : `${n} people`}`}`,
      service: (day: string, n: number | null, _worth: string | null) =>
        `Done on ${en(day)}${n === null ? '' : `, ${n === 1 ? '1 person' : `${n} people`}`}`,
      direct: (day: string, _n: number | null, worth: string | null) =>
        `Given on ${en(day)}${worth === null ? '' : `, worth ${worth}`}`,
    },
    receipt: (number: string) => `Receipt ${number}`,
    became: {
      kept: 'The Fund keeps it apart, unused',
      place: 'Used month by month for this sponsored place',
      common: 'For the common pot, all of which was used where it was needed',
      received: (day: string) => `Not bought yet, planned to reach the children by ${en(day)}`,
      late: (day: string) => `Not bought yet, and the planned day, ${en(day)}, has passed; the Fund is sorry`,
      pot: 'In the common pot, for where something is missing',
      bought: (day: string, voucher: string) => `Bought on ${en(day)}, voucher ${voucher}`,
      delivered: (where: string, day: string) => `Arrived at ${where}, ${en(day)}`,
      confirmed: (where: string, day: string) => `Arrived at ${where}, ${en(day)}, confirmed`,
    },
    page: (n: number, of: number) => `${n}/${of}`,
    foot: (day: string) =>
      `By the Fund's books to ${day}. Only money that the Fund has received is added up; what was promised and not sent, or sent back, is not here.`,
    law: 'This is for you to look back on. It replaces no receipt, invoice or tax document.',
    thanks: 'Thank you for going along with the children.',
    demo: 'DEMO',
    demoNote: 'A demo paper, of no real value',
  },
} as const
