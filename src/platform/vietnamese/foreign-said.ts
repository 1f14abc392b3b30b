import { readAmountAt } from './amounts.ts'
import { fold } from './fold.ts'
import { foreignSums } from './foreign-money.ts'
import type { Typed } from './tokens.ts'

/** What is said of a sum in another currency: it is to be given, it was sent already, or it is changed first and given in đồng. */
export type ForeignSaid = 'gift' | 'sent' | 'changed'

/**
 * How somebody speaks of a sum in another currency. One that is asked for, lent, wanted back, priced or declined is neither; and
 * whoever names a sum in đồng beside it means that one (`dongAlone`).
 *
 *     saysForeign('mình muốn góp 100 đô')                   // 'gift'
 *     saysForeign('hôm qua tôi đã chuyển 100 đô')           // 'sent'
 *     saysForeign('100 do am')                              // undefined   coats: “đồ ấm”
 *     saysForeign('đổi 100 đô ra tiền Việt, góp 2 triệu 5')  // 'changed'
 *     saysForeign('góp 2 triệu 5, chừng 100 đô')            // undefined   a gift in đồng
 */
export function saysForeign(text: string): ForeignSaid | undefined {
  // Most messages have no number and no sign of another currency: they are looked at no further.
  if (!LOOKS.test(text)) return undefined
  const sums = foreignSums(text)
  if (!sums || sums.spans.length === 0) return undefined
  const line = ` ${sums.typed.tokens.map(({ raw }) => raw).join(' ')} `
  if (OTHERWISE_MEANT.test(line)) return undefined
  const wishes = WISHES.test(line)
  if (PRICED.test(line) && !wishes) return undefined
  const isSent = UNSEEN.test(line) || (SENT.test(line) && !wishes)
  if (hasDong(sums.typed, sums.spans)) return !isSent && CHANGES.test(line) ? 'changed' : undefined
  return isSent ? 'sent' : 'gift'
}

/**
 * An answer without the sums in other currencies that stand beside a sum in đồng; any other one as it is.
 *
 *     dongAlone('2 triệu 5, chừng 100 đô')  // '2 triệu 5, chừng'
 *     dongAlone('100 đô')                   // '100 đô'
 */
export function dongAlone(line: string): string {
  if (!LOOKS.test(line)) return line
  const sums = foreignSums(line)
  if (!sums || sums.spans.length === 0 || !hasDong(sums.typed, sums.spans)) return line
  const isDong = (at: number) => !sums.spans.some(({ from, to }) => from <= at && at < to)
  const { tokens, rest } = sums.typed
  return `${tokens.map(({ gap, raw }, at) => (isDong(at) ? gap + raw : '')).join('')}${rest}`
}

const LOOKS = /[\p{N}$€£¥₩]|m[oộ]t|hai|ba|n[aă]m|tr[aă]m|ch[uụ]c|m[uư][oơờ]i/iu

/** “100 đô, khoảng 2 triệu 5”: an amount with a unit of đồng that is no part of the others. */
function hasDong(typed: Typed, spans: readonly { from: number; to: number }[]): boolean {
  for (let at = 0; at < typed.tokens.length; at++) {
    const span = spans.find(({ from, to }) => from <= at && at < to)
    if (span) {
      at = span.to - 1
      continue
    }
    const amount = readAmountAt(typed, at)
    if (!amount) continue
    if (
      amount.unit &&
      !amount.unit.slang &&
      !spans.some(({ from }) => from < amount.end && amount.end > at && from >= at)
    )
      return true
    at = Math.max(at, amount.end - 1)
  }
  return false
}

/** A pattern of words, each of which may stand without its marks, but not “=đã”. `_` is any word. */
const words = (...sources: readonly string[]): RegExp =>
  new RegExp(
    ` (?:${sources.join('|')}) `
      .replace(/=?[\p{Ll}\p{M}]+/gu, (word) => {
        const [marked, plain] = [word.replace('=', ''), fold(word)]
        return marked === plain || word !== marked ? marked : `(?:${marked}|${plain})`
      })
      .replaceAll('_', '[^ ]+'),
    'u',
  )

