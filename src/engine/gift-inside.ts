import { readMoney } from '../platform/vietnamese/index.ts'
import { type Giver, giftSaid, isUnitsAtEnd } from './gift-said.ts'
import { contains, fits, type Word, wordsOf } from './hears.ts'
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

/** "góp ẩn danh 500k": a gift, and that it is nameless changes nothing. @returns the flow it is meant for */
export function namelessSaid(givers: readonly Giver[], said: Said, line: string): string | undefined {
  const pieces = line.split(/\s+/)
  for (const phrase of said.phrases('nameless')) {
    const isHere = (at: number): boolean => {
      const words = wordsOf(pieces.slice(at, at + phrase.length).join(' '))
      return words.length === phrase.length && fits(words, 0, phrase) !== undefined
    }
    const from = pieces.findIndex((_, at) => isHere(at))
    if (from < 0) continue
    const rest = [...pieces.slice(0, from), ...pieces.slice(from + phrase.length)]
    return giftSaid(givers, said, rest.join(' '))?.flow
  }
  return undefined
}
