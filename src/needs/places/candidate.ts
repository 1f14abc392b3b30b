import type { Found, Match } from './finding.ts'
import { type Name, names, namesNear } from './names.ts'
import {
  EVERYDAY,
  NOT_A_NAME,
  ONE_WORD,
  PERSON,
  PHRASES,
  PLAIN_PHRASES,
  SURELY_WHERE,
  TITLES,
  WEEKDAYS,
  WHERE,
} from './ordinary.ts'
import type { PlaceKind } from './registry.ts'
import { canBe, hasMarks, isNear, type Typed, wordsIn } from './spelling.ts'

/** Words of a text that may be a name. */
export interface Candidate {
  readonly first: number
  readonly last: number
  /** How much it is to be believed before others that share its words. */
  readonly rank: number
  readonly places: readonly Found[]
}

type Title = (typeof TITLES)[number]

/** Titles with their words, as they are typed. */
const PARTS = TITLES.map((title) => ({
  title,
  dot: title.words.endsWith('.'),
  parts: wordsIn(title.words).map(({ said, plain }) => ({ said, plain })),
}))

interface Before {
  readonly title: Title | undefined
  /** Title and first word together are of every day: "xã hội". Then it is a title only before a name that is typed right. */
  readonly ordinary: boolean
  /** Where the name with its title begins. */
  readonly from: number
  /** The word before all that, in small letters; empty at the beginning. */
  readonly previous: string
}

/** What stands before a name that begins at `first`. */
export function titleBefore(text: string, words: readonly Typed[], first: number): Before {
  const joined = first > 0 && /^[\s.]*$/.test(text.slice(words[first - 1]!.to, words[first]!.from))
  const title = joined ? PARTS.find((one) => isTitle(one, text, words, first))?.title : undefined
  const start = title ? first - title.words.split(' ').length : first
  return {
    title,
    ordinary: title !== undefined && isOrdinary([words[first - 1]!, words[first]!]),
    from: words[start]!.from,
    previous: start > 0 ? small(words[start - 1]!) : '',
  }
}

function isTitle(
  { title, dot, parts }: (typeof PARTS)[number],
  text: string,
  words: readonly Typed[],
  first: number,
): boolean {
  if (parts.length > first || (dot && text[words[first - 1]!.to] !== '.')) return false
  return parts.every(({ said, plain }, n) => {
    const word = words[first - parts.length + n]!
    return small(word) === said || (title.plain && !hasMarks(word) && word.plain === plain)
  })
}

/** Whether the words from `first` to `last` are a name, typed right or with one letter wrong, and are meant as one. */
export function candidateAt(
  words: readonly Typed[],
  first: number,
  last: number,
  before: Before,
  shouted: boolean,
): Candidate | undefined {
  const window = words.slice(first, last + 1)
  const { previous } = before
  const key = window.map((word) => word.plain).join(' ')
  const right = exactly(window, key)
  const everyday = window.every(({ plain }) => EVERYDAY.has(plain))
  const title =
    before.ordinary && (last === first || (right.length === 0 && (everyday || before.title?.words !== 'xã')))
      ? undefined
      : before.title
  const evidence: Evidence = {
    title,
    where: title !== undefined || WHERE.has(previous),
    surely: title !== undefined || SURELY_WHERE.has(previous),
    capitals: !shouted && window.every(({ said }) => /^\p{Lu}/u.test(said)),
    alone: last === words.length - 1 && (first === 0 || (title !== undefined && previous === '')),
  }
  // "chị Thu Hà": a person. A title says that it is none.
  if (!title && PERSON.has(previous) && !right.some(isProvince)) return undefined
  // "cho Long Biên": one name has not both.
  if (
    !title &&
    !shouted &&
    /^\p{Ll}/u.test(window[0]!.said) &&
    window.some(({ said }) => /^\p{Lu}/u.test(said))
  )
    return undefined

  const from = title ? before.from : window[0]!.from
  const to = window.at(-1)!.to
  if (right.length > 0) {
    const places = readings(right, window, title, from, to)
    if (!isMeant(window, key, evidence, places)) return undefined
    return { first, last, rank: rankOf(window, evidence, places), places }
  }
  if (!mayBeMisspelt(window, key, evidence)) return undefined
  const near = namesNear(key).filter((name) => isNear(window, name.words))
  const all = readings(near, window, title, from, to)
  // A single word with a wrong letter is a name only behind the title of its kind.
  const places = window.length > 1 || isBig(key, all) ? all : title ? fitting(all, title) : []
  if (places.length === 0) return undefined
  // "U Minh Thợng" is no U Minh; "Tân Lập các em" is no Tân Lập with something behind it.
  const wrong = window.find((word, n) => !near.some((name) => canBe(word, name.words[n]!)))
  const more = wrong && (hasMarks(wrong) ? NOT_A_NAME.has(small(wrong)) : EVERYDAY.has(wrong.plain))
  const longer = title !== undefined && window.length > 1 && !more
  return { first, last, rank: window.length + (title ? 0.5 : 0) + (longer ? 9.4 : 1.5), places }
}

interface Evidence {
  readonly title: Title | undefined
  /** A title or a word like "ở" stands before it. */
  readonly where: boolean
  readonly surely: boolean
  readonly capitals: boolean
  /** Nothing else is said. */
  readonly alone: boolean
}

