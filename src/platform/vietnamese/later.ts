import { amountInside } from './amount-inside.ts'
import { addDays, type Day, dayFrom, partsOf } from './day.ts'
import { readDay } from './day-reading.ts'
import { fold } from './fold.ts'
import { toSolar } from './lunar.ts'
import { addMonths, dayIn, monthOf } from './month.ts'
import { readNumber } from './number.ts'
import { COUNTS, ENGLISH_COUNTS } from './number-words.ts'

const COUNT = `(\\d{1,2}|${COUNTS}|${[...ENGLISH_COUNTS.keys()].join('|')})`
const AHEAD = new RegExp(
  `(?<![a-z\\d])(?:sau|trong|in|after) ${COUNT} (ngay|hom|tuan|days?|weeks?)(?![a-z])|(?<![a-z\\d])${COUNT} (ngay|hom|tuan|days?|weeks?) (?:nua|sau|toi|later)(?![a-z])`,
)
const WEEK = /(?<![a-z])(?:tuan (?:sau|toi|nua)|next week)(?![a-z])/
const MONTH = /(?<![a-z])(?:(dau|giua|cuoi|early|mid|end of) )?(?:thang (?:sau|toi)|next month)(?![a-z])/

// With its marks: “quà tết” is a gift.
const PAST_TET = /(?<!\p{L})qua tết(?!\p{L})/u
const TET = /(?<![a-z])(?:ra|sau|het|xong) tet(?![a-z])/
const YEAR = /(?<![a-z])(?:sang nam|nam (?:sau|toi)|next year)(?![a-z])/
const NAMED_MONTH = /(?<![a-z])thang (\d{1,2})(?!\d)/

/**
 * A day that is put off to, as people say it of themselves: a day, or a week or a month from now.
 *
 *     readLater('nhắc tôi thứ Sáu', '2026-12-21')       // '2026-12-25'
 *     readLater('tuần sau nhắc lại', '2026-12-21')      // '2026-12-28'
 *     readLater('3 hôm nữa', '2026-12-21')              // '2026-12-24'
 *     readLater('còn lại tháng sau', '2026-12-21')      // '2027-01-01'
 *     readLater('cuối tháng sau', '2026-12-21')         // '2027-01-31'
 *     readLater('ra Tết', '2026-12-21')                 // '2027-02-11'   mùng 6: its days are over
 *     readLater('tháng 3', '2026-12-21')                // '2027-03-01'
 *     readLater('sang năm', '2026-12-21')               // '2027-01-01'
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
    const n = ENGLISH_COUNTS.get(count) ?? readNumber(count)
    return n === undefined ? undefined : addDays(today, /tuan|week/.test(ahead[2] ?? ahead[4]!) ? 7 * n : n)
  }
  if (WEEK.test(plain)) return addDays(today, 7)
  if (saysAfterTet(text)) return afterTetComing(today)
  if (YEAR.test(plain)) return dayFrom(partsOf(today).year + 1, 1, 1)
  const month = MONTH.exec(plain)
  if (!month) return monthNamed(plain, today)
  const on = /giua|mid/.test(month[1] ?? '') ? 15 : /cuoi|end/.test(month[1] ?? '') ? 31 : 1
  return dayIn(addMonths(monthOf(today), 1), on)
}

const saysAfterTet = (text: string): boolean =>
  TET.test(fold(text)) || PAST_TET.test(text.normalize('NFC').toLowerCase())

/** The sixth day of the next lunar year whose sixth is yet to come. */
function afterTetComing(today: Day): Day | undefined {
  const { year } = partsOf(today)
  return [year, year + 1]
    .map((one) => toSolar({ year: one, month: 1, day: 6 }))
    .find((day) => day !== undefined && day > today)
}

/** "tháng 3": the first of it, unless it is this month. */
function monthNamed(plain: string, today: Day): Day | undefined {
  const named = Number(NAMED_MONTH.exec(plain)?.[1])
  const { year, month } = partsOf(today)
  if (!named || named > 12 || named === month) return undefined
  return dayFrom(named > month ? year : year + 1, named, 1)
}

