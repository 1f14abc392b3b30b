// Days and hours of the conversation. People's time is Việt Nam's, wherever their phone thinks it is.

const ZONE = 'Asia/Ho_Chi_Minh'
const DAY = 86_400_000

const key = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE })
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat('en-US', { timeZone: ZONE, weekday: 'short' })

/** @param {number} at @returns {string} as 2026-12-20 */
export const dayKey = (at) => key.format(at)

/** @param {number} at @returns {string} as 20:15 */
export const hour = (at) => clock.format(at)

/**
 * @param {number} at
 * @param {Record<string, string>} words
 * @returns {string} "Hôm nay", "Hôm qua", "thứ Bảy 28/11", and with the year when it is another one
 */
export function dayName(at, words) {
  const [year, month, day] = dayKey(at).split('-')
  const now = Date.now()
  if (dayKey(at) === dayKey(now)) return words.today ?? ''
  if (dayKey(at) === dayKey(now - DAY)) return words.yesterday ?? ''
  const date = `${words[weekday.format(at)]} ${day}/${month}`
  return year === dayKey(now).slice(0, 4) ? date : `${date}/${year}`
}
