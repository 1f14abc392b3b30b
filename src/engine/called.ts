import { askedNow } from './asked.ts'
import { decide } from './question.ts'
import { wait } from './run.ts'
import { enter, live } from './stack.ts'
import { Broken, playOf, type State, top } from './state.ts'

/** A person of the fund has the conversation, and the question that was open stays below. */

/** What the flow that calls a person is given when nobody asked for one. */
const UNASKED = 'unasked'

/** Nobody asked for one. On top of the question, also of one that may be left: it stays open while the person is awaited. */
export function callUnasked(state: State): void {
  enter(state, live(state, 'human'), { [UNASKED]: true }, 'interrupting')
}

/** That they have written: what is typed is for them from then on. */
const SPOKEN = 'spoken'

/** A person of the fund has written to somebody who waits for one. */
export function spoken(state: State): void {
  const called = top(state)
  called.values = { ...called.values, [SPOKEN]: true }
  state.told = state.view.now
}

/** The same to somebody who does not: they have the conversation now, and what was asked stays open below, without a word. */
export function listenIn(state: State): void {
  callUnasked(state)
  const called = top(state)
  const { steps } = playOf(state, called).definition
  const step = [...steps.values()].find(({ verb }) => verb.kind === 'hand_over')
  if (!step) throw new Broken('the flow "human" hands over nowhere')
  called.step = step.name
  called.values = { ...called.values, [UNASKED]: true, [SPOKEN]: true }
  wait(state, 'person')
}

/** Whether what is typed is for a person who has written already. Buttons still mean what they say. */
export const isForPerson = (state: State): boolean => state.stack.at(-1)?.values[SPOKEN] === true

/** The question below a person whom we called unasked, as if it were open: a clear answer to it is still heard. */
export function stillOpen(state: State): State | undefined {
  const called = state.stack.at(-1)
  if (state.waits !== 'person' || called?.values[UNASKED] !== true || !called.interrupts) return undefined
  const below = { ...state, stack: state.stack.slice(0, -1) }
  reopenQuietly(below)
  return below
}

/** The person who was called unasked is not waited for here: the question below is open again, and need not be said. */
export function noLongerAwaited(state: State): void {
  state.stack.pop()
  reopenQuietly(state)
}

function reopenQuietly(state: State): void {
  wait(state, 'answer')
  const { frame, question } = askedNow(state)
  decide(state, frame, question)
}
