import { isAmountAlone, NUMBER_WORDS, readNumber } from '../platform/vietnamese/index.ts'
import type { Definition } from './definition.ts'
import { canBe, contains, fits, isAnyOf, isAround, isPolite, type Word, wordsOf } from './hears.ts'
import { givesNothing, withoutKindAsking } from './no-gift.ts'
import { hasRoom } from './patterns.ts'
import { canBePlace } from './place-said.ts'
import type { Said } from './said.ts'
import type { RawWords } from './words.ts'

/** A flow whose question of money the first words may answer (`heard: true`). */
export interface Giver {
  readonly flow: string
  /** What may stand before the amount: the words of the flow itself, like "góp". */
  readonly before: readonly (readonly Word[])[]
  /** What units are called there: "suất". */
  readonly units: readonly (readonly Word[])[]
  /** What may stand before an amount that is meant for a place ("tặng"), and between it and the place ("cho"). */
  readonly gives: readonly (readonly Word[])[]
  /** What makes of an amount something else than a gift. */
  readonly doubts: readonly (readonly Word[])[]
  readonly toward: readonly (readonly Word[])[]
}

/** An amount that stands alone, and the flow it is meant for. */
export interface GiftSaid {
  readonly flow: string
  /** Only money, which may be meant for anything: what was sent, what was asked back. */
  readonly bare: boolean
}

/**
 * @param words of the flow, in all languages: people mix them
 * @param voices what its voices say and hear
 */
export function giverOf(
  flow: string,
  definition: Definition | undefined,
  words: readonly RawWords[],
  said: Said,
  voices: readonly RawWords[] = [],
): Giver | undefined {
  const steps = [...(definition?.steps.values() ?? [])]
  const step = steps.find(({ verb }) => verb.kind === 'ask' && verb.heard && verb.read === 'money')
  if (!step) return undefined
  const all = [...words, ...voices]
  const listed = (key: string) =>
    all.flatMap(({ texts }) => texts.get(`${step.name}.${key}`)?.text.split(',').map(wordsOf) ?? [])
  return {
    flow,
    before: all.flatMap(({ hears }) =>
      [...hears.whole, ...hears.has].filter((text) => !hasRoom(text)).map(wordsOf),
    ),
    units: [...said.phrases('units'), ...listed('units')],
    gives: listed('gives'),
    doubts: listed('doubts'),
    toward: takesToward(definition) ? listed('toward') : [],
  }
}

const takesToward = (definition: Definition | undefined): boolean =>
  definition?.takes.get('toward') === 'text' && definition.takes.get('gift') === 'text'

/**
 * "500k", "góp 500k nhé", "2 suất": an amount, what may stand before it, and politeness. With anything else beside it
 * ("mình chuyển 500k rồi") it may be no gift, and is left to others.
 *
 * @param more what the open campaigns count in
 */
export function giftSaid(
  givers: readonly Giver[],
  said: Said,
  line: string,
  more: Giver['units'] = [],
): GiftSaid | undefined {
  if (line.length > LONGEST) return undefined
  const pieces = trimmed(line.split(/\s+/))
  if (pieces.length === 0) return undefined
  for (const { flow, before, units } of givers) {
    for (let at = 0; at < pieces.length; at++) {
      const start = wordsOf(pieces.slice(0, at).join(' '))
      const isStart = (phrase: readonly Word[]) => phrase.length === start.length && fits(start, 0, phrase)
      // “cho 5 củ”, “lấy 3 suất”: money is given, units are taken too.
      const leads = [...before, ...said.phrases('to_whom')].some(isStart)
      const rest = pieces.slice(at).join(' ')
      // “cho mình 2 suất” puts herself down for them; whoever says “cho em 2 áo” may need them.
      const isForMe = start.length > 1 && isAnyOf(start[0]!, said.words('to_whom'))
      const counted = isForMe ? units : [...units, ...more]
      if ((at === 0 || leads || said.phrases('takes').some(isStart)) && isUnits(rest, counted))
        return { flow, bare: false }
      if ((at === 0 || leads) && isAmountAlone(rest)) return { flow, bare: at === 0 }
    }
  }
  return undefined
}

