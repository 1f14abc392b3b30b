import { MISCOUNTS, type Miscount, RETURNS, type ReturnReason } from '../../giving/index.ts'
import type { Both } from '../words.ts'
import type { LaterFault } from './later-form.ts'

/** Of these the money desk has no words. */
type Wrong = Record<Exclude<LaterFault, 'ref' | 'ref_phone'>, string>

/** What becomes of an offer besides an answer: it is given on, its count is taken back, its money comes in another currency. */
const vi = {
  how: {
    title: 'Chỉ cách gửi',
    again: 'Chỉ lại cách gửi',
    note: 'Người tặng đọc đúng những lời này, nên viết như nói với họ: qua ngân hàng nào, tài khoản nào nhận được ngoại tệ, ghi gì để nhận ra.',
    words: 'Gửi bằng cách nào',
    press: 'Gửi cho người tặng',
  },
  came: {
    title: 'Tiền đã đến',
    again: 'Sửa khoản đã ghi',
    note: 'Khoản này được giữ riêng theo loại tiền của nó: không vào sổ tiền đồng, không cộng vào số đã nhận. Người tặng được báo ngay.',
    amount: 'Số tiền thật đến',
    amountHint: 'Như trên báo có, ví dụ 98,50.',
    asCame: 'Báo có ghi đúng như vậy, và đúng là của người này',
    currency: 'Loại tiền',
    day: 'Ngày đến',
    ref: 'Mã giao dịch của ngân hàng',
    press: 'Ghi là đã đến, đang giữ',
    pressAgain: 'Ghi lại cho đúng',
  },
  wrong: {
    amount: 'Chưa đọc được số tiền của loại tiền này.',
    other:
      'Khác với điều người tặng đã hẹn: loại tiền khác, nhiều hơn, hoặc ít hơn hẳn. Có khi là tiền của người khác: anh/chị so lại, đúng thì đánh dấu ô bên dưới rồi ghi lại.',
    ref_taken:
      'Mã này đã ghi cho một lời hẹn khác. Mỗi lần tiền đến chỉ của một người: anh/chị xem lại mã, hoặc sửa ở lời hẹn kia.',
    early: 'Ngày này trước lời hẹn hơn 60 ngày. Anh/chị xem lại ngày giúp.',
    before_came: 'Ngày này trước ngày tiền đến. Anh/chị xem lại ngày giúp.',
  } satisfies Wrong,
  waits: {
    title: 'Ngân hàng chưa đổi xong',
    note: 'Người tặng được báo, với một giờ hẹn mới sau 5 ngày làm việc.',
    press: 'Báo là chưa xong',
  },
  changed: {
    title: 'Ngân hàng đã đổi ra đồng',
    note: (limit: string) =>
      `Anh/chị chọn khoản báo có bằng đồng mà nó trở thành. Khoản ấy vào góp chung của đợt, người tặng nhận biên nhận. Từ ${limit} trở lên cần người thứ hai.`,
    none: 'Tài khoản của đợt chưa có khoản báo có nào chưa rõ người góp từ ngày tiền đến.',
    donation: 'Khoản báo có',
    credit: (sum: string, at: string, end: string | null) =>
      end === null ? `${sum}, lúc ${at}` : `${sum}, lúc ${at}, mã …${end}`,
    press: 'Ghép với khoản này',
  },
  back: {
    title: 'Đã gửi trả',
    note: 'Ghi khi ngân hàng đã gửi trả. Việc này cần người thứ hai, dù bao nhiêu.',
    day: 'Ngày gửi trả',
    ref: 'Mã giao dịch của ngân hàng',
    why: 'Vì sao',
    press: 'Ghi là đã gửi trả',
  },
  recount: {
    title: 'Rút lại số đếm này',
    note: 'Số này ra khỏi sổ công khai và tiến độ của nhu cầu, rồi đếm lại. Nhu cầu vừa khép vì nó thì mở lại khi đợt còn mở. Người tặng được báo rõ.',
    two: 'Nhu cầu đã khép vì số này, hoặc số đã ở sổ công khai từ hôm trước, nên cần người thứ hai.',
    why: 'Vì sao',
    press: 'Rút lại số đếm',
  },
  hand: {
    title: 'Chuyển cho nơi khác',
    note: 'Đơn vị của đợt kia trả lời tiếp. Giờ đã hẹn với người tặng giữ nguyên; ngày đã hẹn thì nơi kia hẹn lại. Người tặng biết ai trả lời.',
    campaign: 'Sang đợt nào',
    pick: 'Chọn một đợt',
    of: (title: string, unit: string) => `${title} (${unit})`,
    reason: 'Vì sao, cho người nhận việc',
    press: 'Chuyển',
  },
  miscounts: {
    typed: 'gõ nhầm số',
    other: 'số của lời hẹn khác',
    not_here: 'món này chưa đến nơi',
    again: 'kiểm lại thì thấy khác',
  } satisfies Record<Miscount, string>,
  returns: {
    bank: 'ngân hàng không đổi được loại tiền này',
    asked: 'người gửi muốn nhận lại',
    rule: 'quy định không cho nhận',
  } satisfies Record<ReturnReason, string>,
  choose: 'Chọn một lý do',
  proposed: {
    changed: (came: string) => `Ghép tiền từ nước ngoài, ${came}`,
    back: (came: string) => `Ghi tiền từ nước ngoài đã gửi trả, ${came}`,
    recount: (n: string) => `Rút lại số đếm, ${n}`,
    became: (sum: string) => `thành ${sum}`,
    backOn: (day: string, why: string) => `ngày ${day}: ${why}`,
  },
}

