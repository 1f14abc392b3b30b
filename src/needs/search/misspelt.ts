import { EVERYDAY } from '../places/ordinary.ts'
import { canBe, hasMarks, isOneLetterOff, type Typed, type Word } from '../places/spelling.ts'
import { type Hit, vocabulary } from './vocabulary.ts'

/** So many letters, and one wrong among them says little against the rest. */
const LETTERS = 5

/** Phrases of a text that has one letter wrong, or a tone, or a sound that is spoken alike in the south or the north. */
export function misspeltIn(words: readonly Typed[], isFree: (n: number) => boolean): Hit[] {
  return vocabulary().all.flatMap((phrase) => {
    const length = phrase.words.length
    if (phrase.meaning.kind === 'passing' || lettersOf(phrase.words) < (length > 1 ? LETTERS : 3)) return []
    const hits: Hit[] = []
    for (let first = 0; first + length <= words.length; first++) {
      const window = words.slice(first, first + length)
      if (!window.every((_, n) => isFree(first + n)) || !isMisspelt(window, phrase.words)) continue
      hits.push({ first, last: first + length - 1, phrase, accented: false })
    }
    return hits
  })
}

const lettersOf = (words: readonly Word[]): number => words.reduce((sum, { plain }) => sum + plain.length, 0)

function isMisspelt(typed: readonly Typed[], words: readonly Word[]): boolean {
  const wrong = typed.flatMap((one, n) => (canBe(one, words[n]!) ? [] : [[one, words[n]!] as const]))
  if (wrong.length !== 1) return false
  const [one, word] = wrong[0]!
  // "sửa cho bé" is sữa: the tones hỏi and ngã are one in the south.
  if (one.plain === word.plain) return hasMarks(one) && hasMarks(word) && alikeInTheSouth(one, word)
  if (lettersOf(words) < LETTERS || EVERYDAY.has(one.plain) || one.plain.length < 2) return false
  return isOneLetterOff(one.plain, word.plain) || spoken(one.plain) === spoken(word.plain)
}

const HOI = '\u0309'
const NGA = '\u0303'
const alikeInTheSouth = (a: Word, b: Word): boolean =>
  a.marked.replace(NGA, HOI) === b.marked.replace(NGA, HOI)

/** "tr" and "ch", "s" and "x", "d", "gi" and "r", "i" and "y" sound alike somewhere. */
const spoken = (plain: string): string =>
  plain
    .replace(/^tr/, 'ch')
    .replace(/^x/, 's')
    .replace(/^(?:gi|r)(?=[aeiouy])/, 'd')
    .replace(/y/g, 'i')
