import {
  type AskKind,
  type Definition,
  isQuestion,
  type Option,
  type Step,
  type Timeout,
  type Verb,
} from './definition.ts'
import {
  assigned,
  type Fact,
  type Known,
  merged,
  put,
  refined,
  type Shape,
  same,
  shapeOf,
  shapesOf,
} from './known.ts'
import type { Actions, FieldType } from './types.ts'

/** Kinds of answers as types of values. */
export const TYPE_OF: Readonly<Record<AskKind, FieldType>> = {
  money: 'money',
  number: 'number',
  day: 'day',
  time: 'time',
  yes_no: 'yes_no',
  name: 'text',
  text: 'text',
  phone: 'text',
  file: 'file',
}

/**
 * Follows every way through every flow.
 *
 * @returns for a flow, what is known at each step that can be reached, after its `set`
 */
export function follow(
  flows: ReadonlyMap<string, Definition>,
  actions: Actions,
  startedByWords: ReadonlySet<string>,
  facts: Known['facts'],
): (flow: string) => ReadonlyMap<string, Known> {
  const done = new Map<string, Followed>()
  const underWay = new Set<string>()
  const certain = alwaysGiven(flows, startedByWords)

  function followed(flow: string, given: ReadonlySet<string>): Followed | undefined {
    const key = `${flow}(${[...given].sort()})`
    const ready = done.get(key)
    const definition = flows.get(flow)
    // A flow that calls itself over others starts afresh: nothing is known of what it gives back.
    if (ready || !definition || underWay.has(flow)) return ready
    underWay.add(flow)
    const result = walk(definition, actions, given, facts, (called, names) => followed(called, names)?.end)
    underWay.delete(flow)
    done.set(key, result)
    return result
  }

  return (flow) => followed(flow, certain(flow))?.at ?? new Map()
}

/** The `takes` that a flow is given by whoever starts it: by every call; by the service's triggers; but not by words. */
function alwaysGiven(flows: ReadonlyMap<string, Definition>, startedByWords: ReadonlySet<string>) {
  const calls = [...flows.values()].flatMap((flow) =>
    [...flow.steps.values()].flatMap(({ verb }) => (verb.kind === 'call' ? [verb] : [])),
  )
  return (flow: string): ReadonlySet<string> => {
    if (startedByWords.has(flow)) return new Set()
    const own = calls.filter((call) => call.flow === flow)
    const names = [...(flows.get(flow)?.takes.keys() ?? [])]
    return new Set(names.filter((name) => own.every((call) => call.with.some((one) => one.name === name))))
  }
}

type EndOf = (flow: string, given: ReadonlySet<string>) => Known | undefined

interface Followed {
  readonly at: ReadonlyMap<string, Known>
  /** At `end`; undefined when it is never reached. */
  readonly end: Known | undefined
}

function walk(
  definition: Definition,
  actions: Actions,
  given: ReadonlySet<string>,
  facts: Known['facts'],
  endOf: EndOf,
): Followed {
  const entered = new Map<string, Known>()
  const at = new Map<string, Known>()
  const waiting = [definition.start.to]
  entered.set(definition.start.to, beginning(definition, given, facts))
  // Each round only takes knowledge away, so it ends; the bound is for a mistake in here.
  for (let rounds = definition.steps.size * 50 + 50; waiting.length > 0 && rounds > 0; rounds--) {
    const name = waiting.pop()!
    const step = definition.steps.get(name)
    if (!step) continue
    const known = step.set.reduce(
      (so, one) => assigned(so, definition, one.name, one.value),
      entered.get(name)!,
    )
    at.set(name, known)
    for (const [to, then] of ways(step, known, definition, actions, endOf)) {
      const before = entered.get(to)
      const after = before ? merged(before, then) : then
      if (before && same(before, after)) continue
      entered.set(to, after)
      waiting.push(to)
    }
  }
  return { at, end: entered.get('end') }
}

