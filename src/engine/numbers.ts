import { changesEachTime, isEachTime, REQUEST_NUMBER, saysForeign } from '../platform/vietnamese/index.ts'
import { type Word, wordsOf } from './hears.ts'

/**
 * Numbers that people ask about, as one word each: `#paper` is the number of a receipt or certificate (“TET27-000413”),
 * `#request` that of a request or complaint (“R-0042”),
 * `#account` one that may be a bank account's, grouped in any way; `#monthly` is so much each month, or week or year (“200k/tháng”, “2 suất mỗi
 * tháng”), `#monthly-changed` that this shall be another sum (“đổi thành 150k mỗi tháng”), `#foreign` a sum in another currency (“100 đô”), `#foreign-sent` one that was sent already (“hôm qua tôi gửi 100 đô”), `#foreign-changed` one
 * beside what is given in đồng (“đổi 100 đô rồi góp 2 triệu 5”); `#code`, as the whole message, what may be a transfer's
 * code (“TLV 8K3Q 7DX”). `#link` is a code that links two channels, `#alarm` one that lets an officer be woken in a chat,
 * wherever they stand in a message; `#invite` is a friend's link to a campaign. A phrase of `hears` names them so.
 */
export const SHAPES = [
  '#paper',
  '#request',
  '#account',
  '#code',
  '#link',
  '#alarm',
  '#invite',
  '#monthly',
  '#monthly-changed',
  '#foreign',
  '#foreign-sent',
  '#foreign-changed',
] as const

/** A link to a paper, or its number. What is ours, the action that is asked knows; this only knows the look. */
const PAPER =
  /(?:https?:\/\/)?\S*\/c\/[0-9a-hjkmnp-tv-z]{26}\b|\b(?:GN ?[-–] ?)?[a-z][a-z0-9]{1,11} ?[-–] ?\d{6}(?:-\d{1,3})?(?![\da-z])/giu
const ACCOUNT = /(?<![\p{L}\d])\d(?:[ .-]?\d){7,18}(?![\p{L}\d])/gu

/** Ten letters and digits. Grouped with spaces they are in capitals, for words are so too, and hold no sum: "gop 300k nhe". */
const CODE = /^[a-z]{3}[.-]?(?=[a-z.-]*\d)[0-9a-hjkmnp-tv-z]{4}[.-]?[0-9a-hjkmnp-tv-z]{3}$/i
const CAPITALS = /^[A-Z]{3} ?(?!\d+(?:K|TR|M)?\b)[0-9A-HJKMNP-TV-Z]{4} ?[0-9A-HJKMNP-TV-Z]{3}$/
const isCode = (text: string): boolean => CODE.test(text) || CAPITALS.test(text)

/** “CT-LINK-” and 26 letters and digits; without the first two letters as the parameter of a deep link. */
const LINK = /(?<![\p{L}\d])(?:ct-?)?link-?[0-9a-z]{26}(?![\p{L}\d])/iu
const ALARM = /(?<![\p{L}\d])baodong[^\p{L}\d]{0,3}[0-9a-z]{26}(?![\p{L}\d])/iu
/** “ru-” and twelve letters and digits: the parameter of a friend's link (giving/inviting). */
const INVITE = /(?<![\p{L}\d])ru-[0-9a-hjkmnp-tv-z]{12}(?![\p{L}\d])/iu
/** Nothing else that anybody writes looks like these, so they are heard wherever any text is asked for too. */
export const namesOneUseCode = (line: string): boolean => LINK.test(line) || ALARM.test(line)

/** Whether a deep link's parameter is a code for a flow that hears it, and no campaign's or need's name. */
export const isCodeOfLink = (parameter: string): boolean =>
  namesOneUseCode(parameter) || INVITE.test(parameter)

/**
 * A text for others' eyes than its reader's: of a code that links channels, or that lets an officer be woken, its kind alone is left.
 *
 *     withoutOneUseCodes('CT-LINK-01ARZ3NDEKTSV4RRFFQ69G5FAV nhé')   // 'CT-LINK-••• nhé'
 *     withoutOneUseCodes('CT-LINK-01ARZ3NDEKTSV 4RRFFQ69G5FAV nhé')  // 'CT-LINK-••• nhé'
 */
export const withoutOneUseCodes = (text: string): string =>
  withoutSplitCodes(text).replace(OPENS, (_, kind = '') => `${kind}•••`)

// Also a code that was typed wrongly or run together with other letters: it was meant to open something. And one without what
// stands before it, since whoever reads it knows what belongs there; not the number of a certificate in its address.
const OPENS =
  /((?:ct[^\p{L}\d]{0,3})?link[^\p{L}\d]{0,3}|baodong[^\p{L}\d]*)[0-9a-z]{16,}|(?<![\p{L}\d/])(?=[a-z]*\d)[0-9a-z]{26}(?![\p{L}\d])/giu

/** So many letters and digits has a code. */
const LENGTH = 26
const PIECE = /(?<![\p{L}\d/])[0-9a-z]{1,25}(?![\p{L}\d])/giu
const KIND = /(?:link|baodong)[^\p{L}\d]{0,3}$/iu

