import { expect, test } from 'vitest'
import {
  addDays,
  afterTet,
  asDay,
  besideTet,
  type Day,
  isTet,
  monthOf,
  tet,
} from '../../../src/platform/vietnamese/index.ts'

test('of each Tết four days are silent, the last of the old year to mùng 3, and no other day of the year is', () => {
  for (let year = 2024; year <= 2050; year++) {
    const first = tet(year)
    const silent: Day[] = []
    for (let day = asDay(`${year}-01-01`); day <= `${year}-12-31`; day = addDays(day, 1))
      if (isTet(day)) silent.push(day)
    expect(silent).toEqual([-1, 0, 1, 2].map((count) => addDays(first, count)))
    for (const day of silent) expect(afterTet(day)).toBe(addDays(first, 3))
  }
})

test('what is of a month stays in it: behind Tết, or before it', () => {
  for (let year = 2024; year <= 2050; year++)
    for (let day = asDay(`${year}-01-01`); day <= `${year}-03-01`; day = addDays(day, 1)) {
      const said = besideTet(day)
      expect(isTet(said)).toBe(false)
      expect(monthOf(said)).toBe(monthOf(day))
      if (!isTet(day)) expect(said).toBe(day)
    }
  // Mùng 1 of 2025 was 29 January: what is planned for the 31st comes on the 27th.
  expect(besideTet(asDay('2025-01-31'))).toBe('2025-01-27')
})
