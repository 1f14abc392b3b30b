import type { Late } from '../../campaigns/index.ts'
import type { Both } from '../words.ts'

/** Gifts whose day of handing over has passed, and how that is settled. */
const vi = {
  title: 'Quá ngày trao, quà chưa đến đủ',
  by: (day: string) => `Đã hẹn trao xong ngày ${day}`,
  unbought: (sum: string) => `${sum} chưa mua gì`,
  undelivered: (sum: string) => `${sum} đã mua, chưa đến nơi`,
  settle:
    'Xong khi đã mua và ghi hàng đến, đã chuyển trả người góp, hoặc lùi ngày kèm lý do mà người góp đọc được.',
  spend: 'Mua và giao',
  return: 'Chuyển trả ở “Tiền”',
  putOff: 'Lùi ngày trao',
  first: 'Ngày hẹn đầu, và vì sao lùi',
  others: (who: string) => `Lùi ngày là việc của: ${who}.`,
  form: {
    lead: (day: string) =>
      `Ngày đã hẹn với người góp: ${day}. Ngày mới, ngày hẹn đầu và lý do hiện trên trang của đợt; Chung Tay nói ngày mới khi người góp hỏi.`,
    to: 'Ngày trao xong mới',
    why: 'Vì sao, người góp đọc được',
    do: 'Lùi ngày và báo trên trang công khai',
    no: 'Thôi',
    past: 'Ngày này vừa được đổi, có thể bởi người khác. Anh/chị xem lại rồi lùi lần nữa.',
    after: (day: string) => `Ngày mới cần sau ${day}, và chưa qua.`,
    far: 'Ngày này xa quá. Nhiều nhất một năm kể từ hôm nay.',
  },
  reasons: {
    seller: 'Nơi bán giao hàng chậm',
    weather: 'Mưa lũ, đường lên xã chưa đi được',
    school: 'Nhà trường hoặc xã hẹn ngày khác',
    money: 'Chưa đủ tiền để mua trọn một lần',
    fund: 'Quỹ chuẩn bị chưa kịp',
  } satisfies Record<Late, string>,
}

const en: typeof vi = {
  title: 'Past the day of handing over, and not all has come',
  by: (day) => `Promised for ${day}`,
  unbought: (sum) => `${sum} has bought nothing yet`,
  undelivered: (sum) => `${sum} is bought and has not arrived`,
  settle:
    'It is over when all is bought and written down as arrived, when it went back to its givers, or when the day is put off for a reason that they can read.',
  spend: 'Buying and delivering',
  return: 'Return it at “Money”',
  putOff: 'Put the day off',
  first: 'First promised day, and why it was put off',
  others: (who) => `Putting the day off is for: ${who}.`,
  form: {
    lead: (day) =>
      `The day that donors were promised: ${day}. The new day, the first one and the reason stand on the campaign’s page; Chung Tay tells the new day to whoever asks.`,
    to: 'New day by which all is handed over',
    why: 'Why, for donors to read',
    do: 'Put it off, and say so on the public page',
    no: 'Leave it',
    past: 'This day was just changed, maybe by somebody else. Please look at it, and put it off again.',
    after: (day) => `The new day has to be after ${day}, and yet to come.`,
    far: 'That is too far off. A year from today at most.',
  },
  reasons: {
    seller: 'The seller delivers late',
    weather: 'Floods or landslides close the road',
    school: 'The school or commune named another day',
    money: 'There is not enough yet to buy it all at once',
    fund: 'The fund has not got it ready in time',
  },
}

export const later: Both<typeof vi> = { vi, en }
