import type { Lang } from './types.ts'
import { BUILT_IN_FLOWS, type BuiltIn, type Hears } from './words.ts'

/**
 * Word matching that knows accents: a word that is written with them must be right ("đúng" is not "dừng"), one that is
 * written without may be any ("dung" is both). Old and new tone placement (hoà, hòa) are the same word.
 */
export interface Word {
  /** Without marks, as `fold` gives it. */
  readonly base: string
  /** The tone of the word and the hats, breves, horns and bars of its letters, in order; '' for a plain word. */
  readonly marks: string
}

const TONES = '\u0300\u0301\u0303\u0309\u0323'
const HATS = '\u0302\u0306\u031b'
const WORD = /[\p{L}\p{N}]+/gu
const PLAIN_WORD = /[a-z0-9]+/g

/** A message in words, without punctuation and emoji. */
export function wordsOf(text: string): Word[] {
  const lower = text.toLowerCase()
  if (isPlain(lower)) return lower.match(PLAIN_WORD)?.map((base) => ({ base, marks: '' })) ?? []
  return lower.normalize('NFC').match(WORD)?.map(wordOf) ?? []
}

function isPlain(text: string): boolean {
  for (let n = 0; n < text.length; n++) if (text.charCodeAt(n) > 127) return false
  return true
}

/** Takes the marks off, as `fold` does, and keeps them apart. */
function wordOf(text: string): Word {
  if (isPlain(text)) return { base: text, marks: '' }
  let base = ''
  let tone = ''
  let hats = ''
  for (const char of text.normalize('NFD')) {
    if (TONES.includes(char)) tone = char
    else if (HATS.includes(char)) hats = hats.slice(0, -1) + char
    else if (!isMark(char)) {
      const barred = char === 'đ' || char === 'ð'
      base += barred ? 'd' : char
      hats += barred ? 'đ' : '-'
    }
  }
  return { base, marks: tone === '' && /^-*$/.test(hats) ? '' : tone + hats }
}

const isMark = (char: string): boolean => char >= '\u0300' && char <= '\u036f'

const remembered = new Map<string, readonly Word[]>()

/** The same for a text of ours, like a label: few of them, each read many times. */
export function wordsOfLabel(text: string): readonly Word[] {
  const known = remembered.get(text)
  if (known) return known
  if (remembered.size >= 2000) remembered.clear()
  const words = wordsOf(text)
  remembered.set(text, words)
  return words
}

/** Whether a word that was heard can be the other one. */
const canBe = (heard: Word, meant: Word): boolean =>
  heard.base === meant.base && (heard.marks === '' || heard.marks === meant.marks)

/** How well what was heard fits a phrase from its beginning. */
export type Fit = 'exact' | 'unaccented' | undefined

export function fits(heard: readonly Word[], from: number, phrase: readonly Word[]): Fit {
  return alike(heard, from, phrase, 0, phrase.length)
}

/** The same for a stretch of both. */
function alike(
  heard: readonly Word[],
  from: number,
  phrase: readonly Word[],
  at: number,
  length: number,
): Fit {
  let fit: Fit = 'exact'
  for (let n = 0; n < length; n++) {
    const word = heard[from + n]
    const meant = phrase[at + n]!
    if (word === undefined || !canBe(word, meant)) return undefined
    if (word.marks !== meant.marks) fit = 'unaccented'
  }
  return fit
}

/** Whether a phrase stands in what was heard. */
export function contains(heard: readonly Word[], phrase: readonly Word[]): boolean {
  for (let from = 0; from + phrase.length <= heard.length; from++) if (fits(heard, from, phrase)) return true
  return false
}

/** Whether what was heard is a piece of a phrase. */
export function isPieceOf(heard: readonly Word[], phrase: readonly Word[]): boolean {
  for (let at = 0; at + heard.length <= phrase.length; at++) {
    if (alike(heard, 0, phrase, at, heard.length)) return true
  }
  return false
}

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
  return {
    urgent: (heard) =>
      wholly(urgentWhole, heard)?.to ?? longest(urgentHas, heard, never) ?? allOf(urgentGroups, heard, never),
    whole: (heard, line) => {
      const sign = heard.length === 0 ? signs.get(line) : undefined
      if (sign) return { lead: sign, fit: 'exact' }
      const found = wholly(whole, heard) ?? wholly(whole, unpolite(heard))
      return found && { lead: found.to, fit: found.fit }
    },
    has: (heard, underWay) => longest(has, heard, underWay) ?? allOf(calmGroups, heard, underWay),
  }
}

const phrase = <T>(text: string, to: T): Phrase<T> => ({ text, words: wordsOf(text), to })
const never = (): boolean => false
const lead = (flow: Heeds): Lead => ({ kind: 'flow', flow: flow.flow })

function phrases<T>(flow: Heeds, key: 'whole' | 'has', to: T): Phrase<T>[] {
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
      if (!skip(phrase.to) && fits(heard, from, phrase.words)) best = phrase
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
    for (const { words, to } of phrases.get(heard[from]!.base) ?? []) {
      if (skip(to.flow) || !fits(heard, from, words)) continue
      const found = there.get(to.flow) ?? new Set()
      there.set(to.flow, found.add(to.group))
      if (found.size === to.of) return to.flow
    }
  }
  return undefined
}

/** "dừng ạ", "menu nhé", "em chào chị", "cảm ơn bác nhiều": said politely and to somebody, meant wholly. */
const POLITE = 'ạ à nhé nha nhe nhá dạ vâng ơi nhiều lắm'.split(' ').flatMap(wordsOf)
const ADDRESSES = 'em anh chị cô chú bác bạn mình tôi con cháu ông bà ad admin shop quỹ'
  .split(' ')
  .flatMap(wordsOf)
const AROUND = [...POLITE, ...ADDRESSES]
/** A word of politeness or address, that changes nothing at the ends of a message. */
export const isAround = (word: Word): boolean => AROUND.some((one) => canBe(word, one))

function unpolite(heard: readonly Word[]): readonly Word[] {
  const from = heard.findIndex((word) => !isAround(word))
  return from < 0 ? heard : heard.slice(from, heard.findLastIndex((word) => !isAround(word)) + 1)
}

/** Whether two phrases can be the same message, so that only one of two flows would hear it. */
export function clash(a: readonly Word[], b: readonly Word[]): boolean {
  return a.length === b.length && (fits(a, 0, b) !== undefined || fits(b, 0, a) !== undefined)
}
