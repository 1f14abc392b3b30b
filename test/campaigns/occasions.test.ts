import { getSolarDate, getYearInfo } from '@dqcai/vn-lunar'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  daysFor,
  featured,
  nextWindow,
  OCCASIONS,
  type Occasion,
  occasionsOn,
  windowOf,
} from '../../src/campaigns/index.ts'
import { addDays, asDay, dayOf, daysBetween, isDay } from '../../src/platform/vietnamese/index.ts'

/** The occasions of 2024 to 2050: against published dates, and against the calendar computed anew. */

const YEARS = Array.from({ length: 27 }, (_, index) => 2024 + index)

// Feasts as published calendars have them, year by year. In China Trung thu 2041 is a day later: the moon is new at 23:16 here.
const TET =
  '2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11 2033-01-31 ' +
  '2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 2040-02-12 2041-02-01 2042-01-22 2043-02-10 ' +
  '2044-01-30 2045-02-17 2046-02-06 2047-01-26 2048-02-14 2049-02-02 2050-01-23'
const MID_AUTUMN =
  '2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12 2031-10-01 2032-09-19 2033-09-08 ' +
  '2034-09-26 2035-09-16 2036-10-04 2037-09-24 2038-09-13 2039-10-02 2040-09-20 2041-09-09 2042-09-28 2043-09-17 ' +
  '2044-10-05 2045-09-25 2046-09-15 2047-10-04 2048-09-22 2049-09-11 2050-09-30'

test.each(TET.split(' '))('Tết is on %s', (day) => {
  expect(windowOf('tet', Number(day.slice(0, 4)))?.feast).toBe(day)
})
test.each(MID_AUTUMN.split(' '))('Trung thu is on %s', (day) => {
  expect(windowOf('mid-autumn', Number(day.slice(0, 4)))?.feast).toBe(day)
})

/** A lunar day of an ordinary month, by another hand: the calendar of the test library. */
function lunar(year: number, month: number, day: number): string {
  const months: { month: number; leap: boolean; jd: number }[] = getYearInfo(year)
  const { jd } = months.find((one) => one.month === month && !one.leap)!
  const tet = getSolarDate(1, 1, year)
  const two = (part: number) => String(part).padStart(2, '0')
  return addDays(asDay(`${tet.year}-${two(tet.month)}-${two(tet.day)}`), jd + day - 1 - months[0]!.jd)
}

const expected: Readonly<Record<Occasion, (year: number) => (string | undefined)[]>> = {
  'children-month': (y) => [`${y}-05-15`, `${y}-06-01`, `${y}-06-20`, `${y}-06-30`],
  'new-school-year': (y) => [`${y}-07-01`, `${y}-09-05`, `${y}-08-25`, `${y}-09-05`],
  'mid-autumn': (y) => [lunar(y, 7, 15), lunar(y, 8, 15), lunar(y, 8, 10), lunar(y, 8, 15)],
  winter: (y) => [`${y}-10-15`, undefined, `${y + 1}-01-05`, `${y + 1}-01-15`],
  tet: (y) => [lunar(y - 1, 11, 1), lunar(y, 1, 1), lunar(y - 1, 12, 23), lunar(y, 1, 3)],
}

describe.each(OCCASIONS)('%s', (occasion) => {
  test.each(YEARS)('%i opens, is, takes goods and ends on its days', (year) => {
    const { opens, feast, goods, ends } = windowOf(occasion, year)!
    expect([opens, feast, goods, ends]).toEqual(expected[occasion](year))
    expect(opens < goods && goods <= ends).toBe(true)
  })
})

test('a month that is repeated, and a Chạp of 29 days, change nothing', () => {
  // The seventh month of 2044 is repeated: Trung thu opens with rằm tháng Bảy, and is a month later than after a plain one.
  expect(windowOf('mid-autumn', 2044)).toMatchObject({
    opens: '2044-08-08',
    goods: '2044-09-30',
    feast: '2044-10-05',
  })
  // The eleventh of 2033: the window of Tết 2034 opens with the first of the two.
  expect(windowOf('tet', 2034)).toMatchObject({
    opens: '2033-11-22',
    goods: '2034-02-11',
    feast: '2034-02-19',
  })
  // No 30 Tết from 2025 to 2032: mùng 1 follows the 29th.
  expect(daysBetween(windowOf('tet', 2027)!.goods, windowOf('tet', 2027)!.feast!)).toBe(7)
  expect(daysBetween(windowOf('tet', 2034)!.goods, windowOf('tet', 2034)!.feast!)).toBe(8)
})

