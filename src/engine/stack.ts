import { clean } from '../platform/vietnamese/index.ts'
import type { Playable } from './book.ts'
import { LIMITS } from './limits.ts'
import { campaignOfFlow } from './scope.ts'
import { Broken, coerced, type LiveFrame, playOf, type State, stepIn } from './state.ts'
import type { Value, Values } from './types.ts'

export function live(state: State, flow: string): Playable {
  const playable = state.book.live(flow)
  if (!playable) throw new Broken(`there is no flow "${flow}"`)
  return playable
}

/** Where a flow is started by the name of a voice, it is of that voice's campaign. */
export function voiced({ book, view }: State, flow: string): Values {
  if (book.speaker(flow) === flow) return {}
  const id = campaignOfFlow(view, flow)?.id
  return typeof id === 'string' ? { appeal: id } : {}
}

/** That who was waited for here has handed the conversation back, while something else was under way above. */
export const HANDED_BACK = 'handed_back'

/** Where in the stack a person of the fund is awaited; -1: nowhere. */
export const awaitedAt = (state: State): number => state.stack.findLastIndex((frame) => awaits(state, frame))

/** The same for a child in danger. Nothing that comes from us ends that. */
export const dangerAt = (state: State): number =>
  state.stack.findLastIndex((frame) => playOf(state, frame).definition.urgent && awaits(state, frame))

const awaits = (state: State, frame: LiveFrame): boolean =>
  frame.values[HANDED_BACK] !== true && stepIn(state, frame).verb.kind === 'hand_over'

/**
 * Puts a flow on top. One that is already under way is started afresh in its old place; but not where that would drop a person who
 * is awaited above it.
 */
export function enter(
  state: State,
  { flow, definition, revision, usesHeard }: Playable,
  given: Values,
  how: 'called' | 'interrupting',
): void {
  const values: Record<string, Value> = {}
  for (const [name, type] of definition.takes) {
    const value = given[name] ?? null
    if (value !== null) values[name] = coerced(value, type)
  }
  if (usesHeard && state.said !== undefined) values.heard = clean(state.said, LIMITS.remembered)
  const frame: LiveFrame = { flow, revision, step: definition.start.to, values }
  const awaited = awaitedAt(state)
  const there = state.stack.findIndex((one, n) => n > awaited && one.flow === flow)
  if (there >= 0) {
    if (state.stack[there]!.interrupts) frame.interrupts = true
    state.stack.length = there
  } else if (how === 'interrupting' && state.stack.length > 0) {
    makeRoom(state)
    frame.interrupts = true
  }
  if (state.stack.length >= LIMITS.stack)
    throw new Broken(`more than ${LIMITS.stack} flows on top of one another`)
  state.stack.push(frame)
}

/**
 * Somebody who interrupts the interruption of an interruption does not want to go back through all of them. Whoever is awaited
 * stays: where there is no more to be let go above her, what was interrupted first goes.
 */
export function makeRoom(state: State): void {
  const isFull = () => state.stack.length >= LIMITS.stack / 2
  const awaited = awaitedAt(state)
  while (isFull()) {
    const last = state.stack.findLastIndex((one, n) => n > awaited && one.interrupts)
    if (last < 1) break
    state.stack.length = last
  }
  for (
    let next = secondTalk(state);
    isFull() && next > 0 && next <= mustStay(state);
    next = secondTalk(state)
  ) {
    state.stack = state.stack.slice(next)
    delete state.stack[0]!.interrupts
  }
}

/** Where what interrupted the first thing under way begins. */
const secondTalk = (state: State): number => state.stack.findIndex((one, n) => n > 0 && one.interrupts)

/** The first who is awaited and may not be let go. */
const mustStay = (state: State): number => (dangerAt(state) >= 0 ? dangerAt(state) : awaitedAt(state))