const LONGEST = 60

/** A gift that is said with whom it is for: "góp 300k cho Tà Xùa", "2 áo cho Tà Xùa". Which place that is, others know. */
export interface TowardSaid {
  readonly flow: string
  /** The amount or the count, with what is counted: "300k", "2 áo". */
  readonly gift: string
  readonly toward: string
  /** Another gift is named behind it: “… và 3 suất cho Co Mạ”. */
  readonly more?: true
}

/** @param known the names of places that are known; asked for only when the words are a gift */
export function towardSaid(
  givers: readonly Giver[],
  said: Said,
  line: string,
  known: () => readonly (readonly Word[])[] = () => [],
): TowardSaid | undefined {
  if (line.length > LONGEST_TOWARD) return undefined
  // Whether it asks, `givesNothing` sees.
  const pieces = line.replace(/[\s?]+$/, '').split(/\s+/)
  for (const { flow, before, gives, toward } of givers) {
    const leads = [...before, ...gives, ...toward]
    const between = pieces.findIndex((piece, n) => n > 0 && isOneOf(piece, toward))
    if (between < 0) continue
    const first = withoutLead(pieces.slice(0, between), leads).join(' ')
    const behind = withoutPoliteEnd(withoutFirst(pieces.slice(between + 1), toward), said)
    // “góp cho Tà Xùa 300k”: how much comes last.
    const last = isOneOf(first, leads) ? giftAtEnd(behind) : -1
    const gift = last < 0 ? first : behind.slice(last).join(' ')
    const other = last < 0 ? anotherGift(behind, toward) : -1
    const place = other >= 0 ? withoutAnd(behind.slice(0, other)) : last < 0 ? behind : behind.slice(0, last)
    // “góp 300k cho Tà Xùa rồi” tells of a gift that was made.
    const isDone = pieces.some((piece) => isOneOf(piece, said.phrases('done')))
    const isGift = !isDone && (isAmountAlone(gift) || isCount(gift)) && !givesNothing(line, toward, said)
    if (!isGift) continue
    const names = known()
    const meant = canBePlace(place, said, names) ? place : knownAtEnd(place, toward, said, names)
    if (meant) return { flow, gift, toward: meant.join(' '), ...(other >= 0 && { more: true }) }
  }
  return undefined
}

/** "Tà Xùa", "chọn xã Tà Xùa nhé": a place that is known, and nothing else. @returns which of the known ones */
export function placeSaid(
  givers: readonly Giver[],
  said: Said,
  line: string,
  known: readonly (readonly Word[])[],
): { readonly flow: string; readonly which: number } | undefined {
  const giver = givers.find(({ toward }) => toward.length > 0)
  if (!giver || line.length > LONGEST) return undefined
  const words = wordsOf(line)
  const isLead = (word: Word): boolean =>
    (['place_titles', 'chooses'] as const).some((list) => isAnyOf(word, said.words(list)))
  const isPlace = (name: readonly Word[], from: number): boolean =>
    name.length > 1 &&
    fits(words, from, name) !== undefined &&
    words.slice(0, from).every(isLead) &&
    words.slice(from + name.length).every(isPolite)
  const which = known.findIndex((one) => words.some((_, from) => isPlace(one, from)))
  return which < 0 ? undefined : { flow: giver.flow, which }
}

/** "bé trai 7 tuổi ở Tà Xùa": of a description, the place that is known. */
function knownAtEnd(
  pieces: readonly string[],
  toward: Giver['toward'],
  said: Said,
  known: readonly (readonly Word[])[],
): readonly string[] | undefined {
  const place = pieces.slice(pieces.findLastIndex((piece) => isOneOf(piece, toward)) + 1)
  const words = wordsOf(place.join(' '))
  const isKnown = known.some((name) => name.length > 0 && contains(words, name))
  return isKnown && canBePlace(place, said, known) ? place : undefined
}

