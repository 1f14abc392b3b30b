import { type Day, daysBetween, partsOf, weekday } from './day.ts'
import { dayOf, timeOf } from './time.ts'

export type Lang = 'vi' | 'en'

const WEEKDAYS: Record<Lang, readonly string[]> = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** Further away than this, "thứ Bảy 28/11" may be taken for the wrong year. */
const CLOSE_DAYS = 300

/**
 * A day as it is said in a chat; an instant stands for its day in Việt Nam. With `today`, a day that is far away
 * carries its year. English spells the month, because half its readers would take 05/01 for May.
 *
 *     formatDay('2026-11-28')                      // 'thứ Bảy 28/11'
 *     formatDay('2026-11-28', 'en')                // 'Saturday 28 November'
 *     formatDay('2026-11-28', 'vi', '2025-12-01')  // 'thứ Bảy 28/11/2026'
 */
export function formatDay(when: Day | Date, lang: Lang = 'vi', today?: Day): string {
  const day = dayIn(when)
  const { month, date, year } = partsOf(day)
  const far = today !== undefined && Math.abs(daysBetween(today, day)) > CLOSE_DAYS
  const name = WEEKDAYS[lang][weekday(day) - 1]
  // 05/01 is May for half of those who read English.
  if (lang === 'en') return `${name} ${date} ${MONTHS[month - 1]}${far ? ` ${year}` : ''}`
  return `${name} ${two(date)}/${two(month)}${far ? `/${year}` : ''}`
}

/**
 * A day with its year.
 *
 *     formatDayFull('2027-01-05')        // '05/01/2027'
 *     formatDayFull('2027-01-05', 'en')  // '5 January 2027'
 */
export function formatDayFull(when: Day | Date, lang: Lang = 'vi'): string {
  const { month, date, year } = partsOf(dayIn(when))
  return lang === 'vi' ? `${two(date)}/${two(month)}/${year}` : `${date} ${MONTHS[month - 1]} ${year}`
}

/**
 * What the clock shows in Việt Nam, the same in both languages.
 *
 *     formatTime(new Date('2026-12-20T13:15:00Z'))  // '20:15'
 */
export function formatTime(instant: Date): string {
  const { hour, minute } = timeOf(instant)
  return `${two(hour)}:${two(minute)}`
}

/**
 * Time and day together.
 *
 *     formatDayTime(new Date('2026-11-28T13:15:00Z'))        // '20:15 thứ Bảy 28/11'
 *     formatDayTime(new Date('2026-11-28T13:15:00Z'), 'en')  // '20:15 Saturday 28 November'
 */
export function formatDayTime(instant: Date, lang: Lang = 'vi', today?: Day): string {
  return `${formatTime(instant)} ${formatDay(instant, lang, today)}`
}

const dayIn = (when: Day | Date): Day => (when instanceof Date ? dayOf(when) : when)
const two = (part: number): string => String(part).padStart(2, '0')
