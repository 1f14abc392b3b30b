import { asDay, isDay } from '../../platform/vietnamese/index.ts'
import { day } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'

/** Single words that acts note beside what they were about: in Vietnamese, in English. */
const WORDS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  // why somebody was looked up, and by what
  answer: ['để trả lời', 'to answer'],
  money: ['tìm khoản tiền', 'looking for money'],
  paper: ['biên nhận, giấy ghi nhận', 'a paper'],
  other: ['việc khác', 'something else'],
  code: ['mã chuyển khoản', 'transfer code'],
  receipt: ['số biên nhận', 'number of a receipt'],
  reference: ['mã giao dịch', 'reference of the bank'],
  nothing: ['không thấy ai', 'nobody'],
  // alarms
  'child-danger': ['trẻ em gặp nguy hiểm', 'child in danger'],
  danger: ['trẻ em gặp nguy hiểm', 'child in danger'],
  despair: ['không muốn sống', 'despair'],
  soon: ['sắp đến hẹn', 'hour is near'],
  late: ['quá hẹn', 'past the hour'],
  chat: ['trong chat', 'in the chat'],
  erased: ['đã xóa dữ liệu', 'erased'],
  // money and notices
  match: ['ghép với người góp', 'given its owner'],
  again: ['thử lại', 'tried again'],
  dismiss: ['bỏ qua', 'dismissed'],
  book: ['ghi sổ', 'booked'],
  pot: ['vào góp chung', 'into the common pot'],
  next: ['chuyển đợt khác', 'to another campaign'],
  refund: ['hoàn lại', 'sent back'],
  against_pot: ['người góp muốn góp chung', 'the donor wished: common pot'],
  against_next: ['người góp muốn chuyển đợt tới', 'the donor wished: the next campaign'],
  against_refund: ['người góp muốn hoàn lại', 'the donor wished: back'],
  told_us: ['người góp đã đổi ý', 'the donor has changed her mind'],
  cannot_return: ['ngân hàng không trả được', 'the bank cannot send it back'],
  no_answer: ['hỏi lại không trả lời', 'asked again, no answer'],
  rule: ['quy định không cho', 'against a rule'],
  typed_wrong: ['gõ nhầm', 'a slip of typing'],
  other_line: ['nhầm dòng sao kê', 'another line of the statement'],
  bank_says: ['ngân hàng báo lại khác', 'the bank told otherwise'],
  was: ['trước đó', 'before'],
  // why a second person did not approve
  papers: ['chưa khớp giấy tờ', 'does not agree with papers'],
  wrong: ['sai người, đợt hoặc số', 'wrong person, campaign or sum'],
  not_now: ['chưa phải lúc', 'not now'],
  ask_me: ['cần nói chuyện trước', 'talk first'],
  // sponsored places
  moved: ['em chuyển đi', 'moved away'],
  finished: ['em học xong', 'finished school'],
  no_need: ['không còn cần', 'not needed any more'],
  // why a seller is named no more
  request: ['họ nhờ', 'they asked for it'],
  mistake: ['Quỹ ghi nhầm', 'a mistake of the fund'],
  person: ['cần người gọi báo', 'a person calls'],
  // how somebody asked for something
  phone: ['gọi điện', 'by telephone'],
  visit: ['đến gặp', 'in person'],
  letter: ['thư, email', 'by letter or email'],
  // what of a campaign or need was changed
  unitId: ['đơn vị', 'unit'],
  accountId: ['tài khoản nhận tiền', 'bank account'],
  title: ['tên đợt', 'title'],
  purpose: ['mục đích', 'purpose'],
  what: ['là gì', 'what it is'],
  forWhom: ['dành cho', 'for whom'],
  legalBasis: ['căn cứ', 'legal basis'],
  eventKind: ['dịp', 'occasion'],
  flow: ['lời trong chat', 'words of the chat'],
  receiptSeries: ['ký hiệu biên nhận', 'series of receipts'],
  codePrefix: ['chữ đầu mã chuyển khoản', 'letters of codes'],
  minAmount: ['mức góp ít nhất', 'least amount'],
  mostUnpaid: ['mức giữ chưa trả', 'most unpaid'],
  holdMinutes: ['phút giữ chỗ', 'minutes held'],
  pledgeDays: ['ngày giữ phần đăng ký', 'days kept'],
  opensAt: ['ngày bắt đầu', 'first day'],
  giftBy: ['ngày kịp dịp', 'day for the occasion'],
  receivesUntil: ['ngày hết nhận', 'last day'],
  distributeBy: ['ngày trao xong', 'day of handing over'],
  communeId: ['xã, phường', 'commune'],
  package: ['loại', 'kind'],
  item: ['món', 'thing'],
  sex: ['bé gái hay bé trai', 'girls or boys'],
  ageFrom: ['từ tuổi', 'from age'],
  ageTo: ['đến tuổi', 'to age'],
  mode: ['cách tính', 'how it is counted'],
  unitWord: ['đơn vị tính', 'unit word'],
  unitPrice: ['giá', 'price'],
  portion: ['giá một phần', 'price of one part'],
  cap: ['số cần', 'how much'],
  deadline: ['hạn', 'deadline'],
  rank: ['thứ tự', 'order'],
  shows: ['đại diện cho đợt', 'stands for the campaign'],
}

/** Such a word, or a day, in the page's language. Undefined: it is neither. */
export function detailWord(word: string, lang: Lang): string | undefined {
  if (isDay(word)) return day(new Date(`${asDay(word)}T00:00:00+07:00`), lang)
  return Object.hasOwn(WORDS, word) ? WORDS[word]![lang === 'vi' ? 0 : 1] : undefined
}
