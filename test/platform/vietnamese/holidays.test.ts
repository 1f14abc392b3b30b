import { expect, test } from 'vitest'
import {
  addDays,
  answerBy,
  asDay,
  dayOf,
  isWorkingDay,
  toSolar,
  weekday,
  workingDayAfter,
  workingDayUntil,
} from '../../../src/platform/vietnamese/index.ts'

/** The days from one to another on which offices answer. */
function worked(from: string, to: string): string[] {
  const days = []
  for (let day = asDay(from); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) days.push(day)
  return days
}

test('Tết 2027: mùng 1 is Saturday 6 February; offices are back on Friday the 12th', () => {
  expect(worked('2027-02-03', '2027-02-15')).toEqual(['2027-02-03', '2027-02-04', '2027-02-12', '2027-02-15'])
})

test('Tết 2028: mùng 1 is Wednesday 26 January; mùng 4 is a Saturday, made up for on Monday', () => {
  expect(worked('2028-01-23', '2028-02-02')).toEqual(['2028-01-24', '2028-02-01', '2028-02-02'])
})

test('29 tháng Chạp is free where the month has thirty days', () => {
  // Mùng 1 is Thursday 8 February 2035.
  expect(worked('2035-02-05', '2035-02-07')).toEqual(['2035-02-05'])
})

test.each([
  ['2027-01-01', 'New Year'],
  ['2028-01-03', 'for New Year on a Saturday'],
  ['2027-04-16', 'Giỗ Tổ'],
  ['2027-04-30', 'Ngày Giải phóng'],
  ['2028-05-01', 'Labour Day'],
  ['2028-05-02', 'for 30/4 on a Sunday'],
  ['2027-09-02', 'Quốc khánh'],
  ['2027-09-01', 'the day before'],
  ['2027-09-03', 'the day after'],
  ['2028-09-04', 'for Quốc khánh on a Saturday'],
])('%s is free: %s', (day) => {
  expect(isWorkingDay(asDay(day))).toBe(false)
})

test('no promise of ten years falls on a weekend or a holiday, whenever it is asked for', () => {
  const free = new Set<string>()
  for (let year = 2026; year <= 2036; year++) {
    for (const rest of ['01-01', '04-30', '05-01', '09-02']) free.add(`${year}-${rest}`)
    for (let day = 1; day <= 5; day++) free.add(toSolar({ year, month: 1, day })!)
    free.add(addDays(toSolar({ year, month: 1, day: 1 })!, -1))
    free.add(toSolar({ year, month: 3, day: 10 })!)
  }
  expect(free.size).toBe(11 * 11)
  for (let day = asDay('2026-01-01'); day < '2036-01-01'; day = addDays(day, 1)) {
    for (const hour of ['08', '16']) {
      const by = dayOf(answerBy(new Date(`${day}T${hour}:00:00+07:00`)))
      const said = [by, workingDayAfter(day, 2), workingDayUntil(addDays(day, 15))]
      for (const one of said) expect([one, weekday(one) > 5, free.has(one)]).toEqual([one, false, false])
      expect(by >= day).toBe(true)
    }
  }
})
