import { addDays, asDay, type Day, partsOf, weekday } from './day.ts'
import { toSolar } from './lunar.ts'

/**
 * Days on which no office in Việt Nam answers: the weekend, and the holidays of the Labour Code 2019, article 112: 1/1, Tết,
 * Giỗ Tổ (10/3 of the moon), 30/4, 1/5, 2/9 and one day beside it. A free Saturday or Sunday among them is made up for on the
 * next working day (article 111).
 *
 * Which five days are Tết's, and on which side of 2/9 the other day lies, is decided anew each year, so we take what may be:
 * from 29 tháng Chạp to mùng 5, and both sides. A promise then falls on none of them, whatever is decided. Days that offices
 * swap (a Monday for a Saturday) are not known.
 *
 *     isWorkingDay('2027-02-10')  // false   mùng 5
 *     isWorkingDay('2027-02-12')  // true    mùng 7: mùng 6 makes up for the Sunday
 *     isWorkingDay('2027-04-16')  // false   Giỗ Tổ
 */
export function isWorkingDay(day: Day): boolean {
  return weekday(day) <= 5 && !holidaysOf(partsOf(day).year).has(day)
}

/**
 * The working day that is so many after this one.
 *
 *     workingDayAfter('2026-12-24', 2)  // '2026-12-28'   Thursday, then Friday and Monday
 *     workingDayAfter('2027-02-04', 1)  // '2027-02-12'   over Tết
 */
export function workingDayAfter(day: Day, count: number): Day {
  let at = day
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at)) left -= 1
  }
  return at
}

/**
 * The last working day up to this one, itself included: for what must be done by a day that may be free.
 *
 *     workingDayUntil('2027-02-07')  // '2027-02-04'   mùng 2, so before Tết
 */
export function workingDayUntil(day: Day): Day {
  let at = day
  while (!isWorkingDay(at)) at = addDays(at, -1)
  return at
}

const known = new Map<number, ReadonlySet<Day>>()

function holidaysOf(year: number): ReadonlySet<Day> {
  const found = known.get(year) ?? holidays(year)
  known.set(year, found)
  return found
}

/** What is free besides Saturdays and Sundays. */
function holidays(year: number): ReadonlySet<Day> {
  const of = (monthAndDate: string) => asDay(`${String(year).padStart(4, '0')}-${monthAndDate}`)
  const mung1 = toSolar({ year, month: 1, day: 1 })
  const kings = toSolar({ year, month: 3, day: 10 })
  // The last day of the old year and mùng 1 to 4: the five that count when a weekend among them is made up for.
  const five = mung1 ? [-1, 0, 1, 2, 3].map((count) => addDays(mung1, count)) : []
  // 29 tháng Chạp, also where that month has thirty days, and mùng 5.
  const more = mung1 ? [...(toSolar({ year: year - 1, month: 12, day: 30 }) ? [-2] : []), 4] : []
  const beside = [of('09-01'), of('09-03')]
  const named = [of('01-01'), ...five, ...(kings ? [kings] : []), of('04-30'), of('05-01'), of('09-02')]
  const madeUp: Day[] = []
  for (const lost of named.filter((day) => weekday(day) > 5)) {
    let instead = lost
    while (weekday(instead) > 5 || named.includes(instead) || madeUp.includes(instead))
      instead = addDays(instead, 1)
    madeUp.push(instead)
  }
  return new Set([...named, ...more.map((count) => addDays(mung1!, count)), ...beside, ...madeUp])
}
