import { isForPerson } from './called.ts'
import { LIMITS } from './limits.ts'
import { hasText, sayCommon, sayText } from './speak.ts'
import { playOf, type State, top } from './state.ts'

/** Whether what a person has been called for cannot wait. */
export const isUrgent = (state: State): boolean => playOf(state, top(state)).definition.urgent

/**
 * Somebody writes while a person of the fund has the conversation. A bot that answers every word of a talk between people
 * is in the way, and one that is silent leaves alone whoever waits: it is said once, and again after a while. A flow that
 * cannot wait says its `<step>.again`, and sooner, until the person has written.
 */
export function passedOn(state: State, gift: boolean): void {
  const frame = top(state)
  const urgent = isUrgent(state)
  const pause = urgent && !isForPerson(state) ? LIMITS.urgentMs : LIMITS.passedOnMs
  const isLate = state.view.now.getTime() - (state.told ?? state.since).getTime() >= pause
  const again = `${frame.step}.again`
  if (gift) sayCommon(state, 'passed_on_gift')
  else if (urgent && isLate && hasText(state, frame, again)) sayText(state, frame, again)
  else if (isLate || state.misses === 0) sayCommon(state, 'passed_on')
  else return
  answered(state)
}

/** They have had a word just now. */
export function answered(state: State): void {
  state.misses = 1
  state.told = state.view.now
}
