import { addDays, type Day } from './day.ts'
import { isWorkingDay } from './holidays.ts'

/**
 * Instants and what clocks show in Việt Nam: UTC+7 all year. Instants are stored in UTC; people's days and hours are
 * always these, wherever the server stands.
 */
const AHEAD_MS = 7 * 3_600_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MINUTE_MS = 60_000

/** What a clock shows, 00:00 to 23:59. */
export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
}

/**
 * The day it is in Việt Nam.
 *
 *     dayOf(new Date('2026-12-20T17:00:00Z'))  // '2026-12-21'
 */
export function dayOf(instant: Date): Day {
  const number = Math.floor((instant.getTime() + AHEAD_MS) / DAY_MS)
  if (number !== last.number) last = { number, day: shown(instant).toISOString().slice(0, 10) as Day }
  return last.day
}

// Every message asks what day it is, and writing it out costs more than the rest of the question.
let last: { readonly number: number; readonly day: Day } = { number: Number.NaN, day: '' as Day }

/**
 * What the clock shows in Việt Nam.
 *
 *     timeOf(new Date('2026-12-20T13:18:59Z'))  // { hour: 20, minute: 18 }
 */
export function timeOf(instant: Date): TimeOfDay {
  return { hour: shown(instant).getUTCHours(), minute: shown(instant).getUTCMinutes() }
}

/** Midnight at the beginning of a day in Việt Nam. */
export function startOfDay(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - AHEAD_MS)
}

/**
 * The last moment of a day in Việt Nam.
 *
 *     endOfDay('2026-12-20')  // new Date('2026-12-20T16:59:59.999Z')
 */
export const endOfDay = (day: Day): Date => new Date(startOfDay(addDays(day, 1)).getTime() - 1)

/**
 * The instant at which clocks in Việt Nam show a time.
 *
 *     instantAt('2026-11-28', { hour: 8, minute: 30 })  // new Date('2026-11-28T01:30:00Z')
 */
export function instantAt(day: Day, time: TimeOfDay): Date {
  return new Date(startOfDay(day).getTime() + time.hour * HOUR_MS + time.minute * MINUTE_MS)
}

/**
 * The first instant, from the given one on, that lies in the daily window [from, to) of hours in Việt Nam: the same
 * instant when inside.
 *
 *     nextInstantWithin(8, 21, new Date('2026-12-20T13:59:59Z'))  // new Date('2026-12-20T13:59:59Z')
 *     nextInstantWithin(8, 21, new Date('2026-12-20T14:00:00Z'))  // new Date('2026-12-21T01:00:00Z')
 *
 * @throws RangeError unless 0 ≤ from < to ≤ 24.
 */
export function nextInstantWithin(from: number, to: number, instant: Date): Date {
  if (!(from >= 0 && from < to && to <= 24)) throw new RangeError(`No daily window from ${from} to ${to} h`)
  const midnight = startOfDay(dayOf(instant)).getTime()
  const opens = midnight + from * HOUR_MS
  if (instant.getTime() < opens) return new Date(opens)
  if (instant.getTime() < midnight + to * HOUR_MS) return instant
  return new Date(opens + 24 * HOUR_MS)
}

const DAY_BEGINS = 8
const DAY_ENDS = 21

/**
 * The first instant, from the given one on, at which somebody may be written to who waits for nothing: from 8 to 21, the same
 * instant when it is day (voice.md 2.15).
 *
 *     nextByDay(new Date('2026-12-20T14:00:00Z'))  // new Date('2026-12-21T01:00:00Z')
 */
export const nextByDay = (instant: Date): Date => nextInstantWithin(DAY_BEGINS, DAY_ENDS, instant)

/**
 * Whether what was due by day may still be said, to whoever was in the middle of something: an hour longer.
 *
 *     isByDay(new Date('2026-12-20T14:30:00Z'))  // true
 */
export const isByDay = (instant: Date): boolean =>
  nextInstantWithin(DAY_BEGINS, DAY_ENDS + 1, instant).getTime() === instant.getTime()

/** Offices close at 17:00; a question needs two hours of the day to be answered on it. */
const OFFICE_CLOSES: TimeOfDay = { hour: 17, minute: 0 }
const ANSWER_NEEDS_MS = 2 * HOUR_MS

/**
 * By when a person of the fund answers who asks now: the end of the first working day that has two hours left
 * (holidays.ts).
 *
 *     answerBy(new Date('2026-12-21T08:00:00Z'))  // new Date('2026-12-21T10:00:00Z')   Monday 15:00, by 17:00
 *     answerBy(new Date('2026-12-25T08:00:01Z'))  // new Date('2026-12-28T10:00:00Z')   Friday after 15:00, by Monday
 *     answerBy(new Date('2027-02-04T09:00:00Z'))  // new Date('2027-02-12T10:00:00Z')   16:00 before Tết, by mùng 7
 */
export function answerBy(asked: Date): Date {
  let day = dayOf(asked)
  const late = instantAt(day, OFFICE_CLOSES).getTime() - asked.getTime() < ANSWER_NEEDS_MS
  if (late) day = addDays(day, 1)
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return instantAt(day, OFFICE_CLOSES)
}

function shown(instant: Date): Date {
  return new Date(instant.getTime() + AHEAD_MS)
}