/** Where, behind a place, an amount or a count begins, and goes on to the end. */
function giftAtEnd(pieces: readonly string[]): number {
  return pieces.findIndex((piece, at) => {
    const rest = pieces.slice(at).join(' ')
    return at > 0 && BEGINS_NUMBER.test(piece) && (isAmountAlone(rest) || isCount(rest))
  })
}

/** Where, behind a place, another gift for another place begins: an amount or a count, and no age ("7 tuổi ở Tà Xùa"). */
const anotherGift = (pieces: readonly string[], toward: Giver['toward']): number =>
  pieces.findIndex((piece, at) => {
    if (at === 0 || !BEGINS_NUMBER.test(piece)) return false
    const end = pieces.findIndex((later, n) => n > at && isOneOf(later, toward))
    const said = pieces.slice(at, end)
    const isAge = said.some((one) => isOneOf(one, AGE))
    return (
      end > at && !isAge && (isAmountAlone(said.join(' ')) || (said.length > 1 && isCount(said.join(' '))))
    )
  })

const AGE = [wordsOf('tuổi'), wordsOf('years')]

/** "Ngọc Chiến và", "Ngọc Chiến," */
const withoutAnd = (pieces: readonly string[]): readonly string[] =>
  /^(?:và|va|còn|con|với|voi|and)$/i.test(pieces.at(-1) ?? '') ? pieces.slice(0, -1) : pieces

const BEGINS_NUMBER = new RegExp(`^(?:\\d|(?:${NUMBER_WORDS.join('|')})$)`, 'iu')

/** "gửi 300k về cho Tà Xùa". */
function withoutFirst(pieces: readonly string[], words: Giver['toward']): readonly string[] {
  const from = pieces.findIndex((piece) => !isOneOf(piece, words))
  return from < 0 ? [] : pieces.slice(from)
}

const LONGEST_TOWARD = 100

const isOneOf = (piece: string, phrases: readonly (readonly Word[])[]): boolean => {
  const words = wordsOf(piece)
  return phrases.some((phrase) => phrase.length === words.length && fits(words, 0, phrase))
}

/** Without politeness and address at the ends. */
function trimmed(pieces: readonly string[]): readonly string[] {
  const polite = (piece: string): boolean => wordsOf(piece).every(isAround)
  // “em da gop 500k” has given: “dạ” comes first.
  const from = pieces.findIndex((piece, at) => !polite(piece) || (at > 0 && piece.toLowerCase() === 'da'))
  return from < 0 ? [] : pieces.slice(from, pieces.findLastIndex((piece) => !polite(piece)) + 1)
}

/** What is left of a name may itself look like an address: "Co Mạ" is no "cô Mạ". */
function withoutPoliteEnd(pieces: readonly string[], listed: Said): readonly string[] {
  const isThanks = (at: number): boolean =>
    isOneOf(`${pieces[at]} ${pieces[at + 1] ?? ''}`, listed.phrases('thanks'))
  const thanks = pieces.findIndex((_, n) => n > 0 && isThanks(n))
  const said = withoutAskingEnd(thanks < 0 ? pieces : pieces.slice(0, thanks), listed)
  const isPoliteAt = (piece: string): boolean => wordsOf(piece).every(isPolite)
  const isEnd = (piece: string, at: number): boolean =>
    isPoliteAt(piece) ||
    isOneOf(piece, listed.phrases('ends')) ||
    // "nhé bạn", but "các bạn" are whom it is for.
    (at > 0 && isPoliteAt(said[at - 1]!) && wordsOf(piece).every(isAround))
  return said.slice(0, said.findLastIndex((piece, at) => !isEnd(piece, at)) + 1)
}

/** "được không ạ?" behind a place. */
function withoutAskingEnd(pieces: readonly string[], said: Said): readonly string[] {
  const end = pieces.findLastIndex((piece) => !wordsOf(piece).every(isPolite)) + 1
  const words = wordsOf(pieces.slice(0, end).join(' '))
  const rest = withoutKindAsking(words, said)
  if (rest.length === words.length) return pieces
  let count = 0
  return pieces.slice(0, end).filter((piece) => {
    count += wordsOf(piece).length
    return count <= rest.length
  })
}

