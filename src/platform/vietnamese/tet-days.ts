import { addDays, type Day } from './day.ts'
import { toLunar } from './lunar.ts'
import { monthOf } from './month.ts'
import { dayOf, isByDay, nextByDay, nextInstantWithin, startOfDay } from './time.ts'

/**
 * The days of Tết itself, the last of the old year to mùng 3: nobody is asked for anything on them, nor reminded of money. What
 * somebody asks, money that comes, and what was agreed for one of these days is answered and told as ever.
 *
 *     isTet('2027-02-04')  // false   28 tháng Chạp
 *     isTet('2027-02-05')  // true    29 tháng Chạp, the last one of that year
 *     isTet('2027-02-08')  // true    mùng 3
 *     isTet('2027-02-09')  // false
 */
export function isTet(day: Day): boolean {
  const [today, tomorrow] = [toLunar(day), toLunar(addDays(day, 1))]
  const isNew = (lunar: typeof today) => lunar?.month === 1 && !lunar.leap
  return (isNew(today) && today!.day <= 3) || (isNew(tomorrow) && tomorrow!.day === 1)
}

/**
 * The first day, from this one on, that is not of Tết.
 *
 *     afterTet('2027-02-06')  // '2027-02-09'
 */
export function afterTet(day: Day): Day {
  let at = day
  while (isTet(at)) at = addDays(at, 1)
  return at
}

/**
 * The first instant, from the given one on, at which somebody may be asked for something: by day, and behind Tết.
 *
 *     nextToAsk(new Date('2026-12-20T14:00:00Z'))  // new Date('2026-12-21T01:00:00Z')
 *     nextToAsk(new Date('2027-02-06T05:00:00Z'))  // new Date('2027-02-09T01:00:00Z')
 */
export function nextToAsk(instant: Date): Date {
  const soon = nextByDay(instant)
  const day = dayOf(soon)
  return isTet(day) ? nextByDay(startOfDay(afterTet(day))) : soon
}

/** Whether what was due then may still be said, to whoever was in the middle of something: an hour into the evening, and not on Tết. */
export const mayStillAsk = (instant: Date): boolean => isByDay(instant) && !isTet(dayOf(instant))

const PATIENCE_MS = 6 * 3_600_000

/**
 * Until when what is said now of itself waits for whoever is in the middle of something: six hours, and never into the night.
 *
 *     untilEvening(new Date('2026-12-20T03:00:00Z'))  // new Date('2026-12-20T09:00:00Z')
 *     untilEvening(new Date('2026-12-20T10:00:00Z'))  // new Date('2026-12-20T14:00:00Z')
 */
export const untilEvening = (instant: Date): Date =>
  new Date(Math.min(instant.getTime() + PATIENCE_MS, nextInstantWithin(21, 22, instant).getTime()))

/**
 * The last day, up to this one, that is not of Tết.
 *
 *     beforeTet('2027-02-06')  // '2027-02-04'
 */
export function beforeTet(day: Day): Day {
  let at = day
  while (isTet(at)) at = addDays(at, -1)
  return at
}

/**
 * The day on which something of a month is said that was planned for a day of it: behind Tết, or before it, where behind it is
 * another month.
 *
 *     besideTet('2027-02-06')  // '2027-02-09'
 *     besideTet('2025-01-31')  // '2025-01-27'   mùng 3; the day after it is in February
 */
export function besideTet(day: Day): Day {
  const after = afterTet(day)
  return monthOf(after) === monthOf(day) ? after : beforeTet(day)
}
