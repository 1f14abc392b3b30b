import { type BothSaid, bothSaid, type GiftAndNext, giftAndNext, goodsSaid } from './both-said.ts'
import type { EngineWord } from './common.ts'
import type { Definition, Step } from './definition.ts'
import { FACTS, NEEDS_HEARD } from './definition.ts'
import { only } from './expression.ts'
import { formNamed, formUsed } from './form-said.ts'
import { type Form, type Forms, formsOf, plainForm } from './forms.ts'
import { giftInside, namelessSaid } from './gift-inside.ts'
import {
  type GiftSaid,
  giftSaid,
  giverOf,
  nameBehind,
  placeSaid,
  type TowardSaid,
  towardSaid,
} from './gift-said.ts'
import { contains, isAnyOf, isAround, type Word, wordsOf } from './hears.ts'
import { type Listener, listener } from './listener.ts'
import { givesNothing } from './no-gift.ts'
import type { Voice } from './read/flow.ts'
import { type Said, saidOf } from './said.ts'
import type { Tongue } from './show.ts'
import type { Lang, Values } from './types.ts'
import { type WordUse, wordUses } from './word-uses.ts'
import { COMMON, type RawWords, type Template, template } from './words.ts'

export const LANGS = ['vi', 'en'] as const satisfies readonly Lang[]
type ByLang<T> = Readonly<Record<Lang, T>>

/** One revision of a flow, read and sound in itself. `common` has no steps. */
export interface Compiled {
  readonly flow: string
  /** Hash of its steps. Words may change under the same revision. */
  readonly revision: string
  readonly definition: Definition | undefined
  /** Of words alone: the flow that speaks with them where its campaign names them. */
  readonly voice: Voice | undefined
  readonly words: ByLang<RawWords>
}

/** A revision of a flow with the words it is spoken in. */
export interface Playable {
  readonly flow: string
  readonly revision: string
  readonly definition: Definition
  readonly words: ByLang<Texts>
  /** What it says otherwise, by the flow that its campaign names. */
  readonly voices: ReadonlyMap<string, ByLang<Texts>>
  /** Whether its steps or words show what the person said to start it. */
  readonly usesHeard: boolean
}
export type Texts = ReadonlyMap<string, Template>

/** All flows that can be spoken, old revisions for those who are in the middle of one. Immutable. */
export interface Book {
  /** The live flows, with `common`: what a next book can be made of. */
  readonly flows: readonly Compiled[]
  /** The revision that somebody new gets; of a voice, that of the flow that speaks with it. */
  readonly live: (flow: string) => Playable | undefined
  /** The live revision, or the last one of a flow that begins for nobody new: what waits to be said in it is said. */
  readonly last: (flow: string) => Playable | undefined
  readonly at: (flow: string, revision: string) => Playable | undefined
  /** The flow that speaks with a voice; a flow is its own. */
  readonly speaker: (flow: string) => string
  /** What people say to get to a voice's campaign: the whole messages. */
  readonly namesOf: (voice: string) => readonly (readonly Word[])[]
  readonly listener: Listener
  readonly said: Said
  /**
   * The flow that an amount alone is meant for, if that is what somebody said.
   *
   * @param units what the open campaigns count in, besides the flow's own words
   */
  readonly giftSaid: (line: string, units?: readonly (readonly Word[])[]) => GiftSaid | undefined
  /** The same, where somebody says whom it is for. */
  readonly towardSaid: (line: string, known: () => readonly (readonly Word[])[]) => TowardSaid | undefined
  /** Money, and things besides. */
  readonly bothSaid: (line: string) => BothSaid | undefined
  /** Money given once, and something that another flow asks of. */
  readonly giftAndNext: (line: string, next: (half: string) => string | undefined) => GiftAndNext | undefined
  /** Things alone, that would be given. */
  readonly goodsSaid: (line: string) => string | undefined
  /** The flow for a gift that is said to be nameless. */
  readonly namelessSaid: (line: string) => string | undefined
  /** The flow for an amount in a sentence that gives. */
  readonly giftInside: (line: string, units?: readonly (readonly Word[])[]) => string | undefined
  /** Whether a gift is said to be for the common pot, all of it: “góp chung 500k”. */
  readonly isForPot: (line: string) => boolean
  /** A place alone, in a flow that gifts may be meant for. */
  readonly placeSaid: (
    line: string,
    known: readonly (readonly Word[])[],
  ) => { readonly flow: string; readonly which: number } | undefined
  /** Whether somebody begs, wants back or asks, where a gift would be read. */
  readonly givesNothing: (line: string) => boolean
  /** Whether it is a greeting and no more: “chào”, “ok nhé”. */
  readonly greets: (words: readonly Word[]) => boolean
  /** A name without the words that lead to it. */
  readonly nameBehind: (line: string) => string
  /** The form that somebody asks to be called by. */
  readonly formNamed: (line: string) => string | undefined
  /** The form that somebody calls themselves by, in passing. */
  readonly formUsed: (line: string) => string | undefined
  readonly forms: Forms
  /** The flow that takes a button of this name, where what it stood under is not known any more. */
  readonly ofOldButton: (option: string) => string | undefined
  /** Whether a flow is one that amounts are meant for. */
  readonly gives: (flow: string) => boolean
  readonly common: ByLang<Texts>
  readonly tongues: ByLang<Tongue>
}

