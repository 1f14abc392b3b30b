import type { Day } from '../platform/vietnamese/index.ts'
import { begin, park, unpark } from './aside.ts'
import { askedNow } from './asked.ts'
import { back } from './back.ts'
import { noLongerAwaited } from './called.ts'
import { saidOfGift } from './campaign-said.ts'
import type { EngineButton, EngineWord } from './common.ts'
import { dayOfTheGift } from './day-said.ts'
import type { Ask, Option } from './definition.ts'
import { keepGoods, noteGoods } from './goods-noted.ts'
import { passedOn } from './passed-on.ts'
import { type Meaning, offers } from './question.ts'
import {
  askBack,
  askOtherwise,
  home,
  isLarge,
  missed,
  oldButton,
  type Readings,
  recap,
  refuse,
  remark,
  type Unread,
  unclear,
  unread,
} from './repair.ts'
import { repeat, take } from './run.ts'
import { sayCommon } from './speak.ts'
import { coerced, isResting, keep, remember, type State, speak, top } from './state.ts'
import type { Lang, Parked, Value, Values } from './types.ts'

/** What somebody's message comes to. Reading it changes nothing; `perform` does. */
export type Move =
  /** A person has the conversation, and reads it. */
  /** `urgent`: a child is in danger, and a person has been called for it already. */
  /** `gift`: what somebody would give now. */
  | { readonly kind: 'passed_on'; readonly urgent?: string; readonly gift?: true }
  | { readonly kind: 'flow'; readonly flow: string; readonly with?: Values }
  | { readonly kind: 'danger'; readonly flow: string }
  /** A deep link was opened. */
  | { readonly kind: 'link'; readonly flow: string; readonly with: Values }
  /** `link`: by a link that opens nothing else. */
  | { readonly kind: 'home'; readonly link?: true }
  /** `unclear`: more than a greeting, where nothing is asked. */
  | { readonly kind: 'unclear' | 'back' }
  | { readonly kind: 'language'; readonly lang: Lang }
  /** An option; of something left at rest, when `of` is given. */
  | Chosen
  /** To what was left at rest, when `of` is given. */
  | {
      readonly kind: 'answer'
      readonly value: Value
      readonly confirmed: boolean
      readonly of?: Parked
      readonly day?: Day
      readonly sum?: bigint
      /** Things besides, with those that were said before. */
      readonly goods?: string
      /** Of a letter. */
      readonly cut?: boolean
    }
  | { readonly kind: 'ask_back'; readonly doubt: Readings; readonly day?: Day }
  /** Where an amount was asked for, and the day it was sent. */
  | { readonly kind: 'day_alone'; readonly day: Day }
  /** Where an amount was asked for: things, with those that were said before. They come next. */
  | { readonly kind: 'goods'; readonly goods: string }
  /** To a doubt: neither of these; to a question of how much: nothing, or less. To a recap: let us go on. */
  | { readonly kind: 'other' | 'go_on' }
  | { readonly kind: 'recap' | 'old_button' }
  | { readonly kind: 'unread'; readonly what: Unread }
  | { readonly kind: 'missed'; readonly word: EngineWord | undefined }
  /** What was clear, while a person is awaited whom nobody asked for. */
  | { readonly kind: 'go_on_with'; readonly move: Move }

interface Chosen {
  readonly kind: 'option'
  readonly option: Option
  readonly record: Values | undefined
  readonly of: Parked | undefined
}

export function moveOf(meaning: Meaning, of?: Parked): Move {
  switch (meaning.kind) {
    case 'option':
      return { ...meaning, of }
    case 'reading':
      return { kind: 'answer', value: meaning.value, confirmed: meaning.confirmed, ...(of && { of }) }
    case 'button':
      return moveOfButton(meaning.button)
  }
}

/** The flow of "dừng hết", which is "đúng hết" without accents. */
export const STOP_ALL = 'stop-all'

export function moveOfButton(button: EngineButton): Move {
  switch (button) {
    case '@human':
    case '@menu':
      return { kind: 'flow', flow: button.slice(1) }
    case '@home':
      return { kind: 'home' }
    case '@stop_all':
      return { kind: 'flow', flow: STOP_ALL }
    case '@other':
    case '@other_day':
    case '@go_on':
      return { kind: button === '@go_on' ? 'go_on' : 'other' }
    default:
      // Yes, no and "that is right" stand for a value and are offered as that value.
      return { kind: 'old_button' }
  }
}

/** What is heard while a person has the conversation: it is with us again. */
export const ENDS_TALK: readonly string[] = ['menu', 'stop', STOP_ALL]

/** Their wish to be forgotten: heard also beside a person who was called for a child in danger, and waits on below it. */
export const ERASE_ME = 'erase-me'

/** What is understood for certain. The rest is for the person who is awaited. */
const CLEAR: readonly Move['kind'][] = [
  'answer',
  'ask_back',
  'day_alone',
  'flow',
  'goods',
  'language',
  'option',
  'other',
]

/** To a person who was called unasked, or to the question that she waits beside. */
export const heardBeside = (move: Move): Move =>
  CLEAR.includes(move.kind) ? { kind: 'go_on_with', move } : { kind: 'passed_on' }

