import type { Lang } from './date-format.ts'
import { addDays, asDay, type Day, daysBetween } from './day.ts'
import { LUNAR_YEARS } from './lunar-table.ts'

/** A day of the lunar calendar. The year is the solar one that its Tết falls in. */
export interface LunarDay {
  readonly year: number
  /** 1 (Giêng) to 12 (Chạp). */
  readonly month: number
  readonly day: number
  /** In the repetition of the month, tháng nhuận. */
  readonly leap: boolean
}

interface LunarMonth {
  readonly year: number
  readonly month: number
  readonly leap: boolean
  readonly first: Day
  readonly length: number
}

/** Every month of the table, oldest first. */
const MONTHS: readonly LunarMonth[] = LUNAR_YEARS.flatMap(([year, tet, lengths, leap]) => {
  let first = asDay(tet)
  return [...lengths].map((sign, index): LunarMonth => {
    const repeated = leap !== 0 && index >= leap
    const length = sign === 'o' ? 30 : 29
    const month = {
      year,
      month: repeated ? index : index + 1,
      leap: repeated && index === leap,
      first,
      length,
    }
    first = addDays(first, length)
    return month
  })
})

/**
 * The lunar day of a solar one; `undefined` outside the table (22/01/2023 to 31/01/2052).
 *
 *     toLunar('2027-01-30')  // { year: 2026, month: 12, day: 23, leap: false }
 */
export function toLunar(day: Day): LunarDay | undefined {
  const month = MONTHS.findLast((candidate) => candidate.first <= day)
  if (!month) return undefined
  const past = daysBetween(month.first, day)
  return past < month.length
    ? { year: month.year, month: month.month, day: past + 1, leap: month.leap }
    : undefined
}

/**
 * The solar day of a lunar one; `undefined` when there is none: no such month, a short month's 30th, outside the table.
 *
 *     toSolar({ year: 2027, month: 1, day: 3 })              // '2027-02-08'
 *     toSolar({ year: 2025, month: 6, day: 1, leap: true })  // '2025-07-25'
 *     toSolar({ year: 2026, month: 12, day: 30 })            // undefined
 */
export function toSolar(lunar: Omit<LunarDay, 'leap'> & { readonly leap?: boolean }): Day | undefined {
  const leap = lunar.leap ?? false
  const month = MONTHS.find((m) => m.year === lunar.year && m.month === lunar.month && m.leap === leap)
  const exists = month && Number.isInteger(lunar.day) && lunar.day >= 1 && lunar.day <= month.length
  return exists ? addDays(month.first, lunar.day - 1) : undefined
}

/**
 * Mùng 1 tháng Giêng of a year.
 *
 *     tet(2027)  // '2027-02-06'
 *
 * @throws RangeError outside 2023–2051.
 */
export function tet(year: number): Day {
  const solar = toSolar({ year, month: 1, day: 1 })
  if (!solar) throw new RangeError(`The lunar table ends before ${year}; lengthen lunar-table.ts`)
  return solar
}

const NAMES = ['Giêng', 'Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy', 'Tám', 'Chín', 'Mười', 'Mười một', 'Chạp']

/**
 * A lunar day as it is said; the first ten days of a month are mùng, the fifteenth is rằm.
 *
 *     formatLunar({ year: 2026, month: 12, day: 23, leap: false })       // '23 tháng Chạp'
 *     formatLunar({ year: 2027, month: 1, day: 3, leap: false })         // 'mùng 3 tháng Giêng'
 *     formatLunar({ year: 2026, month: 8, day: 15, leap: false })        // 'rằm tháng Tám'
 *     formatLunar({ year: 2026, month: 12, day: 23, leap: false }, 'en') // 'day 23 of lunar month 12'
 */
export function formatLunar(lunar: LunarDay, lang: Lang = 'vi'): string {
  if (lang === 'en') return `day ${lunar.day} of ${lunar.leap ? 'leap ' : ''}lunar month ${lunar.month}`
  const day = lunar.day === 15 ? 'rằm' : lunar.day <= 10 ? `mùng ${lunar.day}` : `${lunar.day}`
  return `${day} tháng ${NAMES[lunar.month - 1]}${lunar.leap ? ' nhuận' : ''}`
}
