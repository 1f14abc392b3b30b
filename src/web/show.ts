import { type Day, formatDayFull, formatMoney, formatTime } from '../platform/vietnamese/index.ts'
import type { Lang } from './words.ts'

/** Numbers and days as the public pages print them, in the page's language. Days and hours are Việt Nam's. */

/** A link within the site: whoever reads in English goes on in English. */
export function to(path: string, lang: Lang): string {
  if (lang === 'vi') return path
  const [page = '', place] = path.split('#', 2)
  return `${page}${page.includes('?') ? '&' : '?'}lang=${lang}${place === undefined ? '' : `#${place}`}`
}

/** `1.284`; in English `1,284`. */
export function count(n: bigint, lang: Lang): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, lang === 'vi' ? '.' : ',')
}

/** `300.000 đ` with a space that does not break; in English `300,000 đ`. */
export const money = (vnd: bigint, lang: Lang): string => formatMoney(vnd, lang)

/** `05/01/2027`; in English `5 January 2027`. */
export const day = (at: Date | Day, lang: Lang): string => formatDayFull(at, lang)

/** `20:18 ngày 20/12/2026`; in English `20:18 on 20 December 2026`. */
export const moment = (at: Date, lang: Lang): string =>
  `${formatTime(at)} ${lang === 'vi' ? 'ngày' : 'on'} ${day(at, lang)}`

/** `20:18:05 ngày 20/12/2026`: where two of the same minute are to be told apart. */
export const second = (at: Date, lang: Lang): string =>
  moment(at, lang).replace(formatTime(at), (time) => `${time}:${String(at.getUTCSeconds()).padStart(2, '0')}`)

/** Until when something is kept: the last minute of a day is called its end. */
export function until(at: Date, lang: Lang): string {
  if (formatTime(at) !== '23:59') return moment(at, lang)
  return `${lang === 'vi' ? 'hết ngày' : 'the end of'} ${day(at, lang)}`
}
