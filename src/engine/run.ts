import {
  type Assign,
  FORM,
  FORM_OFFERED,
  GROWN_UP,
  isQuestion,
  type Question,
  SPOKEN,
  type Verb,
  YOUNG,
} from './definition.ts'
import { holds } from './expression.ts'
import { offeredSo, saidSo } from './forms.ts'
import { LIMITS } from './limits.ts'
import { decide, type Offer, offers, under } from './question.ts'
import { scopeOf } from './scope.ts'
import { hasText, sayStep, sayText } from './speak.ts'
import { enter, HANDED_BACK, live, voiced } from './stack.ts'
import {
  Broken,
  coerced,
  instantOf,
  keep,
  type LiveFrame,
  playOf,
  type State,
  speak,
  stepIn,
  top,
} from './state.ts'
import type { Value, Values } from './types.ts'

/** Goes on from the present step until something must be waited for. */
export function run(state: State): void {
  for (let going = true; going; ) {
    if (++state.steps > LIMITS.steps)
      throw new Broken(`more than ${LIMITS.steps} steps without waiting for anybody`)
    const frame = top(state)
    const step = stepIn(state, frame)
    if (step.grownUp && state.young) {
      enter(state, live(state, GROWN_UP), { called: true }, 'called')
      continue
    }
    assign(state, frame, step.set)
    if (isQuestion(step.verb)) {
      ask(state, 'first')
      return
    }
    sayStep(state, frame, step)
    going = perform(state, frame, step.verb)
  }
}

/** @returns whether there is a step to go on with; otherwise there is something to wait for */
function perform(state: State, frame: LiveFrame, verb: Exclude<Verb, Question>): boolean {
  switch (verb.kind) {
    case 'say':
      return leave(state, verb.next.to)
    case 'branch': {
      const holding = verb.cases.find((one) => !one.when || holds(one.when.value(scopeOf(state, frame))))
      return leave(state, holding!.next.to)
    }
    case 'do':
      wait(state, 'outcome')
      forgetTheWayBack(state)
      state.todo = { action: verb.action, input: inputOf(state, frame, verb.with), wait: state.wait }
      return false
    case 'call':
      enter(
        state,
        live(state, verb.flow),
        { ...voiced(state, verb.flow), ...inputOf(state, frame, verb.with) },
        'called',
      )
      return true
    case 'hand_over': {
      const scope = scopeOf(state, frame)
      const by = verb.by?.value(scope)
      const reason = String(verb.reason.value(scope) ?? '')
      state.effects.push({ kind: 'hand_over', reason, ...(by instanceof Date && { by }) })
      wait(state, 'person')
      return false
    }
    case 'wait':
      wait(state, 'time')
      return false
    case 'wait_until':
      if (instantOf(verb.until.value(scopeOf(state, frame))) <= state.view.now)
        return leave(state, verb.next.to)
      wait(state, 'time')
      return false
  }
}

export function wait(state: State, what: State['waits']): void {
  state.wait += 1
  state.waits = what
  state.since = state.view.now
  state.misses = 0
  state.told = undefined
  state.offered = undefined
  state.hidden = undefined
  state.doubt = undefined
}

function assign(state: State, frame: LiveFrame, list: readonly Assign[]): void {
  for (const { name, value } of list) {
    const given = value.value(scopeOf(state, frame))
    if (name === SPOKEN) speak(state, given === 'en' ? 'en' : 'vi')
    else if (name === YOUNG) {
      state.young = given === true
      state.tongue = undefined
    } else if (name === FORM || name === FORM_OFFERED) call(state, name, given)
    else keep(frame, name, coerced(given, playOf(state, frame).definition.own.get(name)))
  }
}

/** Takes down how somebody wants to be called, or that they were offered it. */
function call(state: State, what: typeof FORM | typeof FORM_OFFERED, form: Value): void {
  if (typeof form !== 'string' || !state.book.forms.has(form)) throw new Broken(`nobody is called "${form}"`)
  state.called = what === FORM ? saidSo(state.called, form) : offeredSo(state.called, form)
  state.tongue = undefined
}

/** Values that are empty are left out. */
function inputOf(state: State, frame: LiveFrame, list: readonly Assign[]): Values {
  const input: Record<string, Value> = {}
  for (const { name, value } of list) {
    const given = value.value(scopeOf(state, frame))
    if (given !== null) input[name] = given
  }
  return input
}

