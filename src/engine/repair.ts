import { begin, park } from './aside.ts'
import { type Asked, askedNow } from './asked.ts'
import { callUnasked } from './called.ts'
import type { EngineButton, EngineWord } from './common.ts'
import type { Ask } from './definition.ts'
import { LIMITS } from './limits.ts'
import { bound, button, doubtOffers, type Meaning, type Offer, offers, under } from './question.ts'
import { repeat, run } from './run.ts'
import { hasText, sayCommon, sayText } from './speak.ts'
import { isResting, type LiveFrame, playOf, type State } from './state.ts'
import type { Doubt, Heard, Value, Values } from './types.ts'
import { RECAP } from './word-uses.ts'

/** Offered besides, once we have failed to understand twice. */
export const waysOut = (state: State): readonly EngineButton[] =>
  state.misses >= 2 ? ['@human', '@menu'] : []

/** What is offered now, as it is numbered. */
export function offered(state: State, asked: Asked): Offer[] {
  const own = offers(state, asked.frame, asked.question)
  return [...own, ...besides(state, asked, own, waysOut(state))]
}

/** The buttons that hang below what the question offers itself: none that leads where one of these leads, or is called so. */
function besides(
  state: State,
  { frame }: Asked,
  own: readonly Offer[],
  names: readonly EngineButton[],
): Offer[] {
  const leads = new Set(own.map(({ means }) => flowBehind(state, frame, means)))
  const called = new Set(own.map(({ label }) => label))
  return names
    .map((name) => button(state, name))
    .filter(({ id, label }) => !leads.has(id.slice(1)) && !called.has(label))
}

/** The flow that an option calls, if it does nothing else. */
function flowBehind(state: State, frame: LiveFrame, means: Meaning): string | undefined {
  if (means.kind !== 'option') return undefined
  const verb = playOf(state, frame).definition.steps.get(means.option.next.to)?.verb
  return verb?.kind === 'call' ? verb.flow : undefined
}

/** A sentence of the flow, or of flows/common if it has none of its own. */
function saySelf(
  state: State,
  asked: Asked,
  own: string,
  word: EngineWord,
  shown: readonly Offer[],
  local: Values = {},
) {
  const { frame, step } = asked
  const key = `${step.name}.${own}`
  const hung = under(state, frame, shown)
  if (hasText(state, frame, key)) sayText(state, frame, key, hung, local)
  else sayCommon(state, word, local, hung)
}

/** Not understood. First we ask for other words, then we offer ways out, at last we call a person. */
export function missed(state: State, word?: EngineWord): void {
  if (givenUp(state)) return
  const asked = askedNow(state)
  if (state.misses === 1) askOtherwise(state, asked, word)
  else sayCommon(state, 'repair.second', {}, under(state, asked.frame, offered(state, asked)))
}

/** Counts what was not understood, and calls a person after too much of it. @returns whether it was too much */
function givenUp(state: State): boolean {
  state.misses += 1
  if (state.misses <= LIMITS.identical + 1) return false
  // Inside the flow that calls a person there is nobody else to call: we stop answering what may be another bot.
  if (!state.stack.some((frame) => frame.flow === 'human')) {
    callUnasked(state)
    run(state)
  }
  return true
}

/** Asks for the same thing in other words. */
export function askOtherwise(state: State, asked: Asked, word?: EngineWord): void {
  const { question } = asked
  const isGift = question.kind === 'ask' && question.heard && isOfGifts(state, asked)
  const own = question.kind === 'ask' ? (`repair.${question.read}` as const) : 'repair.first'
  const common = word ?? (isGift ? 'repair.money_gift' : own)
  const shown = offered(state, asked)
  if (word) sayCommon(state, word, {}, under(state, asked.frame, shown))
  else saySelf(state, asked, 'unclear', common, shown)
}

/** Readings that must be asked about. */
export type Readings = Exclude<Doubt, { kind: 'recap' }>

/** Asks which of several readings was meant, or whether the only one was. */
export function askBack(state: State, asked: Asked, doubt: Readings): void {
  state.doubt = doubt
  const shown = doubtOffers(state, doubt)
  if (doubt.kind === 'stop') {
    const [first = '', second = ''] = shown.map(({ label }) => `“${label}”`)
    sayCommon(state, 'repair.which', { first, second }, under(state, asked.frame, shown))
    return
  }
  const [first = null] = doubt.readings
  const isGift = typeof first === 'bigint' && isOfGifts(state, asked)
  if (doubt.kind === 'confirm') {
    const word = isGift ? 'repair.confirm_gift' : 'repair.confirm'
    saySelf(state, asked, 'confirm', word, shown, { value: first })
  } else if (doubt.kind === 'sure') {
    const word = isGift ? 'repair.sure_gift' : 'repair.sure'
    sayCommon(state, word, { value: first }, under(state, asked.frame, shown))
  } else {
    const [one = '', other = ''] = shown.map(({ label }) => label)
    sayCommon(state, 'repair.which', { first: one, second: other }, under(state, asked.frame, shown))
  }
}

/** Whether amounts are given here. */
const isOfGifts = ({ book }: State, { frame, question }: Asked): boolean =>
  question.kind === 'ask' && question.read === 'money' && (question.gift || book.gives(frame.flow))

