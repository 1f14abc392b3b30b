import { CURRENCY_CODES, type Currency, isCurrency } from './currencies.ts'
import { clean, fold } from './fold.ts'
import { readNumberAt } from './number-words.ts'
import { LONGEST_ANSWER, type Token, type Typed, tokenize } from './tokens.ts'

/** What is said of an amount in another currency; each half may be missing. `amount` is plain: `1250.50`. */
interface ForeignRead {
  readonly currency: Currency | undefined
  readonly amount: string | undefined
}

const NONE: ForeignRead = { currency: undefined, amount: undefined }

/**
 * Reads an amount in another currency as people type it. Two amounts, or two currencies, are none: it is asked back.
 *
 *     readForeign('mình muốn góp 100 đô')   // { currency: 'USD', amount: '100' }
 *     readForeign('50 euro')                // { currency: 'EUR', amount: '50' }
 *     readForeign('$1,250.50')              // { currency: 'USD', amount: '1250.5' }
 *     readForeign('2 nghìn đô Úc')          // { currency: 'AUD', amount: '2000' }
 *     readForeign('euro')                   // { currency: 'EUR', amount: undefined }
 *     readForeign('200')                    // { currency: undefined, amount: '200' }
 */
export function readForeign(text: string): ForeignRead {
  const typed = tokensOf(text)
  if (!typed) return NONE
  const found = currenciesIn(typed)
  const currencies = new Set(found.map(({ currency }) => currency))
  if (currencies.size > 1) return NONE
  const [currency] = currencies
  const beside = found.flatMap((one) => besideOf(typed, one)?.plain ?? [])
  const all = new Set(beside.length > 0 ? beside : found.length === 0 ? amountsIn(typed) : [])
  const [amount] = all
  return { currency, amount: all.size === 1 ? amount : undefined }
}

/** The sums in other currencies that a message names, each with the pieces of the message that say it: from, and up to. */
export function foreignSums(text: string): ForeignSums | undefined {
  const typed = tokensOf(text)
  if (!typed) return undefined
  const spans = currenciesIn(typed).flatMap((one) => {
    const beside = besideOf(typed, one)
    return beside ? [{ from: Math.min(one.from, beside.from), to: Math.max(one.to, beside.to) }] : []
  })
  return { typed, spans }
}

interface ForeignSums {
  readonly typed: Typed
  readonly spans: readonly { readonly from: number; readonly to: number }[]
}

