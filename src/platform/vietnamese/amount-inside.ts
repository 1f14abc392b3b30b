import { readAmountAt } from './amounts.ts'
import { isForeign } from './money-words.ts'
import { isDateOrHour, isPartOfSomethingElse } from './numeral-context.ts'
import { tokenize } from './tokens.ts'

const MOST = 1_000_000_000_000n

/**
 * The first amount of money inside a sentence about other things. It must say that it is money.
 *
 *     amountInside('mình có 500k, muốn góp áo ấm')  // 500_000n
 *     amountInside('20 đôi ủng cho lớp 3')          // undefined
 *
 * @returns whole đồng; `undefined` if none is clear. Never throws.
 */
export function amountInside(text: string): bigint | undefined {
  const typed = tokenize(text.normalize('NFC').toLowerCase())
  for (let at = 0; at < typed.tokens.length; at++) {
    if (isDateOrHour(typed, at) || isPartOfSomethingElse(typed, at)) continue
    const amount = readAmountAt(typed, at)
    if (!amount?.unit || amount.unit.slang || amount.milli.length !== 1) continue
    const next = typed.tokens[amount.end]
    const dong = amount.milli[0]! / 1000n
    if (!(next && isForeign(next)) && dong >= 1000n && dong <= MOST) return dong
    at = Math.max(at, amount.end - 1)
  }
  return undefined
}
