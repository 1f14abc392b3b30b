import { asDay, type Day, instantAt, isDay, isPhoneAlone, readMoney } from '../platform/vietnamese/index.ts'

/** What officers type into forms: exact, or not read. */

/**
 * A count, or a sum in digits.
 *
 *     readWhole('20.000.000 đ')  // 20_000_000n
 *     readWhole('20tr')          // undefined
 */
export function readWhole(text: string): bigint | undefined {
  const typed = text
    .trim()
    .replace(/\s*(đ|đồng|vnd)$/iu, '')
    .replace(/[\s\u00A0]/g, '')
  if (!/^\d{1,13}$|^\d{1,3}([.,]\d{3}){1,4}$/.test(typed)) return undefined
  return BigInt(typed.replace(/[.,]/g, ''))
}

/** A sum that can be more than one: it is asked back, likeliest first. */
interface Sums {
  readonly sums: readonly bigint[]
}

/**
 * A sum of money: in digits as it stands, else as the chat reads what donors type. A desk guesses at no sum.
 *
 *     readSum('20.000.000')  // 20_000_000n
 *     readSum('1,5 triệu')   // 1_500_000n
 *     readSum('500 đ')       // 500n
 *     readSum('20')          // { sums: [20_000n] }
 *     readSum('0912345678')  // undefined
 */
export function readSum(text: string): bigint | Sums | undefined {
  const digits = text.trim().startsWith('0') && text.trim() !== '0' ? undefined : readWhole(text)
  // Below a thousand, who writes no đ has left out nghìn or triệu.
  if (digits !== undefined && (digits === 0n || digits >= 1_000n || !/\d$/.test(text.trim()))) return digits
  const read = readMoney(text)
  if (read.kind === 'amount') return read.amount
  return read.kind === 'ambiguous' ? { sums: read.choices } : undefined
}

/** What is wrong with a number; between which bounds it has to be. */
export type NumberFault = 'number' | 'sum' | Sums | { readonly least: bigint; readonly most: bigint }

/** Reads a number within bounds: what was typed, or what is wrong with it and nought. */
export function within(
  text: string,
  kind: 'count' | 'sum',
  least: bigint,
  most: bigint,
): { readonly value: bigint; readonly fault?: NumberFault } {
  const read = kind === 'sum' ? readSum(text) : readWhole(text)
  if (read === undefined) return { value: 0n, fault: kind === 'sum' ? 'sum' : 'number' }
  if (typeof read === 'object') return { value: 0n, fault: read }
  return read < least || read > most ? { value: read, fault: { least, most } } : { value: read }
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

/**
 * What is wrong with a reference that was typed: `ref`, it is none; `ref_phone`, it is a telephone number as well, and nobody
 * has said that the statement has it so, nor has the bank told it.
 */
export function refFault(
  typed: string,
  as: { readonly stated: boolean; readonly told?: string | null },
): 'ref' | 'ref_phone' | undefined {
  if (!isRef(typed)) return 'ref'
  return isPhoneAlone(typed) && !as.stated && typed.trim() !== as.told ? 'ref_phone' : undefined
}

const REF_LETTERS = 8
