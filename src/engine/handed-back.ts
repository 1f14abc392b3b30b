import { leaveAtRest } from './aside.ts'
import { stepOf } from './book.ts'
import { goOnWithoutHer } from './run.ts'
import { HANDED_BACK } from './stack.ts'
import { isResting, keep, type LiveFrame, type State } from './state.ts'
import type { Frame } from './types.ts'

/**
 * A person of the fund hands the conversation back. Who looks at something beside her meanwhile goes on with that, and is not
 * made to wait for her afterwards: she hears that the bot is back when it is over, or at once where it may be left.
 */
export function handedBack(state: State, note: string | undefined): void {
  const awaits = state.waits === 'person'
  state.stack = state.stack.map((frame) => without(state, frame, note))
  state.parked = state.parked.map((one) => ({
    ...one,
    stack: one.stack.map((frame) => without(state, frame, note)),
  }))
  const at = state.stack.findLastIndex((frame) => frame.values[HANDED_BACK] === true)
  if (awaits && at !== state.stack.length - 1)
    throw new Error('the step that waits for a person has not handed over')
  if (at === -1 || !(awaits || isResting(state))) return
  if (!awaits) leaveAtRest(state, at)
  goOnWithoutHer(state)
}

/** The same frame, not waiting for her any more if it was. Of a flow that is gone nothing is known. */
function without(state: State, frame: Frame, note: string | undefined): LiveFrame {
  const playable = state.book.at(frame.flow, frame.revision)
  const verb = playable && stepOf(playable, frame.step)?.verb
  const same: LiveFrame = { ...frame }
  if (verb?.kind !== 'hand_over') return same
  if (verb.as !== undefined) keep(same, verb.as, note ?? null)
  same.values = { ...same.values, [HANDED_BACK]: true }
  return same
}