/** Signs stand for their codes, with room around, so that each is a word. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:us|u\.s\.)\s?\$|\$\s?us\b/g, ' usd '],
  [/\b(?:a|au)\s?\$/g, ' aud '],
  [/\b(?:c|ca)\s?\$/g, ' cad '],
  [/\b(?:s|sg)\s?\$/g, ' sgd '],
  [/\bhk\s?\$/g, ' hkd '],
  [/\bnt\s?\$/g, ' twd '],
  [/\bnz\s?\$/g, ' nzd '],
  [/\$/g, ' usd '],
  [/€/g, ' eur '],
  [/£/g, ' gbp '],
  [/¥/g, ' jpy '],
  [/₩/g, ' krw '],
]

function tokensOf(text: string): Typed | undefined {
  if (text.length > LONGEST_ANSWER) return undefined
  const line = clean(text, LONGEST_ANSWER).toLowerCase().normalize('NFC')
  return tokenize(SIGNS.reduce((all, [sign, code]) => all.replace(sign, code), line))
}

/** What a currency is called, in words that are read one by one; with marks only as they are, without also folded. */
const NAMES: readonly (readonly [string, Currency])[] = [
  ...CURRENCY_CODES.map((code) => [code.toLowerCase(), code] as const),
  ...(['đô', 'đô la', 'dola', 'do la', 'dollar', 'dollars'] as const).flatMap((dollar) =>
    (
      [
        ['mỹ', 'USD'],
        ['my', 'USD'],
        ['us', 'USD'],
        ['úc', 'AUD'],
        ['uc', 'AUD'],
        ['canada', 'CAD'],
        ['can', 'CAD'],
        ['sing', 'SGD'],
        ['singapore', 'SGD'],
        ['hồng kông', 'HKD'],
        ['hong kong', 'HKD'],
        ['đài loan', 'TWD'],
        ['dai loan', 'TWD'],
        ['đài', 'TWD'],
        ['new zealand', 'NZD'],
        ['nz', 'NZD'],
      ] as const
    ).map(([of, code]) => [`${dollar} ${of}`, code] as const),
  ),
  ...(['đô', 'đô la', 'dola', 'do la', 'dollar', 'dollars', 'us', 'us dollar', 'us dollars'] as const).map(
    (one) => [one, 'USD'] as const,
  ),
  ['mỹ kim', 'USD'],
  ['australian dollars', 'AUD'],
  ['aussie dollars', 'AUD'],
  ['canadian dollars', 'CAD'],
  ['singapore dollars', 'SGD'],
  ['hong kong dollars', 'HKD'],
  ['taiwan dollars', 'TWD'],
  ['euro', 'EUR'],
  ['euros', 'EUR'],
  ['ơ rô', 'EUR'],
  ['bảng', 'GBP'],
  ['bảng anh', 'GBP'],
  ['bang anh', 'GBP'],
  ['pound', 'GBP'],
  ['pounds', 'GBP'],
  ['yên', 'JPY'],
  ['yen', 'JPY'],
  ['yên nhật', 'JPY'],
  ['yen nhat', 'JPY'],
  ['won', 'KRW'],
  ['đài tệ', 'TWD'],
  ['nhân dân tệ', 'CNY'],
  ['nhan dan te', 'CNY'],
  ['tệ', 'CNY'],
  ['rmb', 'CNY'],
  ['yuan', 'CNY'],
  ['baht', 'THB'],
  ['bạt thái', 'THB'],
  ['franc', 'CHF'],
  ['francs', 'CHF'],
  ['koruna', 'CZK'],
  ['zloty', 'PLN'],
  ['ringgit', 'MYR'],
  ['kíp lào', 'LAK'],
  ['kip lao', 'LAK'],
  ['rúp', 'RUB'],
]
/** By their first word, the longest first. */
const BY_FIRST = new Map<string, (readonly [readonly string[], Currency])[]>()
for (const [name, currency] of NAMES) {
  const words = name.split(' ')
  const same = BY_FIRST.get(words[0]!) ?? []
  BY_FIRST.set(
    words[0]!,
    [...same, [words, currency] as const].toSorted(([a], [b]) => b.length - a.length),
  )
}

/** What follows a word that looks like a currency and is none: “đô thị”, Đô Lương, Yên Bái, “bảng con”. */
const OTHERWISE: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    đô: 'thị vật lương đốc thành trưởng con',
    yên:
      'bái châu định lập minh sơn thế dũng phong khánh mô mỹ lạc thủy thuỷ bình thành tâm ổn lòng nghỉ nghĩa hưng sở viên ' +
      'phụ phú hòa hoà tử thịnh thắng trị thượng hạ nhân đồng lâm hồ hợp trung cường thái tĩnh vui',
    bảng: 'con đen trắng viết tin phấn học gỗ từ điện tên số chữ điểm kê màu',
    tệ: 'quá lắm hơn nhất',
  }).map(([word, next]) => [word, new Set([next, fold(next)].flatMap((all) => all.split(' ')))] as const),
)
/** Behind “100 do” without marks, where it is no “đồ”. */
const AFTER_DO = new Set(['nhe', 'nha', 'a', 'duoc', 'dc', 'thoi', 'my', 'uc'])

interface Place {
  readonly currency: Currency
  readonly from: number
  readonly to: number
}