const SENDS = '(?:chuyển khoản|chuyển|ck|gửi|gởi|góp|ủng hộ|bắn|nạp|bank)'
const ME = '(?:tôi|mình|em|anh|chị|cô|chú|bác|tui|con|cháu)'

/** Asked for, borrowed, wanted back, sent wrongly, not given, or what others told somebody to do: whoever hears these hears it. */
const OTHERWISE_MEANT = words(
  'lừa(?: đảo)?|nhầm|thất lạc|trả lại|lấy lại|đòi lại|hoàn (?:lại|tiền|trả|[0-9][^ ]*)|rút|refund|scam|borrow',
  'tỷ giá|tỉ giá|bằng bao nhiêu|là bao nhiêu|bao nhiêu tiền|phí (?:bao|chuyển|là|mất)|fee|rate',
  'vay (?:_ )?[0-9][^ ]*|cho (?:_ )?vay|=mượn|cần (?:_ )?(?:[0-9][^ ]*|một|hai|ba|năm|mười)',
  'xin(?! (?:góp|gửi|gởi|ủng hộ|chuyển|tặng|phép|được|chào|lỗi|hỏi|cảm|cám|số|stk|tk|tài|mã|địa|thông|cách))',
  '(?:không|ko|đừng|hông) (?:góp|gửi|gởi|chuyển|ck|ủng hộ|có [0-9][^ ]*|muốn)|(?:hủy|huỷ)(?: khoản)? [0-9][^ ]*|đổi ý',
  `(?:bảo|kêu|đòi|bắt|xúi|dụ|rủ|yêu cầu) ${ME}(?: phải)? ${SENDS}`,
)
/** “đổi 100 đô rồi góp 2 triệu 5” */
const CHANGES = words(`=đổi(?: _)* ${SENDS}|doi [0-9][^ ]*(?: _)* ${SENDS}`)
/** What something costs, what somebody earns. */
const PRICED = words('=giá|lương (?:tháng|của|tôi|mình|em|được)|=nợ|=bán|bị trừ')
/** Whatever was before, something is to be given now. */
const WISHES = words(
  `(?:muốn|định|xin|sẽ|tính|cho ${ME}|được)(?: (?!hỏi|biết|xem|kiểm)_)? (?:${SENDS}|tặng)`,
  'thêm|nữa|want|would like|will|going to',
)
const NOT_THAT = '(?! (?:mã|số|stk|tài|qr|chỗ|nơi|cách|[0-9]))'
const UNSEEN = words(
  `chưa (?:_ )?(?:thấy|nhận|đến|tới|vào|có (?:gì|tin|biên|phản))${NOT_THAT}`,
  `(?:không|ko|k|hông|chẳng|chả) (?:thấy|nhận được|có (?:tin|biên|phản))${NOT_THAT}`,
  '(?:đến|tới|nhận|thấy|vào)(?: _)?(?: _)? chưa|not arrived|never arrived|have you (?:received|got)|did you (?:receive|get)',
)
const SENT = words(
  `=đã(?: _)? ${SENDS}|da ${SENDS}|${SENDS}(?: _)*? (?:rồi|xong)(?! (?:thì|sẽ|mới|${SENDS}))`,
  `(?:vừa|=mới)(?: _)? ${SENDS}|moi ${SENDS}`,
  'hôm (?:qua|kia|kìa|trước|nọ|bữa)|(?:tối|sáng|chiều|trưa|đêm) qua|(?:tuần|tháng) (?:trước|rồi|vừa rồi)',
  '(?:hồi|ban|lúc) (?:=nãy|sáng|trưa|chiều|=tối)',
  'i (?:have |already |just |had )*(?:sent|wired|transferred|donated|gave|paid)|yesterday|last (?:week|month|night)',
)
