import { readingId, SURE } from './answers.ts'
import { ENGINE_BUTTONS, type EngineButton } from './common.ts'
import { type Ask, isInWords, isQuestion, type Option, type Question } from './definition.ts'
import { holds } from './expression.ts'
import { LIMITS } from './limits.ts'
import { scopeOf } from './scope.ts'
import { show } from './show.ts'
import { buttonLabel, commonText, hasText, textOf, type Under } from './speak.ts'
import { type LiveFrame, type State, stepIn, tongueOf, top } from './state.ts'
import type { Choice, Doubt, Value, Values } from './types.ts'

/** One thing that can be chosen at this moment. */
export interface Offer {
  /** Without the wait's number. */
  readonly id: string
  /** Whole; a button may show less of it. */
  readonly label: string
  readonly means: Meaning
  /** The message counts it out (“1. Tà Xùa: áo ấm”): its number is its place, whatever its label begins with. */
  readonly listed?: boolean
}
export type Meaning =
  | { readonly kind: 'option'; readonly option: Option; readonly record: Values | undefined }
  | { readonly kind: 'reading'; readonly value: Value; readonly confirmed: boolean }
  | { readonly kind: 'button'; readonly button: EngineButton }

/** An option, and the record it stands for, if it comes from a list. */
interface Present {
  readonly option: Option
  readonly record: Values | undefined
  /** Its place in the list, from 1. */
  readonly n: number
}

/** The options of a question as they are now. Decided once, when it is asked, where the reason may change. */
export function decide(state: State, frame: LiveFrame, question: Question): void {
  state.offered = undefined
  state.hidden = undefined
  const hidden: string[] = []
  for (const option of question.options) {
    if (!option.unsteady) continue
    if (option.each) state.offered = records(state, frame, option)
    else if (!holdsFor(state, frame, option)) hidden.push(option.name)
  }
  if (hidden.length > 0) state.hidden = hidden
}

function present(state: State, frame: LiveFrame, question: Question): Present[] {
  return question.options.flatMap((option): Present[] => {
    if (isInWords(option)) return []
    if (option.each) {
      const list = option.unsteady ? (state.offered ?? []) : records(state, frame, option)
      return list.map((record, n) => ({ option, record, n: n + 1 }))
    }
    const there = option.unsteady ? !state.hidden?.includes(option.name) : holdsFor(state, frame, option)
    return there ? [{ option, record: undefined, n: 0 }] : []
  })
}

function records(state: State, frame: LiveFrame, option: Option): Values[] {
  const list = option.each!.from.value(scopeOf(state, frame))
  if (!Array.isArray(list)) return []
  return (option.each!.of ? namedIn(option.each!.of.value(scopeOf(state, frame)), list) : list)
    .filter(isRecord)
    .filter((record) => holdsFor(state, frame, option, record))
    .slice(0, LIMITS.list)
}

/** The records of these ids, in the order of the ids: as they are at this turn. */
function namedIn(known: Value, ids: readonly Value[]): Value[] {
  if (!Array.isArray(known)) return []
  return ids.flatMap((id) => known.find((one) => isRecord(one) && one.id === id) ?? [])
}

const isRecord = (item: Value): item is Values =>
  typeof item === 'object' && item !== null && !Array.isArray(item) && !(item instanceof Date)

function holdsFor(state: State, frame: LiveFrame, option: Option, record?: Values): boolean {
  if (!option.when) return true
  return holds(option.when.value(scopeOf(state, frame, record && localOf(option, record))))
}

/** The record's fields, and the record itself by its name. */
const localOf = (option: Option, record: Values): Values => ({ ...record, [option.each!.as]: record })

// ── offers ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** What the open question offers, in the order in which it is numbered. */
export function offers(state: State, frame: LiveFrame, question: Question): Offer[] {
  const yesNo = question.kind === 'ask' && question.read === 'yes_no' ? yesAndNo(state, frame) : []
  const options = present(state, frame, question).map(
    (one): Offer => ({
      id: one.record ? `${one.option.name}.${one.n}` : one.option.name,
      label: labelOf(state, frame, one),
      means: { kind: 'option', option: one.option, record: one.record },
      listed: one.record !== undefined && hasText(state, frame, `${frame.step}.${one.option.name}.text`),
    }),
  )
  return [...yesNo, ...options]
}

/** An offer by its id, without the labels of all the others. */
export function offerById(
  state: State,
  frame: LiveFrame,
  question: Question,
  id: string,
): Meaning | undefined {
  if (question.kind === 'ask' && question.read === 'yes_no' && (id === '@yes' || id === '@no')) {
    return { kind: 'reading', value: id === '@yes', confirmed: false }
  }
  const [name, n] = id.split('.')
  const one = present(state, frame, question).find(
    (other) => other.option.name === name && (other.record ? String(other.n) === n : n === undefined),
  )
  return one && { kind: 'option', option: one.option, record: one.record }
}

