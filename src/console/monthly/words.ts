import type { MonthlyGift } from '../../giving/index.ts'
import type { Both } from '../words.ts'

/** How somebody asked a person of the fund for something. */
export const WAYS = ['phone', 'visit', 'chat', 'letter'] as const
export type Way = (typeof WAYS)[number]
export const isWay = (text: string): text is Way => (WAYS as readonly string[]).includes(text)

/** What they may ask for: months of rest; null: the end. */
export const WISHES = { rest_1: 1, rest_2: 2, end: null } as const
export type Wish = keyof typeof WISHES
export const isWish = (text: string): text is Wish => Object.hasOwn(WISHES, text)

/** Gifts that come each month, of no place. */
const vi = {
  title: 'Góp hằng tháng',
  lead: 'Ai góp đều mỗi tháng cho một đợt, không theo suất. Người góp tự đổi, nghỉ, dừng trong chat; ở đây chỉ làm giúp khi họ nhờ.',
  none: 'Chưa có ai góp hằng tháng.',
  noneOver: 'Chưa có phần nào đã dừng.',
  counts: (active: string, paused: string, monthly: string) =>
    `${active} đang góp, ${monthly} một tháng · ${paused} đang nghỉ`,
  goesOn: 'Đang góp và đang nghỉ',
  over: (n: string) => `Đã dừng (${n})`,
  older: 'Cũ hơn',
  back: 'Về danh sách',
  nameless: 'không ghi tên',
  each: (money: string) => `${money} một tháng`,
  state: {
    due: 'đang chờ tiền tháng này',
    paid: 'tháng này đã có',
    resting: 'đang góp',
    paused: 'đang nghỉ',
    called: 'đã dừng',
    ended: 'đã dừng',
    handed_back: 'người góp đã dừng',
  } satisfies Record<MonthlyGift['state'], string>,
  reminds: (day: string) => `nhắc ngày ${day}`,
  asks: (day: string) => `không nhắc, tháng tới tính từ ${day}`,
  resumes: (day: string) => `tiếp tục, nhắc ngày ${day}`,
  kept: (n: number) => `đã góp đủ ${n} tháng`,
  missed: (n: number) => `${n} tháng liền chưa có tiền`,
  rows: {
    who: 'Người góp',
    campaign: 'Đợt',
    monthly: 'Mỗi tháng',
    from: 'Từ tháng',
    until: 'Đến hết tháng',
    open: 'đến khi người góp dừng hoặc đợt khép',
    came: 'Đã nhận',
    next: 'Ngày tới',
    code: 'Mã chuyển khoản',
    why: 'Vì sao dừng',
  },
  whyEnded: {
    silent: 'ba tháng liền không có tiền',
    campaign: 'đợt đã khép',
    done: 'hết số tháng người góp chọn',
  } as Readonly<Record<string, string>>,
  see: 'Mở trang người góp',
  asked: 'Làm giúp khi người góp nhờ',
  askedNote:
    'Chỉ khi chính người góp nhờ. Người góp nhận ngay một tin báo. Tháng nghỉ không nhắc, không phải bù. Khi dừng, lời nhắc dừng ngay; tiền còn đến theo mã này được giữ riêng và hỏi lại.',
  what: 'Người góp nhờ gì',
  wishes: {
    rest_1: 'Cho nghỉ một tháng',
    rest_2: 'Cho nghỉ hai tháng',
    end: 'Dừng hẳn',
  } satisfies Record<Wish, string>,
  send: 'Làm theo lời nhờ',
  way: 'Người góp nhờ bằng cách nào',
  ways: {
    phone: 'Gọi điện',
    visit: 'Đến gặp',
    chat: 'Nhắn trong chat',
    letter: 'Thư, email',
  } satisfies Record<Way, string>,
  why: 'Người góp nói gì',
  whyHint:
    'Ngắn thôi, ví dụ: “hai tháng tới bận việc nhà”. Ghi chú này niêm phong theo người góp, xóa cùng dữ liệu của họ.',
  wrong: {
    what: 'Anh/chị chọn một việc.',
    way: 'Anh/chị chọn một cách.',
    why: 'Anh/chị ghi vài chữ, tối đa 200 chữ cái.',
  },
  said: {
    paused: 'Đã cho nghỉ. Người góp vừa được báo.',
    ended: 'Đã dừng. Người góp vừa được báo.',
    past: 'Việc này vừa được làm rồi, có thể bởi chính người góp.',
  } as Readonly<Record<string, string>>,
}

const en: typeof vi = {
  title: 'Monthly gifts',
  lead: 'Who gives each month to a campaign, without a sponsored place. Givers change, pause and stop in the chat themselves; here it is done only when they ask.',
  none: 'Nobody gives each month yet.',
  noneOver: 'None has ended yet.',
  counts: (active, paused, monthly) => `${active} going on, ${monthly} a month · ${paused} resting`,
  goesOn: 'Going on and resting',
  over: (n) => `Over (${n})`,
  older: 'Older',
  back: 'Back to the list',
  nameless: 'no name given',
  each: (money) => `${money} a month`,
  state: {
    due: 'this month is awaited',
    paid: 'this month is here',
    resting: 'going on',
    paused: 'resting',
    called: 'over',
    ended: 'over',
    handed_back: 'ended by its giver',
  },
  reminds: (day) => `reminder on ${day}`,
  asks: (day) => `no reminder; the next month begins on ${day}`,
  resumes: (day) => `goes on, reminder on ${day}`,
  kept: (n) => `${n} ${n === 1 ? 'month' : 'months'} paid`,
  missed: (n) => `${n} ${n === 1 ? 'month' : 'months'} in a row without money`,
  rows: {
    who: 'Giver',
    campaign: 'Campaign',
    monthly: 'Each month',
    from: 'Since',
    until: 'To the end of',
    open: 'until its giver or the campaign ends it',
    came: 'Received',
    next: 'Next day',
    code: 'Transfer code',
    why: 'Why it ended',
  },
  whyEnded: {
    silent: 'nothing came for three months',
    campaign: 'the campaign closed',
    done: 'its last month was over',
  },
  see: 'Open their page',
  asked: 'When its giver asks',
  askedNote:
    'Only when the giver has asked. They are told at once. A month of rest is not asked for, nor made up for. At an end, reminders stop at once; money that still comes under this code is kept apart, and its giver is asked.',
  what: 'What they asked for',
  wishes: { rest_1: 'One month of rest', rest_2: 'Two months of rest', end: 'The end' },
  send: 'Do as asked',
  way: 'How they asked',
  ways: { phone: 'By telephone', visit: 'In person', chat: 'In the chat', letter: 'By letter or email' },
  why: 'What they said',
  whyHint:
    'In short, such as “busy at home for two months”. This note is sealed under its giver, and goes with their data.',
  wrong: {
    what: 'Choose one.',
    way: 'Choose one.',
    why: 'A few words, at most 200 characters.',
  },
  said: {
    paused: 'It rests. Its giver has just been told.',
    ended: 'It is over. Its giver has just been told.',
    past: 'This was done already, perhaps by the giver.',
  },
}

export const monthlyWords: Both<typeof vi> = { vi, en }