function currenciesIn({ tokens, accented }: Typed): Place[] {
  const found: Place[] = []
  for (let at = 0; at < tokens.length; at++) {
    const place = currencyAt(tokens, at, accented)
    if (place && !isOtherwise(tokens, place)) {
      found.push(place)
      at = place.to - 1
    }
  }
  return found
}

function isOtherwise(tokens: readonly Token[], { from, to }: Place): boolean {
  const next = tokens[to]?.raw
  return to === from + 1 && next !== undefined && OTHERWISE.get(tokens[from]!.raw)?.has(next) === true
}

function currencyAt(tokens: readonly Token[], at: number, accented: boolean): Place | undefined {
  const named = BY_FIRST.get(tokens[at]!.raw)?.find(([words]) =>
    words.every((word, n) => tokens[at + n]?.raw === word),
  )
  if (named) return { currency: named[1], from: at, to: at + named[0].length }
  // “100 do”: most who write no marks mean dollars by it, and who says it of things says which: “100 do am”.
  const next = tokens[at + 1]?.raw
  const bare = !accented && tokens[at]!.raw === 'do' && isNumeral(tokens[at - 1])
  return bare && (next === undefined || AFTER_DO.has(next))
    ? { currency: next === 'uc' ? 'AUD' : 'USD', from: at, to: at + 1 }
    : undefined
}

const isNumeral = (token: Token | undefined): boolean =>
  token?.kind === 'numeral' || token?.folded === 'nghin' || token?.folded === 'k'

interface Beside {
  readonly plain: string
  readonly from: number
  readonly to: number
}

/** The number that stands right before a currency, or right behind its code: “usd 200”, never “us 5”. */
function besideOf(typed: Typed, { from, to }: Place): Beside | undefined {
  for (let at = from - 1; at >= Math.max(0, from - 6); at--) {
    const amount = amountAt(typed, at)
    // The longest number that ends here is meant: “một trăm”, not its last word.
    if (amount?.end === from && amountAt(typed, at - 1)?.end !== from)
      return { plain: amount.plain, from: at, to: from }
  }
  if (!isCurrency(typed.tokens[to - 1]!.raw.toUpperCase())) return undefined
  const behind = amountAt(typed, to)
  return behind && typed.tokens[to]!.kind === 'numeral'
    ? { plain: behind.plain, from: to, to: behind.end }
    : undefined
}

function amountsIn(typed: Typed): string[] {
  const all: string[] = []
  for (let at = 0; at < typed.tokens.length; at++) {
    const amount = amountAt(typed, at)
    if (!amount) continue
    all.push(amount.plain)
    at = amount.end - 1
  }
  return all
}

const TIMES: ReadonlyMap<string, bigint> = new Map([
  ['k', 1_000n],
  ['nghin', 1_000n],
  ['ngan', 1_000n],
  ['thousand', 1_000n],
  // Of yen: “1 man” is ten thousand.
  ['man', 10_000n],
  ['trieu', 1_000_000n],
  ['tr', 1_000_000n],
  ['million', 1_000_000n],
])

function amountAt(typed: Typed, at: number): { readonly plain: string; readonly end: number } | undefined {
  if (at < 0 || typed.tokens[at] === undefined) return undefined
  // “-5 đô”
  if (/(?:^|\s)[-−]$/.test(typed.tokens[at]!.gap)) return undefined
  const number = readNumberAt(typed, at)
  if (number?.milli.length !== 1) return undefined
  const times = TIMES.get(typed.tokens[number.end]?.folded ?? '')
  const milli = number.milli[0]! * (times ?? 1n)
  if (milli <= 0n) return undefined
  const fraction = `${milli % 1_000n}`.padStart(3, '0').replace(/0+$/, '')
  return {
    plain: fraction === '' ? `${milli / 1_000n}` : `${milli / 1_000n}.${fraction}`,
    end: number.end + (times === undefined ? 0 : 1),
  }
}