function labelOf(state: State, frame: LiveFrame, { option, record, n }: Present): string {
  const local = record && localOf(option, record)
  return textOf(state, frame, `${frame.step}.${option.name}`, local, n > 0 ? String(n) : undefined)
}

function yesAndNo(state: State, frame: LiveFrame): Offer[] {
  return (['yes', 'no'] as const).map((name) => {
    const own = `${frame.step}.${name}`
    return {
      id: `@${name}`,
      label: hasText(state, frame, own) ? textOf(state, frame, own) : commonText(state, `button.${name}`),
      means: { kind: 'reading', value: name === 'yes', confirmed: false },
    }
  })
}

export function button(state: State, name: EngineButton): Offer {
  return { id: name, label: commonText(state, ENGINE_BUTTONS[name]), means: { kind: 'button', button: name } }
}

/** What is offered while something is in doubt: the readings themselves, and another way. */
export function doubtOffers(state: State, doubt: Doubt): Offer[] {
  const other = () => button(state, isAskedForDay(state) ? '@other_day' : '@other')
  switch (doubt.kind) {
    case 'recap':
      return [button(state, '@go_on'), button(state, '@home')]
    case 'stop':
      return [...[yesTo(state, doubt.of) ?? []].flat(), button(state, '@stop_all')]
    case 'confirm': {
      const right: Meaning = { kind: 'reading', value: doubt.readings[0] ?? null, confirmed: true }
      // The id says which amount is right: the button of an earlier doubt must not confirm a later one.
      const id = `${readingId(doubt.readings[0] ?? null)}${SURE}`
      return [{ ...button(state, '@right'), id, means: right }, other()]
    }
    case 'sure':
    case 'which':
    case 'counted':
      return [
        ...doubt.readings.map((value, n): Offer => {
          const count = doubt.kind === 'counted' && n === 0 ? countedAs(state, value) : undefined
          const label = count ?? show(value, undefined, [], tongueOf(state))
          return { id: readingId(value), label, means: { kind: 'reading', value, confirmed: false } }
        }),
        other(),
      ]
  }
}

function isAskedForDay(state: State): boolean {
  const { verb } = stepIn(state, top(state))
  return verb.kind === 'ask' && verb.read === 'day'
}

/** A number alone beyond this is hardly a count of gifts. */
export const MOST_COUNTED = 20

/** "5 suất", where an amount is so many of what the present question counts in, and that has a word (`<step>.counted`). */
function countedAs(state: State, value: Value): string | undefined {
  const frame = top(state)
  const { verb, name } = stepIn(state, frame)
  const key = `${name}.counted`
  if (verb.kind !== 'ask' || typeof value !== 'bigint' || !hasText(state, frame, key)) return undefined
  const price = bound(state, frame, verb, 'each')
  if (typeof price !== 'bigint' || price <= 0n) return undefined
  return textOf(state, frame, key, { count: Number(value / price) })
}

/** Of several readings a yes is none. */
export const isChoice = (doubt: Doubt): boolean => doubt.kind === 'which' || doubt.kind === 'counted'

/** What a yes would mean now: to a doubt, or to the question itself. None, where nothing can be said yes to. */
export function yesTo(state: State, doubt: Doubt | undefined): Offer | undefined {
  if (doubt) return isChoice(doubt) ? undefined : doubtOffers(state, doubt)[0]
  const frame = top(state)
  const { verb } = stepIn(state, frame)
  if (!isQuestion(verb)) return undefined
  return offers(state, frame, verb).find(({ means }) =>
    means.kind === 'option' ? means.option.means === 'yes' : means.kind === 'reading' && means.value === true,
  )
}

/** Offers as they hang under a bubble: buttons, and a line for each record of a list. */
export function under(state: State, frame: LiveFrame, all: readonly Offer[]): Under {
  const labels = all.map(({ label }) => buttonLabel(label))
  // Two places of one name are told apart by their number in the list.
  const isTwice = (n: number) => labels.indexOf(labels[n]!) !== labels.lastIndexOf(labels[n]!)
  const choices = all.map((offer, n): Choice => {
    const label = offer.listed && isTwice(n) ? buttonLabel(`${n + 1}. ${offer.label}`) : labels[n]!
    return { id: `${state.wait}.${offer.id}`, label }
  })
  const lines = all.flatMap((offer, n) => {
    if (offer.means.kind !== 'option' || !offer.means.record) return []
    const { option, record } = offer.means
    const key = `${frame.step}.${option.name}.text`
    return hasText(state, frame, key)
      ? [`${n + 1}. ${textOf(state, frame, key, localOf(option, record))}`]
      : []
  })
  return { choices, lines }
}

/** Bounds of an amount or a number, as they are now. */
export function bound(
  state: State,
  frame: LiveFrame,
  ask: Ask,
  name: 'min' | 'max' | 'confirmFrom' | 'each',
): Value {
  const limit = ask[name]?.value(scopeOf(state, frame)) ?? null
  // Shown and compared as what was asked for.
  return ask.read === 'money' && typeof limit === 'number' && Number.isSafeInteger(limit)
    ? BigInt(limit)
    : limit
}