const en: typeof vi = {
  how: {
    title: 'Say how to send it',
    again: 'Say again how to send it',
    note: 'The person reads these very words: which bank, which account takes other currencies, what to write so that it is recognised.',
    words: 'How to send it',
    press: 'Send to the person',
  },
  came: {
    title: 'It has come',
    again: 'Put right what was written',
    note: 'It is held in its own currency: in no book of đồng and no sum received. The person is told at once.',
    amount: 'What really came',
    amountHint: 'As the bank says, for example 98.50.',
    asCame: 'The bank says so, and it is this person’s',
    currency: 'Currency',
    day: 'Came on',
    ref: 'The bank’s reference',
    press: 'Write down that it came and is held',
    pressAgain: 'Put it right',
  },
  wrong: {
    amount: 'This is no amount of that currency.',
    other:
      'It is not what the person said: another currency, more, or far less. It may be somebody else’s money: please compare, and if it is right tick the box below and write it down again.',
    ref_taken:
      'This reference is written down for another offer. What came once is one person’s: look at the reference again, or put the other offer right.',
    early: 'This day is more than 60 days before the offer. Please look at the day again.',
    before_came: 'This day is before the money came. Please look at the day again.',
  },
  waits: {
    title: 'The bank is not done yet',
    note: 'The person is told, with a new hour 5 working days from now.',
    press: 'Tell that it is not done',
  },
  changed: {
    title: 'The bank has changed it into đồng',
    note: (limit) =>
      `Choose the credit in đồng that it became. That goes to the campaign’s common pot, and the person gets a receipt. From ${limit} on it takes a second person.`,
    none: 'The campaign’s account has no credit of an unknown giver since it came.',
    donation: 'Credit',
    credit: (sum, at, end) => (end === null ? `${sum}, at ${at}` : `${sum}, at ${at}, reference …${end}`),
    press: 'Tie it to this credit',
  },
  back: {
    title: 'It was sent back',
    note: 'Write it down once the bank has sent it back. It takes a second person, whatever the sum.',
    day: 'Sent back on',
    ref: 'The bank’s reference',
    why: 'Why',
    press: 'Write down that it was sent back',
  },
  recount: {
    title: 'Take back this count',
    note: 'The number leaves the public books and the need’s progress, and is counted anew. A need that it closed opens again while its campaign is open. The person is told plainly.',
    two: 'The need was closed by it, or it has stood in the public books since yesterday: it takes a second person.',
    why: 'Why',
    press: 'Take back the count',
  },
  hand: {
    title: 'Give it on to another unit',
    note: 'The other campaign’s unit answers from now on. The hour promised to the person stays; a day that was agreed is agreed anew. The person hears who answers.',
    campaign: 'To which campaign',
    pick: 'Choose a campaign',
    of: (title, unit) => `${title} (${unit})`,
    reason: 'Why, for who answers next',
    press: 'Give on',
  },
  miscounts: {
    typed: 'mistyped',
    other: 'another offer’s number',
    not_here: 'not here yet',
    again: 'otherwise when looked at again',
  },
  returns: {
    bank: 'the bank could not change this currency',
    asked: 'the sender wanted it back',
    rule: 'the rules do not allow it',
  },
  choose: 'Choose a reason',
  proposed: {
    changed: (came) => `Tie money from abroad, ${came}`,
    back: (came) => `Write down money from abroad as sent back, ${came}`,
    recount: (n) => `Take back a count, ${n}`,
    became: (sum) => `became ${sum}`,
    backOn: (day, why) => `on ${day}: ${why}`,
  },
}

export const later: Both<typeof vi> = { vi, en }

export const miscountChoices = (lang: 'vi' | 'en') =>
  choices(
    lang,
    MISCOUNTS.map((one) => [one, later[lang].miscounts[one]] as const),
  )
export const returnChoices = (lang: 'vi' | 'en') =>
  choices(
    lang,
    RETURNS.map((one) => [one, later[lang].returns[one]] as const),
  )
const choices = (lang: 'vi' | 'en', all: readonly (readonly [string, string])[]) => [
  ['', later[lang].choose] as const,
  ...all,
]
