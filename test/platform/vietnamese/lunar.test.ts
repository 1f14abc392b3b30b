import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  asDay,
  daysBetween,
  formatLunar,
  type LunarDay,
  tet,
  toLunar,
  toSolar,
} from '../../../src/platform/vietnamese/index.ts'

// Published dates, gathered independently of any library. The Chinese calendar has other days for the starred ones.
const TET =
  '2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02* 2031-01-23 2032-02-11 2033-01-31 ' +
  '2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 2040-02-12'
const MID_AUTUMN =
  '2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12 2031-10-01 2032-09-19 2033-09-08 2034-09-26* 2035-09-16'
const dates = (list: string): string[] => list.replaceAll('*', '').split(' ')

test.each(dates(TET))('Tết is on %s', (day) => {
  expect(tet(Number(day.slice(0, 4)))).toBe(day)
  expect(toLunar(asDay(day))).toEqual({ year: Number(day.slice(0, 4)), month: 1, day: 1, leap: false })
})

test.each(dates(MID_AUTUMN))('Trung thu is on %s', (day) => {
  expect(toSolar({ year: Number(day.slice(0, 4)), month: 8, day: 15 })).toBe(day)
})

const first = asDay('2023-01-22')
const last = asDay('2052-01-31')

test('every day of the table goes to the moon and back, one after the other', () => {
  let before: LunarDay | undefined
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const lunar = toLunar(day)!
    expect(toSolar(lunar)).toBe(day)
    if (before) {
      const next = lunar.day === before.day + 1 || (lunar.day === 1 && before.day >= 29)
      expect([day, next]).toEqual([day, true])
    }
    before = lunar
  }
})

describe('outside', () => {
  test('of the table there is no lunar day', () => {
    expect(toLunar(addDays(first, -1))).toBeUndefined()
    expect(toLunar(last)).toEqual({ year: 2051, month: 12, day: 30, leap: false })
    expect(toLunar(addDays(last, 1))).toBeUndefined()
    expect(() => tet(2052)).toThrow(RangeError)
    expect(() => tet(2022)).toThrow(RangeError)
  })

  test.each([
    { year: 2026, month: 12, day: 30 }, // no 30 Tết from 2025 to 2032
    { year: 2026, month: 13, day: 1 },
    { year: 2026, month: 0, day: 1 },
    { year: 2026, month: 1, day: 0 },
    { year: 2026, month: 1, day: 1.5 },
    { year: 2026, month: 6, day: 1, leap: true },
  ])('of the year there is no %o', (lunar) => {
    expect(toSolar(lunar)).toBeUndefined()
  })
})

test('a leap month follows the month it repeats', () => {
  const sixth = toSolar({ year: 2025, month: 6, day: 1 })!
  const again = toSolar({ year: 2025, month: 6, day: 1, leap: true })!
  expect([sixth, again]).toEqual(['2025-06-25', '2025-07-25'])
  expect(toLunar(again)).toEqual({ year: 2025, month: 6, day: 1, leap: true })
  expect(toSolar({ year: 2025, month: 7, day: 1 })).toBe('2025-08-23')
})

test('years follow one another without a gap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2024, max: 2049 }), (year) => {
      expect([353, 354, 355, 383, 384, 385]).toContain(daysBetween(tet(year), tet(year + 1)))
      expect(toLunar(addDays(tet(year + 1), -1))).toMatchObject({ year, month: 12 })
    }),
  )
})

test.each([
  ['2027-01-30', '23 tháng Chạp'],
  ['2027-02-06', 'mùng 1 tháng Giêng'],
  ['2026-09-25', 'rằm tháng Tám'],
  ['2026-09-24', '14 tháng Tám'],
  ['2026-12-20', '12 tháng Mười một'],
  ['2025-07-25', 'mùng 1 tháng Sáu nhuận'],
])('%s is %s', (day, said) => {
  expect(formatLunar(toLunar(asDay(day))!)).toBe(said)
})

test('in English', () => {
  expect(formatLunar(toLunar(asDay('2025-07-25'))!, 'en')).toBe('day 1 of leap lunar month 6')
})
