import { amountInside } from './amount-inside.ts'
import { addDays, type Day } from './day.ts'
import { readDay } from './day-reading.ts'
import { fold } from './fold.ts'
import { addMonths, dayIn, monthOf } from './month.ts'
import { readNumber } from './number.ts'

const COUNT = '(\\d{1,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|one|two|three|a)'
const ENGLISH = new Map([
  ['a', 1],
  ['one', 1],
  ['two', 2],
  ['three', 3],
])
const AHEAD = new RegExp(
  `(?<![a-z\\d])(?:sau|trong|in|after) ${COUNT} (ngay|hom|tuan|days?|weeks?)(?![a-z])|(?<![a-z\\d])${COUNT} (ngay|hom|tuan|days?|weeks?) (?:nua|sau|toi|later)(?![a-z])`,
)
const WEEK = /(?<![a-z])(?:tuan (?:sau|toi|nua)|next week)(?![a-z])/
const MONTH = /(?<![a-z])(?:(dau|giua|cuoi|early|mid|end of) )?(?:thang (?:sau|toi)|next month)(?![a-z])/

/**
 * A day that is put off to, as people say it of themselves: a day, or a week or a month from now.
 *
 *     readLater('nhắc tôi thứ Sáu', '2026-12-21')       // '2026-12-25'
 *     readLater('tuần sau nhắc lại', '2026-12-21')      // '2026-12-28'
 *     readLater('3 hôm nữa', '2026-12-21')              // '2026-12-24'
 *     readLater('còn lại tháng sau', '2026-12-21')      // '2027-01-01'
 *     readLater('cuối tháng sau', '2026-12-21')         // '2027-01-31'
 *     readLater('lúc nào đó', '2026-12-21')             // undefined
 *
 * @returns `undefined` if it is unclear. Never throws.
 */
export function readLater(text: string, today: Day): Day | undefined {
  const day = readDay(text, today)
  if (typeof day === 'string') return day
  if (day !== undefined) return undefined
  const plain = fold(text)
  const ahead = AHEAD.exec(plain)
  if (ahead) {
    const count = ahead[1] ?? ahead[3]!
    const n = ENGLISH.get(count) ?? readNumber(count)
    return n === undefined ? undefined : addDays(today, /tuan|week/.test(ahead[2] ?? ahead[4]!) ? 7 * n : n)
  }
  if (WEEK.test(plain)) return addDays(today, 7)
  const month = MONTH.exec(plain)
  if (!month) return undefined
  const on = /giua|mid/.test(month[1] ?? '') ? 15 : /cuoi|end/.test(month[1] ?? '') ? 31 : 1
  return dayIn(addMonths(monthOf(today), 1), on)
}

/** What is sent now of something, and when the rest is; what is not said, or is unclear, is absent. */
export interface Parts {
  /** Đồng. */
  readonly first?: bigint
  readonly half: boolean
  readonly day?: Day
}

const REST = /(?:còn lại|con lai|phần còn|phan con|còn|con|the rest|rest|and the)(?![\p{L}])/u

/**
 * Reads how somebody parts what they have promised.
 *
 *     readParts('tôi chuyển trước 500k, còn lại tháng sau', '2026-12-21')  // { first: 500_000n, half: false, day: '2027-01-01' }
 *     readParts('chuyển trước một nửa, còn lại mùng 10', '2026-12-21')     // { half: true, day: '2027-01-10' }
 *     readParts('chia làm hai lần', '2026-12-21')                          // { half: false }
 *
 * Never throws.
 */
export function readParts(text: string, today: Day): Parts {
  const said = text.normalize('NFC').toLowerCase()
  const cut = said.search(REST)
  const [now, then] = cut < 0 ? [said, ''] : [said.slice(0, cut), said.slice(cut)]
  const first = amountInside(now)
  // “nữa” is more, “nửa” is half; without marks only “mot nua” is.
  const half = first === undefined && /(?<!\p{L})(?:nửa|mot nua|half)(?!\p{L})/u.test(now)
  const day = readLater(then, today)
  return { ...(first !== undefined && { first }), half, ...(day !== undefined && { day }) }
}
