import { asDay, formatDayFull } from '../platform/vietnamese/index.ts'

const vi = (day: string) => formatDayFull(asDay(day), 'vi')
const en = (day: string) => formatDayFull(asDay(day), 'en')

/** Every word on the paper of a year. Vietnamese first; English follows it. */
export const YEAR = {
  vi: {
    title: (year: number) => `Năm ${year} của bạn`,
    of: (name: string) => `của ${name}`,
    paper: (year: number) => `Một năm cùng các em ${year}`,
    received: 'Quỹ đã nhận',
    count: (n: number) => `qua ${n} khoản, mỗi khoản có một biên nhận`,
    stages: { here: 'đã đến các em', bought: 'đã mua, đang trên đường', waiting: 'chưa mua' },
    gifts: (n: number) => `${n} khoản`,
    receipt: (number: string) => `Biên nhận ${number}`,
    became: {
      kept: 'Quỹ đang giữ riêng, chưa dùng',
      received: (day: string) => `Chưa mua, dự kiến đến các em chậm nhất ${vi(day)}`,
      late: (day: string) => `Chưa mua, và ngày dự kiến ${vi(day)} đã qua, Quỹ xin lỗi bạn`,
      bought: (day: string, voucher: string) => `Đã mua ${vi(day)}, chứng từ ${voucher}`,
      delivered: (where: string, day: string) => `Đã đến ${where}, ${vi(day)}`,
      confirmed: (where: string, day: string) => `Đã đến ${where}, ${vi(day)}, có xác nhận`,
    },
    page: (n: number, of: number) => `${n}/${of}`,
    foot: (day: string) =>
      `Theo sổ của Quỹ đến ${day}. Chỉ cộng tiền Quỹ đã nhận; phần đăng ký chưa chuyển và tiền đã gửi lại không ở đây.`,
    law: 'Bản này để bạn xem lại, không thay cho biên nhận, hóa đơn hoặc chứng từ khấu trừ thuế.',
    thanks: 'Cảm ơn bạn đã đi cùng các em.',
    demo: 'BẢN THỬ',
    demoNote: 'Giấy thử, không có giá trị thật',
  },
  en: {
    title: (year: number) => `Your ${year}`,
    of: (name: string) => `of ${name}`,
    paper: (year: number) => `A year with the children, ${year}`,
    received: 'The Fund has received',
    count: (n: number) =>
      n === 1 ? 'in one gift, with its receipt' : `in ${n} gifts, each with its receipt`,
    stages: { here: 'with the children', bought: 'bought, on the way', waiting: 'not bought yet' },
    gifts: (n: number) => (n === 1 ? '1 gift' : `${n} gifts`),
    receipt: (number: string) => `Receipt ${number}`,
    became: {
      kept: 'The Fund keeps it apart, unused',
      received: (day: string) => `Not bought yet, planned to reach the children by ${en(day)}`,
      late: (day: string) => `Not bought yet, and the planned day, ${en(day)}, has passed; the Fund is sorry`,
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
