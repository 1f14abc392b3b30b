import { type Candidate, candidateAt, titleBefore } from './candidate.ts'
import { withContext } from './context.ts'
import { names } from './names.ts'
import type { How, PlaceKind, Unit } from './registry.ts'
import { wordsIn } from './spelling.ts'

/** How well what was typed is the name: with its marks, without them, or with one letter wrong. */
export type Match = 'accented' | 'plain' | 'near'

/** A place that a text names. The same words may have several readings: they stand side by side, the likeliest first. */
export interface Place {
  readonly kind: PlaceKind
  readonly name: string
  /** Codes of the communes of today that it can mean. */
  readonly communes: readonly string[]
  /** Codes of the provinces of today where those lie. */
  readonly provinces: readonly string[]
  /** The least sure of its units. */
  readonly how: How
  readonly match: Match
  /** Where it stands in the text, with its title; `to` is behind its last letter. */
  readonly from: number
  readonly to: number
  /** It only says where another place of the same text lies: `Sơn La` in "Tà Xùa, Sơn La". */
  readonly around: boolean
  /** What has the name there: several communes are called Tân Lập. */
  readonly units: readonly Unit[]
}

/** A reading before it is known what else the text names. */
export type Found = Pick<Place, 'kind' | 'name' | 'match' | 'from' | 'to' | 'units'>

/**
 * Every place that a text names, today's or old, in the order of the text.
 *
 *     placesIn('áo ấm ở Tà Xùa, Sơn La').map(({ name }) => name)  // ['Tà Xùa', 'Sơn La']
 *     placesIn('xa ta xuaa').map(({ match }) => match)             // ['near']
 *     placesIn('mình là Lan, góp 2 áo')                            // []
 *
 * Marks that are typed are meant; without them any name with these letters is. One wrong letter is forgiven where a title or
 * "ở" says that a place comes, or capital letters. What is also a word of every day needs as much. Some 1 ms; the first
 * time reads the names.
 */
export function placesIn(text: string): Place[] {
  const words = wordsIn(text)
  const shouted = text === text.toUpperCase()
  const candidates: Candidate[] = []
  for (let first = 0; first < words.length; first++) {
    const before = titleBefore(text, words, first)
    for (let last = first; last < Math.min(words.length, first + names().mostWords); last++) {
      // A name does not go over the end of a sentence or of a list's item.
      if (last > first && /[.,;:!?\n()]/.test(text.slice(words[last - 1]!.to, words[last]!.from))) break
      const found = candidateAt(words, first, last, before, shouted)
      if (found) candidates.push(found)
    }
  }
  candidates.sort((a, b) => b.rank - a.rank || a.first - b.first)
  const taken = new Set<number>()
  const chosen = candidates.filter(({ first, last }) => {
    for (let n = first; n <= last; n++) if (taken.has(n)) return false
    for (let n = first; n <= last; n++) taken.add(n)
    return true
  })
  return withContext(chosen.sort((a, b) => a.first - b.first).map(({ places }) => places))
}
