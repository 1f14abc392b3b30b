import type { Question, Step } from './definition.ts'
import { type LiveFrame, type State, stepIn, top } from './state.ts'

/** The question that is open. Only to be used while something is asked. */
export interface Asked {
  readonly frame: LiveFrame
  readonly step: Step
  readonly question: Question
}
export function askedNow(state: State): Asked {
  const frame = top(state)
  const step = stepIn(state, frame)
  return { frame, step, question: step.verb as Question }
}
