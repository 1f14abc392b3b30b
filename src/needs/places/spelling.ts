import { fold } from '../../platform/vietnamese/index.ts'

/** A word as it is compared: with its marks, and without. */
export interface Word {
  /** Small letters, the tone mark behind them: `hòa` and `hoà` are the same. */
  readonly marked: string
  readonly plain: string
}

/** A word of somebody's text, and where it stands there. */
export interface Typed extends Word {
  readonly from: number
  readonly to: number
  /** What stands there. */
  readonly said: string
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’ʼ`][\p{L}\p{M}]+)*/gu

/** `H'Leo` is typed with any apostrophe, or with none. */
export const wordsIn = (text: string): Typed[] =>
  [...text.matchAll(WORDS)].map(({ 0: said, index }) => ({
    ...wordOf(said),
    from: index,
    to: index + said.length,
    said,
  }))

/** Words come again and again. Bounded: people type anything. */
const known = new Map<string, Word>()

export function wordOf(said: string): Word {
  const before = known.get(said)
  if (before) return before
  const word = read(said)
  if (known.size < 8_000) known.set(said, word)
  return word
}

function read(said: string): Word {
  const letters = said
    .replace(/['’ʼ`]/g, '')
    .toLowerCase()
    .normalize('NFD')
  const tone = letters.match(TONES)?.[0] ?? ''
  const marked = letters.replace(TONES, '').normalize('NFC') + tone
  return { marked, plain: fold(letters) }
}

export const hasMarks = ({ marked, plain }: Word): boolean => marked !== plain

/** Whether what was typed can be this word: marks that were typed are meant, those that were not match any. */
export const canBe = (typed: Word, word: Word): boolean =>
  typed.marked === word.marked || (typed.marked === typed.plain && typed.plain === word.plain)

/** Whether one letter put in, left out or changed, or two neighbours swapped, make one word out of the other. */
export function isOneLetterOff(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && from < b.length && a[from] === b[from]) from++
  const [restA, restB] = [a.slice(from), b.slice(from)]
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true
  return (
    a.length === b.length &&
    restA[0] === restB[1] &&
    restA[1] === restB[0] &&
    restA.slice(2) === restB.slice(2)
  )
}

/**
 * Whether what was typed is these words with one letter wrong. In the word that is wrong the tone is not looked at: who
 * leaves out the `ờ` of `Mường` has left out its tone.
 */
export function isNear(typed: readonly Word[], words: readonly Word[]): boolean {
  if (typed.length !== words.length) return false
  let wrong = 0
  for (const [n, one] of typed.entries()) {
    const word = words[n]!
    if (canBe(one, word)) continue
    // "ở" is not the A of Vĩnh Lộc A.
    if (word.plain.length === 1) return false
    if (one.plain === word.plain || !isOneLetterOff(one.plain, word.plain)) return false
    if (hasMarks(one) && !isOneLetterOff(toneless(one), toneless(word))) return false
    wrong++
  }
  return wrong === 1
}

const toneless = ({ marked }: Word): string => marked.replace(TONES, '')
