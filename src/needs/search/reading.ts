import { amountInside } from '../../platform/vietnamese/index.ts'
import type { Ages, Sex } from '../packages.ts'
import { hasMarks, type Typed, wordsIn } from '../places/spelling.ts'
import { agesIn } from './children.ts'
import { asksForNeeds, firstSaid, isAside } from './clauses.ts'
import { misspeltIn } from './misspelt.ts'
import { type Hit, hitsIn } from './vocabulary.ts'
import { placesLeft, placesSaid, type Where } from './where.ts'
import type { Thing, Wish } from './wish.ts'

/** A longer text is a letter; what somebody would like to give stands at its beginning. */
const MOST = 2_000

/**
 * Reads what somebody would like to give, and where, out of a sentence as people type it: with marks or without, with a
 * letter wrong, in the words of the north and the south or in English, with old names of places. All else in it is let be.
 *
 *     readWish('có chỗ nào cần áo ấm cho bé gái tiểu học ở sơn la ko')
 *     // coat, female, 6 to 10 years, Sơn La
 *
 * Never throws. Under a millisecond; the first time reads the names of places.
 */
export function readWish(typed: string): Wish {
  const text = typed.slice(0, MOST).normalize('NFC')
  const words = wordsIn(text)
  const taken = new Set<number>()
  const take = (first: number, last: number) => {
    for (let n = first; n <= last; n++) taken.add(n)
  }
  const isFree = (n: number) => !taken.has(n)

  const classes = agesIn(words)
  for (const { first, last } of classes) take(first, last)
  const { hits, places } = apart(words, hitsIn(words), placesSaid(text), isFree)
  for (const { first, last } of hits) take(first, last)
  for (const where of places) for (const n of wordsWithin(words, where)) taken.add(n)
  if (!hits.some((hit) => isThing(hit) && isClear(words, hit))) {
    const [near] = longestFirst(misspeltIn(words, isFree).filter(isThing))
    if (near) {
      hits.push(near)
      take(near.first, near.last)
    }
  }

  const isOff = isAside(text, words)
  const said = hits.filter(({ first }) => !isOff(first))
  const meant = said.some(isThing) ? said : hits.filter((hit) => !isThing(hit) || !isOff(hit.first))
  const things = thingsOf(words, meant)
  const sexes = new Set(
    meant.flatMap(({ phrase }) => (phrase.meaning.kind === 'sex' ? phrase.meaning.sex : [])),
  )
  const ages = spanOf([
    ...classes.map((one) => one.ages),
    ...meant.flatMap(({ phrase }) => (phrase.meaning.kind === 'ages' ? phrase.meaning.ages : [])),
  ])
  const amount = amountInside(
    text
      .replace(/\b(\d+(?:[.,]\d+)?) ?(?:million|mil)\b/gi, '$1 triệu')
      .replace(/\b(\d+) ?thousand\b/gi, '$1 nghìn'),
  )
  const first = firstSaid(text)
  const about =
    things.length > 0 || sexes.size > 0 || ages !== undefined || amount !== undefined || asksForNeeds(text)
  const somewhere = about ? [...places, ...placesLeft(text, words, isFree, places.length > 0)] : places
  return {
    things,
    sex: sexes.size === 1 ? ([...sexes][0] as Sex) : undefined,
    ages,
    places: somewhere.map(({ mention }) => mention),
    amount,
    first,
    asks: first !== undefined || asksForNeeds(text),
  }
}

/** The same, but the place is this one: it was asked back. */
export const readWishAt = (text: string, where: string): Wish => ({
  ...readWish(text),
  places: placesSaid(where).map(({ mention }) => mention),
})

const isThing = ({ phrase }: Hit): boolean => phrase.meaning.kind === 'thing'
const lengthOf = ({ first, last }: Hit): number => last - first + 1

/** Longer phrases first, then those with their marks, then Vietnamese. */
const longestFirst = (hits: readonly Hit[]): Hit[] =>
  hits.toSorted(
    (a, b) =>
      lengthOf(b) - lengthOf(a) ||
      Number(b.accented) - Number(a.accented) ||
      Number(b.phrase.vietnamese) - Number(a.phrase.vietnamese) ||
      a.first - b.first,
  )

const wordsWithin = (words: readonly Typed[], { from, to }: Where): number[] =>
  words.flatMap((word, n) => (word.from < to && word.to > from ? n : []))

/** Words belong to one phrase or place alone: to the longest. "đèn trung thu" is no commune, and "Cao Bằng" is no thing. */
function apart(
  words: readonly Typed[],
  hits: readonly Hit[],
  where: readonly Where[],
  isFree: (n: number) => boolean,
): { hits: Hit[]; places: Where[] } {
  const taken = new Set<number>()
  const free = (span: readonly number[]) => span.every((n) => isFree(n) && !taken.has(n))
  const places: Where[] = []
  const kept: Hit[] = []
  const left = where
    .map((one) => ({ one, span: wordsWithin(words, one) }))
    .sort((a, b) => b.span.length - a.span.length)
  for (const hit of longestFirst(hits)) {
    const span = range(hit.first, hit.last)
    while (left.length > 0 && left[0]!.span.length >= span.length) keepPlace(left.shift()!)
    if (!free(span)) continue
    kept.push(hit)
    for (const n of span) taken.add(n)
  }
  for (const one of left) keepPlace(one)
  return { hits: kept.sort((a, b) => a.first - b.first), places: places.sort((a, b) => a.from - b.from) }

  function keepPlace({ one, span }: (typeof left)[number]) {
    if (!free(span)) return
    places.push(one)
    for (const n of span) taken.add(n)
  }
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, n) => first + n)

/** What is said clearly counts before what may be something else; a thing before its package. */
function thingsOf(words: readonly Typed[], hits: readonly Hit[]): Thing[] {
  const all = hits.flatMap((hit) =>
    hit.phrase.meaning.kind === 'thing' ? [{ hit, ...hit.phrase.meaning }] : [],
  )
  const clear = all.filter(({ hit }) => isClear(words, hit))
  const meant = (
    clear.length > 0 ? clear : isMarked(words) ? all.filter(({ hit }) => hit.accented) : all
  ).map(({ thing }) => thing)
  const items = meant.filter(({ item }) => item !== undefined)
  const ofThings = (thing: Thing) => thing.item === undefined && items.length > 0 && !WHOLE.has(thing.package)
  const left = meant.filter((thing) => !ofThings(thing))
  return left.filter(
    (thing, n) => left.findIndex((one) => one.package === thing.package && one.item === thing.item) === n,
  )
}

const isClear = (words: readonly Typed[], { first, last, phrase: { meaning, vietnamese } }: Hit): boolean =>
  meaning.kind === 'thing' && !meaning.weak && (last > first || hasMarks(words[first]!) || !vietnamese)

/** Who writes marks has left none out: "hôm qua" is no gift. */
const isMarked = (words: readonly Typed[]): boolean => words.filter(hasMarks).length * 3 >= words.length

/** Packages that are a gift themselves; beside a thing the others only say of what kind it is. */
const WHOLE = new Set(['scholarship', 'sponsorship'])

const spanOf = (all: readonly Ages[]): Ages | undefined =>
  all.length === 0
    ? undefined
    : { from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) }
