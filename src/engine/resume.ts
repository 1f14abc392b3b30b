import { begin, beginBeside, goOnWith, mayBeBeside, park, takeDue, timeIsUp } from './aside.ts'
import { type Book, sentence } from './book.ts'
import { listenIn, spoken } from './called.ts'
import { CALL_ME } from './definition.ts'
import { handedBack } from './handed-back.ts'
import { hear } from './heard.ts'
import { home } from './repair.ts'
import { leave, run } from './run.ts'
import { keepable, SessionError } from './session.ts'
import { forgetWhatEnds, letGoOfFirst } from './stack.ts'
import { close, isResting, keep, Misuse, open, type State, stepIn, top, waitUntil } from './state.ts'
import type { Effect, Frame, Resume, Session, Sprint, Trigger, Values, View } from './types.ts'

/**
 * Starts a flow in a session, or in a new one.
 *
 * @returns undefined when a trigger of the system must wait, because something is asked, or a person has the
 * conversation and it may not be said beside her. A flow that the system starts and that fails leaves the session as it was, with an alert.
 */
export function start(
  book: Book,
  session: Session | undefined,
  trigger: Trigger,
  view: View,
): Sprint | undefined {
  if (trigger.by === 'system' && session && !atRest(book, session, trigger.flow)) return undefined
  return sprint(book, session, view, trigger.by, (state) => {
    if (state.waits === 'outcome')
      throw new Misuse('The session waits for the outcome of an action, not for a flow')
    const playable = book.last(trigger.flow)
    if (trigger.by === 'person' && !playable) home(state)
    else if (playable && mayBeBeside(state, playable))
      beginBeside(state, trigger.flow, trigger.with, playable)
    else begin(state, trigger.flow, trigger.with, playable)
  })
}

/**
 * Goes on with a session after what happened; the first word of somebody new starts the flow that `view.facts.home`
 * names, or `menu`. A flow that fails costs one honest sentence and an alert, never an exception.
 *
 * @throws Misuse when an outcome comes that nobody waits for, or a word while an outcome is waited for
 */
export function resume(book: Book, session: Session | undefined, what: Resume, view: View): Sprint {
  return sprint(book, session, view, 'person', (state) => {
    switch (what.kind) {
      case 'heard':
        return hear(state, what)
      case 'outcome':
        return outcome(state, what.outcome, what.data)
      case 'time':
        return time(state, what.wait)
      case 'person_said':
        return personSaid(state)
      case 'handed_back':
        return handedBack(state, what.note)
      default:
        return what satisfies never
    }
  })
}

/**
 * Whether the system may speak: nothing is asked, or only what the person may leave at that.
 *
 * @param flow what it would say. While a person of the fund is awaited, that alone which may be heard beside her
 */
export function atRest(book: Book, session: Session, flow?: string): boolean {
  try {
    const state = open(book, session, NO_VIEW)
    return isResting(state) || (flow !== undefined && mayBeBeside(state, book.last(flow)))
  } catch {
    // Its revision is gone: the next thing that happens says so and ends it.
    return true
  }
}

const NO_VIEW: View = { now: new Date(0), lang: 'vi', channel: '', facts: {} }

function outcome(state: State, name: string, data: Values): void {
  if (state.waits !== 'outcome') throw new Misuse(`The session waits for no outcome, but "${name}" came`)
  const frame = top(state)
  const { verb } = stepIn(state, frame)
  if (verb.kind !== 'do') throw new Error('the step that waits for an outcome does nothing')
  const next = verb.on.get(name)
  if (!next) throw new Error(`outcome "${name}" of ${verb.action} is not handled`)
  if (verb.as !== undefined) keep(frame, verb.as, data)
  if (leave(state, next.to)) run(state)
}

function time(state: State, wait: number): void {
  const due = state.parked.some((one) => one.until && one.until <= state.view.now)
  if (wait !== state.wait || waitUntil(state) === undefined) return
  // Something set aside may be what the time was for; it goes on after this, when nothing is asked.
  if (!due || waitUntil(state)! <= state.view.now) timeIsUp(state)
}

