import { doReadNumber, ReadingConfig } from 'read-vietnamese-number'
import type { Lang } from './date-format.ts'
import { capitalise } from './fold.ts'

/**
 * Whole đồng. A plain bigint fits; the name keeps an amount from being taken for another counted thing.
 * In JSON it is a decimal string.
 */
export type Vnd = bigint & { readonly unit?: 'đồng' }

/** The largest amount that is read from a message: a thousand tỷ. Above it, somebody held a key down. */
export const MOST: Vnd = 1_000_000_000_000n

/**
 * An amount as people read it. The space before đ is U+00A0, so that a line never breaks there.
 *
 *     formatMoney(1_500_000n)        // '1.500.000\u00A0đ'
 *     formatMoney(1_500_000n, 'en')  // '1,500,000\u00A0đ'
 */
export function formatMoney(amount: Vnd, lang: Lang = 'vi'): string {
  return `${amount.toString().replace(/\B(?=(\d{3})+$)/g, lang === 'vi' ? '.' : ',')}\u00A0đ`
}

/**
 * An amount as a bank app accepts it when pasted: digits alone.
 *
 *     digits(300_000n)  // '300000'
 */
export function digits(amount: Vnd): string {
  return amount.toString()
}

/** Northern, as on paper: linh rather than lẻ, tỷ rather than tỉ. */
const inWords = new ReadingConfig()
inWords.unit = ['đồng']
inWords.oddText = 'linh'
inWords.units = [[], ['nghìn'], ['triệu'], ['tỷ']]

/**
 * An amount written out for receipts, in Vietnamese. "chẵn" closes a sum of whole thousands.
 *
 *     moneyInWords(300_000n)  // 'Ba trăm nghìn đồng chẵn'
 *     moneyInWords(291_500n)  // 'Hai trăm chín mươi mốt nghìn năm trăm đồng'
 */
export function moneyInWords(amount: Vnd): string {
  const words = capitalise(doReadNumber(amount, inWords))
  return amount !== 0n && amount % 1000n === 0n ? `${words} chẵn` : words
}