/**
 * The day on which somebody says that they will give, in a sentence of a gift. A date alone may be an occasion or half a sum: it
 * counts where it comes first, or behind “ngày”.
 *
 *     dayOfGift('thứ 6 góp 500k cho Tà Xùa', '2026-12-21')        // '2026-12-25'
 *     dayOfGift('mùng 5 lĩnh lương mình góp 200k', '2026-12-21')  // '2027-01-05'
 *     dayOfGift('28/12 mình chuyển 500k', '2026-12-21')           // '2026-12-28'
 *     dayOfGift('cuối năm góp 5 triệu', '2026-12-21')             // '2026-12-31'
 *     dayOfGift('30 tết mình góp 500k', '2026-12-21')             // '2027-02-05'
 *     dayOfGift('rằm tháng chạp góp 200k', '2026-12-21')          // '2027-01-22'
 *     dayOfGift('ông Công ông Táo góp 200k', '2026-12-21')        // '2027-01-30'
 *     dayOfGift('mai mình góp 500k', '2026-12-21')                // undefined   that is soon enough
 *     dayOfGift('công ty Hoa Mai góp 5 triệu thứ 6', '2026-12-21') // '2026-12-25'
 *     dayOfGift('góp 1/2 triệu', '2026-12-21')                    // undefined
 *     dayOfGift('góp trung thu 300k', '2026-12-21')               // undefined
 *     dayOfGift('quà tết 300k', '2026-12-21')                    // undefined
 *     dayOfGift('góp lần thứ hai 500k', '2026-12-21')             // undefined
 *
 * @returns a day after tomorrow; `undefined` if none is said, or it is unclear. Never throws.
 */
export function dayOfGift(text: string, today: Day): Day | undefined {
  const plain = fold(text).trim()
  if (!(SAYS_DAY.test(plain) || saysAfterTet(text)) || OCCASION.test(plain)) return undefined
  const day = readLater(withoutNamedDays(text, ' '), today)
  return day !== undefined && day > addDays(today, 1) ? day : undefined
}

/** “công ty Hoa Mai góp 5 triệu thứ 6”: behind another word, with a capital, it is somebody. */
const NAMED_MAI = /(?<=\p{L} )(?<!(?<!\p{L})(?:ngày|sáng|trưa|chiều|tối|đêm|để|hẹn|đến|từ) )Mai(?!\p{L})/giu

/**
 * A line in which who is called Mai is no tomorrow.
 *
 *     withoutNamedDays('chị Mai góp 500k', 'Maimai')  // 'chị Maimai góp 500k'
 *     withoutNamedDays('mai góp 500k', 'Maimai')      // 'mai góp 500k'
 *     withoutNamedDays('sáng Mai góp 500k', 'Maimai') // 'sáng Mai góp 500k'
 */
export const withoutNamedDays = (text: string, by: string): string =>
  text.normalize('NFC').replace(NAMED_MAI, (word) => (word === 'Mai' ? by : word))

const SAYS_DAY = new RegExp(
  [
    String.raw`(?<!(?:lan|dot|nguoi|suat|nam|phan) )\bthu (?:hai|ba|tu|nam|sau|bay|[2-7])\b`,
    String.raw`\b(?:chu nhat|(?:mung|mong) \d{1,2}|(?:ngay|hom) (?:mung )?\d{1,2}|cuoi thang|cuoi nam(?! (?:hoc|ngoai|sau|toi))|(?:2[3-9]|30) tet|(?:dau |giua )?(?:tuan|thang) (?:sau|toi|nua))\b`,
    String.raw`\b(?:sang nam|nam (?:sau|toi)|thang (?:[1-57-9]|1[0-2]))\b`,
    String.raw`\b(?:ngay|hom|tuan) nua\b|\bsau ${COUNT} (?:ngay|hom|tuan)\b|\bngay kia\b`,
    String.raw`\b(?:next (?:week|month|year)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|in ${COUNT} (?:days?|weeks?))\b`,
    String.raw`^(?:(?:hom|ngay|den|toi) )?ram(?! thang (?:tam|8)\b)\b|\bong cong ong tao\b|\b(?:tet|cung) ong (?:cong|tao)\b`,
    String.raw`^\d{1,2}[/.]\d{1,2}\b(?![/.]?\d)(?! ?(?:tr|trieu|cu|ty)\b)`,
  ].join('|'),
)
const OCCASION =
  /\b(?:trung thu|thieu nhi|thang 6|1[/-]6|khai giang|(?<!^(?:(?:hom|ngay|den|toi) )?)ram|ram thang (?:tam|8)|hang thang|moi thang|each month|every)\b/

/** What is sent now of something, and when the rest is; what is not said, or is unclear, is absent. */
interface Parts {
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
