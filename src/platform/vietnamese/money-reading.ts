import { type Amount, closes, isThing, readAmountAt } from './amounts.ts'
import { dongAlone } from './foreign-said.ts'
import { MOST } from './money.ts'
import {
  isBound,
  isConnector,
  isCounted,
  isFiller,
  isForEach,
  isForeign,
  isNegation,
  isPerEach,
  isPerson,
  isVague,
} from './money-words.ts'
import { isDateOrHour, isNegative, isPartOfSomethingElse } from './numeral-context.ts'
import { withoutPhones } from './phone.ts'
import { answerLine, joined, type Typed, tokenize } from './tokens.ts'

export type MoneyReading =
  | { readonly kind: 'amount'; readonly amount: bigint }
  /** Ask which, likeliest first. One choice alone is also asked: "100.000 đ phải không bạn?" */
  | { readonly kind: 'ambiguous'; readonly choices: readonly bigint[] }
  | { readonly kind: 'phone' }
  | { readonly kind: 'unclear' }

const UNCLEAR: MoneyReading = { kind: 'unclear' }
const MOST_CHOICES = 4

/** Digits of other scripts, fractions in one letter, other currencies: never half read. */
const NOT_OURS = /[^\P{N}0-9]|[^\P{Sc}₫]/u

/**
 * Reads an amount of money as people type it in Vietnam. What could be two amounts, or might be something else than
 * money, is asked back, never guessed. Whether the amount is too small or surprisingly large is for the caller.
 *
 *     readMoney('500k')          // { kind: 'amount', amount: 500_000n }
 *     readMoney('góp 1tr5 nhé')  // { kind: 'amount', amount: 1_500_000n }
 *     readMoney('1,5 triệu')     // { kind: 'amount', amount: 1_500_000n }   comma is the decimal sign before a unit
 *     readMoney('1.500.000')     // { kind: 'amount', amount: 1_500_000n }   full stop groups thousands
 *     readMoney('100')           // { kind: 'ambiguous', choices: [100_000n] }
 *     readMoney('1.5')           // { kind: 'ambiguous', choices: [1_500_000n, 1_500n] }
 *     readMoney('0912345678')    // { kind: 'phone' }
 *     readMoney('nhiều lắm')     // { kind: 'unclear' }
 *
 * @returns whole đồng, from 1 to 10^12. Never throws; a text of more than 300 characters is `unclear`, unread.
 */
export function readMoney(text: string): MoneyReading {
  const answer = answerLine(text)
  const line = answer && dongAlone(answer)
  if (line === undefined || NOT_OURS.test(line)) return UNCLEAR
  const withPhones = line.replace(/\S*(?:\/\/|@)\S*/g, ' link ')
  const plain = withoutPhones(withPhones)
  const heard = listen(tokenize(plain))
  if (heard === undefined) return UNCLEAR
  const choices = [...new Set(heard.choices)]
  if (choices.length === 1 && heard.sure) return { kind: 'amount', amount: choices[0]! }
  if (choices.length > 0) return { kind: 'ambiguous', choices: choices.slice(0, MOST_CHOICES) }
  return heard.phone || plain !== withPhones ? { kind: 'phone' } : UNCLEAR
}

/**
 * Whether a text is one clear amount of money and nothing else, from the first word to the last.
 *
 *     isAmountAlone('1 triệu rưỡi')  // true
 *     isAmountAlone('500k rồi')      // false
 *     isAmountAlone('500')           // false   may be something else
 */
export function isAmountAlone(text: string): boolean {
  const line = answerLine(text)
  if (line === undefined || readMoney(line).kind !== 'amount') return false
  const typed = tokenize(line)
  return readAmountAt(typed, 0)?.end === typed.tokens.length
}

interface Heard {
  choices: bigint[]
  sure: boolean
  phone: boolean
}

/** Everything in a message that bears on the amount. `undefined`: something in it forbids reading on. */
function listen(typed: Typed): Heard | undefined {
  const { tokens } = typed
  const amounts: Amount[] = []
  const around = { stray: false, smallTalk: true, doubted: false }
  let phone = false
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]!
    // “500k, nhà ở Đô Thành”: a name, with no number before it.
    const isName = token.raw === 'đô' && tokens[at + 1]?.raw !== 'la' && amounts.at(-1)?.end !== at
    if (isForeign(token) && !isName) return undefined
    around.doubted ||= isForEach(token, tokens[at + 1]) || isPerEach(token)
    if (isDateOrHour(typed, at)) {
      at += 1
      continue
    }
    const amount = isPartOfSomethingElse(typed, at) ? undefined : readAmountAt(typed, at)
    if (amount) {
      if (isNegative(typed, at)) return undefined
      if (!amount.unit && isPhone(token.raw)) phone = true
      else if (at > 0 && isVague(tokens[at - 1]!)) around.stray = true
      else amounts.push(amount)
      at = amount.end
      continue
    }
    if (isPhone(token.raw)) phone = true
    else if (token.kind === 'numeral') around.stray = true
    else if (isBound(token) || isNegation(token) || isVague(token)) {
      // "500k được không?" asks nothing of the amount; "2 triệu mấy" does.
      around.doubted ||= isBound(token) || isNegation(token) === (amounts.length === 0)
      around.smallTalk &&= !isVague(token)
    } else if (!isFiller(token) && !isPerson(token)) around.smallTalk = false
    at += 1
  }
  const heard = weigh(typed, amounts, around)
  return heard && { ...heard, phone }
}

/** What stands around the amounts: numbers that belong to nothing, only small talk or more, doubt. */
interface Around {
  stray: boolean
  smallTalk: boolean
  doubted: boolean
}