const alarm = (state: State, flow: string): void =>
  void state.effects.push({ kind: 'alert', what: 'danger', detail: `flow ${flow}`, at: { flow } })

export function perform(state: State, move: Move): void {
  state.owes = !['passed_on', 'missed', 'unread'].includes(move.kind)
  switch (move.kind) {
    case 'passed_on':
      if (move.urgent !== undefined) alarm(state, move.urgent)
      else state.effects.push({ kind: 'wrote' })
      passedOn(state, move.gift === true)
      break
    case 'flow':
      if (state.waits === 'person' && ENDS_TALK.includes(move.flow)) drop(state)
      begin(state, move.flow, {
        ...dayOfTheGift(state, move.flow, state.said),
        ...(move.with ?? saidOfGift(state, move.flow, state.said)),
      })
      break
    case 'link':
      if (state.waits === 'person') drop(state)
      // A link's parameter is no word of the person.
      state.said = undefined
      begin(state, move.flow, move.with)
      break
    case 'danger':
      alarm(state, move.flow)
      begin(state, move.flow, {})
      break
    case 'home':
      if (move.link) state.said = undefined
      home(state)
      break
    case 'unclear':
      unclear(state)
      break
    case 'back':
      goBack(state)
      break
    case 'language':
      changeLanguage(state, move.lang)
      break
    case 'option':
      choose(state, move)
      break
    case 'answer':
      accept(state, move)
      break
    case 'ask_back':
      state.misses = 0
      keepDay(state, move.day)
      askBack(state, askedNow(state), move.doubt)
      break
    case 'day_alone':
      keepDay(state, move.day)
      askOtherwise(state, askedNow(state))
      break
    case 'goods':
      noteGoods(state, move.goods)
      break
    case 'other':
      state.misses = 0
      state.doubt = undefined
      askOtherwise(state, askedNow(state))
      break
    case 'go_on':
      state.doubt = undefined
      repeat(state, 'again')
      break
    case 'recap':
      recap(state)
      break
    case 'old_button':
      oldButton(state)
      break
    case 'unread':
      unread(state, move.what)
      break
    case 'missed':
      missed(state, move.word)
      break
    case 'go_on_with':
      noLongerAwaited(state)
      perform(state, move.move)
      break
    default:
      move satisfies never
  }
}

function choose(state: State, { option, record, of }: Chosen): void {
  if (of) unpark(state, of)
  // The other buttons of what rests stay good.
  else if (isResting(state)) park(state)
  const frame = top(state)
  remember(frame)
  if (option.each && record) keep(frame, option.each.as, record)
  take(state, option.set, option.next.to)
}

/** An answer of the right kind: refused beyond its bounds, asked about when large, then kept. */
function accept(state: State, move: Extract<Move, { kind: 'answer' }>): void {
  const { value, confirmed, day, sum, goods, cut, of } = move
  if (of) unpark(state, of)
  const asked = askedNow(state)
  const ask = asked.question as Ask
  state.doubt = undefined
  // What we can read and may not take is no misunderstanding: nobody is called for it.
  state.misses = 0
  keepDay(state, day)
  if (goods !== undefined) keepGoods(state, goods)
  if (refuse(state, asked, ask, value)) return
  if (!confirmed && isLarge(state, asked, ask, value)) {
    askBack(state, asked, { kind: 'confirm', readings: [value] })
    return
  }
  if (!of && isResting(state)) park(state)
  remember(asked.frame)
  if (ask.sum !== undefined) keep(asked.frame, ask.sum, sum ?? null)
  if (ask.cut !== undefined) keep(asked.frame, ask.cut, cut ?? false)
  keep(asked.frame, ask.as, coerced(value, ask.read === 'money' ? 'money' : undefined))
  take(state, [], ask.next.to)
}

/** Kept at once: the amount beside it may have to be asked back. */
function keepDay(state: State, day: Day | undefined): void {
  const { frame, question } = askedNow(state)
  if (day !== undefined && question.kind === 'ask' && question.day !== undefined)
    keep(frame, question.day, day)
}

function goBack(state: State): void {
  const other = state.waits === 'answer' ? optionForBack(state) : undefined
  if (other) {
    choose(state, other)
    return
  }
  const talked = state.waits === 'person'
  if (isResting(state)) park(state)
  if (back(state)) return
  if (talked) home(state)
  else remark(state, 'repair.no_back')
}

/** What has been done cannot be undone; an option may stand for it. */
function optionForBack(state: State): Chosen | undefined {
  const { frame, question } = askedNow(state)
  for (const { means } of offers(state, frame, question)) {
    if (means.kind === 'option' && means.option.means === 'back') return { ...means, of: undefined }
  }
  return undefined
}

function changeLanguage(state: State, lang: Lang): void {
  speak(state, lang)
  state.doubt = undefined
  sayCommon(state, 'language')
  if (state.waits === 'answer') repeat(state, 'first')
  else home(state)
}

function drop(state: State): void {
  state.stack = []
  state.waits = 'nothing'
}
