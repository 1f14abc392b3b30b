import { ask, reopen } from './run.ts'
import type { LiveFrame, State } from './state.ts'
import type { Value, Values } from './types.ts'

/** Asks the question before this one, with the values as they were. @returns false when there is no way back */
export function back(state: State): boolean {
  for (let n = state.stack.length - 1; n >= 0; n--) {
    const frame = state.stack[n]!
    const answered = frame.back?.at(-1)
    if (answered) {
      state.stack.length = n + 1
      restore(frame, answered.values)
      frame.back = frame.back!.slice(0, -1)
      frame.step = answered.step
      ask(state, 'first')
      return true
    }
    if (frame.interrupts) {
      state.stack.length = n
      reopen(state)
      return true
    }
  }
  return false
}

function restore(frame: LiveFrame, were: Values): void {
  const values: Record<string, Value> = { ...frame.values }
  for (const [name, value] of Object.entries(were)) {
    if (value === null) delete values[name]
    else values[name] = value
  }
  frame.values = values
}
