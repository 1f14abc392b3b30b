import { amountInside } from './amount-inside.ts'
import type { Day } from './day.ts'
import { EACH_END, unitsInside } from './each-time.ts'
import { fold } from './fold.ts'
import { readMoney } from './money-reading.ts'
import { addMonths, asMonth, type Month, monthOf } from './month.ts'
import { readMonthlyDay } from './monthly-day.ts'
import { readNumber } from './number.ts'
import { COUNTS } from './number-words.ts'
import { answerLine } from './tokens.ts'

/** What somebody says of giving each month; what is not said, or is unclear, is absent. */
interface MonthlyGift {
  /** Đồng of each month. */
  readonly amount?: bigint
  /** The day of the reminder, 1 to 31. */
  readonly day?: number
  readonly from?: Month
  /** How many months. */
  readonly months?: number
  /** Gifts of a campaign, where they are counted and no sum is said: “2 suất mỗi tháng”. */
  readonly units?: number
  /** For one child: that is a sponsored place. */
  readonly forChild: boolean
  /** It is said of each day, week or year, which is not each month; of each month that is about `amount`. */
  readonly otherwise?: 'day' | 'week' | 'year'
  /** The sum as it was said of that time. */
  readonly said?: bigint
}

const OTHERWISE =
  /(?:(?<![a-z\d])(?:moi|hang|each|every|per|a|mot|1) |\/ ?(?:1 ?)?)(tuan|week|nam|year|ngay|day)(?![a-z])/g
const TIMES = { tuan: 'week', week: 'week', nam: 'year', year: 'year', ngay: 'day', day: 'day' } as const

const COUNT = `(\\d{1,2}|${COUNTS}(?: [a-z]+)?)`
const EACH = new RegExp(
  `(?<![a-z\\d])(?:moi|hang|each|every|per|a|mot|1) (?:dau |cuoi |giua )?(?:thang|month)(?![a-z])|\\/ ?(?:1 ?)?(?:thang|month)(?![a-z])|(?<![a-z])${EACH_END}`,
  'g',
)
/** “cuối tháng”: a day of each, where it is of each. */
const PARTS = { dau: 1, giua: 15, cuoi: 31 } as const
const PART = /(?<![a-z])(dau|giua|cuoi) (?:thang|month)(?![a-z])/
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
  /(?<![a-z])(?:do dau|cho (?:[1-9]|mot|hai|ba|bon|nam) (?:em|be|chau|dua|suat|child)|(?:sponsor|for) (?:a|one) child)(?![a-z])/

/**
 * Reads what is said of giving so much each month: how much, from when, for how long, and the day of the reminder.
 *
 *     readMonthlyGift('mỗi tháng 200k từ tháng sau', '2026-12-20')         // { amount: 200_000n, from: '2027-01', forChild: false }
 *     readMonthlyGift('200k/tháng trong 6 tháng', '2026-12-20')            // { amount: 200_000n, months: 6, forChild: false }
 *     readMonthlyGift('hằng tháng góp 100 nghìn, nhắc mùng 5', '2026-12-20')  // { amount: 100_000n, day: 5, forChild: false }
 *     readMonthlyGift('mỗi tháng 200k cho một em', '2026-12-20')           // { amount: 200_000n, forChild: true }
 *     readMonthlyGift('mỗi tháng 200k cho 2 em', '2026-12-20')             // { amount: 200_000n, forChild: true }
 *     readMonthlyGift('góp hằng tháng', '2026-12-20')                      // { forChild: false }
 *     readMonthlyGift('góp 2 suất mỗi tháng', '2026-12-20')                // { units: 2, forChild: false }
 *     readMonthlyGift('cứ cuối tháng mình góp 300k', '2026-12-20')         // { amount: 300_000n, day: 31, forChild: false }
 *     readMonthlyGift('góp 100k hằng tuần', '2026-12-20')                  // { amount: 400_000n, forChild: false, otherwise: 'week', said: 100_000n }
 *     readMonthlyGift('mỗi ngày 5k', '2026-12-20')                         // { amount: 150_000n, forChild: false, otherwise: 'day', said: 5_000n }
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
  // “mỗi ngày 5k” names no 5th.
  const dates = without(plain, plain, [OTHERWISE]).match(DAYS)?.join(' ')
  const [, part] = PART.exec(plain) ?? []
  const day =
    dates === undefined ? (part ? PARTS[part as keyof typeof PARTS] : undefined) : readMonthlyDay(dates)
  const rest = without(line, plain, [MONTHS, YEARS, FROM, NEXT, OTHERWISE, DAYS, EACH])
  const read = readMoney(rest)
  // “lớp 12A1 mỗi tháng góp 500k”: of several numbers the one that says that it is money.
  const sum = read.kind === 'amount' ? read.amount : amountInside(rest)
  const units = sum === undefined ? unitsInside(plain) : undefined
  const [other] = [...plain.matchAll(OTHERWISE)].map(([, time]) => TIMES[time as keyof typeof TIMES])
  const amount = other && sum !== undefined ? ofMonth(sum, other) : sum
  return {
    ...(amount !== undefined && { amount }),
    ...(units !== undefined && { units }),
    ...(day !== undefined && { day }),
    ...(from !== undefined && { from }),
    ...(long !== undefined && long >= 1 && { months: long }),
    forChild: CHILD.test(plain),
    ...(other && { otherwise: other }),
    ...(other && sum !== undefined && { said: sum }),
  }
}

/** About as much each month; of a year a twelfth, in whole thousands. */
function ofMonth(sum: bigint, time: 'day' | 'week' | 'year'): bigint {
  if (time === 'day') return sum * 30n
  return time === 'week' ? sum * 4n : ((sum / 12n + 500n) / 1000n) * 1000n
}

/** The next month of that number, this one included. */
function comingMonth(from: Month, number: number): Month | undefined {
  if (number < 1 || number > 12) return undefined
  const year = Number(from.slice(0, 4)) + (number < Number(from.slice(5)) ? 1 : 0)
  return asMonth(`${year}-${String(number).padStart(2, '0')}`)
}

/** What is left for the sum: none of the other numbers may be taken for a part of it. What one of these takes, no later one has. */
function without(line: string, plain: string, patterns: readonly RegExp[]): string {
  // A letter of its own length is left out of what was folded: then nothing can be cut.
  if (line.length !== plain.length) return line
  const letters = [...Array(line.length).keys()].map((at) => line.charAt(at))
  let left = plain
  for (const pattern of patterns) {
    const found = [...left.matchAll(pattern)].map(({ index, 0: { length } }) => ({ index, length }))
    for (const { index, length } of found) {
      letters.fill(' ', index, index + length)
      left = left.slice(0, index) + ' '.repeat(length) + left.slice(index + length)
    }
  }
  return letters.join('')
}