/**
 * The last to speak was a person of the fund, so an answer is an answer to them: the conversation is theirs until they
 * hand it back, or until the bot is called by a word of its own or one of its buttons.
 */
function personSaid(state: State): void {
  if (state.waits === 'outcome') return
  if (state.waits === 'person') {
    spoken(state)
    return
  }
  if (state.waits === 'time') {
    park(state)
    state.stack = []
  }
  listenIn(state)
}

function sprint(
  book: Book,
  session: Session | undefined,
  view: View,
  by: Trigger['by'],
  act: (state: State) => void,
): Sprint {
  const state = open(book, session, view)
  try {
    act(state)
    // A flow that ends without a word leaves nobody without an answer.
    if (state.owes && (state.waits === 'nothing' || state.waits === 'time')) home(state)
    if (by === 'person') offerForm(state)
    return withWhatIsDue(book, lightened(state), view)
  } catch (error) {
    if (error instanceof Misuse) throw error
    const failed = alert(state, error)
    if (by === 'person') return broken(state, [{ kind: 'say', bubble: { text: sorry(state) } }, failed])
    // Somebody who did nothing hears nothing, and loses nothing that can be gone on with.
    const before = open(book, session, view)
    return isReadable(before) ? { ...close(before), effects: [failed] } : broken(state, [failed])
  }
}

/**
 * What actions gave to remember, or many long answers together, may be too much to keep: then goes what nobody looks at any more, and
 * what was interrupted first.
 *
 * @throws SessionError when what is under way now is too much alone
 */
function lightened(state: State): Sprint {
  for (;;) {
    const done = close(state)
    try {
      keepable(done.session)
      return done
    } catch (error) {
      if (!(error instanceof SessionError && (forgetWhatEnds(state) || letGoOfFirst(state)))) throw error
    }
  }
}

/** A calm moment: nothing is asked, and something has been said. Who called themselves “bác” is asked whether we may too. */
function offerForm(state: State): void {
  if (state.called.heard === undefined || state.young || state.lang !== 'vi') return
  const calm = state.waits === 'nothing' && state.effects.some(({ kind }) => kind === 'say')
  if (calm && state.book.live(CALL_ME)) begin(state, CALL_ME, { called: true })
}

/** What let time pass while others spoke speaks up now, if its time has come and nothing is asked. */
function withWhatIsDue(book: Book, done: Sprint, view: View): Sprint {
  if (!done.session.parked?.some((one) => one.until && one.until <= view.now)) return done
  const state = open(book, done.session, view)
  const due = takeDue(state)
  if (!due) return done
  const next = sprint(book, close(state).session, view, 'system', (fresh) => goOnWith(fresh, due))
  return { ...next, effects: [...done.effects, ...next.effects] }
}

const sorry = (state: State): string => sentence(state.book, 'broken', state.lang, {}, state.called.as)

const isReadable = (state: State): boolean =>
  state.stack.every((frame) => state.book.at(frame.flow, frame.revision)?.definition.steps.has(frame.step))

function alert(state: State, error: unknown): Effect {
  const frame = state.stack.at(-1)
  const where = frame ? `flow "${frame.flow}" step "${frame.step}": ` : ''
  return {
    kind: 'alert',
    what: 'broken',
    detail: `${where}${error instanceof Error ? error.message : String(error)}`,
    at: frame ? placeOf(frame) : {},
    error,
  }
}

const placeOf = ({ flow, step, revision }: Frame) => ({ flow, step, revision })

/** The next word starts afresh. What was done and told before the failure stays so; what was said is taken back. */
function broken(state: State, effects: readonly Effect[]): Sprint {
  const kept = state.effects.filter((effect) => effect.kind !== 'say')
  return close({
    ...state,
    wait: state.wait + 1,
    stack: [],
    waits: 'nothing',
    since: state.view.now,
    misses: 0,
    offered: undefined,
    hidden: undefined,
    doubt: undefined,
    todo: undefined,
    effects: [...kept, ...effects],
  })
}
