import type { Playable } from './book.ts'
import { isQuestion } from './definition.ts'
import { LIMITS } from './limits.ts'
import { leave, run, wait } from './run.ts'
import { awaitedAt, dangerAt, enter, live, makeRoom, noDeeper, voiced } from './stack.ts'
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
 * is interrupted, or dropped if the flow replaces what is under way. Who waits for a person waits on below it, if it may
 * be heard beside her, or if a child is in danger.
 */
export function begin(state: State, flow: string, given: Values, playable = live(state, flow)): void {
  drop(state, playable)
  enter(state, playable, { ...voiced(state, flow), ...given }, 'interrupting')
  run(state)
}

/** Makes room for a flow: all but a person who is awaited is dropped, or set aside, where it rests or is replaced. */
function drop(state: State, { definition }: Playable): void {
  const at = definition.beside ? awaitedAt(state) : dangerAt(state)
  if (isResting(state)) leaveAtRest(state, at)
  else if (definition.replaces) state.stack = state.stack.slice(0, at + 1)
}

/** What rests above her is set aside for itself, so that its buttons stay good. */
export function leaveAtRest(state: State, at: number): void {
  const below = state.stack.slice(0, at + 1)
  state.stack = state.stack.slice(at + 1)
  if (state.stack[0]) delete state.stack[0].interrupts
  park(state)
  state.stack = below
}

/** Whether a flow that the system starts may be said beside a person who is awaited: not where a child is in danger. */
export const mayBeBeside = (state: State, playable: Playable | undefined): boolean =>
  state.waits === 'person' && playable?.definition.beside === true && dangerAt(state) < 0

/** The same as `begin`, and she is awaited as before: what may be left at that is set aside, and its buttons stay good. */
export function beginBeside(state: State, flow: string, given: Values, playable: Playable): void {
  const { told, misses } = state
  begin(state, flow, given, playable)
  if (state.waits === 'answer' && isResting(state)) {
    leaveAtRest(state, awaitedAt(state))
    wait(state, 'person')
  }
  if (state.waits !== 'person') return
  // Who has heard that she reads it need not hear it again.
  state.told = told
  state.misses = misses
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
  const playable = playOf(state, bottom)
  for (const frame of stack) stepIn(state, frame)
  drop(state, playable)
  if (state.stack.length > 0) {
    makeRoom(state)
    bottom.interrupts = true
  }
  state.stack = [...state.stack, ...stack]
  noDeeper(state)
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
