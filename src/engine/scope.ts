import type { Scope } from './expression.ts'
import { plainForm } from './forms.ts'
import type { LiveFrame, State } from './state.ts'
import type { Frame, Value, Values, View } from './types.ts'

/** What a frame sees. */
export const scopeOf = (state: State, frame: Frame, local?: Values): Scope =>
  new FrameScope(state, frame, local)

/** A class, because one is made for every text that is said, and a method costs nothing where a closure does. */
class FrameScope implements Scope {
  readonly values: Values
  readonly local: Values | undefined
  readonly #state: State
  readonly #frame: Frame

  constructor(state: State, frame: Frame, local: Values | undefined) {
    this.values = frame.values
    this.local = local
    this.#state = state
    this.#frame = frame
  }

  fact(name: string): Value {
    return fact(this.#state, this.#frame, name)
  }
}

function fact(state: State, frame: Frame, name: string): Value {
  const { view, stack } = state
  switch (name) {
    case 'today':
      return state.today
    case 'now':
      return view.now
    case 'channel':
      return view.channel
    case 'step':
      return frame.step
    case 'heard':
      return frame.values.heard ?? null
    case 'interrupted':
      return interrupted(stack, frame)
    case 'campaign':
      return campaignOf(state, frame)
    case 'me':
      return {
        ...(view.facts.me as Values | undefined),
        lang: state.lang,
        young: state.young,
        ...asCalled(state),
      }
    case 'form_said':
      return state.book.formNamed(String(frame.values.heard ?? '')) ?? null
    default:
      return Object.hasOwn(view.facts, name) ? view.facts[name]! : null
  }
}

/** What flows see of how somebody is called. */
function asCalled({ book, called: { as, heard, asked } }: State): Values {
  const plain = plainForm(book.forms)?.you
  return {
    form: as ?? null,
    form_heard: heard ?? null,
    form_asked: plain !== undefined && asked?.includes(plain) === true,
  }
}

function interrupted(stack: readonly Frame[], frame: Frame): string | null {
  return frame.interrupts ? (stack[stack.indexOf(frame) - 1]?.flow ?? null) : null
}

/**
 * The campaign that a talk is of: the one whose id this flow, or what called it, holds as `appeal`; else the first that names
 * such a flow; else the one in front, as in a flow that is yet to be told which. A talk that names its campaign goes on with it
 * whichever else opens, and when it is over.
 */
export function campaignOf({ book, view, stack }: State, frame: Frame): Value {
  const { campaigns, all_campaigns: all } = view.facts
  for (let n = stack.indexOf(frame as LiveFrame); n >= 0; n--) {
    const { flow, revision, values } = stack[n]!
    const named = typeof values.appeal === 'string' && campaignWith(all, 'id', values.appeal)
    if (named) return named
    const play = book.at(flow, revision)
    // What speaks for many is no nearer to the one that names it than to the others.
    if (play && play.voices.size > 0) break
    const found = campaignWith(campaigns, 'flow', flow)
    if (found) return found
    if (play?.definition.takes.has('appeal')) break
  }
  return view.facts.campaign ?? null
}

/** The campaign that names a flow: the one that is open; else one that will be, or was. Of several open ones none is meant. */
export function campaignOfFlow({ facts }: View, flow: string): Values | undefined {
  const { campaigns, all_campaigns: all } = facts
  const open = Array.isArray(campaigns)
    ? (campaigns as readonly Values[]).filter((one) => one.flow === flow)
    : []
  return open.length > 0 ? (open.length === 1 ? open[0] : undefined) : campaignWith(all, 'flow', flow)
}

function campaignWith(list: Value | undefined, field: 'id' | 'flow', value: string): Values | undefined {
  return Array.isArray(list) ? (list as readonly Values[]).find((one) => one[field] === value) : undefined
}
