import { fits, isAnyOf, isAround, isPolite, type Word, wordsOf } from './hears.ts'
import type { Said } from './said.ts'

/** A name of more words is a sentence. */
const MOST_WORDS = 4
const LONGEST = 60
const IS_NAME = /^\p{Lu}[\p{L}\p{M}'’-]*[.,!]*$/u
const IS_WORD = /^\p{Ll}[\p{L}\p{M}'’-]*[.,!]*$/u

/**
 * Whether somebody says who they are, and no more: “Chào, tôi là Lan”, “em là Lan ạ”, “Hi, I'm Lan”. It is a greeting. A name without a
 * capital is one word, and none that says what they are: “tôi là sinh viên”.
 */
export function introduces(said: Said, line: string): boolean {
  if (line.length > LONGEST) return false
  const pieces = line.trim().split(/\s+/)
  const isGreeting = (piece: string): boolean =>
    wordsOf(piece).every((word) => isAround(word) || isAnyOf(word, said.words('greets')))
  for (let from = 0; from < pieces.length; from++) {
    const words = wordsOf(pieces.slice(from).join(' '))
    const leads = said.phrases('introduces').filter((phrase) => fits(words, 0, phrase))
    const lead = Math.max(0, ...leads.map((phrase) => phrase.length))
    if (lead > 0) return isName(said, behind(pieces.slice(from), lead))
    if (!isGreeting(pieces[from]!)) return false
  }
  return false
}

/** Without the words that lead to it, of which one piece may hold two (“I'm”), and without politeness. */
function behind(pieces: readonly string[], lead: number): readonly string[] {
  let count = 0
  const rest = pieces.filter((piece) => {
    const isLead = count < lead
    count += wordsOf(piece).length
    return !isLead
  })
  const isEnd = (piece: string): boolean => wordsOf(piece).every(isPolite)
  return rest.slice(0, rest.findLastIndex((piece) => !isEnd(piece)) + 1)
}

function isName(said: Said, pieces: readonly string[]): boolean {
  if (pieces.length === 0 || pieces.length > MOST_WORDS) return false
  if (pieces.every((piece) => IS_NAME.test(piece))) return true
  const [first] = pieces.length === 1 ? wordsOf(pieces[0]!) : []
  return first !== undefined && IS_WORD.test(pieces[0]!) && !saysWhat(said, first)
}

const saysWhat = (said: Said, word: Word): boolean =>
  (['never_place', 'sentence', 'kin', 'children', 'anybody', 'no_name', 'greets'] as const).some((list) =>
    isAnyOf(word, said.words(list)),
  )
