import { readMoney } from '../platform/vietnamese/index.ts'
import { type Giver, isUnitsAtEnd } from './gift-said.ts'
import { contains, type Word, wordsOf } from './hears.ts'
import { givesNothing } from './no-gift.ts'
import type { Said } from './said.ts'

/**
 * "thương tụi nhỏ quá, cho ngoại gởi 2 trăm nghe", "lớp 12A1 góp 2 triệu": an amount or units in a sentence that has a
 * word of giving and none that makes it another thing. How much it is, the flow's own question reads and asks back.
 *
 * @returns the flow it is meant for
 */
export function giftInside(givers: readonly Giver[], said: Said, line: string): string | undefined {
  if (line.length > LONGEST_SENTENCE || /\?[\s)!.]*$/.test(line)) return undefined
  const words = wordsOf(line)
  const has = (phrases: readonly (readonly Word[])[]): boolean =>
    phrases.some((phrase) => contains(words, phrase))
  if (has(said.phrases('done'))) return undefined
  return givers.find(({ gives, doubts, toward, units }) => {
    const isSaid = has(gives) && !has(doubts) && !givesNothing(line, toward, said)
    return isSaid && (isMoney(line) || isUnitsAtEnd(line, units))
  })?.flow
}

const LONGEST_SENTENCE = 100

const isMoney = (line: string): boolean => {
  const { kind } = readMoney(line)
  return kind === 'amount' || kind === 'ambiguous'
}
