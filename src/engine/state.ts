import { type Day, dayOf } from '../platform/vietnamese/index.ts'
import { type Book, formOf, type Playable, stepOf } from './book.ts'
import { isQuestion, type Step } from './definition.ts'
import type { Called } from './forms.ts'
import { LIMITS } from './limits.ts'
import { scopeOf } from './scope.ts'
import type { Tongue } from './show.ts'
import type {
  Answered,
  Doubt,
  Effect,
  FieldType,
  FileRef,
  Frame,
  Lang,
  Parked,
  Session,
  Sprint,
  Todo,
  Value,
  Values,
  View,
} from './types.ts'

/** This flow cannot go on: its own fault, or an action's. It costs one conversation an honest sentence, nothing more. */
export class Broken extends Error {}

/** The caller made a mistake: not the flow, not the person. */
export class Misuse extends Error {}

type Writable<T> = { -readonly [K in keyof T]: T[K] }
export type LiveFrame = Writable<Frame>

/** A session in the middle of a sprint. Lives for one call. */
export interface State {
  readonly book: Book
  readonly view: View
  readonly today: Day
  tongue: Tongue | undefined
  lang: Lang
  wait: number
  stack: LiveFrame[]
  waits: Session['waits']
  since: Date
  misses: number
  told: Date | undefined
  offered: readonly Values[] | undefined
  hidden: readonly string[] | undefined
  doubt: Doubt | undefined
  parked: readonly Parked[]
  last: string | undefined
  steps: number
  young: boolean
  called: Called
  /** What a person just said, for the flow that it starts. */
  said: string | undefined
  /** The open question has not been said yet: what was just said may be its answer. */
  unasked: boolean
  /** Somebody spoke and has had no word yet. */
  owes: boolean
  effects: Effect[]
  todo: Todo | undefined
}

export function open(book: Book, session: Session | undefined, view: View): State {
  return {
    book,
    view,
    today: dayOf(view.now),
    tongue: undefined,
    lang: session?.lang ?? view.lang,
    wait: session?.wait ?? 0,
    stack: session ? session.stack.map((frame) => ({ ...frame })) : [],
    waits: session?.waits ?? 'nothing',
    since: session?.since ?? view.now,
    misses: session?.misses ?? 0,
    told: session?.told,
    offered: session?.offered,
    hidden: session?.hidden,
    doubt: session?.doubt,
    parked: session?.parked ?? [],
    last: session?.last,
    steps: session?.steps ?? 0,
    said: undefined,
    unasked: false,
    young: session?.young ?? false,
    called: calledIn(session, view),
    owes: session?.owes ?? false,
    effects: [],
    todo: undefined,
  }
}

/** Before anything is kept with a talk, what the contact has said in another one counts. */
const calledIn = (session: Session | undefined, { called }: View): Called =>
  session ? (session.called ?? {}) : called === undefined ? {} : { as: called }

export function close(state: State): Sprint {
  const { lang, wait, stack, waits, since, misses, offered, hidden, doubt, parked, last, todo } = state
  const session: Session = {
    v: 1,
    lang,
    wait,
    stack,
    waits,
    since,
    misses,
    ...(offered && { offered }),
    ...(hidden && { hidden }),
    ...(doubt && { doubt }),
    ...(parked.length > 0 && { parked }),
    ...(last !== undefined && { last }),
    ...(state.told && waits === 'person' && { told: state.told }),
    ...(state.young && { young: true }),
    ...(hasAny(state.called) && { called: state.called }),
    ...(waits === 'outcome' && { steps: state.steps, ...(state.owes && { owes: true }) }),
  }
  const until = nextTime(state)
  return { session, effects: state.effects, ...(todo && { todo }), ...(until && { until }) }
}

const hasAny = ({ as, heard, asked }: Called): boolean =>
  as !== undefined || heard !== undefined || asked !== undefined

// ── what is under way ────────────────────────────────────────────────────────────────────────────────────────────

export const top = (state: State): LiveFrame => {
  const frame = state.stack.at(-1)
  if (!frame) throw new Broken('nothing is under way')
  return frame
}

export function playOf(state: State, frame: Frame): Playable {
  const playable = state.book.at(frame.flow, frame.revision)
  if (!playable) throw new Broken(`flow "${frame.flow}" has no revision ${frame.revision} any more`)
  return playable
}

