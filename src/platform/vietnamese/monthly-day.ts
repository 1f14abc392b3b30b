import { fold } from './fold.ts'
import { readNumber } from './number.ts'
import { answerLine } from './tokens.ts'

const NUMBER = '(\\d{1,2}|[a-z]+(?: muoi)?(?: [a-z]+)?)'
const DAY = new RegExp(`(?<![a-z\\d])(?:ngay (?:mung|mong)|ngay|mung|mong) ${NUMBER}(?![a-z\\d/])`, 'g')
const ORDINAL = /(?<![a-z\d])(\d{1,2})(?:st|nd|rd|th)(?![a-z\d])/g
const WORDS_OF_TEN =
  /^(?:muoi(?: (?:mot|hai|ba|bon|tu|lam|nam|sau|bay|tam|chin))?|(?:hai|ba) muoi(?: (?:mot|hai|ba|bon|tu|lam|nam|sau|bay|tam|chin))?|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin)/
/** They belong to the moon, to a week or to one month: no day of each month. */
const NO_DATE = /(?<![a-z])(?:ram|am lich|tet|thu|tuan|thang (?:nay|sau|toi|\d))(?![a-z])/

/**
 * The day of each month that somebody names for a reminder. 31 is the last day, however long a month is.
 *
 *     readMonthlyDay('nhắc mùng 5 hằng tháng')  // 5
 *     readMonthlyDay('ngày mười lăm')           // 15
 *     readMonthlyDay('20')                      // 20
 *     readMonthlyDay('cuối tháng')              // 31
 *     readMonthlyDay('2 lần mỗi tháng')         // undefined
 *     readMonthlyDay('ngày 5 hay ngày 10')      // undefined
 *     readMonthlyDay('rằm')                     // undefined   of the moon
 *
 * @returns 1 to 31, or `undefined` where none is named, or two. Never throws.
 */
export function readMonthlyDay(text: string): number | undefined {
  const line = answerLine(text)
  if (line === undefined) return undefined
  const plain = fold(line)
  if (NO_DATE.test(plain)) return undefined
  const said = [...plain.matchAll(DAY)].map(([, words]) => count(words!))
  const named = [...said, ...[...plain.matchAll(ORDINAL)].map(([, date]) => Number(date))]
  if (/(?<![a-z])dau thang(?![a-z])/.test(plain)) named.push(1)
  if (/(?<![a-z])cuoi thang(?![a-z])/.test(plain)) named.push(31)
  if (named.length === 0 && /^\d{1,2}$/.test(plain.trim())) named.push(Number(plain))
  const [day, ...more] = new Set(named.filter((date) => date !== undefined))
  return day !== undefined && more.length === 0 && day >= 1 && day <= 31 ? day : undefined
}

function count(words: string): number | undefined {
  if (/^\d/.test(words)) return Number(words)
  const [number] = WORDS_OF_TEN.exec(words) ?? []
  return number === undefined ? undefined : readNumber(number)
}
