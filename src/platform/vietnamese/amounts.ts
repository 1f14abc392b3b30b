import { isCounted, isFiller, isPerson, type Unit, unitOf } from './money-words.ts'
import { digitWord, is, type NumberPhrase, readNumberAt } from './number-words.ts'
import { joined, type Token, type Typed } from './tokens.ts'

/** One amount in a message: a number, its unit, and what is said behind the unit ("1tr5", "1 triệu 200 nghìn"). */
export interface Amount {
  readonly number: NumberPhrase
  /** Absent from "100": the message must tell whether it is money. */
  readonly unit?: Unit
  /** In thousandths of a đồng, likeliest first. */
  readonly milli: readonly bigint[]
  readonly start: number
  readonly end: number
  /** Nothing in the amount itself needs asking. */
  readonly sure: boolean
}

const HALF: readonly bigint[] = [500n]
const ONE: readonly bigint[] = [1_000n]

/** The amount that begins at a token. Without a unit it is only a number so far. */
export function readAmountAt(typed: Typed, start: number): Amount | undefined {
  const number = readNumberAt(typed, start) ?? readImpliedNumber(typed, start)
  if (number === undefined || (lacksItsDigit(typed, start) && !beginsAfresh(typed, start))) return undefined
  const unit = unitOf(typed.tokens[number.end])
  if (!unit) return { number, milli: number.milli, start, end: number.end, sure: true }
  const thousandTy = unit.value === 1_000n && valueAt(typed, number.end + 1) === 1_000_000_000n
  const head: Amount = {
    number,
    unit: thousandTy ? { value: 1_000_000_000_000n } : unit,
    milli: timesUnit(typed, number, thousandTy ? 1_000_000_000_000n : unit.value),
    start,
    end: number.end + (thousandTy ? 2 : 1),
    sure: number.form !== 'implied',
  }
  const whole = head.unit!.value === 1n ? head : withTails(typed, head)
  // A unit with neither a number before nor a part behind ("triệu", "vài triệu") says nothing.
  if (number.end === start && whole.milli[0] === head.milli[0]) return undefined
  const amount = withoutTrailingDong(typed, whole)
  // "5 triệu tỷ"
  const second = unitOf(typed.tokens[amount.end])
  return second && !second.slang ? { ...amount, sure: false } : amount
}

/** "nửa triệu", and "triệu rưỡi" or "triệu hai", where the one is left out. */
function readImpliedNumber(typed: Typed, at: number): NumberPhrase | undefined {
  const token = typed.tokens[at]
  if (is(token, 'nửa', 'nua') && (valueAt(typed, at + 1) ?? 0n) > 1n) {
    return { milli: HALF, end: at + 1, form: 'decimal' }
  }
  if (!token || !unitOf(token)) return undefined
  const half =
    typed.tokens[at + 1]?.folded === 'ruoi' && ['ty', 'nghin', 'ngan', 'cu', 'chai'].includes(token.folded)
  if (token.folded !== 'trieu' && !half) return undefined
  // The unit itself is read again behind this empty number.
  return { milli: ONE, end: at, form: 'plain' }
}

/** "triệu rưỡi", "trăm nghìn", "mươi nghìn": in "nam triệu rưỡi" a digit stands before it that was not understood. */
function lacksItsDigit(typed: Typed, at: number): boolean {
  return (
    typed.tokens[at]!.kind === 'word' &&
    digitWord(typed.tokens[at], typed) === undefined &&
    typed.tokens[at]!.raw !== 'mười'
  )
}

function beginsAfresh(typed: Typed, at: number): boolean {
  const before = typed.tokens[at - 1]
  return before === undefined || !joined(typed.tokens[at]) || isFiller(before) || isPerson(before)
}

function valueAt(typed: Typed, at: number): bigint | undefined {
  return unitOf(typed.tokens[at])?.value
}

function timesUnit(typed: Typed, number: NumberPhrase, unit: bigint): bigint[] {
  const values = [...number.milli]
  // In "1.500k" the full stop groups; nobody means 1.500 million by "1.500 triệu" without being asked.
  if (number.form === 'grouped' && unit >= 1_000_000n && values[0]! < 1_000_000_000n)
    values.unshift(values[0]! / 1000n)
  // "2 500k" is 2.500.000, or two of something and 500.000.
  if (number.form === 'spaced' && unit > 1n) values.push(BigInt(typed.tokens[number.end - 1]!.raw) * 1000n)
  return values.map((value) => value * unit)
}

