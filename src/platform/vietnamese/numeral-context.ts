import { isFiller, unitOf } from './money-words.ts'
import { joined, type Typed } from './tokens.ts'

/** What the neighbours of a numeral make of it. */

/** A numeral inside a code, a date, an hour, a fraction, a percentage: TLV8K3, 20/12, 8:30, 1/2, 50%. */
export function isPartOfSomethingElse(typed: Typed, at: number): boolean {
  const { tokens, rest } = typed
  const [before, token, after] = [tokens[at - 1], tokens[at]!, tokens[at + 1]]
  if (token.kind !== 'numeral') return false
  if (before?.kind === 'word' && token.gap === '' && (before.raw.length === 1 || !isFiller(before)))
    return true
  if (before?.kind === 'numeral' && /^[/:^]$/.test(token.gap)) return true
  if (after?.kind === 'numeral' && /^[/:^]$/.test(after.gap)) return true
  // 1.500 000: grouped in two ways.
  if (/[.,]/.test(token.raw) && after?.gap === ' ' && /^\d{3}$/.test(after.raw)) return true
  return (after ? after.gap : rest).startsWith('%')
}

/** The largest number that a calendar word takes behind it. */
const CALENDAR = new Map([
  ['thứ', 7],
  ['thu', 7],
  ['lớp', 12],
  ['lop', 12],
  ['tháng', 12],
  ['thang', 12],
  ['ngày', 31],
  ['ngay', 31],
  ['mùng', 30],
  ['mung', 30],
  ['mồng', 30],
  ['mong', 30],
])

/** A numeral of a date, an hour, a year or a class: it says nothing against an amount beside it. */
export function isDateOrHour(typed: Typed, at: number): boolean {
  const { tokens } = typed
  const [before, token, after] = [tokens[at - 1], tokens[at]!, tokens[at + 1]]
  if (token.kind !== 'numeral' || !/^\d{1,4}$/.test(token.raw) || unitOf(after)) return false
  const dividesNext = after?.kind === 'numeral' && /^[/:]$/.test(after.gap) && !unitOf(tokens[at + 2])
  if (dividesNext || (before?.kind === 'numeral' && /^[/:]$/.test(token.gap))) return true
  const small = token.raw.length <= 2
  if (small && joined(after) && ['h', 'giờ', 'gio', 'g'].includes(after.raw)) return true
  if (before === undefined || !joined(token)) return false
  if (small && before.raw === 'h' && token.gap === '') return true
  if (/^(?:19|20)\d\d$/.test(token.raw)) return ['năm', 'nam', 'tết', 'tet', 'sinh'].includes(before.raw)
  const hundred = joined(after) && ['trăm', 'tram', 'chục', 'chuc'].includes(after.raw)
  return !hundred && Number(token.raw) <= (CALENDAR.get(before.raw) ?? -1)
}

/** "-5", but not the second number of "2-5", and not a dash with a space behind it. */
export function isNegative(typed: Typed, at: number): boolean {
  const { gap } = typed.tokens[at]!
  const minus = at === 0 ? /(?:^|[\s(:])[-−]$/ : /[\s(:][-−]$/
  return minus.test(gap) || typed.tokens[at - 1]?.raw === 'âm'
}
