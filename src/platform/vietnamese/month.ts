import { addDays, asDay, type Day, partsOf } from './day.ts'

declare const isAMonth: unique symbol

/** A calendar month in Việt Nam, solar, as YYYY-MM: compares and sorts as text. */
export type Month = string & { readonly [isAMonth]: true }

/** Whether a text is a month, written YYYY-MM. */
export const isMonth = (text: string): text is Month => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/**
 * A month that is known to be right: a constant, a column of months.
 *
 * @throws RangeError when there is no such month.
 */
export function asMonth(text: string): Month {
  if (!isMonth(text)) throw new RangeError(`Not a month of the form YYYY-MM: ${text.slice(0, 40)}`)
  return text
}

/**
 * The month in which a day lies.
 *
 *     monthOf('2027-01-05')  // '2027-01'
 */
export const monthOf = (day: Day): Month => day.slice(0, 7) as Month

/**
 * The month so many months later, or earlier.
 *
 *     addMonths('2026-12', 1)   // '2027-01'
 *     addMonths('2027-01', -2)  // '2026-11'
 */
export function addMonths(month: Month, count: number): Month {
  const [year, number] = month.split('-').map(Number)
  const all = year! * 12 + number! - 1 + count
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}` as Month
}

/**
 * How many months from one to the other; negative when `to` is earlier.
 *
 *     monthsBetween('2026-11', '2027-02')  // 3
 */
export function monthsBetween(from: Month, to: Month): number {
  const all = (month: Month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
  return all(to) - all(from)
}

/**
 * A day of a month by its date; the last day where the month is shorter.
 *
 *     dayIn('2027-01', 31)  // '2027-01-31'
 *     dayIn('2027-02', 31)  // '2027-02-28'
 */
export function dayIn(month: Month, date: number): Day {
  const first = asDay(`${month}-01`)
  const last = partsOf(addDays(asDay(`${addMonths(month, 1)}-01`), -1)).date
  return addDays(first, Math.min(date, last) - 1)
}

/**
 * As people write it, in both languages.
 *
 *     formatMonth('2027-05')  // '5/2027'
 */
export const formatMonth = (month: Month): string => `${Number(month.slice(5))}/${month.slice(0, 4)}`
