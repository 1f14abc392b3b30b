import { type Fit, fits, isAround, type Word, wordsOf } from './hears.ts'
import { mayBeAsked, namesNumber, wordsOfPhrase, wordsWithNumbers } from './numbers.ts'
import { type Pattern, patternOf, startsAt } from './patterns.ts'
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
  readonly to: T
}
type Index<T> = ReadonlyMap<string, readonly T[]>

interface Group {
  readonly flow: string
  readonly group: number
  readonly of: number
}

/** All that people can say at any step, ready for looking up. */
export interface Listener {
  /** A child in danger: before everything else. */
  readonly urgent: (heard: readonly Word[], line: string) => string | undefined
  readonly whole: (
    heard: readonly Word[],
    line: string,
  ) => { readonly lead: Lead; readonly fit: Fit } | undefined
  /** What is heard before what the present question would read in it: `hears.first`. */
  readonly first: (heard: readonly Word[], underWay: (flow: string) => boolean) => string | undefined
  /** The same of what asks about a number of a paper or an account (numbers.ts). */
  readonly numbered: (line: string) => string | undefined
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
  const wholes = [...builtIn(common), ...calm.flatMap((flow) => phrases(flow, lead(flow)))]
  const whole = index(wholes, firstWord)
  // "?" and the like have no words.
  const signs = new Map(
    wholes.flatMap(({ text, words, to }) => (words.length === 0 ? [[text, to] as const] : [])),
  )
  const has = index(
    calm.flatMap(inside).filter(({ text }) => !namesNumber(text)),
    firstWords,
  )
  const firsts = index(calm.flatMap(before), firstWords)
  const numbers = calm.flatMap(wholesWithNumbers)
  const numbersInside = index(
    calm.flatMap(inside).filter(({ text }) => namesNumber(text)),
    firstWords,
  )
  const calmGroups = index(calm.flatMap(groups), firstWords)
  const urgentFirst = index(urgent.flatMap(before), firstWords)
  const harmless = index(urgent.flatMap(excepted), firstWord)
  const surelyHarmless = index(urgent.flatMap(excepted).filter(isSure), firstWord)
  const alarms = urgent.map(alarmOf)
  return {
    urgent: (all, line) => {
      const certain = longest(urgentFirst, without(surelyHarmless, all, line), never)
      if (certain !== undefined) return certain
      const heard = without(harmless, all, line)
      for (const alarm of alarms) {
        const flow = alarm(heard)
        if (flow !== undefined) return flow
      }
      return undefined
    },
    whole: (heard, line) => {
      const sign = heard.length === 0 ? signs.get(line) : undefined
      if (sign) return { lead: sign, fit: 'exact' }
      const found = wholly(whole, heard) ?? wholly(whole, unpolite(heard))
      return found && { lead: found.to, fit: found.fit }
    },
    first: (heard, underWay) => longest(firsts, heard, underWay),
    numbered: (line) => {
      const heard = wordsWithNumbers(line)
      if (!heard) return undefined
      const bare = unpolite(heard)
      const alone = numbers.find(({ words }) => words.length === bare.length && fits(bare, 0, words))
      if (alone) return mayBeAsked(line) ? alone.to : undefined
      return longest(numbersInside, heard, never)
    },
    has: (heard, underWay) => longest(has, heard, underWay) ?? allOf(calmGroups, heard, underWay),
  }
}

/** The words of one urgent flow. The first that hears its own is meant: a child before anybody else. */
function alarmOf(flow: Heeds): (heard: readonly Word[]) => string | undefined {
  const whole = index(phrases(flow, flow.flow), firstWord)
  const has = index(inside(flow), firstWords)
  const together = index(groups(flow), firstWords)
  return (heard) => wholly(whole, heard)?.to ?? longest(has, heard, never) ?? allOf(together, heard, never)
}

/** "đánh giá!": harmless whoever suffers. */
const isSure = ({ text }: Phrase<unknown>): boolean => text.endsWith('!')

const phrase = <T>(text: string, to: T): Phrase<T> => ({ text, words: wordsOf(text), to })
const never = (): boolean => false
const lead = (flow: Heeds): Lead => ({ kind: 'flow', flow: flow.flow })

function phrases<T>(flow: Heeds, to: T): Phrase<T>[] {
  const texts = flow.hears.flatMap((hears) => hears.whole)
  return texts.filter((text) => !namesNumber(text)).map((text) => phrase(text, to))
}