function withTails(typed: Typed, head: Amount): Amount {
  const { tokens } = typed
  let { milli, end, sure } = head
  let last = head.unit!.value
  // "1,5tr5" and "0tr5" are slips, not sums.
  let open = head.milli.length === 1 && isWhole(head.number)
  while (joined(tokens[end]) && last > 1n) {
    if (tokens[end]!.folded === 'ruoi') {
      milli = milli.map((value) => value + (last * 1000n) / 2n)
      end += 1
      break
    }
    const start = is(tokens[end], 'lẻ', 'linh', 'le') ? end + 1 : end
    const more = readNumberAt(typed, start)
    if (!more || !open) break
    const unit = unitOf(tokens[more.end])
    if (unit) {
      const parts = more.milli.map((value) => value * unit.value)
      if (unit.slang || unit.value >= last || parts.some((part) => part >= last * 1000n)) break
      // "1tr2k" is 1.002.000 as it is written, and 1.200.000 as it is mostly meant.
      if (tokens[end]!.gap === '' && last > unit.value && more.milli[0]! < 10_000n) sure = false
      milli = milli.flatMap((value) => parts.map((part) => value + part))
      end = more.end + 1
      last = unit.value
      open = isWhole(more)
      continue
    }
    const whole = start === end && (tokens[end]!.gap === '' || closes(typed, more.end))
    const tails = whole ? tailValues(typed, end, more, last, head) : []
    if (tails.length > 0) {
      milli = milli.flatMap((value) => tails.map((tail) => value + tail))
      end = more.end
    } else if (!(more.milli[0] === 1000n && isThing(tokens[more.end]))) {
      // A number that belongs to nothing we know: "1 triệu 2 suất". One of a thing changes nothing.
      sure = false
    }
    break
  }
  return { ...head, milli, end, sure }
}

const isWhole = (number: NumberPhrase): boolean => number.milli[0]! > 0n && number.milli[0]! % 1000n === 0n

/** What a number behind a unit adds, in thousandths: 1tr5, 1tr25, 1tr500, "1 tỷ 2", "1 triệu 500.000". */
function tailValues(typed: Typed, at: number, tail: NumberPhrase, unit: bigint, head: Amount): bigint[] {
  const value = tail.milli[0]!
  const token = typed.tokens[at]!
  const share = (parts: bigint): bigint => (value * unit) / parts
  switch (tail.form) {
    case 'grouped':
      return value < unit * 1000n ? [value] : []
    case 'plain':
      return numeralTail(token, unit, head, share)
    case 'half-spoken':
    case 'spoken':
      break
    default:
      return []
  }
  if (value >= 100_000n) return [share(1000n)]
  if (unit <= 1_000n) return []
  // "một triệu hai mươi" leaves out nghìn, or is 1tr20 spoken.
  if (value >= 10_000n) return [share(100n), share(1000n)]
  // mốt is also the day after tomorrow, năm a year ("năm nay"); without marks "sau" is six or after.
  const year = is(token, 'năm', 'nam') && joined(typed.tokens[tail.end])
  const uncertain = year || token.raw === 'mốt' || (!typed.accented && is(token, 'mot', 'sau', 'nam'))
  return uncertain ? [share(10n), 0n] : [share(10n)]
}

function numeralTail(token: Token, unit: bigint, head: Amount, share: (parts: bigint) => bigint): bigint[] {
  const glued = token.gap === ''
  // 1k5 is said of prices; "500k 2" is something else.
  if (unit <= 1_000n)
    return glued && token.raw.length === 1 && head.number.milli[0]! < 10_000n ? [share(10n)] : []
  if (token.raw.length === 1) return [share(10n)]
  // "2tr50" is 2tr5 with a nought, or 2 triệu and 50 nghìn.
  if (token.raw.length === 2)
    return glued && !token.raw.endsWith('0') ? [share(100n)] : [share(100n), share(1000n)]
  return token.raw.length === 3 ? [share(1000n)] : []
}

function withoutTrailingDong(typed: Typed, amount: Amount): Amount {
  let { end } = amount
  while (valueAt(typed, end) === 1n) end += 1
  return { ...amount, end }
}

/** Whether nothing that could be counted follows: the end, punctuation, or small talk. */
export function closes(typed: Typed, at: number): boolean {
  const next = typed.tokens[at]
  return !joined(next) || (isFiller(next) && !isCounted(next))
}

export function isThing(token: Token | undefined): boolean {
  return joined(token) && token.kind === 'word' && (isCounted(token) || !isFiller(token) || isLetterOf(token))
}

/** The A of 12A1. */
const isLetterOf = (token: Token): boolean => token.gap === '' && token.raw.length === 1
