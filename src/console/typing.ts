import { asDay, type Day, instantAt, isDay } from '../platform/vietnamese/index.ts'

/** What officers type into forms: exact, or not read. */

/**
 * A sum, or a count.
 *
 *     readWhole('20.000.000 đ')  // 20_000_000n
 *     readWhole('20tr')          // undefined   a desk guesses at no number
 */
export function readWhole(text: string): bigint | undefined {
  const typed = text
    .trim()
    .replace(/\s*(đ|đồng|vnd)$/iu, '')
    .replace(/[\s\u00A0]/g, '')
  if (!/^\d{1,13}$|^\d{1,3}([.,]\d{3}){1,4}$/.test(typed)) return undefined
  return BigInt(typed.replace(/[.,]/g, ''))
}

/**
 * A day, as browsers send it or as people write it.
 *
 *     readDate('2027-01-30')  // '2027-01-30'
 *     readDate('30/1/2027')   // '2027-01-30'
 *     readDate('31/2/2027')   // undefined
 */
export function readDate(text: string): Day | undefined {
  const typed = text.trim()
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed) ?? []
  const iso = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : typed
  return isDay(iso) ? asDay(iso) : undefined
}

/**
 * A moment in Việt Nam: a day, and an hour as clocks show it.
 *
 *     readMoment('20/12/2026', '20:15')  // new Date('2026-12-20T13:15:00Z')
 */
export function readMoment(day: string, hour: string): Date | undefined {
  const date = readDate(day)
  const [, h, m] = /^([01]?\d|2[0-3])[:hg]([0-5]\d)$/.exec(hour.trim()) ?? []
  return date && h ? instantAt(date, { hour: Number(h), minute: Number(m) }) : undefined
}

/**
 * Whether this can be a bank's reference, as a statement prints it. It is kept as it is, so a name or a telephone number is none,
 * whatever field it was typed into: few letters, no two words, and no number of a telephone behind letters.
 *
 *     isRef('FT26334123456')             // true
 *     isRef('5243 - 89234')              // true
 *     isRef('NGUYEN THI LAN 0912345678') // false
 *     isRef('Lan 0912345678')            // false
 */
export function isRef(text: string): boolean {
  const typed = text.trim()
  const words = typed.split(/\s+/).filter((word) => /^[A-Za-z]+$/.test(word))
  return (
    /^[A-Za-z0-9 ./_-]{4,60}$/.test(typed) &&
    /\d/.test(typed) &&
    typed.replace(/[^A-Za-z]/g, '').length <= REF_LETTERS &&
    words.length < 2 &&
    !/[A-Za-z][ ./_-]*(84|0)[35789](?:[ ./_-]*\d){8}(?!\d)/.test(typed)
  )
}

const REF_LETTERS = 8