/** Refuses an amount or a number kindly. @returns whether it was beyond a bound */
export function refuse(state: State, asked: Asked, ask: Ask, value: Value): boolean {
  if (typeof value !== 'bigint' && typeof value !== 'number') return false
  const min = bound(state, asked.frame, ask, 'min')
  const max = bound(state, asked.frame, ask, 'max')
  const small = isCounted(min) && value < min
  const big = isCounted(max) && value > max
  if (!small && !big) return false
  const own = offered(state, asked)
  // More than we may take is arranged with a person.
  const shown = big ? [...own, ...besides(state, asked, own, ['@human'])] : own
  if (small) saySelf(state, asked, 'too_small', 'repair.too_small', shown, { min })
  else {
    const word = isOfGifts(state, asked) ? 'repair.too_big_gift' : 'repair.too_big'
    saySelf(state, asked, 'too_big', word, shown, { max })
  }
  return true
}

/** Whether an amount is large enough to be asked about. */
export function isLarge(state: State, asked: Asked, ask: Ask, value: Value): boolean {
  const from = bound(state, asked.frame, ask, 'confirmFrom')
  return isCounted(from) && isCounted(value) && value >= from
}

const isCounted = (value: Value): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint'

/** Where we were, for somebody who comes back after a long time. */
export function recap(state: State): void {
  const asked = askedNow(state)
  const { since } = state
  state.doubt = { kind: 'recap' }
  state.since = state.view.now
  const { frame, step } = asked
  const shown = doubtOffers(state, state.doubt)
  const ofFlow = !hasText(state, frame, `${step.name}.recap`) && hasText(state, frame, RECAP)
  if (ofFlow) sayText(state, frame, RECAP, under(state, frame, shown), { since })
  else saySelf(state, asked, 'recap', 'recap', shown, { since })
}

export function cameBackLate(state: State): boolean {
  const away = state.view.now.getTime() - state.since.getTime()
  return state.waits === 'answer' && away >= LIMITS.recapMs && !isResting(state)
}

/** A sentence about what was sent, and then what is open, so that nobody is left without a next step. */
export function remark(state: State, word: EngineWord, extra: readonly EngineButton[] = []): void {
  if (state.waits === 'person') return
  if (state.waits !== 'answer') {
    sayCommon(state, word)
    home(state)
    return
  }
  const asked = askedNow(state)
  const own = offers(state, asked.frame, asked.question)
  const more = besides(state, asked, own, [...new Set([...waysOut(state), ...extra])])
  if (isResting(state)) {
    sayCommon(state, word, {}, under(state, asked.frame, [...own, ...more]))
    return
  }
  sayCommon(state, word)
  repeat(state, 'again', more)
}

/** What we cannot read; `long` is a text that we cannot read to the end. */
export type Unread = NonNullable<Heard['other']> | 'picture' | 'long'

/** Nobody is asked for what we had no hands to take: these say themselves what helps. */
const HELPED: readonly Unread[] = ['picture', 'picture_left', 'picture_large', 'picture_unfit']

export function unread(state: State, other: Unread): void {
  if (other === 'sticker') {
    greetBack(state)
    return
  }
  // A picture that we keep and thank for was understood, and one that we left was not looked at: no failure of theirs.
  const failed = other !== 'picture' && other !== 'picture_left'
  if (failed && state.waits === 'answer' && givenUp(state)) return
  remark(state, `repair.${other}`, HELPED.includes(other) ? [] : ['@human'])
}

/** A sticker says that somebody is there and well disposed, and nothing that could be misunderstood: one word, no count. */
function greetBack(state: State): void {
  if (state.waits === 'person') return
  if (state.waits !== 'answer') {
    const choice = button(state, '@menu')
    sayCommon(
      state,
      'repair.sticker',
      {},
      { choices: [{ id: `${state.wait}.${choice.id}`, label: choice.label }], lines: [] },
    )
    return
  }
  const asked = askedNow(state)
  const shown = state.doubt ? doubtOffers(state, state.doubt) : offered(state, asked)
  sayCommon(state, 'repair.sticker', {}, { ...under(state, asked.frame, shown), lines: [] })
  // Where nothing can be pressed, the question is what goes on.
  if (shown.length === 0) repeat(state, 'again')
}

/** A button that is no answer any more. */
export function oldButton(state: State): void {
  if (state.waits === 'answer' && !isResting(state)) {
    remark(state, 'repair.old_button')
    return
  }
  sayCommon(state, 'repair.old_button')
  home(state)
}

/** Not understood where nothing is asked: said before anything, with where help is, and counted as the first time. The menu has the buttons. */
export function unclear(state: State): void {
  sayCommon(state, 'first.unclear')
  if (isResting(state)) park(state)
  state.stack = []
  state.waits = 'nothing'
  begin(state, 'menu', {})
  state.misses = 1
}

/** Where somebody new begins, and everybody else begins again. */
export function home(state: State): void {
  const wanted = state.view.facts.home as Values | undefined
  const flow = typeof wanted?.flow === 'string' && state.book.live(wanted.flow) ? wanted.flow : undefined
  if (isResting(state)) park(state)
  state.stack = []
  state.waits = 'nothing'
  begin(state, flow ?? 'menu', flow === undefined ? {} : ((wanted?.with as Values | undefined) ?? {}))
}
