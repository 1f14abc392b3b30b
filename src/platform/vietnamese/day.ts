declare const isADay: unique symbol

/** A calendar day in Việt Nam, solar, as YYYY-MM-DD: compares and sorts as text. */
export type Day = string & { readonly [isADay]: true }

const DAY_MS = 86_400_000

/** Whether a text is a day that exists, written YYYY-MM-DD. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(msOf(text) || 0).toISOString().startsWith(text)
}

/**
 * A day that is known to be right: a constant, a column of dates.
 *
 * @throws RangeError when there is no such day.
 */
export function asDay(text: string): Day {
  if (!isDay(text)) throw new RangeError(`Not a day of the form YYYY-MM-DD: ${text.slice(0, 40)}`)
  return text
}

/** The day in a column of dates: the database's client gives it as midnight in UTC. */
export const dayInColumn = (date: Date): Day => asDay(date.toISOString().slice(0, 10))

/** A day as a column of dates takes it. */
export const columnOfDay = (day: Day): Date => new Date(msOf(day))

/**
 * A day from its parts; `undefined` when there is none.
 *
 *     dayFrom(2027, 1, 5)   // '2027-01-05'
 *     dayFrom(2027, 2, 30)  // undefined
 */
export function dayFrom(year: number, month: number, date: number): Day | undefined {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`
  return isDay(text) ? text : undefined
}

const pad = (part: number, width: number): string => String(part).padStart(width, '0')

export function partsOf(day: Day): { year: number; month: number; date: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8)) }
}

/**
 * The day so many days later, or earlier.
 *
 *     addDays('2026-12-31', 1)  // '2027-01-01'
 */
export function addDays(day: Day, count: number): Day {
  return new Date(msOf(day) + count * DAY_MS).toISOString().slice(0, 10) as Day
}

/** How many days from one to the other; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (msOf(to) - msOf(from)) / DAY_MS
}

/**
 * 1 for Monday (thứ Hai) to 7 for Sunday (Chủ nhật), as in ISO 8601.
 *
 *     weekday('2026-11-28')  // 6
 */
export function weekday(day: Day): number {
  return new Date(msOf(day)).getUTCDay() || 7
}

function msOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}