/** Longer names first. "vùng cao Sơn La" is not Cao Sơn, and "phuong binh kien" not Phương Bình. */
function rankOf(window: readonly Typed[], { title, where }: Evidence, places: readonly Found[]): number {
  if (window.length === 1) return 1
  const onTitle = TITLE_WORDS.has(window[0]!.said.toLowerCase())
  return (
    window.length +
    10 +
    (title ? 0.5 : where ? 0.4 : 0) +
    (places.some(({ kind }) => kind === 'province') ? 0.6 : 0) +
    (window.some(hasMarks) && places.some(({ match }) => match === 'accented') ? 0.1 : 0) -
    (onTitle ? 1 : 0)
  )
}

const TITLE_WORDS = new Set(PARTS.flatMap(({ parts }) => parts.map(({ plain }) => plain)))

const small = ({ said }: Typed): string => said.toLowerCase().normalize('NFC')

/** A phrase of every day, as it was typed: "hài lòng", "hai long", and not "Hải Long". */
const isOrdinary = (window: readonly Typed[]): boolean =>
  window.some(hasMarks)
    ? PHRASES.has(window.map(small).join(' '))
    : PLAIN_PHRASES.has(window.map(({ plain }) => plain).join(' '))

const isWide = ({ kind }: Found): boolean => kind === 'province' || kind === 'former-province'

/** "sonlaa": a province in one word. */
const isBig = (key: string, places: readonly Found[]): boolean => key.length > 5 && places.some(isWide)

const isProvince = ({ units }: Name): boolean => units.some(({ level }) => level === 'province')

/** Names that were typed right: with their marks if any was, else all that have these letters. */
function exactly(window: readonly Typed[], key: string): readonly Name[] {
  const same = (names().plain.get(key) ?? []).filter((name) =>
    window.every((word, n) => canBe(word, name.words[n]!)),
  )
  if (!window.some(hasMarks)) return same
  const spelled = window.map((word) => word.marked).join(' ')
  const accented = same.filter((name) => name.spelled === spelled)
  return accented.length > 0 ? accented : same
}

/** Whether a name that was typed right is meant as one. */
function isMeant(
  window: readonly Typed[],
  key: string,
  { title, where, capitals, alone }: Evidence,
  places: readonly Found[],
): boolean {
  if (window.length === 1) {
    const [word] = window as [Typed]
    if (title && fitting(places, title).length > 0) return !NOT_A_NAME.has(small(word))
    if (ONE_WORD.has(key)) return true
    // "MDrak"
    if (places.some(({ name }) => name.includes("'"))) return true
    if (!places.some(isWide)) return false
    // "HN", "Huế"; "hn" is today, and "hue" a flower.
    return key.length > 3 || hasMarks(word) || word.said === word.said.toUpperCase() || where || alone
  }
  if (title) return true
  if (WEEKDAYS.has(key)) return false
  if (where || capitals) return true
  // Two small words without marks, "co ma", are mostly something else, unless a province is called so.
  const bare =
    !places.some(isWide) && !window.some(hasMarks) && window.every(({ plain }) => EVERYDAY.has(plain))
  return !isOrdinary(window) && (alone || !bare)
}

/** Whether a name with a letter wrong is to be looked for. */
function mayBeMisspelt(
  window: readonly Typed[],
  key: string,
  { title, surely, capitals }: Evidence,
): boolean {
  if (!(surely || capitals) || title?.words === 'bản') return false
  if (isOrdinary(window) || key.length < 3 || /\d/.test(key)) return false
  const everyday = window.every(({ plain }) => EVERYDAY.has(plain))
  if (title) return !(everyday && NOT_A_NAME.has(small(window[0]!)))
  // "Trần Văn B", "Thứ Bảy"
  const another = PERSON.has(small(window[0]!)) || window[0]!.plain === 'thu'
  return (!everyday || (surely && capitals)) && !another && key.replaceAll(' ', '').length >= 5
}

const ORDER: readonly PlaceKind[] = [
  'province',
  'former-province',
  'commune',
  'former-district',
  'former-commune',
]

/** What the name can mean, by kind; behind a title what has that title, if anything does. */
function readings(
  found: readonly Name[],
  window: readonly Typed[],
  title: Title | undefined,
  from: number,
  to: number,
): Found[] {
  const all = found.flatMap((name) => {
    const match = matchOf(name, window)
    return ORDER.flatMap((kind): Found[] => {
      const units = name.units.filter(({ level }) => level === kind)
      return units.length > 0 ? [{ kind, name: units[0]!.name, match, from, to, units }] : []
    })
  })
  const fit = title ? fitting(all, title) : []
  return (fit.length > 0 ? fit : all).toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}

function matchOf({ words, spelled }: Name, window: readonly Typed[]): Match {
  if (window.map((word) => word.marked).join(' ') === spelled) return 'accented'
  return window.every(({ plain }, n) => plain === words[n]!.plain) ? 'plain' : 'near'
}

/** Those with the very title if there are any, else those that it may mean too. */
function fitting(places: readonly Found[], { kinds }: Title): Found[] {
  const of = (allowed: readonly string[]) =>
    places.flatMap((place): Found[] => {
      const units = place.units.filter(({ kind }) => allowed.includes(kind))
      return units.length > 0 ? [{ ...place, units }] : []
    })
  const very = of(kinds.slice(0, 1))
  return very.length > 0 ? very : of(kinds)
}