/**
 * Binds flows into a book. Steps stay as each revision has them; words follow the newest, as long as they say
 * everything that the old steps say, with nothing that these steps don't know.
 *
 * @param parts `live` as `compile` gave them; `pinned` older revisions that sessions are still in, oldest first
 * @throws when the live flows lack `common` or a text of the engine: they were not checked
 */
export function makeBook(parts: { live: readonly Compiled[]; pinned?: readonly Compiled[] }): Book {
  const common = parts.live.find((one) => one.flow === COMMON)
  if (!common) throw new Error('A book needs flows/common')
  const playable = new Map<string, Map<string, Playable>>()
  const put = (ready: Playable) => {
    const revisions = playable.get(ready.flow) ?? new Map()
    playable.set(ready.flow, revisions.set(ready.revision, ready))
  }
  const live = new Map<string, Playable>()
  const last = new Map<string, Playable>()
  const newest = new Map(parts.live.map((one) => [one.flow, one]))
  const voices = parts.live.filter((one) => one.voice)
  const speakers = new Map(voices.map((one) => [one.flow, one.voice!.of]))
  for (const one of parts.pinned ?? []) {
    const own = play(one, one.words, voices)
    const current = newest.get(one.flow)
    const renewed = current && sayable(one, current.words) ? play(one, current.words, voices) : undefined
    if (!own) continue
    put(renewed ?? own)
    last.set(one.flow, own)
  }
  for (const one of parts.live) {
    const ready = play(one, one.words, voices)
    if (!ready) continue
    put(ready)
    live.set(one.flow, ready)
  }
  const texts = eachLang((lang) => textsOf(common.words[lang], new Map()))
  const heeds = parts.live.flatMap((one) =>
    one.definition || one.voice
      ? [{ flow: one.flow, urgent: one.definition?.urgent ?? false, hears: hearsOf(one) }]
      : [],
  )
  const said = saidOf(LANGS.map((lang) => common.words[lang].said))
  const givers = parts.live.flatMap((one) => {
    const spoken = voices.filter(({ voice }) => voice!.of === one.flow)
    return (
      giverOf(
        one.flow,
        one.definition,
        Object.values(one.words),
        said,
        spoken.flatMap(({ words }) => Object.values(words)),
      ) ?? []
    )
  })
  const toward = givers.flatMap((giver) => giver.toward)
  const forms = formsOf(common.words.vi.forms)
  const form = plainForm(forms)
  const speaker = (flow: string): string => speakers.get(flow) ?? flow
  const names = new Map(
    voices.map((one) => [one.flow, hearsOf(one).flatMap(({ whole }) => whole.map(wordsOf))]),
  )
  const book: Book = {
    flows: parts.live,
    live: (flow) => live.get(speaker(flow)),
    last: (flow) => live.get(flow) ?? last.get(flow) ?? live.get(speaker(flow)),
    at: (flow, revision) => playable.get(flow)?.get(revision),
    speaker,
    namesOf: (voice) => names.get(voice) ?? [],
    listener: listener(heeds, hearsOf(common)),
    said,
    giftSaid: (line, units) => giftSaid(givers, said, line, units),
    namelessSaid: (line) => namelessSaid(givers, said, line),
    giftInside: (line, units) => giftInside(givers, said, line, units),
    isForPot: (line) => {
      const words = wordsOf(line)
      const says = (list: 'pot' | 'pot_not') => said.phrases(list).some((phrase) => contains(words, phrase))
      return says('pot') && !says('pot_not')
    },
    towardSaid: (line, known) => towardSaid(givers, said, line, known),
    bothSaid: (line) => bothSaid(givers, said, line),
    giftAndNext: (line, next) => giftAndNext(givers, said, line, next),
    goodsSaid: (line) => goodsSaid(givers, said, line),
    placeSaid: (line, known) => placeSaid(givers, said, line, known),
    givesNothing: (line) => givesNothing(line, toward, said),
    greets: (words) => words.every((word) => isAround(word) || isAnyOf(word, said.words('greets'))),
    nameBehind: (line) => nameBehind(line, said),
    formNamed: (line) => formNamed(forms, said, line),
    formUsed: formUsed(forms, said),
    forms,
    ofOldButton: (option) => parts.live.find((one) => one.definition?.oldButtons.has(option))?.flow,
    gives: (flow) => givers.some((giver) => giver.flow === speaker(flow)),
    common: texts,
    tongues: eachLang((lang) => ({
      lang,
      yes: spokenCommon(texts, 'button.yes', lang),
      no: spokenCommon(texts, 'button.no', lang),
      form,
    })),
  }
  return Object.freeze(book)
}