/** What has been done cannot be undone by "back". */
function forgetTheWayBack(state: State): void {
  for (let n = state.stack.length - 1; n >= 0; n--) {
    delete state.stack[n]!.back
    if (state.stack[n]!.interrupts) return
  }
}

// ── questions ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Asks the question of the present step. Asked again, it may be shorter. */
export function ask(state: State, how: 'first' | 'again'): void {
  const frame = top(state)
  const step = stepIn(state, frame)
  if (!isQuestion(step.verb)) throw new Broken(`step "${step.name}" of flow "${frame.flow}" asks nothing`)
  wait(state, 'answer')
  decide(state, frame, step.verb)
  // Whoever said the words that started the flow may have answered already: `hear` looks, and asks if not.
  state.unasked = how === 'first' && step.verb.kind === 'ask' && step.verb.heard && state.said !== undefined
  if (!state.unasked) repeat(state, how)
}

/** Says the open question once more. Its buttons stay what they are; `more` hang below them. */
export function repeat(state: State, how: 'first' | 'again', more: readonly Offer[] = []): void {
  const frame = top(state)
  const step = stepIn(state, frame)
  const hung = under(state, frame, [...offers(state, frame, step.verb as Question), ...more])
  const shorter = `${step.name}.again`
  if (how === 'again' && hasText(state, frame, shorter)) sayText(state, frame, shorter, hung)
  else sayStep(state, frame, step, hung)
}

/** Takes an option: what it sets, where it leads. The question has been remembered for "back". */
export function take(state: State, set: readonly Assign[], next: string): void {
  assign(state, top(state), set)
  if (leave(state, next)) run(state)
}

/** Goes to a step of the present flow, or out of it. @returns whether there is a step to go on with */
export function leave(state: State, to: string): boolean {
  if (to === 'quit') {
    state.stack = []
    wait(state, 'nothing')
    return false
  }
  if (to !== 'end') {
    top(state).step = to
    return true
  }
  const done = state.stack.pop()!
  const below = state.stack.at(-1)
  if (!below) {
    wait(state, 'nothing')
    return false
  }
  if (done.interrupts) {
    reopen(state)
    return false
  }
  return comeBack(state, below, done)
}

function comeBack(state: State, caller: LiveFrame, done: LiveFrame): boolean {
  const { verb, grownUp } = stepIn(state, caller)
  // The step that a child was stopped at.
  if (grownUp && done.flow === GROWN_UP) return true
  if (verb.kind !== 'call')
    throw new Broken(`step "${caller.step}" of flow "${caller.flow}" has not called anything`)
  for (const { mine, theirs } of verb.gives) keep(caller, mine, done.values[theirs] ?? null)
  delete caller.back
  return leave(state, verb.next.to)
}

/** What was interrupted goes on: its question is asked again, or the person who has it has it again. */
export function reopen(state: State): void {
  const frame = top(state)
  if (frame.values[HANDED_BACK] === true) goOnWithoutHer(state)
  else if (stepIn(state, frame).verb.kind === 'hand_over') wait(state, 'person')
  else ask(state, 'again')
}

/** The step that has handed over goes on: she has handed back. */
export function goOnWithoutHer(state: State): void {
  const frame = top(state)
  const { verb } = stepIn(state, frame)
  if (verb.kind !== 'hand_over')
    throw new Broken(`step "${frame.step}" of flow "${frame.flow}" hands over nothing`)
  const { [HANDED_BACK]: _, ...values } = frame.values
  frame.values = values
  comeBackOnce(state)
  if (leave(state, verb.next.to)) run(state)
}

/** Who was asked for by herself first, and then for something besides, comes back with the word of the latter alone. */
function comeBackOnce(state: State): void {
  const below = state.stack.slice(0, -1)
  const isDone = (one: LiveFrame, n: number) =>
    one.flow === 'human' &&
    one.values[HANDED_BACK] === true &&
    (n === 0 || one.interrupts === true) &&
    state.stack[n + 1]?.interrupts === true
  state.stack = [...below.filter((one, n) => !isDone(one, n)), top(state)]
  if (state.stack[0]) delete state.stack[0].interrupts
}
