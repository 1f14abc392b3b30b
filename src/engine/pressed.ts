import { readingOf } from './answers.ts'
import { isForPerson, stillOpen } from './called.ts'
import { isQuestion } from './definition.ts'
import { heardBeside, type Move, moveOf, moveOfButton } from './move.ts'
import { isUrgent } from './passed-on.ts'
import { doubtOffers, type Meaning, offerById } from './question.ts'
import { dangerAt } from './stack.ts'
import { type State, stepIn, top } from './state.ts'
import type { Parked } from './types.ts'

/** These mean the same whenever they are pressed. */
const ALWAYS = ['@human', '@menu', '@home'] as const

/**
 * What a button means. The id comes from outside and is looked up in this person's own session: it counts for the wait
 * it was made for, or for what was left at rest, and is never an answer to anything else.
 */
export function pressed(state: State, choice: string): Move {
  const match = /^(0|[1-9]\d{0,8})\.([@=a-z0-9_.:!-]{1,64})$/.exec(choice)
  const wait = Number(match?.[1])
  const id = match?.[2] ?? ''
  const always = ALWAYS.find((button) => button === id)
  // Of a child in danger no button leads away, least of all to what one may give: “menu” in their own words does.
  const held = always === undefined || always === '@human' || (state.waits === 'person' && isUrgent(state))
  if (state.waits === 'person' && held) {
    // The buttons that hang above the call for a person are those of the question it interrupted.
    const question = wait === state.wait - 1 ? stillOpen(state) : undefined
    const meaning = question && meaningOf(question, id)
    if (meaning) return heardBeside(moveOf(meaning))
    return toldBeside(state, wait, id) ?? byNameBeside(state, id) ?? { kind: 'passed_on' }
  }
  if (always) return moveOfButton(always)
  if (state.wait === 0) return { kind: 'home' }
  if (state.waits === 'answer' && wait === state.wait) {
    const meaning = meaningOf(state, id)
    return meaning ? moveOf(meaning) : { kind: 'old_button' }
  }
  return ofRested(state, wait, id) ?? byName(state, id) ?? { kind: 'old_button' }
}

/** What it stood under is gone. Where its name says enough, what it leads to is asked for as by a word: of which gift, the flow asks. */
function byName(state: State, id: string): Move | undefined {
  const flow = state.book.ofOldButton(id)
  return flow === undefined ? undefined : { kind: 'flow', flow }
}

/** A button of what was left at rest. */
function ofRested(state: State, wait: number, id: string): Move | undefined {
  const rested = state.parked.find((one) => one.wait === wait && !one.until)
  const meaning = rested && meaningThen(state, rested, id)
  return meaning && moveOf(meaning, rested)
}

/** The same of what was told while a person is awaited: it leads on beside her. */
function toldBeside(state: State, wait: number, id: string): Move | undefined {
  const first = state.parked.find((one) => one.wait === wait)?.stack[0]
  const isBeside = first && state.book.at(first.flow, first.revision)?.definition.beside
  return isBeside && dangerAt(state) < 0 ? ofRested(state, wait, id) : undefined
}

function byNameBeside(state: State, id: string): Move | undefined {
  const move = byName(state, id)
  const isBeside = move?.kind === 'flow' && state.book.live(move.flow)?.definition.beside
  return isBeside && dangerAt(state) < 0 && !isForPerson(state) ? move : undefined
}

/** What a button of something left at rest means, while its steps are still there. */
function meaningThen(state: State, rested: Parked, id: string): Meaning | undefined {
  if (!rested.stack.every((frame) => state.book.at(frame.flow, frame.revision))) return undefined
  const { offered, hidden } = rested
  const stack = rested.stack.map((frame) => ({ ...frame }))
  return meaningOf({ ...state, stack, offered, hidden, waits: 'answer', doubt: undefined }, id)
}

function meaningOf(state: State, id: string): Meaning | undefined {
  const frame = top(state)
  const { verb } = stepIn(state, frame)
  if (!isQuestion(verb)) return undefined
  const doubted = state.doubt && doubtOffers(state, state.doubt).find((one) => one.id === id)
  if (doubted) return doubted.means
  if (id.startsWith('=') && verb.kind === 'ask') {
    const value = readingOf(verb.read, id)
    return value === undefined ? undefined : { kind: 'reading', value, confirmed: false }
  }
  return offerById(state, frame, verb, id)
}