/** "cho mình góp 300k" is "300k". */
function withoutLead(all: readonly string[], leads: readonly (readonly Word[])[]): readonly string[] {
  const pieces = trimmed(all)
  for (let length = pieces.length - 1; length > 0; length--) {
    if (isOneOf(pieces.slice(0, length).join(' '), leads)) return withoutLead(pieces.slice(length), leads)
  }
  return pieces
}

/** "2 áo", "hai suất quà": the number comes first, and is no hour ("mai 20h"). */
function isCount(text: string): boolean {
  const [number, ...counted] = wordsOf(text)
  if (number === undefined || counted.length > 3 || counted.some(({ base }) => /\d/.test(base))) return false
  return (
    /^(?:\d{1,4}|[a-z]+)$/.test(number.base) &&
    (readNumber(number.base) ?? 0) > 0 &&
    (readNumber(text) ?? 0) > 0
  )
}

/**
 * "cho mình đổi thành 500k" → "500k", "đổi ý, góp 300k thôi" → "300k": what comes after words that lead to an amount, without
 * politeness, and nothing else.
 *
 * @returns undefined where no such word comes first
 */
export function afterLeads(line: string, leads: readonly Word[], listed: Said): string | undefined {
  const pieces = line.split(/\s+/)
  const isLead = (word: Word): boolean => leads.some((one) => canBe(word, one))
  const at = pieces.findIndex((piece) => !wordsOf(piece).every((word) => isLead(word) || isAround(word)))
  const led = pieces.slice(0, Math.max(at, 0)).flatMap(wordsOf).some(isLead)
  return led ? withoutPoliteEnd(pieces.slice(at), listed).join(' ') : undefined
}

/** "ghi tên Lan và Minh nhé" → "Lan và Minh", "ghi tên" → "". A name that nothing leads to stays as it is typed. */
export function nameBehind(line: string, said: Said): string {
  const pieces = line.trim().split(/\s+/)
  const lead = (from: number): number => {
    const begun = said
      .phrases('before_name')
      .filter((phrase) => isOneOf(pieces.slice(from, from + phrase.length).join(' '), [phrase]))
    return Math.max(0, ...begun.map((phrase) => phrase.length))
  }
  let from = 0
  for (let more = lead(0); more > 0; more = lead(from)) from += more
  if (from === 0) return line
  const end = pieces.findLastIndex((piece) => !wordsOf(piece).every(isPolite)) + 1
  return pieces
    .slice(from, end)
    .join(' ')
    .replace(/^[:"“'‘\s]+|["”'’\s]+$/gu, '')
}

/** "500", "300 nhé": two or three digits. Fewer may be an option's number or a count, more the end of some other number. */
export const isShortNumber = (line: string): boolean =>
  /^\p{Nd}{2,3}$/u.test(trimmed(line.split(/\s+/)).join(' '))

/** One word for the number, and then what is counted. */
function isUnits(text: string, units: Giver['units']): boolean {
  const words = wordsOf(text)
  return (
    units.some((unit) => words.length === unit.length + 1 && fits(words, 1, unit)) &&
    (readNumber(text) ?? 0) > 0
  )
}

/** "góp 2 suất nhé" → 2. @returns undefined where no units stand at the end */
export function unitsAtEnd(line: string, units: Giver['units']): number | undefined {
  const pieces = trimmed(line.split(/\s+/))
  const ends = [2, 3].map((length) => pieces.slice(-length).join(' '))
  const end = ends.find((text) => isUnits(text, units))
  return end === undefined ? undefined : readNumber(end)
}

/** "tặng các bé 3 phần quà": a sentence that ends so. */
export function isUnitsAtEnd(line: string, units: Giver['units']): boolean {
  const pieces = trimmed(line.split(/\s+/))
  return [2, 3].some((length) => pieces.length > length && isUnits(pieces.slice(-length).join(' '), units))
}