/** A code that was copied with spaces in it, or broken over two lines, opens nothing so; but whoever reads it can put it together. */
function withoutSplitCodes(text: string): string {
  const pieces = [...text.matchAll(PIECE)].map(({ 0: { length }, index }) => ({
    from: index,
    to: index + length,
  }))
  let [shown, at] = ['', 0]
  for (let n = 0; n < pieces.length; n += 1) {
    const { from } = pieces[n]!
    let [last, length] = [n, pieces[n]!.to - from]
    while (length < LENGTH && pieces[last + 1] && pieces[last + 1]!.from - pieces[last]!.to <= 3) {
      last += 1
      length += pieces[last]!.to - pieces[last]!.from
    }
    const { to } = pieces[last]!
    if (length !== LENGTH || last === n || !isSplitCode(text.slice(from, to), KIND.test(text.slice(0, from))))
      continue
    shown += `${text.slice(at, from)}•••`
    at = to
    n = last
  }
  return shown + text.slice(at)
}

/** Words of as many letters have few digits, and letters that no code has; a transfer’s code behind a bank’s reference is neither. */
function isSplitCode(text: string, named: boolean): boolean {
  const count = (of: RegExp) => text.match(of)?.length ?? 0
  if (named) return count(/\d/g) > 1
  const pieces = text.split(/[^0-9a-z]+/i)
  const isMemo = /\d{8}/.test(text) && pieces.some(isCode)
  return count(/[ilou]/gi) === 0 && count(/\d/g) > 3 && count(/[a-z]/gi) > 3 && pieces.length < 8 && !isMemo
}

/** "28-11-2026", "28.11.2026", "28 11 2026", "2026-11-28": digits grouped as an account's may be, and never one. */
const DAY = '(?:0?[1-9]|[12]\\d|3[01])'
const MONTH = '(?:0?[1-9]|1[0-2])'
const YEAR = '(?:19|20)\\d{2}'
const DATE = new RegExp(
  `(?<![\\p{L}\\d]|\\d[./-])(?:${DAY}([./-])${MONTH}\\1${YEAR}|${YEAR}([./-])${MONTH}\\2${DAY})(?![\\p{L}\\d]|[./-]\\d)` +
    `|(?<![\\p{L}\\d]|\\d[ ./-])${DAY} ${MONTH} ${YEAR}(?![\\p{L}\\d]|[ ./-]\\d)`,
  'gu',
)
const withoutDates = (line: string): string => line.normalize('NFKC').replace(DATE, ' ')

/** Whether the only digits of a message are a date's. */
export const isOnlyDate = (line: string): boolean => {
  const rest = withoutDates(line)
  return rest !== line.normalize('NFKC') && !/\d/.test(rest)
}

/** "28112026", which may also be an account's number; where a day is asked for, it is the day. */
export const isDateRunTogether = (line: string): boolean => RUN_TOGETHER.test(line.normalize('NFKC'))

const RUN_TOGETHER = new RegExp(`^\\D*(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])${YEAR}\\D*$`, 'u')

/** The words of a message with such numbers in it; undefined when there is none. */
export function wordsWithNumbers(line: string): Word[] | undefined {
  if (LINK.test(line)) return [SHAPE['#link']]
  if (ALARM.test(line)) return [SHAPE['#alarm']]
  if (INVITE.test(line)) return [SHAPE['#invite']]
  const foreign = saysForeign(line)
  if (foreign) return [SHAPE[OF_FOREIGN[foreign]]]
  if (isEachTime(line)) return [SHAPE[changesEachTime(line) ? '#monthly-changed' : '#monthly']]
  const text = withoutDates(line)
  if (isCode(text.trim())) return [SHAPE['#code']]
  if (!/\d.*\d.*\d.*\d/.test(text) && !text.includes('/c/')) return undefined
  const marked = text
    .replace(PAPER, ' \uE000 ')
    .replace(REQUEST_NUMBER, ' \uE001 ')
    .replace(ACCOUNT, ' \uE002 ')
  if (!/[\uE000-\uE002]/.test(marked)) return undefined
  return marked
    .split(/([\uE000-\uE002])/)
    .flatMap((part) => (MARKED.has(part) ? [SHAPE[MARKED.get(part)!]] : wordsOf(part)))
}

const OF_FOREIGN = { gift: '#foreign', sent: '#foreign-sent', changed: '#foreign-changed' } as const

const MARKED: ReadonlyMap<string, (typeof SHAPES)[number]> = new Map([
  ['\uE000', '#paper'],
  ['\uE001', '#request'],
  ['\uE002', '#account'],
])

const SHAPE = Object.fromEntries(SHAPES.map((base) => [base, { base, marks: '' }])) as Record<
  (typeof SHAPES)[number],
  Word
>

export const namesNumber = (phrase: string): boolean => SHAPES.some((shape) => phrase.includes(shape))

/** The words of a phrase of `hears`, in which `#paper` is one word. */
export const wordsOfPhrase = (phrase: string): Word[] =>
  phrase.split(/\s+/).flatMap((piece) => {
    const shape = SHAPES.find((one) => one === piece)
    return shape ? [SHAPE[shape]] : wordsOf(piece)
  })

/**
 * A number that stands alone is asked about only if it is nothing else: no phone number, no round sum, none that is
 * grouped as sums are.
 */
export function mayBeAsked(line: string): boolean {
  const number = withoutDates(line).match(ACCOUNT)?.[0]
  if (number === undefined || isCodeOfLink(line)) return true
  const digits = number.replace(/\D/g, '')
  const asSum = /^\d{1,3}(?:\.\d{3})+$/.test(number) && digits.length < 10
  return !asSum && !digits.endsWith('000') && !/^(?:0\d{8,10}|84\d{9})$/.test(digits)
}
