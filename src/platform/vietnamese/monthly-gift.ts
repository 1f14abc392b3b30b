import type { Day } from './day.ts'
import { fold } from './fold.ts'
import { readMoney } from './money-reading.ts'
import { addMonths, asMonth, type Month, monthOf } from './month.ts'
import { readMonthlyDay } from './monthly-day.ts'
import { readNumber } from './number.ts'
import { answerLine } from './tokens.ts'

/** What somebody says of giving each month; what is not said, or is unclear, is absent. */
export interface MonthlyGift {
  /** Đồng of each month. */
  readonly amount?: bigint
  /** The day of the reminder, 1 to 31. */
  readonly day?: number
  readonly from?: Month
  /** How many months. */
  readonly months?: number
  /** For one child: that is a sponsored place. */
  readonly forChild: boolean
}

const COUNT = '(\\d{1,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi(?: [a-z]+)?)'
const EACH = /(?<![a-z\d])(?:moi|hang|each|every|per) (?:thang|month)(?![a-z])|\/ ?(?:thang|month)(?![a-z])/g
const NEXT =
  /(?<![a-z\d])(?:tu |bat dau (?:tu )?|from |starting )?(?:thang (?:sau|toi)|next month)(?: tro di| bat dau)?(?![a-z])/g
const FROM = /(?<![a-z\d])(?:tu|bat dau|bat dau tu) thang (\d{1,2})(?![\d/])/g
const MONTHS = new RegExp(
  `(?<![a-z\\d])(?:trong|lien|for|suot|du) ${COUNT} (?:thang|months?)(?![a-z])|(?<![a-z\\d/])${COUNT} thang lien(?![a-z])`,
  'g',
)
const YEARS =
  /(?<![a-z\d])(?:trong|suot|for|ca) (nua nam|half a year|mot nam|1 nam|a year|one year)(?![a-z])/g
const DAYS =
  /(?<![a-z\d])(?:nhac |vao |ngay |remind me |on )*(?:(?:ngay |mung |mong )+[a-z\d]+(?: lam)?|the \d{1,2}(?:st|nd|rd|th))(?![a-z\d])/g
const CHILD =
  /(?<![a-z])(?:do dau|cho (?:mot|1) (?:em|be|chau|dua|suat|child)|(?:sponsor|for) (?:a|one) child)(?![a-z])/

/**
 * Reads what is said of giving so much each month: how much, from when, for how long, and the day of the reminder.
 *
 *     readMonthlyGift('mỗi tháng 200k từ tháng sau', '2026-12-20')         // { amount: 200_000n, from: '2027-01', forChild: false }
 *     readMonthlyGift('200k/tháng trong 6 tháng', '2026-12-20')            // { amount: 200_000n, months: 6, forChild: false }
 *     readMonthlyGift('hằng tháng góp 100 nghìn, nhắc mùng 5', '2026-12-20')  // { amount: 100_000n, day: 5, forChild: false }
 *     readMonthlyGift('mỗi tháng 200k cho một em', '2026-12-20')           // { amount: 200_000n, forChild: true }
 *     readMonthlyGift('góp hằng tháng', '2026-12-20')                      // { forChild: false }
 *
 * Never throws.
 */
export function readMonthlyGift(text: string, today: Day): MonthlyGift {
  const line = answerLine(text)
  if (line === undefined) return { forChild: false }
  const plain = fold(line)
  const this_ = monthOf(today)
  const [months] = [...plain.matchAll(MONTHS)].map(([, one, other]) => readNumber((one ?? other)!))
  const [years] = [...plain.matchAll(YEARS)].map(([, said]) => (/nua|half/.test(said!) ? 6 : 12))
  const [named] = [...plain.matchAll(FROM)].map(([, month]) => comingMonth(this_, Number(month)))
  const next = plain.match(NEXT) ? addMonths(this_, 1) : undefined
  const long = months ?? years
  const from = named ?? next
  const dates = plain.match(DAYS)?.join(' ')
  const day = dates === undefined ? undefined : readMonthlyDay(dates)
  const sum = readMoney(without(line, plain, [MONTHS, YEARS, FROM, NEXT, DAYS, EACH]))
  return {
    ...(sum.kind === 'amount' && { amount: sum.amount }),
    ...(day !== undefined && { day }),
    ...(from !== undefined && { from }),
    ...(long !== undefined && long >= 1 && { months: long }),
    forChild: CHILD.test(plain),
  }
}

/** The next month of that number, this one included. */
function comingMonth(from: Month, number: number): Month | undefined {
  if (number < 1 || number > 12) return undefined
  const year = Number(from.slice(0, 4)) + (number < Number(from.slice(5)) ? 1 : 0)
  return asMonth(`${year}-${String(number).padStart(2, '0')}`)
}

/** What is left for the sum: none of the other numbers may be taken for a part of it. */
function without(line: string, plain: string, patterns: readonly RegExp[]): string {
  // A letter of its own length is left out of what was folded: then nothing can be cut.
  if (line.length !== plain.length) return line
  const letters = [...Array(line.length).keys()].map((at) => line.charAt(at))
  for (const pattern of patterns)
    for (const { index, 0: found } of plain.matchAll(pattern))
      for (let at = index; at < index + found.length; at++) letters[at] = ' '
  return letters.join('')
}