function wholesWithNumbers(flow: Heeds): Phrase<string>[] {
  const texts = flow.hears.flatMap((hears) => hears.whole)
  return texts.filter(namesNumber).map((text) => ({ text, words: wordsOfPhrase(text), to: flow.flow }))
}

function before(flow: Heeds): Pattern<string>[] {
  return flow.hears.flatMap(({ first }) => first.map((text) => patternOf(text, flow.flow)))
}

function excepted(flow: Heeds): Phrase<string>[] {
  return flow.hears.flatMap((hears) => hears.except.map((text) => phrase(text, flow.flow)))
}

function inside(flow: Heeds): Pattern<string>[] {
  return flow.hears.flatMap(({ has, first }) => [...has, ...first].map((text) => patternOf(text, flow.flow)))
}

function groups(flow: Heeds): Pattern<Group>[] {
  const lists = flow.hears.map((hears) => hears.all_of)
  const of = Math.max(0, ...lists.map((list) => list.length))
  // The groups of all languages are one: people mix them.
  return lists.flatMap((list) =>
    list.flatMap((texts, group) => texts.map((text) => patternOf(text, { flow: flow.flow, group, of }))),
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
function index<T>(list: readonly T[], firsts: (one: T) => Iterable<string>): Index<T> {
  const map = new Map<string, T[]>()
  for (const one of list) {
    for (const base of firsts(one)) {
      const there = map.get(base)
      if (there) there.push(one)
      else map.set(base, [one])
    }
  }
  return map
}

const firstWord = ({ words }: Phrase<unknown>): string[] => words.slice(0, 1).map((word) => word.base)
const firstWords = ({ slots }: Pattern<unknown>): Iterable<string> => slots[0]?.any.keys() ?? []

/**
 * What was heard, without what says nothing of the kind ("đánh máy"). Only as it is written: "danh roi" may be "đánh rơi"
 * and "đánh rồi".
 */
function without(phrases: Index<Phrase<unknown>>, all: readonly Word[], line: string): readonly Word[] {
  if (erased(phrases, all) === all) return all
  // "bị bố đánh. Số điện thoại …" is two sentences: no phrase goes from one into the other.
  return line.split(SENTENCE_END).flatMap((part) => erased(phrases, wordsOf(part)))
}

const SENTENCE_END = /[.,;:!?…()\n]+/

function erased(phrases: Index<Phrase<unknown>>, heard: readonly Word[]): readonly Word[] {
  let rest: Word[] | undefined
  for (let from = 0; from < heard.length; from++) {
    for (const { words } of phrases.get(heard[from]!.base) ?? []) {
      if (fits(heard, from, words) === 'exact') {
        rest ??= [...heard]
        rest.fill(SILENCE, from, from + words.length)
      }
    }
  }
  return rest ?? heard
}

const SILENCE: Word = { base: '', marks: '' }

function wholly<T>(phrases: Index<Phrase<T>>, heard: readonly Word[]): { to: T; fit: Fit } | undefined {
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
  patterns: Index<Pattern<string>>,
  heard: readonly Word[],
  skip: (flow: string) => boolean,
): string | undefined {
  let best: Pattern<string> | undefined
  for (let from = 0; from < heard.length; from++) {
    for (const pattern of patterns.get(heard[from]!.base) ?? []) {
      if (best && pattern.slots.length <= best.slots.length) continue
      if (!skip(pattern.to) && startsAt(heard, from, pattern.slots)) best = pattern
    }
  }
  return best?.to
}

function allOf(
  patterns: Index<Pattern<Group>>,
  heard: readonly Word[],
  skip: (flow: string) => boolean,
): string | undefined {
  if (patterns.size === 0) return undefined
  const there = new Map<string, Set<number>>()
  for (let from = 0; from < heard.length; from++) {
    for (const { slots, to } of patterns.get(heard[from]!.base) ?? []) {
      if (skip(to.flow) || !startsAt(heard, from, slots)) continue
      const found = there.get(to.flow) ?? new Set()
      there.set(to.flow, found.add(to.group))
      if (found.size === to.of) return to.flow
    }
  }
  return undefined
}

function unpolite(heard: readonly Word[]): readonly Word[] {
  const from = heard.findIndex((word) => !isAround(word))
  return from < 0 ? heard : heard.slice(from, heard.findLastIndex((word) => !isAround(word)) + 1)
}
