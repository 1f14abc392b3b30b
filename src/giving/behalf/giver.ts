import { behalfSaid } from './said.ts'

const GIVES =
  /(?<!\p{L})(?:đóng góp|dong gop|góp|gop|gửi|gui|gởi|goi|ủng hộ|ung ho|tặng|tang|chuyển|chuyen|donates?|gives?|giving)(?!\p{L})/iu
const LEADS_TO_PLACE = /(?<!\p{L})(?:cho|ở|tại|lên|về|đến|tới|for|to|in|at)(?!\p{L})/iu

/**
 * A sentence of giving without who gives: a company or a family may be called as a commune is.
 *
 *     withoutGiver('công ty Hoa Ban góp 2 triệu mỗi tháng')         // 'góp 2 triệu mỗi tháng'
 *     withoutGiver('mỗi tháng gia đình Hoa Minh góp 300k')          // 'góp 300k'
 *     withoutGiver('công ty Hoa Ban góp 2 triệu mỗi tháng cho Tà Xùa') // 'góp 2 triệu mỗi tháng cho Tà Xùa'
 *     withoutGiver('ở Tà Xùa mình góp 200k mỗi tháng')              // 'ở Tà Xùa mình góp 200k mỗi tháng'
 *     withoutGiver('mỗi tháng 200k cho Tà Xùa')                     // 'mỗi tháng 200k cho Tà Xùa'
 */
export function withoutGiver(text: string): string {
  const said = text.normalize('NFC')
  const { name } = behalfSaid(said)
  const own = name === null ? said : said.replace(name, ' ').trim()
  const at = own.search(GIVES)
  return at > 0 && !LEADS_TO_PLACE.test(own.slice(0, at)) ? own.slice(at) : own
}