const hearsOf = (one: Compiled) => LANGS.map((lang) => one.words[lang].hears)

export function eachLang<T>(make: (lang: Lang) => T): ByLang<T> {
  return { vi: make('vi'), en: make('en') }
}

function play(one: Compiled, words: ByLang<RawWords>, all: readonly Compiled[]): Playable | undefined {
  const { definition } = one
  if (!definition) return undefined
  const texts = eachLang((lang) => textsOf(words[lang], definition.own))
  const shown = LANGS.flatMap((lang) => [...texts[lang].values()]).flatMap((text) => text.parts)
  const usesHeard =
    definition.usesHeard ||
    shown.some((part) => typeof part !== 'string' && NEEDS_HEARD.includes(part.path.head))
  const own = all.filter(({ voice }) => voice!.of === one.flow)
  const voices = new Map(
    own.map((voice) => [voice.flow, eachLang((lang) => voicedTexts(one, voice.words[lang]))]),
  )
  return { flow: one.flow, revision: one.revision, definition, words: texts, voices, usesHeard }
}

/** What a voice says at the steps of this revision, with what these know: the rest is for a newer one. */
function voicedTexts(one: Compiled, { texts }: RawWords): Texts {
  const uses = new Map(wordUses(one.definition!).map((use) => [use.key, use]))
  const said = [...texts].flatMap(([key, { text, line }]): [string, Template][] => {
    const use = uses.get(key)
    const read = template(text, line, one.definition!.own)
    return use && shows(read, use, one.definition!) ? [[key, read]] : []
  })
  return new Map(said)
}

function textsOf(raw: RawWords, own: Definition['own']): Texts {
  return new Map([...raw.texts].map(([name, { text, line }]) => [name, template(text, line, own)]))
}

/** Whether words of another revision say all that these steps say, and show only what these steps know. */
function sayable(one: Compiled, words: ByLang<RawWords>): boolean {
  const { definition } = one
  if (!definition) return false
  return LANGS.every((lang) =>
    wordUses(definition).every((use) => {
      const text = words[lang].texts.get(use.key)
      if (!text) return use.optional
      return shows(template(text.text, text.line, definition.own), use, definition)
    }),
  )
}

/** Whether a text shows only what the steps know. */
function shows({ parts }: Template, use: WordUse, { own }: Definition): boolean {
  // Inside a list's label the fields of its records are placeholders too: their names cannot be known here.
  if (use.locals.length > 0 && use.option?.each) return true
  return parts.every((part) => {
    if (typeof part === 'string' || part.form) return true
    const { head } = part.path
    return own.has(head) || FACTS.includes(head) || use.locals.includes(head)
  })
}

function spokenCommon(
  texts: ByLang<Texts>,
  word: EngineWord,
  lang: Lang,
  values: Values = {},
  form?: Form,
): string {
  const text = texts[lang].get(word)
  if (!text) throw new Error(`flows/common/${lang}.yaml lacks "${word}"`)
  return text.render(only(values), { lang, yes: '', no: '', form }, () => {})
}

/**
 * A sentence of flows/common, for whoever must speak when no flow can.
 *
 * @param called how the person has said they are to be spoken to
 */
export function sentence(
  book: Book,
  word: EngineWord,
  lang: Lang,
  values: Values = {},
  called?: string,
): string {
  return spokenCommon(book.common, word, lang, values, formOf(book, called))
}

/** The form that a person is spoken to in: the first one, if they have said none that there is. */
export function formOf({ forms }: Pick<Book, 'forms'>, called: string | undefined): Form | undefined {
  return (called === undefined ? undefined : forms.get(called)) ?? plainForm(forms)
}

export const stepOf = (playable: Playable, step: string): Step | undefined =>
  playable.definition.steps.get(step)
