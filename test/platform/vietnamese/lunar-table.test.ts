import { getSolarDate, getYearInfo } from '@dqcai/vn-lunar'
import { expect, test } from 'vitest'
import { LUNAR_YEARS } from '../../../src/platform/vietnamese/lunar-table.ts'

// The library's own declarations don't resolve for ES modules.
interface Month {
  readonly month: number
  readonly leap: boolean
  /** The day number of its first day. */
  readonly jd: number
}

/** One line of the table, computed. */
function computed(year: number): readonly [number, string, string, number] {
  const months: Month[] = getYearInfo(year)
  const following: Month[] = getYearInfo(year + 1)
  const starts = [...months, following[0]!].map((month) => month.jd)
  const lengths = months.map((_, index) => starts[index + 1]! - starts[index]!)
  expect(lengths.every((length) => length === 29 || length === 30)).toBe(true)
  const tet = getSolarDate(1, 1, year)
  const two = (part: number): string => String(part).padStart(2, '0')
  return [
    year,
    `${tet.year}-${two(tet.month)}-${two(tet.day)}`,
    lengths.map((length) => (length === 30 ? 'o' : '-')).join(''),
    months.find((month) => month.leap)?.month ?? 0,
  ]
}

test('the frozen table is what the calendar computes, from 2023 to 2051', () => {
  const years = Array.from({ length: 29 }, (_, index) => 2023 + index)
  expect(LUNAR_YEARS).toEqual(years.map(computed))
})
