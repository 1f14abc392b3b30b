import { isQuestion } from './definition.ts'
import { LIMITS } from './limits.ts'
import { dangerAt, leave, run, wait } from './run.ts'
import { enter, live, makeRoom } from './stack.ts'
import {
  Broken,
  isResting,
  type LiveFrame,
  openStep,
  playOf,
  type State,
  stepIn,
  top,
  waitUntil,
} from './state.ts'
import type { Parked, Values } from './types.ts'

/**
 * Starts a flow: a person said its word, or the system has something to say. What rests is set aside; an open question
 * is interrupted, or dropped if the flow replaces what is under way. Who waits for a person because a child is in danger
 * waits on below it.
 */
export function begin(state: State, flow: string, given: Values, playable = live(state, flow)): void {
  const danger = dangerAt(state)
  if (isResting(state)) {
    park(state)
    state.stack = state.stack.slice(0, danger + 1)
  } else if (playable.definition.replaces) state.stack = state.stack.slice(0, danger + 1)
  enter(state, playable, given, 'interrupting')
  run(state)
}

/** Sets aside what rests, so that its buttons stay good, or its time goes on. */
export function park(state: State): void {
  if (state.stack.length === 0 || (state.waits !== 'time' && !openStep(state))) return
  const until = state.waits === 'time' ? waitUntil(state) : undefined
  const parked: Parked = {
    wait: state.wait,
    stack: state.stack.map((frame) => ({ ...frame })),
    ...(state.offered && { offered: state.offered }),
    ...(state.hidden && { hidden: state.hidden }),
    ...(until && { until }),
  }
  const others = state.parked.filter((one) => one.wait !== state.wait)
  const timed = others.filter((one) => one.until)
  const comforts = others.filter((one) => !one.until)
  if (timed.length >= LIMITS.timed) throw new Broken(`more than ${LIMITS.timed} flows let time pass at once`)
  // Old buttons are a comfort; what still has something to do is not dropped.
  state.parked = [...timed, ...comforts.slice(1 - LIMITS.parked), parked]
}

/** A button of something left at rest was pressed: that is open again, on top of what cannot be dropped. */
export function unpark(state: State, parked: Parked): void {
  const stack = parked.stack.map((frame): LiveFrame => ({ ...frame }))
  const bottom = stack[0]!
  const replaces = playOf(state, bottom).definition.replaces
  for (const frame of stack) stepIn(state, frame)
  if (isResting(state)) {
    park(state)
    state.stack = []
  } else if (replaces) state.stack = []
  else if (state.stack.length > 0) {
    makeRoom(state)
    bottom.interrupts = true
  }
  state.stack = [...state.stack, ...stack]
  if (state.stack.length > LIMITS.stack) throw new Broken('too much is under way to go back to an old button')
  wait(state, 'answer')
  state.offered = parked.offered
  state.hidden = parked.hidden
}

/** Takes out what let time pass while others spoke, when its time has come and nothing is asked. */
export function takeDue(state: State): Parked | undefined {
  const due = state.parked.find((one) => one.until && one.until <= state.view.now)
  if (!due || !isResting(state)) return undefined
  state.parked = state.parked.filter((one) => one !== due)
  return due
}

/** What was taken out goes on. */
export function goOnWith(state: State, due: Parked): void {
  park(state)
  state.stack = due.stack.map((frame) => ({ ...frame }))
  timeIsUp(state)
}

/** The present wait has run out. */
export function timeIsUp(state: State): void {
  const { verb } = stepIn(state, top(state))
  const next =
    verb.kind === 'wait' || verb.kind === 'wait_until'
      ? verb.next
      : isQuestion(verb) || verb.kind === 'hand_over'
        ? verb.timeout?.next
        : undefined
  if (next && leave(state, next.to)) run(state)
}
