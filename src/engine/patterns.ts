import { canBe, isAnyOf, type Word, wordsOf } from './hears.ts'
import { wordsOfPhrase } from './numbers.ts'

/**
 * What stands inside a message, with room in it. People name who did it and how, so a phrase that leaves no room hears
 * few of them:
 *
 *     bị * đánh          "bị bố đánh", "bị bố dượng đánh"   up to ROOM words where the star is
 *     bố|mẹ * con|cháu   one of these words
 *     bị tát!            only with its accents: "bi tat" is also what a phone is when it is switched off
 *     góp * #sum         a word that may be of a sum, behind others: "200k", "1tr2", "triệu"
 */
export interface Pattern<T> {
  readonly text: string
  readonly slots: readonly Slot[]
  readonly to: T
}

interface Slot {
  /** By base: a slot of thirty words is looked at as fast as one of one. */
  readonly any: ReadonlyMap<string, readonly Meant[]>
  /** How many other words may stand before it. */
  readonly room: number
  readonly isSum?: boolean
}

interface Meant extends Word {
  readonly accented: boolean
}

const SUM = '#sum'
const SUM_WORDS = 'triệu nghìn ngàn trăm củ lít tỷ tỉ'.split(' ').flatMap(wordsOf)
const mayBeSum = (word: Word): boolean => /^\d/.test(word.base) || isAnyOf(word, SUM_WORDS)

/** "bị anh trai ruột của nó đánh": five. Longer, it is mostly another sentence. */
const ROOM = 5
/** What a message can cost grows by ROOM with each. */
const MOST_STARS = 2

export const hasRoom = (text: string): boolean => /[*|]/.test(text)

/** What is wrong with a phrase, for whoever writes the flow. */
export function patternTrouble(text: string): string | undefined {
  const pieces = text.split(/\s+/)
  const stars = pieces.filter((piece) => piece === '*').length
  if (pieces.some((piece) => piece !== '*' && piece.includes('*')))
    return 'A "*" stands alone, between words: "bị * đánh".'
  if (pieces[0] === '*' || pieces.at(-1) === '*' || /\*\s+\*/.test(text))
    return 'A "*" stands between two words. Leave it out at the ends: what stands around is not looked at.'
  if (stars > MOST_STARS) return `At most ${MOST_STARS} "*" in a phrase. Write two phrases.`
  if (pieces[0] === SUM) return 'A "#sum" stands behind another word: "góp * #sum".'
  const split = pieces.filter((piece) => piece.includes('|')).flatMap((piece) => piece.split('|'))
  return split.some((one) => wordsOfPhrase(one).length !== 1)
    ? 'Between "|" stands one word each, without spaces: "bố|mẹ".'
    : undefined
}

/** The same of phrases with commas between. */
export const troublesInList = (text: string): string[] =>
  text.split(',').flatMap((one) => {
    const phrase = one.trim()
    const wrong = phrase === '' ? 'Between commas stands a phrase.' : patternTrouble(phrase)
    return wrong ? [`has "${phrase}". ${wrong}`] : []
  })

/** @param text without trouble; what has some is heard as far as it can be */
export function patternOf<T>(text: string, to: T): Pattern<T> {
  const slots: Slot[] = []
  let room = 0
  for (const piece of text.split(/\s+/)) {
    if (piece === '*') room = ROOM
    else if (piece === SUM) slots.push({ any: new Map(), room, isSum: true })
    else if (piece.includes('|')) slots.push({ any: byBase(piece.split('|').flatMap(meant)), room })
    // "don't" is two words.
    else slots.push(...meant(piece).map((one, n) => ({ any: byBase([one]), room: n === 0 ? room : 0 })))
    if (piece !== '*') room = 0
  }
  return { text, slots, to }
}

function meant(piece: string): Meant[] {
  return wordsOfPhrase(piece).map((word) => ({ ...word, accented: piece.endsWith('!') }))
}

function byBase(words: readonly Meant[]): Slot['any'] {
  const map = new Map<string, Meant[]>()
  for (const one of words) map.set(one.base, [...(map.get(one.base) ?? []), one])
  return map
}

const isMeant = (heard: Word, { any, isSum }: Slot): boolean =>
  isSum
    ? mayBeSum(heard)
    : (any.get(heard.base)?.some((one) => canBe(heard, one) && (!one.accented || heard.marks !== '')) ??
      false)

/** Whether a pattern begins at a place of what was heard. */
export function startsAt(heard: readonly Word[], from: number, slots: readonly Slot[], next = 0): boolean {
  const slot = slots[next]
  if (!slot) return true
  for (let at = from; at <= from + slot.room; at++) {
    const word = heard[at]
    if (word === undefined) return false
    if (isMeant(word, slot) && startsAt(heard, at + 1, slots, next + 1)) return true
  }
  return false
}