function beginning({ takes, keeps }: Definition, given: ReadonlySet<string>, facts: Known['facts']): Known {
  const own = new Map<string, Fact>()
  for (const [name, type] of takes)
    own.set(name, { there: given.has(name) ? 'yes' : 'maybe', shape: { type } })
  for (const [name, type] of keeps) own.set(name, { there: 'no', shape: { type } })
  return { own, sure: new Set(), facts }
}

/** Every way out of a step, with what is known on it. */
function ways(
  step: Step,
  known: Known,
  definition: Definition,
  actions: Actions,
  endOf: EndOf,
): [string, Known][] {
  const { verb } = step
  if (isQuestion(verb)) return questionWays(verb, known, definition)
  switch (verb.kind) {
    case 'branch': {
      let left = known
      return verb.cases.map((one): [string, Known] => {
        const here = left
        if (one.when) left = refined(left, one.when.ast, false, definition)
        return [one.next.to, one.when ? refined(here, one.when.ast, true, definition) : here]
      })
    }
    case 'do': {
      const outcomes = actions[verb.action]?.outcomes ?? {}
      return [...verb.on].map(([name, next]) => {
        const shape: Shape = { type: 'record', fields: shapesOf(outcomes[name]) }
        return [next.to, verb.as === undefined ? known : put(known, verb.as, { there: 'yes', shape })]
      })
    }
    case 'call':
      return [[verb.next.to, comingBack(verb, known, definition, endOf)]]
    case 'hand_over': {
      const noted =
        verb.as === undefined ? known : put(known, verb.as, { there: 'maybe', shape: { type: 'text' } })
      const timeout: [string, Known][] = verb.timeout ? [[verb.timeout.next.to, known]] : []
      return [[verb.next.to, noted], ...timeout]
    }
    default:
      return [[verb.next.to, known]]
  }
}

function questionWays(
  verb: Extract<Verb, { kind: 'choose' | 'ask' }>,
  known: Known,
  definition: Definition,
): [string, Known][] {
  const found = verb.options.map((option): [string, Known] => {
    const offered = offeredAs(option, known, definition)
    return [
      option.next.to,
      option.set.reduce((so, one) => assigned(so, definition, one.name, one.value), offered),
    ]
  })
  if (verb.timeout) found.push([verb.timeout.next.to, atTimeout(verb.timeout, known, definition)])
  if (verb.kind === 'ask') {
    const maybe = (so: Known, name: string | undefined, type: 'day' | 'money' | 'text') =>
      name === undefined ? so : put(so, name, { there: 'maybe', shape: { type } })
    const told: Known =
      verb.cut === undefined ? known : put(known, verb.cut, { there: 'yes', shape: { type: 'yes_no' } })
    const beside = maybe(maybe(maybe(told, verb.day, 'day'), verb.sum, 'money'), verb.goods, 'text')
    found.push([verb.next.to, put(beside, verb.as, { there: 'yes', shape: { type: TYPE_OF[verb.read] } })])
  }
  return found
}

/** Without the value there is no end: where it has come, the value was there. */
const atTimeout = ({ until }: Timeout, known: Known, definition: Definition): Known =>
  until ? refined(known, until.ast, true, definition) : known

/** What is known where an option is there to be chosen. */
export function offeredAs(option: Option, known: Known, definition: Definition): Known {
  const sure = option.when ? refined(known, option.when.ast, true, definition) : known
  if (!option.each) return sure
  const { shape } = shapeOf(option.each.of ?? option.each.from, sure, definition)
  const record: Shape = { type: 'record', fields: shape.type === 'list' ? shape.fields : undefined }
  return put(sure, option.each.as, { there: 'yes', shape: record })
}

function comingBack(
  verb: Extract<Verb, { kind: 'call' }>,
  known: Known,
  definition: Definition,
  endOf: EndOf,
): Known {
  if (verb.gives.length === 0) return known
  const sure = verb.with.filter((one) => shapeOf(one.value, known, definition).there === 'yes')
  const end = endOf(verb.flow, new Set(sure.map((one) => one.name)))
  return verb.gives.reduce((so, { mine, theirs }) => {
    const type = definition.own.get(mine) ?? 'any'
    return put(so, mine, end?.own.get(theirs) ?? { there: 'maybe', shape: { type } })
  }, known)
}
