import { isBound, isNegation, isVague, unitOf } from './money-words.ts'
import { type NumberPhrase, readNumberAt } from './number-words.ts'
import { isPartOfSomethingElse } from './numeral-context.ts'
import { answerLine, type Token, tokenize } from './tokens.ts'

const MOST = 1_000_000_000_000n
/** "một suất bao nhiêu tiền" asks; nhiều is another word. */
const isAsking = (token: Token): boolean => token.raw === 'nhiêu'
const OTHER_NUMERALS = /[^\P{N}0-9]/u

/**
 * Reads how many: a whole number, with what is counted behind it or not.
 *
 *     readNumber('2 suất')        // 2
 *     readNumber('mười hai cái')  // 12
 *     readNumber('chục')          // 10
 *     readNumber('không, 2 thôi') // 2
 *     readNumber('2 hoặc 3')      // undefined
 *     readNumber('1,5')           // undefined
 *     readNumber('2 suất rưỡi')   // undefined
 *     readNumber('2 triệu')       // undefined   that is money
 *
 * @returns `undefined` unless the text holds exactly one number, zero or more. Never throws.
 */
export function readNumber(text: string): number | undefined {
  const line = answerLine(text)
  if (line === undefined || OTHER_NUMERALS.test(line)) return undefined
  const typed = tokenize(line)
  let found: NumberPhrase | undefined
  for (let at = 0; at < typed.tokens.length; ) {
    const token = typed.tokens[at]!
    const number = isPartOfSomethingElse(typed, at) ? undefined : readNumberAt(typed, at)
    if (number) {
      if (found || /[-−]$/.test(token.gap)) return undefined
      found = number
      at = number.end
      if (unitOf(typed.tokens[at])) return undefined
      continue
    }
    if (token.kind === 'numeral' || isVague(token) || isBound(token) || isAsking(token)) return undefined
    if (found && token.folded === 'ruoi') return undefined
    // "không, 2 thôi" says no to something else first.
    if (!found && isNegation(token) && !typed.tokens[at + 1]?.gap.includes(',')) return undefined
    at += 1
  }
  if (found?.milli.length !== 1) return undefined
  const milli = found.milli[0]!
  return found.form !== 'decimal' && milli % 1000n === 0n && milli <= MOST ? Number(milli / 1000n) : undefined
}