test('an occasion begins and ends at midnight in Việt Nam', () => {
  const names = (at: string) => occasionsOn(dayOf(new Date(at))).map(({ occasion }) => occasion)
  expect(names('2027-05-14T16:59:59.999Z')).toEqual([])
  expect(names('2027-05-14T17:00:00Z')).toEqual(['children-month'])
  expect(names('2027-06-30T16:59:59Z')).toEqual(['children-month'])
  expect(names('2027-06-30T17:00:00Z')).toEqual(['new-school-year'])
  // Trung thu 2026: rằm tháng Tám is 25 September, and it is over at its midnight.
  expect(names('2026-09-25T16:59:59Z')).toEqual(['mid-autumn'])
  expect(names('2026-09-25T17:00:00Z')).toEqual([])
  // The new year of the sun changes nothing in the winter.
  expect(names('2026-12-31T17:00:00Z')).toEqual(['winter', 'tet'])
})

test('of two, the one whose goods are needed first is featured, and the other is named', () => {
  const on = (day: string) => {
    const found = featured(asDay(day))
    return found && [found.first, ...found.others].map(({ occasion }) => occasion)
  }
  // Khai giảng with Trung thu: 25/8 is before 10/8 of the moon (16 September 2026).
  expect(on('2026-08-26')).toEqual(['new-school-year'])
  expect(on('2026-08-27')).toEqual(['mid-autumn', 'new-school-year'])
  expect(on('2025-09-06')).toEqual(['mid-autumn'])
  // In 2033 both may still be given to.
  expect(on('2033-08-20')).toEqual(['new-school-year', 'mid-autumn'])
  expect(on('2033-08-25')).toEqual(['new-school-year', 'mid-autumn'])
  expect(on('2033-08-26')).toEqual(['mid-autumn', 'new-school-year'])
  // Winter with Tết.
  expect(on('2026-12-09')).toEqual(['winter', 'tet'])
  expect(on('2027-01-05')).toEqual(['winter', 'tet'])
  expect(on('2027-01-06')).toEqual(['tet', 'winter'])
  expect(on('2027-01-16')).toEqual(['tet'])
  expect(on('2027-03-01')).toBeUndefined()
})

test('on every day of 27 years the order holds, and no occasion is there twice', () => {
  for (let day = asDay('2024-01-01'); day <= '2050-12-31'; day = addDays(day, 1)) {
    const all = occasionsOn(day)
    expect(new Set(all.map(({ occasion }) => occasion)).size).toBe(all.length)
    const ahead = all.filter(({ goods }) => goods >= day)
    expect(all.slice(0, ahead.length)).toEqual(ahead)
    expect(ahead.map(({ goods }) => goods)).toEqual(ahead.map(({ goods }) => goods).toSorted())
  }
})

test('the next one is one that can still be prepared, and proposes days in order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...OCCASIONS),
      fc.integer({ min: 0, max: 365 * 26 }).map((days) => addDays(asDay('2024-01-01'), days)),
      (occasion, today) => {
        const window = nextWindow(occasion, today)!
        expect(window.goods >= today).toBe(true)
        const last = addDays(today, 400)
        expect(window.goods < last).toBe(true)
        const { opens, giftBy, until, distributeBy } = daysFor(window, today)
        expect(opens >= today && opens <= giftBy && giftBy <= until && until < distributeBy).toBe(true)
        expect([opens, giftBy, until, distributeBy].every(isDay)).toBe(true)
      },
    ),
  )
  expect(daysFor(nextWindow('tet', asDay('2026-12-20'))!, asDay('2026-12-20'))).toEqual({
    opens: '2026-12-20',
    giftBy: '2027-01-30',
    until: '2027-02-08',
    distributeBy: '2027-02-28',
  })
  expect(nextWindow('tet', asDay('2027-01-31'))?.year).toBe(2028)
})
