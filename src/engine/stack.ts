import { clean } from '../platform/vietnamese/index.ts'
import type { Playable } from './book.ts'
import { LIMITS } from './limits.ts'
import { campaignOf, campaignOfFlow } from './scope.ts'
import { Broken, coerced, type LiveFrame, playOf, type State, stepIn } from './state.ts'
import type { Value, Values } from './types.ts'

export function live(state: State, flow: string): Playable {
  const playable = state.book.live(flow)
  if (!playable) throw new Broken(`there is no flow "${flow}"`)
  return playable
}

/**
 * Where a flow is started by the name of a voice, it is of that voice's campaign. `absent`: no campaign speaks with it now, and the flow
 * can say so.
 */
export function voiced({ book, view }: State, flow: string): Values {
  const speaker = book.speaker(flow)
  if (speaker === flow) return {}
  const id = campaignOfFlow(view, flow)?.id
  if (typeof id === 'string') return { appeal: id }
  return book.live(speaker)?.definition.takes.get('absent') === 'yes_no' ? { absent: true } : {}
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
  state.stack.push(frame)
  noDeeper(state)
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

/**
 * A flow that only ends after what it has called needs nothing any more of what it remembers, but its campaign.
 *
 * @returns whether anything was forgotten
 */
export function forgetWhatEnds(state: State): boolean {
  const ending = state.stack.slice(0, -1).filter((frame) => onlyEnds(state, frame))
  const heavy = ending.filter(({ values }) => Object.keys(values).some((name) => !STAYS.has(name)))
  for (const frame of heavy)
    frame.values = Object.fromEntries(Object.entries(frame.values).filter(([name]) => STAYS.has(name)))
  return heavy.length > 0
}

const STAYS: ReadonlySet<string> = new Set(['appeal', HANDED_BACK])

function onlyEnds(state: State, frame: LiveFrame): boolean {
  const { verb, grownUp } = stepIn(state, frame)
  return verb.kind === 'call' && verb.next.to === 'end' && verb.gives.length === 0 && !grownUp
}

/** @throws Broken where one talk alone is deeper than a stack may be */
export function noDeeper(state: State): void {
  while (state.stack.length > LIMITS.stack)
    if (!letGoOfFirst(state) && !letGoOfOneThatEnds(state))
      throw new Broken(`more than ${LIMITS.stack} flows on top of one another`)
}

/**
 * Lets go of what was interrupted first, where all that is under way grows too deep or too heavy: nobody goes back that far. Whoever
 * is awaited stays, and what is under way now, with its campaign.
 *
 * @returns whether there was anything to let go of
 */
export function letGoOfFirst(state: State): boolean {
  const talks = [0, ...state.stack.flatMap((one, n) => (n > 0 && one.interrupts ? [n] : []))]
  const mayGo = (from: number, to: number | undefined) =>
    to !== undefined && !state.stack.slice(from, to).some((frame) => awaits(state, frame))
  const first = talks.findIndex((from, n) => mayGo(from, talks[n + 1]))
  if (first < 0) return false
  remove(state, talks[first]!, talks[first + 1]!)
  return true
}

/** Nobody misses a flow that only ends after what it has called. @returns whether there was one */
function letGoOfOneThatEnds(state: State): boolean {
  const at = state.stack.findIndex((frame, n) => {
    const above = state.stack[n + 1]
    return above && !above.interrupts && frame.values[HANDED_BACK] !== true && onlyEnds(state, frame)
  })
  if (at < 0) return false
  if (state.stack[at]!.interrupts) state.stack[at + 1]!.interrupts = true
  remove(state, at, at + 1)
  return true
}

/** Takes these out of the stack. What lies on them is still of the campaign that it was of. */
function remove(state: State, from: number, to: number): void {
  const above = state.stack[to]!
  const appeal = campaignIdOf(state, above)
  state.stack.splice(from, to - from)
  if (appeal !== undefined && campaignIdOf(state, above) !== appeal)
    above.values = { ...above.values, appeal }
  delete state.stack[0]!.interrupts
}

function campaignIdOf(state: State, frame: LiveFrame): string | undefined {
  const campaign = campaignOf(state, frame) as Values | null
  return typeof campaign?.id === 'string' ? campaign.id : undefined
}

/** Where what interrupted the first thing under way begins. */
const secondTalk = (state: State): number => state.stack.findIndex((one, n) => n > 0 && one.interrupts)

/** The first who is awaited and may not be let go. */
const mustStay = (state: State): number => (dangerAt(state) >= 0 ? dangerAt(state) : awaitedAt(state))