/** Amounts that say they are money come first; a bare "100" counts only when nothing but small talk is with it. */
function weigh(typed: Typed, amounts: readonly Amount[], around: Around): Omit<Heard, 'phone'> | undefined {
  const money: bigint[] = []
  const maybe: bigint[] = []
  let { stray } = around
  let sure = !around.doubted
  for (const [index, amount] of amounts.entries()) {
    const meant = amount.unit ? withUnit(typed, amount, around.smallTalk) : withoutUnit(typed, amount)
    if (meant === 'forbidden') return undefined
    const range = amount.unit ? undefined : asRange(typed, amount, amounts[index + 1])
    if (range) {
      money.push(...range)
      sure = false
    } else if (meant.kind === 'money') {
      money.push(...meant.choices)
      sure &&= meant.sure && (money.length === meant.choices.length || saysAgain(typed, amounts, index))
    } else if (meant.kind === 'maybe') {
      maybe.push(...meant.choices)
      stray ||= !meant.weak
    } else stray ||= !meant.harmless
  }
  if (money.length > 0) return { choices: money, sure: sure && !stray }
  return { choices: around.smallTalk && !around.stray ? maybe : [], sure: false }
}

/** "500k (năm trăm nghìn)" is one amount; "vợ 500k, chồng 500k" may be two of the same. */
function saysAgain(typed: Typed, amounts: readonly Amount[], index: number): boolean {
  const between = typed.tokens.slice(amounts[index - 1]!.end, amounts[index]!.start + 1)
  const words = between
    .slice(0, -1)
    .every((token) => ['là', 'la', 'đúng', 'dung', 'tức', 'tuc', 'bằng', 'bang'].includes(token.raw))
  return words && (between.length > 1 || /[(=:]/.test(between[0]!.gap))
}

type Meant =
  | 'forbidden'
  | { readonly kind: 'money'; readonly choices: readonly bigint[]; readonly sure: boolean }
  | { readonly kind: 'maybe'; readonly choices: readonly bigint[]; readonly weak: boolean }
  | { readonly kind: 'count'; readonly harmless: boolean }

function withUnit(typed: Typed, amount: Amount, smallTalk: boolean): Meant {
  if (amount.unit!.slang && (!smallTalk || isThing(typed.tokens[amount.end]))) {
    return { kind: 'count', harmless: false }
  }
  const choices = wholeDong(amount.milli)
  if (choices.length === 0) return 'forbidden'
  // "500 đồng" is below what any bank sends: nghìn was left out.
  if (amount.unit!.value === 1n && choices[0]! < 1_000n) {
    return { kind: 'money', choices: [choices[0]! * 1_000n, choices[0]!], sure: false }
  }
  return { kind: 'money', choices, sure: amount.sure && choices.length === 1 }
}

function withoutUnit(typed: Typed, amount: Amount): Meant {
  const { form } = amount.number
  const next = typed.tokens[amount.end]
  const milli = amount.milli[0]!
  const counted = joined(next) && isCounted(next)
  // One of a thing changes nothing: "1 suất 300k".
  if (counted) return { kind: 'count', harmless: milli === 1_000n }
  if (milli === 0n) return 'forbidden'
  const large = form === 'grouped' || form === 'spaced' || (form === 'plain' && milli >= 10_000_000n)
  // An account number, a code of digits: money only when nothing else is said.
  if (form === 'plain' && milli >= 10_000_000n && milli % 1_000_000n !== 0n) {
    return { kind: 'maybe', choices: wholeDong([milli]), weak: false }
  }
  if (large) {
    const choices = wholeDong([milli])
    if (choices.length === 0) return 'forbidden'
    if (isThing(next) && milli < 10_000_000n) return { kind: 'count', harmless: false }
    const round = form === 'grouped' || milli % 1_000_000n === 0n
    return { kind: 'money', choices, sure: round && closes(typed, amount.end) }
  }
  const thousands = wholeDong(amount.milli.map((value) => value * 1_000n))
  // Nobody writes "2 trăm" for two hundred đồng.
  if (form === 'half-spoken' && milli >= 100_000n && closes(typed, amount.end)) {
    return { kind: 'money', choices: thousands, sure: true }
  }
  const weak = form === 'spoken' && milli < 10_000n
  if (isThing(next)) return { kind: 'count', harmless: weak || milli === 1_000n }
  const choices = [...thousands]
  if (form === 'decimal' || milli < 10_000n) choices.unshift(...wholeDong([milli * 1_000_000n]))
  if (milli >= 1_000_000n) choices.push(...wholeDong([milli]))
  return { kind: 'maybe', choices: choices.filter((choice) => choice >= 1_000n), weak }
}

/** "2-3 triệu", "200 đến 300k", "hai ba triệu": the first number borrows the unit of the second. */
function asRange(typed: Typed, from: Amount, to: Amount | undefined): bigint[] | undefined {
  if (!to?.unit || to.unit.value === 1n || from.milli[0]! >= 1_000_000n) return undefined
  const between = typed.tokens[from.end]!
  const linked =
    from.end === to.start
      ? /^ ?[-–—~/] ?$/.test(between.gap) ||
        (between.gap === ' ' && oneDigit(from) && from.number.form === to.number.form)
      : to.start === from.end + 1 && isConnector(between)
  return linked ? wholeDong(from.milli.map((value) => value * to.unit!.value)) : undefined
}

const oneDigit = (amount: Amount): boolean => amount.milli[0]! < 10_000n && amount.end === amount.start + 1

function wholeDong(milli: readonly bigint[]): bigint[] {
  const whole = milli.filter((value) => value % 1_000n === 0n).map((value) => value / 1_000n)
  return whole.filter((value) => value > 0n && value <= MOST)
}

const isPhone = (raw: string): boolean => /^(?:0\d{8,10}|84[35789]\d{8})$/.test(raw)
