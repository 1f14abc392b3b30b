import { alike, type Fit, fits, unpolite, type Word, wordsOf } from './hears.ts'
import type { Lang } from './types.ts'
import { BUILT_IN_FLOWS, type BuiltIn, type Hears } from './words.ts'

/** Where a word of everywhere leads. */
export type Lead =
  | { readonly kind: 'flow'; readonly flow: string }
  | { readonly kind: 'back' }
  | { readonly kind: 'language'; readonly lang: Lang }

interface Phrase<T> {
  readonly text: string
  readonly words: readonly Word[]
  /** Before which of its words up to GAP others may stand; 0: nowhere. */
  readonly gapAt: number
  readonly to: T
}
type Index<T> = ReadonlyMap<string, readonly Phrase<T>[]>

interface Group {
  readonly flow: string
  readonly group: number
  readonly of: number
}

/** All that people can say at any step, ready for looking up. */
export interface Listener {
  /** A child in danger: before everything else. */
  readonly urgent: (heard: readonly Word[]) => string | undefined
  readonly whole: (
    heard: readonly Word[],
    line: string,
  ) => { readonly lead: Lead; readonly fit: Fit } | undefined
  /** The longest phrase found inside, of a flow that is not under way. */
  readonly has: (heard: readonly Word[], underWay: (flow: string) => boolean) => string | undefined
}

/** What one flow hears, in all languages. */
export interface Heeds {
  readonly flow: string
  readonly urgent: boolean
  readonly hears: readonly Hears[]
}

export function listener(flows: readonly Heeds[], common: readonly Hears[]): Listener {
  const urgent = flows.filter((flow) => flow.urgent)
  const calm = flows.filter((flow) => !flow.urgent)
  const wholes = [...builtIn(common), ...calm.flatMap((flow) => phrases(flow, 'whole', lead(flow)))]
  const whole = index(wholes)
  // "?" and the like have no words.
  const signs = new Map(
    wholes.flatMap(({ text, words, to }) => (words.length === 0 ? [[text, to] as const] : [])),
  )
  const has = index(calm.flatMap((flow) => phrases(flow, 'has', flow.flow)))
  const calmGroups = index(calm.flatMap(groups))
  const urgentWhole = index(urgent.flatMap((flow) => phrases(flow, 'whole', flow.flow)))
  const urgentHas = index(urgent.flatMap((flow) => phrases(flow, 'has', flow.flow)))
  const urgentGroups = index(urgent.flatMap(groups))
  const soundsAlike = index(urgent.flatMap((flow) => phrases(flow, 'but', flow.flow)))
  const danger = (heard: readonly Word[]) =>
    wholly(urgentWhole, heard)?.to ?? longest(urgentHas, heard, never) ?? allOf(urgentGroups, heard, never)
  return {
    urgent: (heard) => danger(heard) && danger(without(soundsAlike, heard)),
    whole: (heard, line) => {
      const sign = heard.length === 0 ? signs.get(line) : undefined
      if (sign) return { lead: sign, fit: 'exact' }
      const found = wholly(whole, heard) ?? wholly(whole, unpolite(heard))
      return found && { lead: found.to, fit: found.fit }
    },
    has: (heard, underWay) => longest(has, heard, underWay) ?? allOf(calmGroups, heard, underWay),
  }
}

/** What stands in a phrase where other words may come in between: "bị … đánh". */
export const ANY = '…'
/** So many at the most. */
const GAP = 4

function phrase<T>(text: string, to: T): Phrase<T> {
  const [before = '', after] = text.split(ANY)
  return { text, words: wordsOf(text), gapAt: after === undefined ? 0 : wordsOf(before).length, to }
}

/** Whether a phrase stands here, with whatever may come in between. */
function stands(heard: readonly Word[], from: number, { words, gapAt }: Phrase<unknown>): boolean {
  if (gapAt === 0) return fits(heard, from, words) !== undefined
  if (!alike(heard, from, words, 0, gapAt)) return false
  for (let between = 0; between <= GAP; between++)
    if (alike(heard, from + gapAt + between, words, gapAt, words.length - gapAt)) return true
  return false
}