export function stepIn(state: State, frame: Frame): Step {
  const step = stepOf(playOf(state, frame), frame.step)
  if (!step) throw new Broken(`flow "${frame.flow}" has no step "${frame.step}"`)
  return step
}

/** The step that waits, when a question is open. */
export function openStep(state: State): Step | undefined {
  return state.waits === 'answer' ? stepIn(state, top(state)) : undefined
}

/** Whether the system may speak: nothing is asked, or only what may be left at that. */
export const isUnderWay = (state: State, flow: string): boolean =>
  state.stack.some((frame) => frame.flow === flow)

export function isResting(state: State): boolean {
  if (state.waits === 'nothing' || state.waits === 'time') return true
  const verb = openStep(state)?.verb
  return verb !== undefined && isQuestion(verb) && verb.rest
}

// ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Keeps a value, and for "back" what it was at the last question. */
export function keep(frame: LiveFrame, name: string, value: Value): void {
  const was = Object.hasOwn(frame.values, name) ? frame.values[name]! : null
  const last = frame.back?.at(-1)
  if (last && !Object.hasOwn(last.values, name)) {
    frame.back = [...frame.back!.slice(0, -1), { step: last.step, values: { ...last.values, [name]: was } }]
  }
  if (value !== null) frame.values = { ...frame.values, [name]: value }
  else if (was !== null) {
    const { [name]: _, ...others } = frame.values
    frame.values = others
  }
}

/** Marks the open question as answered. */
export function remember(frame: LiveFrame): void {
  const answered: Answered = { step: frame.step, values: {} }
  frame.back = [...(frame.back ?? []), answered].slice(-LIMITS.back)
}

/**
 * A value as its declared type holds it: whole numbers become money where money is kept.
 *
 * @throws Broken for an amount with a fraction
 */
export function coerced(value: Value, type: FieldType | undefined): Value {
  if (type !== 'money' || typeof value !== 'number') return value
  if (!Number.isSafeInteger(value)) throw new Broken(`${value} is no amount of whole đồng`)
  return BigInt(value)
}

export const isFile = (value: Value): value is FileRef =>
  typeof value === 'object' && value !== null && typeof (value as Values).file === 'string'

export function tongueOf(state: State): Tongue {
  if (state.tongue?.lang !== state.lang) {
    state.tongue = {
      ...state.book.tongues[state.lang],
      today: state.today,
      // A child may have the phone of somebody who is called otherwise.
      form: formOf(state.book, state.young ? undefined : state.called.as),
    }
  }
  return state.tongue!
}

/** Another language from here on. */
export function speak(state: State, lang: Lang): void {
  if (lang === state.lang) return
  state.lang = lang
  state.effects.push({ kind: 'language', lang })
}

// ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** When the present wait runs out by itself. */
export function waitUntil(state: State): Date | undefined {
  const frame = state.stack.at(-1)
  if (!frame || state.waits === 'nothing' || state.waits === 'outcome') return undefined
  const { verb } = stepIn(state, frame)
  if (verb.kind === 'wait') return new Date(state.since.getTime() + verb.ms)
  if (verb.kind === 'wait_until') return instantOf(verb.until.value(scopeOf(state, frame)))
  if ((isQuestion(verb) || verb.kind === 'hand_over') && verb.timeout) {
    const { ms, until } = verb.timeout
    if (!until) return new Date(state.since.getTime() + ms)
    const end = until.value(scopeOf(state, frame))
    return end === null ? undefined : instantOf(end)
  }
  return undefined
}

/** An instant; a day means eight in the morning of it in Việt Nam, when messages may go out. */
export function instantOf(value: Value): Date {
  if (value instanceof Date) return value
  const day = typeof value === 'string' ? new Date(`${value}T08:00:00+07:00`) : undefined
  if (day === undefined || Number.isNaN(day.getTime())) throw new Broken('"wait" has no time to wait for')
  return day
}

/** The earliest of the present wait's end and of what was set aside, which only goes on when nothing is asked. */
function nextTime(state: State): Date | undefined {
  const aside = isResting(state) ? state.parked.flatMap((one) => one.until ?? []) : []
  const times = [...aside, ...[waitUntil(state) ?? []].flat()]
  return times.length === 0 ? undefined : new Date(Math.min(...times.map((time) => time.getTime())))
}
