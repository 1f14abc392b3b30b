import { NUMBER_WORDS } from '../platform/vietnamese/index.ts'
import { contains, fits, isAnyOf, isPolite, type Word, wordsOf } from './hears.ts'
import type { Said } from './said.ts'

/**
 * Whether a message that holds an amount or a count gives nothing: somebody asks for it ("xin 300k cho con"), wants it
 * back or lent ("500k cho tôi xin lại", "300k cho vay"), or asks a question ("góp 300k cho Tà Xùa không?").
 *
 * @param toward what may stand between a gift and its place: "cho"
 */
export function givesNothing(line: string, toward: readonly (readonly Word[])[], said: Said): boolean {
  const all = wordsOf(line)
  const polite = all.slice(0, all.findLastIndex((word) => !isPolite(word)) + 1)
  const words = withoutKindAsking(polite, said)
  const isKind =
    words.length < polite.length || said.phrases('asks_kindly').some((phrase) => fits(words, 0, phrase))
  const isAsked = !isKind && asks(line, words, toward, said)
  return begs(words, said) || wantsBack(words, said) || isForMe(words, said) || isAsked
}

/** "góp 300k cho Tà Xùa được không?" is put as a question, and is none. */
export function withoutKindAsking(words: readonly Word[], said: Said): readonly Word[] {
  const ends = said
    .phrases('asks_kindly')
    .filter((phrase) => phrase.length < words.length && fits(words, words.length - phrase.length, phrase))
  return words.slice(0, words.length - Math.max(0, ...ends.map((phrase) => phrase.length)))
}

const isOne = (word: Word | undefined, words: readonly Word[]): boolean =>
  word !== undefined && isAnyOf(word, words)
/** With its accents: "ha" may be of a name, "hả" asks. */
const isExactlyOne = (word: Word | undefined, words: readonly Word[]): boolean =>
  words.some((meant) => word?.base === meant.base && word.marks === meant.marks)

/** "em xin 300k cho con". Whoever says "cho mình xin 1 suất" puts herself down for one. */
const begs = (words: readonly Word[], said: Said): boolean =>
  words.some(
    (word, at) =>
      isExactlyOne(word, said.words('asks_for')) &&
      !isOne(words[at + 1], said.words('asks_for_not')) &&
      words.slice(at + 1).some((later) => isExactlyOne(later, said.words('to_whom'))),
  )

function wantsBack(words: readonly Word[], said: Said): boolean {
  if (said.phrases('wants_back').some((phrase) => contains(words, phrase))) return true
  return words.some((_, at) =>
    said.phrases('lends').some((phrase) => {
      const fit = fits(words, at, phrase)
      // "cho hoi an" is a place; "2 cho hoi" is none.
      return fit === 'exact' || (fit !== undefined && at + phrase.length === words.length)
    }),
  )
}

/** "chuyển 300k cho tôi", "300k cho con": not "cho tôi góp 300k", nor "300k cho mình xin stk". */
function isForMe(words: readonly Word[], said: Said): boolean {
  if (isSentToMe(words, said)) return true
  const number = words.findIndex(isNumber)
  const toWhom = said.words('to_whom')
  const at = number < 0 ? -1 : words.findIndex((word, n) => n > number && isExactlyOne(word, toWhom))
  if (at < 0) return false
  if (isOne(words[at + 1], said.words('me'))) return at + 2 === words.length
  return (
    isOne(words[at + 1], said.words('mine')) &&
    !hasName(words, at + 2, said) &&
    !words.slice(0, at).some((word) => isOne(word, said.words('gives')))
  )
}

/** "chuyển cho tôi 500k", "gửi cho mẹ 300k" */
const isSentToMe = (words: readonly Word[], said: Said): boolean =>
  words.some(
    (word, at) =>
      isExactlyOne(word, said.words('to_whom')) &&
      (isOne(words[at + 1], said.words('me')) || isOne(words[at + 1], said.words('mine'))) &&
      words[at + 2] !== undefined &&
      isNumber(words[at + 2]!) &&
      words.slice(0, at).some((before) => isOne(before, said.words('sends'))),
  )

/** "Con Cuông": a word behind it that is nobody of the family. */
const hasName = (words: readonly Word[], at: number, said: Said): boolean =>
  words[at] !== undefined &&
  !(['me', 'mine', 'family'] as const).some((list) => isOne(words[at], said.words(list)))

const NUMBERS = NUMBER_WORDS.flatMap(wordsOf)
const isNumber = (word: Word): boolean => /\d/.test(word.base) || isAnyOf(word, NUMBERS)

/** Whether a message is put as a question, whatever stands behind the mark. */
export const endsInQuestion = (line: string): boolean => /\?[\s)!.]*$/.test(line)

/** A question that names whom it is for; "500k được không?" asks nothing of the amount. */
function asks(line: string, words: readonly Word[], toward: readonly (readonly Word[])[], said: Said) {
  const number = words.findIndex(isNumber)
  const last = words.at(-1)
  const isQuestion =
    endsInQuestion(line) || isOne(last, said.words('asks')) || isExactlyOne(last, said.words('asks_exactly'))
  const isToward = (word: Word) => toward.some((phrase) => phrase.length === 1 && isExactlyOne(word, phrase))
  return isQuestion && number >= 0 && words.slice(number + 1).some(isToward)
}