/** What was heard without what only sounds like something else. Unaccented words may be either, and stay. */
function without(phrases: Index<string>, heard: readonly Word[]): readonly Word[] {
  const left: Word[] = []
  for (let n = 0; n < heard.length; n++) {
    const found = phrases.get(heard[n]!.base)?.find(({ words }) => fits(heard, n, words) === 'exact')
    if (found) n += found.words.length - 1
    else left.push(heard[n]!)
  }
  return left
}

const never = (): boolean => false
const lead = (flow: Heeds): Lead => ({ kind: 'flow', flow: flow.flow })

function phrases<T>(flow: Heeds, key: 'whole' | 'has' | 'but', to: T): Phrase<T>[] {
  return flow.hears.flatMap((hears) => hears[key].map((text) => phrase(text, to)))
}

function groups(flow: Heeds): Phrase<Group>[] {
  const lists = flow.hears.map((hears) => hears.all_of)
  const of = Math.max(0, ...lists.map((list) => list.length))
  // The groups of all languages are one: people mix them.
  return lists.flatMap((list) =>
    list.flatMap((texts, group) => texts.map((text) => phrase(text, { flow: flow.flow, group, of }))),
  )
}

function builtIn(common: readonly Hears[]): Phrase<Lead>[] {
  return common.flatMap((hears) =>
    Object.entries(hears.builtIn).flatMap(([name, texts]) =>
      texts.map((text) => phrase(text, leadOf(name as BuiltIn))),
    ),
  )
}

function leadOf(name: BuiltIn): Lead {
  if (name === 'back') return { kind: 'back' }
  if (name === 'vi' || name === 'en') return { kind: 'language', lang: name }
  return { kind: 'flow', flow: BUILT_IN_FLOWS.find((flow) => flow === name)! }
}

/** By first word. */
function index<T>(list: readonly Phrase<T>[]): Index<T> {
  const map = new Map<string, Phrase<T>[]>()
  for (const phrase of list) {
    const first = phrase.words[0]
    if (!first) continue
    const there = map.get(first.base)
    if (there) there.push(phrase)
    else map.set(first.base, [phrase])
  }
  return map
}

function wholly<T>(phrases: Index<T>, heard: readonly Word[]): { to: T; fit: Fit } | undefined {
  let loose: { to: T; fit: Fit } | undefined
  for (const phrase of phrases.get(heard[0]?.base ?? '') ?? []) {
    if (phrase.words.length !== heard.length) continue
    const fit = fits(heard, 0, phrase.words)
    if (fit === 'exact') return { to: phrase.to, fit }
    if (fit) loose ??= { to: phrase.to, fit }
  }
  return loose
}

function longest(
  phrases: Index<string>,
  heard: readonly Word[],
  skip: (flow: string) => boolean,
): string | undefined {
  let best: Phrase<string> | undefined
  for (let from = 0; from < heard.length; from++) {
    for (const phrase of phrases.get(heard[from]!.base) ?? []) {
      if (best && phrase.words.length <= best.words.length) continue
      if (!skip(phrase.to) && stands(heard, from, phrase)) best = phrase
    }
  }
  return best?.to
}

function allOf(
  phrases: Index<Group>,
  heard: readonly Word[],
  skip: (flow: string) => boolean,
): string | undefined {
  if (phrases.size === 0) return undefined
  const there = new Map<string, Set<number>>()
  for (let from = 0; from < heard.length; from++) {
    for (const one of phrases.get(heard[from]!.base) ?? []) {
      const { to } = one
      if (skip(to.flow) || !stands(heard, from, one)) continue
      const found = there.get(to.flow) ?? new Set()
      there.set(to.flow, found.add(to.group))
      if (found.size === to.of) return to.flow
    }
  }
  return undefined
}
