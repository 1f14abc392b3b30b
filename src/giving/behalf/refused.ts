import { fold, readTaxCode } from '../../platform/vietnamese/index.ts'

/**
 * Whether somebody who is asked for a tax code has none.
 *
 *     saysNone('không có')           // true
 *     saysNone('mst 0101234565')     // false
 */
export const saysNone = (text: string): boolean =>
  !/\d/.test(text) &&
  /^(?:da |thoi |minh |toi |ben minh |cong ty |cty )*(?:khong|ko|k|chua|hong|khoi|none|no)\b/.test(
    fold(text).trim(),
  )

/**
 * A tax code that is said in a sentence of a gift, where a sum stands, too.
 *
 *     taxCodeSaid('công ty Nắng Mai góp 5 triệu, mst 0101234565')  // '0101234565'
 *     taxCodeSaid('công ty Nắng Mai góp 5 triệu')                  // null
 */
export function taxCodeSaid(text: string): string | null {
  const [, code] = /\b(?:mst|ma so thue|tax code)\b[^\d]{0,6}(\d[\d -]{8,14}\d)/.exec(fold(text)) ?? []
  return (code === undefined ? undefined : readTaxCode(code)) ?? null
}
