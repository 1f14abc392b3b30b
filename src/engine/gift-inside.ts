import { readMoney } from '../platform/vietnamese/index.ts'
import { type Giver, giftSaid, isUnitsAtEnd } from './gift-said.ts'
import { contains, fits, isAnyOf, isAround, type Word, wordsOf } from './hears.ts'
import { endsInQuestion, givesNothing } from './no-gift.ts'
import type { Said } from './said.ts'

/**
 * "thương tụi nhỏ quá, cho ngoại gởi 2 trăm nghe", "lớp 12A1 góp 2 triệu": an amount or units in a sentence that has a
 * word of giving and none that makes it another thing. How much it is, the flow's own question reads and asks back.
 *
 * @param more what the open campaigns count in
 * @returns the flow it is meant for
 */
export function giftInside(
  givers: readonly Giver[],
  said: Said,
  line: string,
  more: Giver['units'] = [],
): string | undefined {
  if (line.length > LONGEST_SENTENCE || endsInQuestion(line)) return undefined
  const words = wordsOf(line)
  const has = (phrases: readonly (readonly Word[])[]): boolean =>
    phrases.some((phrase) => contains(words, phrase))
  if (has(said.phrases('done'))) return undefined
  return givers.find(({ gives, doubts, toward, units }) => {
    const isGiven = (has(gives) || startsForChildren(words, said)) && !isForFamily(words, said)
    const isSaid = isGiven && !has(doubts) && !givesNothing(line, toward, said)
    return isSaid && (isMoney(line) || isUnitsAtEnd(line, [...units, ...more]))
  })?.flow
}

/** "cho các cháu 500 nghìn": but "hàng xóm cho các con 2 triệu" tells of somebody. */
function startsForChildren(words: readonly Word[], said: Said): boolean {
  const from = words.findIndex((word) => !isAround(word))
  const [give, whom] = [words[from], words[from + 1]]
  return give !== undefined && whom !== undefined
    ? isAnyOf(give, said.words('to_whom')) && isAnyOf(whom, said.words('children'))
    : false
}

/** "gửi tiền cho con tôi 500k", "dành 500k cho mẹ"; "cho con góp 500k" is how a child or a politer person asks to give. */
const isForFamily = (words: readonly Word[], said: Said): boolean =>
  words.some((word, at) => {
    const whom = words[at + 1]
    if (whom === undefined || !isAnyOf(word, said.words('to_whom'))) return false
    const next = words[at + 2]
    const isMe = isAnyOf(whom, said.words('me')) || isAnyOf(whom, said.words('family'))
    if (!isMe && !isAnyOf(whom, said.words('mine'))) return false
    return next === undefined || !GIVING.some((list) => isAnyOf(next, said.words(list)))
  })

const GIVING = ['gives', 'sends', 'small'] as const

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
    const rest = [...pieces.slice(0, from), ...pieces.slice(from + phrase.length)].join(' ')
    // “góp ẩn danh 500k thứ bảy”
    return giftSaid(givers, said, rest)?.flow ?? giftInside(givers, said, rest)
  }
  return undefined
}
