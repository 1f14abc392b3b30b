import type { Lang } from './words.ts'

/** Numbers and days as the public pages print them. Days and hours are Việt Nam's, whatever the server's zone. */
const ZONE = 'Asia/Ho_Chi_Minh'
const NBSP = '\u00a0'

const numericDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})
const namedDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })

/** `1.284`; in English `1,284`. */
export function count(n: bigint, lang: Lang): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, lang === 'vi' ? '.' : ',')
}

/** `300.000 đ` with a space that does not break; in English `300,000 đ`. */
export const money = (vnd: bigint, lang: Lang): string => `${count(vnd, lang)}${NBSP}đ`

/** `05/01/2027`; in English `5 Jan 2027`, because there the order of day and month is doubtful. */
export const day = (at: Date, lang: Lang): string => (lang === 'vi' ? numericDay : namedDay).format(at)

/** `20:18 ngày 20/12/2026`; in English `20:18 on 20 Dec 2026`. */
export const moment = (at: Date, lang: Lang): string =>
  `${clock.format(at)} ${lang === 'vi' ? 'ngày' : 'on'} ${day(at, lang)}`

/** Until when something is kept: the last minute of a day is called its end. */
export function until(at: Date, lang: Lang): string {
  if (clock.format(at) !== '23:59') return moment(at, lang)
  return `${lang === 'vi' ? 'hết ngày' : 'the end of'} ${day(at, lang)}`
}
