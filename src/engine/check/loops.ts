import { type Definition, ENDS, type Step } from '../definition.ts'
import { fileOf, type Problem, reporter } from '../source.ts'
import { nextOf } from './links.ts'

/**
 * Finds circles in which nobody is waited for. An action answers at once and is no wait. A called flow is one, if every
 * way through it is.
 */
export function checkLoops(flows: ReadonlyMap<string, Definition>, problems: Problem[]): void {
  const through = new Map<string, boolean>()

  /** Whether a flow can come to its end without waiting for anybody. */
  function runsThrough(name: string): boolean {
    const known = through.get(name)
    if (known !== undefined) return known
    // A flow that calls itself on every way never ends.
    through.set(name, false)
    const flow = flows.get(name)
    const result = flow !== undefined && reaches(flow, flow.start.to, new Set())
    through.set(name, result)
    return result
  }

  function reaches(flow: Definition, step: string, seen: Set<string>): boolean {
    if (step === 'end') return true
    if (seen.has(step)) return false
    seen.add(step)
    const found = flow.steps.get(step)
    return found !== undefined && onward(found).some((to) => reaches(flow, to, seen))
  }

  /** Steps that follow at once, in the same flow. */
  function onward(step: Step): string[] {
    const { verb } = step
    if (verb.kind === 'choose' || verb.kind === 'ask' || verb.kind === 'hand_over' || verb.kind === 'wait')
      return []
    // A time that has passed is not waited for.
    if (verb.kind === 'call' && !runsThrough(verb.flow)) return []
    return nextOf(verb).map((next) => next.to)
  }

  const places = new Map<string, { flow: Definition; step: Step }>()
  for (const flow of flows.values()) {
    for (const step of flow.steps.values()) places.set(`${flow.flow} ${step.name}`, { flow, step })
  }
  const follows = (place: string): string[] => {
    const { flow, step } = places.get(place)!
    const here = onward(step)
      .filter((to) => !ENDS.includes(to))
      .map((to) => `${flow.flow} ${to}`)
    const called = step.verb.kind === 'call' ? flows.get(step.verb.flow) : undefined
    return [...here, ...(called ? [`${called.flow} ${called.start.to}`] : [])].filter((to) => places.has(to))
  }
  for (const circle of circles([...places.keys()], follows)) {
    const { flow, step } = places.get(circle[0]!)!
    const way = circle.map((place) => place.replace(' ', ' › ')).join(' → ')
    const report = reporter(fileOf(flow.flow, 'flow'), problems)
    report(
      step.line,
      `step "${step.name}": goes round without waiting for anybody (${way}). Ask something, or end it.`,
    )
  }
}

/** One circle for each knot of places that lead to one another (Tarjan). */
function circles(places: readonly string[], follows: (place: string) => string[]): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const found: string[][] = []

  function visit(place: string): void {
    index.set(place, index.size)
    low.set(place, index.get(place)!)
    open.push(place)
    for (const next of follows(place)) {
      if (!index.has(next)) visit(next)
      if (open.includes(next)) low.set(place, Math.min(low.get(place)!, low.get(next)!))
    }
    if (low.get(place) !== index.get(place)) return
    const knot = open.splice(open.indexOf(place))
    if (knot.length > 1 || follows(place).includes(place)) found.push(knot)
  }

  for (const place of places) if (!index.has(place)) visit(place)
  return found
}
