import { fold } from './fold.ts'
import { joined, type Token } from './tokens.ts'

/** The words that stand around amounts of money. */

export interface Unit {
  readonly value: bigint
  /** "2 chai" is two million or two bottles: only believed when nothing else is said. */
  readonly slang?: true
}

const THOUSAND: Unit = { value: 1_000n }
const MILLION: Unit = { value: 1_000_000n }
const BILLION: Unit = { value: 1_000_000_000n }
const DONG: Unit = { value: 1n }
const LIT: Unit = { value: 100_000n, slang: true }
const CU: Unit = { value: 1_000_000n, slang: true }
const CANH: Unit = { value: 1_000n, slang: true }

/** By exact spelling, where a word with other marks means something else (cũ, ngân, đông). */
const BY_SPELLING = new Map<string, Unit>([
  ['k', THOUSAND],
  ['ka', THOUSAND],
  ['kđ', THOUSAND],
  ['kd', THOUSAND],
  ['ngàn', THOUSAND],
  ['ngan', THOUSAND],
  ['thousand', THOUSAND],
  ['tr', MILLION],
  ['trđ', MILLION],
  ['trd', MILLION],
  ['trịu', MILLION],
  ['triu', MILLION],
  ['million', MILLION],
  ['tỷ', BILLION],
  ['tỉ', BILLION],
  ['ty', BILLION],
  ['ti', BILLION],
  ['billion', BILLION],
  ['đ', DONG],
  ['d', DONG],
  ['đồng', DONG],
  ['dong', DONG],
  ['vnd', DONG],
  ['vnđ', DONG],
  ['lít', LIT],
  ['lit', LIT],
  ['loét', LIT],
  ['loet', LIT],
  ['xị', LIT],
  ['xi', LIT],
  ['củ', CU],
  ['cu', CU],
  ['chai', CU],
  ['cành', CANH],
  ['m', CU],
])

/** By letters alone: nothing else is spelt so, and marks are often half typed. */
const BY_LETTERS = new Map<string, Unit>([
  ['nghin', THOUSAND],
  ['ngin', THOUSAND],
  ['trieu', MILLION],
])

/** The unit a word stands for, when nothing parts it from the number before. */
export function unitOf(token: Token | undefined): Unit | undefined {
  if (!joined(token) || token.kind !== 'word') return undefined
  return BY_SPELLING.get(token.raw) ?? BY_LETTERS.get(token.folded)
}

/** Each word with its marks, and without any. */
const words = (list: string): ReadonlySet<string> =>
  new Set(list.split(' ').flatMap((word) => [word, fold(word)]))

/** Who speaks, gives and is polite: says nothing about the amount. */
const FILLER = words(
  'góp đóng ủng hộ ungho uh gửi tặng cho xin muốn sẽ định đang có thể được dc mình tôi tui tớ mik mk bạn ad shop ' +
    'nhé nha nhe nhá ạ a à dạ vâng ừ ừm ok oke oki okay thôi luôn đi với và là số tiền khoản khoảng tầm chừng cỡ ' +
    'chuyển ck bank donate quyên trước cứ đúng rồi ơi nữa đây thì chắc giúp trợ chẵn tròn nhận cảm ơn thanks ' +
    'bạc gởi biếu dành nghe nghen hen các những trẻ hoặc hay đến tới từ còn mỗi vậy lần này nay hôm đồng đ vnd vnđ',
)

/** The same words as people, when a number stands before them: "gửi em 100k", but "100 em". */
const PERSON = words('em anh chị cô chú bác con cháu bé ông bà')

/** Things that are counted, so that a number before them is no money. */
const COUNTED = words(
  'suất phần áo cái chiếc bộ đôi cuốn quyển vở hộp thùng gói túi bao chăn mũ đồ món học người lớp trường xã ' +
    'lần tháng ngày tuần năm giờ phút tuổi kg cân km nhà hộ bạn',
)

const NEGATION = words('không ko k kh hông chưa')
const BOUND = words('hơn trên dưới gần trở thiểu max min nhất')
const VAGUE = words('vài mấy hàng nhiều ít')
const EACH = words('mỗi each')
/** Of these a sum is each time's: "mỗi tháng 200k". */
const TIMES = words('tháng lần năm tuần ngày month')
const CONNECTOR = words('hoặc hay đến tới')
const FOREIGN = words('usd dola dollar dollars euro eur yen jpy won krw bảng gbp aud cad sgd')

export const isFiller = (token: Token): boolean => token.kind === 'word' && FILLER.has(token.raw)
export const isPerson = (token: Token): boolean => PERSON.has(token.raw)
export const isCounted = (token: Token): boolean => COUNTED.has(token.raw) || PERSON.has(token.raw)
/** đừng and đa by their marks: without them they are mostly đúng and dạ. */
export const isNegation = (token: Token): boolean => NEGATION.has(token.raw) || token.raw === 'đừng'
export const isBound = (token: Token): boolean => BOUND.has(token.raw) || token.raw === 'đa'
export const isVague = (token: Token): boolean => VAGUE.has(token.raw)
/** "mỗi em 50k", "200k/người": how many there are of them is not said. */
export const isForEach = (token: Token, next: Token | undefined): boolean =>
  next !== undefined && EACH.has(token.raw) && isCounted(next) && !TIMES.has(next.raw)
export const isPerEach = (token: Token): boolean =>
  token.gap.trim() === '/' && isCounted(token) && !TIMES.has(token.raw)
export const isConnector = (token: Token): boolean => CONNECTOR.has(token.raw)
/** đô (dollar) only with its mark: "do" is also a common word. */
export const isForeign = (token: Token): boolean => FOREIGN.has(token.raw) || token.raw === 'đô'
